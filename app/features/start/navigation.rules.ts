import type { MemberRole, OrganisationKind } from "#db/schema/values.ts";
import { type Locale, textFor } from "../../text/text.ts";
import type { NavGroup } from "../../ui/Shell.tsx";
import { startText } from "./start.text.ts";

/** Who looks, as far as the navigation cares. */
export interface Looker {
  slug: string;
  kind: OrganisationKind;
  roles: readonly MemberRole[];
  isPreview: boolean;
  /** Approves and merges records of the shared catalogue. */
  isCatalogueEditor?: boolean;
}

/** The main navigation: what this person can open here, in the order of the daily work. */
export function navigationFor(looker: Looker, locale: Locale): NavGroup[] {
  const t = textFor(startText, locale);
  const at = (path: string) => `/${looker.slug}/${path}`;
  const isCurator = looker.isCatalogueEditor && !looker.isPreview && looker.kind !== "supplier";
  const mayPropose =
    looker.kind !== "supplier" && !looker.isPreview && looker.roles.some((role) => role !== "reader");
  const catalogue: NavGroup = {
    heading: t.catalogue,
    items: [
      { label: t.products, href: at("products"), icon: "product" },
      { label: t.suppliers, href: at("suppliers"), icon: "supplier" },
      { label: t.functions, href: at("functions"), icon: "function" },
      ...(isCurator ? [{ label: t.concepts, href: at("concepts"), icon: "tag" } as const] : []),
      ...(isCurator || mayPropose
        ? [{ label: t.duplicates, href: at("duplicates"), icon: "columns" } as const]
        : []),
      ...(isCurator ? [{ label: t.merges, href: at("merges"), icon: "merge" } as const] : []),
    ],
  };
  const start: NavGroup = { items: [{ label: t.start, href: `/${looker.slug}`, icon: "home", exact: true }] };
  if (looker.kind === "supplier") return [start, catalogue, organisationGroup(looker, t, at)];
  const systems = { label: t.systems, href: at("systems"), icon: "systems" } as const;
  const radar = { label: t.radar, href: at("radar"), icon: "chart" } as const;
  const itCosts = { label: t.itCosts, href: at("it-costs"), icon: "chart" } as const;
  const contracts = { label: t.contracts, href: at("contracts"), icon: "file" } as const;
  const licences = { label: t.licences, href: at("licences"), icon: "key" } as const;
  const overlap = { label: t.overlap, href: at("overlap"), icon: "overlap" } as const;
  if (looker.isPreview)
    return [
      { heading: t.inventory, items: [systems, overlap] },
      { heading: t.buying, items: [contracts, radar] },
      { heading: t.cooperation, items: [itCosts] },
      catalogue,
    ];

  const isAdmin = looker.roles.includes("local_admin");
  const mayWrite = isAdmin || looker.roles.includes("editor");
  return [
    start,
    {
      heading: t.inventory,
      items: [
        systems,
        { label: t.mySystems, href: at("my-systems"), icon: "user" } as const,
        ...(mayWrite ? [{ label: t.imports, href: at("imports"), icon: "import" } as const] : []),
        ...(mayWrite
          ? [{ label: t.confirmations, href: at("confirmations"), icon: "checkCircle" } as const]
          : []),
        overlap,
        { label: t.reports, href: at("reports"), icon: "chart" } as const,
      ],
    },
    {
      heading: t.buying,
      items: [
        contracts,
        licences,
        { label: t.reminders, href: at("reminders"), icon: "bell" },
        radar,
        { label: t.interestChecks, href: at("interest-checks"), icon: "question" },
        { label: t.renewals, href: at("renewals"), icon: "tasks" },
      ],
    },
    {
      heading: t.cooperation,
      items: [
        { label: t.cooperations, href: at("cooperations"), icon: "cooperation" },
        { label: t.agreements, href: at("agreements"), icon: "book" },
        itCosts,
        { label: t.settlements, href: at("settlements"), icon: "columns" },
        { label: t.sharing, href: at("sharing"), icon: "link" },
        { label: t.receipt, href: at("receipt"), icon: "tasks" },
        ...(isAdmin ? [{ label: t.viewAs, href: at("view-as"), icon: "eye" } as const] : []),
      ],
    },
    catalogue,
    organisationGroup(looker, t, at),
  ];
}

function organisationGroup(
  looker: Looker,
  t: ReturnType<typeof textFor<(typeof startText)["sv"]>>,
  at: (path: string) => string,
): NavGroup {
  const isAdmin = looker.roles.includes("local_admin");
  return {
    heading: t.organisation,
    items: [
      { label: t.members, href: at("members"), icon: "people" },
      ...(looker.kind === "supplier"
        ? []
        : [
            { label: t.people, href: at("people"), icon: "person" } as const,
            { label: t.units, href: at("units"), icon: "grid" } as const,
            { label: t.roleHolders, href: at("roles"), icon: "key" } as const,
          ]),
      { label: t.history, href: at("history"), icon: "history" },
      ...(isAdmin ? [{ label: t.settings, href: at("settings"), icon: "settings" } as const] : []),
    ],
  };
}

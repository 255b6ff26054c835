import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { HistoryPage } from "../audit/HistoryPage.tsx";
import type { HistoryRow, MoreHistoryWords } from "../audit/history.server.ts";
import type { ListState } from "../lists/lists.rules.ts";
import { fieldsText } from "./fields.text.ts";
import { historyWords, joinedWords, type RoleNames } from "./history.rules.ts";
import { systemsPath, usagePath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";

interface Props {
  slug: string;
  view: { state: ListState; shown: string[]; total: number; isCut: boolean };
  rows: readonly HistoryRow[];
  roles: RoleNames;
  /** The history of one system; the whole organisation's otherwise. */
  usage?: { id: string; own_name: string };
  /** Words of features that build on this one, by kind of record. */
  moreWords?: Readonly<Record<string, MoreHistoryWords>>;
}

/** History with the systems' words. */
export function UsageHistory({ usage, roles, moreWords = {}, ...page }: Props) {
  const s = useText(systemsText);
  const f = useText(fieldsText);
  const locale = useLocale();
  const format = useFormat();
  const own = historyWords(f, { locale, roles, money: (minor) => format.money(minor) });
  const words = joinedWords(own, moreWords);
  const record = usage && {
    name: usage.own_name,
    crumbs: [
      { label: s.title, href: systemsPath(page.slug) },
      { label: usage.own_name, href: usagePath(page.slug, usage.id) },
    ],
  };
  return <HistoryPage {...page} words={words} hrefOf={(row) => hrefOf(page.slug, row)} record={record} />;
}

const PLACES: Record<string, string> = {
  product: "products",
  supplier: "suppliers",
  contract: "contracts",
  interest_check: "interest-checks",
  cooperation: "cooperations",
  person: "people",
  unit: "units",
  bulk_edit: "bulk-edits",
};

function hrefOf(slug: string, row: HistoryRow): string | undefined {
  if (row.action === "deleted") return undefined;
  if (row.object_kind === "system_usage") return usagePath(slug, row.object_id);
  const place = PLACES[row.object_kind];
  return place && `/${slug}/${place}/${row.object_id}`;
}

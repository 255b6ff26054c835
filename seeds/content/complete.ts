import type { HostingForm } from "#db/schema/values.ts";
import { classification } from "./classification.ts";
import { monthEnd, monthStart, yearOf } from "./days.ts";
import type { Draft } from "./draft.ts";
import { openness, reviews } from "./openness.ts";
import type { Random } from "./random.ts";
import { type Traits, traitsOf } from "./traits.ts";
import type { ProductContent, UsageContent } from "./types.ts";

/** What is the same for all usages of one organisation. */
export interface Place {
  tenant: string;
  inhabitants: number;
  /** Share of values that this organisation has written down, 0–1. */
  tidiness: number;
  /** Organisation that runs systems for it, with the share of the own-run systems it has there. */
  host?: { organisation: string; share: number };
  /** Beginning of its own numbers for systems; absent when it has none. */
  own_id_prefix?: string;
  today: string;
}

const operators = ["tietoevry", "cgi", "iver", "advania", "atea", "fujitsu"];
const resellers = ["atea", "advania"];

/** Turns a draft into a whole usage; what the draft leaves open is drawn from what is usual for the function. */
export function complete(
  draft: Draft,
  {
    place,
    product,
    random,
    number,
  }: { place: Place; product: ProductContent; random: Random; number: number },
): UsageContent {
  const traits = traitsOf(product.functions[0]!);
  const hidden = draft.hidden ?? false;
  const usage: UsageContent = {
    tenant: place.tenant,
    product: product.key,
    own_name: draft.name ?? product.name,
    own_id:
      draft.own_id ??
      (place.own_id_prefix ? `${place.own_id_prefix}${String(number).padStart(3, "0")}` : undefined),
    unit: draft.unit ?? traits.unit,
    lifecycle: draft.life ?? "in_operation",
    is_hidden: hidden,
    planned_replacement: draft.replaced_by,
    note: draft.note,
    retirement_reason: draft.reason,
    documents: draft.documents ?? [],
    sub_processors: draft.sub_processors ?? [],
    opted_out_functions: draft.not ?? [],
    added_functions: draft.also ?? [],
    ...days(draft, place, product, random),
    ...operation(draft, place, product, random),
    ...term(draft, place, product, random),
    ...size(draft, place, traits, product, random),
    ...classification(draft, place, traits, random),
    ...people(draft, place, random, traits),
    ...record(place, random),
  };
  return { ...usage, ...openness(place, product, random), ...reviews(usage, place, random) };
}

function days(
  draft: Draft,
  { today }: Place,
  product: ProductContent,
  random: Random,
): Partial<UsageContent> {
  const life = draft.life ?? "in_operation";
  const earliest = product.kind === "service" ? 2013 : 2005;
  const drawn = `${random.whole(earliest, 2023)}-${String(random.whole(1, 12)).padStart(2, "0")}-01`;
  const since = draft.since === undefined && life !== "planned" ? drawn : draft.since;
  return {
    taken_into_use_on: typeof since === "number" ? monthStart(today, since) : (since ?? undefined),
    phase_out_from_on: life === "phasing_out" ? monthEnd(today, draft.out ?? 6) : undefined,
    retired_on:
      life === "retired"
        ? monthEnd(today, draft.out ?? -12)
        : draft.planned_end === undefined
          ? undefined
          : monthEnd(today, draft.planned_end),
  };
}

function operation(
  draft: Draft,
  place: Place,
  product: ProductContent,
  random: Random,
): Partial<UsageContent> {
  const drawn = drawHosting(product, place, random);
  const form = draft.form === undefined ? drawn.form : draft.form;
  if (form === null || (draft.form === undefined && !random.chance(place.tidiness + 0.1))) return {};
  const byHost = form === "host_municipality" || form === "joint_body";
  const known = random.chance(place.tidiness);
  return {
    hosting_form: form,
    host: byHost ? (draft.host ?? drawn.host) : undefined,
    operations_supplier:
      draft.run_by ?? (form === "external_hosting" && known ? random.pick(operators) : undefined),
    hosting_country: draft.country ?? (known ? country(form, product, random) : undefined),
    version_text:
      draft.version ?? (form === "saas" || !random.chance(0.35) ? undefined : drawVersion(random)),
  };
}

function drawHosting(
  product: ProductContent,
  place: Place,
  random: Random,
): { form: HostingForm; host?: string } {
  if (product.kind === "service") return { form: random.chance(0.93) ? "saas" : "external_hosting" };
  if (place.host && random.chance(place.host.share)) {
    return { form: "host_municipality", host: place.host.organisation };
  }
  if (product.kind === "infrastructure") {
    return {
      form: random.weighted([
        ["on_premise", 80],
        ["external_hosting", 12],
        ["iaas", 5],
        ["hybrid", 3],
      ]),
    };
  }
  return {
    form: random.weighted([
      ["on_premise", 42],
      ["external_hosting", 26],
      ["saas", 27],
      ["hybrid", 5],
    ]),
  };
}

function country(form: HostingForm, product: ProductContent, random: Random): string {
  if (form !== "saas" && form !== "iaas") return "SE";
  if (product.supplier === "microsoft" || product.supplier === "google")
    return random.pick(["IE", "NL", "SE"]);
  return random.weighted([
    ["SE", 70],
    ["IE", 10],
    ["NL", 6],
    ["FI", 5],
    ["DE", 4],
    ["NO", 4],
    ["US", 1],
  ]);
}

function drawVersion(random: Random): string {
  return random.chance(0.5)
    ? `20${random.whole(22, 25)}.${random.whole(1, 4)}`
    : `${random.whole(3, 12)}.${random.whole(0, 9)}`;
}

function term(draft: Draft, place: Place, product: ProductContent, random: Random): Partial<UsageContent> {
  const [knowsEnd, knowsNotice, viaReseller] = [place.tidiness * 0.85, place.tidiness * 0.8, 0.6].map(
    (share) => random.chance(share!),
  );
  const drawnEnd = random.whole(-2, 40);
  const drawnNotice = random.pick([3, 3, 6, 6, 6, 9, 12]);
  const reseller = random.pick(resellers);
  const isOver = draft.life === "retired" || draft.life === "planned";
  const end = draft.end === undefined ? (knowsEnd && !isOver ? drawnEnd : null) : draft.end;
  const notice = draft.notice === undefined ? (knowsNotice ? drawnNotice : null) : draft.notice;
  const isResold = product.supplier === "microsoft" || product.supplier === "broadcom";
  const supplier = draft.seller ?? (isResold && viaReseller ? reseller : product.supplier);
  const isFree = product.code_basis === "open_source" && supplier === null;
  return {
    term_supplier: isFree || isOver ? undefined : (supplier ?? undefined),
    ends_on: end === null ? undefined : monthEnd(place.today, end),
    notice_on: end === null || notice === null ? undefined : monthEnd(place.today, end - notice),
  };
}

function size(
  draft: Draft,
  place: Place,
  traits: Traits,
  product: ProductContent,
  random: Random,
): Partial<UsageContent> {
  const factor = 0.7 + random.next() * 0.65;
  const priceKnown = random.chance(place.tidiness * 0.8);
  const usersKnown = random.chance(place.tidiness * 0.85);
  const lastYear = random.chance(0.3);
  const monthsAgo = random.whole(1, 16);
  const share = product.kind === "module" ? 0.35 : 1;
  const drawnTkr = Math.round(
    (traits.base_tkr + (traits.ore_per_inhabitant * place.inhabitants) / 100_000) * factor * share,
  );
  const isFree = product.code_basis === "open_source" && product.supplier === null;
  const isOver = draft.life === "retired";
  const tkr = draft.tkr === undefined ? (priceKnown && !isOver ? (isFree ? 0 : drawnTkr) : null) : draft.tkr;
  const users =
    draft.users === undefined
      ? usersKnown
        ? roundly(traits.users * place.inhabitants * factor)
        : null
      : draft.users;
  return {
    yearly_minor: tkr === null ? undefined : tkr * 100_000,
    cost_year: tkr === null ? undefined : yearOf(place.today) - (lastYear ? 1 : 0),
    user_count: users ?? undefined,
    user_count_on: users === null ? undefined : monthEnd(place.today, -monthsAgo),
  };
}

function roundly(count: number): number {
  const step = count > 2000 ? 100 : count > 200 ? 10 : 1;
  return Math.max(2, Math.round(count / step) * step);
}

const owners: Record<string, string> = {
  ks: "kanslichef",
  it: "it_chef",
  soc: "socialchef",
  bun: "skolchef",
  sbf: "samhallschef",
  kof: "kulturchef",
};
const managers: Record<string, string> = {
  ks: "digitalisering",
  it: "it_drift",
  soc: "forvaltare_soc",
  bun: "forvaltare_bun",
  sbf: "gis",
  kof: "kulturchef",
};

function people(draft: Draft, place: Place, random: Random, traits: Traits): Partial<UsageContent> {
  const [hasOwner, hasManager] = [random.chance(place.tidiness), random.chance(place.tidiness * 0.6)];
  const unit = draft.unit ?? traits.unit;
  const isPilot = draft.life === "pilot";
  const owner = draft.owner ?? (hasOwner || isPilot ? owners[unit] : undefined);
  const manager = draft.manager ?? (hasManager ? managers[unit] : undefined);
  return {
    owner: owner && `${place.tenant}/${owner}`,
    manager: manager && `${place.tenant}/${manager}`,
  };
}

function record(place: Place, random: Random) {
  const created_days_ago = random.whole(20, 700);
  const isUntouched = random.chance(0.5);
  const updated = random.whole(1, created_days_ago);
  const confirmed = random.chance(place.tidiness * 0.5);
  const monthsAgo = random.whole(1, 20);
  return {
    created_days_ago,
    updated_days_ago: isUntouched ? created_days_ago : updated,
    confirmed_on: confirmed ? monthEnd(place.today, -monthsAgo) : undefined,
  };
}

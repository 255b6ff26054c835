import type { ContractType, ParticipantRole, PurchaseForm } from "#db/schema/contracts.ts";
import { handWritten } from "./contracts-by-hand.ts";
import { dayAfter, monthEnd, monthStart, yearOf } from "./days.ts";
import { products } from "./products.ts";
import { type Random, randomFrom } from "./random.ts";
import type { UsageContent } from "./types.ts";

export type Months = { length: number; unit: "months" };

/** Terms as facts; what is left out is not known. */
export interface TermContent {
  starts_on?: string;
  ends_on?: string;
  initial_length?: number;
  initial_unit?: "months" | "years";
  is_open_ended?: boolean;
  renewal_kind?: "none" | "tacit" | "express" | "unknown";
  renewal_length?: number;
  renewal_unit?: "months";
  renewal_decide_length?: number;
  renewal_decide_unit?: "months";
  notice_length?: number;
  notice_unit?: "months";
  notice_anchor?: "running" | "period_end" | "quarter_end" | "year_end" | "unknown";
  notice_form?: string;
  binding_until_on?: string;
  admin_buffer_days?: number;
}

export interface OptionContent {
  length: number;
  call_before_length: number | null;
  called_on?: string;
}

export interface CostContent {
  kind: "one_off" | "recurring" | "per_metric";
  per?: "month" | "quarter" | "year";
  amount_minor: number;
  currency?: string;
  rate?: number;
  rate_on?: string;
  quantity?: number;
  metric?: string;
  element?: string;
  status?: "estimate" | "commitment" | "actual";
  /** Key of the organisation whose part it is. */
  organisation?: string;
}

export interface ParticipantContent {
  organisation: string;
  role: ParticipantRole;
  coordination_form?: "agent" | "joint_award" | "separate_contracts";
  /** Months from the seeding day; negative = before. */
  joined: number;
  leaves?: number;
  cost_share?: number;
  quantity?: number;
  /** Left out: the participant has confirmed. */
  is_waiting?: true;
}

/** Invented. Who has a contract with whom, on which terms and for how much, is made up; suppliers and products are named as facts. */
export interface ContractContent {
  tenant: string;
  key: string;
  number: string | null;
  name: string;
  direction?: "bought" | "delivered";
  supplier?: string;
  counterparty?: string;
  product?: string;
  /** Own names of the systems it covers. */
  usages: readonly string[];
  type: ContractType;
  purchase_form: PurchaseForm | null;
  cpv_code?: string;
  signed_on?: string;
  is_hidden: boolean;
  /** Key of another contract of the same organisation. */
  parent?: string;
  term: TermContent;
  options: readonly OptionContent[];
  costs: readonly CostContent[];
  participants: readonly ParticipantContent[];
  /** Key of the person who answers for it. */
  manager?: string;
  note?: string;
  renewal_intent?: "renew" | "review" | "cancel";
  index?: { series: string; base_period: string; indexed_share: number; cap: number };
  documents?: readonly { title: string; url?: string; file?: string; is_shared: boolean }[];
}

const productNames = new Map(products.map(({ key, name }) => [key, name]));
const technical = new Set(["trio", "touchpoint", "ciscocm"]);

/**
 * All contracts of the demo, the same for the same day: some by hand, the others from the ends that the usages state.
 * @param today day of seeding, `YYYY-MM-DD`; all days are counted from it
 */
export function demoContracts(usages: readonly UsageContent[], today: string): ContractContent[] {
  const byHand = handWritten(today);
  const taken = new Set(
    byHand.flatMap(({ tenant, usages: names }) => names.map((name) => `${tenant} ${name}`)),
  );
  const open = usages.filter((usage) => !taken.has(`${usage.tenant} ${usage.own_name}`) && isInForce(usage));
  const groups = new Map<string, UsageContent[]>();
  for (const usage of open) {
    const key = [usage.tenant, usage.term_supplier ?? usage.own_name, usage.ends_on ?? usage.own_name].join(
      " ",
    );
    groups.set(key, [...(groups.get(key) ?? []), usage]);
  }
  const drawn = [...groups.values()].flatMap((group, index) => draw(group, index, today));
  return [...byHand, ...drawn];
}

function isInForce({ lifecycle }: UsageContent): boolean {
  return lifecycle === "in_operation" || lifecycle === "phasing_in" || lifecycle === "phasing_out";
}

function draw(group: readonly UsageContent[], index: number, today: string): ContractContent[] {
  const first = group[0]!;
  const random = randomFrom(`contract ${first.tenant} ${first.own_name}`);
  const isKept = random.chance(first.ends_on ? 0.45 : 0.15);
  if (!isKept || (!first.term_supplier && !first.ends_on)) return [];
  const notice = first.ends_on && first.notice_on ? monthsBetween(first.notice_on, first.ends_on) : null;
  const drawn = first.ends_on
    ? termUntil(first.ends_on, notice, random, today)
    : openEnded(random, first.taken_into_use_on);
  const starts_on = drawn.term.starts_on;
  const yearly = group.reduce((sum, usage) => sum + (usage.yearly_minor ?? 0), 0);
  return [
    {
      tenant: first.tenant,
      key: `drawn-${index}`,
      number: random.chance(0.85)
        ? `KS ${starts_on ? yearOf(starts_on) : 2021}/${100 + (index % 800)}`
        : null,
      name: listed(group.map(({ own_name }) => own_name)),
      supplier: first.term_supplier,
      product: first.product,
      usages: group.map(({ own_name }) => own_name),
      type: random.weighted([
        ["main", 60],
        ["service", 20],
        ["licence", 20],
      ]),
      purchase_form: random.weighted([
        ["call_off", 45],
        ["national_notice", 20],
        ["eu_notice", 12],
        ["direct_award", 23],
      ]),
      cpv_code: technical.has(first.product) ? "32550000" : "48000000",
      signed_on: starts_on && dayAfter(starts_on, -random.whole(10, 70)),
      is_hidden: group.some((usage) => usage.is_hidden),
      term: drawn.term,
      options: drawn.options,
      costs: yearly > 0 ? [{ kind: "recurring", per: "year", amount_minor: yearly, element: "licence" }] : [],
      participants: [],
      manager: first.owner ?? first.manager,
    },
  ];
}

interface Drawn {
  term: TermContent;
  options: OptionContent[];
}

/** Terms whose current end is the day that the usage states, as one would have agreed them. */
function termUntil(ends_on: string, notice: number | null, random: Random, today: string): Drawn {
  const rule: TermContent =
    notice === null
      ? { notice_anchor: "unknown" }
      : {
          notice_length: notice,
          notice_unit: "months",
          notice_anchor: "period_end",
          notice_form: "Skriftligen",
        };
  const kind = random.weighted([
    ["tacit", 45],
    ["options", 30],
    ["none", 15],
    ["express", 10],
  ]);
  /** First day of a term that ends when the usage says, `months` before. */
  const start = (months: number) => monthStart(ends_on, 1 - months);
  if (kind === "options") {
    const isFirstCalled = random.chance(0.4) || start(24) > today;
    const starts_on = start(isFirstCalled ? 36 : 24);
    const called_on = isFirstCalled ? dayAfter(monthEnd(starts_on, 23), -120) : undefined;
    const call_before_length = notice === null ? null : Math.min(notice, 6);
    const options = [
      { length: 12, call_before_length, called_on: called_on && called_on <= today ? called_on : undefined },
      { length: 12, call_before_length },
    ];
    return {
      term: {
        starts_on,
        initial_length: 24,
        initial_unit: "months",
        renewal_kind: "none",
        ...onlyLength(rule),
      },
      options,
    };
  }
  const renewals = kind === "none" ? 0 : random.whole(0, 3);
  const starts_on = start(36 + 12 * renewals);
  const length = { starts_on, initial_length: 36, initial_unit: "months" as const };
  if (kind === "none")
    return { term: { ...length, renewal_kind: "none", notice_anchor: "period_end" }, options: [] };
  const renewal = { renewal_length: 12, renewal_unit: "months" as const };
  if (kind === "tacit")
    return {
      term: {
        ...length,
        ...renewal,
        ...rule,
        renewal_kind: "tacit",
        admin_buffer_days: random.pick([0, 0, 14, 30]),
      },
      options: [],
    };
  const decide = { renewal_decide_length: 6, renewal_decide_unit: "months" as const };
  return {
    term: { ...length, starts_on: start(36), ...renewal, ...decide, ...rule, renewal_kind: "express" },
    options: [],
  };
}

/** With options no notice is needed at the end: it ends by itself. */
function onlyLength(rule: TermContent): TermContent {
  return rule.notice_anchor === "unknown" ? rule : { notice_anchor: "period_end" };
}

function openEnded(random: Random, since: string | undefined): Drawn {
  const starts_on = since ?? "2019-01-01";
  const isUnknown = random.chance(0.2);
  return {
    term: {
      starts_on,
      is_open_ended: true,
      renewal_kind: "none",
      ...(isUnknown
        ? { notice_anchor: "unknown" as const }
        : {
            notice_length: random.pick([3, 6]),
            notice_unit: "months" as const,
            notice_anchor: random.pick(["running", "quarter_end", "year_end"] as const),
            notice_form: "Skriftligen",
          }),
    },
    options: [],
  };
}

function monthsBetween(from: string, to: string): number {
  const [a, b] = [from, to].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  return b! - a!;
}

function listed(names: readonly string[]): string {
  if (names.length === 1) return names[0]!;
  if (names.length > 3) return `${names[0]} med ${names.length - 1} system till`;
  return `${names.slice(0, -1).join(", ")} och ${names.at(-1)}`;
}

/** What a contract over a product is called where it has no system of its own. */
export function nameOfProduct(key: string): string {
  return productNames.get(key) ?? key;
}

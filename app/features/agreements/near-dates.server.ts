import type { Door } from "../../server/tenant.server.ts";
import { type Day, earliest } from "../deadlines/days.rules.ts";
import type { LastDay } from "../deadlines/term.rules.ts";
import { type AgreementTerms, termFacts } from "./agreements.rules.ts";

/** The next day of an agreement: to act by, its last day for something, its end, or the organisation's own last day in it. */
export interface AgreementDate {
  id: string;
  name: string;
  kind: "act_by" | "notice" | "agree" | "ends" | "leaves";
  on: Day;
  /** The last day, when `on` is an earlier one. */
  last_on: Day | null;
}

/** The next day of each agreement in force that the organisation keeps or is a party of; in no order. @param today day in Sweden */
export async function listAgreementDates({
  db,
  tenant,
  today,
}: Pick<Door, "db" | "tenant" | "today">): Promise<AgreementDate[]> {
  const rows = await db
    .selectFrom("agreement as a")
    .leftJoin("agreement_party as p", (join) =>
      join
        .onRef("p.tenant_id", "=", "a.tenant_id")
        .onRef("p.agreement_id", "=", "a.id")
        .on("p.organisation_id", "=", tenant.id)
        .on((on) => on.or([on("p.leaves_on", "is", null), on("p.leaves_on", ">=", today)])),
    )
    .selectAll("a")
    .select("p.leaves_on")
    .where("a.status", "in", ["in_force", "winding_down"])
    .where((where) => where.or([where("a.tenant_id", "=", tenant.id), where("p.admitted_on", "<=", today)]))
    .orderBy("a.id")
    .limit(200)
    .execute();
  return rows.flatMap(({ id, title: name, leaves_on, ...terms }): AgreementDate[] => {
    if (leaves_on) return [{ id, name, kind: "leaves", on: leaves_on, last_on: null }];
    const next = nextDay(terms, today);
    return next ? [{ id, name, ...next }] : [];
  });
}

/** Ends that come so seldom that a notice given a day late costs half a year or more. */
const SELDOM = ["half_year_end", "year_end", "term_of_office_end"];

/** What comes first of notice, agreeing on a renewal and the end. */
function nextDay(terms: AgreementTerms, today: Day): Omit<AgreementDate, "id" | "name"> | null {
  const facts = termFacts(terms, today);
  const { extension, current_end } = facts;
  // an agreement without an end is ended by notice alone, to the next day that its rule allows
  const notice =
    facts.next_notice ?? (SELDOM.includes(terms.notice_anchor) ? facts.earliest_end_notice : null);
  const days = [
    ...(notice ? [dayOf("notice", notice, today)] : []),
    ...(extension?.is_possible ? [dayOf("agree", extension, today)] : []),
    ...(current_end ? [{ kind: "ends" as const, on: current_end, last_on: null }] : []),
  ].filter(({ on }) => on >= today);
  return days.find(({ on }) => on === days.map((day) => day.on).reduce(earliest)) ?? null;
}

/** The day to act by while it is ahead, then the last day itself. */
function dayOf(kind: "notice" | "agree", { act_by_on, last_on }: LastDay, today: Day) {
  return act_by_on >= today && act_by_on < last_on
    ? { kind: "act_by" as const, on: act_by_on, last_on }
    : { kind, on: last_on, last_on: null };
}

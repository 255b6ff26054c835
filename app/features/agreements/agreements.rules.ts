import type { AgreementForm, AgreementStatus, PartyRole, WindDownCode } from "#db/schema/agreements.ts";
import { addDays, addMonths, type Day, dayOf, daysInMonth, yearOf } from "../deadlines/days.rules.ts";
import { computeTerm, type TermFacts, type TermInput } from "../deadlines/term.rules.ts";

/** What the rules need to know of a party. */
export interface PartyFacts {
  id: string;
  organisation_id: string;
  name: string;
  role: PartyRole;
  joined_on: Day;
  leaves_on: Day | null;
  admitted_on: Day | null;
}

/** A party's recorded decision. */
export interface DecisionFacts {
  /** The party's period that it is about. */
  party_id: string | null;
  kind: "agreement" | "reglemente";
  organ: string;
  text_hash: string;
}

/** `proposed` has no say yet, `leaving` is still a party, until a known day. */
export type PartyState = "proposed" | "upcoming" | "party" | "leaving" | "left";

/** What a party is on a day; its last day is still covered. */
export function partyState(
  party: Pick<PartyFacts, "joined_on" | "leaves_on" | "admitted_on">,
  today: Day,
): PartyState {
  if (party.leaves_on && party.leaves_on < today) return "left";
  if (!party.admitted_on) return "proposed";
  if (party.joined_on > today) return "upcoming";
  return party.leaves_on ? "leaving" : "party";
}

/** The latest of an organisation's periods as a party: it may have left and come back. */
export function latestPeriod<P extends Pick<PartyFacts, "organisation_id" | "joined_on">>(
  parties: readonly P[],
  organisationId: string,
): P | undefined {
  return parties
    .filter((party) => party.organisation_id === organisationId)
    .reduce<P | undefined>(
      (last, each) => (last && last.joined_on > each.joined_on ? last : each),
      undefined,
    );
}

/** Why a new period cannot begin: another still runs then, or would end first and leave a gap (a membership has no gaps). */
export function returnProblem(
  earlier: readonly Pick<PartyFacts, "leaves_on">[],
  joined_on: Day,
  today: Day,
): { overlaps: true } | { gapAfter: Day } | null {
  for (const { leaves_on } of earlier) {
    if (leaves_on === null || leaves_on >= joined_on) return { overlaps: true };
    if (leaves_on >= today && addDays(leaves_on, 1) < joined_on) return { gapAfter: leaves_on };
  }
  return null;
}

/** Those whose decision is needed: everybody who is not there only to watch and has not left. */
export function decidingParties<P extends PartyFacts>(parties: readonly P[], today: Day): P[] {
  return parties.filter((party) => party.role !== "observer" && partyState(party, today) !== "left");
}

/** How many of the parties have decided on exactly this text, and who has not (SAM-001). */
export function decisionsOn<P extends PartyFacts>(
  parties: readonly P[],
  decisions: readonly DecisionFacts[],
  textHash: string,
): { decided: number; of: number; missing: P[]; onOtherText: P[] } {
  const own = (party: P) => decisions.find((each) => each.kind === "agreement" && each.party_id === party.id);
  const missing = parties.filter((party) => own(party)?.text_hash !== textHash);
  return {
    decided: parties.length - missing.length,
    of: parties.length,
    missing,
    onOtherText: missing.filter((party) => own(party)),
  };
}

/** Parties of a joint board whose council has not adopted the reglemente (KL 9:33, SAM-002). */
export function withoutReglemente<P extends PartyFacts>(
  form: AgreementForm,
  parties: readonly P[],
  decisions: readonly DecisionFacts[],
): P[] {
  if (form !== "joint_board") return [];
  return parties.filter(
    (party) =>
      !decisions.some(
        (each) => each.kind === "reglemente" && each.party_id === party.id && each.organ === "council",
      ),
  );
}

/** Where an agreement may go from a state; the guards of each step come on top. */
const NEXT: Record<AgreementStatus, readonly AgreementStatus[]> = {
  draft: ["negotiation"],
  negotiation: ["in_force"],
  in_force: ["winding_down"],
  winding_down: ["in_force", "ended"],
  ended: [],
};
export function mayGo(from: AgreementStatus, to: AgreementStatus): boolean {
  return NEXT[from].includes(to);
}

/** Until it is in force the text and the parties are changed freely; afterwards by amendments, joining and notice. */
export function isOpenText(status: AgreementStatus): boolean {
  return status === "draft" || status === "negotiation";
}

/** The terms of an agreement as its row holds them. */
export type AgreementTerms = Pick<
  TermInput,
  | "starts_on"
  | "ends_on"
  | "is_open_ended"
  | "renewal_kind"
  | "renewal_length"
  | "renewal_unit"
  | "renewal_max_times"
  | "renewal_decide_length"
  | "renewal_decide_unit"
  | "notice_length"
  | "notice_unit"
  | "notice_anchor"
  | "binding_until_on"
  | "admin_buffer_days"
> & { form: AgreementForm; renewals?: readonly Day[] };

/** Months of notice for leaving a municipal federation whose rules do not state a shorter time (KL 9:18). */
export const FEDERATION_NOTICE_MONTHS = 36;

/** Whether the notice period is the law's and not the agreement's own. */
export function hasNoticeByLaw(terms: Pick<AgreementTerms, "form" | "notice_length">): boolean {
  return terms.form === "federation" && terms.notice_length === null;
}

/** What the date engine is asked; a federation without a rule of its own has three years' notice. */
export function termOf(terms: AgreementTerms): TermInput {
  const byLaw = hasNoticeByLaw(terms);
  return {
    ...terms,
    initial_length: null,
    initial_unit: null,
    max_total_months: null,
    notice_anchor_side: "end",
    binding_applies_to: "end",
    notice_given_on: null,
    ...(byLaw && {
      notice_length: FEDERATION_NOTICE_MONTHS,
      notice_unit: "months" as const,
      notice_anchor: terms.notice_anchor === "unknown" ? ("running" as const) : terms.notice_anchor,
    }),
  };
}

/** The dates of an agreement on a day; renewals that the parties have decided on are its agreed periods. */
export function termFacts(terms: AgreementTerms, on: Day): TermFacts {
  const agreed = (terms.renewals ?? []).map((ends_on, index) => ({
    seq: index + 1,
    kind: "express" as const,
    ends_on,
  }));
  return computeTerm(termOf(terms), [], agreed, on);
}

/** The next day a duty of the yearly clock falls due, not counting the years it has been done for; 29 February is 28 in other years. */
export function nextDue(
  duty: { month: number; day: number },
  doneYears: readonly number[],
  today: Day,
  from: Day,
): { on: Day; year: number; isLate: boolean } {
  const dueIn = (year: number) => dayOf(year, duty.month, Math.min(duty.day, daysInMonth(year, duty.month)));
  const firstFrom = (day: Day) => (dueIn(yearOf(day)) < day ? yearOf(day) + 1 : yearOf(day));
  // what is nearly a year old is not asked for any more: the next one is coming
  let year = Math.max(firstFrom(from), firstFrom(addMonths(today, -11)));
  while (doneYears.includes(year)) year += 1;
  const on = dueIn(year);
  return { on, year, isLate: on < today };
}

/** The first day that is not covered any more, for what counts days. */
export function dayAfterLeaving(leaves_on: Day | null): Day | null {
  return leaves_on && addDays(leaves_on, 1);
}

/** The wind-down list in the order in which it is worked through. */
export const WIND_DOWN: readonly WindDownCode[] = [
  "call_offs",
  "frozen_lists",
  "assets",
  "staff",
  "licences",
  "personal_data",
  "archive",
  "settlements",
  "access",
  "parties",
];

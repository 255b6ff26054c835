import { addDays, type Day, latest } from "./days.rules.ts";
import { type Explanation, part } from "./explanation.rules.ts";
import { type StatuteBook, type StatuteRule, seededStatutes } from "./statute.rules.ts";
import { byStatute, type StatutoryDeadline, statutory } from "./statutory.rules.ts";

export type Channel = "electronic" | "other";

export interface Sending {
  sent_on: Day;
  channel: Channel;
}

/** A deadline after which a contract may be signed. */
export interface SigningDeadline extends StatutoryDeadline {
  /** The day after the last day; that day itself is not moved. */
  sign_from_on: Day;
}

export type Standstill =
  | { state: "counted"; minimum_days: number; days: number; counted_from: Day; deadline: SigningDeadline }
  /** Fewer days were stated than the law requires (STS-002). */
  | { state: "refused"; code: "STS-002"; minimum_days: number; stated_days: number }
  | { state: "unknown" };

function signing(deadline: StatutoryDeadline, first: Explanation = []): SigningDeadline {
  const sign_from_on = addDays(deadline.last_on, 1);
  return {
    ...deadline,
    sign_from_on,
    explain: [...first, ...deadline.explain, part("sign_from", { last_on: deadline.last_on, sign_from_on })],
  };
}

/**
 * Standstill (avtalsspärr, LOU 20:1): 10 days from the latest sending, 15 when anybody was told otherwise than electronically; a longer
 * stated one counts, a shorter is refused.
 *
 * @param stated days stated in the award decision, or null
 */
export function standstill(
  sent: readonly [Sending, ...Sending[]],
  stated: number | null,
  book: StatuteBook = seededStatutes,
): Standstill {
  const counted_from = sent.map((each) => each.sent_on).reduce(latest);
  const other = sent.some((each) => each.channel === "other");
  const rule = book(other ? "standstill.other_means_days" : "standstill.electronic_days", counted_from);
  if (!rule) return { state: "unknown" };
  const minimum_days = rule.value;
  if (stated !== null && stated < minimum_days)
    return { state: "refused", code: "STS-002", minimum_days, stated_days: stated };
  return {
    state: "counted",
    minimum_days,
    counted_from,
    ...standstillFrom(rule, counted_from, stated, sent.length),
  };
}

function standstillFrom(rule: StatuteRule, from: Day, stated: number | null, sendings: number) {
  const days = stated ?? rule.value;
  const deadline = statutory({ from, length: days, unit: "days", moves: "yes", rule });
  const first = [
    ...(sendings > 1 ? [part("latest_sending", { from })] : []),
    ...(stated !== null ? [part("stated_days", { days, minimum: rule.value })] : []),
  ];
  return { days, deadline: signing(deadline, first) };
}

/** After a voluntary ex-ante notice (frivillig förhandsannons, LOU 20:3); from the day it was published. */
export function voluntaryNoticeStandstill(published_on: Day, book?: StatuteBook): SigningDeadline | null {
  const found = byStatute("standstill.voluntary_notice_days", published_on, "days", "yes", book);
  return found && signing(found);
}

/** The ten-day period after a court's decision (tiodagarsfrist, LOU 20:10). */
export function tenDayPeriod(decided_on: Day, book?: StatuteBook): SigningDeadline | null {
  const found = byStatute("standstill.ten_day_period_days", decided_on, "days", "yes", book);
  return found && signing(found);
}

/** The last day to apply for review of a decision to cancel (LOU 20:12). */
export function cancellationReview(
  { sent_on, channel }: Sending,
  book?: StatuteBook,
): StatutoryDeadline | null {
  const key = channel === "other" ? "review.cancellation_days_other" : "review.cancellation_days_electronic";
  return byStatute(key, sent_on, "days", "yes", book);
}

/** The last day to have a contract tried as invalid: six months from the contract (LOU 20:17 st. 1). */
export function invalidityPeriod(concluded_on: Day, book?: StatuteBook): StatutoryDeadline | null {
  return byStatute("invalidity.months", concluded_on, "months", "yes", book);
}

/** The same, 30 days after a published post-award notice or written information (LOU 20:17 st. 2). */
export function invalidityAfterNotice(published_on: Day, book?: StatuteBook): StatutoryDeadline | null {
  return byStatute("invalidity.days_after_notice", published_on, "days", "yes", book);
}

/** The last day to bring new circumstances without excuse, from the day the application was received (LOU 20:5 b). */
export function newCircumstancesBar(received_on: Day, book?: StatuteBook): StatutoryDeadline | null {
  return byStatute("review.new_circumstances_weeks", received_on, "weeks", "yes", book);
}

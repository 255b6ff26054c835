import { addDays, addMonths, type Day } from "./days.rules.ts";
import { type Explanation, part } from "./explanation.rules.ts";
import { workdayOnOrAfter } from "./holidays.rules.ts";
import { type StatuteBook, type StatuteKey, type StatuteRule, seededStatutes } from "./statute.rules.ts";
import { byStatute, type StatutoryDeadline, statutory } from "./statutory.rules.ts";

/** The minimum periods of the rule table, by what is waited for. */
export type TenderPeriod =
  | "open"
  | "open_e_tenders"
  | "open_after_prior_notice"
  | "open_urgent"
  | "selection_applications"
  | "selection_applications_urgent"
  | "selection_tenders"
  | "selection_tenders_e"
  | "selection_tenders_after_prior_notice"
  | "selection_tenders_urgent"
  | "selection_tenders_without_agreement"
  | "dis_applications"
  | "dis_tenders";

/** The least number of days, and the days added when documents are not freely available electronically (LOU 11:9). */
export function minimumTenderPeriod(
  period: TenderPeriod,
  sent_on: Day,
  book: StatuteBook = seededStatutes,
): { rule: StatuteRule; extension: StatuteRule | null } | null {
  const rule = book(`tender_period.${period}` satisfies StatuteKey, sent_on);
  return rule && { rule, extension: book("tender_period.extension_documents_not_electronic", sent_on) };
}

export interface TenderDeadline {
  /** The earliest allowed deadline day; a floor, so it is not moved. */
  earliest_on: Day;
  /** The working day on or after it, which the product recommends, at 23.59. */
  recommended_on: Day;
  explain: Explanation;
}

/** A minimum tender period is a floor: the deadline day is at least the sending plus the days. */
export function earliestTenderDeadline(
  sent_on: Day,
  minimum_days: number,
  extension_days = 0,
): TenderDeadline {
  const earliest_on = addDays(sent_on, minimum_days + extension_days);
  const recommended_on = workdayOnOrAfter(earliest_on);
  const explain = [
    part("counted", {
      from: sent_on,
      length: minimum_days + extension_days,
      unit: "days",
      raw_on: earliest_on,
    }),
    part("tender_floor", { earliest_on, recommended_on }),
  ];
  return { earliest_on, recommended_on, explain };
}

/** The last day for additional information before a tender deadline; after it the deadline is extended (LOU 12:11, 11:8). */
export function additionalInformationLastDay(tender_deadline: Day, days_before: number): Day {
  return addDays(tender_deadline, -days_before);
}

/** Whether a prior information notice shortens the tender period: sent 35 days – 12 months before the notice (LOU 11:5 st. 2). */
export function priorNoticeShortens(
  prior_sent_on: Day,
  notice_sent_on: Day,
  book: StatuteBook = seededStatutes,
): boolean | null {
  const least = book("tender_period.prior_notice_earliest_days", notice_sent_on);
  const most = book("tender_period.prior_notice_latest_months", notice_sent_on);
  if (!least || !most) return null;
  return (
    prior_sent_on <= addDays(notice_sent_on, -least.value) &&
    prior_sent_on >= addMonths(notice_sent_on, -most.value)
  );
}

export type ThirtyDayDuty =
  | "post_award_notice"
  | "documentation"
  | "direct_award_notice"
  | "direct_award_documentation";

const dutyKeys: Record<ThirtyDayDuty, StatuteKey> = {
  post_award_notice: "post_award_notice.days",
  documentation: "documentation.days",
  direct_award_notice: "direct_award.post_award_notice_days",
  direct_award_documentation: "direct_award.documentation_days",
};

/** Post-award notice and documentation after a contract or cancellation; LOU 20:18 does not list them, so both days are shown. */
export function thirtyDayDuty(duty: ThirtyDayDuty, concluded_on: Day, book?: StatuteBook) {
  return byStatute(dutyKeys[duty], concluded_on, "days", "both", book);
}

/** Reasons on request (LOU 12:13), from the day the request was received; both days are shown. */
export function reasonsOnRequest(received_on: Day, book?: StatuteBook): StatutoryDeadline | null {
  return byStatute("award.reasons_on_request_days", received_on, "days", "both", book);
}

/** A duty counted with a stated number of days; both days are shown. */
export function dutyAfterDays(from: Day, days: number): StatutoryDeadline {
  return statutory({ from, length: days, unit: "days", moves: "both", rule: null });
}

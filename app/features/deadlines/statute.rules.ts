import type { Day } from "./days.rules.ts";

/** A dated length in law (rules.md): it holds from and to and including its days. */
export interface StatuteRule {
  key: StatuteKey;
  valid_from: Day;
  valid_to: Day | null;
  /** Days, weeks or months, as the key says. */
  value: number;
  legal_ref: string;
  /** H statute text; M guidance or deduced, shown as "vägledning, inte lagtext". */
  confidence: "H" | "M";
}

/** Answers with the rule in force on a day, or null: then the deadline is unknown, never that of another period (REG-001). */
export type StatuteBook = (key: StatuteKey, on: Day) => StatuteRule | null;

type Row = readonly [
  key: string,
  from: Day,
  to: Day | null,
  value: number,
  ref: string,
  confidence: "H" | "M",
];

// The rows of the dated rule table that lengths of deadlines are taken from; the numbers stand here and nowhere else.
const rows = [
  ["direct_award.documentation_days", "2022-02-01", null, 30, "LOU 19 a:11", "H"],
  ["direct_award.post_award_notice_days", "2022-02-01", null, 30, "LOU 19 a:13", "H"],
  ["direct_award.voluntary_notice_standstill_days", "2022-02-01", null, 10, "LOU 19 a:9, 20:3", "H"],
  ["tender_period.open", "2017-01-01", null, 35, "LOU 11:2", "H"],
  ["tender_period.open_e_tenders", "2017-01-01", null, 30, "LOU 11:6", "H"],
  ["tender_period.open_after_prior_notice", "2017-01-01", null, 15, "LOU 11:5", "H"],
  ["tender_period.open_urgent", "2017-01-01", null, 15, "LOU 11:10", "H"],
  ["tender_period.selection_applications", "2017-01-01", null, 30, "LOU 11:3", "H"],
  ["tender_period.selection_applications_urgent", "2017-01-01", null, 15, "LOU 11:10", "H"],
  ["tender_period.selection_tenders", "2017-01-01", null, 30, "LOU 11:3", "H"],
  ["tender_period.selection_tenders_e", "2017-01-01", null, 25, "LOU 11:6", "H"],
  ["tender_period.selection_tenders_after_prior_notice", "2017-01-01", null, 10, "LOU 11:5", "H"],
  ["tender_period.selection_tenders_urgent", "2017-01-01", null, 10, "LOU 11:10", "H"],
  ["tender_period.selection_tenders_without_agreement", "2017-01-01", null, 10, "LOU 11:7", "H"],
  ["tender_period.dis_applications", "2017-01-01", null, 30, "LOU 8:8", "H"],
  ["tender_period.dis_tenders", "2017-01-01", null, 10, "LOU 8:11", "H"],
  ["tender_period.extension_documents_not_electronic", "2017-01-01", null, 5, "LOU 11:9", "H"],
  ["tender_period.prior_notice_earliest_days", "2017-01-01", null, 35, "LOU 11:5 st. 2", "H"],
  ["tender_period.prior_notice_latest_months", "2017-01-01", null, 12, "LOU 11:5 st. 2", "H"],
  ["extra_info.days_before_deadline", "2017-01-01", null, 6, "LOU 12:11, 19:13", "H"],
  ["extra_info.days_before_deadline_accelerated", "2017-01-01", null, 4, "LOU 12:11", "H"],
  ["post_award_notice.days", "2022-02-01", null, 30, "LOU 10:4, 19:7", "H"],
  ["documentation.days", "2025-07-01", null, 30, "LOU 12:14, 19:22", "H"],
  ["award.reasons_on_request_days", "2017-01-01", null, 15, "LOU 12:13; 19:20", "H"],
  ["standstill.electronic_days", "2017-01-01", "2022-01-31", 10, "LOU 20:1", "M"],
  ["standstill.electronic_days", "2022-02-01", null, 10, "LOU 20:1", "H"],
  ["standstill.other_means_days", "2017-01-01", "2022-01-31", 15, "LOU 20:1 st. 2", "M"],
  ["standstill.other_means_days", "2022-02-01", null, 15, "LOU 20:1 st. 2", "H"],
  ["standstill.voluntary_notice_days", "2022-02-01", null, 10, "LOU 20:3", "H"],
  ["standstill.ten_day_period_days", "2017-01-01", null, 10, "LOU 20:10", "H"],
  ["review.cancellation_days_electronic", "2017-01-01", null, 10, "LOU 20:12", "H"],
  ["review.cancellation_days_other", "2017-01-01", null, 15, "LOU 20:12", "H"],
  ["invalidity.months", "2025-07-01", null, 6, "LOU 20:17", "H"],
  ["invalidity.days_after_notice", "2025-07-01", null, 30, "LOU 20:17 st. 2", "H"],
  ["review.new_circumstances_weeks", "2025-07-01", null, 3, "LOU 20:5 b", "H"],
  ["federation.exit_notice_months", "2018-01-01", null, 36, "KL 9:18", "H"],
  ["minutes.adjustment_days", "2018-01-01", null, 14, "KL 5:69 via 6:35", "H"],
  ["minutes.announcement_days", "2018-01-01", null, 2, "KL 8:12", "H"],
  ["appeal.weeks", "2018-01-01", null, 3, "KL 13:5", "H"],
  ["summons.fullmaktige_days", "2018-01-01", null, 7, "KL 5:15", "H"],
] as const satisfies readonly Row[];

export type StatuteKey = (typeof rows)[number][0];

/** A book from rows; where periods overlap the first wins. */
export function statuteBook(rules: readonly StatuteRule[]): StatuteBook {
  return (key, on) =>
    rules.find(
      (rule) => rule.key === key && rule.valid_from <= on && (!rule.valid_to || on <= rule.valid_to),
    ) ?? null;
}

/** The lengths as they were verified when Samverka was built. */
export const seededStatutes: StatuteBook = statuteBook(
  rows.map(([key, valid_from, valid_to, value, legal_ref, confidence]) => ({
    key,
    valid_from,
    valid_to,
    value,
    legal_ref,
    confidence,
  })),
);

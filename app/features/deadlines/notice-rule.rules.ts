import type { NoticeRule } from "./notice.rules.ts";
import type { MissingRule, TermInput } from "./term.rules.ts";

/** How a contract is terminated: the rule, what is missing to know it, or that there is no right to end it early. */
export type KnownNotice = { rule: NoticeRule } | { missing: MissingRule } | { none: true };

/** A period to the end of the contract period without a length says that the contract cannot be ended before it. */
export function noticeRuleOf(term: TermInput): KnownNotice {
  const endsByPeriod = term.notice_anchor === "period_end";
  if (term.notice_anchor === "unknown" || (term.is_open_ended && endsByPeriod))
    return { missing: "notice_anchor" };
  if (term.notice_length === null || !term.notice_unit)
    return endsByPeriod && term.renewal_kind !== "tacit" ? { none: true } : { missing: "notice_length" };
  return {
    rule: {
      length: term.notice_length,
      unit: term.notice_unit,
      anchor: term.notice_anchor,
      anchor_side: term.notice_anchor_side,
      binding_until_on: term.binding_until_on,
      binding_applies_to: term.binding_applies_to,
      buffer_days: term.admin_buffer_days,
    },
  };
}

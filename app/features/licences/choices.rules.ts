/** What the fields of licence agreements and items can be, in the order in which forms show it. */

/** Fields that can be set jointly and locked at members. */
export const INHERITABLE = [
  "supplier",
  "framework_text",
  "starts_on",
  "ends_on",
  "lending",
  "overuse_rule",
  "count_interval_days",
  "true_up_rule",
  "terms",
] as const;
export const METRICS = [
  "named_user",
  "concurrent_user",
  "device",
  "employee",
  "inhabitant",
  "pupil",
  "organisation",
  "instance",
  "case",
  "unlimited",
] as const;
export const PRICE_MODELS = ["all_units", "graduated", "flat", "lump_sum"] as const;
export const OVERUSE_RULES = ["block", "warn", "true_up"] as const;
export const TRUE_UP_RULES = ["by_overuse", "by_key"] as const;
/** Rows of the form's price ladder. */
export const TIER_ROWS = [1, 2, 3, 4, 5, 6] as const;

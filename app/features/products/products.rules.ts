export const productKinds = ["application", "module", "platform", "service", "infrastructure"] as const;
export const codeBases = ["proprietary", "open_source", "freeware"] as const;

/** The supplier's dates of a product, in the order they usually come. */
export const supplierDates = ["sale_ends_on", "support_ends_on", "life_ends_on"] as const;
export type SupplierDate = (typeof supplierDates)[number];

/** Where a day stands against today, in whole days: negative when it has passed. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}

export type SupportState =
  | { kind: "ended"; on: string }
  | { kind: "ends"; on: string; days: number }
  | { kind: "later"; on: string }
  | { kind: "unknown" };

/** Days ahead in which an end of support is pointed out. */
export const SUPPORT_WARNING_DAYS = 548;

/**
 * What the supplier's dates mean today: support (or, without that date, life) has ended, ends within a year and a half, or later.
 * The last day of support still counts as supported.
 */
export function supportState(
  product: { support_ends_on: string | null; life_ends_on: string | null },
  today: string,
): SupportState {
  const on = product.support_ends_on ?? product.life_ends_on;
  if (!on) return { kind: "unknown" };
  const days = daysUntil(on, today);
  if (days < 0) return { kind: "ended", on };
  return days <= SUPPORT_WARNING_DAYS ? { kind: "ends", on, days } : { kind: "later", on };
}

/** A number of days in the largest unit that fits: days below 60, months below 24, then years. */
export function roughly(days: number): { unit: "days" | "months" | "years"; count: number } {
  if (days < 60) return { unit: "days", count: days };
  const months = Math.round(days / 30.44);
  return months < 24
    ? { unit: "months", count: months }
    : { unit: "years", count: Math.round(days / 365.25) };
}

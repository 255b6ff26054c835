/** Calendar arithmetic for the seeds; days are `YYYY-MM-DD` and never instants. */

/** Last day of the month `months` after the month of `day` (negative = before). */
export function monthEnd(day: string, months: number): string {
  const [year, month] = split(day);
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10);
}

/** First day of the month `months` after the month of `day` (negative = before). */
export function monthStart(day: string, months: number): string {
  const [year, month] = split(day);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

export function yearOf(day: string): number {
  return split(day)[0];
}

function split(day: string): [number, number, number] {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) throw new Error(`not a day: ${day}`);
  return [Number(found[1]), Number(found[2]), Number(found[3])];
}

/** The day `days` after `day` (negative = before). */
export function dayAfter(day: string, days: number): string {
  const [year, month, date] = split(day);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

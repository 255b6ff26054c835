const BUILT_IN_DATES = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** Does the number format show a day? Times of day without a date do not count. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATES.has(id);
  const bare = code
    .split(";")[0]!
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "")
    .toLowerCase();
  return /[yd]|mmm/.test(bare) && !bare.includes("general");
}

/**
 * A spreadsheet's day number as `YYYY-MM-DD`; a part of a day is left out. Numbers that are no day in the
 * program's own calendar (negative, or after 9999-12-31) come back as the number's text.
 */
export function serialToText(serial: number, from1904 = false): string {
  const day = Math.floor(serial) + (from1904 ? 1462 : 0);
  if (day < 1 || day > 2_958_465 || day === 60) return String(serial);
  const date = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * 86_400_000);
  return date.toISOString().slice(0, 10);
}

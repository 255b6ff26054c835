/** A calendar day in Sweden, `YYYY-MM-DD`; days compare as text. */
export type Day = string;

export type LengthUnit = "days" | "weeks" | "months" | "years";

interface Parts {
  year: number;
  /** 1–12. */
  month: number;
  date: number;
}

function partsOf(day: Day): Parts {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

const two = (value: number) => String(value).padStart(2, "0");

function written(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
}

/** A day from its numbers; the month is 1–12. */
export function dayOf(year: number, month: number, date: number): Day {
  return written(year, month, date);
}

export function yearOf(day: Day): number {
  return partsOf(day).year;
}

/** 28–31; the month is 1–12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Milliseconds at midnight UTC: only a number to count with, no instant. */
function count(day: Day): number {
  const { year, month, date } = partsOf(day);
  return Date.UTC(year, month - 1, date);
}

const dayLength = 86_400_000;

/** The day some days later, or earlier when negative. */
export function addDays(day: Day, days: number): Day {
  return new Date(count(day) + days * dayLength).toISOString().slice(0, 10);
}

/** How many days lie between two days; negative when `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (count(to) - count(from)) / dayLength;
}

/** 1 Monday – 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(count(day)).getUTCDay() || 7;
}

/** The same-numbered day some months later, or the month's last day when it has no such day (lag 1930:173, 1 §). */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = partsOf(day);
  const total = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
  return written(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

export function endOfMonth(day: Day): Day {
  const { year, month } = partsOf(day);
  return written(year, month, daysInMonth(year, month));
}

export function isEndOfMonth(day: Day): boolean {
  return day === endOfMonth(day);
}

/** Whether two days carry the same number in their months. */
export function isSameNumber(one: Day, other: Day): boolean {
  return one.slice(8) === other.slice(8);
}

/** A length as whole months, or null when it is counted in days. */
export function monthsIn(length: number, unit: LengthUnit): number | null {
  if (unit === "months") return length;
  return unit === "years" ? length * 12 : null;
}

/** A length in days; only for `days` and `weeks`. */
export function daysIn(length: number, unit: LengthUnit): number {
  return unit === "weeks" ? length * 7 : length;
}

/** The day a length later (or earlier): months and years keep the day's number, weeks the weekday. */
export function addLength(day: Day, length: number, unit: LengthUnit): Day {
  const months = monthsIn(length, unit);
  return months === null ? addDays(day, daysIn(length, unit)) : addMonths(day, months);
}

export function earliest(one: Day, other: Day): Day {
  return one < other ? one : other;
}

export function latest(one: Day, other: Day): Day {
  return one > other ? one : other;
}

import { easter } from "date-easter";
import { addDays, type Day, dayOf, weekdayOf, yearOf } from "./days.rules.ts";

export type HolidayCode =
  | "new_year"
  | "epiphany"
  | "good_friday"
  | "easter_sunday"
  | "easter_monday"
  | "may_day"
  | "ascension"
  | "whit_sunday"
  | "whit_monday"
  | "national_day"
  | "midsummer_eve"
  | "midsummer_day"
  | "all_saints"
  | "christmas_eve"
  | "christmas_day"
  | "boxing_day"
  | "new_year_eve";

export interface Holiday {
  on: Day;
  code: HolidayCode;
  /** `public` allmän helgdag (lag 1989:253); `equal` an eve that counts as one when a deadline ends on it (lag 1930:173, 2 §). */
  kind: "public" | "equal";
}

interface HolidayRow {
  code: HolidayCode;
  kind: Holiday["kind"];
  on: (year: number) => Day;
  /** Years it is a holiday in, when not in all. */
  from?: number;
  to?: number;
}

const fixed = (month: number, date: number) => (year: number) => dayOf(year, month, date);

const afterEaster = (days: number) => (year: number) => {
  const { month, day } = easter(year);
  return addDays(dayOf(year, month, day), days);
};

/** The first such weekday (1 Monday – 7 Sunday) on or after a date. */
const weekdayFrom = (weekday: number, month: number, date: number) => (year: number) => {
  const first = dayOf(year, month, date);
  return addDays(first, (weekday - weekdayOf(first) + 7) % 7);
};

const rows: readonly HolidayRow[] = [
  { code: "new_year", kind: "public", on: fixed(1, 1) },
  { code: "epiphany", kind: "public", on: fixed(1, 6) },
  { code: "good_friday", kind: "public", on: afterEaster(-2) },
  { code: "easter_sunday", kind: "public", on: afterEaster(0) },
  { code: "easter_monday", kind: "public", on: afterEaster(1) },
  { code: "may_day", kind: "public", on: fixed(5, 1) },
  { code: "ascension", kind: "public", on: afterEaster(39) },
  { code: "whit_sunday", kind: "public", on: afterEaster(49) },
  { code: "whit_monday", kind: "public", on: afterEaster(50), to: 2004 },
  { code: "national_day", kind: "public", on: fixed(6, 6), from: 2005 },
  { code: "midsummer_eve", kind: "equal", on: weekdayFrom(5, 6, 19) },
  { code: "midsummer_day", kind: "public", on: weekdayFrom(6, 6, 20) },
  { code: "all_saints", kind: "public", on: weekdayFrom(6, 10, 31) },
  { code: "christmas_eve", kind: "equal", on: fixed(12, 24) },
  { code: "christmas_day", kind: "public", on: fixed(12, 25) },
  { code: "boxing_day", kind: "public", on: fixed(12, 26) },
  { code: "new_year_eve", kind: "equal", on: fixed(12, 31) },
];

const known = new Map<number, Map<Day, Holiday>>();

function calendarOf(year: number): Map<Day, Holiday> {
  const found = known.get(year);
  if (found) return found;
  const holidays = rows
    .filter((row) => year >= (row.from ?? year) && year <= (row.to ?? year))
    .map((row): Holiday => ({ on: row.on(year), code: row.code, kind: row.kind }));
  // Ascension may fall on May Day: the first in the list names the day.
  const calendar = new Map(holidays.reverse().map((holiday) => [holiday.on, holiday]));
  known.set(year, calendar);
  return calendar;
}

/** The days of a year, other than plain Saturdays and Sundays, on which no deadline ends; by date. */
export function holidaysOf(year: number): Holiday[] {
  return [...calendarOf(year).values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The holiday a day is, if it is one. */
export function holidayOn(day: Day): Holiday | undefined {
  return calendarOf(yearOf(day)).get(day);
}

/** False on Saturdays, Sundays, public holidays and the three eves. */
export function isWorkday(day: Day): boolean {
  return weekdayOf(day) < 6 && !holidayOn(day);
}

/** The working day on or before a day: what an agreement's last day is shown with. */
export function workdayOnOrBefore(day: Day): Day {
  let found = day;
  while (!isWorkday(found)) found = addDays(found, -1);
  return found;
}

/** The working day on or after a day: where a statutory last day moves (lag 1930:173, 2 §). */
export function workdayOnOrAfter(day: Day): Day {
  let found = day;
  while (!isWorkday(found)) found = addDays(found, 1);
  return found;
}

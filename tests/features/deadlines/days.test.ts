import Holidays from "date-holidays";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, daysBetween, weekdayOf } from "#app/features/deadlines/days.rules.ts";
import {
  holidaysOf,
  isWorkday,
  workdayOnOrAfter,
  workdayOnOrBefore,
} from "#app/features/deadlines/holidays.rules.ts";
import { lastDay, latestDayBefore } from "#app/features/deadlines/notice.rules.ts";
import { lastDayOfTerm } from "#app/features/deadlines/spans.rules.ts";
import { dice } from "./terms.ts";

describe("days", () => {
  test("a month later is the same-numbered day, or the month's last", () => {
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
    expect(addMonths("2026-03-31", -13)).toBe("2025-02-28");
  });

  test("days are counted over clock changes and leap days", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2026-10-25", 1)).toBe("2026-10-26");
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(weekdayOf("2026-11-21")).toBe(6);
  });

  test("adding months never changes the order of days", () => {
    for (let day = "2023-12-01"; day < "2024-04-02"; day = addDays(day, 1))
      for (const months of [-25, -1, 1, 2, 6, 11, 13])
        expect(addMonths(day, months) <= addMonths(addDays(day, 1), months)).toBe(true);
  });
});

describe("terms", () => {
  test("1, 2 and 3 months from 31 January", () => {
    const ends = [1, 2, 3].map((months) => lastDayOfTerm("2024-01-31", months, "months"));
    expect(ends).toEqual(["2024-02-29", "2024-03-30", "2024-04-30"]);
  });

  test("days and weeks count the first day", () => {
    expect(lastDayOfTerm("2026-11-21", 1, "days")).toBe("2026-11-21");
    expect(lastDayOfTerm("2026-11-21", 2, "weeks")).toBe("2026-12-04");
  });
});

describe("the last day before an end", () => {
  test("it reaches the end, and the day after does not", () => {
    const roll = dice(7);
    for (let round = 0; round < 3000; round += 1) {
      const end = addDays("2024-01-01", roll(2000));
      const months = 1 + roll(36);
      const last = latestDayBefore(end, months, "months");
      expect(addMonths(last, months) <= end).toBe(true);
      expect(addMonths(addDays(last, 1), months) > end).toBe(true);
    }
  });

  test("the cautious day is never later, and at most three days earlier", () => {
    const roll = dice(11);
    for (let round = 0; round < 3000; round += 1) {
      const end = addDays("2024-01-01", roll(2000));
      const due = lastDay(end, 1 + roll(24), "months", roll(60));
      expect(due.cautious_on <= due.last_on).toBe(true);
      expect(daysBetween(due.cautious_on, due.last_on)).toBeLessThanOrEqual(3);
      expect(due.act_by_on <= due.cautious_on).toBe(true);
      expect(due.last_workday <= due.last_on && isWorkday(due.last_workday)).toBe(true);
    }
  });
});

describe("Swedish holidays", () => {
  test("they are those of an independent calendar, 2005–2060", () => {
    const theirs = new Holidays("SE", { languages: "sv" });
    for (let year = 2005; year <= 2060; year += 1) {
      const expected = theirs
        .getHolidays(year)
        .filter(({ type }) => type === "public" || type === "bank")
        .map(({ date, type }) => `${date.slice(0, 10)} ${type === "public" ? "public" : "equal"}`);
      const ours = holidaysOf(year).map(({ on, kind }) => `${on} ${kind}`);
      expect(new Set(ours)).toEqual(new Set(expected));
    }
  });

  test("Whit Monday was one until 2004, the national day is one since 2005", () => {
    const codes = (year: number) => holidaysOf(year).map(({ code }) => code);
    expect(codes(2004)).toContain("whit_monday");
    expect(codes(2004)).not.toContain("national_day");
    expect(codes(2005)).toContain("national_day");
    expect(codes(2005)).not.toContain("whit_monday");
  });

  test("Easter: Thursday is a working day, then none until Tuesday", () => {
    expect(workdayOnOrBefore("2026-04-05")).toBe("2026-04-02");
    expect(workdayOnOrAfter("2026-04-03")).toBe("2026-04-07");
    expect(isWorkday("2026-04-02")).toBe(true);
  });
});

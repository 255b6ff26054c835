import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { describe, expect, test } from "vitest";
import { type CalendarEvent, calendarFile } from "#app/features/reminders/ical.rules.ts";

const event = (changes: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: "0190@samverka.example",
  sequence: 2,
  modified_at: new Date("2026-11-21T04:30:00.123Z"),
  on: "2026-12-31",
  summary: "Säg upp: Drift, lagring; moln \\ server",
  description: `Agera senast 31 december 2026.\n${"åäö🏛".repeat(40)}`,
  url: "https://samverka.example/borgholm/contracts/1",
  categories: "avtal",
  isCancelled: false,
  ...changes,
});

describe("the calendar file", () => {
  const file = calendarFile("Mina avtal, Borgholm", [
    event(),
    event({ uid: "0191@samverka.example", isCancelled: true }),
  ]);

  test("it is read back whole by an independent parser", () => {
    const calendar = new ICAL.Component(ICAL.parse(file));
    const [one, two] = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
    expect(one?.summary).toBe(event().summary);
    expect(one?.description).toBe(event().description);
    expect([one?.startDate.toString(), one?.endDate.toString(), one?.startDate.isDate]).toEqual([
      "2026-12-31",
      "2027-01-01",
      true,
    ]);
    expect([one?.uid, one?.sequence, one?.component.getFirstPropertyValue("status")]).toEqual([
      "0190@samverka.example",
      2,
      "CONFIRMED",
    ]);
    expect(one?.component.getFirstPropertyValue("last-modified")?.toString()).toBe("2026-11-21T04:30:00Z");
    expect(two?.component.getFirstPropertyValue("status")).toBe("CANCELLED");
  });

  test("lines end with CRLF and hold at most 75 octets, without cutting a letter in two", () => {
    expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
    const lines = file.split("\r\n");
    expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(lines.some((line) => line.startsWith(" "))).toBe(true);
    expect(file).not.toContain("\ufffd");
  });

  test("a calendar in which nothing is due is a calendar all the same: it has the component that the format demands", () => {
    const empty = calendarFile("Mina avtal, Borgholm", []);
    const calendar = new ICAL.Component(ICAL.parse(empty));
    expect(calendar.getAllSubcomponents().map((each) => each.name)).toEqual(["vtimezone"]);
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone")!);
    const offset = (month: number, day: number) =>
      zone.utcOffset(
        ICAL.Time.fromData({ year: 2026, month, day, hour: 12, minute: 0, second: 0, isDate: false }),
      ) / 3600;
    // the hour changes on the last Sundays of March and October
    expect([offset(3, 28), offset(3, 30), offset(10, 24), offset(10, 26)]).toEqual([1, 2, 2, 1]);
    expect(Object.values(nodeIcal.parseICS(empty)).some((each) => each?.type === "VEVENT")).toBe(false);
  });

  test("the same events give the same octets", () => {
    expect(calendarFile("Mina avtal, Borgholm", [event()])).toBe(
      calendarFile("Mina avtal, Borgholm", [event()]),
    );
  });
});

import { addDays, type Day } from "../deadlines/days.rules.ts";

/** One all-day event. */
export interface CalendarEvent {
  uid: string;
  sequence: number;
  modified_at: Date;
  on: Day;
  summary: string;
  description: string;
  url: string | null;
  categories: string;
  isCancelled: boolean;
}

const LONGEST_LINE = 75;
/**
 * The time zone of the days. Whole days need none, but RFC 5545 (3.6) demands a component, and a calendar in which nothing is due has no
 * other: strict programs refuse the file, and stop asking.
 */
const TIME_ZONE = [
  "X-WR-TIMEZONE:Europe/Stockholm",
  "BEGIN:VTIMEZONE",
  "TZID:Europe/Stockholm",
  "BEGIN:STANDARD",
  "DTSTART:19701025T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "TZNAME:CET",
  "END:STANDARD",
  "BEGIN:DAYLIGHT",
  "DTSTART:19700329T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "TZNAME:CEST",
  "END:DAYLIGHT",
  "END:VTIMEZONE",
];
const encoder = new TextEncoder();

/**
 * Events as an iCalendar file (RFC 5545): CRLF, lines folded at 75 octets, text escaped. The same events give the same octets, so that
 * a calendar program that asks again can be told that nothing is new.
 */
export function calendarFile(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Samverka//Samverka//SV",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    "X-PUBLISHED-TTL:PT6H",
    ...TIME_ZONE,
    ...events.flatMap(eventLines),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines(event: CalendarEvent): string[] {
  const modified = instant(event.modified_at);
  return [
    "BEGIN:VEVENT",
    `UID:${event.uid}`,
    `DTSTAMP:${modified}`,
    `LAST-MODIFIED:${modified}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART;VALUE=DATE:${plain(event.on)}`,
    `DTEND;VALUE=DATE:${plain(addDays(event.on, 1))}`,
    `SUMMARY:${escaped(event.summary)}`,
    ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
    ...(event.url ? [`URL:${event.url}`] : []),
    `CATEGORIES:${escaped(event.categories)}`,
    `STATUS:${event.isCancelled ? "CANCELLED" : "CONFIRMED"}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

const plain = (day: Day) => day.replaceAll("-", "");

function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll(/\r\n|\r|\n/g, "\\n")
    .replaceAll(/[^\P{Cc}\t\u0080-\u009f]/gu, ""); // RFC 5545 3.1: strict programs refuse a file with one of them
}

/** Continuation lines begin with a space; no character is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ["", 0];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LONGEST_LINE) {
      parts.push(part);
      [part, octets] = ["", 1];
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n ");
}

import ICAL from "ical.js";
import nodeIcal, { type VEvent } from "node-ical";
import { beforeAll, expect, test } from "vitest";
import { tokenHash } from "#app/features/accounts/tokens.server.ts";
import { insertContract } from "#app/features/contracts/contracts.server.ts";
import { readFeed } from "#app/features/reminders/feeds.server.ts";
import { testDatabase } from "../../support/database.ts";
import { type Town, town, unique } from "../../support/towns.ts";
import { term } from "../deadlines/terms.ts";

/*
 * What calendar programs make of a feed, by two parsers that have nothing in common: ical.js (Thunderbird's) and node-ical. They read
 * the feed as the portal sends it, three times: as it is, after a contract's term has changed, and after the contract is closed.
 */
const admin = testDatabase();
/** Long, and with everything that a content line has to escape or must not cut. */
const NAME = `Drift, lagring; ”moln” \\ server – ${"åäö ".repeat(20)}slut`;
const secret = unique("hemlig-adress");
let place: Town;
let id: string;

const at = (day: string) => new Date(`${day}T03:00:00Z`);

beforeAll(async () => {
  place = await town(admin());
  id = await place.as(
    (db, record) =>
      insertContract(
        db,
        { tenantId: place.id, record },
        { name: NAME, term: { ...term(), notice_form: null, notice_given_by: null } },
      ),
    at("2026-01-05"),
  );
  await admin().query(
    "insert into calendar_feed (tenant_id, kind, account_id, secret_hash) values ($1, 'organisation', $2, $3)",
    [place.id, place.admin.accountId, tokenHash(secret)],
  );
});

interface Read {
  uid: string;
  sequence: number;
  on: string;
  isWholeDay: boolean;
  summary: string;
  description: string;
  status: string;
}

async function feed(day: string): Promise<string> {
  return (await readFeed(secret, at(day)))!.body;
}

/** As Thunderbird reads it. */
function byIcalJs(body: string): Read[] {
  return new ICAL.Component(ICAL.parse(body)).getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      on: event.startDate.toString(),
      isWholeDay: event.startDate.isDate && event.endDate.isDate,
      summary: event.summary,
      description: event.description ?? "",
      status: String(component.getFirstPropertyValue("status")),
    };
  });
}

/** As programs read it that are built on node-ical. */
function byNodeIcal(body: string): Read[] {
  const events = Object.values(nodeIcal.parseICS(body)).filter(
    (each): each is VEvent => each?.type === "VEVENT",
  );
  const text = (value: unknown) =>
    typeof value === "object" && value !== null && "val" in value ? String(value.val) : String(value ?? "");
  return events.map((event) => ({
    uid: event.uid,
    sequence: Number(event.sequence),
    on: `${event.start.getFullYear()}-${String(event.start.getMonth() + 1).padStart(2, "0")}-${String(event.start.getDate()).padStart(2, "0")}`,
    isWholeDay: event.datetype === "date" && event.end?.getTime() !== event.start.getTime(),
    summary: text(event.summary),
    description: text(event.description),
    status: text(event.status),
  }));
}

/** The events that both read, once it is sure that they read the same. */
function read(body: string): Read[] {
  const one = byIcalJs(body);
  expect(byNodeIcal(body)).toEqual(one);
  return one;
}

/** What the format demands of every line (RFC 5545, 3.1 and 3.6.1). */
function soundLines(body: string) {
  expect(body.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of body.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const events = body.match(/BEGIN:VEVENT[\s\S]*?END:VEVENT/g) ?? [];
  for (const event of events)
    for (const property of [
      "UID:",
      "DTSTAMP:",
      "SEQUENCE:",
      "DTSTART;VALUE=DATE:",
      "DTEND;VALUE=DATE:",
      "STATUS:",
    ])
      expect(event.split(`\r\n${property}`), property).toHaveLength(2);
  expect(body).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/);
}

test("two parsers read the same events: whole days, one UID through every change, a higher sequence, and the cancellation", async () => {
  const first = await feed("2026-03-01");
  soundLines(first);
  expect(first).toContain("\r\n ");
  const [event, ...more] = read(first);
  expect(more).toEqual([]);
  expect(event).toMatchObject({ on: "2026-09-30", isWholeDay: true, sequence: 0, status: "CONFIRMED" });
  expect(event!.summary).toBe(`Säg upp: ${NAME}`);
  expect(event!.description).toContain("sista uppsägningsdag är 30 september 2026");

  await admin().query("update contract_term set notice_length = 6 where contract_id = $1", [id]);
  const moved = await feed("2026-03-02");
  soundLines(moved);
  expect(read(moved)).toMatchObject([
    { uid: event!.uid, on: "2026-06-30", sequence: 1, status: "CONFIRMED" },
  ]);
  expect(await feed("2026-03-03")).toBe(moved);

  await admin().query(
    "update contract set closed_on = '2026-03-04', reason_closed = 'withdrawn' where id = $1",
    [id],
  );
  const gone = await feed("2026-03-05");
  soundLines(gone);
  expect(read(gone)).toMatchObject([{ uid: event!.uid, on: "2026-06-30", sequence: 2, status: "CANCELLED" }]);
});

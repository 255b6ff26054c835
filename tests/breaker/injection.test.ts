import { strFromU8, unzipSync } from "fflate";
import ICAL from "ical.js";
import Papa from "papaparse";
import readExcel from "read-excel-file/node";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendMail } from "#app/features/notifications/outbox.server.ts";
import { readFeed } from "#app/features/reminders/feeds.server.ts";
import { remind } from "#app/features/reminders/sending.server.ts";
import { action as newContract } from "#app/routes/$tenant.contracts.new.tsx";
import { loader as csv } from "#app/routes/$tenant.contracts[.]csv.ts";
import { loader as xlsx } from "#app/routes/$tenant.contracts[.]xlsx.ts";
import { loader as radarCsv } from "#app/routes/$tenant.radar[.]csv.ts";
import { action as calendar } from "#app/routes/$tenant.reminders.calendar.tsx";
import { ask, get, LATER, neighbours, reply } from "../features/interest-checks/support.ts";
import { testDatabase } from "../support/database.ts";
import { callAction, callLoader } from "../support/routes.ts";
import { SmtpServer } from "../support/smtp.ts";
import { product, type Town, town } from "../support/towns.ts";
import { contract, NOW } from "./support/world.ts";

/** Names written to become something else where they are shown: a calendar's event, a letter's header, a formula, a broken file. */
const admin = testDatabase();
const smtp = new SmtpServer();
beforeAll(async () => {
  process.env.SMTP_URL = await smtp.listen();
  process.env.PUBLIC_URL = "https://samverka.example";
});
afterAll(() => smtp.close());

const EVIL = [
  "Drift\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:falsk\r\nSUMMARY:Inget att göra\r\nATTACH:https://evil.example",
  "Semikolon;komma,bakstreck\\n\\",
  "Klocka\u0007 lodrät\u000b ny\u0085rad \u2028 \u202Eavdlog",
  '=cmd|"/c calc"!A0',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '+46 70 123;"x"',
  "-1+1",
  "\t=1+1",
  "<img src=x onerror=alert(1)>]]>&amp;",
  "🦦👩‍👩‍👧‍👦🏳️‍🌈".repeat(8),
];
/** Last notice date 2027-09-30: a step of 90 days is due. */
const MORNING = new Date("2027-07-05T03:00:00Z");

let owner: Town;
beforeAll(async () => {
  owner = await town(admin());
  for (const name of EVIL) await contract(owner, name, { product_id: await product(admin()) });
});
const at = (of: Town, query = "", now = NOW) => ({
  ...{ cookie: of.admin.cookie, params: { tenant: of.slug }, url: `/x${query}`, now },
});

test("a name is kept on one line, without signs that mean nothing", async () => {
  const form = {
    ...{ direction: "bought", renewal_kind: "none", notice_anchor: "unknown", notice_anchor_side: "end" },
    ...{
      binding_applies_to: "end",
      admin_buffer_days: "0",
      name: EVIL[0]!,
      number: "A\n1",
      cpv_code: "48000000",
    },
  };
  const id = /contracts\/([0-9a-f-]+)/.exec(
    (await callAction(newContract, form, at(owner))).headers.get("Location")!,
  )![1];
  const { rows } = await admin().query("select name, number from contract where id = $1", [id]);
  expect(rows[0]).toEqual({ name: EVIL[0]!.replaceAll("\r\n", " "), number: "A 1" });
  await admin().query("delete from contract where id = $1", [id]);
});

test("a calendar holds one event per contract, with its whole name, and no sign that calendars refuse", async () => {
  const made = await callAction(calendar, { kind: "organisation", intent: "new" }, at(owner));
  const secret = /calendar\/([\w-]+)\.ics/.exec(JSON.stringify(await made.json()))![1]!;
  const { body } = (await readFeed(secret, NOW))!;
  const events = new ICAL.Component(ICAL.parse(body))
    .getAllSubcomponents("vevent")
    .map((each) => new ICAL.Event(each));
  expect(events).toHaveLength(EVIL.length);
  expect(body).not.toMatch(/^(UID:falsk|ATTACH)/m);
  // RFC 5545 3.1: no control characters but tab; a calendar that is strict drops the whole file
  expect(body.replaceAll("\r\n", "")).not.toMatch(/[^\P{Cc}\t\u0080-\u009f]/u);
  for (const line of body.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test("a letter has the headers that we gave it, and names break no line of its own", async () => {
  const person = await admin().query("select email from person where tenant_id = $1", [owner.id]);
  await remind(owner.id, MORNING);
  const { rows } = await admin().query("select id, body from outbox where tenant_id = $1", [owner.id]);
  for (const { id } of rows) await sendMail({ id });
  const [letter] = smtp.received;
  expect(letter!.to).toEqual([person.rows[0].email]);
  const head = letter!.text.slice(0, letter!.text.indexOf("\n\n"));
  expect(head).not.toMatch(/evil|ATTACH|Bcc/i);
  expect(rows[0].body.split("\n")).not.toContain("ATTACH:https://evil.example");
});

describe("files", () => {
  test("CSV: every cell that would be a formula is a text", async () => {
    for (const loader of [csv, radarCsv]) {
      const text = await (await callLoader(loader, at(owner, "?scope=all"))).text();
      const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), { delimiter: ";" });
      for (const cell of data.flat())
        if (!/^[-+]?\d+([.,]\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[\s\u00a0]*[=+\-@\t\r]/);
    }
  });

  test("XLSX: opens, holds no formula, and every name as it is but for signs that XML cannot hold", async () => {
    const bytes = new Uint8Array(await (await callLoader(xlsx, at(owner))).arrayBuffer());
    const sheet = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"]!);
    expect(sheet).not.toContain("<f>");
    const [first] = (await readExcel(Buffer.from(bytes))) as unknown as { data: unknown[][] }[];
    const rows = (first?.data ?? (await readExcel(Buffer.from(bytes)))) as unknown[][];
    expect(rows.flat().filter((cell) => cell === '=cmd|"/c calc"!A0')).toHaveLength(1);
    expect(rows).toHaveLength(EVIL.length + 1);
  });
});

test("an interest check by such a name: letters, proof and sheet", async () => {
  const { lead, others, together } = await neighbours(admin(), 1);
  const name = "Drift\r\nBcc: evil@example.invalid\u0007\u202E";
  const id = await ask(lead, { circle: together.everyone, whom: others, more: { name, quorum_min: "1" } });
  await reply(others[0]!, id, {
    answer: "conditional",
    conditions: "=cmd\u0007\n\u202Eslut",
    responder: "Å\nÄ",
  });
  const { rows } = await admin().query("select name from interest_check where id = $1", [id]);
  expect(rows[0].name).toBe("Drift Bcc: evil@example.invalid");
  const pdf = await get("$id_.proof[.]pdf.ts", { of: lead, id, now: LATER });
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await pdf.arrayBuffer())), {
    mergePages: true,
  });
  expect(text).toContain("=cmd");
  const sheet = await get("$id_.result[.]xlsx.ts", { of: lead, id, now: LATER });
  const parts = unzipSync(new Uint8Array(await sheet.arrayBuffer()));
  expect(strFromU8(parts["xl/worksheets/sheet1.xml"]!)).not.toMatch(/[^\P{Cc}\t\n\r\u0080-\u009f]/u);
});

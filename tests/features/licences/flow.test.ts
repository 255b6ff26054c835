import { describe, expect, test } from "vitest";
import { importCounts } from "#app/features/licences/counts-command.server.ts";
import { remindOfLoans, writeLoanLetters, writeQuestion } from "#app/features/licences/letters.server.ts";
import { refusalsText } from "#app/features/licences/refusals.text.ts";
import { testDatabase } from "../../support/database.ts";
import type { Town } from "../../support/towns.ts";
import {
  actions,
  at,
  get,
  loanFields,
  lookAtItem,
  NOW,
  post,
  propose,
  sentence,
  step,
  type World,
  world,
} from "./support.ts";

const admin = testDatabase();
const rights = "$id_.items.$item_.rights.tsx";
const own = "$id_.items.$item_.own.tsx";
const loans = "$id_.items.$item_.loans.new.tsx";

describe("refusals say their rule in the words of licences.md 11, and leave a row of history", () => {
  test("the pool is not enough", async () => {
    const w = await world(admin());
    const [lulea, boden] = w.members as [Town, Town];
    const asked = await post(loans, loanFields(lulea, { quantity: "50" }), { of: boden, at: at(w) });
    expect(await sentence(asked)).toBe("Poolen räcker inte: 20 lediga, 50 begärda.");
    expect(await actions(admin(), boden, w)).toEqual(["refused"]);
  });

  test("lending without ground, for a stranger to the period, of something unlimited, of what is assigned", async () => {
    const closed = await world(admin(), { more: { lending_allowed: false } });
    const [lulea, boden] = closed.members as [Town, Town];
    expect(await sentence(await post(loans, loanFields(lulea), { of: boden, at: at(closed) }))).toBe(
      "Avtalet saknar stöd för utlåning. Ange klausul eller leverantörens godkännande.",
    );
    const w = await world(admin());
    const [a, b] = w.members as [Town, Town];
    await admin().query("update licence_member set leaves_on = '2027-01-31' where organisation_id = $1", [
      a.id,
    ]);
    expect(await sentence(await post(loans, loanFields(a), { of: b, at: at(w) }))).toBe(
      "Organisationen är inte deltagare under hela perioden.",
    );
    await admin().query("update licence_member set leaves_on = null where organisation_id = $1", [a.id]);
    const assign = {
      intent: "assign",
      label: "Skolan",
      quantity: "445",
      valid_from: "2027-03-01",
      valid_to: "2027-03-31",
    };
    expect((await post(own, assign, { of: b, at: at(w) })).status).toBe(302);
    expect(await sentence(await post(loans, loanFields(a), { of: b, at: at(w) }))).toBe(
      "Licenserna är tilldelade i den utlånande kommunen 2027-03-01–2027-03-31.",
    );
    await admin().query("update licence_item set metric = 'unlimited' where id = $1", [w.item]);
    expect(await sentence(await post(own, assign, { of: b, at: at(w) }))).toBe(
      "Licensen är obegränsad och kan inte fördelas eller lånas ut.",
    );
  });

  test("assigning above what is available is let through with a warning where the agreement says so", async () => {
    const w = await world(admin(), { more: { overuse_rule: "warn" } });
    const boden = w.members[1]!;
    const assign = {
      intent: "assign",
      label: "Alla",
      quantity: "455",
      valid_from: "2026-11-20",
      valid_to: "",
    };
    expect((await post(own, assign, { of: boden, at: at(w) })).status).toBe(302);
    const { data } = await (await get(own, { of: boden, at: at(w) })).json();
    expect(data.assignedAbove).toBe(5);
  });

  test("a ladder with a gap", async () => {
    const w = await world(admin());
    const form = {
      name: "E5",
      metric: "named_user",
      price_model: "all_units",
      period_unit: "year",
      tier_1_from: "1",
      tier_1_to: "499",
      tier_1_price: "600",
      tier_2_from: "600",
      tier_2_price: "540",
    };
    const answer = await post("$id_.items.new.tsx", form, { of: w.lead, at: at(w) });
    expect(await sentence(answer)).toBe("Volymtrappan har ett glapp mellan 499 och 600.");
    const mended = await post(
      "$id_.items.new.tsx",
      { ...form, tier_2_from: "500" },
      { of: w.lead, at: at(w) },
    );
    expect(mended.status).toBe(302);
  });

  test("a purchase that others rest on is not removed, and the answer names them", async () => {
    const w = await world(admin());
    const { purchases } = (await (await get(rights, { of: w.lead, at: at(w) })).json()).data;
    const answer = await post(rights, { remove: `purchase ${purchases[0].id}` }, { of: w.lead, at: at(w) });
    expect(await sentence(answer)).toContain(`${w.members[1]!.name}, nyttjanderätt 450`);
  });

  test("somebody else was faster", async () => {
    const w = await world(admin());
    const [lulea, boden] = w.members as [Town, Town];
    const loan = await propose(boden, lulea, w);
    const withdrawn = await post(
      "loans.$loan.tsx",
      { intent: "withdraw", version: "1", reason: "Behövs inte" },
      { of: boden, at: { loan } },
    );
    expect(withdrawn.status).toBe(302);
    const late = await post(
      "loans.$loan.tsx",
      { intent: "accept", version: "1" },
      { of: lulea, at: { loan } },
    );
    expect(await sentence(late)).toBe("Någon annan hann före. Läs in igen.");
  });
});

describe("every refusal of a rule leaves a row of history that names it", () => {
  const rules = async (w: World) =>
    (
      await admin().query(
        "select new from change_event where tenant_id = $1 and object_id = $2 and action = 'refused' order by at, id",
        [w.lead.id, w.agreement],
      )
    ).rows.map((row) => row.new);

  test("of the pool, the ladder, the terms, the count and the ceiling alike", async () => {
    const w = await world(admin(), { more: { count_interval_days: 30, ceiling_minor: 1 } });
    const [lulea, boden] = w.members as [Town, Town];
    const as = { of: lulea, at: at(w) };
    const trueUp = "$id_.items.$item_.true-up.tsx";
    await post(loans, loanFields(boden, { quantity: "5" }), as);
    const ladder = {
      tier_1_from: "1",
      tier_1_to: "9",
      tier_1_price: "1",
      tier_2_from: "11",
      tier_2_price: "1",
    };
    await post("$id_.items.new.tsx", { name: "E5", metric: "device", ...ladder }, as);
    const terms = {
      name: "x",
      starts_on: "2026-01-01",
      lending_allowed: "on",
      lending_basis: "",
      version: "1",
    };
    await post("$id_.edit.tsx", terms, as);
    await post("$id_.edit.tsx", { ...terms, lending_basis: "§ 1", version: "7" }, as);
    await post(trueUp, { intent: "start", as_of_on: "2026-11-20" }, as);
    await post(trueUp, { intent: "counted", version: "1" }, as);
    const buy = { intent: "purchase", purchase_quantity: "1", purchase_from: "2026-11-20", unit_price: "1" };
    await post(rights, buy, as);
    const wrong = await post(rights, { ...buy, purchase_quantity: "" }, as); // a form filled in wrong is no rule's affair
    expect(wrong.status).toBe(422);
    expect(await rules(w)).toEqual([
      "pool_exceeded",
      "tier_gap",
      "lending_not_allowed",
      "changed_meanwhile",
      "count_stale",
      "ceiling_exceeded",
    ]);
  });

  test("and every rule has its sentence and its name in both languages", () => {
    for (const { rules: sentences, names } of [refusalsText.sv, refusalsText.en]) {
      expect(Object.keys(names).sort()).toEqual(Object.keys(sentences).sort());
      for (const sentence of Object.values(sentences)) expect(sentence({})).not.toMatch(/undefined|NaN/);
    }
  });
});

describe("lending from proposal to return", () => {
  test("accepted by the other side only, recalled with its notice, ended by the day", async () => {
    const w = await world(admin());
    const [lulea, boden] = w.members as [Town, Town];
    const loan = await propose(lulea, boden, w, { direction: "borrow" });
    expect((await step(lulea, loan, "accept")).status).toBe(422);
    expect((await step(boden, loan, "accept")).status).toBe(302);
    const shown = async (day: string) =>
      (await lookAtItem(lulea, w, { now: new Date(`${day}T09:00:00Z`) })).loans[0].shown;
    expect(await shown("2026-11-25")).toBe("accepted");
    expect(await shown("2026-12-01")).toBe("active");
    expect((await lookAtItem(lulea, w, { query: "?day=2026-12-01" })).picture.rows[0]).toMatchObject({
      borrowed: 20,
      available: 1420,
      overuse: 40,
    });
    const early = await step(boden, loan, "recall", { ended_on: "2026-12-10" });
    expect((await early.json()).errors).toEqual({ ended_on: "recall_too_soon" });
    expect((await step(lulea, loan, "recall", { ended_on: "2026-12-25" })).status).toBe(422);
    expect((await step(boden, loan, "recall", { ended_on: "2026-12-25" })).status).toBe(302);
    expect((await lookAtItem(lulea, w, { query: "?day=2026-12-26" })).picture.rows[0]).toMatchObject({
      borrowed: 0,
      overuse: 60,
    });
    expect((await step(lulea, loan, "return", { ended_on: "2026-12-05" })).status).toBe(302);
    expect(await shown("2026-12-06")).toBe("ended");
    expect(await actions(admin(), w.lead, w)).toEqual([
      "loan_proposed",
      "refused",
      "loan_accepted",
      "refused",
      "loan_recalled",
      "loan_returned",
    ]);
  });

  test("letters go to both sides once, and reminders 30 and 7 days before the end", async () => {
    const w = await world(admin());
    const [lulea, boden] = w.members as [Town, Town];
    const loan = await propose(lulea, boden, w, { direction: "borrow", to_on: "2027-01-31" });
    const mails = async () =>
      (
        await admin().query(
          "select subject from outbox where tenant_id in ($1, $2) order by created_at, id",
          [lulea.id, boden.id],
        )
      ).rows.map((row) => row.subject);
    await writeLoanLetters({ loan, kind: "proposed", step: "1" }, NOW);
    await writeLoanLetters({ loan, kind: "proposed", step: "1" }, NOW);
    expect(await mails()).toEqual(Array(2).fill("Förslag om utlåning av licenser: E3"));
    await step(boden, loan, "accept");
    for (const day of ["2026-12-31", "2027-01-01", "2027-01-02", "2027-01-20", "2027-01-24", "2027-01-30"])
      await remindOfLoans(new Date(`${day}T05:00:00Z`));
    expect((await mails()).slice(2)).toEqual(Array(4).fill("Utlåningen slutar 2027-01-31: E3"));
  });

  test("who leaves is told first what it means: loans that end, rights, and the step that is lost", async () => {
    const w = await world(admin());
    const [lulea, boden] = w.members as [Town, Town];
    const loan = await propose(lulea, boden, w, { direction: "borrow" });
    await step(boden, loan, "accept");
    const { data } = await (await get("$id_.departure.tsx", { of: boden, at: at(w) })).json();
    expect(data.effects[0]).toMatchObject({
      entitled: 450,
      before_minor: 480_00,
      after_minor: 540_00,
      more_minor: 0, // what two others pay more would tell their quantities
      loans: [{ quantity: 20, ends_on: "2027-06-30" }],
    });
    const seen = await get("$id_.departure.tsx", {
      of: lulea,
      at: at(w),
      query: `?organisation=${boden.id}`,
    });
    expect((await seen.json()).data.effects[0].more_minor).toBe(1700 * 540_00 - 816_000_00);
    const leave = { version: String(data.member.version), leaves_on: "2026-12-31" };
    expect((await post("$id_.departure.tsx", leave, { of: boden, at: at(w) })).status).toBe(302);
    const later = await lookAtItem(lulea, w, { query: "?day=2027-01-01" });
    expect(later.totals).toMatchObject({ entitled: 1700, undistributed: 450 });
    expect(later.loans[0].ends_on).toBe("2026-12-31");
  });

  test("a question goes to the coordinator's role, and stands in its history", async () => {
    const w = await world(admin());
    const boden = w.members[1]!;
    const form = { question: "Gäller avtalet politiker?" };
    expect((await post("$id_.question.tsx", form, { of: boden, at: at(w) })).status).toBe(302);
    expect(await actions(admin(), w.lead, w)).toEqual(["question_asked"]);
    await writeQuestion({ coordinator: w.lead.id, agreement: w.agreement, from: "Kim, Boden", ...form }, NOW);
    const { rows } = await admin().query("select body from outbox where tenant_id = $1", [w.lead.id]);
    expect(rows[0].body).toContain("Gäller avtalet politiker?");
    expect((await post("$id_.question.tsx", form, { of: w.lead, at: at(w) })).status).toBe(404);
  });
});

describe("counts from a file", () => {
  const file = (text: string) => () => new TextEncoder().encode(text);

  test("the coordinator brings in all, each member confirms its own; the same file again changes nothing", async () => {
    const w = await world(admin(), { used: [null, null, null] });
    const [lulea, boden] = w.members as [Town, Town];
    const order = {
      tenant: lulea.slug,
      open: file(`Kommun;Antal;Datum\n${lulea.name};1 410;2026-11-18\n${boden.slug};440;2026-11-18\n`),
      isApplied: true,
      isCorrectRowsOnly: false,
      locale: "sv" as const,
      now: NOW,
    };
    expect(await importCounts(order)).toMatchObject({ rows: 2, create: 2, error: 0, applied: true });
    expect(await importCounts(order)).toMatchObject({ unchanged: 2, create: 0, update: 0 });
    const page = await lookAtItem(lulea, w);
    expect(page.picture.rows.map((row: { used: number }) => row.used)).toEqual([1410, null, null]);
    const { data } = await (await get(own, { of: boden, at: at(w) })).json();
    expect(data.waiting).toHaveLength(1);
    const confirmed = await post(
      own,
      { intent: "confirm", count: data.waiting[0].id },
      { of: boden, at: at(w) },
    );
    expect(confirmed.status).toBe(302);
    expect((await lookAtItem(lulea, w)).picture.rows[1].used).toBe(440);
  });

  test("errors name row, column and reason, and nothing is written; a member brings in only its own", async () => {
    const w = await world(admin(), { used: [null, null, null] });
    const [lulea, boden] = w.members as [Town, Town];
    const report = await importCounts({
      tenant: boden.slug,
      open: file(
        `Kommun;Antal;Datum\n${boden.name};;2026-11-18\n${lulea.name};5;2026-11-18\n${boden.name};5;2027-11-18\n`,
      ),
      isApplied: true,
      isCorrectRowsOnly: false,
      locale: "sv",
      now: NOW,
    });
    expect(report).toMatchObject({ rows: 3, error: 3, create: 0, applied: false });
    expect(report.errors.map(({ row, heading, reason }) => [row, heading, reason])).toEqual([
      [2, "Antal", "Cellen är tom. En saknad mätning är inte noll."],
      [3, "Kommun", "Organisationen är inte deltagare i avtalet."],
      [4, "Datum", "Mätningen kan inte ligga i framtiden."],
    ]);
    const nothing = await importCounts({
      tenant: boden.slug,
      open: file("Ort;Siffra\nx;1\n"),
      isApplied: true,
      isCorrectRowsOnly: false,
      locale: "sv",
      now: NOW,
    });
    expect(nothing.problem).toBe("Filen saknar kolumn: kommun, antal, datum.");
  });
});

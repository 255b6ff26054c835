import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { followUpMoney } from "#app/features/settlements/follow-up.server.ts";
import { type MoneyLetterJob, writeMoneyLetters } from "#app/features/settlements/letters.server.ts";
import { testDatabase } from "../../support/database.ts";
import { type Town, town } from "../../support/towns.ts";
import { agreement, book, budgetYear, get, NOW, post, sentSettlement, step, three, YEAR } from "./support.ts";

const admin = testDatabase();
const SEND = "settlements.$id.$year_.budget_.consultation.tsx";
const ANSWER = "settlements.$id.$year_.budget_.answer.tsx";
const NEED = "settlements.$id.$year_.figures.tsx";
const DECIDE = "settlements.$id.$year_.budget_.decision.tsx";
const decision = { decided_on: "2027-01-10", decided_by: "Kommunstyrelsen", decision_ref: "§ 12" };

async function proposal(form = "contract") {
  const { towns, id } = await three(admin());
  await admin().query("update agreement set form = $2 where id = $1", [id, form]);
  const params = { id, year: String(YEAR + 1) };
  const at = { of: towns[0], params };
  await post("settlements.$id.$year_.budget.tsx", { text: "Drift", account: "6540", amount: "100" }, at);
  return { towns, id, params, at };
}

/** Subjects of the mail to an organisation, in order. */
async function mailTo(place: Town): Promise<string[]> {
  const { rows } = await admin().query(
    "select subject from outbox where tenant_id = $1 order by created_at, id",
    [place.id],
  );
  return rows.map((row) => row.subject);
}

/** Does what the queue holds, as the worker would. */
async function work(id: string): Promise<void> {
  const { rows } = await admin().query(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'settlement_letters' and j.payload ->> 'agreement' = $1 order by j.id`,
    [id],
  );
  for (const { payload } of rows) await writeMoneyLetters(payload as MoneyLetterJob, NOW);
}

describe("consultation before the budget is decided (KL 9:26)", () => {
  test("the proposal is sent, each party answers for itself, and only then is it decided", async () => {
    const { towns, params, at, id } = await proposal();
    const [, boden, alvsbyn] = towns;
    expect((await get(ANSWER, { of: boden, params })).status).toBe(404); // nothing is out
    expect((await (await post(SEND, { answer_by_on: "2027-01-01" }, at)).json()).errors).toEqual({
      answer_by_on: "in_past",
    });
    expect((await post(SEND, { answer_by_on: "2027-02-10" }, at)).status).toBe(302);
    expect((await post(ANSWER, { body: "För dyrt" }, { of: boden, params })).status).toBe(302);
    const early = await post(DECIDE, decision, at);
    expect(early.status).toBe(409);
    expect((await early.json()).errors).toEqual({ "": "consultation_open 1 2" });
    await post(ANSWER, { body: "" }, { of: alvsbyn, params });
    const page = await (await get("settlements.$id.$year.tsx", { of: alvsbyn, params })).json();
    expect(page.answers.map((answer: { body: string }) => answer.body)).toEqual(["För dyrt", ""]);
    expect((await post(DECIDE, decision, at)).status).toBe(302);
    const { rows } = await admin().query("select consulted_on::text from budget where agreement_id = $1", [
      id,
    ]);
    expect(rows).toEqual([{ consulted_on: "2027-01-20" }]);
    expect((await post(ANSWER, { body: "Sent" }, { of: boden, params })).status).toBe(404);
    await work(id);
    expect(await mailTo(boden)).toEqual([
      expect.stringMatching(/^Budget 2027 på samråd/),
      expect.stringMatching(/^Budget 2027 är beslutad/),
    ]);
    expect(await mailTo(at.of)).toEqual([
      expect.stringContaining(`${boden.name} har svarat om budget 2027`),
      expect.stringContaining(`${alvsbyn.name} har svarat om budget 2027`),
    ]);
  });

  test("sent again the same day, it is answered anew: what was said of the earlier proposal does not count", async () => {
    const { towns, params, at, id } = await proposal();
    const [, boden, alvsbyn] = towns;
    const form_key = randomUUID();
    const sent = await post(SEND, { answer_by_on: "2027-02-10", form_key }, at);
    for (const of of [boden, alvsbyn]) await post(ANSWER, { body: "Ja" }, { of, params });
    // the same form once more is the same sending
    const again = await post(SEND, { answer_by_on: "2027-02-10", form_key }, at);
    expect(again.headers.get("Location")).toBe(sent.headers.get("Location"));
    const answers = async () =>
      (await (await get("settlements.$id.$year.tsx", { of: boden, params })).json()).answers.map(
        (answer: { body: string }) => answer.body,
      );
    expect(await answers()).toEqual(["Ja", "Ja"]);
    await post("settlements.$id.$year_.budget.tsx", { text: "Mer", account: "6540", amount: "900" }, at);
    expect((await post(SEND, { answer_by_on: "2027-02-10", form_key: randomUUID() }, at)).status).toBe(302);
    expect(await answers()).toEqual([]);
    expect((await (await post(DECIDE, decision, at)).json()).errors).toEqual({ "": "consultation_open 0 2" });
    for (const of of [boden, alvsbyn]) await post(ANSWER, { body: "Nej" }, { of, params });
    expect(await answers()).toEqual(["Nej", "Nej"]);
    expect((await post(DECIDE, decision, at)).status).toBe(302);
    await work(id);
    const letters = (await mailTo(boden)).filter((subject) => subject.includes("på samråd"));
    expect(letters).toHaveLength(2);
  });

  test("after the last day it is decided whoever has answered; a joint board's never without a consultation", async () => {
    const { at, params, towns } = await proposal("joint_board");
    expect((await (await post(DECIDE, decision, at)).json()).errors).toEqual({
      consulted_on: "consultation_first",
    });
    await post(SEND, { answer_by_on: "2027-01-25" }, at);
    expect((await post(DECIDE, decision, at)).status).toBe(409);
    const later = new Date("2027-01-26T09:00:00Z");
    expect((await post(DECIDE, decision, { ...at, now: later })).status).toBe(302);
    await post(DECIDE, { intent: "reopen" }, at);
    expect((await get(ANSWER, { of: towns[1], params })).status).toBe(404); // another proposal is asked about anew
    const elsewhere = await proposal("joint_board");
    const stated = { ...decision, consulted_on: "2027-01-08" };
    expect((await post(DECIDE, stated, elsewhere.at)).status).toBe(302);
  });

  test("who answers is a party of the year: not the host, a reader, a stranger, one of another year or an observer", async () => {
    const { at, params, towns, id } = await proposal();
    const [stranger, former, observer, supplier] = await Promise.all([
      town(admin()),
      town(admin()),
      town(admin()),
      town(admin(), "supplier", "bolag"),
    ]);
    for (const [place, role, to] of [
      [former!, "participant", "2025-12-31"],
      [observer!, "observer", null],
    ] as const) {
      await admin().query(
        `insert into agreement_party (tenant_id, agreement_id, organisation_id, party_order, role, joined_on, leaves_on)
         values ($1, $2, $3, 9 + (select count(*) from agreement_party where agreement_id = $2), $4, '2020-01-01', $5)`,
        [at.of.id, id, place.id, role, to],
      );
      await admin().query("alter table agreement_confirmation disable trigger guard");
      await admin().query(
        "insert into agreement_confirmation (tenant_id, owner_id, agreement_id, confirmed_on, by_name) values ($1, $2, $3, '2020-01-01', 'Test')",
        [place.id, at.of.id, id],
      );
      await admin().query("alter table agreement_confirmation enable trigger guard");
    }
    await post(SEND, { answer_by_on: "2027-02-10" }, at);
    await post(ANSWER, { body: "Hemligt svar" }, { of: towns[1], params });
    await post(NEED, { needed_by_on: "2027-03-01" }, { of: towns[1], params });
    for (const of of [stranger!, former!, observer!, supplier!, at.of])
      for (const route of [ANSWER, NEED]) {
        expect((await get(route, { of, params })).status).toBe(404);
        expect((await post(route, { body: "x", needed_by_on: "2027-05-01" }, { of, params })).status).toBe(
          404,
        );
      }
    for (const of of [stranger!, former!, observer!, supplier!]) {
      expect((await get("settlements.$id.$year.tsx", { of, params })).status).toBe(404);
      for (const table of ["budget_answer", "budget_need"] as const)
        expect(await of.as((db) => db.selectFrom(table).select("agreement_id").execute())).toEqual([]);
    }
    const reader = await towns[1].person(["reader"]);
    for (const route of [ANSWER, NEED])
      expect((await post(route, { body: "x" }, { of: towns[1], as: reader, params })).status).toBe(403);
    expect((await post(SEND, { answer_by_on: "2027-02-12" }, { of: towns[1], params })).status).toBe(404);
    // the database by itself
    const { rows } = await admin().query("select id from budget where agreement_id = $1", [id]);
    await expect(
      observer!.as((db) =>
        db
          .insertInto("budget_answer")
          .values({
            tenant_id: observer!.id,
            owner_id: at.of.id,
            agreement_id: id,
            year: YEAR + 1,
            budget_id: rows[0].id,
            by_name: "X",
          })
          .execute(),
      ),
    ).rejects.toThrow("takes no answers");
  });
});

describe("early warnings", () => {
  test("each party says by when it needs the figures; the host is told 30 and 7 days before the first, once each", async () => {
    const { id, towns } = await three(admin());
    const [host, boden, alvsbyn] = towns;
    const params = { id, year: "2028" };
    expect(
      (await (await post(NEED, { needed_by_on: "2029-01-01" }, { of: boden, params })).json()).errors,
    ).toEqual({ needed_by_on: "after_year" });
    await post(NEED, { needed_by_on: "2027-09-15" }, { of: boden, params });
    await post(NEED, { needed_by_on: "2027-10-01" }, { of: alvsbyn, params });
    const page = await (await get("settlements.$id.$year.tsx", { of: host, params })).json();
    expect(page.partyRows.map((row: { neededBy: string | null }) => row.neededBy)).toEqual([
      null,
      "2027-09-15",
      "2027-10-01",
    ]);
    for (const day of ["2027-08-10", "2027-08-20", "2027-08-25", "2027-09-10", "2027-09-11", "2027-09-16"])
      await followUpMoney(new Date(`${day}T05:00:00Z`));
    expect((await mailTo(host)).filter((subject) => subject.includes("2027-09-15"))).toHaveLength(2);
    expect(await mailTo(boden)).toEqual([]);
  });

  test("a forecast above the budget is told to the parties once for each quarter, and below the limit not at all", async () => {
    const { towns, id, at } = await budgetYear(admin());
    const [host, boden] = towns;
    await admin().query("update budget set alert_percent = 5 where agreement_id = $1", [id]);
    await post(
      "settlements.$id.$year_.ledger.tsx",
      { booked_on: "2026-02-01", account: "6540", amount: "290 000" },
      at,
    );
    await followUpMoney(new Date("2026-04-02T05:00:00Z")); // 290 + 750: 4 %
    expect(await mailTo(boden)).toEqual([]);
    await book(at, "300 000"); // 590 + 500: 9 %
    for (const day of ["2026-07-01", "2026-07-02", "2026-08-01"])
      await followUpMoney(new Date(`${day}T05:00:00Z`));
    expect(await mailTo(boden)).toEqual([expect.stringMatching(/^Prognosen går över budgeten/)]);
    expect(await mailTo(host)).toEqual([]);
  });
});

describe("letters of a settlement", () => {
  test("each step once to each party, words to whoever they are for, and nobody else", async () => {
    const { towns, id, at, params } = await sentSettlement(admin());
    const [host, boden, alvsbyn] = towns;
    const inRun = { ...params, run: "1" };
    const say = (of: Town, form: Record<string, string>) =>
      post("settlements.$id.$year_.runs.$run_.remarks.tsx", form, { of, params: inRun });
    await say(boden, { body: "Hemlig fråga om konto 6540" });
    const { rows } = await admin().query("select id from settlement_remark where agreement_id = $1", [id]);
    await say(host, { body: "Svar", remark: rows[0].id });
    await work(id);
    await work(id); // again, as a queue may
    const both = [
      expect.stringMatching(/^Budget 2026 är beslutad/),
      expect.stringMatching(/^Avräkning 2026 på remiss/),
    ];
    expect(await mailTo(alvsbyn)).toEqual(both);
    expect(await mailTo(boden)).toEqual([...both, expect.stringMatching(/^Svar på er synpunkt/)]);
    expect(await mailTo(host)).toEqual([expect.stringContaining(`Synpunkt från ${boden.name}`)]);
    const bodies = await admin().query("select body from outbox where tenant_id = any ($1)", [
      [host.id, boden.id, alvsbyn.id],
    ]);
    expect(bodies.rows.map((row) => row.body).join()).not.toMatch(/Hemlig|\d kr/);
    // three days before the last day those who have not approved are reminded
    const page = await (
      await get("settlements.$id.$year_.runs.$run.tsx", { of: boden, params: inRun })
    ).json();
    await post(
      "settlements.$id.$year_.runs.$run_.approval.tsx",
      { authority: "Delegation", seen: page.run.snapshot_sha256 },
      { of: boden, params: inRun },
    );
    for (const day of ["2027-02-06", "2027-02-07", "2027-02-09"])
      await followUpMoney(new Date(`${day}T05:00:00Z`));
    expect((await mailTo(alvsbyn)).slice(2)).toEqual([
      expect.stringMatching(/^Påminnelse: svara senast 2027-02-10/),
    ]);
    expect(await mailTo(boden)).toHaveLength(3);
    await step(at, 1, { to: "open", reason: "Fel konto" });
    await work(id);
    expect((await mailTo(boden)).at(-1)).toMatch(/^Avräkning 2026 räknas om/);
    const opened = await admin().query(
      "select body from outbox where tenant_id = $1 and subject like '%räknas om%'",
      [boden.id],
    );
    expect(opened.rows[0].body).toContain("Skäl: Fel konto");
    expect(opened.rows[0].body).not.toContain("/runs/");
  });

  test("a party that has never confirmed the agreement, and an observer, are not written to", async () => {
    const [host, party, unconfirmed] = await Promise.all([town(admin()), town(admin()), town(admin())]);
    const id = await agreement(admin(), [{ town: host! }, { town: party! }, { town: unconfirmed! }]);
    await admin().query("delete from agreement_confirmation where tenant_id = $1", [unconfirmed!.id]);
    const job = { agreement: id, year: 2026, kind: "closed", step: "1", run: 1 } as const;
    await writeMoneyLetters(job, NOW);
    expect(await mailTo(party!)).toHaveLength(1);
    expect(await mailTo(unconfirmed!)).toEqual([]);
    expect(await mailTo(host!)).toEqual([]);
  });
});

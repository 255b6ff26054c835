import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { type Town, town } from "../../support/towns.ts";
import {
  ask,
  binding,
  CLOSES,
  checkFields,
  get,
  LATER,
  look,
  NOW,
  neighbours,
  post,
  reply,
} from "./support.ts";

/**
 * Who sees what of an interest check, by role, through the pages and under them through row-level security: coordinator, asked,
 * member of the circle who is not asked, former member, stranger, supplier, "view as".
 */
const admin = testDatabase();

let lead: Town;
let asked: Town;
let silent: Town;
let member: Town;
let former: Town;
let stranger: Town;
let supplier: Town;
let circle: string;

beforeAll(async () => {
  const made = await neighbours(admin(), 4);
  lead = made.lead;
  [asked, silent, member, former] = made.others as [Town, Town, Town, Town];
  circle = made.together.everyone;
  stranger = await town(admin());
  supplier = await town(admin(), "supplier", "bolag");
  await admin().query(
    "update cooperation_member set ended_on = '2026-01-01' where organisation_id = $1 and cooperation_id = $2",
    [former.id, made.together.id],
  );
});

/** What the database itself lets a town read of a check: rows by table. */
async function rowsOf(of: Town, id: string, now = NOW) {
  return of.as(async (db) => {
    const count = async (
      table: "interest_invitee" | "interest_question" | "interest_decision" | "interest_reply",
    ) => (await db.selectFrom(table).select("tenant_id").where("check_id", "=", id).execute()).length;
    return {
      check: (await db.selectFrom("interest_check").select("id").where("id", "=", id).execute()).length,
      invitees: await count("interest_invitee"),
      questions: await count("interest_question"),
      decisions: await count("interest_decision"),
      replies: await count("interest_reply"),
      answers: (
        await db
          .selectFrom("interest_answer as a")
          .innerJoin("interest_question as q", "q.id", "a.question_id")
          .select("a.value")
          .where("q.check_id", "=", id)
          .execute()
      ).length,
    };
  }, now);
}
const nothing = { check: 0, invitees: 0, questions: 0, decisions: 0, replies: 0, answers: 0 };

async function withQuestion(more: Record<string, string> = {}) {
  const id = await ask(lead, {
    circle,
    whom: [asked, silent],
    more: { quorum_min: "1", ...more },
    sends: false,
  });
  const added = await post(
    "$id_.questions.tsx",
    { kind: "text", label: "Vad är viktigast?", options: "", unit: "" },
    { of: lead, id },
  );
  expect(added.status).toBe(302);
  expect((await post("$id_.opening.tsx", {}, { of: lead, id })).status).toBe(302);
  const page = await (await get("$id_.reply.tsx", { of: asked, id })).json();
  const question: string = page.data.questions[0].id;
  return { id, question };
}

describe("who sees a check", () => {
  test("a draft is the coordinator's alone", async () => {
    const id = await ask(lead, { circle, whom: [asked], more: { quorum_min: "1" }, sends: false });
    expect((await look(lead, id)).check.state).toBe("draft");
    for (const other of [asked, member, stranger]) {
      expect(await look(other, id)).toBe(404);
      expect(await rowsOf(other, id)).toMatchObject({ check: 0, invitees: 0 });
      expect((await get("$id_.reply.tsx", { of: other, id })).status).toBe(404);
    }
  });

  test("once it is sent: coordinator and circle, never a former member, stranger or supplier", async () => {
    const { id, question } = await withQuestion();
    await reply(asked, id, { ...binding, [`question-${question}`]: "Stödet" });
    await reply(asked, id, { intent: "draft", answer: "no" }); // a change that is not handed in
    expect(await rowsOf(lead, id)).toMatchObject({ check: 1, invitees: 2, questions: 1, replies: 1 });
    expect(await rowsOf(silent, id)).toMatchObject({ check: 1, replies: 1, answers: 1 });
    expect(await rowsOf(member, id)).toEqual({ ...nothing, check: 1, invitees: 2, questions: 1 });
    for (const other of [former, stranger, supplier]) {
      expect(await rowsOf(other, id)).toEqual(nothing);
      expect(await look(other, id)).toBe(404);
      expect((await reply(other, id)).status).toBe(404);
    }
    const seen = JSON.stringify(await look(member, id));
    expect(seen).not.toContain("Stödet");
    expect(seen).not.toContain("KS 2026-114");
  });

  test("a reader reads and cannot answer, ask or decide", async () => {
    const { id } = await withQuestion();
    const reader = await asked.person(["reader"]);
    expect((await look(asked, id, { as: reader })).can).toMatchObject({ reply: false, write: false });
    expect((await post("$id_.reply.tsx", { intent: "submit" }, { of: asked, as: reader, id })).status).toBe(
      403,
    );
    const own = await lead.person(["reader"]);
    for (const part of [
      "$id_.closing.tsx",
      "$id_.withdrawal.tsx",
      "$id_.decision.tsx",
      "$id_.participants.ts",
    ])
      expect((await post(part, { reason: "x" }, { of: lead, as: own, id })).status).toBe(403);
    expect((await get("new.tsx", { of: lead, as: own })).status).toBe(403);
  });

  test("only the coordinator takes steps", async () => {
    const { id } = await withQuestion();
    for (const part of ["$id_.closing.tsx", "$id_.withdrawal.tsx", "$id_.reopening.tsx", "$id_.decision.tsx"])
      expect(
        (await post(part, { reason: "x", closes_on: CLOSES, outcome: "go" }, { of: asked, id })).status,
      ).toBe(404);
    expect(
      (await post("$id_.participants.ts", { intent: "accept", organisation: asked.id }, { of: asked, id }))
        .status,
    ).toBe(404);
  });

  test("in view as and for suppliers there are none", async () => {
    const { id } = await withQuestion();
    const as = { ...lead, slug: `${lead.slug}~${asked.slug}` };
    expect(await look(as, id)).toBe(404);
    expect((await get("_index.tsx", { of: as })).status).toBe(404);
    expect((await get("_index.tsx", { of: supplier })).status).toBe(404);
    expect((await get("new.tsx", { of: supplier })).status).toBe(404);
  });

  test("answers are not shown to the others who are asked where the coordinator keeps them to itself", async () => {
    const fields = checkFields(circle, [asked.id, silent.id], { quorum_min: "1" });
    delete fields.answers_shared;
    const made = await post("new.tsx", fields, { of: lead });
    const id = /interest-checks\/([0-9a-f-]+)/.exec(made.headers.get("Location")!)![1]!;
    await post("$id_.opening.tsx", {}, { of: lead, id });
    await reply(asked, id, binding);
    expect((await rowsOf(lead, id)).replies).toBe(1);
    expect((await rowsOf(silent, id)).replies).toBe(0);
    const page = await look(silent, id);
    expect(page.result).toMatchObject({ maySee: false, answered: [] });
    expect(JSON.stringify(page)).not.toContain("KS 2026-114");
  });

  test("whoever leaves the circle keeps what it answered and sees nothing of the others", async () => {
    const made = await neighbours(admin(), 2);
    const [leaver, stayer] = made.others as [Town, Town];
    const id = await ask(made.lead, { circle: made.together.everyone, whom: made.others });
    await reply(leaver, id, { conditions: "Vårt eget" });
    await reply(stayer, id, { conditions: "Deras eget" });
    expect((await rowsOf(leaver, id)).replies).toBe(2);
    await admin().query("update cooperation_member set ended_on = '2026-11-19' where organisation_id = $1", [
      leaver.id,
    ]);
    expect((await rowsOf(leaver, id)).replies).toBe(1);
    const page = JSON.stringify(await look(leaver, id));
    expect(page).not.toContain("Deras eget");
    expect((await reply(leaver, id)).status).toBe(409);
    expect((await get("$id_.receipt.tsx", { of: leaver, id })).status).toBe(200);
  });
});

describe("hidden answers", () => {
  const hidden = { answers_hidden_until_close: "on", quorum_min: "1" };

  test("nobody reads them before it closes, the coordinator as little as the others; afterwards as usual", async () => {
    const { id, question } = await withQuestion(hidden);
    await reply(asked, id, {
      ...binding,
      quantity_likely: "7171",
      conditions: "Hemlighet",
      [`question-${question}`]: "Dold",
    });
    for (const reader of [lead, silent, member]) {
      expect(await rowsOf(reader, id)).toMatchObject({ replies: 0, answers: 0 });
      const page = JSON.stringify(await look(reader, id));
      for (const word of ["7171", "Hemlighet", "Dold", "KS 2026-114", "Kim Berg"])
        expect(page).not.toContain(word);
    }
    expect(await rowsOf(asked, id)).toMatchObject({ replies: 1, answers: 1 });
    expect((await look(lead, id)).result).toMatchObject({
      maySee: false,
      isHidden: true,
      answered: [asked.id],
      buckets: { yes: 0, none: 2 },
      quorum: { counted: 0 },
      sums: { ceiling: { likely: 0 } },
    });
    expect((await look(silent, id)).result.answered).toEqual([]);
    expect((await get("$id_.result[.]xlsx.ts", { of: lead, id })).status).toBe(409);
    expect((await get("$id_.proof[.]pdf.ts", { of: lead, id })).status).toBe(404);
    expect((await rowsOf(lead, id, LATER)).replies).toBe(1);
    expect((await look(lead, id, { now: LATER })).result).toMatchObject({
      buckets: { yes: 1 },
      quorum: { counted: 1 },
    });
  });

  test("that somebody has answered looks the same whatever the answer, in history too", async () => {
    const pages: string[] = [];
    for (const answer of ["yes", "no"]) {
      const { id } = await withQuestion(hidden);
      await reply(asked, id, { answer });
      const page = JSON.stringify(await look(lead, id));
      const { rows } = await admin().query(
        "select action, field, old, new, reason from change_event where tenant_id = $1 and object_id = $2 order by id",
        [lead.id, id],
      );
      pages.push(
        JSON.stringify([page, rows])
          .replaceAll(id, "id")
          .replace(/Ärendesystem-\w+/g, "name")
          .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "uuid"),
      );
    }
    expect(pages[0]).toBe(pages[1]);
  });

  test("the coordinator cannot turn hiding off once it is sent, nor move the goal posts", async () => {
    const { id } = await withQuestion(hidden);
    for (const set of [
      "answers_hidden_until_close = false",
      "quorum_min = 2",
      "counts_as = 'any_yes'",
      "answers_shared = false",
    ])
      await expect(
        admin().query(`update interest_check set ${set} where id = $1`, [id]),
        set,
      ).rejects.toThrow("fixed once it is sent");
    expect((await post("$id_.edit.tsx", {}, { of: lead, id })).status).toBe(404);
    expect((await post("$id_.questions.tsx", { intent: "remove" }, { of: lead, id })).status).toBe(404);
  });

  test("taken back while answers are hidden, they stay hidden", async () => {
    const { id } = await withQuestion(hidden);
    await reply(asked, id, { conditions: "Hemlighet" });
    expect((await post("$id_.withdrawal.tsx", { reason: "Vi väntar" }, { of: lead, id })).status).toBe(302);
    expect((await rowsOf(lead, id)).replies).toBe(0);
  });
});

describe("drafts", () => {
  test("of a check are removed whole, questions too; what has been sent is not", async () => {
    const questions = { kind: "text", label: "Vad?", options: "", unit: "" };
    const id = await ask(lead, { circle, whom: [asked], more: { quorum_min: "1" }, sends: false });
    await post("$id_.questions.tsx", questions, { of: lead, id });
    expect((await post("$id_.removal.tsx", {}, { of: asked, id })).status).toBe(404);
    expect((await post("$id_.removal.tsx", {}, { of: lead, id })).status).toBe(302);
    expect(await look(lead, id)).toBe(404);
    const { id: sent, question } = await withQuestion();
    expect((await post("$id_.removal.tsx", {}, { of: lead, id: sent })).status).toBe(404);
    await expect(admin().query("delete from interest_question where id = $1", [question])).rejects.toThrow(
      "fixed",
    );
  });

  test("are seen by the own organisation alone", async () => {
    const { id } = await withQuestion();
    expect((await reply(asked, id, { intent: "draft", answer: "", conditions: "Kanske" })).status).toBe(302);
    expect((await rowsOf(asked, id)).replies).toBe(1);
    for (const other of [lead, silent]) expect((await rowsOf(other, id)).replies).toBe(0);
    expect((await look(lead, id)).result).toMatchObject({ answered: [], buckets: { none: 2 } });
  });
});

describe("who is asked", () => {
  test("only members of the circle, whatever is posted; the database says so too", async () => {
    const fields = checkFields(circle, [asked.id, stranger.id]);
    const refused = await post("new.tsx", fields, { of: lead });
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors).toMatchObject({ organisations: "not_in_circle" });
    expect((await post("new.tsx", checkFields(circle, [asked.id]), { of: stranger })).status).toBe(422);
    const id = await ask(lead, { circle, whom: [asked], more: { quorum_min: "1" }, sends: false });
    const invite = (organisation: string) =>
      lead.as((db) =>
        db
          .insertInto("interest_invitee")
          .values({ tenant_id: lead.id, check_id: id, organisation_id: organisation, kind: "invited" })
          .execute(),
      );
    for (const other of [stranger, former, supplier])
      await expect(invite(other.id)).rejects.toThrow("circle");
  });

  test("whoever has left between writing and sending is not asked", async () => {
    const made = await neighbours(admin(), 2);
    const [gone, there] = made.others as [Town, Town];
    const id = await ask(made.lead, {
      circle: made.together.everyone,
      whom: made.others,
      more: { quorum_min: "1" },
      sends: false,
    });
    await admin().query("update cooperation_member set ended_on = '2026-11-19' where organisation_id = $1", [
      gone.id,
    ]);
    expect((await post("$id_.opening.tsx", {}, { of: made.lead, id })).headers.get("Location")).toContain(
      "sent_some",
    );
    expect((await look(made.lead, id)).result.invitees.map((row: { id: string }) => row.id)).toEqual([
      there.id,
    ]);
    expect(await look(gone, id)).toBe(404);
  });

  test("a member who is not asked puts itself forward; it counts when the coordinator lets it in", async () => {
    const { id } = await withQuestion();
    expect((await look(member, id)).result.isAsked).toBe(false);
    await reply(member, id, binding);
    expect((await look(lead, id)).result).toMatchObject({
      buckets: { self: 1, none: 2 },
      quorum: { counted: 0 },
    });
    const accept = (organisation: string) =>
      post("$id_.participants.ts", { intent: "accept", organisation }, { of: lead, id });
    expect((await accept(stranger.id)).status).toBe(404);
    expect((await accept(member.id)).status).toBe(302);
    expect((await accept(member.id)).status).toBe(302);
    expect((await look(lead, id)).result).toMatchObject({
      buckets: { self: 0, yes: 1, none: 2 },
      quorum: { counted: 1 },
    });
  });

  test("a self-nomination while answers are hidden shows who, not what, and can be let in unseen", async () => {
    const { id } = await withQuestion({ answers_hidden_until_close: "on" });
    await reply(member, id, { ...binding, conditions: "Hemlighet" });
    const page = await look(lead, id);
    expect(page.result.hiddenSelf).toEqual([{ id: member.id, name: member.name }]);
    expect(JSON.stringify(page)).not.toContain("Hemlighet");
    const accepted = await post(
      "$id_.participants.ts",
      { intent: "accept", organisation: member.id },
      { of: lead, id },
    );
    expect(accepted.status).toBe(302);
    expect((await look(lead, id, { now: LATER })).result.buckets).toMatchObject({ yes: 1, self: 0 });
  });
});

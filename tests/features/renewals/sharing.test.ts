import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { type Town, town } from "../../support/towns.ts";
import { answer, ask, done, get, LATER, look, NOW, type Pool, pool, post } from "./support.ts";

/**
 * Who sees what of a renewal survey, by role, through the pages and under them through row-level security: coordinator, invited member,
 * member who is not invited, circle, former member, stranger, supplier, "view as".
 */
const admin = testDatabase();

let made: Pool & { outside: Town[] };
let invited: Town;
let silent: Town;
let uninvited: Town;
let former: Town;
let neighbour: Town;
let stranger: Town;
let supplier: Town;

beforeAll(async () => {
  made = await pool(admin(), { quantities: [1400, 450, 300, 20], others: 1 });
  [invited, silent, uninvited, former] = made.members as [Town, Town, Town, Town];
  neighbour = made.outside[0]!;
  stranger = await town(admin());
  supplier = await town(admin(), "supplier", "bolag");
  await admin().query("update licence_member set leaves_on = '2026-10-31' where organisation_id = $1", [
    former.id,
  ]);
});

/** What the database itself lets a town read of a survey: rows by table. */
async function rowsOf(of: Town, id: string, now = NOW) {
  return of.as(async (db) => {
    const count = async (
      table:
        | "renewal_round"
        | "renewal_tier"
        | "renewal_question"
        | "renewal_invitee"
        | "renewal_answer"
        | "renewal_placement"
        | "participant_transfer",
    ) =>
      (
        await db
          .selectFrom(table)
          .select("tenant_id")
          .where(table === "renewal_round" ? "id" : ("round_id" as never), "=", id as never)
          .execute()
      ).length;
    return {
      round: await count("renewal_round"),
      tiers: await count("renewal_tier"),
      questions: await count("renewal_question"),
      invitees: await count("renewal_invitee"),
      answers: await count("renewal_answer"),
      placements: await count("renewal_placement"),
      transfers: await count("participant_transfer"),
    };
  }, now);
}
const nothing = {
  round: 0,
  tiers: 0,
  questions: 0,
  invitees: 0,
  answers: 0,
  placements: 0,
  transfers: 0,
};

const whom = () => [invited, silent];

describe("who sees a survey", () => {
  test("a draft is the coordinator's alone, a ready one too", async () => {
    const id = await ask(made, { sends: false });
    expect((await look(made.lead, id)).round.state).toBe("draft");
    for (const other of [invited, uninvited, neighbour, stranger, supplier]) {
      expect(await look(other, id)).toBe(404);
      expect(await rowsOf(other, id)).toEqual(nothing);
      expect((await get("$id_.answer.tsx", { of: other, id })).status).toBe(404);
    }
  });

  test("once it is open: who is invited and the members; the circle only where it is opened to it", async () => {
    const id = await ask(made, { whom: whom() });
    await answer(invited, id, { quantity: "7171", comment: "Hemlighet" });
    await answer(invited, id, { intent: "draft", answer: "no" }); // a change that is not handed in
    expect(await rowsOf(made.lead, id)).toEqual({ ...nothing, round: 1, tiers: 3, invitees: 2, answers: 1 });
    expect(await rowsOf(silent, id)).toEqual({ ...nothing, round: 1, tiers: 3, invitees: 2 });
    expect(await rowsOf(uninvited, id)).toEqual({ ...nothing, round: 1, tiers: 3, invitees: 2 });
    for (const other of [former, neighbour, stranger, supplier]) {
      expect(await rowsOf(other, id)).toEqual(nothing);
      expect(await look(other, id)).toBe(404);
      expect((await answer(other, id)).status).toBe(404);
    }
    const open = await ask(made, { whom: whom(), more: { circle: made.together.everyone } });
    expect(await rowsOf(neighbour, open)).toMatchObject({ round: 1, answers: 0 });
    expect(await rowsOf(stranger, open)).toEqual(nothing);
  });

  test("answers are secret between members; sums and the own price are all they see", async () => {
    const id = await ask(made, { whom: whom() });
    await answer(invited, id, { quantity: "1613", comment: "Hemlighet" });
    const page = await look(silent, id);
    expect([page.result, page.answers]).toEqual([null, null]);
    expect(page.own.price).toMatchObject({ invited: 2, answered: 1, basis: { others: null } });
    expect(page.own.price.price).toEqual({
      joint: null,
      reached: { from_quantity: 2000, unit_price_minor: 48_000 },
      minor: 450 * 48_000,
    });
    const text = JSON.stringify(page);
    for (const secret of ["Hemlighet", "KS 2026-114", "Kim Berg", "1613"]) expect(text).not.toContain(secret);
    // a stranger learns no sums either
    const sums = await stranger.as(async (db) => {
      const { sql } = await import("kysely");
      return (await sql`select * from app.renewal_standing(${id}::uuid)`.execute(db)).rows;
    }, NOW);
    expect(sums).toEqual([]);
  });

  test("the others' sum is told where it stands for three of them, and no draft tries it out", async () => {
    const other = await pool(admin(), { quantities: [700, 600, 500, 40] });
    const [a, b, c, reader] = other.members as [Town, Town, Town, Town];
    const id = await ask(other);
    const told = async (of: Town) => {
      const { basis, price } = (await look(of, id)).own.price;
      return [basis.others, price.joint, price.reached.from_quantity];
    };
    expect(await told(reader)).toEqual([0, 40, 1]);
    await answer(a, id, { quantity: "700" });
    await answer(b, id, { quantity: "600" });
    expect(await told(reader)).toEqual([null, null, 500]);
    // trying out a quantity in a draft moves nothing that is told
    await answer(reader, id, { intent: "draft", quantity: "5000" });
    expect(await told(reader)).toEqual([null, null, 500]);
    await answer(c, id, { quantity: "801" });
    expect((await told(reader))[0]).toBe(2101);
    // whoever has answered is not one of its own three
    expect((await told(c))[0]).toBeNull();
    // the coordinator sees every answer
    expect((await told(other.lead))[0]).toBe(2101);
  });

  test("after the coordinator's result those who are asked see each other's answers, if it shares them", async () => {
    for (const shares of [true, false]) {
      const id = await ask(made, {
        whom: whom(),
        more: { no_answer_means: "leaves", ...(shares ? { answers_shared: "on" } : {}) },
      });
      await answer(invited, id, { quantity: "100", comment: "Hemlighet" });
      const to = { of: made.lead, id, now: LATER };
      await done("$id_.evaluation.ts", {}, to);
      expect((await rowsOf(silent, id, LATER)).answers).toBe(0);
      await done("$id_.completion.tsx", { reason: "Inget nytt avtal" }, to);
      expect((await rowsOf(silent, id, LATER)).answers).toBe(shares ? 1 : 0);
      expect((await rowsOf(uninvited, id, LATER)).answers).toBe(0);
      expect((await look(silent, id, { now: LATER })).answers?.length ?? 0).toBe(shares ? 1 : 0);
      // gone from the agreement, it reads nobody else's any more
      const leave = "update licence_member set leaves_on = $2 where organisation_id = $1";
      await admin().query(leave, [silent.id, "2026-11-01"]);
      expect((await rowsOf(silent, id, LATER)).answers).toBe(0);
      await admin().query(leave, [silent.id, null]);
    }
  });

  test("a reader reads and cannot answer, ask or take steps; only the coordinator takes them", async () => {
    const id = await ask(made, { whom: whom() });
    const reader = await invited.person(["reader"]);
    expect((await look(invited, id, { as: reader })).can.answer).toBe(false);
    expect((await post("$id_.answer.tsx", {}, { of: invited, as: reader, id })).status).toBe(403);
    const own = await made.lead.person(["reader"]);
    for (const part of ["$id_.closing.tsx", "$id_.withdrawal.tsx", "$id_.nominations.ts"]) {
      expect((await post(part, { reason: "x" }, { of: made.lead, as: own, id })).status, part).toBe(403);
      expect((await post(part, { reason: "x" }, { of: invited, id })).status, part).toBe(404);
    }
    for (const part of ["$id_.transfer.tsx", "$id_.placement.tsx", "$id_.completion.tsx"])
      expect((await get(part, { of: invited, id })).status, part).toBe(404);
  });

  test("in view as and for suppliers there are none", async () => {
    const id = await ask(made, { whom: whom() });
    const as = { ...made.lead, slug: `${made.lead.slug}~${invited.slug}` };
    expect(await look(as, id)).toBe(404);
    expect((await get("_index.tsx", { of: as })).status).toBe(404);
    expect((await get("_index.tsx", { of: supplier })).status).toBe(404);
    expect((await get("new.tsx", { of: supplier })).status).toBe(404);
  });

  test("whoever leaves keeps its own answer and receipt, and answers no more", async () => {
    const other = await pool(admin(), { quantities: [10, 20] });
    const [leaver, stayer] = other.members as [Town, Town];
    const id = await ask(other, { whom: [stayer] });
    await answer(leaver, id, { quantity: "10" });
    await answer(stayer, id, { quantity: "20" });
    await admin().query("update licence_member set leaves_on = '2026-11-19' where organisation_id = $1", [
      leaver.id,
    ]);
    expect(await rowsOf(leaver, id)).toMatchObject({ round: 1, answers: 1 });
    expect((await get("$id_.receipt.tsx", { of: leaver, id })).status).toBe(200);
    expect((await answer(leaver, id)).status).toBe(409);
  });
});

test("who puts itself forward stands among the new ones, and counts once it is let in", async () => {
  const id = await ask(made, {
    whom: whom(),
    more: { circle: made.together.everyone, min_participants: "1" },
  });
  expect((await answer(neighbour, id, { quantity: "30" })).status).toBe(302);
  const before = (await look(made.lead, id)).result;
  expect(before.rows.find((row: { id: string }) => row.id === neighbour.id)).toMatchObject({
    standing: "self",
    bucket: "joins",
    counts: false,
  });
  expect(before.quorum.counted).toBe(0);
  expect(before.total.organisations).toBe(3);
  await done("$id_.nominations.ts", { organisation: neighbour.id }, { of: made.lead, id });
  const after = (await look(made.lead, id)).result;
  expect([after.quorum.counted, after.total.organisations]).toEqual([1, 3]);
});

import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import type { Town } from "../../support/towns.ts";
import { someoneWaits } from "../../support/waiting.ts";
import {
  ask,
  binding,
  checkFields,
  get,
  LATER,
  look,
  NOW,
  neighbours,
  post,
  reply,
  replyFields,
} from "./support.ts";

const admin = testDatabase();

async function sent(count = 2) {
  const { lead, others, together } = await neighbours(admin(), count);
  const id = await ask(lead, { circle: together.everyone, whom: others, more: { quorum_min: "1" } });
  return { lead, others: others as [Town, Town], id, circle: together.everyone };
}

async function versions(
  of: Town,
  id: string,
): Promise<{ version: number; handed_in: boolean; answer: string }[]> {
  const { rows } = await admin().query(
    "select version, submitted_at is not null as handed_in, answer from interest_reply where tenant_id = $1 and check_id = $2 order by version",
    [of.id, id],
  );
  return rows;
}

describe("two at once", () => {
  test("two people of one municipality hand in from the same page: one reply, the other is told", async () => {
    const { others, id } = await sent();
    const second = await others[0].person(["editor"]);
    const answers = await Promise.all([
      post("$id_.reply.tsx", replyFields({ answer: "yes" }), { of: others[0], id }),
      post("$id_.reply.tsx", replyFields({ answer: "no" }), { of: others[0], as: second, id }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([302, 409]);
    const refused = await answers.find((answer) => answer.status === 409)!.json();
    expect(refused.errors).toEqual({ "": "changed_meanwhile" });
    expect(refused.typed.responder).toBe("Kim Berg, IT-chef");
    expect(await versions(others[0], id)).toMatchObject([{ version: 1, handed_in: true }]);
    // knowing what is there, it may be handed in as the next version
    const again = replyFields({ answer: "no", seen: refused.seen });
    expect((await post("$id_.reply.tsx", again, { of: others[0], as: second, id })).status).toBe(302);
    expect(await versions(others[0], id)).toMatchObject([{ version: 1 }, { version: 2, answer: "no" }]);
  });

  test("a form sent twice makes one version and leads to the same receipt", async () => {
    const { others, id } = await sent();
    const fields = replyFields({ form_key: randomUUID() });
    const answers = await Promise.all(
      [1, 2].map(() => post("$id_.reply.tsx", fields, { of: others[0], id })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([302, 302]);
    expect(new Set(answers.map((answer) => answer.headers.get("Location"))).size).toBe(1);
    expect(await versions(others[0], id)).toHaveLength(1);
  });

  test("closing and answering: the answer is in before it closes, or refused, never in between", async () => {
    for (let run = 0; run < 6; run += 1) {
      const { lead, others, id } = await sent(1);
      const [closed, answered] = await Promise.all([
        post("$id_.closing.tsx", { reason: "Klart" }, { of: lead, id }),
        post("$id_.reply.tsx", replyFields(binding), { of: others[0], id }),
      ]);
      expect(closed.status).toBe(302);
      const { result, check } = await look(lead, id);
      expect(check.state).toBe("closed");
      expect([302, 409]).toContain(answered.status);
      expect(result.buckets.yes).toBe(answered.status === 302 ? 1 : 0);
      expect(result.changedAfterClose).toBe(0);
    }
  });

  test("an answer that comes while the check is being closed waits, and is refused", async () => {
    const { lead, others, id } = await sent(1);
    let answered: Promise<Response> | undefined;
    const first = await lead.as(async (db) => {
      await db
        .updateTable("interest_check")
        .set({ state: "closed", closed_on: "2026-11-20", first_closed_on: "2026-11-20" })
        .where("id", "=", id)
        .execute();
      answered = post("$id_.reply.tsx", replyFields(binding), { of: others[0], id, now: NOW });
      return Promise.race([answered.then(() => "answered"), someoneWaits(admin())]);
    }, NOW);
    expect(first).toBe("waits");
    expect((await answered!).status).toBe(409);
    expect(await versions(others[0], id)).toEqual([]);
  });

  test("two decisions: one is taken", async () => {
    const { lead, id } = await sent(1);
    const answers = await Promise.all(
      ["Nej", "Absolut nej"].map((reason) =>
        post("$id_.decision.tsx", { outcome: "no_go", reason }, { of: lead, id, now: LATER }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([302, 409]);
  });

  test("a draft changed by two coordinators: the later one is told", async () => {
    const { lead, circle, others } = await sent(1);
    const id = await ask(lead, { circle, whom: others, more: { quorum_min: "1" }, sends: false });
    const fields = checkFields(circle, [others[0].id], { quorum_min: "1", version: "1" });
    const answers = await Promise.all(
      ["A", "B"].map((name) => post("$id_.edit.tsx", { ...fields, name }, { of: lead, id })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([302, 409]);
  });
});

describe("versions", () => {
  test("what was handed in stays as it is, in the database too; a change is a further version", async () => {
    const { others, id } = await sent();
    await reply(others[0], id, { answer: "yes" });
    await expect(
      others[0].as(
        (db) => db.updateTable("interest_reply").set({ answer: "no" }).where("check_id", "=", id).execute(),
        NOW,
      ),
    ).rejects.toThrow("stays as it is");
    await reply(others[0], id, { intent: "draft", answer: "later" });
    await reply(others[0], id, { answer: "no", responder: "Åsa Öberg" });
    expect(await versions(others[0], id)).toEqual([
      { version: 1, handed_in: true, answer: "yes" },
      { version: 2, handed_in: true, answer: "no" },
    ]);
    const receipt = await (await get("$id_.receipt.tsx", { of: others[0], id })).json();
    expect(receipt.reply).toMatchObject({ version: 2, answer: "no", responder: "Åsa Öberg" });
    const first = await (await get("$id_.receipt.tsx", { of: others[0], id, query: "?version=1" })).json();
    expect(first.reply).toMatchObject({ version: 1, answer: "yes" });
    expect(first.reply.receipt_number).not.toBe(receipt.reply.receipt_number);
    expect((await get("$id_.receipt.tsx", { of: others[0], id, query: "?version=9" })).status).toBe(404);
  });

  test("after closing nothing is taken; opened again, what comes is marked and the totals say so", async () => {
    const { lead, others, id } = await sent();
    await reply(others[0], id, { ...binding, quantity_likely: "10" });
    expect((await reply(others[0], id, { answer: "no" }, LATER)).status).toBe(409);
    const reopen = (more: object) =>
      post(
        "$id_.reopening.tsx",
        { reason: "Fler vill in", closes_on: "2026-12-20", ...more },
        { of: lead, id, now: LATER },
      );
    expect((await reopen({ reason: "" })).status).toBe(422);
    expect((await reopen({ closes_on: "2026-12-12" })).status).toBe(422);
    expect((await reopen({})).status).toBe(302);
    await reply(others[0], id, { ...binding, quantity_likely: "25" }, LATER);
    const { result } = await look(lead, id, { now: LATER });
    expect(result).toMatchObject({
      changedAfterClose: 1,
      sums: { yes: { likely: 25 } },
      buckets: { yes: 1, none: 1 },
    });
    const { rows } = await admin().query(
      "select reason from change_event where tenant_id = $1 and object_id = $2 and action = 'reopened'",
      [lead.id, id],
    );
    expect(rows.map((row) => row.reason)).toEqual(["Fler vill in"]);
  });

  test("an open or draft check is not opened again, a decided one takes no step", async () => {
    const { lead, others, id, circle } = await sent(1);
    const reopening = { reason: "x", closes_on: "2026-12-20" };
    expect((await post("$id_.reopening.tsx", reopening, { of: lead, id })).status).toBe(409);
    const draft = await ask(lead, { circle, whom: others, more: { quorum_min: "1" }, sends: false });
    expect((await post("$id_.reopening.tsx", reopening, { of: lead, id: draft })).status).toBe(409);
    await post("$id_.decision.tsx", { outcome: "no_go", reason: "x" }, { of: lead, id, now: LATER });
    for (const part of ["$id_.reopening.tsx", "$id_.withdrawal.tsx", "$id_.closing.tsx"])
      expect((await post(part, reopening, { of: lead, id, now: LATER })).status).toBe(409);
    expect((await reply(others[0], id)).status).toBe(409);
  });
});

describe("bad input", () => {
  test("a reply is refused at its fields and what was typed stays", async () => {
    const { others, id } = await sent();
    const refused = await reply(others[0], id, {
      answer: "",
      responder: "",
      quantity_likely: "många",
      kind: "binding",
    });
    expect(refused.status).toBe(422);
    const { errors, typed } = await refused.json();
    expect(errors).toEqual({ quantity_likely: "number_wrong" });
    expect(typed.quantity_likely).toBe("många");
    const missing = await reply(others[0], id, { answer: "", responder: "", kind: "binding" });
    expect((await missing.json()).errors).toEqual({
      answer: "answer_missing",
      responder: "responder_missing",
      authority_ref: "authority_missing",
    });
    expect(await versions(others[0], id)).toEqual([]);
  });

  test("addresses that are no ids, and texts beyond all bounds, are answered in order", async () => {
    const { lead, others, id } = await sent(1);
    expect(await look(lead, "inte-ett-id")).toBe(404);
    const long = await reply(others[0], id, { conditions: "x".repeat(4000) });
    expect((await long.json()).errors).toEqual({ conditions: "too_long" });
    const strange = await post("new.tsx", { circle: "x", name: "x" }, { of: lead });
    expect((await strange.json()).errors).toEqual({ circle: "circle_missing" });
    expect((await post("$id_.participants.ts", { organisation: "x" }, { of: lead, id })).status).toBe(404);
  });
});

import { describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { ask, binding, get, LATER, look, NOW, neighbours, post, reply } from "./support.ts";

const admin = testDatabase();

describe("ask, answer, close, decide", () => {
  test("three municipalities answer, two binding yes reach the quorum, and the go is told to all", async () => {
    const { lead, others, together } = await neighbours(admin(), 3);
    const [a, b, c] = others as [(typeof others)[0], (typeof others)[0], (typeof others)[0]];
    const id = await ask(lead, { circle: together.everyone, whom: others });
    expect(
      (await reply(a, id, { ...binding, quantity_low: "80", quantity_likely: "100", quantity_high: "120" }))
        .status,
    ).toBe(302);
    expect((await reply(b, id, { answer: "no" })).status).toBe(302);
    expect((await look(lead, id)).result).toMatchObject({
      buckets: { yes: 1, no: 1, none: 1 },
      quorum: { counted: 1, needed: 2, isReached: false },
      sums: { yes: { low: 80, likely: 100, high: 120 } },
    });
    const handedIn = await reply(c, id, { ...binding, answer: "yes", quantity_likely: "50" });
    expect(handedIn.headers.get("Location")).toContain("/receipt");
    expect((await post("$id_.decision.tsx", { outcome: "go", reason: "" }, { of: lead, id })).status).toBe(
      409,
    );
    expect((await post("$id_.closing.tsx", { reason: "" }, { of: lead, id })).status).toBe(422);
    expect((await post("$id_.closing.tsx", { reason: "Alla har svarat" }, { of: lead, id })).status).toBe(
      302,
    );
    expect((await reply(b, id)).status).toBe(409);
    expect((await post("$id_.decision.tsx", { outcome: "go", reason: "" }, { of: lead, id })).status).toBe(
      302,
    );
    const decided = await look(c, id);
    expect(decided.check.state).toBe("decided");
    expect(decided.decision).toMatchObject({ outcome: "go", counted: 2, quorum_min: 2 });
    expect((await look(lead, id)).result.rows.filter((row: { goesOn: boolean }) => row.goesOn)).toHaveLength(
      2,
    );
  });

  test("past its last day it is closed for everybody without anything having run", async () => {
    const { lead, others, together } = await neighbours(admin(), 1);
    const id = await ask(lead, { circle: together.everyone, whom: others, more: { quorum_min: "1" } });
    expect((await look(lead, id, { now: LATER })).check.state).toBe("closed");
    expect((await reply(others[0]!, id, {}, LATER)).status).toBe(409);
    const go = await post("$id_.decision.tsx", { outcome: "go", reason: "x" }, { of: lead, id, now: LATER });
    expect(go.status).toBe(422);
    expect((await go.json()).errors).toEqual({ outcome: "quorum_not_reached" });
    const silent = await post(
      "$id_.decision.tsx",
      { outcome: "no_go", reason: "" },
      { of: lead, id, now: LATER },
    );
    expect((await silent.json()).errors).toEqual({ reason: "reason_missing" });
    const no = await post(
      "$id_.decision.tsx",
      { outcome: "no_go", reason: "För få" },
      { of: lead, id, now: LATER },
    );
    expect(no.status).toBe(302);
    expect(NOW < LATER).toBe(true);
    expect((await get("$id_.receipt.tsx", { of: others[0]!, id })).status).toBe(404);
  });
});

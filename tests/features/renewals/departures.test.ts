import { expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import type { Town } from "../../support/towns.ts";
import { answer, ask, done, LATER, type Pool, pool, post } from "./support.ts";

const admin = testDatabase();

/** Settles the pool into the next year, so that nothing before that moves any more. */
async function settle({ lead, agreement, item }: Pool) {
  await admin().query(
    `insert into true_up (tenant_id, agreement_id, item_id, as_of_on, state, rule, quantity, total_minor, authority_ref, settled_on, by_name)
     values ($1, $2, $3, '2027-06-30', 'settled', 'by_overuse', 0, 0, 'KS 2026-1', '2026-11-20', 'Kim Berg')`,
    [lead.id, agreement, item],
  );
}

async function lastDay({ agreement }: Pool, { id }: Town): Promise<string | null> {
  const { rows } = await admin().query(
    "select leaves_on::text as day from licence_member where agreement_id = $1 and organisation_id = $2",
    [agreement, id],
  );
  return rows[0].day;
}

/** A survey in evaluation where the second member says no and the others go on. */
async function evaluated(made: Pool) {
  const [lulea, boden, alvsbyn] = made.members as [Town, Town, Town];
  const id = await ask(made);
  await answer(lulea, id);
  await answer(boden, id, { answer: "no", quantity: "" });
  await answer(alvsbyn, id);
  const to = { of: made.lead, id, now: LATER };
  await done("$id_.evaluation.ts", {}, to);
  return { boden, to };
}

test("the transfer says whose last day the pool refuses, in the words of the departures, and carries the others over", async () => {
  const made = await pool(admin());
  const { boden, to } = await evaluated(made);
  await settle(made);
  const refusal = { code: "departure_held", details: { names: boden.name } };
  const transfer = await post("$id_.transfer.tsx", { intent: "transfer" }, to);
  expect([transfer.status, (await transfer.json()).refusal]).toEqual([409, refusal]);
  expect(await lastDay(made, boden)).toBeNull();
  const { rows } = await admin().query(
    "select count(*)::int as n from participant_transfer where round_id = $1",
    [to.id],
  );
  expect(rows[0].n).toBe(2);
  const depart = await post("$id_.transfer.tsx", { intent: "depart" }, to);
  expect([depart.status, (await depart.json()).refusal]).toEqual([409, refusal]);
});

test("a last day is taken back where the member's own end keeps the pool as it is, also when the period is settled", async () => {
  const made = await pool(admin());
  const boden = made.members[1]!;
  await admin().query(
    "update licence_member set own_ends_on = '2026-12-31' where agreement_id = $1 and organisation_id = $2",
    [made.agreement, boden.id],
  );
  const { to } = await evaluated(made);
  await done("$id_.transfer.tsx", { intent: "transfer" }, to);
  expect(await lastDay(made, boden)).toBe("2026-12-31");
  await settle(made);
  await done("$id_.placement.tsx", { organisation: boden.id, bucket: "renews", reason: "Ändrade sig" }, to);
  expect(await lastDay(made, boden)).toBeNull();
});

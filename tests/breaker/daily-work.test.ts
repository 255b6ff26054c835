import { beforeAll, expect, test } from "vitest";
import { followUpRounds } from "#app/features/confirmations/escalation.server.ts";
import { followUpInterestChecks, writeLetters } from "#app/features/interest-checks/letters.server.ts";
import { remindEverybody } from "#app/features/reminders/sending.server.ts";
import { ask, LATER, neighbours } from "../features/interest-checks/support.ts";
import { testDatabase } from "../support/database.ts";
import { type Town, town } from "../support/towns.ts";
import { contract } from "./support/world.ts";

/** Daily work goes on past the one for whom it fails, says that something failed, and does nothing twice when it is tried again. */
const admin = testDatabase();

/** From now on nothing can be written to the table for these towns. @returns takes that back */
async function spoil(table: string, towns: readonly Town[]): Promise<() => Promise<void>> {
  const ids = towns.map(({ id }) => `'${id}'`).join(", ");
  await admin().query(`
    create function public.spoilt_${table}() returns trigger language plpgsql as $$
      begin if new.tenant_id in (${ids}) then raise 'spoilt'; end if; return new; end $$;
    create trigger a_spoilt before insert or update on ${table} for each row execute function public.spoilt_${table}()`);
  return async () => {
    await admin().query(`drop function public.spoilt_${table}() cascade`);
  };
}
const rows = async (table: string, of: Town): Promise<number> =>
  (await admin().query(`select count(*)::int as n from ${table} where tenant_id = $1`, [of.id])).rows[0].n;

const MORNING = new Date("2027-07-05T03:00:00Z");
let towns: [Town, Town, Town];
beforeAll(async () => {
  towns = [await town(admin()), await town(admin()), await town(admin())];
  for (const each of towns) await contract(each, "Avtal");
});

test("reminders of the others are planned and sent", async () => {
  const [first, second, third] = [...towns].sort((a, b) => (a.id < b.id ? -1 : 1)) as typeof towns;
  const repair = await spoil("reminder", [first, second]);
  await expect(remindEverybody(MORNING)).rejects.toThrow("failed for 2");
  expect([await rows("reminder", first), await rows("outbox", third)]).toEqual([0, 1]);
  await repair();
  await remindEverybody(MORNING);
  for (const each of towns) expect(await rows("outbox", each), each.name).toBe(1);
});

test("letters about an interest check reach the others, each once", async () => {
  const { lead, others, together } = await neighbours(admin(), 3);
  const repair = await spoil("interest_letter", [others[0]!, others[1]!]);
  const id = await ask(lead, { circle: together.everyone, whom: others });
  const asked = { check: id, kind: "asked", step: "1" } as const;
  await expect(writeLetters(asked)).rejects.toThrow("failed for 2");
  expect(await rows("outbox", others[2]!)).toBe(1);
  await repair();
  await writeLetters(asked);
  for (const each of others) expect(await rows("outbox", each)).toBe(1);
});

test("an interest check that cannot be closed keeps none of the others open", async () => {
  const [one, other] = [await neighbours(admin(), 2), await neighbours(admin(), 2)];
  const checks = [one, other].map(({ lead, others, together }) =>
    ask(lead, { circle: together.everyone, whom: others }),
  );
  const ids = await Promise.all(checks);
  const repair = await spoil("interest_check", [one.lead]);
  await expect(followUpInterestChecks(LATER)).rejects.toThrow("failed for 1");
  const states = async () =>
    (
      await admin().query(
        "select state from interest_check where id = any ($1) order by tenant_id = $2 desc",
        [ids, one.lead.id],
      )
    ).rows.map(({ state }) => state);
  expect(await states()).toEqual(["open", "closed"]);
  await repair();
  await followUpInterestChecks(LATER);
  expect(await states()).toEqual(["closed", "closed"]);
  await followUpRounds(LATER);
});

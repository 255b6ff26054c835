import { beforeAll, describe, expect, test, vi } from "vitest";
import { claimWork } from "#app/features/imports/runs.server.ts";
import { doImportWork } from "#app/features/imports/work.server.ts";
import { remind } from "#app/features/reminders/sending.server.ts";
import { check, jobFor, look, work } from "../features/imports/support/importing.ts";
import { referenceData } from "../features/imports/support/reference.ts";
import { testDatabase } from "../support/database.ts";
import { type Town, town } from "../support/towns.ts";
import { contract } from "./support/world.ts";

/** Work that is cut off in the middle – by a kill, a lost connection, another's lock – leaves all of it or nothing, and can be done again. */
const admin = testDatabase();
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 }); // a busy machine takes its time
beforeAll(() => referenceData(admin()));

const count = async (table: string, of: Town): Promise<number> =>
  (await admin().query(`select count(*)::int as n from ${table} where tenant_id = $1`, [of.id])).rows[0].n;

/** Ends the connection of whoever writes into the table for the first time, as a killed server or a lost network does. */
async function cutOffAt(table: string, of: Town, afterRows: number) {
  await admin().query(`
    create sequence public.cut_${table};
    grant usage on sequence public.cut_${table} to public;
    create function public.cut_${table}() returns trigger language plpgsql security definer as $$
      begin
        if new.tenant_id = '${of.id}' and nextval('public.cut_${table}') = ${afterRows} then
          perform pg_terminate_backend(pg_backend_pid());
        end if;
        return new;
      end $$;
    create trigger a_cut after insert on ${table} for each row execute function public.cut_${table}()`);
}

const FILE = `Avtalsnummer;Avtal;Startdatum;Avtalstid;Förlängning;Uppsägningstid;Årskostnad
${Array.from({ length: 100 }, (_, row) => `K ${row};Avtal ${row};2024-01-01;36 månader;automatiskt 12 månader;3 månader före avtalets slut;1000`).join("\n")}
`;

describe("an import of contracts", () => {
  test("cut off halfway leaves nothing, says so, and comes in whole when done again", async () => {
    const here = await town(admin());
    const id = await check(here, FILE, { kind: "contracts" });
    await cutOffAt("contract_term", here, 50);
    await work(here, id, "applying");
    expect(await count("contract", here)).toBe(0);
    const run = await look(here, id);
    expect([run.state, run.work, run.work_problem !== null]).toEqual(["checked", null, true]);
    await work(here, id, "applying");
    for (const table of ["contract", "contract_term", "contract_cost_line", "contract_window"])
      expect(await count(table, here), table).toBe(100);
    expect((await look(here, id)).state).toBe("applied");
  });

  test("of one file brought in by two at once every contract is there once", async () => {
    const here = await town(admin());
    const ids = [
      await check(here, FILE, { kind: "contracts" }),
      await check(here, FILE, { kind: "contracts" }),
    ];
    for (const id of ids) await here.as((db) => claimWork(db, id, "applying"));
    await Promise.all(ids.map((id) => doImportWork(jobFor(here, id, "applying"))));
    expect(await count("contract", here)).toBe(100);
    expect(await count("contract_cost_line", here)).toBe(100);
    const runs = await Promise.all(ids.map((id) => look(here, id)));
    expect(runs.map((run) => run.state).sort()).toEqual(["applied", "checked"]);
    expect(runs.find((run) => run.state === "checked")!.counts).toMatchObject({ create: 0, unchanged: 100 });
  });
});

test("the reminders of a morning, cut off before the letters are in: all of them the next time, each once", async () => {
  const here = await town(admin());
  for (let each = 0; each < 3; each += 1) await contract(here, `Avtal ${each}`);
  const morning = new Date("2027-07-05T03:00:00Z");
  await cutOffAt("outbox", here, 1);
  await expect(remind(here.id, morning)).rejects.toThrow();
  expect([await count("reminder", here), await count("outbox", here)]).toEqual([0, 0]);
  await remind(here.id, morning);
  await Promise.allSettled([remind(here.id, morning), remind(here.id, morning)]);
  expect(await count("outbox", here)).toBe(1);
});

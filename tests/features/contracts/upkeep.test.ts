import { beforeAll, expect, test } from "vitest";
import { insertContract } from "#app/features/contracts/contracts.server.ts";
import { keepFactsAhead } from "#app/features/contracts/facts.server.ts";
import { contractsList } from "#app/features/contracts/list.rules.ts";
import { countContracts, loadContractList } from "#app/features/contracts/list.server.ts";
import { parseListState } from "#app/features/lists/lists.rules.ts";
import { loader as list } from "#app/routes/$tenant.contracts._index.tsx";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
let owner: Town;
let reader: Town;
let id: string;
const at = (day: string) => new Date(`${day}T01:20:00Z`);

beforeAll(async () => {
  [owner, reader] = [await town(admin()), await town(admin())];
  const circle = await cooperation(admin(), [owner, reader]);
  await owner.share(circle, "term");
  id = await owner.as(
    (db, record) =>
      insertContract(
        db,
        { tenantId: owner.id, record },
        {
          name: "Växel",
          term: {
            starts_on: "2024-01-01",
            initial_length: 36,
            initial_unit: "months",
            renewal_kind: "tacit",
            renewal_length: 12,
            renewal_unit: "months",
            notice_length: 3,
            notice_unit: "months",
            notice_anchor: "period_end",
          },
        },
      ),
    at("2026-11-20"),
  );
});

const steps = async () =>
  (
    await admin().query(
      "select min(valid_from)::text as first, max(valid_to)::text as last from contract_fact where contract_id = $1",
      [id],
    )
  ).rows[0] as { first: string; last: string };
const computedOn = async () =>
  (await admin().query("select computed_on::text as day from contract_window where contract_id = $1", [id]))
    .rows[0].day;

/** What a neighbour's list says of the contract, nobody of its owner having looked. */
async function seenByNeighbour(day: string, filter = "") {
  const answer = await callLoader(list, {
    cookie: reader.admin.cookie,
    params: { tenant: reader.slug },
    url: `/${reader.slug}/contracts?scope=shared${filter}`,
    now: at(day),
  });
  const { rows } = (await answer.json()) as {
    rows: { id: string; status: string; current_end_on: string | null }[];
  };
  return rows.find((row) => row.id === id);
}

test("a neighbour filters and sorts by the dates and the status", async () => {
  const found = (filter: string) => seenByNeighbour("2026-11-21", filter);
  const on = (from: string, to: string) => `&next_notice_on-from=${from}&next_notice_on-to=${to}`;
  for (const sort of ["next_notice_on", "-status", "starts_on", "supplier", "owner"])
    expect(await found(`${on("2027-09-30", "2027-09-30")}&status=in_force&sort=${sort}`), sort).toMatchObject(
      {
        next_notice_on: "2027-09-30",
        current_end_on: "2027-12-31",
      },
    );
  expect(await found(on("2027-10-01", "2029-01-01"))).toBeUndefined();
  expect(await found("&status=ended")).toBeUndefined();
});

test("what is counted while it is read is what counting alone says, of any page and in every scope", async () => {
  await owner.as(async (db, record) => {
    for (let n = 0; n < 23; n += 1)
      await insertContract(
        db,
        { tenantId: owner.id, record },
        {
          name: `Räknat ${n}`,
          is_hidden: n === 0,
          term: { starts_on: "2024-01-01", ends_on: "2028-12-31", renewal_kind: "none" },
        },
      );
  }, at("2026-11-20"));
  for (const scope of ["own", "shared", "all"] as const)
    for (const query of [
      "?q=räknat",
      "?status=in_force",
      "?status=expiring",
      "?sort=-act_by_on",
      "?q=finns-inte",
      "",
    ])
      await reader.as(async (db) => {
        const ask = (more: string) => ({
          scope,
          state: {
            ...parseListState(new URLSearchParams(`${query}&${more}`), contractsList(scope)),
            pageSize: 20,
          },
        });
        const counted = await countContracts(db, ask(""), reader);
        for (const page of [1, 2, 9]) {
          const found = await loadContractList(db, ask(`page=${page}`), reader);
          expect({ ...found, rows: found.rows.length }, `${scope} ${query} ${page}`).toEqual({
            ...counted,
            rows: Math.max(0, Math.min(20, counted.total - (page - 1) * 20)),
          });
        }
      }, at("2026-11-21"));
});

test("what has time left is left alone, by the steps and by the ends", async () => {
  await keepFactsAhead(at("2026-11-21"));
  expect(await computedOn()).toBe("2026-11-20");
  await keepFactsAhead(at("2027-07-01"));
  expect(await computedOn()).toBe("2027-07-01");
  expect((await steps()).last > "2034").toBe(true);
});

test("a contract nobody opens keeps its dates for its neighbours, long after the first computation ran out", async () => {
  expect(await seenByNeighbour("2044-06-01")).toMatchObject({ status: "unknown", current_end_on: null });
  const first = await keepFactsAhead(at("2044-06-01"));
  expect(first).toBeGreaterThan(0);
  expect(await seenByNeighbour("2044-06-01")).toMatchObject({
    status: "in_force",
    current_end_on: "2044-12-31",
  });
  expect((await steps()).first).toBe("2044-06-01");
  expect(await keepFactsAhead(at("2044-06-01"))).toBe(0);
});

test("answers of older rules are computed anew", async () => {
  await admin().query("update contract_fact set engine = 0, status = 'ended' where contract_id = $1", [id]);
  expect(await keepFactsAhead(at("2044-06-01"))).toBe(1);
  expect(await seenByNeighbour("2044-06-01")).toMatchObject({ status: "in_force" });
});

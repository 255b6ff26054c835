import { beforeEach, describe, expect, test } from "vitest";
import { action as setWeights } from "#app/routes/$tenant.confirmations.completeness.tsx";
import { loader as list } from "#app/routes/$tenant.systems._index.tsx";
import { loader as record } from "#app/routes/$tenant.systems.$id.tsx";
import { loader as csv } from "#app/routes/$tenant.systems[.]csv.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town } from "../../support/towns.ts";
import { giveRole, makePerson, seedRoleTypes } from "../roles/support/roles.ts";

const admin = testDatabase();
let place: Town;
let neighbour: Town;
const ids: string[] = [];

const call = (of: Town, url = "/", more: Record<string, string> = {}) => ({
  cookie: of.admin.cookie,
  url,
  params: { tenant: of.slug, ...more },
});
interface Row {
  id: string;
  own_name: string;
  values: { completeness?: number };
}
async function listed(of: Town, query: string): Promise<Row[]> {
  return (await (await callLoader(list, call(of, `/systems?column=completeness&${query}`))).json()).rows;
}
const shares = async (query = "") =>
  (await listed(place, query)).map((row) => [row.own_name, row.values.completeness]);

beforeEach(async () => {
  await seedRoleTypes(admin());
  place = await town(admin());
  neighbour = await town(admin());
  await cooperation(admin(), [place, neighbour]);
  const item = await product(admin());
  ids.length = 0;
  ids.push(await place.use(item, "Tomt"));
  const full = await place.use(item, "Fyllt", {
    dates: { taken_into_use_on: "2020-01-01" },
    operation: { hosting_form: "saas" },
    term: { ends_on: "2027-01-01" },
    volume: { user_count: 0 },
    classification: { confidentiality: 0, personal_data: "unknown", contains_ai: "no", criticality: "low" },
  });
  ids.push(full);
  await giveRole(admin(), place, { usage: full, person: await makePerson(admin(), place) });
  ids.push(
    await place.use(item, "Halvt", { classification: { personal_data: "none", contains_ai: "unknown" } }),
  );
  await neighbour.use(item, "Grannens", { operation: { hosting_form: "saas" } });
});

const weigh = (fields: Record<string, string>) => callAction(setWeights, fields, call(place));

/** What the record's own page says, computed by the rule instead of by SQL. */
async function byRule(): Promise<[string, number][]> {
  const found: [string, number][] = [];
  for (const id of ids) {
    const page = await (await callLoader(record, call(place, "/", { id }))).json();
    found.push([page.usage.own_name, Math.round(page.confirmation.share * 100)]);
  }
  return found.sort((a, b) => a[0].localeCompare(b[0], "sv"));
}

describe("the column", () => {
  test("says what the record's page says, by the portal's weights and by one's own", async () => {
    expect(await shares()).toEqual(await byRule());
    await weigh({ "weight:personal_data": "3", "unknown:personal_data": "on", "weight:contains_ai": "2" });
    expect(await byRule()).toEqual([
      ["Fyllt", 100],
      ["Halvt", 60],
      ["Tomt", 0],
    ]);
    expect(await shares()).toEqual(await byRule());
  });

  test("leaves out groups that the organisation does not use", async () => {
    await weigh({ "weight:personal_data": "3", "weight:hosting_form": "1" });
    await admin().query(
      "insert into organisation_setting (tenant_id, hidden_field_groups) values ($1, '{classification}')",
      [place.id],
    );
    expect(await shares()).toEqual([
      ["Fyllt", 100],
      ["Halvt", 0],
      ["Tomt", 0],
    ]);
    expect(await shares()).toEqual(await byRule());
  });

  test("is empty where no field counts", async () => {
    await weigh({});
    expect(await shares()).toEqual([
      ["Fyllt", undefined],
      ["Halvt", undefined],
      ["Tomt", undefined],
    ]);
  });

  test("sorts and filters, the emptiest first", async () => {
    await weigh({ "weight:personal_data": "3", "unknown:personal_data": "on", "weight:contains_ai": "2" });
    expect((await shares("sort=completeness")).map(([name]) => name)).toEqual(["Tomt", "Halvt", "Fyllt"]);
    expect(await shares("completeness-to=60&sort=-completeness")).toEqual([
      ["Halvt", 60],
      ["Tomt", 0],
    ]);
  });

  test("stands in the file as a number", async () => {
    await weigh({ "weight:contains_ai": "2" });
    const file = await (await callLoader(csv, call(place, "/systems.csv?column=completeness"))).text();
    expect(file).toContain("Fyllt;100");
    expect(file).toContain("Tomt;0");
  });
});

test("of others' records nothing is told, whoever's weights they are, nor in view as", async () => {
  const all = await listed(place, "scope=all");
  expect(all.find((row) => row.own_name === "Grannens")!.values).not.toHaveProperty("completeness");
  expect(await listed(place, "scope=shared&completeness-from=0")).toHaveLength(1); // no filter there
  const preview = {
    ...call(place, "/systems?column=completeness"),
    params: { tenant: `${place.slug}~${neighbour.slug}` },
  };
  const seen = (await (await callLoader(list, preview)).json()).rows as Row[];
  expect(seen.length).toBe(3);
  for (const row of seen) expect(row.values).not.toHaveProperty("completeness");
});

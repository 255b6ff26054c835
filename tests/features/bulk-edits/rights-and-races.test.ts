import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestPerson, type Town, town, unique } from "../../support/towns.ts";
import { bulkEdits } from "./support/steps.ts";

const admin = testDatabase();
let place: Town;
let neighbour: Town;
let thing: string;
let reader: TestPerson;
const steps = bulkEdits(admin, () => ({ place, thing }));
const { choose, plan, open, page, apply, outlook, revert, criticality, version, events, several, called } =
  steps;

beforeAll(async () => {
  place = await town(admin());
  neighbour = await town(admin());
  await cooperation(admin(), [place, neighbour]);
  thing = await product(admin());
  reader = await place.person(["reader"]);
});

const personOf = async (person: TestPerson) =>
  (await admin().query("select person_id from membership where account_id = $1", [person.accountId])).rows[0]
    .person_id as string;

/** Makes the person holder of a role that carries the right to edit the record. */
async function grant(person: TestPerson, usage: string, where = place) {
  await admin().query(
    `insert into role_type (code, name_sv, name_en, answers_for_sv, answers_for_en, position)
     values ('system_manager', 'systemförvaltare', 'system manager', '', '', 2) on conflict do nothing`,
  );
  await admin().query(
    `insert into role_type_setting (tenant_id, role_type, is_on, grants_edit) values ($1, 'system_manager', true, true)
     on conflict (tenant_id, role_type) do update set is_on = true, grants_edit = true`,
    [where.id],
  );
  await admin().query(
    `insert into role_assignment (tenant_id, usage_id, role_type, person_id, from_on)
     values ($1, $2, 'system_manager', $3, '2020-01-01')`,
    [where.id, usage, await personOf(person)],
  );
}

describe("who may", () => {
  test("a reader selects nothing, sees others' runs, and applies and reverts nothing", async () => {
    const ids = await several(1);
    expect((await choose({ shown: ids, row: ids, do: "edit" }, { person: reader })).status).toBe(403);
    const id = await plan(ids, { criticality: "high" });
    expect((await open(id, { person: reader })).status).toBe(404);
    expect((await apply(id, { person: reader })).status).toBe(403);
    await apply(id);
    expect((await page(id, { person: reader })).can).toEqual({ apply: false, revert: false });
    expect((await revert(id, { person: reader })).status).toBe(403);
    expect(await criticality(ids[0]!)).toBe("high");
  });

  test("a colleague neither sees nor applies somebody else's draft", async () => {
    const colleague = await place.person(["editor"]);
    const id = await plan(await several(1), { criticality: "high" });
    expect((await open(id, { person: colleague })).status).toBe(404);
    expect((await apply(id, { person: colleague })).status).toBe(404);
  });

  test("neighbours and outsiders see no run, and in view as there is none", async () => {
    const id = await plan(await several(1), { criticality: "high" });
    await apply(id);
    for (const where of [neighbour, await town(admin())])
      expect((await open(id, { town: where })).status).toBe(404);
    const { loader } = await import("../../../app/routes/$tenant.bulk-edits.$id.tsx");
    const { loader: list } = await import("../../../app/routes/$tenant.systems._index.tsx");
    const asNeighbour = { tenant: `${place.slug}~${neighbour.slug}` };
    expect((await callLoader(loader, called({}, { id, ...asNeighbour }))).status).toBe(403);
    const seen = await callLoader(list, { ...called({}, asNeighbour), url: "/x?select=1" });
    expect((await seen.json()).selecting).toBeNull();
  });

  test("a deputy of somebody with a role on one record may select and change that record only", async () => {
    const holder = await place.person(["reader"]);
    const deputy = await place.person(["reader"]);
    const [mine, other] = await several(2);
    await grant(holder, mine!);
    await admin().query(
      `insert into deputy (tenant_id, person_id, deputy_person_id, from_on, to_on)
       values ($1, $2, $3, current_date - 1, current_date + 1)`,
      [place.id, await personOf(holder), await personOf(deputy)],
    );
    const id = await plan([mine!, other!], { criticality: "high" }, { person: deputy });
    expect((await page(id, { person: deputy })).counts.all).toBe(1);
    await admin().query(
      "insert into bulk_edit_row (tenant_id, run_id, record, name, outcome, version_before) values ($1, $2, $3, 'Insmugglad', 'change', 1)",
      [place.id, id, other],
    );
    await apply(id, { person: deputy });
    expect([await criticality(mine!), await criticality(other!)]).toEqual(["high", null]);
    const { rows } = await page(id, { person: deputy });
    expect(rows.find((row: { record: string }) => row.record === other).problem).toBe("not_yours");
    await choose({ do: "clear" }, { person: deputy });
    await choose({ do: "matching", query: "select=1" }, { person: deputy });
    const draft = await admin().query(
      `select b.left_out, (select count(*)::int from bulk_edit_row r where r.run_id = b.id) as many from bulk_edit b
       where b.created_by = $1 and b.state = 'draft'`,
      [deputy.accountId],
    );
    expect(draft.rows[0].many).toBe(1);
    expect(draft.rows[0].left_out).toBeGreaterThan(0);
  });

  test("a right that ends between preview and application ends the change", async () => {
    const holder = await place.person(["reader"]);
    const [first, second] = await several(2);
    await grant(holder, first!);
    await grant(holder, second!);
    const id = await plan([first!, second!], { criticality: "high" }, { person: holder });
    await admin().query("delete from role_assignment where usage_id = $1", [second]);
    await apply(id, { person: holder });
    expect([await criticality(first!), await criticality(second!)]).toEqual(["high", null]);
  });
});

describe("at the same time", () => {
  test("what somebody changed after the preview is left and listed", async () => {
    const ids = await several(3);
    const id = await plan(ids, { criticality: "high" });
    await admin().query("update system_usage set version = version + 1 where id = $1", [ids[0]]);
    await admin().query("delete from system_usage where id = $1", [ids[1]]);
    await apply(id);
    const { counts, rows } = await page(id);
    expect(counts).toMatchObject({ changed: 1, refused: 2 });
    const problems = Object.fromEntries(
      rows.map((row: { record: string; problem: string | null }) => [row.record, row.problem]),
    );
    expect(problems).toEqual({ [ids[0]!]: "changed_since", [ids[1]!]: "gone", [ids[2]!]: null });
    expect(await criticality(ids[0]!)).toBeNull();
  });

  test("the same form twice at once changes everything once", async () => {
    const ids = await several(5);
    const id = await plan(ids, { criticality: "high" });
    const answers = await Promise.all([apply(id), apply(id)]);
    for (const answer of answers) {
      expect(answer.status).toBe(302);
      expect(answer.headers.get("Location")).toBe(`/${place.slug}/bulk-edits/${id}`);
    }
    for (const each of ids) {
      expect(await version(each)).toBe(2);
      expect(await events(each)).toHaveLength(1);
    }
    expect((await page(id)).counts).toMatchObject({ changed: 5, refused: 0 });
  });

  test("two people's runs over the same records: each record gets one of them, and the other is told", async () => {
    const colleague = await place.person(["editor"]);
    const ids = await several(20);
    const one = await plan(ids, { criticality: "high" });
    const two = await plan([...ids].reverse(), { criticality: "low" }, { person: colleague });
    await Promise.all([apply(one), apply(two, { person: colleague })]);
    const counts = [(await page(one)).counts, (await page(two)).counts];
    expect(counts.map((each) => each.changed).sort()).toEqual([0, 20]);
    expect(counts.map((each) => each.refused).sort()).toEqual([0, 20]);
    for (const each of ids) expect(await version(each)).toBe(2);
  });

  test("a preview that is no longer the latest is not applied", async () => {
    const [first, second] = await several(2);
    const id = await plan([first!], { criticality: "high" });
    await plan([first!], { criticality: "low" });
    expect((await apply(id, {}, 1)).headers.get("Location")).toContain("problem=plan_changed");
    await choose({ shown: [second!], row: [second!], do: "keep" });
    expect((await apply(id)).headers.get("Location")).toContain("problem=plan_changed");
    expect(await criticality(first!)).toBeNull();
  });
});

describe("reverting", () => {
  test("what was changed since stays, is listed before and after, and only once", async () => {
    const ids = await several(3, { classification: { criticality: "low" } });
    const id = await plan(ids, { criticality: "high" });
    await apply(id);
    await admin().query("update system_usage set version = version + 1 where id = $1", [ids[0]]);
    await admin().query("delete from system_usage where id = $1", [ids[1]]);
    const before = await (await outlook(id)).json();
    expect(before.counts).toEqual({ reversed: 1, kept: 1, impossible: 1 });
    const [one, two] = await Promise.all([revert(id), revert(id)]);
    expect([one.status, two.status]).toEqual([302, 302]);
    expect((await page(id)).reverted).toEqual({ reversed: 1, kept: 1, impossible: 1 });
    expect([await criticality(ids[0]!), await criticality(ids[2]!)]).toEqual(["high", "low"]);
    expect(await version(ids[2]!)).toBe(3);
    expect((await events(ids[2]!)).map((event) => event.action)).toEqual(["updated", "restored"]);
  });

  test("a step of the lifecycle goes back as well, and a reason is asked for", async () => {
    const [id] = await several(1, { lifecycle: "phasing_in", dates: { taken_into_use_on: "2020-01-01" } });
    const run = await plan([id!], { lifecycle: "in_operation" });
    await apply(run);
    expect((await revert(run, {}, " ")).status).toBe(422);
    await revert(run);
    const { rows } = await admin().query("select lifecycle from system_usage where id = $1", [id]);
    expect(rows[0].lifecycle).toBe("phasing_in");
  });

  test("what a field referred to and is gone cannot come back", async () => {
    const made = await admin().query(
      "insert into unit (tenant_id, name) values ($1, 'Nedlagd') returning id",
      [place.id],
    );
    const unit = made.rows[0].id;
    const [id] = await several(1, { internal: { unit_id: unit } });
    const run = await plan([id!], {}, { clear: ["unit"] });
    await apply(run);
    await admin().query("delete from unit where id = $1", [unit]);
    expect((await (await outlook(run)).json()).rows[0].problem).toBe("reference_gone");
    expect((await revert(run)).status).toBe(302);
    expect((await page(run)).reverted).toEqual({ reversed: 0, kept: 0, impossible: 1 });
  });

  test("after thirty days it is too late", async () => {
    const id = await plan(await several(1), { criticality: "high" });
    await apply(id);
    const late = { now: new Date(Date.now() + 31 * 24 * 3_600_000) };
    expect((await page(id, late)).can.revert).toBe(false);
    expect((await revert(id, late)).status).toBe(409);
  });

  test("whoever may not edit a record does not revert it either", async () => {
    const holder = await place.person(["reader"]);
    const [mine, other] = await several(2);
    await grant(holder, mine!);
    const id = await plan([mine!, other!], { criticality: "high" });
    await apply(id);
    await revert(id, { person: holder });
    expect([await criticality(mine!), await criticality(other!)]).toEqual([null, "high"]);
  });
});

test("the rows of a run as a file: one line per field, in words", async () => {
  const name = unique("Lönesystem");
  const usage = await place.use(thing, name, { classification: { criticality: "low" } });
  const id = await plan([usage], { criticality: "high", personal_data: "sensitive" });
  await apply(id);
  const { loader } = await import("../../../app/routes/$tenant.bulk-edits.$id.rows[.]csv.ts");
  const csv = await (await callLoader(loader, called({ person: reader }, { id }))).text();
  expect(csv).toContain(`${name};ändrad;Kritikalitet;låg;hög`);
  expect(csv.trim().split("\n")).toHaveLength(3);
  const { loader: xlsx } = await import("../../../app/routes/$tenant.bulk-edits.$id.rows[.]xlsx.ts");
  expect((await callLoader(xlsx, called({}, { id }))).status).toBe(200);
  expect((await callLoader(xlsx, called({ town: neighbour }, { id }))).status).toBe(404);
});

import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town, unique } from "../../support/towns.ts";
import { bulkEdits } from "./support/steps.ts";

const admin = testDatabase();
let place: Town;
let thing: string;
const steps = bulkEdits(admin, () => ({ place, thing }));
const {
  choose,
  wish,
  plan,
  page,
  apply,
  outlook,
  revert,
  value,
  criticality,
  version,
  events,
  several,
  called,
} = steps;

beforeAll(async () => {
  place = await town(admin());
  thing = await product(admin());
});

describe("a run", () => {
  test("previews, applies with one history row per field, and reverts", async () => {
    const ids = await several(3, { dates: { taken_into_use_on: "2020-01-01" } });
    const same = await place.use(thing, unique("Redan"), { classification: { criticality: "high" } });
    const id = await plan([...ids, same], { criticality: "high" });
    const before = await page(id);
    expect(before.counts).toMatchObject({ all: 4, change: 3, same: 1, refused: 0 });
    expect(before.rows.find((row: { record: string }) => row.record === ids[0]).changes).toEqual({
      criticality: { old: null, new: "high" },
    });
    expect(await criticality(ids[0]!)).toBeNull();

    expect((await apply(id)).status).toBe(302);
    expect((await page(id)).counts).toMatchObject({ changed: 3, same: 1, refused: 0 });
    for (const each of ids) {
      expect(await criticality(each)).toBe("high");
      expect(await version(each)).toBe(2);
      expect(await events(each)).toMatchObject([
        {
          action: "updated",
          field: "criticality",
          old: null,
          new: "high",
          reason: "Ny organisation",
          run_id: id,
        },
      ]);
    }
    expect(await version(same)).toBe(1);
    expect(await events(same)).toEqual([]);

    expect((await revert(id)).status).toBe(302);
    expect(await criticality(ids[0]!)).toBeNull();
    expect((await events(ids[0]!)).at(-1)).toMatchObject({
      action: "restored",
      old: "high",
      new: null,
      reason: "Fel enhet",
      run_id: id,
    });
    expect((await page(id)).reverted).toEqual({ reversed: 3, kept: 0, impossible: 0 });
    const again = await outlook(id);
    expect([again.status, again.headers.get("Location")]).toEqual([302, expect.stringContaining(id)]);
  });

  test("sets and clears several fields at once, names in the history instead of ids", async () => {
    const unit = (
      await admin().query("insert into unit (tenant_id, name) values ($1, 'Socialtjänsten') returning id", [
        place.id,
      ])
    ).rows[0].id;
    const [id] = await several(1, { term: { ends_on: "2027-01-01", notice_on: "2026-06-30" } });
    const run = await plan([id!], { unit }, { clear: ["notice_on"] });
    await apply(run);
    expect(await value("system_usage_internal", "unit_id", id!)).toBe(unit);
    expect(await value("system_usage_term", "notice_on", id!)).toBeNull();
    expect(await value("system_usage_term", "ends_on", id!)).toBe("2027-01-01");
    const written = await events(id!);
    expect(written.find((row) => row.field === "unit")).toMatchObject({ new: "Socialtjänsten" });
    expect(written.find((row) => row.field === "notice_on")).toMatchObject({ old: "2026-06-30", new: null });
  });

  test("breaks the confirmation seal of those whose owner did not do it", async () => {
    const [id] = await several(1, { internal: { confirmed_on: "2026-01-01" } });
    await apply(await plan([id!], { criticality: "low" }));
    expect(await value("system_usage_internal", "needs_check_since", id!)).not.toBeNull();
  });
});

describe("the rules of the single form hold", () => {
  test("lifecycle: without a start day no system is put in operation, and the row says so", async () => {
    const ready = await place.use(thing, unique("Klar"), {
      lifecycle: "phasing_in",
      dates: { taken_into_use_on: "2020-01-01" },
    });
    const missing = await place.use(thing, unique("Ej klar"), { lifecycle: "phasing_in" });
    const retired = await place.use(thing, unique("Borta"), { lifecycle: "retired" });
    const id = await plan([ready, missing, retired], { lifecycle: "in_operation" });
    const { counts, rows } = await page(id);
    expect(counts).toMatchObject({ change: 1, refused: 2 });
    const problems = Object.fromEntries(
      rows.map((row: { record: string; problem: string }) => [row.record, row.problem]),
    );
    expect(problems[missing]).toBe("taken_into_use_missing");
    expect(problems[retired]).toBe("is_retired");
    await apply(id);
    expect((await events(ready))[0]).toMatchObject({ action: "lifecycle_changed", new: "in_operation" });
    expect(await version(missing)).toBe(1);
  });

  test("what the state stands on is not taken away, and dates stay in order", async () => {
    const operating = await place.use(thing, unique("Drift"), { dates: { taken_into_use_on: "2020-01-01" } });
    const cleared = await plan([operating], {}, { clear: ["taken_into_use_on"] });
    expect((await page(cleared)).rows[0]).toMatchObject({
      outcome: "refused",
      problem: "taken_into_use_missing",
    });
    const early = await plan([operating], { phase_out_from_on: "2019-01-01" });
    expect((await page(early)).rows[0]).toMatchObject({ outcome: "refused", problem: "before_start" });
    expect((await apply(early)).headers.get("Location")).toContain("problem=nothing_to_change");
  });

  test.each([
    [{ field: "criticality", criticality: "huge", reason: "x" }, { criticality: "unknown_choice" }],
    [{ field: "criticality", reason: "x" }, { criticality: "set_or_clear" }],
    [
      { field: "criticality", criticality: "high", clear: "criticality", reason: "x" },
      { criticality: "set_and_clear" },
    ],
    [{ field: "criticality", criticality: "high", reason: "  " }, { reason: "reason_missing" }],
    [{ field: "own_name", own_name: "Samma", reason: "x" }, { field: "none_chosen" }],
    [{ field: "lifecycle", lifecycle: "retired", reason: "x" }, { lifecycle: "unknown_choice" }],
    [{ field: "classified_on", classified_on: "2026-02-30", reason: "x" }, { classified_on: "not_a_day" }],
    [
      { field: "unit", unit: "019aa000-0000-7000-8000-000000000000", reason: "x" },
      { unit: "unknown_choice" },
    ],
  ])("a bad form is answered by field: %o", async (form, errors) => {
    const ids = await several(1);
    const id = await plan(ids, { criticality: "low" });
    const answer = await wish(id, form as Record<string, string>);
    expect(answer.status).toBe(422);
    expect((await answer.json()).errors).toEqual(errors);
  });
});

describe("selecting", () => {
  test("survives the pages: ticks of one page leave those of another alone", async () => {
    const [a, b, c] = await several(3);
    await choose({ do: "clear" });
    const turned = await choose({ shown: [a!, b!], row: [a!], page: "2", query: "select=1&lifecycle=pilot" });
    expect(turned.headers.get("Location")).toBe(`/${place.slug}/systems?select=1&lifecycle=pilot&page=2`);
    await choose({ shown: [c!], row: [c!], do: "keep" });
    const { loader } = await import("../../../app/routes/$tenant.systems._index.tsx");
    const seen = async () =>
      (await (await callLoader(loader, { ...called({}), url: "/x?select=1" })).json()).selecting;
    expect((await seen()).chosen).toBe(2);
    await choose({ shown: [a!, b!], row: [b!], do: "keep" });
    expect((await seen()).chosen).toBe(2);
    await choose({ shown: [a!, b!], do: "page" });
    expect((await seen()).chosen).toBe(3);
  });

  test("takes everything that the filter shows, hidden records too, and nothing of others", async () => {
    const where = await town(admin());
    const other = await town(admin());
    await cooperation(admin(), [where, other]);
    const foreign = await other.use(thing, "Grannens");
    await several(60, { lifecycle: "pilot" }, where);
    await where.use(thing, "Dold pilot", { lifecycle: "pilot", is_hidden: true });
    await where.use(thing, "Annan", { lifecycle: "planned" });
    await choose({ do: "matching", query: "select=1&scope=all&lifecycle=pilot" }, { town: where });
    await choose({ shown: [foreign], row: [foreign], do: "keep" }, { town: where });
    const { rows } = await admin().query(
      "select count(*)::int as many, bool_or(name = 'Grannens') as foreign from bulk_edit_row where tenant_id = $1",
      [where.id],
    );
    expect(rows[0]).toEqual({ many: 61, foreign: false });
  });

  test("with nothing chosen it says so", async () => {
    await choose({ do: "clear" });
    expect((await choose({ do: "edit" })).headers.get("Location")).toContain("problem=none_chosen");
  });
});

import { beforeEach, describe, expect, test } from "vitest";
import { answerQuery, OPENNESS_REPORTS, reportQuery } from "#app/features/reports/reports.rules.ts";
import { isLockedIn } from "#app/features/systems/openness.rules.ts";
import { loader as overview } from "#app/routes/$tenant.reports._index.tsx";
import { loader as openness } from "#app/routes/$tenant.reports.openness.tsx";
import { loader as csv } from "#app/routes/$tenant.reports.openness[.]csv.ts";
import { loader as xlsx } from "#app/routes/$tenant.reports.openness[.]xlsx.ts";
import { loader as systems } from "#app/routes/$tenant.systems._index.tsx";
import * as record from "#app/routes/$tenant.systems.$id.tsx";
import * as edit from "#app/routes/$tenant.systems.$id_.edit.tsx";
import { loader as systemsCsv } from "#app/routes/$tenant.systems[.]csv.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestCooperation, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
let place: Town;
let neighbour: Town;
let third: Town;
let together: TestCooperation;
let item: string;

const call = (of: Town, url = "/", more: Record<string, string> = {}) => ({
  cookie: of.admin.cookie,
  url,
  params: { tenant: of.slug, ...more },
});
const figures = async (of = place) => (await callLoader(openness, call(of))).json();
async function listed(of: Town, query: string): Promise<number> {
  return (await (await callLoader(systems, call(of, `/systems${query}`))).json()).view.total;
}

const SHUT = { code_kind: "proprietary", has_open_format: "no", has_api: "no" };

beforeEach(async () => {
  place = await town(admin());
  neighbour = await town(admin());
  third = await town(admin());
  together = await cooperation(admin(), [place, neighbour, third]);
  item = await product(admin());
  await place.use(item, "Inlåst", { openness: { ...SHUT, data_extraction: "supplier" } });
  await place.use(item, "Öppet", {
    openness: { code_kind: "open_source", has_open_format: "yes", has_api: "yes", data_extraction: "self" },
  });
  await place.use(item, "Ej besvarat");
  await place.use(item, "Borta", { lifecycle: "retired", openness: { ...SHUT, data_extraction: "no" } });
  await neighbour.use(item, "Grannens", { openness: { ...SHUT, lock_in_note: "Hemligt villkor" } });
});

describe("the report", () => {
  test("counts own systems that are not retired, question by question", async () => {
    const { total, figures: first, answers } = await figures();
    expect(total).toBe(3);
    expect(first).toEqual([
      { work: "locked_in", count: 1 },
      { work: "without_openness", count: 1 },
    ]);
    expect(answers).toEqual({
      code_kind: [
        { code: "open_source", count: 1 },
        { code: "proprietary", count: 1 },
        { code: null, count: 1 },
      ],
      has_open_format: [
        { code: "yes", count: 1 },
        { code: "no", count: 1 },
        { code: null, count: 1 },
      ],
      has_api: [
        { code: "yes", count: 1 },
        { code: "no", count: 1 },
        { code: null, count: 1 },
      ],
      data_extraction: [
        { code: "self", count: 1 },
        { code: "supplier", count: 1 },
        { code: null, count: 1 },
      ],
    });
  });

  test("says what the list behind it shows", async () => {
    const { figures: first, answers } = await figures();
    for (const [index, report] of OPENNESS_REPORTS.entries())
      expect(await listed(place, reportQuery(report))).toBe(first[index].count);
    for (const [question, rows] of Object.entries(answers) as [string, { code: string; count: number }[]][])
      for (const { code, count } of rows)
        expect([question, code, await listed(place, answerQuery(question, code))]).toEqual([
          question,
          code,
          count,
        ]);
  });

  test("comes as a file, with the answers in words", async () => {
    const file = await callLoader(csv, call(place));
    expect(file.headers.get("content-disposition")).toContain("oppna-standarder-");
    const text = await file.text();
    expect(text).toContain("Risk för inlåsning;;1;33,3");
    expect(text).toContain("Kodbas;öppen källkod;1;33,3");
    expect(text).toContain("Uttag av alla data;ej angivet;1;33,3");
    expect((await callLoader(xlsx, call(place))).headers.get("content-type")).toContain("spreadsheetml");
  });

  test("of an empty organisation is nought, and has no card where the group is hidden", async () => {
    const empty = await town(admin());
    expect(await figures(empty)).toMatchObject({ total: 0 });
    expect((await (await callLoader(overview, call(place))).json()).hasOpenness).toBe(true);
    await admin().query(
      "insert into organisation_setting (tenant_id, hidden_field_groups) values ($1, '{openness}')",
      [place.id],
    );
    expect((await (await callLoader(overview, call(place))).json()).hasOpenness).toBe(false);
  });
});

test("lock-in as SQL and as a rule say the same of every answer", async () => {
  const only = await town(admin());
  const tri = ["yes", "no", "unknown", null];
  const held: string[] = [];
  for (const code_kind of ["open_source", "proprietary", "in_house", "unknown", null])
    for (const has_open_format of tri)
      for (const has_api of ["no", null])
        for (const data_extraction of ["self", "no", null]) {
          const answers = { code_kind, has_open_format, has_api, data_extraction };
          const name = JSON.stringify(answers);
          await only.use(item, name, { openness: answers });
          if (isLockedIn(answers)) held.push(name);
        }
  const { rows } = await (await callLoader(systems, call(only, "/systems?work=locked_in&size=200"))).json();
  expect(rows.map((row: { own_name: string }) => row.own_name).sort()).toEqual(held.sort());
});

describe("the form", () => {
  const answered = {
    code_kind: "in_house",
    export_formats: "CSV",
    has_open_format: "yes",
    has_api: "unknown",
    api_link: "https://exempel.se/api",
    data_extraction: "supplier_paid",
    lock_in_note: "Uttag tar tre månader.",
  };
  async function send(id: string, answers: Record<string, string>) {
    const page = await (await callLoader(edit.loader, call(place, "/x?group=openness", { id }))).json();
    const { typed, was, version } = page.state;
    const form = { ...typed, ...answers, form_key: page.formKey, groups: page.groups };
    return callAction(
      edit.action,
      { ...form, was: JSON.stringify(was), version: String(version) },
      call(place, "/x", { id }),
    );
  }

  test("keeps every answer, with one row of history each", async () => {
    const id = await place.use(item, "Frågat");
    expect((await send(id, answered)).status).toBe(302);
    const page = await (await callLoader(record.loader, call(place, "/", { id }))).json();
    expect(page.usage.values).toMatchObject(answered);
    const { rows } = await admin().query("select field, new from change_event where object_id = $1", [id]);
    expect(Object.fromEntries(rows.map((row) => [row.field, row.new]))).toEqual(answered);
  });

  test("refuses an answer that is none, an address that is none and a note that is too long", async () => {
    const id = await place.use(item, "Frågat");
    const bad = { code_kind: "magic", api_link: "javascript:alert(1)", lock_in_note: "x".repeat(2001) };
    const response = await send(id, { ...answered, ...bad });
    expect(response.status).toBe(422);
    expect((await response.json()).state.errors).toEqual({
      code_kind: "unknown_choice",
      api_link: "not_an_address",
      lock_in_note: "too_long",
    });
    const { rows } = await admin().query("select * from system_usage_openness where usage_id = $1", [id]);
    expect(rows).toEqual([]);
  });
});

describe("shared on its own", () => {
  const seen = async (viewer: Town) => {
    const { rows } = await (
      await callLoader(systems, call(viewer, "/systems?scope=shared&column=code_kind&column=lock_in_note"))
    ).json();
    const found = rows.find((row: { own_name: string }) => row.own_name === "Grannens");
    const page = await callLoader(record.loader, call(viewer, "/", { id: found.id }));
    const file = await callLoader(systemsCsv, call(viewer, "/systems.csv?scope=shared&column=all"));
    return {
      list: found.values.code_kind ?? null,
      groups: (await page.clone().json()).groups.includes("openness"),
      page: (await page.text()).includes("Hemligt villkor"),
      file: (await file.text()).includes("Hemligt villkor"),
      found: await listed(viewer, "?scope=shared&code_kind=proprietary"),
    };
  };
  const NOTHING = { list: null, groups: false, page: false, file: false, found: 0 };

  test("others see nothing of it by default, nor when another group is shared", async () => {
    expect(await seen(place)).toEqual(NOTHING);
    await neighbour.share(together, "operation");
    await neighbour.share(together, "classification");
    expect(await seen(place)).toEqual(NOTHING);
  });

  test("opened it is seen in list, filter, page and file; a former member sees nothing", async () => {
    await neighbour.share(together, "openness");
    expect(await seen(third)).toEqual({
      list: "proprietary",
      groups: true,
      page: true,
      file: true,
      found: 1,
    });
    await admin().query("update cooperation_join set leaves_on = current_date where tenant_id = $1", [
      third.id,
    ]);
    expect(await listed(third, "?scope=shared")).toBe(0);
  });

  test("a hidden record hides it", async () => {
    await neighbour.share(together, "openness");
    await admin().query("update system_usage set is_hidden = true where tenant_id = $1", [neighbour.id]);
    expect(await listed(place, "?scope=shared&code_kind=proprietary")).toBe(0);
    const { rows } = await place
      .as((db) => db.selectFrom("system_usage_openness").select("tenant_id").execute())
      .then((rows) => ({ rows }));
    expect(new Set(rows.map((row) => row.tenant_id))).toEqual(new Set([place.id]));
  });
});

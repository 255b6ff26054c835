import { describe, expect, test } from "vitest";
import { lookAtFile } from "#app/features/imports/file.server.ts";
import { columnKey, suggestMapping } from "#app/features/imports/headings.rules.ts";
import { doImportWork } from "#app/features/imports/work.server.ts";
import { action as apply } from "#app/routes/$tenant.imports.$id.application.ts";
import { loader as errorsCsv } from "#app/routes/$tenant.imports.$id.errors[.]csv.ts";
import { loader as runLoader } from "#app/routes/$tenant.imports.$id.tsx";
import { action as map, loader as mapLoader } from "#app/routes/$tenant.imports.$id_.mapping.tsx";
import { action as decide, loader as namesLoader } from "#app/routes/$tenant.imports.$id_.names.tsx";
import { action as discard } from "#app/routes/$tenant.imports.$id_.removal.tsx";
import { loader as rowsLoader } from "#app/routes/$tenant.imports.$id_.rows.tsx";
import { action as upload } from "#app/routes/$tenant.imports.new.tsx";
import { loader as templateCsv } from "#app/routes/$tenant.imports.template[.]csv.ts";
import { loader as templateXlsx } from "#app/routes/$tenant.imports.template[.]xlsx.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { product, type Town, town, unique } from "../../support/towns.ts";
import { check, jobFor, look } from "./support/importing.ts";
import { sheetXml, workbook } from "./support/workbook.ts";

const admin = testDatabase();

const at = (here: Town, id?: string, query = "") => ({
  cookie: here.admin.cookie,
  params: { tenant: here.slug, ...(id && { id }) },
  url: `/${here.slug}/imports${query}`,
});

async function send(here: Town, bytes: Uint8Array | string, name = "lista.csv", kind = "systems", key = "") {
  const form = new FormData();
  form.set("kind", kind);
  if (key) form.set("form_key", key);
  form.set("file", new Blob([bytes as BlobPart]), name);
  const response = await callAction(upload, form, at(here));
  return { response, id: response.headers.get("Location")?.split("/")[3] ?? "" };
}

const json = async (response: Promise<Response>) => (await response).json();

describe("uploading", () => {
  test("leads to the mapping, with suggestions; a form sent twice opens one import", async () => {
    const here = await town(admin());
    const key = "01a1fbce-b525-7235-8f97-45a7e2c100dc";
    const first = await send(here, "System;Färg\nLön;röd\n", "å.csv", "systems", key);
    expect(first.response.status).toBe(302);
    expect((await send(here, "System;Färg\nLön;röd\n", "å.csv", "systems", key)).id).toBe(first.id);
    const page = await json(callLoader(mapLoader, at(here, first.id)));
    expect(page).toMatchObject({ mapping: { system: "product" }, run: { file_name: "å.csv", row_count: 1 } });
  });

  test("what cannot be used is explained with 422, and nothing is kept", async () => {
    const here = await town(admin());
    for (const [bytes, word] of [
      ["", "tom"],
      ["%PDF-1.4", "PDF"],
      ["A;A\n1;2\n", "Samma rubrik"],
    ] as const) {
      const { response } = await send(here, bytes);
      expect(response.status).toBe(422);
      expect((await response.json()).error).toContain(word);
    }
    const none = await callAction(upload, new FormData(), at(here));
    expect([none.status, (await none.json()).error]).toEqual([422, "Välj en fil."]);
    expect(await here.as((db) => db.selectFrom("import_run").select("id").execute())).toEqual([]);
  });
});

describe("mapping", () => {
  test("every column must be decided; what was chosen stays; then the dry run is asked for", async () => {
    const here = await town(admin());
    const { id } = await send(here, "System;Färg;Form\nLön;röd;rund\n");
    const chosen = { "use-0": "product", "use-1": "note", name: "nattlig", day_order: "day_first" };
    const refused = await callAction(map, chosen, at(here, id));
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      errors: { "use-2": "Välj vad kolumnen är, eller utelämna den." },
      chosen: { mapping: { färg: "note" }, settings: { dayOrder: "day_first" } },
    });
    const twice = await callAction(map, { ...chosen, "use-2": "note" }, at(here, id));
    expect((await twice.json()).errors).toHaveProperty("use-1");
    const accepted = await callAction(map, { ...chosen, leave_out_rest: "on" }, at(here, id));
    expect(accepted.headers.get("Location")).toBe(`/${here.slug}/imports/${id}`);
    expect(await look(here, id)).toMatchObject({
      state: "mapped",
      work: "checking",
      mapping: { form: "leave_out" },
    });
    const busy = await callAction(map, { ...chosen, leave_out_rest: "on" }, at(here, id));
    expect(busy.status).toBe(409);
    await doImportWork(jobFor(here, id, "checking"));
    expect(await look(here, id)).toMatchObject({ state: "checked", work: null });
  });

  test("another sheet and another heading row", async () => {
    const here = await town(admin());
    const bytes = workbook({
      Info: sheetXml([["Om filen"], ["…"]]),
      System: sheetXml([["Lista 2026"], ["Produkt"], ["Lön"]]),
    });
    const { id } = await send(here, new Uint8Array(bytes), "bok.xlsx");
    expect((await look(here, id)).columns.map((one) => one.heading)).toEqual(["Om filen"]);
    await callAction(map, { read_again: "1", sheet: "System", heading_row: "1" }, at(here, id));
    expect((await look(here, id)).columns.map((one) => one.heading)).toEqual(["Lista 2026"]);
    await callAction(map, { read_again: "1", sheet: "System", heading_row: "2" }, at(here, id));
    expect(await look(here, id)).toMatchObject({
      heading_row: 2,
      row_count: 1,
      mapping: { produkt: "product" },
    });
    const missing = await callAction(
      map,
      { read_again: "1", sheet: "System", heading_row: "9" },
      at(here, id),
    );
    expect([missing.status, (await missing.json()).errors.heading_row]).toEqual([
      422,
      "Rad 9 är tom eller finns inte. Välj den rad där rubrikerna står.",
    ]);
  });
});

describe("the dry run's page", () => {
  test("counts, errors by cell with reason, warnings, and from what to what", async () => {
    const here = await town(admin());
    await here.use(await product(admin()), "Ett", { operation: { own_id: "1", version_text: "a" } });
    const id = await check(here, "Eget id;Version;Antal användare;Taget i bruk\n1;b;;2036-01-01\n2;;tolv;\n");
    const view = await json(callLoader(runLoader, at(here, id)));
    expect(view.run.counts).toMatchObject({ update: 1, error: 1, warnings: 1 });
    expect(view.errors[0]).toMatchObject({
      sheetRow: 3,
      column: "C",
      value: "tolv",
      reason: "Värdet är inget tal.",
    });
    expect(view.warnings[0]).toMatchObject({ sheetRow: 2, column: "D" });
    expect(view.rows[0]).toMatchObject({ name: "Ett", changes: [{ label: "Version", old: "a", new: "b" }] });
    const rows = await json(callLoader(rowsLoader, at(here, id, "?action=error")));
    expect(rows).toMatchObject({ total: 1, rows: [{ sheetRow: 3, action: "error" }] });
    const file = await (await callLoader(errorsCsv, at(here, id))).text();
    expect(file.split("\r\n")[1]).toBe("3;C;Antal användare;tolv;Värdet är inget tal.");
  });

  test("a plan made again since the page was opened is not applied; errors ask for a choice; nothing means nothing", async () => {
    const here = await town(admin());
    const id = await check(here, `Produkt;Antal användare\n${unique("A")};1\n${unique("B")};två\n`);
    const plan = String((await look(here, id)).plan_number);
    const ask = async (form: Record<string, string>) =>
      (await callAction(apply, form, at(here, id))).headers.get("Location")?.split("?")[1];
    expect(await ask({ plan: "0", choice: "correct_rows" })).toBe("problem=old_plan");
    expect(await ask({ plan, choice: "all" })).toBe("problem=has_errors");
    expect(await ask({ plan, choice: "nothing" })).toBeUndefined();
    expect(await look(here, id)).toMatchObject({ state: "checked", work: null });
    expect(await ask({ plan, choice: "correct_rows" })).toBeUndefined();
    expect(await look(here, id)).toMatchObject({ work: "applying" });
  });

  test("names to decide come with what is near; decisions lead to a new plan", async () => {
    const here = await town(admin());
    const name = unique("Procapita");
    await product(admin(), name);
    const id = await check(here, `Produkt\n${name}x\n`);
    const view = await json(callLoader(namesLoader, at(here, id)));
    expect(view).toMatchObject({ sort: "product", standing: "create", names: [{ candidates: [{ name }] }] });
    const { key, candidates } = view.names[0];
    const answer = await callAction(
      decide,
      { sort: "product", "key-0": key, "choice-0": `use ${candidates[0].id}` },
      at(here, id),
    );
    expect(answer.status).toBe(302);
    await doImportWork({ ...jobFor(here, id, "checking"), isReplan: true });
    expect(await look(here, id)).toMatchObject({ counts: { create: 1, new_products: 0 } });
  });

  test("discarded, the file is gone and nothing more can be done", async () => {
    const here = await town(admin());
    const id = await check(here, `Produkt\n${unique("A")}\n`);
    expect((await callAction(discard, {}, at(here, id))).status).toBe(302);
    expect(await look(here, id)).toMatchObject({ state: "discarded" });
    expect(await here.as((db) => db.selectFrom("import_file_part").select("run_id").execute())).toEqual([]);
    expect((await callAction(discard, {}, at(here, id))).status).toBe(409);
    expect((await callAction(decide, { sort: "product" }, at(here, id))).status).toBe(409);
  });
});

test("the templates' headings lead to their fields, in both formats", async () => {
  const here = await town(admin());
  for (const kind of ["systems", "products"] as const)
    for (const loader of [templateCsv, templateXlsx]) {
      const response = await callLoader(loader, at(here, undefined, `?kind=${kind}`));
      const bytes = Buffer.from(await response.arrayBuffer());
      await expect(lookAtFile(bytes)).rejects.toMatchObject({ code: "no_rows" });
      if (loader === templateXlsx) continue;
      const { columns } = await lookAtFile(Buffer.concat([bytes, Buffer.from("x\r\n")]));
      const mapping = suggestMapping(kind, columns);
      expect(columns.filter((column) => mapping[columnKey(column)] === undefined)).toEqual([]);
    }
});

test("readers are refused", async () => {
  const here = await town(admin());
  const reader = await here.person(["reader"]);
  const id = await check(here, `Produkt\n${unique("A")}\n`);
  const as = { ...at(here, id), cookie: reader.cookie };
  expect((await callLoader(runLoader, as)).status).toBe(403);
  expect((await callAction(apply, { plan: "1", choice: "all" }, as)).status).toBe(403);
});

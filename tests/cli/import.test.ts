import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, inject, test } from "vitest";
import { testDatabase } from "../support/database.ts";
import { type Town, town } from "../support/towns.ts";

const admin = testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), "samverka-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

const REAL = path.resolve(
  import.meta.dirname,
  "../../../shared/data/real-files/open-source-products-cp1252.csv",
);

/** Runs the command as a nightly feed would. */
async function samverka(...words: string[]) {
  const file = path.resolve(import.meta.dirname, "../../app/cli/samverka.ts");
  const { rows } = await admin().query("select current_database() as name");
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${rows[0].name}`;
  const env = { ...process.env, NODE_ENV: "production" as const, DATABASE_URL: url.href };
  return new Promise<{ code: number; out: string; err: string; report: Record<string, unknown> }>(
    (resolve) => {
      execFile(process.execPath, [file, "import", ...words], { env }, (error, out, err) => {
        const code = typeof error?.code === "number" ? error.code : error ? -1 : 0;
        resolve({ code, out, err, report: out ? JSON.parse(out) : {} });
      });
    },
  );
}

let count = 0;
function fileOf(text: string): string {
  const file = path.join(folder, `lista-${++count}.csv`);
  writeFileSync(file, text);
  return file;
}

const usages = (here: Town) =>
  here.as((db) =>
    db.selectFrom("system_usage").select(["own_name", "lifecycle"]).orderBy("own_name").execute(),
  );

// each call is a process of its own with a process of its own
describe("samverka import", { timeout: 90_000 }, () => {
  test("checks, then applies, then finds nothing to change; one JSON object each time", async () => {
    const here = await town(admin());
    const words = [
      "systems",
      "--tenant",
      here.slug,
      "--file",
      fileOf("Eget id;Produkt;Version\nA-1;Lön;1\nA-2;Karta;2\n"),
    ];
    const checked = await samverka(...words);
    expect(checked).toMatchObject({ code: 0, err: "" });
    expect(checked.out.trim().split("\n")).toHaveLength(1);
    expect(checked.report).toEqual({
      ...{ rows: 2, create: 2, update: 0, unchanged: 0, skip: 0, error: 0, errors: [], applied: false },
    });
    expect(await usages(here)).toEqual([]);
    expect((await samverka(...words, "--apply")).report).toMatchObject({ create: 2, applied: true });
    expect((await usages(here)).map((one) => one.own_name)).toEqual(["Karta", "Lön"]);
    const again = await samverka(...words, "--apply");
    expect(again.code).toBe(0);
    expect(again.report).toMatchObject({ create: 0, update: 0, unchanged: 2, applied: true });
    const events = await here.as((db) =>
      db
        .selectFrom("change_event")
        .select(["via", "by_name", "run_id"])
        .where("object_kind", "=", "system_usage")
        .execute(),
    );
    expect(new Set(events.map((one) => `${one.via} ${one.by_name}`))).toEqual(
      new Set(["import Kommandorad"]),
    );
    expect(new Set(events.map((one) => one.run_id)).size).toBe(1);
  });

  test("errors are told by cell and end with 1; correct rows go in only when asked", async () => {
    const here = await town(admin());
    const file = fileOf("Eget id;Produkt;Antal användare\nA-1;Lön;tolv\nA-2;Karta;2\n");
    const words = ["systems", "--tenant", here.slug, "--file", file];
    const refused = await samverka(...words, "--apply");
    expect(refused.code).toBe(1);
    expect(refused.report).toMatchObject({ rows: 2, create: 1, error: 1, applied: false });
    expect(refused.report.errors).toEqual([
      { row: 2, column: "C", heading: "Antal användare", value: "tolv", reason: "Värdet är inget tal." },
    ]);
    expect(await usages(here)).toEqual([]);
    const some = await samverka(...words, "--apply", "--correct-rows");
    expect(some.code).toBe(1);
    expect(some.report).toMatchObject({ create: 1, error: 1, applied: true });
    expect(await usages(here)).toHaveLength(1);
  });

  test("unknown headings stop it until they are mapped or left out; the mapping can be asked for by name", async () => {
    const here = await town(admin());
    const file = fileOf("System;Färg;Vem\nLön;röd;Anna\n");
    const words = ["systems", "--tenant", here.slug, "--file", file];
    const unknown = await samverka(...words);
    expect(unknown.code).toBe(2);
    expect(unknown.report.problem).toContain("Färg; Vem");
    const mapped = await samverka(...words, "--map", "Färg=note", "--map", "Vem=-");
    expect(mapped).toMatchObject({ code: 0, report: { create: 1 } });
    expect(await samverka(...words)).toMatchObject({ code: 0, report: { create: 1 } });
    expect(await samverka(...words, "--mapping", "finns inte")).toMatchObject({ code: 2 });
    expect(await samverka(...words, "--map", "Saknas=note")).toMatchObject({ code: 2 });
    expect(await samverka(...words, "--map", "Vem=no_such_field")).toMatchObject({ code: 2 });
  });

  test("unusable files and arguments end with 2 and still print JSON", async () => {
    const here = await town(admin());
    const tenant = ["--tenant", here.slug];
    const pdf = fileOf("%PDF-1.7");
    for (const words of [
      ["systems", ...tenant, "--file", pdf],
      ["systems", ...tenant, "--file", path.join(folder, "saknas.csv")],
      ["systems", "--tenant", "finns-inte", "--file", fileOf("Produkt\nA\n")],
      ["systems", ...tenant],
      ["planets", ...tenant, "--file", pdf],
      ["systems", ...tenant, "--file", pdf, "--unknown-option"],
    ]) {
      const { code, err, report } = await samverka(...words);
      expect([words, code, err]).toEqual([words, 2, ""]);
      expect(report).toMatchObject({ rows: 0, applied: false, problem: expect.any(String) });
    }
  });

  test.skipIf(!existsSync(REAL))("a real file (skipped when ../shared is not there)", async () => {
    const here = await town(admin());
    const words = [
      "systems",
      "--tenant",
      here.slug,
      "--file",
      REAL,
      "--map",
      "anvands_av=-",
      "--map",
      "kategori=-",
    ];
    const { report } = await samverka(...words, "--apply", "--correct-rows");
    expect(report).toMatchObject({ rows: 76, applied: true });
    expect((await usages(here)).length).toBe(report.create);
    expect(Number(report.create)).toBeGreaterThan(70);
  });

  const CONTRACTS = path.join(path.dirname(REAL), "it-contracts-2021-cp1252.csv");
  test.skipIf(!existsSync(CONTRACTS))(
    "contracts: a real file (skipped when ../shared is not there)",
    async () => {
      const here = await town(admin());
      const words = ["contracts", CONTRACTS, "--tenant", here.slug, "--leave-out-rest"];
      const checked = await samverka(...words);
      expect(checked.code).toBe(1); // rows that repeat a number and say something else
      const { errors, ...counts } = checked.report as { errors: { column: string; reason: string }[] };
      expect(counts).toMatchObject({ rows: 360, update: 0, unchanged: 0, applied: false });
      expect(new Set(errors.map((each) => each.column))).toEqual(new Set(["AG"]));
      const { report } = await samverka(...words, "--apply", "--correct-rows");
      expect(report).toMatchObject({ ...counts, applied: true });
      const kept = await here.as((db) => db.selectFrom("contract").select("id").execute());
      expect(kept).toHaveLength(Number(report.create));
    },
  );
});

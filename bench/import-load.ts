import { openAsBlob } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { writeFile } from "./imports.ts";
import { percentile, round } from "./measure.ts";
import { type Scenario, signIn, slugOf } from "./scenarios.ts";
import type { Measured } from "./server-process.ts";

/** How a page answers while the same server brings in a file. Times in ms, at one connection. */
export interface ImportLoad {
  rows: number;
  /** From the upload to the end of applying. */
  seconds: number;
  alone: { p50: number; p99: number; longest: number };
  meanwhile: { p50: number; p99: number; longest: number };
}

/** A municipality into which nothing else is imported. */
const TOWN = 210;

/**
 * Brings a file in through the pages, as a person does, and asks for another municipality's list all the while: whether imports
 * block the process that answers.
 */
export async function measureImportLoad(
  admin: pg.Pool,
  server: Measured,
  { folder, page, rows }: { folder: string; page: Scenario; rows: number },
): Promise<ImportLoad> {
  const file = path.join(folder, "import-load.csv");
  await writeFile(file, rows);
  const alone = await timesOf(server, page, new Promise((resolve) => setTimeout(resolve, 3000)));
  const began = performance.now();
  const meanwhile = await timesOf(server, page, bringIn(admin, server, file));
  return { rows, seconds: round((performance.now() - began) / 1000, 1), alone, meanwhile };
}

/** Asks for the page again and again until something else has ended. */
export async function timesOf(server: Measured, page: Scenario, end: Promise<unknown>) {
  const times: number[] = [];
  let isOver = false;
  const over = end.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const began = performance.now();
    const response = await fetch(server.url + page.path, { headers: { Cookie: page.cookie } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${page.path}: ${response.status}`);
    times.push(performance.now() - began);
  }
  await over;
  times.sort((a, b) => a - b);
  return {
    p50: round(percentile(times, 0.5)),
    p99: round(percentile(times, 0.99)),
    longest: round(times.at(-1) ?? 0),
  };
}

/** Upload, mapping as suggested, dry run, apply. */
async function bringIn(admin: pg.Pool, server: Measured, file: string): Promise<void> {
  const headers = { Cookie: await signIn(admin, TOWN) };
  const base = `${server.url}/${await slugOf(admin, TOWN)}/imports`;
  const post = async (url: string, body: BodyInit) => {
    const response = await fetch(url, { method: "POST", headers, body, redirect: "manual" });
    if (response.status !== 302) throw new Error(`${url}: ${response.status}`);
    return new URL(response.headers.get("Location")!, url).href;
  };
  const upload = new FormData();
  upload.set("kind", "systems");
  upload.set("form_key", crypto.randomUUID());
  upload.set("file", await openAsBlob(file), "lista.csv");
  const mapping = await post(`${base}/new`, upload);
  const html = await (await fetch(mapping, { headers })).text();
  const run = mapping.replace(/\/mapping$/, "");
  await post(mapping, new URLSearchParams(suggested(html)));
  const id = run.split("/").at(-1)!;
  const { plan_number } = await reached(admin, id, "checked");
  await post(`${run}/application`, new URLSearchParams({ plan: String(plan_number), choice: "all" }));
  await reached(admin, id, "applied");
}

/** The mapping form as it stands, under the name it must be given. */
function suggested(html: string): [string, string][] {
  const selects = html.matchAll(/<select[^>]*name="(use-\d+)"[^>]*>(.*?)<\/select>/gs);
  const chosen = [...selects].map(([, name, options]): [string, string] => [
    name!,
    /<option value="([^"]*)" selected/.exec(options!)?.[1] ?? "",
  ]);
  return [...chosen, ["name", "Mätning"]];
}

/** Waits until the import has come so far. @throws when it stopped with a problem or takes more than five minutes */
async function reached(admin: pg.Pool, id: string, state: string): Promise<{ plan_number: number }> {
  const until = Date.now() + 300_000;
  while (Date.now() < until) {
    const { rows } = await admin.query(
      "select state, work, work_problem, plan_number from import_run where id = $1",
      [id],
    );
    if (rows[0]?.work_problem) throw new Error(`import: ${JSON.stringify(rows[0].work_problem)}`);
    if (rows[0]?.state === state && !rows[0].work) return rows[0];
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the import did not become ${state}`);
}

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import {
  type ImportOrder,
  type ImportReport,
  importByCommand,
} from "../features/imports/by-command.server.ts";
import { IMPORT_KINDS, type ImportKind } from "../features/imports/fields.rules.ts";
import { type CountsOrder, importCounts } from "../features/licences/counts-command.server.ts";
import { withDatabase } from "./database.ts";

export const usage = `samverka import systems|products|contracts --tenant <slug> [--file] <path> [--sheet <name>]
    [--mapping <name>] [--map "<heading>=<field>" …] [--leave-out-rest] [--apply [--correct-rows]] [--lang sv|en]
    checks a list and, with --apply, brings it in; prints one JSON object.
    samverka import licence-counts --tenant <slug> [--file] <path> [--apply [--correct-rows]] [--lang sv|en]
    checks counts of licences (columns Kommun, Antal, Datum; Licenspost where there are several) the same way.
    --map "<heading>=-" leaves a column out; --leave-out-rest leaves out every heading nobody has decided about.
    Ends with 0 (fine), 1 (errors in rows), 2 (unusable file or arguments).`;

/** `samverka import …`: standard output gets one JSON object and nothing else. */
export async function run(words: string[]): Promise<number> {
  const isCounts = words.includes("licence-counts");
  const order = isCounts ? await readCounts(words) : await read(words);
  if (typeof order === "string") {
    print({ ...NOTHING, problem: order });
    return 2;
  }
  // Log lines go to standard output, which belongs to the report here.
  process.env.LOG_LEVEL = "silent";
  let report: ImportReport;
  try {
    report = await withDatabase(() => ("kind" in order ? importByCommand(order) : importCounts(order)));
  } catch (error) {
    report = { ...NOTHING, problem: error instanceof Error ? error.message : String(error) };
  }
  print(report);
  if (report.problem !== undefined) return 2;
  return report.error > 0 ? 1 : 0;
}

const NOTHING: ImportReport = {
  rows: 0,
  create: 0,
  update: 0,
  unchanged: 0,
  skip: 0,
  error: 0,
  errors: [],
  applied: false,
};

function print(report: ImportReport): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

/** As `read`, for counts of licences: their columns are known, so nothing is mapped. */
async function readCounts(words: string[]): Promise<CountsOrder | string> {
  try {
    const text = { type: "string" } as const;
    const flag = { type: "boolean", default: false } as const;
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { tenant: text, file: text, lang: text, apply: flag, "correct-rows": flag },
    });
    const path = values.file ?? positionals[1];
    if (positionals[0] !== "licence-counts" || positionals.length !== (values.file ? 1 : 2)) return usage;
    if (!values.tenant || !path) return usage;
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) return `no such file: ${path}`;
    return {
      tenant: values.tenant,
      open: () => createReadStream(path) as AsyncIterable<Uint8Array>,
      isApplied: values.apply,
      isCorrectRowsOnly: values["correct-rows"],
      locale: values.lang === "en" ? "en" : "sv",
    };
  } catch (error) {
    return error instanceof Error ? error.message : usage;
  }
}

/** What to do, or why the arguments make no sense. */
async function read(words: string[]): Promise<ImportOrder | string> {
  try {
    const text = { type: "string" } as const;
    const flag = { type: "boolean", default: false } as const;
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        tenant: text,
        file: text,
        sheet: text,
        mapping: text,
        lang: text,
        map: { type: "string", multiple: true, default: [] },
        apply: flag,
        "correct-rows": flag,
        "leave-out-rest": flag,
      },
    });
    const kind = IMPORT_KINDS.find((one): one is ImportKind => one === positionals[0]);
    const path = values.file ?? positionals[1];
    if (!kind || positionals.length !== (values.file ? 1 : 2) || !values.tenant || !path) return usage;
    const wrong = values.map.find((pair) => !/.=./s.test(pair));
    if (wrong !== undefined) return `--map "${wrong}": <heading>=<field>`;
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) return `no such file: ${path}`;
    return {
      kind,
      tenant: values.tenant,
      fileName: basename(path),
      bytes: found.size,
      open: () => createReadStream(path) as AsyncIterable<Uint8Array>,
      uses: values.map.map((pair): [string, string] => {
        const at = pair.lastIndexOf("=");
        return [pair.slice(0, at), pair.slice(at + 1)];
      }),
      leavesOutRest: values["leave-out-rest"],
      isApplied: values.apply,
      isCorrectRowsOnly: values["correct-rows"],
      locale: values.lang === "en" ? "en" : "sv",
      ...(values.sheet !== undefined && { sheet: values.sheet }),
      ...(values.mapping !== undefined && { mapping: values.mapping }),
    };
  } catch (error) {
    return error instanceof Error ? error.message : usage; // parseArgs throws for options it does not know
  }
}

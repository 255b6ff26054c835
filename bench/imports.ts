import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { productName } from "./data.ts";
import { round } from "./measure.ts";
import { family, memory, peakMemory } from "./processes.ts";
import { slugOf } from "./scenarios.ts";

/** What bringing in one file took. */
export interface ImportReading {
  rows: number;
  /** Seconds for reading, checking and planning, from the start of the command to its end. */
  dryRunSeconds: number;
  /** Seconds for the same and applying. */
  withApplySeconds: number;
  /** The difference: applying alone. */
  applySeconds: number;
  /** Highest memory of the command's own process, MB. */
  peakMemory: number;
  /** Highest memory of the command and the processes it starts, together at one moment, MB. */
  peakMemoryTogether: number;
}

const root = path.resolve(import.meta.dirname, "..");

/** Municipalities into which is imported; none of them is the measured one. */
const FIRST_TOWN = 201;

/**
 * Brings files of new systems in by the command line, each into a municipality of its own: once as a dry run, once applied.
 * @param env where the database is
 */
export async function measureImports(
  admin: pg.Pool,
  { folder, env, sizes }: { folder: string; env: Record<string, string>; sizes: readonly number[] },
): Promise<ImportReading[]> {
  const readings: ImportReading[] = [];
  for (const [index, rows] of sizes.entries()) {
    const file = path.join(folder, `import-${rows}.csv`);
    await writeFile(file, rows);
    const order = ["systems", "--tenant", await slugOf(admin, FIRST_TOWN + index), "--file", file];
    const dry = await run(order, env);
    const applied = await run([...order, "--apply"], env);
    if (dry.report.create !== rows || applied.report.create !== rows || !applied.report.applied)
      throw new Error(`import of ${rows} rows: ${JSON.stringify(applied.report).slice(0, 500)}`);
    readings.push({
      rows,
      dryRunSeconds: dry.seconds,
      withApplySeconds: applied.seconds,
      applySeconds: round(applied.seconds - dry.seconds, 1),
      peakMemory: Math.max(dry.peakMemory, applied.peakMemory),
      peakMemoryTogether: Math.max(dry.peakMemoryTogether, applied.peakMemoryTogether),
    });
  }
  return readings;
}

const HEADINGS =
  "Eget id;Produkt;Leverantör;Eget namn;Livscykelstatus;Tagen i bruk;Driftform;Antal användare;Avtalet slutar;Årskostnad (kr)";
const STATES = ["i drift", "i drift", "i drift", "införs", "planerad"];
const FORMS = ["molntjänst (SaaS)", "egen drift", "extern drift"];

/**
 * A list as a municipality's register gives it, Windows-1252 and semicolons. The products are in the catalogue, but for each
 * twentieth of 500 that are not and become concepts.
 */
export async function writeFile(file: string, rows: number): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(Buffer.from(`${HEADINGS}\r\n`, "latin1"));
  for (let n = 1; n <= rows; n += 1) {
    const isKnown = n % 20 !== 0;
    const product = isKnown ? productName(1 + ((n * 7919) % 20_000)) : `Hemsnickrat ${1 + ((n / 20) % 500)}`;
    const cells = [
      `IMP-${n}`,
      product,
      "",
      `System för område ${n}`,
      STATES[n % STATES.length],
      `20${10 + (n % 15)}-0${1 + (n % 9)}-1${n % 10}`,
      FORMS[n % FORMS.length],
      n % 3 === 0 ? "" : n % 4000,
      `203${n % 10}-12-31`,
      `${10 + (n % 900)} 000`,
    ];
    if (!stream.write(Buffer.from(`${cells.join(";")}\r\n`, "latin1"))) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "close");
}

interface Report {
  create: number;
  applied: boolean;
}

/** @throws when the command ends with anything but 0 */
async function run(
  words: string[],
  env: Record<string, string>,
): Promise<{ seconds: number; peakMemory: number; peakMemoryTogether: number; report: Report }> {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, "app/cli/samverka.ts"), "import", ...words], {
    cwd: root,
    env: { ...process.env, ...env, NODE_ENV: "production", LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let [own, together] = [0, 0];
  const watch = setInterval(() => {
    own = Math.max(own, peakMemory(child.pid!));
    together = Math.max(
      together,
      family(child.pid!).reduce((sum, pid) => sum + memory(pid), 0),
    );
  }, 50);
  let printed = "";
  child.stdout.on("data", (text) => {
    printed += text;
  });
  const [code] = await once(child, "close");
  clearInterval(watch);
  if (code !== 0) throw new Error(`import ended with ${code}: ${printed.slice(0, 1000)}`);
  return {
    seconds: round((performance.now() - began) / 1000, 1),
    peakMemory: own,
    peakMemoryTogether: together,
    report: JSON.parse(printed),
  };
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import type { CheckPlan } from "./check.rules.ts";
import { type Cell, FileProblem, type FileProblemCode, LIMITS } from "./file.rules.ts";
import type { FileFacts, ReadOrder, WorkerLine } from "./parse-worker.ts";

/** The file's bytes: whole, or as they come. */
export type FileSource = Uint8Array | AsyncIterable<Uint8Array>;

export type FileLook = FileFacts & {
  /** Rows below the headings that are not blank. */
  rows: number;
  /** Columns (from 0) in which some row holds something. */
  filled: number[];
  samples: { sheetRow: number; cells: Cell[] }[];
};

type Place = { sheet?: string; headingRow?: number };

/** What reading a file may cost; less than usual only where somebody wants to see the limits at work. */
type Cost = { seconds: number; heapMegabytes: number };

const SAMPLES = 5;

/**
 * What a file is: kind, encoding, sheets, headings, number of rows and a few of them.
 * Read in a process of its own with limited memory and time.
 * @throws FileProblem with the reason when the file cannot be used
 */
export async function lookAtFile(
  source: FileSource,
  place: Place = {},
  cost: Cost = LIMITS,
): Promise<FileLook> {
  return look(source, { ...place, task: "look", samples: SAMPLES, batch: 0 }, cost);
}

async function look(source: FileSource, order: ReadOrder, cost: Cost): Promise<FileLook> {
  let facts: FileFacts | undefined;
  for await (const line of readFile(source, order, cost)) {
    if (typeof line === "string") continue;
    if (line.type === "facts") facts = line.facts;
    if (line.type === "look" && facts) {
      const { rows, filled, samples: found } = line;
      return { ...facts, rows, filled, samples: found };
    }
  }
  throw new FileProblem("reader_failed");
}

/**
 * A short list as its rows, for what is read in one go and not through an import run.
 * @param most rows that are handed over; `rows` says how many there are
 * @throws FileProblem with the reason when the file cannot be used
 */
export async function readShortList(source: FileSource, most: number): Promise<FileLook> {
  return look(source, { task: "look", samples: most, batch: 0 }, LIMITS);
}

/**
 * The checked rows of a file, in batches, each as the text of a JSON array of `CheckedRow`. Text, because the database
 * takes it as it is: the rows are never objects in this process. The next batch is read when the last one is done with.
 * @throws FileProblem while iterating
 */
export async function* readCheckedRows(
  source: FileSource,
  plan: Omit<CheckPlan, "columns">,
  { batch = 1000, ...place }: Place & { batch?: number } = {},
): AsyncGenerator<string> {
  for await (const line of readFile(source, { ...place, task: "check", plan, batch })) {
    if (typeof line === "string") yield line;
    else if (line.type === "end") return;
  }
  throw new FileProblem("reader_failed");
}

async function* readFile(
  source: FileSource,
  order: ReadOrder,
  cost: Cost = LIMITS,
): AsyncGenerator<string | WorkerLine> {
  const child = startWorker(order, cost);
  const ended = once(child, "close");
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, cost.seconds * 1000);
  const fed = feed(source, child);
  try {
    for await (const text of createInterface({ input: child.stdout!, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (text.startsWith("R")) {
        // The clock stands still while the reader of the rows is at work.
        timer.refresh();
        yield text.slice(1);
        timer.refresh();
        continue;
      }
      const line = JSON.parse(text) as WorkerLine;
      if (line.type === "problem") throw new FileProblem(line.code as FileProblemCode, line.details);
      yield line;
      if (line.type === "end" || line.type === "look") return;
    }
    await fed;
    await ended;
    throw new FileProblem(late ? "too_slow" : "too_heavy");
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
    await fed;
  }
}

/** Sends the bytes; a worker that ends early (a refused file) is no error of the sender. */
async function feed(source: FileSource, child: ChildProcess): Promise<void> {
  const bytes = source instanceof Uint8Array ? [source] : source;
  try {
    await pipeline(Readable.from(bytes, { objectMode: false }), child.stdin!);
  } catch (error) {
    if (!child.killed && child.exitCode === null && !isBrokenPipe(error)) child.kill("SIGKILL");
  }
}

const isBrokenPipe = (error: unknown) =>
  error instanceof Error &&
  "code" in error &&
  (error.code === "EPIPE" || error.code === "ERR_STREAM_PREMATURE_CLOSE");

/** No environment (so no secrets), no files but the program's own, no children, little memory. */
function startWorker(order: ReadOrder, cost: Cost): ChildProcess {
  const root = programRoot();
  const limits = [`--max-old-space-size=${cost.heapMegabytes}`, "--max-semi-space-size=8", "--no-warnings"];
  const rights = ["--permission", `--allow-fs-read=${root}/*`];
  const script = path.join(root, "app/features/imports/parse-worker.ts");
  return spawn(process.execPath, [...limits, ...rights, script, JSON.stringify(order)], {
    cwd: root,
    env: { NODE_ENV: "production" },
    stdio: ["pipe", "pipe", "ignore"],
  });
}

let root: string | undefined;

/** The folder with `package.json`, above this file both in the sources and in the build. */
function programRoot(): string {
  if (root) return root;
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "app/features/imports/parse-worker.ts"))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error("the program's folder was not found");
    folder = above;
  }
  root = folder;
  return folder;
}

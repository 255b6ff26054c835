import type { BulkReading } from "./bulk-edit.ts";
import type { ImportLoad } from "./import-load.ts";
import type { ImportReading } from "./imports.ts";
import { median, type Reading, round } from "./measure.ts";
import type { SettlementReading } from "./settlements.ts";

/** What one page gave with one size of the data; readings by number of connections. */
export interface PageResult {
  usages: number;
  scenario: string;
  bytes: number;
  app: Record<number, Reading>;
  floor: Record<number, Reading>;
}

export interface Results {
  sizes: readonly number[];
  pages: PageResult[];
  imports: ImportReading[];
  importLoad?: ImportLoad;
  bulkEdit?: BulkReading;
  settlement?: SettlementReading;
}

/** Of several rounds the middle value of each figure. */
export function middle(readings: readonly Reading[]): Reading {
  const of = (pick: (reading: Reading) => number) => median(readings.map(pick));
  return {
    perSecond: of((reading) => reading.perSecond),
    p50: of((reading) => reading.p50),
    p99: of((reading) => reading.p99),
    cpu: of((reading) => reading.cpu),
    databaseCpu: of((reading) => reading.databaseCpu),
  };
}

const widths = [8, -27, 8, 8, 6, 8, 8, 8, 8, 7, 7, 7, 7];

function row(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, index) => {
      const width = widths[index] ?? 8;
      return width < 0 ? String(cell).padEnd(-width) : String(cell).padStart(width);
    })
    .join(" ");
}

/** Requests per second at 16 connections; p50 and p99 in ms at 1 and 16; CPU in ms per request of the server and PostgreSQL. */
export const tableHead = [
  row(["", "", "app", "floor", "", "app", "app", "app", "app", "floor", "app", "floor", "both"]),
  row([
    "systems",
    "page",
    "16: /s",
    "16: /s",
    "ratio",
    "1: p50",
    "1: p99",
    "16: p50",
    "16: p99",
    "1: p50",
    "cpu",
    "cpu",
    "db cpu",
  ]),
].join("\n");

export function tableLine({ usages, scenario, app, floor }: PageResult): string {
  const [a1, a16, f1, f16] = [app[1]!, app[16]!, floor[1]!, floor[16]!];
  const ratio = round(a16.perSecond / f16.perSecond);
  return row([
    usages,
    scenario,
    a16.perSecond,
    f16.perSecond,
    ratio,
    a1.p50,
    a1.p99,
    a16.p50,
    a16.p99,
    f1.p50,
    a16.cpu,
    f16.cpu,
    a16.databaseCpu,
  ]);
}

/** Prints everything again in one piece and, as the last line, one JSON object. */
export function report(results: Results, say: (line: string) => void): void {
  const { sizes, pages } = results;
  say(`\n${tableHead}`);
  for (const page of pages) say(tableLine(page));
  const growth = growthOf(results);
  say(`\ntime per request (p50 at one connection), ${sizes.at(-1)} systems compared with ${sizes[0]}:`);
  for (const [scenario, times] of Object.entries(growth.times)) say(`  ${scenario.padEnd(27)} ${times}`);
  for (const line of [...importLines(results), ...bulkLines(results), ...settlementLines(results)]) say(line);
  const { imports, importLoad, bulkEdit, settlement } = results;
  say(
    JSON.stringify({ sizes, pages: pages.map(summary), growth, imports, importLoad, bulkEdit, settlement }),
  );
}

function bulkLines({ bulkEdit }: Results): string[] {
  if (!bulkEdit) return [];
  const { rows, seconds, alone, whileApplying, whileReverting } = bulkEdit;
  const times = ({ p50, p99, longest }: typeof alone) => `p50 ${p50}, p99 ${p99}, longest ${longest} ms`;
  return [
    `bulk edit of ${rows} rows: choose ${seconds.choose} s, preview ${seconds.preview} s, apply ${seconds.apply} s, revert ${seconds.revert} s`,
    `list of another municipality meanwhile: applying ${times(whileApplying)}; reverting ${times(whileReverting)}; alone ${times(alone)}`,
  ];
}

function settlementLines({ settlement }: Results): string[] {
  if (!settlement) return [];
  const { members, lines, workOut, openAgain } = settlement;
  return [
    `settlement of ${members} members × ${lines} cost lines: worked out ${workOut} ms, opened again ${openAgain} ms`,
  ];
}

function importLines({ imports, importLoad }: Results): string[] {
  const lines = imports.map(
    (run) =>
      `import of ${run.rows} rows: dry run ${run.dryRunSeconds} s, dry run and apply ${run.withApplySeconds} s ` +
      `(apply ${run.applySeconds} s), peak memory ${run.peakMemory} MB, with its helper ${run.peakMemoryTogether} MB`,
  );
  if (!importLoad) return lines;
  const { alone, meanwhile, rows, seconds } = importLoad;
  const load =
    `list of one municipality while the same process brings in ${rows} rows (${seconds} s): ` +
    `p50 ${meanwhile.p50}, p99 ${meanwhile.p99}, longest ${meanwhile.longest} ms; without p50 ${alone.p50}, p99 ${alone.p99} ms`;
  return [...lines, load];
}

function summary({ usages, scenario, bytes, app, floor }: PageResult) {
  const each = <T>(of: (connections: number) => T) => ({ 1: of(1), 16: of(16) });
  return {
    usages,
    scenario,
    bytes,
    requestsPerSecond: each((n) => app[n]!.perSecond),
    p50: each((n) => app[n]!.p50),
    p99: each((n) => app[n]!.p99),
    cpuPerRequest: each((n) => app[n]!.cpu),
    databaseCpuPerRequest: each((n) => app[n]!.databaseCpu),
    floor: {
      requestsPerSecond: each((n) => floor[n]!.perSecond),
      p50: each((n) => floor[n]!.p50),
      cpuPerRequest: each((n) => floor[n]!.cpu),
    },
    ratioToFloor: each((n) => round(app[n]!.perSecond / floor[n]!.perSecond)),
  };
}

/** How much longer a request takes with the largest set than with the smallest. */
function growthOf({ sizes, pages }: Results) {
  const [from, to] = [sizes[0]!, sizes.at(-1)!];
  const p50 = (scenario: string, usages: number) =>
    pages.find((page) => page.scenario === scenario && page.usages === usages)?.app[1]?.p50 ?? Number.NaN;
  const names = [...new Set(pages.map((page) => page.scenario))];
  return {
    from,
    to,
    times: Object.fromEntries(names.map((name) => [name, round(p50(name, to) / p50(name, from))])),
  };
}

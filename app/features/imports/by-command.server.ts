import { findOrganisationBySlug } from "#app/server/organisation-lookup.server.ts";
import { inTenantAs, type JobScope } from "#app/server/system.server.ts";
import type { Locale } from "#app/text/text.ts";
import { hasInventory } from "../systems/systems.policy.ts";
import { FileProblem } from "./file.rules.ts";
import {
  type Column,
  columnKey,
  LEAVE_OUT,
  type Mapping,
  mappingProblems,
  plainHeading,
  suggestMapping,
} from "./headings.rules.ts";
import { type Incoming, takeIn } from "./intake.server.ts";
import { problemText } from "./problems.rules.ts";
import { listNotes } from "./rows.server.ts";
import {
  claimWork,
  discardRun,
  findMapping,
  findRun,
  type ImportRun,
  rememberedUses,
  saveMapping,
} from "./runs.server.ts";
import { doImportWork, type ImportJob } from "./work.server.ts";

/** What the command line asks for. */
export interface ImportOrder extends Omit<Incoming, "formKey"> {
  /** Slug of the organisation. */
  tenant: string;
  /** Name of a mapping kept earlier. */
  mapping?: string;
  /** Heading and field, one pair per column; `-` leaves the column out. */
  uses: [heading: string, field: string][];
  leavesOutRest: boolean;
  isApplied: boolean;
  isCorrectRowsOnly: boolean;
  locale: Locale;
}

/** What is printed. `problem` stands only where nothing could be checked at all. */
export interface ImportReport {
  rows: number;
  create: number;
  update: number;
  unchanged: number;
  skip: number;
  error: number;
  errors: { row: number; column: string; heading: string; value: string; reason: string }[];
  applied: boolean;
  problem?: string;
}

const BY = "Kommandorad";
const MOST_ERRORS = 100_000;
const PORTION = 2000;

/**
 * Takes a file through dry run and, when asked, import, by the same steps as the screens. What is only guessed by likeness is not
 * mapped: nobody is looking. A run that changes nothing is thrown away again.
 */
export async function importByCommand(order: ImportOrder): Promise<ImportReport> {
  const tenant = await findOrganisationBySlug(order.tenant);
  if (!tenant || !hasInventory(tenant)) return refused(`no such organisation: ${order.tenant}`);
  const scope: JobScope = { tenantId: tenant.id, accountId: null, byName: BY, via: "import" };
  try {
    const runId = await takeIn(scope, order);
    const wrong = await inTenantAs(scope, async (db) => {
      const run = await findRun(db, runId);
      const kept =
        order.mapping === undefined
          ? await rememberedUses(db, order.kind)
          : await findMapping(db, order.kind, order.mapping);
      if (!kept) return `no such mapping: ${order.mapping}`;
      const mapping = mappingFor(order, run.columns, kept.uses);
      if (typeof mapping === "string") return mapping;
      const { settings } = kept;
      await saveMapping(db, run, { mapping, settings, name: order.mapping ?? BY.toLowerCase() });
      await claimWork(db, runId, "checking");
      return undefined;
    });
    if (wrong !== undefined) return refused(wrong, await dropped(scope, runId));
    return await carryOut(scope, runId, order);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return refused(problemText({ code: error.code, details: error.details }, order.locale));
  }
}

function refused(problem: string, _done?: unknown): ImportReport {
  return {
    rows: 0,
    create: 0,
    update: 0,
    unchanged: 0,
    skip: 0,
    error: 0,
    errors: [],
    applied: false,
    problem,
  };
}

async function dropped(scope: JobScope, runId: string): Promise<void> {
  await inTenantAs(scope, (db) => discardRun(db, runId));
}

/** The use of every column, or what is wrong with what was asked for. */
function mappingFor(order: ImportOrder, columns: Column[], kept: Mapping): Mapping | string {
  const byHeading = new Map(columns.map((column) => [columnKey(column), column]));
  const asked: Mapping = {};
  for (const [heading, field] of order.uses) {
    const key = byHeading.has(heading) ? heading : plainHeading(heading);
    if (!byHeading.has(key)) return `no such heading in the file: ${heading}`;
    asked[key] = field === "-" ? LEAVE_OUT : field;
  }
  const taken = new Set(Object.values(asked));
  const earlier = Object.fromEntries(
    Object.entries(kept).filter(([, use]) => use === LEAVE_OUT || !taken.has(use)),
  );
  const guessed = suggestMapping(order.kind, columns, { ...earlier, ...asked }, { isExact: true });
  const rest = order.leavesOutRest ? columns.map((column) => [columnKey(column), LEAVE_OUT]) : [];
  const mapping: Mapping = { ...Object.fromEntries(rest), ...guessed, ...asked };
  const [problem] = mappingProblems(order.kind, columns, mapping);
  if (!problem) return mapping;
  if (problem.code === "undecided")
    return `unknown headings: ${problem.columns.map((column) => column.heading || `#${column.letters}`).join("; ")} (use --map, or --leave-out-rest)`;
  return "field" in problem ? `${problem.code}: ${problem.field}` : problem.code;
}

async function carryOut(scope: JobScope, runId: string, order: ImportOrder): Promise<ImportReport> {
  const job: ImportJob = { ...scope, accountId: null, isCatalogueEditor: false, runId, work: "checking" };
  await doImportWork(job);
  const checked = await inTenantAs(scope, (db) => findRun(db, runId));
  if (checked.work_problem)
    return refused(problemText(checked.work_problem, order.locale), await dropped(scope, runId));
  const report = await reportOf(scope, checked, order.locale);
  const mayApply = order.isApplied && (report.error === 0 || order.isCorrectRowsOnly);
  if (!mayApply) {
    await dropped(scope, runId);
    return report;
  }
  if (report.create + report.update === 0) {
    await dropped(scope, runId);
    return { ...report, applied: true };
  }
  await inTenantAs(scope, (db) => claimWork(db, runId, "applying"));
  await doImportWork({ ...job, work: "applying", isCorrectRowsOnly: order.isCorrectRowsOnly });
  const applied = await inTenantAs(scope, (db) => findRun(db, runId));
  if (applied.work_problem) return { ...report, problem: problemText(applied.work_problem, order.locale) };
  return { ...report, applied: true };
}

async function reportOf(scope: JobScope, run: ImportRun, locale: Locale): Promise<ImportReport> {
  const { create = 0, update = 0, unchanged = 0, skip = 0, error = 0 } = run.counts ?? {};
  const errors: ImportReport["errors"] = [];
  for (let offset = 0; error > 0 && offset < MOST_ERRORS; offset += PORTION) {
    const some = { isWarning: false, locale, limit: PORTION, offset };
    const notes = await inTenantAs(scope, (db) => listNotes(db, run, some));
    for (const { sheetRow: row, column, heading, value, reason } of notes)
      errors.push({ row, column, heading, value, reason });
    if (notes.length < PORTION) break;
  }
  const rows = create + update + unchanged + skip + error;
  return { rows, create, update, unchanged, skip, error, errors, applied: false };
}

import { findOrganisationBySlug } from "../../server/organisation-lookup.server.ts";
import { inTenantAs, type JobScope } from "../../server/system.server.ts";
import { dayInSweden } from "../../server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import type { FileSource } from "../imports/file.server.ts";
import { problemText } from "../imports/problems.rules.ts";
import {
  applyCounts,
  type CountsReport,
  checkCounts,
  fileProblem,
  readCountFile,
} from "./counts-import.server.ts";
import { hasLicences } from "./licences.policy.ts";

/** What the command line asks for. */
export interface CountsOrder {
  /** Slug of the organisation. */
  tenant: string;
  open: () => FileSource;
  isApplied: boolean;
  isCorrectRowsOnly: boolean;
  locale: Locale;
  /** Who says so, where a person does. */
  by?: { accountId: string | null; name: string };
  /** The item that all rows are about, where a page has asked. */
  only?: { item: string };
  now?: Date;
}

/** The report of a file that could not be read. */
export const NOTHING: CountsReport = {
  rows: 0,
  create: 0,
  update: 0,
  unchanged: 0,
  skip: 0,
  error: 0,
  errors: [],
  applied: false,
};

/** Checks a file of counts and, when asked, brings it in: the same work for the command and the page. */
export async function importCounts({ now = new Date(), ...order }: CountsOrder): Promise<CountsReport> {
  const tenant = await findOrganisationBySlug(order.tenant);
  if (!tenant || !hasLicences(tenant))
    return { ...NOTHING, problem: `no such organisation: ${order.tenant}` };
  const by = order.by ?? { accountId: null, name: "Kommandorad" };
  const scope: JobScope = {
    tenantId: tenant.id,
    accountId: by.accountId,
    byName: by.name,
    via: "import",
    now,
  };
  const table = await readCountFile(order.open(), order.locale).catch((error: unknown) => {
    const problem = fileProblem(error);
    if (!problem) throw error;
    return { problem: problemText(problem, order.locale) };
  });
  if ("problem" in table) return { ...NOTHING, problem: table.problem };
  return inTenantAs(scope, async (db, record) => {
    const about = { tenantId: tenant.id, today: dayInSweden(now), locale: order.locale, only: order.only };
    const { report, ready } = await checkCounts(db, table, about);
    const mayApply = order.isApplied && (report.error === 0 || order.isCorrectRowsOnly);
    if (!mayApply) return report;
    for (const { id, name, count } of await applyCounts(db, ready, { tenantId: tenant.id, by: by.name }))
      await record({
        kind: "licence_agreement",
        id,
        name,
        action: "updated",
        changes: [{ field: "usage_count", old: null, new: count }],
      });
    return { ...report, applied: true };
  });
}

import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { columnSql } from "../systems/columns.server.ts";
import { fieldOf } from "../systems/fields.rules.ts";
import { OPENNESS_QUESTIONS, type OpennessQuestion } from "../systems/openness.rules.ts";
import { OPENNESS_REPORTS } from "./reports.rules.ts";
import { countReports, enterReports, type HostingFigure, type ReportFigure } from "./reports.server.ts";

/** How the organisation's systems answer the questions of openness. */
export interface OpennessFigures {
  /** Own systems that are not retired. */
  total: number;
  /** What to look at first. */
  figures: ReportFigure[];
  /** Answers in the order of the form, those without one last; answers that nobody gave are left out. */
  answers: Record<OpennessQuestion, HostingFigure[]>;
}

/** Figures of the report on open standards and lock-in. @throws NotFound for suppliers and in "view as" */
export async function loadOpenness(
  door: Pick<Door, "db" | "actor" | "tenant" | "authorize">,
): Promise<OpennessFigures> {
  enterReports(door);
  const { total, counts } = await countReports(door.db, door.tenant.id, OPENNESS_REPORTS);
  return {
    total,
    figures: OPENNESS_REPORTS.map(({ work }, index) => ({ work, count: counts[index] ?? 0 })),
    answers: await countAnswers(door.db, door.tenant.id),
  };
}

/** All questions in one pass over the own systems that are not retired. */
async function countAnswers(db: TenantDb, tenantId: string): Promise<OpennessFigures["answers"]> {
  const pairs = sql.join(OPENNESS_QUESTIONS.map((key) => sql`(${key}::text, ${columnSql(key).value})`));
  const { rows } = await sql<{ question: OpennessQuestion; code: string | null; count: number }>`
    select a.question, a.code, count(*)::int as count
    from system_usage u
    left join system_usage_openness g_openness on g_openness.tenant_id = u.tenant_id and g_openness.usage_id = u.id
    cross join lateral (values ${pairs}) as a (question, code)
    where u.tenant_id = ${tenantId} and u.lifecycle <> 'retired'
    group by a.question, a.code`.execute(db);
  const order = (question: OpennessQuestion, code: string | null) =>
    code === null ? Number.MAX_SAFE_INTEGER : (fieldOf(question).choices ?? []).indexOf(code);
  return Object.fromEntries(
    OPENNESS_QUESTIONS.map((question) => [
      question,
      rows
        .filter((row) => row.question === question)
        .sort((a, b) => order(question, a.code) - order(question, b.code))
        .map(({ code, count }) => ({ code, count })),
    ]),
  ) as OpennessFigures["answers"];
}

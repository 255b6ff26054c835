import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import { reasonForm } from "./surveys.form.ts";

const me = sql<string>`app.tenant()`;

/**
 * A face of the survey engine: where its surveys, questions, replies and letters are kept. The tables of all faces have the columns
 * that the engine reads and writes in common; what else they have is the face's own (docs/decisions/125).
 */
export interface Face {
  survey: "interest_check" | "renewal_round";
  /** Who is asked. */
  invitee: "interest_invitee" | "renewal_invitee";
  question: "interest_question" | "renewal_question";
  reply: "interest_reply" | "renewal_answer";
  /** Answers to the questions. */
  answer: "interest_answer" | "renewal_question_answer";
  letter: "interest_letter" | "renewal_letter";
  /** The column that names the survey in the others. */
  key: "check_id" | "round_id";
}

/** Holds the survey's row, so that two who change it wait for each other. Own surveys only. */
export async function lockSurvey(db: TenantDb, { survey }: Face, id: string): Promise<void> {
  await sql`select id from ${sql.table(survey)} where tenant_id = ${me} and id = ${id} for update`.execute(
    db,
  );
}

/** Changes columns of an own survey and counts its version up; the row is held by `lockSurvey`. */
export async function setSurvey(
  db: TenantDb,
  { survey }: Face,
  { id, version }: { id: string; version: number },
  set: Record<string, string | number | boolean | null>,
): Promise<void> {
  const columns = Object.entries({ ...set, version: version + 1 });
  await sql`update ${sql.table(survey)}
    set ${sql.join(columns.map(([column, value]) => sql`${sql.ref(column)} = ${value}`))}
    where tenant_id = ${me} and id = ${id}`.execute(db);
}

/** The reason in a step's form, or the errors with what was typed. */
export function readReason({ form }: Pick<Door, "form">) {
  const typed = { reason: String(form.get("reason") ?? "") };
  const read = reasonForm.safeParse(typed);
  return read.success ? read.data : { errors: errorCodes(read.error), typed };
}

import { sql } from "kysely";
import { FORM_KEY, once } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import { listQuestions } from "./checks.server.ts";
import { findDraft } from "./drafts.server.ts";
import { questionForm } from "./interest-checks.form.ts";
import { interestPartPath } from "./interest-checks.paths.ts";

const me = sql<string>`app.tenant()`;
/** More questions than this nobody answers in three minutes. */
export const MOST_QUESTIONS = 20;

/** The coordinator's own questions of a draft. */
export async function loadQuestions(door: Door, id: string) {
  const check = await findDraft(door, id);
  return {
    slug: door.tenant.slug,
    id,
    name: check.name,
    questions: await listQuestions(door.db, id),
    isFull: (await listQuestions(door.db, id)).length >= MOST_QUESTIONS,
  };
}

/** Adds, moves or removes a question. @returns where to go on, or the errors by field with what was typed */
export async function changeQuestions(
  door: Door,
  id: string,
): Promise<{ to: string } | { errors: Record<string, string>; typed: Record<string, string> }> {
  const { db, tenant, form, record } = door;
  const check = await findDraft(door, id);
  await lockQuestions(db, id);
  const questions = await listQuestions(db, id);
  const here = interestPartPath(tenant.slug, id, "questions");
  const target = questions.find((question) => question.id === form.get("question"));
  const note = (action: string, label: string) =>
    record({
      kind: "interest_check",
      id,
      name: check.name,
      action,
      changes: [{ field: "question", old: null, new: label }],
    });
  switch (form.get("intent")) {
    case "remove": {
      if (target && isUuid(target.id)) {
        await db
          .deleteFrom("interest_question")
          .where("tenant_id", "=", me)
          .where("id", "=", target.id)
          .execute();
        await note("question_removed", target.label);
      }
      return { to: here };
    }
    case "up": {
      const above = target && questions[questions.indexOf(target) - 1];
      if (above) {
        await swap(db, target, above);
        await note("question_moved", target.label);
      }
      return { to: here };
    }
    default: {
      const fields = ["kind", "label", "options", "unit"];
      const typed = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? "")]));
      const read = questionForm.safeParse({ ...typed, is_mandatory: form.has("is_mandatory") });
      if (!read.success) return { errors: errorCodes(read.error), typed };
      if (questions.length >= MOST_QUESTIONS) return { errors: { label: "too_many" }, typed };
      const to = await once(db, { tenantId: tenant.id, key: form.get(FORM_KEY) }, async () => {
        const seq = (questions.at(-1)?.seq ?? 0) + 1;
        await db
          .insertInto("interest_question")
          .values({ tenant_id: me, check_id: id, seq, ...read.data })
          .execute();
        await note("question_added", read.data.label);
        return `${here}?added=1`;
      });
      door.unrecorded("a form sent twice adds one question");
      return { to };
    }
  }
}

/** Two people who change the questions of one check wait for each other. */
async function lockQuestions(db: TenantDb, id: string): Promise<void> {
  await db
    .selectFrom("interest_check")
    .select("id")
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .forUpdate()
    .execute();
}

async function swap(db: TenantDb, one: { id: string; seq: number }, other: { id: string; seq: number }) {
  const place = (id: string, seq: number) =>
    db
      .updateTable("interest_question")
      .set({ seq })
      .where("tenant_id", "=", me)
      .where("id", "=", id)
      .execute();
  await place(one.id, 0); // free: they are numbered from 1
  await place(other.id, one.seq);
  await place(one.id, other.seq);
}

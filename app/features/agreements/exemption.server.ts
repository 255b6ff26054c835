import { Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import { exemptionForm, figureForm, reviewForm } from "./agreements.form.ts";
import { agreementPagePath } from "./agreements.paths.ts";
import { mayKeep } from "./agreements.policy.ts";
import { type Agreement, lockOwnAgreement, openAgreement } from "./agreements.server.ts";
import {
  hasThreeYears,
  limitOf,
  QUESTIONS,
  shareOf,
  testState,
  verdictOf,
  type YearFigure,
} from "./exemption.rules.ts";
import { type Outcome, readForm, refusalsIn, type Typed, typedOf } from "./posted.server.ts";

/** The agreement's examinations with what their figures say, newest first. */
export async function listTests(db: TenantDb, agreementId: string, today: string) {
  const tests = await db
    .selectFrom("exemption_test")
    .select(["id", "ground", "state", "outcome", "answers", "evidence", "measure", "reviewer_role"])
    .select(["reviewed_on", "next_review_on", "version"])
    .where("agreement_id", "=", agreementId)
    .orderBy("id", "desc")
    .limit(20)
    .execute();
  const figures = await db
    .selectFrom("exemption_figure")
    .select(["test_id", "year", "whole", "part"])
    .where("agreement_id", "=", agreementId)
    .orderBy("year", "desc")
    .limit(200)
    .execute();
  return tests.map((test) => {
    const own = figures.filter((each) => each.test_id === test.id);
    return {
      ...test,
      figures: own.map(({ year, whole, part }) => ({ year, whole, part })),
      percent: shareOf(own)?.percent ?? null,
      limit: limitOf(test.ground),
      verdict: verdictOf(test.ground, test.answers, own),
      standing: testState(test, today),
    };
  });
}

/** The examination of an agreement's ground in procurement law; one that is there is worked on further. */
export async function loadExemption(door: Door, id: string) {
  const { db, tenant, actor, today } = door;
  const agreement = await openAgreement(door, id);
  const test = (await listTests(db, id, today))[0] ?? null;
  const lastYear = Number(today.slice(0, 4)) - 1;
  const figures: Typed = {};
  for (const [index, year] of [lastYear, lastYear - 1, lastYear - 2].entries()) {
    const figure = test?.figures[index];
    figures[`year-${index}`] = String(figure?.year ?? year);
    figures[`whole-${index}`] = figure ? String(figure.whole) : "";
    figures[`part-${index}`] = figure ? String(figure.part) : "";
  }
  const answers = Object.fromEntries(
    Object.entries(test?.answers ?? {}).map(([code, value]) => [`answer-${code}`, value]),
  );
  return {
    slug: tenant.slug,
    agreement: { id, title: agreement.title },
    test,
    mayChange: mayKeep(actor, tenant, agreement) && agreement.status !== "ended",
    typed: { ground: "hamburg", ...(test ? typedOf(test) : {}), ...figures, ...answers } as Typed,
  };
}

/** Saves the answers and figures, or (`intent=review`) the review of what was handed in. */
export async function changeExemption(door: Door, id: string, locale: Locale): Promise<Outcome> {
  const agreement = await lockOwnAgreement(door, id);
  if (agreement.status === "ended") throw new Refused("changed_meanwhile");
  return door.form.get("intent") === "review" ? review(door, agreement, locale) : submit(door, agreement);
}

async function submit({ db, tenant, today, form, record }: Door, agreement: Agreement): Promise<Outcome> {
  const read = readForm(exemptionForm, form);
  const { figures, typed: figuresTyped, errors: wrong } = postedFigures(form);
  const answers: Record<string, "yes" | "no"> = {};
  const answersTyped: Typed = {};
  for (const code of new Set(Object.values(QUESTIONS).flat())) {
    const value = form.get(`answer-${code}`);
    if (value !== "yes" && value !== "no") continue;
    answers[code] = value;
    answersTyped[`answer-${code}`] = value;
  }
  const typed = { ...read.typed, ...figuresTyped, ...answersTyped };
  if ("errors" in read) return { typed, errors: { ...read.errors, ...wrong } };
  if (Object.keys(wrong).length > 0) return { typed, errors: wrong };
  const before = (await listTests(db, agreement.id, today))[0];
  const columns = {
    ...read.fields,
    answers: JSON.stringify(answers),
    state: "submitted" as const,
    outcome: null,
    reviewed_on: null,
  };
  const key = { tenant_id: tenant.id, agreement_id: agreement.id };
  const test = before
    ? await db
        .updateTable("exemption_test")
        .set({ ...columns, version: before.version + 1 })
        .where("tenant_id", "=", tenant.id)
        .where("id", "=", before.id)
        .returning("id")
        .executeTakeFirstOrThrow()
    : await db
        .insertInto("exemption_test")
        .values({ ...key, ...columns })
        .returning("id")
        .executeTakeFirstOrThrow();
  await db
    .deleteFrom("exemption_figure")
    .where("tenant_id", "=", tenant.id)
    .where("test_id", "=", test.id)
    .execute();
  if (figures.length > 0)
    await db
      .insertInto("exemption_figure")
      .values(figures.map((figure) => ({ ...key, test_id: test.id, ...figure })))
      .execute();
  await record({
    kind: "agreement",
    id: agreement.id,
    name: agreement.title,
    action: "submitted",
    changes: [{ field: "exemption", old: before?.ground ?? null, new: read.fields.ground }],
  });
  return { to: agreementPagePath(tenant.slug, agreement.id, "exemption", "?saved=1") };
}

/** Up to three years; a year without figures is left out. */
function postedFigures(form: FormData) {
  const typed: Typed = {};
  const errors: Record<string, string> = {};
  const figures: YearFigure[] = [];
  for (const index of [0, 1, 2]) {
    const row = Object.fromEntries(
      ["year", "whole", "part"].map((name) => {
        const value = String(form.get(`${name}-${index}`) ?? "");
        typed[`${name}-${index}`] = value;
        return [name, value];
      }),
    );
    const read = figureForm.safeParse(row);
    if (!read.success) {
      for (const issue of read.error.issues) errors[`${String(issue.path[0])}-${index}`] ??= issue.message;
      continue;
    }
    const { year, whole, part } = read.data;
    if (year === null || whole === null || part === null) continue;
    if (figures.some((each) => each.year === year)) errors[`year-${index}`] = "taken";
    else figures.push({ year, whole, part });
  }
  return { figures, typed, errors };
}

/** Notes what a reviewer has found; GRU-001 without three years' figures where the ground has a limit. */
async function review(
  { db, tenant, today, form, record }: Door,
  agreement: Agreement,
  locale: Locale,
): Promise<Outcome> {
  const read = readForm(reviewForm, form);
  if ("errors" in read) return read;
  const test = (await listTests(db, agreement.id, today))[0];
  if (!test || test.state === "draft") throw new Refused("changed_meanwhile");
  const { typed, fields } = read;
  if (fields.next_review_on <= today) return { typed, errors: { next_review_on: "ends_before" } };
  if (test.limit && !hasThreeYears(test.figures))
    return { typed, errors: { "": refusalsIn(locale)["GRU-001"]() } };
  // "uppfyllt" needs figures and answers that say so; the other two words are the reviewer's own
  if (fields.outcome === "met" && test.verdict !== "met")
    return { typed, errors: { outcome: "choice_wrong" } };
  await db
    .updateTable("exemption_test")
    .set({ ...fields, state: "reviewed", reviewed_on: today, version: test.version + 1 })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", test.id)
    .execute();
  await record({
    kind: "agreement",
    id: agreement.id,
    name: agreement.title,
    action: "reviewed",
    changes: [{ field: "exemption", old: null, new: fields.outcome }],
  });
  return { to: agreementPagePath(tenant.slug, agreement.id, "exemption", "?saved=1") };
}

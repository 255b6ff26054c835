import { NotFound, Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { Reader } from "../contracts/numbers.form.ts";
import { noteBudget, type PartAnswer, readBudget } from "./budgets.server.ts";
import { sendMoneyLetters } from "./letters.server.ts";
import { yearPath } from "./settlements.paths.ts";
import { lockYear, type MoneyYear, openBooks, openForWords } from "./years.server.ts";

/** What the parties have answered to the proposal that was sent last, the first answer first. */
export async function listAnswers(
  db: TenantDb,
  budget: { id: string; sent_on: string | null; sending: number },
) {
  if (!budget.sent_on) return [];
  return db
    .selectFrom("budget_answer as a")
    .innerJoin("organisation as o", "o.id", "a.tenant_id")
    .select(["a.id", "a.tenant_id as party_id", "o.name", "a.body", "a.by_name", "a.made_on"])
    .where("a.budget_id", "=", budget.id)
    .where("a.sending", "=", budget.sending)
    .orderBy("a.made_on")
    .orderBy("a.id")
    .limit(1000)
    .execute();
}

/** By when a party needs the figures for its own budget. */
export interface Need {
  party: string;
  name: string;
  on: string;
}

/** What each party has said; who has said nothing, the day that holds for all, if there is one. */
export async function listNeeds(
  db: TenantDb,
  { agreement, year, parties }: MoneyYear,
  forAll: string | null,
): Promise<Need[]> {
  const rows = await db
    .selectFrom("budget_need")
    .select(["tenant_id", "needed_by_on"])
    .where("agreement_id", "=", agreement.id)
    .where("year", "=", year)
    .limit(1000)
    .execute();
  return parties
    .filter(({ id }) => id !== agreement.tenant_id)
    .flatMap(({ id, name }) => {
      const on = rows.find((row) => row.tenant_id === id)?.needed_by_on ?? forAll;
      return on ? [{ party: id, name, on }] : [];
    });
}

/** The earliest day, and who needs the figures by then. */
export function firstNeed(needs: readonly Need[]): { on: string; names: string } | undefined {
  const on = needs.map((need) => need.on).sort()[0];
  if (!on) return undefined;
  return {
    on,
    names: needs
      .filter((need) => need.on === on)
      .map((need) => need.name)
      .join(", "),
  };
}

/** Sends the proposal out for consultation, also once more with a new last day. @throws Refused when it is decided */
export async function sendBudget(door: Door, id?: string, yearText?: string): Promise<PartAnswer> {
  const { db, tenant, form, today } = door;
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  const found = await openBooks(door, id, yearText);
  if (earlier) return { to: earlier };
  await lockYear(db, found);
  const { budget } = await readBudget(db, found);
  const typed = {
    answer_by_on: String(form.get("answer_by_on") ?? ""),
    figures_by_on: String(form.get("figures_by_on") ?? ""),
  };
  const read = new Reader((name) => typed[name as keyof typeof typed] ?? "");
  const answer_by_on = read.requiredDay("answer_by_on");
  const figures_by_on = read.day("figures_by_on");
  if (answer_by_on && answer_by_on < today) read.errors.answer_by_on ??= "in_past";
  if (!budget || budget.lines.length === 0) read.errors[""] = "budget_empty";
  if (Object.keys(read.errors).length > 0) return { typed, errors: read.errors, status: 422 };
  const { numUpdatedRows } = await db
    .updateTable("budget")
    .set({
      sent_on: today,
      sending: budget!.sending + 1,
      answer_by_on,
      figures_by_on,
      version: budget!.version + 1,
    })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", budget!.id)
    .where("status", "=", "proposal")
    .where("version", "=", budget!.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused("changed_meanwhile");
  await noteBudget(door, found, { action: "budget_sent", field: "answer_by_on", new: answer_by_on });
  await sendMoneyLetters(db, found, {
    kind: "budget_sent",
    step: `sending ${budget!.sending + 1}`,
    until: answer_by_on,
  });
  const to = yearPath(tenant.slug, found.agreement.id, found.year, "?saved=budget_sent");
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

/** A budget that is out for consultation, for a party of the year. @throws NotFound for the one who keeps it, and while nothing is out */
export async function loadBudgetAnswer(door: Door, id?: string, yearText?: string) {
  const found = await openForWords(door, id, yearText);
  const { budget } = await readBudget(door.db, found);
  if (found.isHost || !budget?.sent_on || budget.status !== "proposal") throw new NotFound();
  return { ...found, answerBy: budget.answer_by_on!, totalMinor: budget.totalMinor, budgetId: budget.id };
}

/** A party's answer; nothing written means nothing to object. */
export async function postBudgetAnswer(door: Door, id?: string, yearText?: string): Promise<PartAnswer> {
  const { db, tenant, form, actor } = door;
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  const found = await loadBudgetAnswer(door, id, yearText);
  if (earlier) return { to: earlier };
  const body = String(form.get("body") ?? "").trim();
  if (body.length > 4000) return { typed: { body }, errors: { body: "too_long" }, status: 422 };
  const { id: answer } = await db
    .insertInto("budget_answer")
    .values({
      tenant_id: tenant.id,
      owner_id: found.agreement.tenant_id,
      agreement_id: found.agreement.id,
      year: found.year,
      budget_id: found.budgetId,
      body,
      by_name: actor.name,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await noteBudget(door, found, { action: "budget_answered" });
  await sendMoneyLetters(db, found, { kind: "budget_answered", step: answer, about: tenant.name });
  const to = yearPath(tenant.slug, found.agreement.id, found.year, "?saved=budget_answered");
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

/** When the own organisation needs the figures, for a party. @throws NotFound for the one who keeps the agreement */
export async function loadNeed(door: Door, id?: string, yearText?: string) {
  const found = await openForWords(door, id, yearText);
  if (found.isHost) throw new NotFound();
  const row = await door.db
    .selectFrom("budget_need")
    .select("needed_by_on")
    .where("tenant_id", "=", door.tenant.id)
    .where("agreement_id", "=", found.agreement.id)
    .where("year", "=", found.year)
    .executeTakeFirst();
  return { ...found, neededBy: row?.needed_by_on ?? "" };
}

export async function saveNeed(door: Door, id?: string, yearText?: string): Promise<PartAnswer> {
  const { db, tenant, form, actor, today } = door;
  const found = await loadNeed(door, id, yearText);
  const typed = { needed_by_on: String(form.get("needed_by_on") ?? "") };
  const read = new Reader(() => typed.needed_by_on);
  const needed_by_on = read.requiredDay("needed_by_on");
  if (needed_by_on && needed_by_on < today) read.errors.needed_by_on ??= "in_past";
  if (needed_by_on >= `${found.year + 1}-01-01`) read.errors.needed_by_on ??= "after_year";
  if (Object.keys(read.errors).length > 0) return { typed, errors: read.errors, status: 422 };
  const said = { needed_by_on, by_name: actor.name };
  await db
    .insertInto("budget_need")
    .values({
      tenant_id: tenant.id,
      owner_id: found.agreement.tenant_id,
      agreement_id: found.agreement.id,
      year: found.year,
      ...said,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "agreement_id", "year"]).doUpdateSet(said))
    .execute();
  await noteBudget(door, found, { field: "needed_by_on", old: found.neededBy || null, new: needed_by_on });
  return { to: yearPath(tenant.slug, found.agreement.id, found.year, "?saved=need") };
}

/** Who of the parties has not answered; nothing when none is asked, or all have, or the last day has passed. */
export async function waitsForAnswers(
  db: TenantDb,
  { parties, agreement }: MoneyYear,
  {
    budget,
    today,
  }: {
    budget: { id: string; sent_on: string | null; sending: number; answer_by_on: string | null };
    today: string;
  },
): Promise<{ answered: number; of: number } | null> {
  if (!budget.sent_on || today > budget.answer_by_on!) return null;
  const asked = parties.filter(({ id }) => id !== agreement.tenant_id);
  const answers = await listAnswers(db, budget);
  const answered = asked.filter(({ id }) => answers.some((answer) => answer.party_id === id)).length;
  return answered === asked.length ? null : { answered, of: asked.length };
}

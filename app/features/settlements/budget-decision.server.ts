import { Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { Reader } from "../contracts/numbers.form.ts";
import { kronor, noteBudget, type PartAnswer, readBudget } from "./budgets.server.ts";
import { waitsForAnswers } from "./consultation.server.ts";
import { sendMoneyLetters } from "./letters.server.ts";
import { yearPartPath, yearPath } from "./settlements.paths.ts";
import { lockYear, type MoneyYear, openBooks } from "./years.server.ts";

/** Decides the budget, or takes the decision back while nothing has been invoiced by it. */
export async function decideBudget(door: Door, id?: string, yearText?: string): Promise<PartAnswer> {
  const { db, tenant, form, today } = door;
  const found = await openBooks(door, id, yearText);
  await lockYear(db, found);
  const { budget } = await readBudget(db, found);
  if (form.get("intent") === "reopen") return takeBack(door, found, budget);
  const names = ["decided_on", "decided_by", "decision_ref", "consulted_on", "alert_percent"];
  const typed: Record<string, string> = Object.fromEntries(
    names.map((name) => [
      name,
      String(form.get(name) ?? "")
        .trim()
        .slice(0, 200),
    ]),
  );
  const read = new Reader((name) => typed[name] ?? "");
  const set = {
    decided_on: read.requiredDay("decided_on"),
    decided_by: read.required("decided_by"),
    decision_ref: read.required("decision_ref"),
    // what was sent through the portal is a consultation; one that was held elsewhere has its day
    consulted_on: read.day("consulted_on") ?? budget?.sent_on ?? null,
    alert_percent: Number(typed.alert_percent || "5"),
  };
  if (set.decided_on > today) read.errors.decided_on ??= "in_future";
  if (!/^\d{1,2}$|^100$|^$/.test(typed.alert_percent ?? "")) read.errors.alert_percent = "out_of_range";
  if (set.consulted_on && set.consulted_on > today) read.errors.consulted_on ??= "in_future";
  if (found.agreement.form === "joint_board" && !set.consulted_on)
    read.errors.consulted_on ??= "consultation_first";
  if (!budget || budget.lines.length === 0) read.errors[""] = "budget_empty";
  if (Object.keys(read.errors).length > 0) return { typed, errors: read.errors, status: 422 };
  const waits = await waitsForAnswers(db, found, { budget: budget!, today });
  if (waits) return { typed, errors: { "": `consultation_open ${waits.answered} ${waits.of}` }, status: 409 };
  const { numUpdatedRows } = await db
    .updateTable("budget")
    .set({ ...set, status: "decided", version: budget!.version + 1 })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", budget!.id)
    .where("status", "=", "proposal")
    .where("version", "=", budget!.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused("changed_meanwhile");
  await noteBudget(door, found, {
    field: "decision_ref",
    new: `${set.decided_by} ${set.decision_ref}: ${kronor(budget!.totalMinor)}`,
  });
  await sendMoneyLetters(db, found, { kind: "budget_decided", step: String(budget!.version + 1) });
  return { to: yearPath(tenant.slug, found.agreement.id, found.year, "?saved=budget") };
}

async function takeBack(
  door: Door,
  found: MoneyYear,
  budget: Awaited<ReturnType<typeof readBudget>>["budget"],
): Promise<PartAnswer> {
  const { db, tenant } = door;
  const invoiced = await db
    .selectFrom("advance")
    .select("id")
    .where("tenant_id", "=", tenant.id)
    .where("agreement_id", "=", found.agreement.id)
    .where("year", "=", found.year)
    .where("invoice_ref", "is not", null)
    .limit(1)
    .executeTakeFirst();
  if (budget?.status !== "decided") throw new Refused("changed_meanwhile");
  if (invoiced) return { typed: {}, errors: { "": "advances_invoiced" }, status: 409 };
  await db
    .updateTable("budget")
    .set({
      status: "proposal",
      decided_on: null,
      decided_by: "",
      decision_ref: "",
      // another proposal is consulted about anew
      ...{ sent_on: null, answer_by_on: null },
      version: budget.version + 1,
    })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", budget.id)
    .execute();
  await noteBudget(door, found, {
    field: "decision_ref",
    old: `${budget.decided_by} ${budget.decision_ref}`,
  });
  return { to: yearPartPath(found.at, "budget", "?saved=1") };
}

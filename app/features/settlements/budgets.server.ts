import { sql } from "kysely";
import { Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { Reader } from "../contracts/numbers.form.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { budgetAmounts, TEMPLATES, type Template } from "./budget.rules.ts";
import { listJointCosts } from "./joint-costs.server.ts";
import { yearPartPath } from "./settlements.paths.ts";
import { lockYear, type MoneyYear, openBooks } from "./years.server.ts";

type Typed = Record<string, string>;
export type PartAnswer = { to: string } | { typed: Typed; errors: Record<string, string>; status: 409 | 422 };

/** The year's budget with its lines and their amounts; nothing while none has been begun. */
export async function readBudget(db: TenantDb, { agreement, year }: Pick<MoneyYear, "agreement" | "year">) {
  const row = await db
    .selectFrom("budget")
    .selectAll()
    .where("agreement_id", "=", agreement.id)
    .where("year", "=", year)
    .executeTakeFirst();
  if (!row) return { budget: undefined };
  const lines = await db
    .selectFrom("budget_line")
    .select([
      "id",
      "account",
      "text",
      "amount_minor",
      "template",
      sql<string | null>`trim_scale(template_percent)::text`.as("template_percent"),
      "contract_id",
    ])
    .where("budget_id", "=", row.id)
    .orderBy(sql`template is not null`)
    .orderBy("account")
    .orderBy("id")
    .limit(2000)
    .execute();
  return { budget: { ...row, ...budgetAmounts(lines) } };
}

/** The page of the budget: its lines, what can be added to it, and the contracts whose costs are not in it or have changed. */
export async function loadBudget(door: Door, id?: string, yearText?: string) {
  const found = await openBooks(door, id, yearText);
  const { budget } = await readBudget(door.db, found);
  const contracts = await listJointCosts(door.db, found);
  return {
    ...found,
    budget: budget ?? null,
    contracts: contracts.map((contract) => ({
      ...contract,
      budgeted: budget?.lines.find((line) => line.contract_id === contract.id)?.minor ?? null,
    })),
  };
}

/** The budget to change, begun if there is none. @throws Refused when it is decided */
async function openProposal(door: Door, found: MoneyYear): Promise<string> {
  const { db, tenant } = door;
  await lockYear(db, found);
  await db
    .insertInto("budget")
    .values({ tenant_id: tenant.id, agreement_id: found.agreement.id, year: found.year })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom("budget")
    .select(["id", "status"])
    .where("tenant_id", "=", tenant.id)
    .where("agreement_id", "=", found.agreement.id)
    .where("year", "=", found.year)
    .executeTakeFirstOrThrow();
  if (row.status === "decided") throw new Refused("budget_decided");
  await db
    .updateTable("budget")
    .set({ version: sql`version + 1` })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", row.id)
    .execute();
  return row.id;
}

/** A line in the history of the year's budget. */
export function noteBudget(
  door: Pick<Door, "record">,
  { agreement, year }: Pick<MoneyYear, "agreement" | "year">,
  { action = "updated", field, ...change }: { action?: string; field?: string; old?: unknown; new?: unknown },
) {
  return door.record({
    kind: "budget",
    id: agreement.id,
    name: `${agreement.title} ${year}`,
    action,
    ...(field ? { changes: [{ field, old: change.old ?? null, new: change.new ?? null }] } : {}),
  });
}

/** An amount for the history. */
export const kronor = (minor: number) => (minor / 100).toFixed(2);

/** Adds a line, takes a contract's cost in, or removes a line. */
export async function changeBudget(door: Door, id?: string, yearText?: string): Promise<PartAnswer> {
  const { db, tenant, form } = door;
  const found = await openBooks(door, id, yearText);
  const to = yearPartPath(found.at, "budget", "?saved=1");
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const remove = form.get("remove");
  const contract = form.get("contract");
  if (typeof remove === "string") {
    const budgetId = await openProposal(door, found);
    const gone = isUuid(remove)
      ? await db
          .deleteFrom("budget_line")
          .where("tenant_id", "=", tenant.id)
          .where("budget_id", "=", budgetId)
          .where("id", "=", remove)
          .returning(["text", "amount_minor"])
          .executeTakeFirst()
      : undefined;
    if (!gone) throw new Refused("changed_meanwhile");
    await noteBudget(door, found, {
      field: "budget_line",
      old: `${gone.text} ${kronor(gone.amount_minor ?? 0)}`,
    });
    return { to };
  }
  if (typeof contract === "string") return takeContractIn(door, found, contract);
  const read = readLine(form);
  if (!("line" in read)) return { ...read, status: 422 };
  const budgetId = await openProposal(door, found);
  await db
    .insertInto("budget_line")
    .values({
      tenant_id: tenant.id,
      agreement_id: found.agreement.id,
      year: found.year,
      budget_id: budgetId,
      ...read.line,
    })
    .execute();
  await noteBudget(door, found, {
    field: "budget_line",
    new: `${read.line.text} ${read.line.template_percent ? `${read.line.template_percent} %` : kronor(read.line.amount_minor ?? 0)}`,
  });
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

async function takeContractIn(door: Door, found: MoneyYear, contractId: string): Promise<PartAnswer> {
  const { db, tenant, form } = door;
  const contract = (await listJointCosts(db, found)).find((each) => each.id === contractId);
  const account = String(form.get("account") ?? "").trim();
  const typed = { account, contract: contractId };
  if (!contract) throw new Refused("changed_meanwhile");
  const budgetId = await openProposal(door, found);
  const known = await db
    .selectFrom("budget_line")
    .select(["id", "amount_minor"])
    .where("tenant_id", "=", tenant.id)
    .where("budget_id", "=", budgetId)
    .where("contract_id", "=", contractId)
    .executeTakeFirst();
  if (known)
    await db
      .updateTable("budget_line")
      .set({ amount_minor: contract.minor, text: contract.name.slice(0, 200) })
      .where("tenant_id", "=", tenant.id)
      .where("id", "=", known.id)
      .execute();
  else {
    if (!/^\d{3,10}$/.test(account)) {
      door.unrecorded("nothing was added: the account is missing");
      return {
        typed,
        errors: { [`account_${contractId}`]: account ? "not_an_account" : "required" },
        status: 422,
      };
    }
    await db
      .insertInto("budget_line")
      .values({
        tenant_id: tenant.id,
        agreement_id: found.agreement.id,
        year: found.year,
        budget_id: budgetId,
        account,
        text: contract.name.slice(0, 200),
        amount_minor: contract.minor,
        contract_id: contractId,
      })
      .execute();
  }
  await noteBudget(door, found, {
    field: "budget_line",
    old: known ? kronor(known.amount_minor ?? 0) : null,
    new: `${contract.name} ${kronor(contract.minor)}`,
  });
  return { to: yearPartPath(found.at, "budget", "?saved=1") };
}

interface NewLine {
  account: string;
  text: string;
  amount_minor: number | null;
  template: Template | null;
  template_percent: string | null;
}

function readLine(form: FormData): { line: NewLine } | { typed: Typed; errors: Record<string, string> } {
  const typed: Typed = Object.fromEntries(
    ["account", "text", "amount", "template", "template_percent"].map((name) => [
      name,
      String(form.get(name) ?? "").trim(),
    ]),
  );
  const read = new Reader((name) => typed[name] ?? "");
  const account = read.required("account");
  if (account && !/^\d{3,10}$/.test(account)) read.errors.account = "not_an_account";
  const text = read.required("text").slice(0, 200);
  const template = read.choice("template", TEMPLATES);
  const amount_minor = read.amount("amount");
  const template_percent = read.decimal("template_percent", { decimals: 4, most: 100 });
  if (amount_minor === null && template_percent === null) read.errors.amount ??= "amount_or_percent";
  if (amount_minor !== null && template_percent !== null)
    read.errors.template_percent ??= "amount_or_percent";
  if (template_percent !== null && !template) read.errors.template ??= "required";
  if (Object.keys(read.errors).length > 0) return { typed, errors: read.errors };
  return { line: { account, text, amount_minor, template, template_percent } };
}

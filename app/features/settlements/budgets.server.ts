import { sql } from "kysely";
import { Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { listCostLines } from "../contracts/cost-lines.server.ts";
import { costsByYear, totalMinor } from "../contracts/costs.rules.ts";
import { Reader } from "../contracts/numbers.form.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { budgetAmounts, TEMPLATES, type Template } from "./budget.rules.ts";
import { yearPartPath, yearPath } from "./settlements.paths.ts";
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

/** A contract of the host's that costs something in the year, with what it costs then. */
async function listContractCosts(db: TenantDb, { agreement, year, parties }: MoneyYear) {
  const contracts = await db
    .selectFrom("contract as c")
    .innerJoin("contract_fact as f", (join) =>
      join.onRef("f.tenant_id", "=", "c.tenant_id").onRef("f.contract_id", "=", "c.id"),
    )
    .select(["c.id", "c.name"])
    .distinct()
    .where("c.tenant_id", "=", agreement.tenant_id)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("contract_participant as p")
          .select("p.organisation_id")
          .whereRef("p.tenant_id", "=", "c.tenant_id")
          .whereRef("p.contract_id", "=", "c.id")
          .where(
            "p.organisation_id",
            "in",
            parties.length > 0 ? parties.map(({ id }) => id) : [agreement.tenant_id],
          ),
      ),
    )
    .orderBy("c.name")
    .orderBy("c.id")
    .limit(200)
    .execute();
  const found = [];
  for (const contract of contracts) {
    const lines = await listCostLines(db, contract.id);
    const minor = totalMinor(costsByYear(lines, `${year}-01-01`, `${year}-12-31`));
    if (minor !== 0) found.push({ ...contract, minor });
  }
  return found;
}

/** The page of the budget: its lines, what can be added to it, and the contracts whose costs are not in it or have changed. */
export async function loadBudget(door: Door, id?: string, yearText?: string) {
  const found = await openBooks(door, id, yearText);
  const { budget } = await readBudget(door.db, found);
  const contracts = await listContractCosts(door.db, found);
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

function note(
  door: Door,
  { agreement, year }: MoneyYear,
  change: { field: string; old?: unknown; new?: unknown },
) {
  return door.record({
    kind: "budget",
    id: agreement.id,
    name: `${agreement.title} ${year}`,
    action: "updated",
    changes: [{ field: change.field, old: change.old ?? null, new: change.new ?? null }],
  });
}

const kronor = (minor: number) => (minor / 100).toFixed(2);

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
    await note(door, found, { field: "budget_line", old: `${gone.text} ${kronor(gone.amount_minor ?? 0)}` });
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
  await note(door, found, {
    field: "budget_line",
    new: `${read.line.text} ${read.line.template_percent ? `${read.line.template_percent} %` : kronor(read.line.amount_minor ?? 0)}`,
  });
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

async function takeContractIn(door: Door, found: MoneyYear, contractId: string): Promise<PartAnswer> {
  const { db, tenant, form } = door;
  const contract = (await listContractCosts(db, found)).find((each) => each.id === contractId);
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
  await note(door, found, {
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

/** Decides the budget, or takes the decision back while nothing has been invoiced by it. */
export async function decideBudget(door: Door, id?: string, yearText?: string): Promise<PartAnswer> {
  const { db, tenant, form, today } = door;
  const found = await openBooks(door, id, yearText);
  await lockYear(db, found);
  const { budget } = await readBudget(db, found);
  if (form.get("intent") === "reopen") return takeBack(door, found, budget);
  const names = [
    "decided_on",
    "decided_by",
    "decision_ref",
    "consulted_on",
    "figures_by_on",
    "alert_percent",
  ];
  const typed: Typed = Object.fromEntries(
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
    consulted_on: read.day("consulted_on"),
    figures_by_on: read.day("figures_by_on"),
    alert_percent: Number(typed.alert_percent || "5"),
  };
  if (set.decided_on > today) read.errors.decided_on ??= "in_future";
  if (!/^\d{1,2}$|^100$|^$/.test(typed.alert_percent ?? "")) read.errors.alert_percent = "out_of_range";
  if (!budget || budget.lines.length === 0) read.errors[""] = "budget_empty";
  if (Object.keys(read.errors).length > 0) return { typed, errors: read.errors, status: 422 };
  const { numUpdatedRows } = await db
    .updateTable("budget")
    .set({ ...set, status: "decided", version: budget!.version + 1 })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", budget!.id)
    .where("status", "=", "proposal")
    .where("version", "=", budget!.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused("changed_meanwhile");
  await note(door, found, {
    field: "decision_ref",
    new: `${set.decided_by} ${set.decision_ref}: ${kronor(budget!.totalMinor)}`,
  });
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
      version: budget.version + 1,
    })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", budget.id)
    .execute();
  await note(door, found, { field: "decision_ref", old: `${budget.decided_by} ${budget.decision_ref}` });
  return { to: yearPartPath(found.at, "budget", "?saved=1") };
}

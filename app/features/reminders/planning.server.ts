import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Day } from "../deadlines/term.rules.ts";
import { listReminded, type RemindedContract } from "./contracts.server.ts";
import { DEFAULT_STEPS, type ExistingStep, type LadderPlan, planLadders } from "./ladder.rules.ts";

const me = sql<string>`app.tenant()`;

type Existing = ExistingStep & { contract_id: string };

/** How many days before, by contract: its own, else its type's, else those for all types, else the usual ones. */
export async function stepsByContract(
  db: TenantDb,
  contracts: readonly Pick<RemindedContract, "id" | "type">[],
): Promise<Map<string, readonly number[]>> {
  const settings = await db.selectFrom("reminder_setting").selectAll().where("tenant_id", "=", me).execute();
  const ladders = await db.selectFrom("contract_ladder").selectAll().where("tenant_id", "=", me).execute();
  const byType = new Map(settings.map((row) => [row.contract_type, row.steps]));
  const own = new Map(ladders.map((row) => [row.contract_id, row.steps]));
  return new Map(
    contracts.map(({ id, type }) => [
      id,
      own.get(id) ?? (type ? byType.get(type) : undefined) ?? byType.get("any") ?? DEFAULT_STEPS,
    ]),
  );
}

/** Brings the organisation's ladders in line with the terms of its contracts. Running twice changes nothing the second time. */
export async function planReminders(db: TenantDb, tenantId: string, today: Day): Promise<void> {
  const contracts = await listReminded(db, today);
  const steps = await stepsByContract(db, contracts);
  const existing = await listSteps(db);
  const known = new Set(contracts.map((contract) => contract.id));
  const gone = [...existing].filter(([id]) => !known.has(id)).flatMap(([, rows]) => rows);
  const plans = contracts.map((contract) => ({
    contract,
    plan: planLadders(
      contract.deadlines,
      existing.get(contract.id) ?? [],
      steps.get(contract.id) ?? [],
      today,
    ),
  }));
  await addSteps(db, tenantId, plans);
  await cancel(db, [
    ...plans.flatMap(({ plan }) => plan.cancel),
    ...gone
      .filter((step) => step.state === "planned" || step.state === "no_recipient")
      .map((step) => step.id),
  ]);
  for (const { contract, plan } of plans)
    for (const { kind, deadline_on, last_on, then_on, option_seq } of plan.correct)
      await db
        .updateTable("reminder")
        .set({ last_on, then_on, option_seq })
        .where("tenant_id", "=", me)
        .where("contract_id", "=", contract.id)
        .where("deadline_kind", "=", kind)
        .where("deadline_on", "=", deadline_on)
        .execute();
}

async function listSteps(db: TenantDb): Promise<Map<string, Existing[]>> {
  const rows = await db
    .selectFrom("reminder")
    .select([
      "id",
      "contract_id",
      "deadline_kind",
      "deadline_on",
      "step_days",
      "due_on",
      "last_on",
      "then_on",
      "state",
    ])
    .where("tenant_id", "=", me)
    .orderBy("id")
    .execute();
  const found = new Map<string, Existing[]>();
  for (const row of rows) found.set(row.contract_id, [...(found.get(row.contract_id) ?? []), row]);
  return found;
}

async function addSteps(
  db: TenantDb,
  tenantId: string,
  plans: readonly { contract: RemindedContract; plan: LadderPlan }[],
): Promise<void> {
  const rows = plans.flatMap(({ contract, plan }) =>
    plan.add.map(({ kind, ...step }) => ({
      ...step,
      deadline_kind: kind,
      tenant_id: tenantId,
      contract_tenant_id: contract.tenant_id,
      contract_id: contract.id,
    })),
  );
  // a statement takes at most 65,535 parameters
  for (let at = 0; at < rows.length; at += 2000)
    await db
      .insertInto("reminder")
      .values(rows.slice(at, at + 2000))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

async function cancel(db: TenantDb, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .deleteFrom("reminder")
    .where("tenant_id", "=", me)
    .where("id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
}

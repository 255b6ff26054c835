import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door, TenantDb } from "../../server/tenant.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { DEFAULT_STEPS, readSteps } from "./ladder.rules.ts";
import { stepsByContract } from "./planning.server.ts";
import { hasReminders, mayChooseSteps } from "./reminders.policy.ts";
import { ANY_TYPE, LADDER_TYPES, type LadderType } from "./settings.rules.ts";

const me = sql<string>`app.tenant()`;

/** Steps as people write them. */
export function written(steps: readonly number[]): string {
  return steps.join(", ");
}

/** What has been chosen per type; a type without a choice of its own is not in the answer, "any" always is. */
export async function listSettings(db: TenantDb): Promise<Partial<Record<LadderType, string>>> {
  const rows = await db.selectFrom("reminder_setting").selectAll().where("tenant_id", "=", me).execute();
  const chosen = Object.fromEntries(rows.map((row) => [row.contract_type, written(row.steps)]));
  return { [ANY_TYPE]: written(DEFAULT_STEPS), ...chosen };
}

export type SettingErrors = Partial<Record<string, "steps_wrong">>;

/**
 * Keeps the days before of all types. A type left empty follows "any"; "any" left empty reminds of nothing.
 * @returns errors by field, when nothing was kept
 */
export async function saveSettings({
  db,
  tenant,
  form,
  record,
  unrecorded,
}: Door): Promise<SettingErrors | undefined> {
  const before = await listSettings(db);
  const errors: SettingErrors = {};
  const wanted = new Map<LadderType, number[]>();
  for (const type of LADDER_TYPES) {
    const text = String(form.get(type) ?? "").trim();
    const steps = readSteps(text);
    if (!steps) errors[type] = "steps_wrong";
    else if (type === ANY_TYPE || text !== "") wanted.set(type, steps);
  }
  if (Object.keys(errors).length > 0) return errors;
  await db.deleteFrom("reminder_setting").where("tenant_id", "=", me).execute();
  await db
    .insertInto("reminder_setting")
    .values([...wanted].map(([contract_type, steps]) => ({ tenant_id: tenant.id, contract_type, steps })))
    .execute();
  const changes = LADDER_TYPES.flatMap((field) => {
    const [old, now] = [before[field] ?? null, wanted.has(field) ? written(wanted.get(field)!) : null];
    return old === now ? [] : [{ field, old, new: now }];
  });
  if (changes.length > 0)
    await record({ kind: "reminder_setting", id: tenant.id, action: "updated", changes });
  else unrecorded("nothing was changed");
  return undefined;
}

/** A contract the organisation may remind of, with its own days when it has any, and those that apply now. @throws NotFound */
export async function findContractSteps(db: TenantDb, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const contract = await db
    .selectFrom("contract")
    .select(["tenant_id", "id", "name", "type"])
    .where("id", "=", id)
    .where(sql<boolean>`(tenant_id = app.own_tenant() or id = any (array(select app.contracts_of_mine())))`)
    .executeTakeFirst();
  if (!contract) throw new NotFound();
  const own = await db
    .selectFrom("contract_ladder")
    .select("steps")
    .where("tenant_id", "=", me)
    .where("contract_id", "=", id)
    .executeTakeFirst();
  const now = (await stepsByContract(db, [contract])).get(id) ?? [];
  return { ...contract, own: own ? written(own.steps) : null, now: written(now) };
}

/** What the contract's own page says of its reminders: days before, the next one, and whether the reader may change the days. */
export async function loadContractReminders({ db, tenant, actor, today }: Door, id: string) {
  if (!hasReminders(tenant, actor)) return null;
  const { own, now } = await findContractSteps(db, id);
  const next = await db
    .selectFrom("reminder")
    .select(["due_on", "deadline_on", "deadline_kind"])
    .where("tenant_id", "=", me)
    .where("contract_id", "=", id)
    .where("state", "=", "planned")
    .where("due_on", ">", today)
    .orderBy("due_on")
    .orderBy("id")
    .executeTakeFirst();
  return {
    slug: tenant.slug,
    id,
    steps: now,
    isOwnChoice: own !== null,
    next: next ?? null,
    mayChange: mayChooseSteps(actor),
  };
}

/** Days of its own for one contract, or null to follow its type again. */
export async function saveContractSteps(
  { db, tenant, record }: Door,
  contract: Awaited<ReturnType<typeof findContractSteps>>,
  steps: number[] | null,
): Promise<void> {
  const key = { tenant_id: tenant.id, contract_tenant_id: contract.tenant_id, contract_id: contract.id };
  if (steps)
    await db
      .insertInto("contract_ladder")
      .values({ ...key, steps })
      .onConflict((conflict) => conflict.columns(["tenant_id", "contract_id"]).doUpdateSet({ steps }))
      .execute();
  else
    await db
      .deleteFrom("contract_ladder")
      .where("tenant_id", "=", me)
      .where("contract_id", "=", contract.id)
      .execute();
  await record({
    kind: "reminder_setting",
    id: contract.id,
    name: contract.name,
    action: "updated",
    changes: [{ field: "steps", old: contract.own, new: steps && written(steps) }],
  });
}

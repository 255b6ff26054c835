import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { hostedPath } from "./systems.paths.ts";
import { hasInventory, mayEditSystems } from "./systems.policy.ts";

export interface HostedRow {
  usage_tenant_id: string;
  usage_id: string;
  own_name: string;
  owner_name: string;
  hosting_form: string;
  answer: "confirmed" | "declined" | null;
}

/** Systems that others say the tenant runs, those without an answer first. */
export async function listHosted(db: TenantDb, tenantId: string): Promise<HostedRow[]> {
  const { rows } = await sql<HostedRow>`
    select r.usage_tenant_id, r.usage_id, r.own_name, o.name as owner_name, r.hosting_form, h.answer
    from app.hosting_requests() r join organisation o on o.id = r.usage_tenant_id
    left join hosting_confirmation h on h.tenant_id = ${tenantId} and h.usage_tenant_id = r.usage_tenant_id
      and h.usage_id = r.usage_id
    order by h.answer is not null, o.name, r.own_name, r.usage_id limit 1000`.execute(db);
  return rows;
}

/** What the page of hosted systems shows; in "view as" there is nothing, for the host's answers are its own. */
export async function loadHostedPage({ db, tenant, actor, authorize }: Door) {
  if (!hasInventory(tenant)) throw new NotFound();
  authorize(true);
  return {
    slug: tenant.slug,
    rows: await listHosted(db, tenant.id),
    can: { answer: mayEditSystems(actor) },
  };
}

/** Answers for the posted system; may be changed later. @throws NotFound when the tenant was not asked */
export async function answerHosting({ db, tenant, actor, form, record, authorize }: Door): Promise<string> {
  if (!hasInventory(tenant)) throw new NotFound();
  authorize(mayEditSystems(actor));
  const [owner, usage, answer] = [form.get("owner"), form.get("usage"), form.get("answer")];
  if (typeof owner !== "string" || typeof usage !== "string" || !isUuid(owner) || !isUuid(usage))
    throw new NotFound();
  if (answer !== "confirmed" && answer !== "declined") throw new NotFound();
  const row = (await listHosted(db, tenant.id)).find(
    (each) => each.usage_tenant_id === owner && each.usage_id === usage,
  );
  if (!row) throw new NotFound();
  if (row.answer === answer) return hostedPath(tenant.slug);
  await db
    .insertInto("hosting_confirmation")
    .values({
      tenant_id: tenant.id,
      usage_tenant_id: owner,
      usage_id: usage,
      answer,
      answered_by: actor.accountId,
    })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "usage_tenant_id", "usage_id"]).doUpdateSet({
        answer,
        answered_at: sql<Date>`now()`,
        answered_by: actor.accountId,
      }),
    )
    .execute();
  await record({
    kind: "hosting",
    id: usage,
    name: `${row.own_name}, ${row.owner_name}`,
    action: answer,
    changes: [{ field: "answer", old: row.answer, new: answer }],
  });
  return `${hostedPath(tenant.slug)}?saved=1`;
}

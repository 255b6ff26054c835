import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { logAccess } from "../audit/audit.server.ts";
import { listStandIns } from "../roles/holding.server.ts";
import { abilitiesOn } from "./access.server.ts";
import { nextOversight } from "./fields.rules.ts";
import { stepsFrom } from "./lifecycle.rules.ts";
import {
  lastChanges,
  listDocuments,
  listRoles,
  listSameProduct,
  listSubProcessors,
  listUsageFunctions,
} from "./parts.server.ts";
import { hasInventory, mayReadInternal } from "./systems.policy.ts";
import { findHiddenGroups, findUsage, readableGroups, type Usage } from "./systems.server.ts";
import { validityOf } from "./validity.rules.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "today" | "authorize">;
export type HostingState = "none" | "own" | "waiting" | "confirmed" | "declined" | "hidden";

/** What the owner is told of the relation to the host. */
export async function hostingState(db: TenantDb, usage: Usage): Promise<HostingState> {
  const host = usage.values.host_organisation;
  if (!host) return "none";
  if (host === usage.tenant_id) return "own";
  const { rows } = await sql<{
    answer: string | null;
  }>`select app.hosting_answer(${usage.id}) as answer`.execute(db);
  const answer = rows[0]?.answer;
  if (answer === "confirmed" || answer === "declined") return answer;
  return usage.is_hidden ? "hidden" : "waiting";
}

/** Everything the record's page shows; notes in the owner's access history that it was opened. @throws NotFound */
export async function loadUsagePage({ db, tenant, actor, today, authorize }: Reading, id: string) {
  if (!hasInventory(tenant)) throw new NotFound();
  const usage = await findUsage(db, tenant, id);
  authorize(true);
  const isOwn = mayReadInternal(actor, tenant, usage);
  const groups = await readableGroups(db, tenant, usage);
  const may = (group: string) => groups.includes(group);
  await logAccess(db, tenant, {
    via: "record",
    kind: "system_usage",
    seen: [{ owner: usage.tenant_id, object: usage.id }],
  });
  const { values } = usage;
  const sameProduct = await listSameProduct(db, tenant, usage);
  const listed = sameProduct.rows.map((row) => ({ owner: row.owner_id }));
  await logAccess(db, tenant, { via: "list", kind: "system_usage", seen: listed });
  return {
    slug: tenant.slug,
    // when a neighbour's record was last touched would tell of changes in groups that are not shared
    usage: isOwn ? usage : { ...usage, version: 0, created_at: "", updated_at: "" },
    isOwn,
    groups,
    hiddenGroups: isOwn ? await findHiddenGroups(db, tenant) : [],
    functions: await listUsageFunctions(db, usage),
    roles: may("contacts") ? await listRoles(db, usage) : [],
    today,
    standIns: isOwn ? await listStandIns(db, usage.id, today) : [],
    documents: may("documents") ? await listDocuments(db, usage) : [],
    subProcessors: may("classification") ? await listSubProcessors(db, usage) : [],
    changes: isOwn ? await lastChanges(db, usage) : {},
    sameProduct,
    hosting: isOwn ? await hostingState(db, usage) : ("none" as const),
    // derived from dates and term, which others may not see both of
    validity: isOwn
      ? validityOf({
          lifecycle: usage.lifecycle,
          taken_into_use_on: day(values.taken_into_use_on),
          retired_on: day(values.retired_on),
          term_ends_on: day(values.term_ends_on),
          counts_as_valid: usage.counts_as_valid,
          today,
        })
      : null,
    nextOversight: nextOversight(day(values.oversight_last_on), number(values.oversight_interval_months)),
    isPastSupport:
      usage.lifecycle === "in_operation" &&
      usage.product.support_ends_on !== null &&
      usage.product.support_ends_on < today,
    can: await abilitiesOn({ db, tenant, actor, today }, usage),
    steps: stepsFrom(usage.lifecycle),
  };
}

export type UsagePageData = Awaited<ReturnType<typeof loadUsagePage>>;

export function day(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

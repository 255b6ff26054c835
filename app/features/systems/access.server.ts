import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { holdsGrantingRole } from "../roles/holding.server.ts";
import { hasInventory, mayEditSystems, mayEditUsage, mayManageUsage } from "./systems.policy.ts";
import { findUsage, lockUsage, type Usage } from "./systems.server.ts";

export type Editing = Pick<Door, "db" | "tenant" | "actor" | "today" | "authorize">;

/** What the actor may do with the record: change what is said about it, and decide over the record itself. */
export async function abilitiesOn(
  { db, tenant, actor, today }: Omit<Editing, "authorize">,
  usage: Usage,
): Promise<{ edit: boolean; manage: boolean }> {
  // editors need no role, so the question is spared
  const holdsRole = !mayEditSystems(actor) && (await holdsGrantingRole(db, { actor, tenant, usage, today }));
  return {
    edit: mayEditUsage(actor, tenant, usage, holdsRole),
    manage: mayManageUsage(actor, tenant, usage),
  };
}

/**
 * Own record for a page that changes what is said about it.
 * @throws NotFound for others', Forbidden for readers without a role that carries the right
 */
export async function openEditable(door: Editing, id: string): Promise<Usage> {
  if (!hasInventory(door.tenant)) throw new NotFound();
  const usage = await findUsage(door.db, door.tenant, id);
  door.authorize((await abilitiesOn(door, usage)).edit);
  return usage;
}

/** The same for a posted change: the record is locked until it is written. */
export async function lockEditable(door: Editing, id: string): Promise<Usage> {
  if (!hasInventory(door.tenant)) throw new NotFound();
  const usage = await lockUsage(door.db, door.tenant, id);
  door.authorize((await abilitiesOn(door, usage)).edit);
  return usage;
}

/** Own record for a page that decides over it: roles, product, visibility, deletion. @throws NotFound for others', Forbidden for readers */
export async function openOwn({ db, tenant, actor, authorize }: Editing, id: string): Promise<Usage> {
  if (!hasInventory(tenant)) throw new NotFound();
  const usage = await findUsage(db, tenant, id);
  authorize(mayManageUsage(actor, tenant, usage));
  return usage;
}

/** The same for a posted change: the record is locked until it is written. */
export async function lockOwn({ db, tenant, actor, authorize }: Editing, id: string): Promise<Usage> {
  if (!hasInventory(tenant)) throw new NotFound();
  authorize(mayEditSystems(actor));
  const usage = await lockUsage(db, tenant, id);
  authorize(mayManageUsage(actor, tenant, usage));
  return usage;
}

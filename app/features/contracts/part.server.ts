import { NotFound } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { cleaned } from "./contracts.form.ts";
import { type ContractPart, contractPartPath } from "./contracts.paths.ts";
import { hasRegister, mayEditContracts } from "./contracts.policy.ts";
import { type Contract, findContract, lockContract } from "./contracts.server.ts";
import { listParticipants, takesPart } from "./participants.server.ts";

/*
 * The pages of what hangs on a contract in numbers: each lists what there is and has one form to add and one button each to remove.
 */

export type Errors = Record<string, string>;
export type PartOutcome = { to: string } | { typed: Typed; errors: Errors };
type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize">;

/** Own contract for a page that changes it. @throws NotFound for others', Forbidden for readers */
export async function openOwnContract(
  { db, tenant, actor, authorize }: Reading,
  id: string,
): Promise<Contract> {
  if (!hasRegister(tenant)) throw new NotFound();
  const contract = await findContract(db, id);
  if (contract.tenant_id !== tenant.id) throw new NotFound();
  authorize(mayEditContracts(actor));
  return contract;
}

/** The same for a posted change: the contract is locked until it is written. */
export async function lockOwnContract(
  { db, tenant, actor, authorize }: Reading,
  id: string,
): Promise<Contract> {
  if (!hasRegister(tenant)) throw new NotFound();
  authorize(mayEditContracts(actor));
  return lockContract(db, id);
}

/** A contract that the organisation holds or takes part in, for what it adds of its own. @throws NotFound for all others */
export async function openJoinedContract(
  { db, tenant, actor, today, authorize }: Reading & Pick<Door, "today">,
  id: string,
): Promise<Contract> {
  if (!hasRegister(tenant)) throw new NotFound();
  const contract = await findContract(db, id);
  const isMine =
    contract.tenant_id === tenant.id || takesPart(await listParticipants(db, id), tenant.id, today);
  if (!isMine) throw new NotFound();
  authorize(mayEditContracts(actor));
  return contract;
}

interface Changing {
  part: ContractPart;
  /** Opens the contract, and locks it where what is checked must be what is changed. */
  open(door: Door): Promise<Contract>;
  /** Removes what the form names. @returns errors when it may not be removed */
  remove?(door: Door, contract: Contract, key: string): Promise<Errors | undefined>;
  add(door: Door, contract: Contract, typed: Typed): Promise<Errors | undefined>;
}

/** Removes the one that is named by `remove`, or adds what was typed; a form sent twice adds once. */
export async function changePart(door: Door, { part, open, remove, add }: Changing): Promise<PartOutcome> {
  const contract = await open(door);
  const { db, form, tenant } = door;
  const to = contractPartPath(tenant.slug, contract.id, part, "?saved=1");
  const key = form.get("remove");
  if (typeof key === "string" && remove) {
    const errors = await remove(door, contract, key);
    return errors ? { typed: {}, errors } : { to };
  }
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const typed = typedValues(form);
  const errors = (await add(door, contract, typed)) ?? {};
  if (Object.keys(errors).length > 0) return { typed, errors };
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

/** One change of a contract in its owner's history, or in the participant's own. */
export function note(
  { record }: Pick<Door, "record">,
  contract: Pick<Contract, "id" | "name">,
  change: { action?: string; field: string; old?: unknown; new?: unknown; reason?: string },
) {
  return record({
    kind: "contract",
    id: contract.id,
    name: contract.name,
    action: change.action ?? "updated",
    changes: [{ field: change.field, old: change.old ?? null, new: change.new ?? null }],
    reason: change.reason,
  });
}

/** A typed text on one line, cut to what is kept. */
export function word(typed: Typed, key: string, most = 300): string {
  return cleaned([typed[key] ?? ""].flat()[0])
    .replace(/\s+/gu, " ")
    .slice(0, most);
}

/** A typed text of several lines. */
export function lines(typed: Typed, key: string, most = 4000): string | null {
  return cleaned([typed[key] ?? ""].flat()[0]).slice(0, most) || null;
}

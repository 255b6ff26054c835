import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { loadHistory } from "../audit/history.server.ts";
import { hasRegister } from "./contracts.policy.ts";
import { findContract } from "./contracts.server.ts";

/** The history of an own contract. @throws NotFound for others' */
export async function loadContractHistory(door: Door, id: string, search: URLSearchParams) {
  if (!hasRegister(door.tenant)) throw new NotFound();
  const contract = await findContract(door.db, id);
  if (contract.tenant_id !== door.tenant.id || door.actor.isPreview) throw new NotFound();
  return {
    ...(await loadHistory(door, search, { kind: "contract", id: contract.id })),
    contract: { id: contract.id, name: contract.name },
  };
}

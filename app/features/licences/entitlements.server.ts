import { randomUUID } from "node:crypto";
import type { TenantDb } from "../../server/transaction.server.ts";
import { allocate } from "../cost-keys/allocation.rules.ts";
import type { Licence } from "./licences.server.ts";
import { type PartyQuantity, poolOn } from "./pool.rules.ts";
import type { LockedPool } from "./pool.server.ts";

/** Where all that is bought is to be distributed, a purchase goes to the members by the rights they have, or equally where none has any. */
export function distributed(
  pool: LockedPool,
  { quantity, valid_from, valid_to }: { quantity: number; valid_from: string; valid_to: string | null },
): PartyQuantity[] {
  const { members } = poolOn(pool.rows, valid_from);
  if (members.length === 0) return [];
  const hasRights = members.some((member) => member.entitled > 0);
  return allocate(
    quantity,
    members.map(({ party, party_order, entitled }) => ({
      party,
      party_order,
      weight: hasRights ? entitled : 1,
    })),
  )
    .filter((share) => share.minor > 0)
    .map((share) => ({
      id: randomUUID(),
      party: share.party,
      quantity: share.minor,
      from_on: valid_from,
      to_on: valid_to,
    }));
}

/** Writes rights that the pool has agreed to. */
export async function putEntitlements(
  db: TenantDb,
  { licence, item }: { licence: Pick<Licence, "id" | "tenant_id">; item: string },
  rows: readonly (PartyQuantity & { basis?: string | null; true_up_id?: string | null })[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("entitlement")
    .values(
      rows.map((row) => ({
        tenant_id: licence.tenant_id,
        id: row.id,
        agreement_id: licence.id,
        item_id: item,
        organisation_id: row.party,
        quantity: row.quantity,
        valid_from: row.from_on,
        valid_to: row.to_on,
        basis: row.basis ?? null,
        true_up_id: row.true_up_id ?? null,
      })),
    )
    .execute();
}

import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { hasLicences, mayCoordinate, mayWriteLicences } from "./licences.policy.ts";

export type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize" | "today">;

/** A licence agreement that the organisation coordinates or is a member of. @throws NotFound */
export async function findLicence(db: TenantDb, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const found = await db
    .selectFrom("licence_agreement as a")
    .innerJoin("organisation as o", "o.id", "a.tenant_id")
    .leftJoin("supplier as s", "s.id", "a.supplier_id")
    .selectAll("a")
    .select(["o.name as coordinator", "s.name as supplier"])
    .where("a.id", "=", id)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}
export type Licence = Awaited<ReturnType<typeof findLicence>>;

/** For a page that everybody of the agreement reads. @throws NotFound for suppliers and those outside */
export async function openLicence({ db, tenant, authorize }: Reading, id: string): Promise<Licence> {
  if (!hasLicences(tenant)) throw new NotFound();
  const licence = await findLicence(db, id);
  authorize(true); // row-level security has let it through
  return licence;
}

/** For what only the coordinator does. @throws NotFound for others', Forbidden for readers */
export async function openOwnLicence(door: Reading, id: string): Promise<Licence> {
  if (!hasLicences(door.tenant)) throw new NotFound();
  const licence = await findLicence(door.db, id);
  if (licence.tenant_id !== door.tenant.id) throw new NotFound();
  door.authorize(mayCoordinate(door.actor, door.tenant, licence));
  return licence;
}

/** For what a member (or the coordinator as one) writes about itself. */
export async function openJoinedLicence(door: Reading, id: string): Promise<Licence> {
  if (!hasLicences(door.tenant)) throw new NotFound();
  const licence = await findLicence(door.db, id);
  door.authorize(mayWriteLicences(door.actor));
  return licence;
}

/** An item of an agreement. @throws NotFound */
export async function findItem(db: TenantDb, agreementId: string, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const found = await db
    .selectFrom("licence_item")
    .selectAll()
    .where("id", "=", id)
    .where("agreement_id", "=", agreementId)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}
export type LicenceItem = Awaited<ReturnType<typeof findItem>>;

/** Members of an agreement in its fixed order. */
export async function listMembers(db: TenantDb, agreementId: string) {
  const { rows } = await sql<{
    organisation_id: string;
    name: string;
    role: "party" | "call_off_only";
    party_order: number;
    joined_on: string;
    leaves_on: string | null;
    leaving_set_by: "coordinator" | "member" | null;
    own_ends_on: string | null;
    is_confirmed: boolean;
    is_declined: boolean;
    version: number;
  }>`
    select m.organisation_id, o.name, m.role, m.party_order, m.joined_on, m.leaves_on, m.leaving_set_by, m.own_ends_on,
      m.member_confirmed_at is not null as is_confirmed, m.member_declined_at is not null as is_declined, m.version
    from licence_member m join organisation o on o.id = m.organisation_id
    where m.agreement_id = ${agreementId} order by m.party_order limit 1000`.execute(db);
  return rows;
}
export type Member = Awaited<ReturnType<typeof listMembers>>[number];

const tiersOn = (db: TenantDb, day: string) =>
  db
    .selectFrom("price_tier")
    .select(["id", "item_id", "from_quantity", "unit_price_minor", "currency", "valid_from", "valid_to"])
    .where("valid_from", "<=", day)
    .where((eb) => eb.or([eb("valid_to", "is", null), eb("valid_to", ">=", day)]))
    .orderBy("from_quantity");

/** The ladder of an item on a day, rising. */
export async function listTiers(db: TenantDb, itemId: string, day: string) {
  return tiersOn(db, day).where("item_id", "=", itemId).limit(100).execute();
}
type Tier = Awaited<ReturnType<typeof listTiers>>[number];

/** The ladders of all items of an agreement on a day, by item. */
export async function listLadders(
  db: TenantDb,
  agreementId: string,
  day: string,
): Promise<Map<string, Tier[]>> {
  const tiers = await tiersOn(db, day)
    .where(
      "item_id",
      "in",
      db.selectFrom("licence_item").select("id").where("agreement_id", "=", agreementId),
    )
    .orderBy("item_id")
    .limit(2000)
    .execute();
  const byItem = new Map<string, Tier[]>();
  for (const tier of tiers) byItem.set(tier.item_id, [...(byItem.get(tier.item_id) ?? []), tier]);
  return byItem;
}

/** Agreements that the organisation is asked to join. */
export async function listLicenceInvitations(db: TenantDb) {
  const { rows } = await sql<{
    agreement: string;
    name: string;
    coordinator: string;
    role: "party" | "call_off_only";
    joined_on: string;
    own_ends_on: string | null;
    starts_on: string;
    ends_on: string | null;
    version: number;
    is_declined: boolean;
  }>`
    select i.agreement, i.name, o.name as coordinator, i.role, i.joined_on, i.own_ends_on, i.starts_on, i.ends_on, i.version,
      i.declined_at is not null as is_declined
    from app.licence_invitations() i join organisation o on o.id = i.coordinator
    order by i.declined_at nulls first, o.name, i.name, i.agreement limit 200`.execute(db);
  return rows;
}

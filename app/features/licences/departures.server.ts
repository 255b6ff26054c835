import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { note, type Outcome, refusedAt, submitted } from "./form.server.ts";
import { licencePath } from "./licences.paths.ts";
import { mayAnswerFor, mayCoordinate } from "./licences.policy.ts";
import {
  type Licence,
  listLadders,
  listMembers,
  type Member,
  openLicence,
  type Reading,
} from "./licences.server.ts";
import { listLoans } from "./loans.server.ts";
import { NOTHING, poolOn } from "./pool.rules.ts";
import { changeMembership, readPools } from "./pool.server.ts";
import { seenPool } from "./seen.rules.ts";
import { priceWithout } from "./tiers.rules.ts";

/** Whose departure the page is about: the own organisation's, or for the coordinator the one that the address names. */
async function leaving(door: Reading, id: string, organisationId: string | null) {
  const licence = await openLicence(door, id);
  const isOwn = licence.tenant_id === door.tenant.id;
  const key = isOwn && organisationId ? organisationId : door.tenant.id;
  const member = (await listMembers(door.db, id)).find((each) => each.organisation_id === key);
  if (!member?.is_confirmed) throw new NotFound();
  door.authorize(isOwn ? mayCoordinate(door.actor, door.tenant, licence) : mayAnswerFor(door.actor));
  return { licence, member, isOwn };
}

/** What a departure means before it is saved: its loans that end, its rights, and the price of those who remain. */
export async function loadLicenceDeparture(door: Reading, id: string, query: URLSearchParams) {
  const { db, tenant, today } = door;
  const { licence, member, isOwn } = await leaving(door, id, query.get("organisation"));
  const items = await db
    .selectFrom("licence_item")
    .select(["id", "name", "price_model", "currency", "is_unlimited"])
    .where("agreement_id", "=", id)
    .orderBy("name")
    .orderBy("id")
    .limit(200)
    .execute();
  const [pools, ladders, loans] = [
    await readPools(db, id, today),
    await listLadders(db, id, today),
    await listLoans(db, { agreement: id, party: member.organisation_id }, today),
  ];
  const ending = loans.filter((loan) => ["active", "accepted", "recalled", "proposed"].includes(loan.shown));
  const effects = items.map((item) => {
    const pool = poolOn(pools.get(item.id) ?? NOTHING, today);
    const quantities = pool.members.map(({ party, party_order, entitled }) => ({
      party,
      party_order,
      quantity: entitled,
    }));
    const price = priceWithout(
      item.price_model,
      ladders.get(item.id) ?? [],
      quantities,
      member.organisation_id,
    );
    // what the others pay more is a sum over them: a member is told where nobody can be worked out
    const isTold = seenPool(pool).totals !== null;
    return {
      id: item.id,
      name: item.name,
      currency: item.currency,
      entitled: pool.members.find((each) => each.party === member.organisation_id)?.entitled ?? 0,
      loans: ending
        .filter((loan) => loan.item_id === item.id)
        .map(({ id: loan, lender, borrower, quantity, ends_on }) => ({
          id: loan,
          lender,
          borrower,
          quantity,
          ends_on,
        })),
      before_minor: price.before?.unit_price_minor ?? null,
      after_minor: price.after?.unit_price_minor ?? null,
      more_minor: isTold ? price.remaining.together_minor - price.paidNow_minor : 0,
    };
  });
  return {
    slug: tenant.slug,
    today,
    licence: { id, name: licence.name, coordinator: licence.coordinator },
    member: {
      id: member.organisation_id,
      name: member.name,
      version: member.version,
      leaves_on: member.leaves_on,
      isSelf: member.organisation_id === tenant.id,
    },
    mayStay: mayStay(member, { isOwn, today }),
    effects,
  };
}

/** A departure is taken back before its day is over, by whoever set it or by the coordinator. */
function mayStay(
  { leaves_on, leaving_set_by }: Member,
  { isOwn, today }: { isOwn: boolean; today: string },
): boolean {
  return leaves_on !== null && leaves_on >= today && (isOwn || leaving_set_by === "member");
}

/**
 * Says on which day a member leaves, or takes that back, with every pool of the agreement held. Its loans end with it; whoever stays gets
 * its rights and loans back only where the pools still have them.
 */
export async function saveLicenceDeparture(door: Door, id: string, query: URLSearchParams): Promise<Outcome> {
  const { db, tenant, actor, today, record } = door;
  const { licence, member, isOwn } = await leaving(door, id, query.get("organisation"));
  return submitted(door, licence, async (read) => {
    const isStaying = read.typed.stay === "1";
    const last = isStaying ? null : read.requiredDay("leaves_on");
    if (last && !read.hasErrors) {
      if (last < today || last < member.joined_on) read.errors.leaves_on = "before_today";
      else if (member.leaves_on && last > member.leaves_on) read.errors.leaves_on = "not_earlier";
    }
    if (isStaying && !mayStay(member, { isOwn, today })) read.errors[""] = "changed_meanwhile";
    if (isStaying && (await leavesContract(db, licence, member.organisation_id)))
      read.errors[""] ??= "contract_left";
    if (read.hasErrors) return { errors: read.errors };
    const version = Number(read.typed.version);
    const until = [last, member.own_ends_on].filter((day) => day !== null).sort()[0] ?? null;
    const refusal = await changeMembership(
      door,
      licence,
      { kind: "membership", party: member.organisation_id, to_on: until },
      async () => {
        const isDone = isOwn
          ? await leaveAsCoordinator(db, { licence, member, version, last })
          : await leaveAsMember(db, { id, version, last, by: actor.name });
        if (!isDone) throw new Refused("changed_meanwhile");
        await note(record, licence, {
          action: isStaying ? "stayed" : "left",
          field: "leaves_on",
          old: member.leaves_on,
          new: isStaying ? member.name : `${member.name}: ${last}`,
        });
      },
    );
    return (
      refusedAt(isStaying ? "" : "leaves_on", refusal) ?? {
        to: licencePath(tenant.slug, id, isStaying ? "?saved=stayed" : "?saved=left"),
      }
    );
  });
}

async function leavesContract(db: TenantDb, licence: Licence, organisationId: string): Promise<boolean> {
  const found = await db
    .selectFrom("contract_participant")
    .select("leaves_on")
    .where("contract_id", "=", licence.contract_id)
    .where("organisation_id", "=", organisationId)
    .where("leaves_on", "is not", null)
    .executeTakeFirst();
  return found !== undefined;
}

async function leaveAsCoordinator(
  db: TenantDb,
  {
    licence,
    member,
    version,
    last,
  }: { licence: Licence; member: { organisation_id: string }; version: number; last: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("licence_member")
    .set({ leaves_on: last, version: version + 1 })
    .where("tenant_id", "=", licence.tenant_id)
    .where("agreement_id", "=", licence.id)
    .where("organisation_id", "=", member.organisation_id)
    .where("version", "=", version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function leaveAsMember(
  db: TenantDb,
  { id, version, last, by }: { id: string; version: number; last: string | null; by: string },
): Promise<boolean> {
  const { rows } = await sql<{ ok: boolean }>`
    select app.leave_licence(${id}, ${version}, ${last}::date, ${by}) as ok`.execute(db);
  return rows[0]?.ok ?? false;
}

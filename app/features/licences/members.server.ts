import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { note, type Outcome, refusedAt, submitted } from "./form.server.ts";
import { licencePartPath, licencePath, licencesPath } from "./licences.paths.ts";
import { hasLicences, mayAnswerFor, mayCoordinate, mayWriteLicences } from "./licences.policy.ts";
import {
  type Licence,
  listLadders,
  listLicenceInvitations,
  listMembers,
  type Member,
  openLicence,
  openOwnLicence,
  type Reading,
} from "./licences.server.ts";
import { listLoans } from "./loans.server.ts";
import { NOTHING, poolOn } from "./pool.rules.ts";
import { changeMembership, readPools } from "./pool.server.ts";
import { seenPool } from "./seen.rules.ts";
import { priceWithout } from "./tiers.rules.ts";

/** Members of an own agreement and who could be asked. */
export async function loadMembers(door: Reading, id: string) {
  const licence = await openOwnLicence(door, id);
  const rows = await listMembers(door.db, id);
  const organisations = await door.db
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("kind", "!=", "supplier")
    .orderBy("name")
    .orderBy("id")
    .limit(3000)
    .execute();
  return {
    slug: door.tenant.slug,
    today: door.today,
    licence: { id, name: licence.name, starts_on: licence.starts_on },
    tenantId: door.tenant.id,
    rows,
    organisations: organisations.filter((each) => !rows.some((row) => row.organisation_id === each.id)),
  };
}

/** Asks an organisation to join (its own membership the coordinator confirms itself), or takes a question back. */
export async function changeMembers(door: Door, id: string): Promise<Outcome> {
  const licence = await openOwnLicence(door, id);
  const to = licencePartPath(door.tenant.slug, id, "members", "?saved=1");
  return submitted(door, licence, async (read) => {
    const { db, tenant, today, record } = door;
    const rows = await listMembers(db, id);
    if (read.typed.remove) {
      const row = rows.find((each) => each.organisation_id === read.typed.remove);
      // whoever has said yes does not vanish: it leaves on a day
      if (!row || row.is_confirmed) return { errors: { "": "changed_meanwhile" } };
      // rights that were kept for it are free again
      await db
        .deleteFrom("entitlement")
        .where("tenant_id", "=", tenant.id)
        .where("agreement_id", "=", id)
        .where("organisation_id", "=", row.organisation_id)
        .execute();
      await db
        .deleteFrom("licence_member")
        .where("tenant_id", "=", tenant.id)
        .where("agreement_id", "=", id)
        .where("organisation_id", "=", row.organisation_id)
        .where("member_confirmed_at", "is", null)
        .execute();
      await note(record, licence, { action: "revoked", field: "member", old: row.name });
      return { to };
    }
    const organisation = await findOrganisation(db, String(read.typed.organisation ?? ""));
    if (!organisation) read.errors.organisation = "required";
    else if (rows.some((each) => each.organisation_id === organisation.id))
      read.errors.organisation = "taken";
    const role = read.choice("role", ["party", "call_off_only"]) ?? "party";
    const joined_on = read.day("joined_on") ?? today;
    const own_ends_on = read.day("own_ends_on");
    if (own_ends_on && own_ends_on < joined_on) read.errors.own_ends_on ??= "after_end";
    if (read.hasErrors || !organisation) return { errors: read.errors };
    await insertMember(db, licence, {
      organisation_id: organisation.id,
      role,
      joined_on,
      own_ends_on,
      by: door.actor.accountId,
    });
    await note(record, licence, { action: "invited", field: "member", new: organisation.name });
    return { to };
  });
}

async function findOrganisation(db: TenantDb, id: string) {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("id", "=", id)
    .where("kind", "!=", "supplier")
    .executeTakeFirst();
}

/** Puts a member last in the fixed order, and on the contract too, so that one yes is enough. */
export async function insertMember(
  db: TenantDb,
  licence: Pick<Licence, "id" | "tenant_id" | "contract_id">,
  {
    organisation_id,
    role,
    joined_on,
    own_ends_on = null,
    by,
  }: {
    organisation_id: string;
    role: "party" | "call_off_only";
    joined_on: string;
    own_ends_on?: string | null;
    by: string | null;
  },
): Promise<void> {
  const key = { tenant_id: licence.tenant_id, organisation_id };
  await db
    .insertInto("licence_member")
    .values((eb) => ({
      ...key,
      agreement_id: licence.id,
      role,
      joined_on,
      own_ends_on,
      coordinator_confirmed_by: by,
      party_order: eb
        .selectFrom("licence_member")
        .select((sub) => sub(sub.fn.coalesce(sub.fn.max("party_order"), sub.lit(0)), "+", 1).as("next"))
        .where("agreement_id", "=", licence.id),
    }))
    .execute();
  if (organisation_id === licence.tenant_id) return;
  await db
    .insertInto("contract_participant")
    .values({
      ...key,
      contract_id: licence.contract_id,
      role,
      joined_on,
      own_ends_on,
      owner_confirmed_by: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What the organisation is asked to join. */
export async function loadLicenceInvitations(door: Reading) {
  if (!hasLicences(door.tenant) || door.actor.isPreview) throw new NotFound();
  door.authorize(mayWriteLicences(door.actor));
  return {
    slug: door.tenant.slug,
    rows: await listLicenceInvitations(door.db),
    can: { answer: mayAnswerFor(door.actor) },
  };
}

/** Says yes or no to exactly what was shown. @throws Refused changed_meanwhile when the coordinator has changed it since */
export async function answerLicence(door: Door): Promise<string> {
  const { db, form, actor, tenant, authorize, record } = door;
  if (!hasLicences(tenant)) throw new NotFound();
  authorize(mayAnswerFor(actor));
  const [id, version] = [String(form.get("agreement")), Number(form.get("version"))];
  const isYes = form.get("answer") === "yes";
  const asked = isUuid(id)
    ? (await listLicenceInvitations(db)).find((each) => each.agreement === id)
    : undefined;
  if (!asked || !Number.isInteger(version)) throw new Refused("changed_meanwhile");
  const { rows } = await sql<{ ok: boolean }>`
    select app.answer_licence(${id}, ${version}, ${isYes}, ${actor.name}) as ok`.execute(db);
  if (!rows[0]?.ok) throw new Refused("changed_meanwhile");
  await record({ kind: "licence_agreement", id, name: asked.name, action: isYes ? "joined" : "declined" });
  return isYes ? licencePath(tenant.slug, id, "?saved=joined") : licencesPath(tenant.slug, "?saved=1");
}

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

import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { listLeaving } from "../cooperations/leaving.server.ts";
import { isDay } from "../lists/lists.rules.ts";
import { findComment } from "./comment.server.ts";
import { listInherited } from "./edit.server.ts";
import { type Outcome, submitted } from "./form.server.ts";
import { licencePath } from "./licences.paths.ts";
import { mayAnswerFor, mayCoordinate, mayWriteLicences } from "./licences.policy.ts";
import {
  findItem,
  listMembers,
  listTiers,
  openJoinedLicence,
  openLicence,
  type Reading,
} from "./licences.server.ts";
import { listLoans } from "./loans.server.ts";
import { NOTHING, poolOn, possibleLoans } from "./pool.rules.ts";
import { readPool, readPools } from "./pool.server.ts";
import { seenPool } from "./seen.rules.ts";
import { cheaperQuantity, jointPrice, nextTier, reachedTier } from "./tiers.rules.ts";

/** The page of an agreement: joint terms, items with their pools in a line each, members, own costs. */
export async function loadLicence(door: Reading, id: string) {
  const { db, tenant, actor, today } = door;
  const licence = await openLicence(door, id);
  const members = await listMembers(db, id);
  const own = members.find((member) => member.organisation_id === tenant.id);
  const items = await db
    .selectFrom("licence_item")
    .select(["id", "name", "metric", "is_unlimited", "price_model"])
    .where("agreement_id", "=", id)
    .orderBy("name")
    .orderBy("id")
    .limit(100)
    .execute();
  const rows = await readPools(db, id, today);
  const pools = items.map((item) => {
    const pool = seenPool(poolOn(rows.get(item.id) ?? NOTHING, today));
    const mine = pool.rows.find((line) => line.party === tenant.id);
    return {
      ...item,
      totals: pool.totals,
      mine: mine ? { available: mine.available, used: mine.used } : null,
    };
  });
  const contract = await db
    .selectFrom("contract")
    .select(["id", "name"])
    .where("id", "=", licence.contract_id)
    .executeTakeFirst();
  return {
    slug: tenant.slug,
    licence: { ...licence, created_at: null },
    contract: contract ?? null,
    supersedes: licence.supersedes_id ? await nameOf(db, licence.supersedes_id) : null,
    inherited: await listInherited(db, id),
    isOwn: licence.tenant_id === tenant.id,
    items: pools,
    members,
    leaving: await listLeaving(db),
    costs: await listOwnCosts(db, licence.contract_id, tenant.id),
    comment: (await findComment(db, id))?.body ?? null,
    can: {
      comment: mayWriteLicences(actor),
      history: !actor.isPreview,
      edit: mayCoordinate(actor, tenant, licence),
      ask: mayWriteLicences(actor) && licence.tenant_id !== tenant.id,
      leave:
        mayAnswerFor(actor) &&
        own?.is_confirmed === true &&
        licence.tenant_id !== tenant.id &&
        (own.leaves_on ?? today) >= today,
      isLeaving: own?.leaves_on != null,
    },
  };
}
export type LicencePageData = Awaited<ReturnType<typeof loadLicence>>;

async function nameOf(db: TenantDb, id: string) {
  const found = await db
    .selectFrom("licence_agreement")
    .select(["id", "name"])
    .where("id", "=", id)
    .executeTakeFirst();
  return found ?? null;
}

/** Cost lines about the organisation itself; the coordinator's own stay with the coordinator. */
async function listOwnCosts(db: TenantDb, contractId: string, organisationId: string) {
  return db
    .selectFrom("contract_cost_line")
    .select(["id", "kind", "per", "amount_minor", "currency", "status", "valid_from", "valid_to", "note"])
    .where("contract_id", "=", contractId)
    .where("organisation_id", "=", organisationId)
    .orderBy("valid_from")
    .orderBy("id")
    .limit(100)
    .execute();
}

/** The day that the address asks for, if it is one. */
export function dayOfSearch(search: URLSearchParams): string | undefined {
  const day = search.get("day");
  return day && isDay(day) ? day : undefined;
}

/** The page of an item: its pool in one picture, its price, its loans. @param day to look at; today unless told otherwise */
export async function loadItem(
  door: Reading,
  { agreement, item: itemId }: { agreement: string; item: string },
  day?: string,
) {
  const { db, tenant, actor, today } = door;
  const licence = await openLicence(door, agreement);
  const item = await findItem(db, agreement, itemId);
  const on = day ?? today;
  const pool = poolOn(await readPool(db, itemId, on), on);
  const seen = seenPool(pool);
  const tiers = await listTiers(db, itemId, on);
  const quantities = pool.members.map(({ party, party_order, entitled }) => ({
    party,
    party_order,
    quantity: entitled,
  }));
  const joint = jointPrice(item.price_model, tiers, quantities);
  const isOwn = licence.tenant_id === tenant.id;
  const priced = await sharedPrices(db);
  // a step's price tells nobody's quantity; a part of a sum does, where the sum is not told
  const isExact = seen.totals !== null || item.price_model === "all_units" || item.price_model === "flat";
  const mayPrice = (party: string) => isExact && (isOwn || party === tenant.id || priced.has(party));
  const costs = new Map(
    joint.shares.filter((share) => mayPrice(share.party)).map((share) => [share.party, share.minor]),
  );
  const products = await db
    .selectFrom("licence_item_product as l")
    .innerJoin("product as p", "p.id", "l.product_id")
    .select(["p.id", "p.name"])
    .where("l.item_id", "=", itemId)
    .orderBy("p.name")
    .limit(20)
    .execute();
  const isMember = pool.members.some((member) => member.party === tenant.id);
  const writes = mayWriteLicences(actor);
  return {
    slug: tenant.slug,
    tenantId: tenant.id,
    day: on,
    today,
    isOwn,
    licence: {
      id: licence.id,
      name: licence.name,
      lends: licence.lending_allowed && licence.lending_basis !== null,
      lending_basis: licence.lending_basis,
      distributes_all: licence.distributes_all,
    },
    item: { ...item, created_at: null, overuse_rule: item.overuse_rule ?? licence.overuse_rule },
    products,
    totals: seen.totals,
    picture: {
      rows: seen.rows.map((member) => ({ ...member, cost_minor: costs.get(member.party) ?? null })),
      hidden: seen.hidden,
    },
    // among those who are seen: what a hidden member would lend first is its own
    proposals: possibleLoans({ members: seen.rows }).map(({ lender, borrower, quantity }) => ({
      lender: { id: lender.party, name: lender.name! },
      borrower: { id: borrower.party, name: borrower.name! },
      quantity,
    })),
    tiers,
    reached: reachedTier(tiers, pool.entitled) ?? null,
    price: seen.totals && {
      quantity: pool.entitled,
      together_minor: joint.together_minor,
      alone_minor: joint.alone_minor,
      saving_minor: joint.saving_minor,
      next: nextTier(tiers, pool.entitled),
      cheaper: cheaperQuantity(item.price_model, tiers, pool.entitled),
    },
    loans: item.is_unlimited ? [] : await listLoans(db, { item: itemId }, today),
    can: {
      coordinate: mayCoordinate(actor, tenant, licence),
      own: writes && isMember && !item.is_unlimited,
      lend:
        writes && isMember && !item.is_unlimited && licence.lending_allowed && licence.lending_basis !== null,
    },
  };
}
export type ItemPageData = Awaited<ReturnType<typeof loadItem>>;

async function sharedPrices(db: TenantDb): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select id from app.shared_with_me('system_usage', 'price') as id`.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** The page that asks the coordinator about a joint field. */
export async function loadQuestion(door: Reading, id: string, field: string | null) {
  const licence = await openJoinedLicence(door, id);
  if (licence.tenant_id === door.tenant.id) throw new NotFound();
  return {
    slug: door.tenant.slug,
    licence: { id, name: licence.name, coordinator: licence.coordinator },
    field,
  };
}

/** Sends a question to whoever answers for the contract at the coordinator: a role, never a named person. */
export async function askCoordinator(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, actor, record } = door;
  const licence = await openJoinedLicence(door, id);
  if (licence.tenant_id === tenant.id) throw new NotFound();
  return submitted(door, licence, async (read) => {
    const question = read.required("question").slice(0, 2000);
    if (read.hasErrors) return { errors: read.errors };
    const { rows } = await sql<{ ok: boolean }>`
      select app.ask_coordinator(${id}, ${question}, ${actor.name}) as ok`.execute(db);
    if (!rows[0]?.ok) throw new NotFound();
    const job = {
      coordinator: licence.tenant_id,
      agreement: id,
      question,
      from: `${actor.name}, ${tenant.name}`,
    };
    await sql`select app.enqueue('licence_question', ${JSON.stringify(job)}::json)`.execute(db);
    await record({ kind: "licence_agreement", id, name: licence.name, action: "question_asked" });
    return { to: licencePath(tenant.slug, id, "?saved=asked") };
  });
}

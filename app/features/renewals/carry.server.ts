import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { changed } from "./prices.rules.ts";
import type { ResultRow } from "./results.server.ts";
import { listRoundTiers, type Round } from "./rounds.server.ts";

const me = sql<string>`app.tenant()`;

/** The agreement that follows, with its row held: two surveys that lead into it wait for each other. */
export async function lockSuccessor(db: TenantDb, id: string) {
  return db
    .selectFrom("licence_agreement")
    .select(["id", "name", "contract_id", "state", "starts_on", "ends_on", "supersedes_id", "version"])
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}
export type Successor = NonNullable<Awaited<ReturnType<typeof lockSuccessor>>>;

/**
 * What goes along once, whoever is carried over first: both agreements point at each other, inherited fields, shared document links, and
 * the coordinator's own role holders. Nothing that is there is written again.
 */
export async function carryAgreement(db: TenantDb, round: Round, successor: Successor): Promise<void> {
  if (successor.supersedes_id === null)
    await db
      .updateTable("licence_agreement")
      .set({ supersedes_id: round.agreement_id, version: successor.version + 1 })
      .where("tenant_id", "=", me)
      .where("id", "=", successor.id)
      .execute();
  await sql`
    insert into inherited_field (tenant_id, agreement_id, field)
    select tenant_id, ${successor.id}, field from inherited_field
    where tenant_id = ${me} and agreement_id = ${round.agreement_id} on conflict do nothing`.execute(db);
  const { contract_id: old } = await db
    .selectFrom("licence_agreement")
    .select("contract_id")
    .where("tenant_id", "=", me)
    .where("id", "=", round.agreement_id)
    .executeTakeFirstOrThrow();
  const to = successor.contract_id;
  await sql`
    insert into contract_document (tenant_id, contract_id, title, url, is_shared, by_name)
    select d.tenant_id, ${to}, d.title, d.url, d.is_shared, d.by_name from contract_document d
    where d.tenant_id = ${me} and d.contract_id = ${old} and d.url is not null and d.is_shared
      and not exists (select 1 from contract_document n where n.tenant_id = ${me} and n.contract_id = ${to} and n.url = d.url)`.execute(
    db,
  );
  await sql`
    insert into contract_role (tenant_id, contract_tenant_id, contract_id, role_type, person_id)
    select r.tenant_id, r.contract_tenant_id, ${to}, r.role_type, r.person_id from contract_role r
    where r.tenant_id = ${me} and r.contract_id = ${old} and (r.to_on is null or r.to_on >= app.today())
      and not exists (select 1 from contract_role n where n.tenant_id = ${me} and n.contract_id = ${to}
        and n.role_type = r.role_type and n.person_id = r.person_id)`.execute(db);
}

/** The item of the agreement that follows: the one with the same name, or a new one with its products and the survey's steps. */
export async function carryItem(db: TenantDb, round: Round, successor: Successor): Promise<string> {
  const known = await db
    .selectFrom("licence_item")
    .select("id")
    .where("tenant_id", "=", me)
    .where("agreement_id", "=", successor.id)
    .where("name", "=", round.item_name)
    .orderBy("id")
    .executeTakeFirst();
  if (known) return known.id;
  const { rows } = await sql<{ id: string }>`
    insert into licence_item (tenant_id, agreement_id, name, metric, period_unit, price_model, currency, overuse_rule)
    select tenant_id, ${successor.id}, name, metric, period_unit, price_model, currency, overuse_rule from licence_item
    where tenant_id = ${me} and id = ${round.item_id} returning id`.execute(db);
  const { id } = rows[0]!;
  await sql`insert into licence_item_product (tenant_id, item_id, product_id)
    select tenant_id, ${id}, product_id from licence_item_product
    where tenant_id = ${me} and item_id = ${round.item_id}`.execute(db);
  const tiers = await listRoundTiers(db, round.id);
  if (tiers.length > 0)
    await db
      .insertInto("price_tier")
      .values(
        tiers.map(({ from_quantity, unit_price_minor }) => ({
          tenant_id: me,
          item_id: id,
          from_quantity,
          unit_price_minor: changed(unit_price_minor, round.price_change),
          currency: round.currency,
          valid_from: firstDay(round, successor),
        })),
      )
      .execute();
  return id;
}

/** First day of the new membership: the new period's, and never before the agreement that follows begins. */
export function firstDay(round: Pick<Round, "period_from">, successor: { starts_on: string }): string {
  return round.period_from > successor.starts_on ? round.period_from : successor.starts_on;
}

/** Makes the member, its right and its estimated cost. @returns what was made, so that exactly that can be undone */
export async function carryParticipant(
  db: TenantDb,
  { round, successor, itemId, row }: { round: Round; successor: Successor; itemId: string; row: ResultRow },
) {
  const from = firstDay(round, successor);
  const isLong = row.bucket === "multi_year";
  const until = isLong ? round.multi_year_to : round.period_to;
  const made_participant = await carryContract(db, { successor, row, from });
  const { rows: member } = await sql`
    insert into licence_member (tenant_id, agreement_id, organisation_id, role, party_order, joined_on, own_ends_on,
      coordinator_confirmed_by)
    select ${me}, ${successor.id}, ${row.id},
      coalesce((select m.role from licence_member m where m.tenant_id = ${me} and m.agreement_id = ${round.agreement_id}
        and m.organisation_id = ${row.id}), 'party'),
      coalesce((select max(m.party_order) from licence_member m where m.tenant_id = ${me}
        and m.agreement_id = ${successor.id}), 0) + 1,
      ${from}, ${isLong ? round.multi_year_to : null}, app.account()
    on conflict do nothing returning organisation_id`.execute(db);
  const rights = await carryRights(db, { round, itemId, row, successor, from, until });
  return {
    made_participant,
    made_member: member.length > 0,
    ...rights,
    ...(await carryCost(db, { round, row, successor, from, until })),
  };
}

async function carryContract(
  db: TenantDb,
  { successor, row, from }: { successor: Successor; row: ResultRow; from: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, owner_confirmed_by)
    select ${me}, ${successor.contract_id}, ${row.id}, 'party', ${from}, app.account() where ${row.id}::uuid <> ${me}
    on conflict do nothing returning organisation_id`.execute(db);
  return rows.length > 0;
}

interface Carried {
  round: Round;
  row: ResultRow;
  successor: Successor;
  from: string;
  until: string | null;
}

/**
 * The right as it was answered, and the purchase that covers it: what binding answers commit to is what will be ordered, so that rights
 * never exceed what is bought (licences.md 4).
 */
async function carryRights(
  db: TenantDb,
  { round, itemId, row, successor, from, until }: Carried & { itemId: string },
) {
  if (round.is_unlimited || row.quantity === 0) return { entitlement_id: null, purchase_id: null };
  const ref = [round.name, row.reply?.receipt_number].filter(Boolean).join(", ").slice(0, 200);
  const period = { valid_from: from, valid_to: until };
  const { id: purchase_id } = await db
    .insertInto("licence_purchase")
    .values({
      tenant_id: me,
      item_id: itemId,
      quantity: row.quantity,
      bought_on: from,
      order_ref: ref,
      ...period,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { id: entitlement_id } = await db
    .insertInto("entitlement")
    .values({
      tenant_id: me,
      agreement_id: successor.id,
      item_id: itemId,
      organisation_id: row.id,
      quantity: row.quantity,
      basis: ref,
      ...period,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { entitlement_id, purchase_id };
}

/** The cost as an estimate on the contract that follows; in another currency only where the old contract says its rate. */
async function carryCost(db: TenantDb, { round, row, successor, from, until }: Carried) {
  if (row.cost === 0) return { cost_line_id: null };
  const { rows } = await sql<{ id: string }>`
    insert into contract_cost_line (tenant_id, contract_id, organisation_id, kind, per, amount_minor, currency, rate, rate_on,
      element, status, valid_from, valid_to, note)
    select i.tenant_id, ${successor.contract_id}, ${row.id}, case when i.period_unit = 'once' then 'one_off' else 'recurring' end,
      nullif(i.period_unit, 'once'), ${row.cost}, i.currency, l.rate, l.rate_on, 'licence', 'estimate', ${from}, ${until}, ${round.name}
    from licence_item i join licence_agreement a on a.tenant_id = i.tenant_id and a.id = i.agreement_id
    left join lateral (select c.rate, c.rate_on from contract_cost_line c where c.tenant_id = i.tenant_id
      and c.contract_id = a.contract_id and c.currency = i.currency and c.rate is not null order by c.rate_on desc limit 1) l on true
    where i.tenant_id = ${me} and i.id = ${round.item_id} and (i.currency = 'SEK' or l.rate is not null)
    returning id`.execute(db);
  return { cost_line_id: rows[0]?.id ?? null };
}

import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { pageCount, pageFrom } from "../../ui/pages.ts";
import { isUuid, PAGE_SIZE } from "../lists/lists.rules.ts";
import { mayKeep, mayReadAgreements, mayWriteAgreements } from "./agreements.policy.ts";
import { decidingParties, decisionsOn, latestPeriod, partyState } from "./agreements.rules.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize">;

/** One agreement that the tenant may read. @throws NotFound */
export async function findAgreement(db: TenantDb, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const row = await db
    .selectFrom("agreement as a")
    .innerJoin("organisation as o", "o.id", "a.tenant_id")
    .leftJoin("cooperation as c", (join) =>
      join.onRef("c.tenant_id", "=", "a.tenant_id").onRef("c.id", "=", "a.cooperation_id"),
    )
    .selectAll("a")
    .select(["o.name as owner_name", "c.name as cooperation_name"])
    .where("a.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  const { created_at: _, ...agreement } = row;
  return agreement;
}

export type Agreement = Awaited<ReturnType<typeof findAgreement>>;

/** Opens an agreement for a page that everybody in a party's organisation reads. @throws NotFound for strangers and suppliers */
export async function openAgreement({ db, tenant, authorize }: Reading, id: string): Promise<Agreement> {
  if (!mayReadAgreements(tenant)) throw new NotFound();
  const agreement = await findAgreement(db, id);
  authorize(true); // row-level security has let it through
  return agreement;
}

/** Opens an own agreement for a page that changes it. @throws NotFound for others', Forbidden for readers */
export async function openOwnAgreement(
  { db, tenant, actor, authorize }: Reading,
  id: string,
): Promise<Agreement> {
  if (!mayReadAgreements(tenant)) throw new NotFound();
  const agreement = await findAgreement(db, id);
  if (agreement.tenant_id !== tenant.id) throw new NotFound();
  authorize(mayKeep(actor, tenant, agreement));
  return agreement;
}

/** The same with the row held, so that two changes wait for each other. */
export async function lockOwnAgreement(door: Reading, id: string): Promise<Agreement> {
  const seen = await openOwnAgreement(door, id);
  await door.db
    .selectFrom("agreement")
    .select("id")
    .where("tenant_id", "=", seen.tenant_id)
    .where("id", "=", id)
    .forUpdate()
    .execute();
  return findAgreement(door.db, id);
}

/** Opens an agreement for what a party writes for itself. @throws NotFound unless the tenant is a party of it */
export async function openAsParty({ db, tenant, actor, authorize }: Reading, id: string, may: boolean) {
  if (!mayReadAgreements(tenant) || actor.isPreview) throw new NotFound();
  const agreement = await findAgreement(db, id);
  const party = latestPeriod(await listParties(db, id), tenant.id);
  if (!party) throw new NotFound();
  authorize(may);
  return { agreement, party };
}

/** All who are, were or are proposed to be parties, in the agreement's own order. */
export async function listParties(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("agreement_party as p")
    .innerJoin("organisation as o", "o.id", "p.organisation_id")
    .leftJoin("agreement_confirmation as k", (join) =>
      join.onRef("k.agreement_id", "=", "p.agreement_id").onRef("k.tenant_id", "=", "p.organisation_id"),
    )
    .select([
      "p.id",
      "p.tenant_id",
      "p.agreement_id",
      "p.organisation_id",
      "o.name",
      "p.party_order",
      "p.role",
      "p.joined_on",
    ])
    .select(["p.leaves_on", "p.admitted_on", "p.exit_percent", "p.version", "k.confirmed_on"])
    .where("p.agreement_id", "=", agreementId)
    .orderBy("p.party_order")
    .limit(500)
    .execute();
}

export type Party = Awaited<ReturnType<typeof listParties>>[number];

/** What the parties have decided on the agreement and its reglemente, as each has recorded it. */
export async function listDecisions(db: TenantDb, agreementId: string) {
  const rows = await db
    .selectFrom("party_decision as d")
    .innerJoin("organisation as o", "o.id", "d.tenant_id")
    .leftJoin("stored_file as f", (join) =>
      join.onRef("f.tenant_id", "=", "d.tenant_id").onRef("f.id", "=", "d.file_id"),
    )
    .select([
      "d.id",
      "d.tenant_id as organisation_id",
      "o.name",
      "d.party_id",
      "d.kind",
      "d.organ",
      "d.organ_name",
      "d.paragraph",
    ])
    .select([
      "d.decided_on",
      "d.authority",
      "d.document_url",
      "d.file_id",
      "d.text_hash",
      "d.by_name",
      "d.version",
    ])
    .select(["f.name as file_name", "f.size as file_size"])
    .where("d.agreement_id", "=", agreementId)
    .orderBy("d.decided_on")
    .orderBy("d.id")
    .limit(1000)
    .execute();
  return rows;
}

export type Decision = Awaited<ReturnType<typeof listDecisions>>[number];

/** Areas with who runs each. */
export async function listAreas(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("agreement_area as a")
    .leftJoin("organisation as o", "o.id", "a.host_organisation_id")
    .select(["a.id", "a.seq", "a.name", "a.tasks", "a.host_organisation_id", "o.name as host_name"])
    .where("a.agreement_id", "=", agreementId)
    .orderBy("a.seq")
    .orderBy("a.id")
    .limit(200)
    .execute();
}

interface ListRow {
  id: string;
  tenant_id: string;
  number: string | null;
  title: string;
  form: Agreement["form"];
  status: Agreement["status"];
  owner_name: string;
  starts_on: string | null;
  ends_on: string | null;
  parties: number;
  is_confirmed: boolean;
  own_leaves_on: string | null;
  own_admitted_on: string | null;
  is_past: boolean;
}

/** Agreements that the organisation keeps, is a party of or is asked to be, page by page: what waits first, then the newest, what is over last. */
export async function loadAgreements({ db, tenant, actor, today, authorize }: Door, search: URLSearchParams) {
  if (!mayReadAgreements(tenant)) throw new NotFound();
  authorize(true);
  const { total } = await db
    .selectFrom("agreement")
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const page = Math.min(pageFrom(search), pageCount(PAGE_SIZE, Number(total)));
  const { rows } = await sql<ListRow>`
    select * from (
      select a.id, a.tenant_id, a.number, a.title, a.form, a.status, o.name as owner_name, a.starts_on, a.ends_on, a.created_at,
        (select count(*)::int from agreement_party p where p.agreement_id = a.id and p.role <> 'observer'
          and (p.leaves_on is null or p.leaves_on >= app.today())) as parties,
        (a.tenant_id = app.own_tenant() or exists (select 1 from agreement_confirmation c
          where c.agreement_id = a.id and c.tenant_id = app.tenant())) as is_confirmed,
        mine.leaves_on as own_leaves_on, mine.admitted_on as own_admitted_on,
        (a.status = 'ended' or coalesce(mine.leaves_on < app.today(), false)) as is_past
      from agreement a join organisation o on o.id = a.tenant_id
      left join lateral (select p.leaves_on, p.admitted_on from agreement_party p where p.agreement_id = a.id
        and p.organisation_id = app.tenant() order by p.joined_on desc limit 1) mine on true) listed
    order by is_past, is_confirmed, created_at desc, id desc limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(
    db,
  );
  return {
    slug: tenant.slug,
    today,
    mayWrite: mayWriteAgreements(actor),
    isPreview: actor.isPreview,
    agreements: rows.map(({ tenant_id, is_past, ...row }) => ({
      ...row,
      isOwn: tenant_id === tenant.id,
      isPast: is_past,
    })),
    pages: { page, pageSize: PAGE_SIZE, total: Number(total) },
  };
}

/** How far the parties' decisions have come, on the text as it stands. */
export function standing(
  parties: readonly Party[],
  decisions: readonly Decision[],
  textHash: string,
  today: string,
) {
  return decisionsOn(decidingParties(parties, today), decisions, textHash);
}

/** Parties in force on a day, for what is counted on them. */
export function currentParties(parties: readonly Party[], today: string): Party[] {
  return parties.filter((party) => ["party", "leaving"].includes(partyState(party, today)));
}

/** Everybody whose yes an amendment needs. */
export function approvers(parties: readonly Party[], today: string): Party[] {
  return decidingParties(currentParties(parties, today), today);
}

import { type RawBuilder, type SqlBool, sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type ListState, parseListState } from "../lists/lists.rules.ts";
import { COUNT_LIMIT, chooseColumns, containing, countRows, filterCondition } from "../lists/lists.server.ts";
import { loadListViews } from "../views/views.server.ts";
import { hasLicences, mayWriteLicences } from "./licences.policy.ts";
import { listLicenceInvitations, type Reading } from "./licences.server.ts";
import { licencesList } from "./list.rules.ts";

/** One row of the register. */
export interface LicenceRow {
  id: string;
  name: string;
  coordinator: string;
  is_own: boolean;
  supplier: string | null;
  metrics: string[];
  starts_on: string;
  ends_on: string | null;
  items: number;
  members: number;
  overuse: "yes" | "no";
  state: "draft" | "active" | "ended";
}

/**
 * Whether somebody uses more than it has today: the reader itself, and for the coordinator any member (`overuse` of pool.rules.ts as SQL;
 * a test compares the two). Others' over-use is theirs, also where nothing but a filter would tell it.
 */
const overuseSql = sql`(case when exists (
  select 1 from licence_item i
  join licence_member m on m.tenant_id = i.tenant_id and m.agreement_id = i.agreement_id
    and m.member_confirmed_at is not null and m.joined_on <= app.today()
    and coalesce(least(m.leaves_on, m.own_ends_on), 'infinity') >= app.today()
  where i.agreement_id = a.id and not i.is_unlimited
    and (m.organisation_id = app.tenant() or a.tenant_id = app.own_tenant())
    and case when i.metric = 'inhabitant'
        then (select p.inhabitants from population p where p.organisation_id = m.organisation_id
          and p.counted_on <= app.today() order by p.counted_on desc limit 1)
        else (select u.quantity from usage_count u where u.item_id = i.id and u.organisation_id = m.organisation_id
          and u.confirmed_by is not null and u.counted_on <= app.today() order by u.counted_on desc limit 1) end
      > coalesce((select sum(e.quantity) from entitlement e where e.item_id = i.id and e.organisation_id = m.organisation_id
          and e.valid_from <= app.today() and (e.valid_to is null or e.valid_to >= app.today())), 0)
        + coalesce((select sum(case when n.borrower_id = m.organisation_id then n.quantity else -n.quantity end)
          from licence_loan n
          join licence_member x on x.tenant_id = n.tenant_id and x.agreement_id = n.agreement_id
            and x.organisation_id = case when n.borrower_id = m.organisation_id then n.lender_id else n.borrower_id end
            and x.joined_on <= app.today() and coalesce(least(x.leaves_on, x.own_ends_on), 'infinity') >= app.today()
          where n.item_id = i.id and m.organisation_id in (n.lender_id, n.borrower_id)
            and n.state in ('accepted', 'recalled', 'returned') and n.from_on <= app.today()
            and least(n.to_on, n.ended_on) >= app.today()), 0)
  ) then 'yes' else 'no' end)`;

const expressions: Record<string, RawBuilder<unknown>> = {
  name: sql`a.name`,
  coordinator: sql`o.name`,
  supplier: sql`s.name`,
  metrics: sql`array(select distinct i.metric from licence_item i where i.agreement_id = a.id order by i.metric)`,
  starts_on: sql`a.starts_on`,
  ends_on: sql`a.ends_on`,
  items: sql`(select count(*)::int from licence_item i where i.agreement_id = a.id)`,
  members: sql`(select count(*)::int from licence_member m where m.agreement_id = a.id and m.member_confirmed_at is not null
    and m.joined_on <= app.today() and (m.leaves_on is null or m.leaves_on >= app.today()))`,
  overuse: overuseSql,
  state: sql`(case when a.state = 'active' and a.ends_on < app.today() then 'ended' else a.state end)`,
};

const SOURCE = sql`licence_agreement a join organisation o on o.id = a.tenant_id left join supplier s on s.id = a.supplier_id`;

function conditions(state: ListState): RawBuilder<SqlBool> {
  const parts: RawBuilder<SqlBool>[] = [sql<SqlBool>`true`];
  if (state.q !== "") {
    const pattern = containing(state.q.toLowerCase());
    parts.push(sql<SqlBool>`(lower(a.name) like ${pattern} or lower(s.name) like ${pattern}
      or exists (select 1 from licence_item i where i.agreement_id = a.id and lower(i.name) like ${pattern}))`);
  }
  for (const [key, filter] of Object.entries(state.filters)) {
    if (key === "coordinator") parts.push(filterCondition(sql`a.tenant_id`, filter) as RawBuilder<SqlBool>);
    else if (key === "metrics" && filter.kind === "choice")
      parts.push(sql<SqlBool>`exists (select 1 from licence_item i where i.agreement_id = a.id
        and i.metric = any(${filter.values}))`);
    else if (expressions[key]) parts.push(filterCondition(expressions[key], filter) as RawBuilder<SqlBool>);
  }
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

/** How many agreements the register has in a state. */
export function countLicences(db: TenantDb, state: ListState) {
  return countRows(db, sql`select 1 from ${SOURCE} where ${conditions(state)}`, COUNT_LIMIT);
}

/** One page of the register: agreements that the organisation coordinates or is a member of. */
async function listLicences(db: TenantDb, state: ListState, tenantId: string): Promise<LicenceRow[]> {
  const direction = state.sort.isDescending ? sql`desc` : sql`asc`;
  const by = expressions[state.sort.key]!;
  const values = Object.entries(expressions).map(([key, value]) => sql`${value} as ${sql.id(key)}`);
  const { rows } = await sql<LicenceRow>`
    select a.id, a.tenant_id = ${tenantId} as is_own, ${sql.join(values)} from ${SOURCE} where ${conditions(state)}
    order by ${by} ${direction} nulls last, a.name ${direction}, a.id ${direction}
    limit ${state.pageSize} offset ${(state.page - 1) * state.pageSize}`.execute(db);
  return rows;
}

/** Everything that the register shows. @throws NotFound for suppliers: they have no licences */
export async function loadRegister(door: Reading, search: URLSearchParams) {
  const { db, tenant, actor } = door;
  if (!hasLicences(tenant)) throw new NotFound();
  door.authorize(true); // row-level security lets through what is coordinated or taken part in
  const state = parseListState(search, licencesList);
  const { rows: coordinators } = await sql<{ id: string; name: string }>`
    select distinct o.id, o.name from licence_agreement a join organisation o on o.id = a.tenant_id
    order by o.name, o.id limit 300`.execute(db);
  return {
    slug: tenant.slug,
    isPreview: actor.isPreview,
    view: {
      state,
      ...(await chooseColumns(db, licencesList, state)),
      ...(await countLicences(db, state)),
    },
    views: await loadListViews(door, licencesList.list),
    rows: await listLicences(db, state, tenant.id),
    coordinators,
    invitations: actor.isPreview
      ? 0
      : (await listLicenceInvitations(db)).filter((invitation) => !invitation.is_declined).length,
    can: { add: mayWriteLicences(actor), answer: mayWriteLicences(actor) },
  };
}

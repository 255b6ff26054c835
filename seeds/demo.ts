import { sql } from "kysely";
import { inTenantAs, type JobScope } from "#app/server/system.server.ts";
import { dayInSweden, type TenantDb } from "#app/server/transaction.server.ts";
import { asOwner } from "./connection.ts";
import { demoCooperations } from "./content/cooperations.ts";
import { demoOrganisationKeys } from "./content/organisations.ts";
import { people } from "./content/people.ts";
import { demoUsages } from "./content/usages.ts";
import { seedAccounts } from "./demo-accounts.ts";
import { type Ids, seedCatalogue } from "./demo-catalogue.ts";
import { type CircleIds, seedCoordinated, seedMembership } from "./demo-cooperations.ts";
import { isSeeded, seedOrganisation } from "./demo-organisations.ts";
import { seedUsages } from "./demo-usages.ts";

/**
 * Fills an installation with invented organisations' data for trying things out: see README. Run again, it adds only
 * what a broken run left out. Tenants' rows are written through the same row-level security as a request's.
 * @param options.adminUrl a database user that may take the role `samverka_owner`; the reference data is there already
 * @param options.now the moment of seeding; ends of contracts are counted from its day in Sweden
 */
export async function seedDemo({
  adminUrl,
  now = new Date(),
}: {
  adminUrl: string;
  now?: Date;
}): Promise<void> {
  const today = dayInSweden(now);
  const ids = await asOwner(adminUrl, seedCatalogue);
  const accountIds = await seedAccounts(null);
  const usages = demoUsages(today);
  const circles: CircleIds = { cooperation: new Map(), circle: new Map() };
  const places = [...demoOrganisationKeys, "kustlinjen-system-ab"].map((key) => placeOf(key, { ids, now }));
  for (const { key, scope } of places) {
    if (!demoCooperations(today).some(({ host }) => host === key)) continue;
    const context = { key, tenantId: scope.tenantId, today, organisations: ids.organisation };
    await inTenantAs(scope, (db) => seedCoordinated(db, circles, context));
  }
  const fresh: Place[] = [];
  for (const place of places) {
    const { key, scope } = place;
    const { tenantId, byName } = scope;
    await inTenantAs(scope, async (db) => {
      if (await isSeeded(db)) return;
      const own = await seedOrganisation(db, { key, tenantId, accountIds });
      await seedMembership(db, circles, { key, tenantId, today });
      const ownUsages = usages.filter(({ tenant }) => tenant === key);
      await seedUsages(db, ownUsages, { tenantId, ids, own, byName, now });
      fresh.push(place);
    });
  }
  if (fresh.length === 0) return;
  for (const place of places) await inTenantAs(place.scope, (db) => confirmHosting(db, place));
  await seedVisits(places, now);
}

interface Place {
  key: string;
  scope: JobScope;
}

function placeOf(key: string, { ids, now }: { ids: Ids; now: Date }): Place {
  const byName = people.find((person) => person.key === `${key}/it_chef`)?.name ?? "Samverka";
  return { key, scope: { tenantId: ids.organisation.get(key)!, accountId: null, byName, via: "job", now } };
}

/** Hosts have confirmed most of what others say that they run; the newest few are left for the tour. */
async function confirmHosting(db: TenantDb, { key, scope }: Place) {
  const left = key === "borgholm" ? 3 : 1;
  await sql`
    insert into hosting_confirmation (tenant_id, usage_tenant_id, usage_id, answer)
    select ${scope.tenantId}, r.usage_tenant_id, r.usage_id, 'confirmed'
    from app.hosting_requests() r order by r.own_name, r.usage_id offset ${left}
    on conflict do nothing`.execute(db);
}

/** Who looked at whose systems lately, so that the sharing receipt has something to say. */
const visits: readonly (readonly [
  viewer: string,
  owner: string,
  via: string,
  daysAgo: number,
  records: number,
])[] = [
  ["morbylanga", "borgholm", "list", 1, 0],
  ["morbylanga", "borgholm", "record", 1, 3],
  ["morbylanga", "borgholm", "overlap", 6, 0],
  ["kalmar", "borgholm", "list", 4, 0],
  ["kalmar", "borgholm", "record", 4, 2],
  ["nybro", "borgholm", "overlap", 12, 0],
  ["borgholm", "morbylanga", "list", 2, 0],
  ["borgholm", "morbylanga", "record", 2, 2],
  ["pitea", "lulea", "list", 3, 0],
  ["boden", "lulea", "record", 5, 4],
  ["kalix", "lulea", "export", 8, 0],
  ["skovde", "karlsborg", "list", 7, 0],
  ["hjo", "karlsborg", "record", 9, 2],
];

async function seedVisits(places: readonly Place[], now: Date) {
  const scopes = new Map(places.map(({ key, scope }) => [key, scope]));
  for (const [viewer, owner, via, daysAgo, records] of visits) {
    const ownerId = scopes.get(owner)!.tenantId;
    const then = new Date(now.getTime() - daysAgo * 24 * 60 * 60 * 1000);
    await inTenantAs({ ...scopes.get(viewer)!, now: then }, async (db) => {
      const query = db.selectFrom("system_usage").select("id").where("tenant_id", "=", ownerId);
      const seen = await query.orderBy("own_name").limit(records).execute();
      const objects = records === 0 ? [null] : seen.map(({ id }) => id);
      await sql`select app.log_access(${via}, 'system_usage', ${objects.map(() => ownerId)}::uuid[], ${objects}::uuid[])`.execute(
        db,
      );
    });
  }
}

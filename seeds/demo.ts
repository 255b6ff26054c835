import { sql } from "kysely";
import { hashPassword } from "#app/features/accounts/passwords.server.ts";
import { remind } from "#app/features/reminders/sending.server.ts";
import { asSystem, inTenantAs, type JobScope } from "#app/server/system.server.ts";
import { dayInSweden, type TenantDb } from "#app/server/transaction.server.ts";
import { asOwner } from "./connection.ts";
import { demoContracts } from "./content/contracts.ts";
import { demoCooperations } from "./content/cooperations.ts";
import { demoOrganisationKeys } from "./content/organisations.ts";
import { people } from "./content/people.ts";
import { demoUsages } from "./content/usages.ts";
import { seedAccounts } from "./demo-accounts.ts";
import { seedAgreements } from "./demo-agreements.ts";
import { type Ids, seedCatalogue } from "./demo-catalogue.ts";
import { seedConfirmations } from "./demo-confirmations.ts";
import { confirmParticipation, seedContracts } from "./demo-contracts.ts";
import { type CircleIds, seedCoordinated, seedMembership } from "./demo-cooperations.ts";
import { seedFigures } from "./demo-figures.ts";
import { seedInterestChecks } from "./demo-interest-checks.ts";
import { seedLicences } from "./demo-licences.ts";
import { isSeeded, seedOrganisation } from "./demo-organisations.ts";
import { seedRenewals } from "./demo-renewals.ts";
import { seedRoles } from "./demo-roles.ts";
import { seedSettlements } from "./demo-settlements.ts";
import { seedUsages } from "./demo-usages.ts";
import { seedVisits } from "./demo-visits.ts";

/** Its rows are written last and say that the demo is whole. */
const lastPlace = "kustlinjen-system-ab";

/**
 * Fills an installation with invented organisations' data for trying things out: see README. Does nothing where the
 * demo is whole already, whatever people have changed in it since; after a broken run it adds what is missing.
 * Tenants' rows are written through the same row-level security as a request's.
 * @param options.adminUrl a database user that may take the role `samverka_owner`; the reference data is there already
 * @param options.password of all demo accounts
 * @param options.now the moment of seeding; ends of contracts are counted from its day in Sweden
 * @returns false when the demo was there already
 */
export async function seedDemo({ adminUrl, password, now = new Date() }: DemoOptions): Promise<boolean> {
  if (await isWhole()) return false;
  const today = dayInSweden(now);
  const ids = await asOwner(adminUrl, seedCatalogue);
  const accountIds = await seedAccounts(await hashPassword(password));
  const usages = demoUsages(today);
  const contracts = demoContracts(usages, today);
  const circles: CircleIds = { cooperation: new Map(), circle: new Map() };
  const places = demoOrganisationKeys.map((key) => placeOf(key, { ids, now }));
  for (const { key, scope } of places) {
    if (!demoCooperations(today).some(({ host }) => host === key)) continue;
    const context = { key, tenantId: scope.tenantId, today, organisations: ids.organisation };
    await inTenantAs(scope, (db) => seedCoordinated(db, circles, context));
  }
  for (const { key, scope } of places) {
    const { tenantId, byName } = scope;
    await inTenantAs(scope, async (db) => {
      if (await isSeeded(db)) return;
      const own = await seedOrganisation(db, { key, tenantId, accountIds });
      await seedMembership(db, circles, { key, tenantId, now, byName });
      await seedRoles(db, { key, tenantId, own, today });
      const ownUsages = usages.filter(({ tenant }) => tenant === key);
      await seedUsages(db, ownUsages, { tenantId, ids, own, byName, now });
      const ownContracts = contracts.filter(({ tenant }) => tenant === key);
      await seedContracts(db, ownContracts, { tenantId, ids, own, byName, now, today });
      await seedConfirmations(db, { key, tenantId, own, today, now, byName });
      await seedFigures(db, { key, tenantId, today, byName });
    });
  }
  for (const place of places)
    await inTenantAs(place.scope, async (db) => {
      await confirmHosting(db, place);
      await confirmParticipation(db, contracts, { key: place.key, byName: place.scope.byName });
    });
  await seedLicences({ places, ids, now });
  await seedRenewals({ places, now });
  await seedInterestChecks({ places, circles, organisations: ids.organisation, now });
  const scopeOf = (key: string) => placeOf(key, { ids, now }).scope;
  await seedAgreements({ scopeOf, circles, organisations: ids.organisation, now });
  // after the agreements whose money it is
  await seedSettlements({ places, now });
  await asOwner(adminUrl, (db) => seedVisits(db, ids.organisation, now));
  // as every night: so that the first look shows what is due, and the letters about it
  for (const { scope } of places) await remind(scope.tenantId, now);
  const last = placeOf(lastPlace, { ids, now });
  await inTenantAs(last.scope, (db) =>
    seedOrganisation(db, { key: lastPlace, tenantId: last.scope.tenantId, accountIds }),
  );
  return true;
}

interface DemoOptions {
  adminUrl: string;
  password: string;
  now?: Date;
}

/** Read as the role that sees memberships of all organisations. */
function isWhole(): Promise<boolean> {
  return asSystem("maintenance", async (db) => {
    const query = db
      .selectFrom("membership")
      .innerJoin("organisation", "organisation.id", "membership.tenant_id");
    const found = await query
      .select("organisation.id")
      .where("organisation.slug", "=", lastPlace)
      .executeTakeFirst();
    return found !== undefined;
  });
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

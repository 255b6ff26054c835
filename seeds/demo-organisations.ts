import { randomUUID } from "node:crypto";
import type { Insertable } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { PersonTable } from "#db/schema/organisations.ts";
import { insertMissing } from "./connection.ts";
import { demoAccounts } from "./content/accounts.ts";
import { unitsOf } from "./content/organisations.ts";
import { people } from "./content/people.ts";

/** Ids of one organisation's own records, by the keys that the content uses. */
export interface OwnIds {
  unit: ReadonlyMap<string, string>;
  person: ReadonlyMap<string, string>;
}

const themes: Record<string, string> = {
  borgholm: "borgholm",
  morbylanga: "morbylanga",
  lulea: "lulea",
  karlsborg: "karlsborg",
};

/** True when the demo has been here before; then nothing of the organisation's own is touched again. */
export async function isSeeded(db: TenantDb): Promise<boolean> {
  return (await db.selectFrom("person").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/** Look, units, people and memberships of one organisation. */
export async function seedOrganisation(
  db: TenantDb,
  { key, tenantId, accountIds }: { key: string; tenantId: string; accountIds: ReadonlyMap<string, string> },
): Promise<OwnIds> {
  await insertMissing(db, "organisation_setting", [
    { tenant_id: tenantId, theme: themes[key] ?? "samverka", requires_second_factor: null },
  ]);
  const unit = new Map(unitsOf(key).map((content) => [content.key, randomUUID() as string]));
  await insertMissing(
    db,
    "unit",
    unitsOf(key).map((content) => ({
      tenant_id: tenantId,
      id: unit.get(content.key)!,
      name: content.name,
      parent_unit_id: null,
    })),
  );
  const own = people.filter(({ organisation }) => organisation === key);
  const person = new Map(own.map((content) => [content.key, randomUUID() as string]));
  const rows: Insertable<PersonTable>[] = own.map((content) => ({
    tenant_id: tenantId,
    id: person.get(content.key)!,
    name: content.name,
    email: content.email,
    title: content.title,
    unit_id: content.unit ? unit.get(content.unit)! : null,
  }));
  const memberships = demoAccounts.flatMap((account) =>
    account.memberships
      .filter(({ organisation }) => organisation === key)
      .map((membership) => {
        const known = own.find(({ email }) => email === account.email);
        const person_id = known ? person.get(known.key)! : randomUUID();
        if (!known) {
          const { name, email } = account;
          rows.push({
            tenant_id: tenantId,
            id: person_id,
            name,
            email,
            title: membership.title_sv,
            unit_id: null,
          });
        }
        const account_id = accountIds.get(account.key)!;
        return { tenant_id: tenantId, account_id, person_id, roles: [...membership.roles] };
      }),
  );
  await insertMissing(db, "person", rows);
  await insertMissing(db, "membership", memberships);
  return { unit, person };
}

import { functions } from "#db/reference/functions.ts";
import { readMunicipalities, readRegions } from "#db/reference/read.ts";
import { roleTypes } from "#db/reference/role-types.ts";
import type { OrganisationKind } from "#db/schema/values.ts";
import { asOwner, insertMissing, type OwnerDb } from "./connection.ts";

const populationSource = "SCB";

/**
 * Facts every installation needs: 290 municipalities with population, regions, functions, role types. Safe to run at
 * every start: new facts are added and names corrected, nothing is taken away.
 * @param adminUrl a database user that may take the role `samverka_owner`
 */
export async function seedReference(adminUrl: string): Promise<void> {
  await asOwner(adminUrl, async (db) => {
    await upsertOrganisations(db);
    await addPopulation(db);
    await upsertFunctions(db);
    await upsertRoleTypes(db);
  });
}

async function upsertOrganisations(db: OwnerDb) {
  const municipalities = readMunicipalities();
  const countyNames = new Map(municipalities.map(({ county_code, county }) => [county_code, county]));
  const rows = [
    ...municipalities.map(({ slug, name, full_name, code, county_code, county, organisation_number }) => ({
      slug,
      name,
      full_name,
      kind: "municipality" as OrganisationKind,
      municipality_code: code as string | null,
      county_code: county_code as string | null,
      county: county as string | null,
      organisation_number: organisation_number?.replace("-", "") ?? null,
    })),
    ...readRegions().map(({ slug, name, county_code, organisation_number }) => ({
      slug,
      name,
      full_name: name,
      kind: "region" as OrganisationKind,
      municipality_code: null,
      county_code,
      county: county_code ? (countyNames.get(county_code) ?? null) : null,
      organisation_number: organisation_number.replace("-", ""),
    })),
  ];
  await db
    .insertInto("organisation")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("slug").doUpdateSet((eb) => ({
        name: eb.ref("excluded.name"),
        full_name: eb.ref("excluded.full_name"),
        county_code: eb.ref("excluded.county_code"),
        county: eb.ref("excluded.county"),
        // a number that an administrator has found meanwhile is kept where we know none
        organisation_number: eb.fn.coalesce(
          "excluded.organisation_number",
          "organisation.organisation_number",
        ),
      })),
    )
    .execute();
}

async function addPopulation(db: OwnerDb) {
  const known = await db
    .selectFrom("organisation")
    .select(["id", "municipality_code"])
    .where("municipality_code", "is not", null)
    .execute();
  const ids = new Map(known.map((row) => [row.municipality_code, row.id]));
  const rows = readMunicipalities().map(({ code, population, population_on }) => ({
    organisation_id: ids.get(code)!,
    counted_on: population_on,
    inhabitants: population,
    source: populationSource,
  }));
  await insertMissing(db, "population", rows);
}

async function upsertFunctions(db: OwnerDb) {
  await db
    .insertInto("function")
    .values([...functions])
    .onConflict((conflict) =>
      conflict.column("code").doUpdateSet((eb) => ({
        group_code: eb.ref("excluded.group_code"),
        group_name_sv: eb.ref("excluded.group_name_sv"),
        group_name_en: eb.ref("excluded.group_name_en"),
        name_sv: eb.ref("excluded.name_sv"),
        name_en: eb.ref("excluded.name_en"),
        position: eb.ref("excluded.position"),
      })),
    )
    .execute();
}

async function upsertRoleTypes(db: OwnerDb) {
  await db
    .insertInto("role_type")
    .values([...roleTypes])
    .onConflict((conflict) =>
      conflict.column("code").doUpdateSet((eb) => ({
        name_sv: eb.ref("excluded.name_sv"),
        name_en: eb.ref("excluded.name_en"),
        answers_for_sv: eb.ref("excluded.answers_for_sv"),
        answers_for_en: eb.ref("excluded.answers_for_en"),
        position: eb.ref("excluded.position"),
      })),
    )
    .execute();
}

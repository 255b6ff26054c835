import type pg from "pg";
import { roleTypes } from "#db/reference/role-types.ts";
import { type TestPerson, type Town, unique } from "../../../support/towns.ts";

/** The shared role types, as every installation has them. */
export async function seedRoleTypes(admin: pg.Pool): Promise<void> {
  for (const type of roleTypes)
    await admin.query(
      `insert into role_type (code, name_sv, name_en, answers_for_sv, answers_for_en, position)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [type.code, type.name_sv, type.name_en, type.answers_for_sv, type.answers_for_en, type.position],
    );
}

/** The register's entry of somebody with an account. */
export async function personOf(admin: pg.Pool, place: Town, account: TestPerson): Promise<string> {
  const { rows } = await admin.query(
    "select person_id from membership where tenant_id = $1 and account_id = $2",
    [place.id, account.accountId],
  );
  return rows[0].person_id;
}

/** Somebody without an account. */
export async function makePerson(admin: pg.Pool, place: Town, name = unique("Person")): Promise<string> {
  const { rows } = await admin.query(
    "insert into person (tenant_id, name, email) values ($1, $2, $3) returning id",
    [place.id, name, `${unique("p")}@example.invalid`],
  );
  return rows[0].id;
}

/** Gives a role; from long ago and without end unless told otherwise. @returns its id */
export async function giveRole(
  admin: pg.Pool,
  place: Town,
  role: { usage: string; type?: string; person: string; from?: string; to?: string | null },
): Promise<string> {
  const { rows } = await admin.query(
    `insert into role_assignment (tenant_id, usage_id, role_type, person_id, from_on, to_on)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [
      place.id,
      role.usage,
      role.type ?? "system_owner",
      role.person,
      role.from ?? "2020-01-01",
      role.to ?? null,
    ],
  );
  return rows[0].id;
}

/** Names a deputy. */
export async function nameDeputy(
  admin: pg.Pool,
  place: Town,
  deputy: { person: string; deputy: string; type?: string; from: string; to: string },
): Promise<string> {
  const { rows } = await admin.query(
    `insert into deputy (tenant_id, person_id, deputy_person_id, role_type, from_on, to_on)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [place.id, deputy.person, deputy.deputy, deputy.type ?? null, deputy.from, deputy.to],
  );
  return rows[0].id;
}

/** How the organisation uses a role type. */
export async function setType(
  admin: pg.Pool,
  place: Town,
  type: string,
  how: { is_on?: boolean; is_mandatory?: boolean; grants_edit?: boolean },
): Promise<void> {
  await admin.query(
    `insert into role_type_setting (tenant_id, role_type, is_on, is_mandatory, grants_edit) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, role_type) do update set is_on = $3, is_mandatory = $4, grants_edit = $5`,
    [place.id, type, how.is_on ?? true, how.is_mandatory ?? false, how.grants_edit ?? false],
  );
}

import type pg from "pg";
import { normaliseName } from "#app/features/catalogue/names.rules.ts";
import type { TestPerson, Town } from "../../../support/towns.ts";

/** Somebody of the organisation who may approve and merge. */
export async function catalogueEditor(admin: pg.Pool, place: Town): Promise<TestPerson> {
  const person = await place.person(["editor"]);
  await admin.query("update account set is_catalogue_editor = true where id = $1", [person.accountId]);
  return person;
}

/** A product that the organisation has added and nobody has looked at. */
export async function concept(admin: pg.Pool, maker: Town, name: string): Promise<string> {
  const { rows } = await admin.query(
    "insert into product (name, normalised_name, state, created_by_tenant_id) values ($1, $2, 'concept', $3) returning id",
    [name, normaliseName(name), maker.id],
  );
  return rows[0].id;
}

/** State and where it leads, behind row-level security. */
export async function stateOf(admin: pg.Pool, table: "product" | "supplier", id: string) {
  const { rows } = await admin.query(
    `select state, merged_into_id, name, version from ${table} where id = $1`,
    [id],
  );
  return rows[0] as { state: string; merged_into_id: string | null; name: string; version: number };
}

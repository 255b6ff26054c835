import { sql } from "kysely";
import { NotFound } from "#app/server/errors.server.ts";
import type { Door, TenantDb } from "#app/server/tenant.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { type DeputyForm, readDeputy } from "./deputies.form.ts";
import { listTypesInUse } from "./types.server.ts";

const me = sql<string>`app.tenant()`;

/** Somebody standing in for somebody else. */
export interface Deputy {
  id: string;
  person_id: string;
  person_name: string;
  deputy_person_id: string;
  deputy_name: string;
  /** null: all roles. */
  role_sv: string | null;
  role_en: string | null;
  from_on: string;
  to_on: string;
}

/** Who stands in for the person and for whom the person stands in; present and coming first, at most 200. */
export async function listDeputiesOf(db: TenantDb, personId: string, today: string): Promise<Deputy[]> {
  const { rows } = await sql<Deputy>`
    select d.id, d.person_id, p.name as person_name, d.deputy_person_id, q.name as deputy_name,
      t.name_sv as role_sv, t.name_en as role_en, d.from_on, d.to_on
    from deputy d
    join person p on p.tenant_id = d.tenant_id and p.id = d.person_id
    join person q on q.tenant_id = d.tenant_id and q.id = d.deputy_person_id
    left join role_type t on t.code = d.role_type
    where d.tenant_id = ${me} and ${personId} in (d.person_id, d.deputy_person_id)
    order by d.to_on < ${today}, d.from_on desc, d.id limit 200`.execute(db);
  return rows;
}

type Doing = Pick<Door, "db" | "tenant" | "today" | "form" | "record">;

/** Names a deputy from the posted form. @returns error codes by field, or nothing when it was done */
export async function addDeputy(
  { db, tenant, today, form, record }: Doing,
  person: { id: string; name: string },
): Promise<Record<string, string> | undefined> {
  const { fields, errors } = readDeputy(form, today);
  const deputy = isUuid(fields.deputy_person_id) ? await findName(db, fields.deputy_person_id) : undefined;
  if (!deputy) errors.deputy_person_id = "deputy_missing";
  else if (deputy.id === person.id) errors.deputy_person_id = "deputy_self";
  const isKnownType =
    fields.role_type === null || (await listTypesInUse(db)).some((type) => type.code === fields.role_type);
  if (!isKnownType) errors.role_type = "role_unknown";
  if (!deputy || Object.keys(errors).length > 0) return errors;

  // two forms at once could name the same deputy twice
  await sql`select pg_advisory_xact_lock(hashtextextended('deputy ' || ${person.id}::text, 0))`.execute(db);
  if (await existsSame(db, person.id, fields)) return { deputy_person_id: "deputy_again" };
  const { id } = await db
    .insertInto("deputy")
    .values({ tenant_id: tenant.id, person_id: person.id, ...fields })
    .returning("id")
    .executeTakeFirstOrThrow();
  await record({
    kind: "deputy",
    id,
    name: `${deputy.name} för ${person.name}`,
    action: "created",
    changes: (["role_type", "from_on", "to_on"] as const)
      .filter((field) => fields[field] !== null)
      .map((field) => ({ field, old: null, new: fields[field] })),
  });
  return undefined;
}

async function findName(db: TenantDb, id: string) {
  return db
    .selectFrom("person")
    .select(["id", "name"])
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .executeTakeFirst();
}

async function existsSame(db: TenantDb, personId: string, fields: DeputyForm): Promise<boolean> {
  const row = await db
    .selectFrom("deputy")
    .select("id")
    .where("tenant_id", "=", me)
    .where("person_id", "=", personId)
    .where("deputy_person_id", "=", fields.deputy_person_id)
    .where("role_type", "is not distinct from", fields.role_type)
    .where("from_on", "<=", fields.to_on)
    .where("to_on", ">=", fields.from_on)
    .executeTakeFirst();
  return row !== undefined;
}

/** Lets a deputyship end yesterday, or takes it away when it begins today or later. @throws NotFound for another person's */
export async function endDeputy(
  { db, today, record }: Doing,
  person: { id: string; name: string },
  id: string,
): Promise<void> {
  if (!isUuid(id)) throw new NotFound();
  const row = (await listDeputiesOf(db, person.id, today)).find(
    (each) => each.id === id && each.person_id === person.id,
  );
  if (!row) throw new NotFound();
  if (row.to_on < today) return; // the same button pressed twice
  const chosen = sql<boolean>`tenant_id = app.tenant() and id = ${id}`;
  const name = `${row.deputy_name} för ${row.person_name}`;
  if (row.from_on >= today) {
    await db.deleteFrom("deputy").where(chosen).execute();
    await record({ kind: "deputy", id, name, action: "deleted" });
    return;
  }
  const { rows } = await sql<{ to_on: string }>`
    update deputy set to_on = ${today}::date - 1 where ${chosen} returning to_on`.execute(db);
  const changes = [{ field: "to_on", old: row.to_on, new: rows[0]?.to_on ?? null }];
  await record({ kind: "deputy", id, name, action: "ended", changes });
}

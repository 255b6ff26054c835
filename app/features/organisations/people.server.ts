import { sql } from "kysely";
import { NotFound } from "#app/server/errors.server.ts";
import type { Recorder, TenantDb } from "#app/server/tenant.server.ts";

const me = sql<string>`app.tenant()`;

function matching(db: TenantDb, words: string) {
  const query = db.selectFrom("person as p").where("p.tenant_id", "=", me);
  const wanted = words.trim().slice(0, 100).toLowerCase();
  if (!wanted) return query;
  const pattern = `%${wanted.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return query.where((eb) =>
    eb.or([
      eb(sql<string>`lower(p.name)`, "like", pattern),
      eb(sql<string>`lower(p.email)`, "like", pattern),
      eb(sql<string>`lower(p.title)`, "like", pattern),
    ]),
  );
}

/** The tenant's people whose name, title or e-mail holds the words, with what hangs on each; by name. */
export async function listPeople(
  db: TenantDb,
  words: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
) {
  return matching(db, words)
    .leftJoin("unit as u", (join) =>
      join.onRef("u.tenant_id", "=", "p.tenant_id").onRef("u.id", "=", "p.unit_id"),
    )
    .select(["p.id", "p.name", "p.title", "p.email", "u.name as unit"])
    .select([
      sql<number>`(select count(*)::int from role_assignment r
        where r.tenant_id = p.tenant_id and r.person_id = p.id and (r.to_on is null or r.to_on >= app.today()))`.as(
        "roles",
      ),
      sql<boolean>`exists (select 1 from membership m
        where m.tenant_id = p.tenant_id and m.person_id = p.id and m.ended_at is null)`.as("has_account"),
    ])
    .orderBy("p.name")
    .orderBy("p.id")
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countPeople(db: TenantDb, words: string): Promise<number> {
  const row = await matching(db, words)
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** One of the tenant's people. @throws NotFound */
export async function findPerson(db: TenantDb, id: string) {
  const person = await db
    .selectFrom("person")
    .select(["id", "name", "title", "email", "unit_id", "version"])
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!person) throw new NotFound();
  return person;
}

export interface PersonFields {
  name: string;
  title: string | null;
  email: string | null;
  unit_id: string | null;
}

async function problems(
  db: TenantDb,
  fields: PersonFields,
  id?: string,
): Promise<Record<string, string> | undefined> {
  if (fields.email) {
    const other = await db
      .selectFrom("person")
      .select("id")
      .where("tenant_id", "=", me)
      .where(sql<string>`lower(email)`, "=", fields.email)
      .executeTakeFirst();
    if (other && other.id !== id) return { email: "email_taken" };
  }
  if (!fields.unit_id) return undefined;
  const unit = await db
    .selectFrom("unit")
    .select("id")
    .where("tenant_id", "=", me)
    .where("id", "=", fields.unit_id)
    .executeTakeFirst();
  return unit ? undefined : { unit_id: "unit_wrong" };
}

/** Adds a person. @returns errors by field, or nothing when the person was added */
export async function insertPerson(db: TenantDb, fields: PersonFields, record: Recorder) {
  const errors = await problems(db, fields);
  if (errors) return errors;
  const { id } = await db
    .insertInto("person")
    .values({ tenant_id: me, ...fields })
    .returning("id")
    .executeTakeFirstOrThrow();
  await record({ kind: "person", id, name: fields.name, action: "created" });
  return undefined;
}

/**
 * Changes a person.
 * @returns errors by field, "changed" when somebody else changed the person since `version`, or nothing when it was done
 */
export async function updatePerson(
  db: TenantDb,
  { id, version }: { id: string; version: number },
  fields: PersonFields,
  record: Recorder,
) {
  const before = await findPerson(db, id);
  const errors = await problems(db, fields, id);
  if (errors) return errors;
  const changes = (["name", "title", "email", "unit_id"] as const)
    .filter((field) => before[field] !== fields[field])
    .map((field) => ({ field, old: before[field], new: fields[field] }));
  if (changes.length === 0) return undefined;
  const row = await db
    .updateTable("person")
    .set({ ...fields, version: version + 1 })
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .where("version", "=", version)
    .returning("id")
    .executeTakeFirst();
  if (!row) return "changed";
  await record({ kind: "person", id, name: fields.name, action: "updated", changes });
  return undefined;
}

/** Removes a person without account and roles. @returns false when something hangs on the person */
export async function deletePerson(db: TenantDb, id: string, record: Recorder): Promise<boolean> {
  const person = await findPerson(db, id);
  await sql`savepoint removal`.execute(db);
  try {
    await db.deleteFrom("person").where("tenant_id", "=", me).where("id", "=", id).execute();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "23503")) throw error;
    await sql`rollback to savepoint removal`.execute(db);
    return false;
  }
  await record({ kind: "person", id, name: person.name, action: "deleted" });
  return true;
}

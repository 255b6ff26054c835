import { sql } from "kysely";
import { Invalid } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { ImportSort } from "#db/schema/imports.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { matchProductNames } from "../products/matching.server.ts";
import { matchSupplierNames } from "../suppliers/matching.server.ts";
import { type Decision, decide, type Match, type Standing } from "./resolutions.rules.ts";

const PAGE = 5000;

type Name = Awaited<ReturnType<typeof listPage>>[number];
type Finder = (names: Name[]) => Promise<(name: Name) => readonly Match[]>;

/**
 * Looks up every name of the run among the records that the importing person sees, and notes what each one means. Suppliers
 * go first, because a product is told by its supplier too. Bounded memory: names are read in pages.
 */
export async function resolveNames(db: TenantDb, runId: string): Promise<void> {
  const { rows } = await sql<{ sort: ImportSort }>`
    select distinct sort from import_resolution where tenant_id = app.tenant() and run_id = ${runId}`.execute(
    db,
  );
  const sorts = new Set(rows.map((row) => row.sort));
  const finders: [ImportSort, () => Promise<Finder>][] = [
    ["supplier", async () => (names) => suppliersNamed(db, names)],
    ["product", async () => (names) => productsNamed(db, names)],
    ["person", async () => (names) => peopleNamed(db, names)],
    ["unit", async () => (names) => unitsNamed(db, names)],
    ["system", async () => (names) => systemsNamed(db, names)],
    ["organisation", () => organisationFinder(db)],
    ["function", () => functionFinder(db)],
  ];
  for (const [sort, makeFinder] of finders) {
    if (!sorts.has(sort)) continue;
    const finder = await makeFinder();
    for (let after = ""; ; ) {
      const names = await listPage(db, runId, sort, after);
      if (names.length === 0) break;
      const suppliers = sort === "product" ? await supplierStandings(db, runId, names) : new Map();
      const matchesOf = await finder(names);
      await noteStandings(
        db,
        runId,
        sort,
        names.map((name) => [name.key, standingOf(sort, name, matchesOf(name), suppliers)]),
      );
      after = names.at(-1)!.key;
    }
  }
}

function standingOf(
  sort: ImportSort,
  name: Name,
  matches: readonly Match[],
  suppliers: Map<string, string | null>,
): Standing {
  const [, supplierKey = ""] = name.key.split("\u001f");
  const supplier = { isGiven: supplierKey !== "", id: suppliers.get(supplierKey) ?? null };
  return decide({ sort, supplier, choice: name.choice, chosen: name.chosen }, matches);
}

function listPage(db: TenantDb, runId: string, sort: ImportSort, after: string) {
  return db
    .selectFrom("import_resolution")
    .select(["key", "organisation_number", "choice", "chosen"])
    .where("run_id", "=", runId)
    .where("sort", "=", sort)
    .where("key", ">", after)
    .orderBy("key")
    .limit(PAGE)
    .execute();
}

/** For the suppliers of a page of products: the supplier each written name means, when there is one already. */
async function supplierStandings(
  db: TenantDb,
  runId: string,
  names: Name[],
): Promise<Map<string, string | null>> {
  const keys = [
    ...new Set(names.map((name) => name.key.split("\u001f")[1] ?? "").filter((key) => key !== "")),
  ];
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom("import_resolution")
    .select(["key", "found"])
    .where("run_id", "=", runId)
    .where("sort", "=", "supplier")
    .where(sql<boolean>`key = any(${keys}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.key, row.found]));
}

async function noteStandings(
  db: TenantDb,
  runId: string,
  sort: ImportSort,
  list: [string, Standing][],
): Promise<void> {
  await sql`
    update import_resolution r set standing = x.standing, reason = x.reason, found = x.found
    from unnest(${list.map(([key]) => key)}::text[], ${list.map(([, one]) => one.standing)}::text[],
      ${list.map(([, one]) => one.reason)}::text[], ${list.map(([, one]) => one.found)}::uuid[])
      as x (key, standing, reason, found)
    where r.tenant_id = app.tenant() and r.run_id = ${runId} and r.sort = ${sort} and r.key = x.key
      and (r.standing, r.reason, r.found) is distinct from (x.standing, x.reason, x.found)`.execute(db);
}

async function suppliersNamed(db: TenantDb, names: Name[]) {
  const byName = await matchSupplierNames(
    db,
    names.map((name) => name.key),
  );
  const numbers = names.flatMap((name) => name.organisation_number ?? []);
  const byNumber = new Map<string, Match[]>();
  if (numbers.length > 0) {
    const rows = await db
      .selectFrom("supplier")
      .select(["id", "organisation_number"])
      .where(sql<boolean>`organisation_number = any(${numbers}::text[])`)
      .where("state", "<>", "merged")
      .orderBy("id")
      .execute();
    for (const { id, organisation_number } of rows)
      byNumber.set(organisation_number!, [...(byNumber.get(organisation_number!) ?? []), { id }]);
  }
  return (name: Name) => byNumber.get(name.organisation_number ?? "") ?? byName.get(name.key) ?? [];
}

async function productsNamed(db: TenantDb, names: Name[]) {
  const nameOf = (name: Name) => name.key.split("\u001f")[0]!;
  const found = await matchProductNames(db, names.map(nameOf));
  return (name: Name): Match[] =>
    (found.get(nameOf(name)) ?? []).map((match) => ({ id: match.id, supplierId: match.supplier_id }));
}

async function peopleNamed(db: TenantDb, names: Name[]) {
  const { rows } = await sql<{ key: string; id: string }>`
    select distinct w.key, p.id from unnest(${names.map((name) => name.key)}::text[]) as w (key)
    join person p on p.tenant_id = app.tenant() and (lower(p.name) = w.key or lower(p.email) = w.key)
    order by w.key, p.id`.execute(db);
  return byKey(rows);
}

async function unitsNamed(db: TenantDb, names: Name[]) {
  const { rows } = await sql<{ key: string; id: string }>`
    select w.key, u.id from unnest(${names.map((name) => name.key)}::text[]) as w (key)
    join unit u on u.tenant_id = app.tenant() and lower(u.name) = w.key order by w.key, u.id`.execute(db);
  return byKey(rows);
}

/** Own systems by own name or own id; where neither is known, by the product's name. */
async function systemsNamed(db: TenantDb, names: Name[]) {
  const keys = names.map((name) => name.key);
  const { rows } = await sql<{ key: string; id: string }>`
    with w as (select unnest(${keys}::text[]) as key),
    named as (
      select w.key, u.id from w join system_usage u on u.tenant_id = app.tenant() and lower(u.own_name) = w.key
      union
      select w.key, o.usage_id from w join system_usage_operation o on o.tenant_id = app.tenant() and lower(o.own_id) = w.key)
    select key, id from named
    union
    select w.key, u.id from w join product p on lower(p.name) = w.key
    join system_usage u on u.tenant_id = app.tenant() and u.product_id = p.id
    where not exists (select 1 from named n where n.key = w.key)
    order by key, id`.execute(db);
  return byKey(rows);
}

function byKey(rows: { key: string; id: string }[]) {
  const found = new Map<string, Match[]>();
  for (const { key, id } of rows) found.set(key, [...(found.get(key) ?? []), { id }]);
  return (name: Name) => found.get(name.key) ?? [];
}

/** Municipalities and other public bodies; a few hundred, so they are compared here by every name they have. */
async function organisationFinder(db: TenantDb): Promise<Finder> {
  const rows = await db
    .selectFrom("organisation")
    .select(["id", "slug", "name", "full_name", "organisation_number"])
    .where("kind", "<>", "supplier")
    .orderBy("id")
    .execute();
  const found = new Map<string, Match[]>();
  for (const { id, ...names } of rows) {
    const forms = new Set(Object.values(names).map((name) => normaliseName(name ?? "")));
    for (const form of forms) if (form) found.set(form, [...(found.get(form) ?? []), { id }]);
  }
  return async () => (name) => found.get(name.key) ?? [];
}

async function functionFinder(db: TenantDb): Promise<Finder> {
  const rows = await db
    .selectFrom("function")
    .select(["id", "code", "name_sv", "name_en"])
    .orderBy("id")
    .execute();
  const found = new Map<string, Match[]>();
  for (const { id, ...names } of rows) {
    const forms = new Set(Object.values(names).map(normaliseName));
    for (const form of forms) found.set(form, [...(found.get(form) ?? []), { id }]);
  }
  return async () => (name) => found.get(name.key) ?? [];
}

/** Records decisions; the next plan follows them. @throws Invalid when a chosen record is not there */
export async function saveDecisions(db: TenantDb, runId: string, decisions: Decision[]): Promise<void> {
  for (const { sort, key, choice, chosen } of decisions) {
    if (choice === "use" && !(chosen && (await isThere(db, sort, chosen))))
      throw new Invalid({ [key]: "choose_record" });
    await db
      .updateTable("import_resolution")
      .set({ choice, chosen: choice === "use" ? chosen : null })
      .where("run_id", "=", runId)
      .where("sort", "=", sort)
      .where("key", "=", key)
      .execute();
  }
}

/** Leaves out every name of the sort that nobody has decided about. */
export async function leaveOutUndecided(db: TenantDb, runId: string, sort: ImportSort): Promise<void> {
  await db
    .updateTable("import_resolution")
    .set({ choice: "leave_out", chosen: null })
    .where("run_id", "=", runId)
    .where("sort", "=", sort)
    .where("standing", "=", "undecided")
    .execute();
}

async function isThere(db: TenantDb, sort: ImportSort, id: string): Promise<boolean> {
  const table = sort === "system" ? sql`system_usage` : sql.table(sort);
  const own = sort === "system" ? sql`and tenant_id = app.tenant()` : sql``;
  const { rows } = await sql`select 1 from ${table} where id = ${id} ${own}`.execute(db);
  return rows.length > 0;
}

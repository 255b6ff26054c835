import { randomBytes } from "node:crypto";
import pg from "pg";
import { normaliseName } from "#app/features/catalogue/names.rules.ts";
import { startSession } from "#app/server/session.server.ts";
import { inTenantAs } from "#app/server/system.server.ts";
import type { Recorder, TenantDb } from "#app/server/transaction.server.ts";
import type { FieldGroup, MemberRole, OrganisationKind } from "#db/schema/values.ts";

let counter = 0;
/** A word that no other test uses. */
export function unique(prefix: string): string {
  counter += 1;
  return `${prefix}-${process.pid.toString(36)}${counter.toString(36)}${randomBytes(3).toString("hex")}`;
}

/** A person with an account and a session in one organisation. */
export interface TestPerson {
  accountId: string;
  email: string;
  name: string;
  /** Value of the `Cookie` header. */
  cookie: string;
}

/** An organisation made for one test, with an administrator. */
export interface Town {
  id: string;
  slug: string;
  name: string;
  admin: TestPerson;
  /** Somebody else in the same organisation. */
  person(roles: MemberRole[]): Promise<TestPerson>;
  /** Runs work inside the organisation through the same settings and row-level security as a request. */
  as<T>(work: (db: TenantDb, record: Recorder) => Promise<T>, now?: Date): Promise<T>;
  share(cooperation: TestCooperation, group: FieldGroup): Promise<void>;
  /** Puts a system into use; `columns` of the group tables by table name. */
  use(product: string, ownName: string, more?: UsageParts): Promise<string>;
}

export interface UsageParts {
  lifecycle?: string;
  is_hidden?: boolean;
  dates?: Record<string, unknown>;
  operation?: Record<string, unknown>;
  term?: Record<string, unknown>;
  price?: Record<string, unknown>;
  volume?: Record<string, unknown>;
  classification?: Record<string, unknown>;
  openness?: Record<string, unknown>;
  internal?: Record<string, unknown>;
}

export interface TestCooperation {
  id: string;
  everyone: string;
}

/** Makes an organisation with a local administrator who is signed in with a second factor. */
export async function town(
  admin: pg.Pool,
  kind: OrganisationKind = "municipality",
  label = "ort",
): Promise<Town> {
  const slug = unique(label);
  const name = slug.replace(/^\w/, (c) => c.toUpperCase());
  const { rows } = await admin.query(
    "insert into organisation (slug, name, full_name, kind) values ($1, $2, $3, $4) returning id",
    [slug, name, `${name} kommun`, kind],
  );
  const id: string = rows[0].id;
  const as: Town["as"] = (work, now) =>
    inTenantAs({ tenantId: id, accountId: null, byName: "Test", via: "ui", now }, work);
  const person = (roles: MemberRole[]) => member(admin, id, roles);
  return {
    id,
    slug,
    name,
    as,
    person,
    admin: await person(["local_admin", "editor"]),
    async share(cooperation, group) {
      await admin.query(
        `insert into share (tenant_id, circle_id, object_kind, field_group, from_on) values ($1, $2, 'system_usage', $3, '2020-01-01')
         on conflict do nothing`,
        [id, cooperation.everyone, group],
      );
    },
    async use(product, ownName, { lifecycle = "in_operation", is_hidden = false, ...groups } = {}) {
      const made = await admin.query(
        "insert into system_usage (tenant_id, product_id, own_name, lifecycle, is_hidden) values ($1, $2, $3, $4, $5) returning id",
        [id, product, ownName, lifecycle, is_hidden],
      );
      const usageId: string = made.rows[0].id;
      for (const [group, columns] of Object.entries(groups))
        await insertRow(admin, `system_usage_${group}`, { tenant_id: id, usage_id: usageId, ...columns });
      return usageId;
    },
  };
}

async function insertRow(admin: pg.Pool, table: string, row: Record<string, unknown>) {
  const columns = Object.keys(row);
  await admin.query(
    `insert into ${pg.escapeIdentifier(table)} (${columns.map(pg.escapeIdentifier).join(", ")})
     values (${columns.map((_, i) => `$${i + 1}`).join(", ")})`,
    Object.values(row),
  );
}

async function member(admin: pg.Pool, tenantId: string, roles: MemberRole[]): Promise<TestPerson> {
  const email = `${unique("person")}@example.invalid`;
  const name = `Kim ${email.split("@")[0]}`;
  const account = await admin.query(
    "insert into account (email, name, totp_confirmed_at) values ($1, $2, now()) returning id",
    [email, name],
  );
  const accountId: string = account.rows[0].id;
  const personRow = await admin.query(
    "insert into person (tenant_id, name, email) values ($1, $2, $3) returning id",
    [tenantId, name, email],
  );
  await admin.query(
    "insert into membership (tenant_id, account_id, person_id, roles) values ($1, $2, $3, $4)",
    [tenantId, accountId, personRow.rows[0].id, roles],
  );
  return { accountId, email, name, cookie: await signIn(accountId) };
}

/** A `Cookie` header for a fresh session of the account, second factor shown. */
export async function signIn(accountId: string): Promise<string> {
  const setCookie = await startSession(accountId, { secondFactorAt: new Date(), device: "test" });
  return setCookie.split(";")[0]!;
}

/** A cooperation of the towns, confirmed by all; the first coordinates. Everybody shares `core`, as after joining. */
export async function cooperation(admin: pg.Pool, towns: Town[]): Promise<TestCooperation> {
  const lead = towns[0]!;
  const made = await admin.query("insert into cooperation (tenant_id, name) values ($1, $2) returning id", [
    lead.id,
    unique("samverkan"),
  ]);
  const id: string = made.rows[0].id;
  const circle = await admin.query(
    "insert into circle (tenant_id, cooperation_id, name, is_everyone) values ($1, $2, 'Alla', true) returning id",
    [lead.id, id],
  );
  const result = { id, everyone: circle.rows[0].id as string };
  for (const each of towns) {
    await admin.query(
      "insert into cooperation_member (tenant_id, cooperation_id, organisation_id, from_on) values ($1, $2, $3, '2020-01-01')",
      [lead.id, id, each.id],
    );
    await admin.query(
      "insert into cooperation_join (tenant_id, cooperation_id, joined_on) values ($1, $2, '2020-01-01')",
      [each.id, id],
    );
    await each.share(result, "core");
  }
  return result;
}

/** An approved product, with a supplier of its own unless one is named. */
export async function product(
  admin: pg.Pool,
  name = unique("Produkt"),
  supplierId?: string,
): Promise<string> {
  const supplier = supplierId ?? (await approvedSupplier(admin));
  const made = await admin.query(
    "insert into product (name, normalised_name, supplier_id, state) values ($1, $3, $2, 'approved') returning id",
    [name, supplier, normaliseName(name)],
  );
  return made.rows[0].id;
}

/** An approved supplier. */
export async function approvedSupplier(admin: pg.Pool, name = unique("Leverantör")): Promise<string> {
  const made = await admin.query(
    "insert into supplier (name, normalised_name, state) values ($1, $2, 'approved') returning id",
    [name, normaliseName(name)],
  );
  return made.rows[0].id;
}

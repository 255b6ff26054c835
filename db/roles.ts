import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";

/**
 * The PostgreSQL roles and what the migrations need before they run. Safe to run again.
 *
 * - `samverka_owner`  owns schema and tables; migrations run as it. No login.
 * - `samverka_app`    the pool of the application: not owner, no BYPASSRLS, NOINHERIT, statement timeout.
 * - `samverka_auth`   sign-in and outgoing mail: account, session and token tables only.
 * - `samverka_worker` the job queue: owns the `graphile_worker` schema, nothing else.
 * - `samverka_policy` owns the helper functions that policies call. No login, BYPASSRLS.
 *
 * What is right already is left alone, so that roles which a database administrator made beforehand need no further rights
 * (docs/operations/running.md).
 *
 * @param admin a connected client: superuser, or CREATEROLE with BYPASSRLS on PostgreSQL 16+, or CREATEROLE where
 *   `samverka_policy` exists
 * @param passwords one per login role; set again at every run, so that a new secret takes effect
 */
export async function ensureRoles(admin: Client, passwords: Record<LoginRole, string>): Promise<void> {
  // Roles belong to the whole server: another database of it may be doing the same at this moment.
  for (let attempt = 1; ; attempt++) {
    try {
      return await ensureRolesOnce(admin, passwords);
    } catch (error) {
      const isRace = error instanceof Error && /tuple concurrently/.test(error.message);
      if (!isRace || attempt === 20) throw error;
      await sleep(50 * Math.random() * attempt);
    }
  }
}

async function ensureRolesOnce(admin: Client, passwords: Record<LoginRole, string>): Promise<void> {
  for (const [role, attributes] of Object.entries(roles)) {
    const found = await admin.query<RoleAttributes>(
      `select rolcanlogin as login, rolinherit as inherit, rolbypassrls as bypassrls, rolsuper as superuser,
         rolcreatedb as createdb, rolcreaterole as createrole
       from pg_roles where rolname = $1`,
      [role],
    );
    const existing = found.rows[0] ?? (await createRole(admin, role, attributes));
    if (existing) {
      const wrong = ATTRIBUTES.filter((name) => existing[name] !== (attributes[name] ?? false));
      const words = wrong.map((name) => (attributes[name] ? name : `no${name}`));
      if (words.length > 0) await admin.query(`alter role ${role} ${words.join(" ")}`);
    }
    if (role in passwords)
      await admin.query(`alter role ${role} password ${literal(passwords[role as LoginRole])}`);
  }
  await admin.query(`alter role samverka_app set statement_timeout = '30s'`);
  await admin.query(`alter role samverka_app set idle_in_transaction_session_timeout = '60s'`);
  await admin.query(`alter role samverka_auth set statement_timeout = '10s'`);
  await admin.query(`grant samverka_owner, samverka_policy to current_user`);
  await admin.query(`grant samverka_policy, samverka_worker to samverka_owner`);
  const { rows } = await admin.query("select current_database() as name");
  const database = `"${String(rows[0].name).replaceAll('"', '""')}"`;
  await admin.query(`grant create, connect on database ${database} to samverka_owner, samverka_worker`);
  await admin.query(`grant connect on database ${database} to samverka_app, samverka_auth`);
  await admin.query(`revoke create on schema public from public`);
  await admin.query(`grant usage, create on schema public to samverka_owner`);
  await admin.query(`grant usage on schema public to samverka_app, samverka_auth, samverka_policy`);
  await admin.query(`create extension if not exists pg_trgm with schema public`);
}

export type LoginRole = "samverka_app" | "samverka_auth" | "samverka_worker";

const ATTRIBUTES = ["login", "inherit", "bypassrls", "superuser", "createdb", "createrole"] as const;
type RoleAttributes = Partial<Record<(typeof ATTRIBUTES)[number], boolean>>;

/** What each role has; everything not named it must not have. */
const roles: Record<string, RoleAttributes> = {
  samverka_owner: {},
  samverka_policy: { inherit: true, bypassrls: true },
  samverka_app: { login: true },
  samverka_auth: { login: true },
  samverka_worker: { login: true },
};

/** Two starters at once may both find the role missing; the slower one is content. */
async function createRole(admin: Client, role: string, attributes: RoleAttributes): Promise<undefined> {
  const words = [attributes.login ? "login" : "nologin", attributes.inherit ? "inherit" : "noinherit"];
  if (attributes.bypassrls) words.push("bypassrls");
  try {
    await admin.query(`create role ${role} ${words.join(" ")}`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "42710" || error.code === "23505")))
      throw error;
  }
}

function literal(text: string) {
  return `'${text.replaceAll("'", "''")}'`;
}

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
 * @param admin a connected client that may create roles (superuser, or CREATEROLE with BYPASSRLS on PostgreSQL 16+)
 * @param passwords one per login role; set again at every run, so that a new secret takes effect
 */
export async function ensureRoles(admin: Client, passwords: Record<LoginRole, string>): Promise<void> {
  for (const [role, attributes] of Object.entries(roles)) {
    const found = await admin.query("select 1 from pg_roles where rolname = $1", [role]);
    if (found.rowCount === 0) await createRole(admin, role);
    const password = role in passwords ? `password ${literal(passwords[role as LoginRole])}` : "";
    await admin.query(`alter role ${role} ${attributes} ${password}`);
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

const roles = {
  samverka_owner: "nologin noinherit",
  samverka_policy: "nologin bypassrls",
  samverka_app: "login noinherit nobypassrls nocreatedb nocreaterole",
  samverka_auth: "login noinherit nobypassrls nocreatedb nocreaterole",
  samverka_worker: "login noinherit nobypassrls nocreatedb nocreaterole",
};

/** Two starters at once may both find the role missing; the slower one is content. */
async function createRole(admin: Client, role: string) {
  try {
    await admin.query(`create role ${role}`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "42710" || error.code === "23505")))
      throw error;
  }
}

function literal(text: string) {
  return `'${text.replaceAll("'", "''")}'`;
}

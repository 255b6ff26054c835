import { promises as fs } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import { Kysely, PostgresDialect, sql } from "kysely";
import { FileMigrationProvider, type MigrationResultSet, Migrator } from "kysely/migration";
import pg from "pg";
import { ensureRoles } from "./roles.ts";
import { rolePassword, roleUrl } from "./secret.ts";

const migrationFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), "migrations");

/** Where to migrate and with which secret the login roles' passwords are derived. */
export interface MigrateOptions {
  /** URL of a user that may create roles and owns the database. */
  adminUrl: string;
  secret: string;
  log?: (line: string) => void;
}

/**
 * Brings roles, job queue and schema to the newest version. Safe to call from several processes at once.
 * @returns names of the migrations that ran now
 * @throws the first migration error; what ran before it stays
 */
export async function migrate({ adminUrl, secret, log }: MigrateOptions): Promise<string[]> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query("select pg_advisory_lock(7260001)");
    await ensureRoles(admin, {
      samverka_app: rolePassword("samverka_app", secret),
      samverka_auth: rolePassword("samverka_auth", secret),
      samverka_worker: rolePassword("samverka_worker", secret),
    });
    await runMigrations({ connectionString: roleUrl(adminUrl, "samverka_worker", secret) });
    return await withMigrator(adminUrl, async (migrator) => {
      const ran = names(await migrator.migrateToLatest());
      for (const name of ran) log?.(`migrated ${name}`);
      return ran;
    });
  } finally {
    await admin.end();
  }
}

/** @returns names of migrations that have not run yet, oldest first */
export async function pendingMigrations(adminUrl: string): Promise<string[]> {
  return withMigrator(adminUrl, async (migrator) =>
    (await migrator.getMigrations()).filter((m) => !m.executedAt).map((m) => m.name),
  );
}

async function withMigrator<T>(adminUrl: string, work: (migrator: Migrator) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2 });
  pool.on("connect", (client) => void client.query("set role samverka_owner"));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`select 1`.execute(db);
    return await work(
      new Migrator({ db, provider: new FileMigrationProvider({ fs, path, migrationFolder }) }),
    );
  } finally {
    await db.destroy();
  }
}

function names({ error, results }: MigrationResultSet): string[] {
  if (error) throw error;
  return (results ?? []).filter((r) => r.status === "Success").map((r) => r.migrationName);
}

/** A new migration file, stamped with the minute, ready to be filled in. */
async function newMigration(name: string) {
  const stamp = new Date().toISOString().slice(0, 16).replaceAll("-", "").replace(":", "");
  const file = path.join(migrationFolder, `${stamp}_${name}.ts`);
  await fs.writeFile(
    file,
    'import { type Kysely, sql } from "kysely";\n\nexport async function up(db: Kysely<unknown>): Promise<void> {\n  await sql.raw(`\n  `).execute(db);\n}\n',
    { flag: "wx" },
  );
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [command = "up", name = "change"] = process.argv.slice(2);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (command === "new") say(await newMigration(name));
  else {
    const { openDatabase } = await import("./open.ts");
    const database = await openDatabase();
    try {
      if (command === "status") {
        const waiting = await pendingMigrations(database.adminUrl);
        say(waiting.length ? `waiting: ${waiting.join(", ")}` : "up to date");
      } else if (command === "up") {
        const ran = await migrate({ ...database, log: say });
        if (ran.length === 0) say("up to date");
      } else {
        say("usage: migrate [up | status | new NAME]");
        process.exitCode = 2;
      }
    } finally {
      await database.close();
    }
  }
}

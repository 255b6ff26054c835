import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../db/embedded.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Superuser address of the database `samverka` in the cluster of this run. */
    adminUrl: string;
    /** Migrated database without rows of any tenant; clone it per worker, never connect to it. */
    templateDb: string;
    /** Secret that the passwords of the database roles are derived from. */
    secret: string;
  }
}

export const TEMPLATE_DATABASE = "samverka_template";
export const TEST_SECRET = "test-secret-test-secret-test-secret-0123";

/** One throw-away PostgreSQL cluster for the run, with a migrated template database that workers clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "samverka-test-"));
  const embedded = await startEmbedded({ dataDir, durable: false });
  await makeTemplate(embedded.adminUrl);
  project.provide("adminUrl", embedded.adminUrl);
  project.provide("templateDb", TEMPLATE_DATABASE);
  project.provide("secret", TEST_SECRET);
  return async () => {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${TEMPLATE_DATABASE}`;
  const migrateFile = new URL("../../db/migrate.ts", import.meta.url);
  if (!existsSync(migrateFile)) return;
  const { migrate } = await import(/* @vite-ignore */ migrateFile.href);
  await migrate({ adminUrl: url.toString(), secret: TEST_SECRET, log: () => {} });
}

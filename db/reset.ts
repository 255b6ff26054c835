/** `npm run reset`: an empty embedded database; the next start migrates and fills it. A real server is never touched. */
import pg from "pg";
import { openDatabase } from "./open.ts";

const database = await openDatabase();
try {
  if (!database.isEmbedded) throw new Error("DATABASE_URL is set: reset is for the embedded database only.");
  await recreate(database.adminUrl);
  process.stdout.write("The database is empty. The next start migrates it and fills it again.\n");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  await database.close();
}

/** Drops the database, ending whoever is connected, and makes it anew. */
async function recreate(adminUrl: string): Promise<void> {
  const url = new URL(adminUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

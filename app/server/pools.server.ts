import type { Kysely } from "kysely";
import type pg from "pg";
import { openPool, overPool } from "#db/client.server.ts";
import type { Database } from "#db/schema.ts";
import { databaseUrls } from "./config.server.ts";

interface Pools {
  app: pg.Pool;
  auth: pg.Pool;
  authDb: Kysely<Database>;
}

// Kept on globalThis: the development server loads the build again and again in one process.
const kept = globalThis as typeof globalThis & { samverkaPools?: Pools };

/** The two pools of this process, opened at the first use. */
export function pools(): Pools {
  if (!kept.samverkaPools) {
    const urls = databaseUrls();
    const auth = openPool(urls.auth, 6);
    kept.samverkaPools = { app: openPool(urls.app, 24), auth, authDb: overPool(auth) };
  }
  return kept.samverkaPools;
}

/** Ends both pools after what runs has finished; the next use opens new ones. */
export async function closePools(): Promise<void> {
  const open = kept.samverkaPools;
  kept.samverkaPools = undefined;
  if (open) await Promise.all([open.app.end(), open.authDb.destroy()]);
}

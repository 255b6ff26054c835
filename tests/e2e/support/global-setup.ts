import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../../../db/embedded.ts";
import { startServer } from "./server.ts";

/**
 * One throw-away PostgreSQL cluster for the run. The demo is seeded once, by a server that starts on an empty database
 * exactly as `npm start` does; the workers copy the result.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "samverka-e2e-"));
  const embedded = await startEmbedded({ dataDir, durable: false });
  process.env.E2E_DATA = dataDir;
  const seeding = await startServer({ database: "demo_template" });
  await seeding.stop();
  return async () => {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/**
 * The process: database, migrations, demo data, background work, HTTP; and all of it back again on SIGTERM.
 * What a request meets is in `app/server/web-server.server.ts`.
 */
import { watchFile } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { broadcastDevReady, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { config, databaseUrls } from "./app/server/config.server.ts";
import { log } from "./app/server/log.server.ts";
import { closePools } from "./app/server/pools.server.ts";
import { readinessCheck } from "./app/server/readiness.server.ts";
import { createSectionedHandler } from "./app/server/route-sections.server.ts";
import { readStaticFiles, type StaticFiles } from "./app/server/static-files.server.ts";
import { createWebServer, type WebServer } from "./app/server/web-server.server.ts";
import { startWorker, stopWorker } from "./app/worker.server.ts";
import { migrate } from "./db/migrate.ts";
import { type OpenDatabase, openDatabase } from "./db/open.ts";
import { roleUrl } from "./db/secret.ts";
import { seedReference } from "./seeds/reference.ts";

// React and Remix choose their builds by it, at the moment they are loaded.
process.env.NODE_ENV ??= "production";
const say = (line: string) => process.stdout.write(`${line}\n`);

const root = import.meta.dirname;
const buildFile = join(root, "build", "index.js");
let database: OpenDatabase | undefined;
let web: WebServer | undefined;
let stopping: Promise<void> | undefined;
let stoppingSince = 0;
let exitCode = 0;

process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => {
  // npm passes on the Ctrl-C that the terminal has sent already; only a later one means "at once".
  if (stoppingSince && Date.now() - stoppingSince > 1000) process.exit(130);
  void stop();
});
process.on("uncaughtException", (error) => {
  log().fatal({ error }, "uncaught");
  exitCode = 1;
  void stop();
});

try {
  await start();
} catch (error) {
  if (!stopping) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    log().fatal({ error }, "start failed");
    exitCode = 1;
    await stop();
  }
}

async function start(): Promise<void> {
  const settings = config();
  database = await openDatabase(say);
  const { adminUrl, secret } = database;
  process.env.SAMVERKA_SECRET = secret;
  process.env.DATABASE_APP_URL ||= roleUrl(adminUrl, "samverka_app", secret);
  process.env.DATABASE_AUTH_URL ||= roleUrl(adminUrl, "samverka_auth", secret);
  process.env.DATABASE_WORKER_URL ||= roleUrl(adminUrl, "samverka_worker", secret);
  await migrate({ adminUrl, secret, log: say });
  await seedReference(adminUrl);
  if (settings.demo) await fillDemo(adminUrl);

  const site = await loadSite();
  web = createWebServer({
    handle: (request, context) => site.handle(request, context),
    files: () => site.files,
    checkReady: readinessCheck(adminUrl),
    trustProxy: settings.trustProxy,
    publicUrl: settings.publicUrl,
    development: settings.development,
    isSecure: settings.secureCookies,
    storedFileLimit: settings.maxFileBytes,
  });
  await startWorker(databaseUrls().worker);
  if (stopping) return;
  const port = await web.listen(settings.port, settings.host);
  const host = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(settings.host) ? "localhost" : settings.host;
  say(`\nSamverka är igång: http://${host}:${port}\n`);
  if (settings.demo) await sayDemoAccounts();
}

/** The demo is loaded only where it is wanted: an installation with a database of its own never reads it. */
async function fillDemo(adminUrl: string): Promise<void> {
  const { demoPassword } = await import("./seeds/content/accounts.ts");
  const { seedDemo } = await import("./seeds/demo.ts");
  // requests get fresh connections, without the statements of the seeding
  if (await seedDemo({ adminUrl, password: demoPassword })) await closePools();
}

async function sayDemoAccounts(): Promise<void> {
  const { demoAccounts, demoPassword } = await import("./seeds/content/accounts.ts");
  say(`Demokonton, alla med lösenordet ${demoPassword}:`);
  for (const { email, description } of demoAccounts) say(`  ${email.padEnd(44)} ${description.sv}`);
}

type Site = { handle: RequestHandler; files: StaticFiles };

/** The built application. In development it is loaded anew whenever the compiler has written it. */
async function loadSite(): Promise<Site> {
  const mode = process.env.NODE_ENV;
  const load = async (): Promise<[Site, ServerBuild]> => {
    const build = (await import(`${pathToFileURL(buildFile).href}?at=${Date.now()}`)) as ServerBuild;
    return [
      { handle: createSectionedHandler(build, mode), files: readStaticFiles(join(root, "public")) },
      build,
    ];
  };
  const [site, build] = await load();
  if (mode === "development") {
    await broadcastDevReady(build);
    watchFile(join(root, "build", "version.txt"), { interval: 200 }, async () => {
      const [fresh, freshBuild] = await load();
      Object.assign(site, fresh);
      await broadcastDevReady(freshBuild);
    });
  }
  return site;
}

/** Finishes what has begun, gives everything back, and ends the process. Called again, it waits for the first. */
function stop(): Promise<void> {
  stoppingSince ||= Date.now();
  stopping ??= (async () => {
    // Service managers wait for 30 to 90 s; something that hangs must not take the database with it.
    setTimeout(() => process.exit(1), 60_000).unref();
    await web?.drain();
    await stopWorker();
    await closePools();
    await database?.close();
  })()
    .catch((error: unknown) => {
      log().error({ error }, "stop failed");
      exitCode = 1;
    })
    .then(() => process.exit(exitCode));
  return stopping;
}

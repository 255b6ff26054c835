/**
 * The settings of one installation, read from the environment once and checked. A wrong value stops the start with
 * every mistake named, instead of showing up later. `docs/operations/running.md` has the same table in prose.
 */
import { join, resolve } from "node:path";
import { keptSecret, roleUrl } from "#db/secret.ts";
import type { S3Settings } from "./files-s3.server.ts";

export type Config = Readonly<{
  /** PORT: TCP port, 3000 unless told; 0 takes any free one. */
  port: number;
  /** HOST: address to listen on, 127.0.0.1 unless told. 0.0.0.0 for a container. */
  host: string;
  /** SAMVERKA_DATA: folder of the embedded database and of the generated secret, `.data` unless told. */
  dataDir: string;
  /** True when DATABASE_URL is not set: PostgreSQL runs beside the application. */
  embedded: boolean;
  /** DATABASE_URL: owner of the database on a real PostgreSQL 15+; used to migrate, never to serve requests. */
  databaseUrl: string | undefined;
  /** SAMVERKA_SECRET: at least 32 characters; signs links and derives the passwords of the database roles. */
  secret: string;
  /** SMTP_URL: smtp://… or smtps://…; without it mail stays in the outbox. */
  smtpUrl: string | undefined;
  /** MAIL_FROM: sender of mail. */
  mailFrom: string;
  /** PUBLIC_URL: address people use, without a slash at the end; goes into links in mail. */
  publicUrl: string;
  /** DEMO: demo data and demo sign-in. On with the embedded database, always off with DATABASE_URL. */
  demo: boolean;
  /** SECURE_COOKIES: cookies for https only. On when PUBLIC_URL is https. */
  secureCookies: boolean;
  /** REQUIRE_SECOND_FACTOR: local administrators must have one. On, except in the demo. */
  requireSecondFactor: boolean;
  /** CHECK_LINKS: ask once a week whether links to documents still lead somewhere. On, except in the demo. */
  checkLinks: boolean;
  /** FILES_DIR: folder of stored files, `files` in the data folder unless told. Not used with FILES_S3_URL. */
  filesDir: string;
  /** FILES_S3_URL, FILES_S3_REGION, FILES_S3_KEY_ID, FILES_S3_SECRET: S3-compatible storage of files instead of a folder. */
  filesS3: S3Settings | undefined;
  /** MAX_FILE_MB: largest stored file, in millions of bytes; here in bytes. */
  maxFileBytes: number;
  /** TRUST_PROXY: believe X-Forwarded-For, -Proto and -Host. Only behind a proxy that sets them. */
  trustProxy: boolean;
  /** LOG_LEVEL: trace, debug, info, warn, error or silent. */
  logLevel: (typeof LOG_LEVELS)[number];
  /** NODE_ENV is "development" (npm run dev). */
  development: boolean;
}>;

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const SHORTEST_SECRET = 32;

let current: Config | undefined;

/** The settings of this process. The environment is read at the first call. */
export function config(): Config {
  current ??= readConfig(process.env);
  return current;
}

/**
 * Reads and checks all settings.
 *
 * @throws Error naming every setting that is wrong
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const wrong: string[] = [];
  const text = (name: string) => env[name]?.trim() || undefined;
  const flag = (name: string, otherwise: boolean) => {
    const value = text(name)?.toLowerCase();
    if (value === undefined) return otherwise;
    if (["1", "true", "on", "yes"].includes(value)) return true;
    if (["0", "false", "off", "no"].includes(value)) return false;
    wrong.push(`${name} must be 1 or 0`);
    return otherwise;
  };
  const address = (name: string, protocols: string[]) => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    wrong.push(`${name} must be an address that starts with ${protocols.map((p) => `${p}//`).join(" or ")}`);
    return undefined;
  };

  const port = Number(text("PORT") ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    wrong.push("PORT must be a number from 0 to 65535");
  const logLevel = (text("LOG_LEVEL") ?? "info") as Config["logLevel"];
  if (!LOG_LEVELS.includes(logLevel)) wrong.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}`);

  const databaseUrl = address("DATABASE_URL", ["postgres:", "postgresql:"]);
  for (const name of ["DATABASE_APP_URL", "DATABASE_AUTH_URL", "DATABASE_WORKER_URL"]) {
    address(name, ["postgres:", "postgresql:"]);
  }
  const embedded = text("DATABASE_URL") === undefined;
  if (!embedded && flag("DEMO", false))
    wrong.push("DEMO is for the embedded database only; unset it or DATABASE_URL");
  const demo = embedded && flag("DEMO", true);
  const publicUrl = (address("PUBLIC_URL", ["http:", "https:"]) ?? `http://localhost:${port}`).replace(
    /\/+$/,
    "",
  );
  const dataDir = resolve(text("SAMVERKA_DATA") ?? ".data");

  const given = text("SAMVERKA_SECRET");
  if (given === undefined && !embedded) {
    wrong.push("SAMVERKA_SECRET must be set when DATABASE_URL is (make one with: openssl rand -hex 32)");
  } else if (given !== undefined && given.length < SHORTEST_SECRET) {
    wrong.push(`SAMVERKA_SECRET must have at least ${SHORTEST_SECRET} characters`);
  }
  const maxFileMb = Number(text("MAX_FILE_MB") ?? 50);
  if (!Number.isInteger(maxFileMb) || maxFileMb < 1 || maxFileMb > 2000)
    wrong.push("MAX_FILE_MB must be a whole number from 1 to 2000");
  const settings = {
    port,
    host: text("HOST") ?? "127.0.0.1",
    dataDir,
    embedded,
    databaseUrl,
    smtpUrl: address("SMTP_URL", ["smtp:", "smtps:"]),
    mailFrom: text("MAIL_FROM") ?? "Samverka <samverka@localhost>",
    publicUrl,
    demo,
    secureCookies: flag("SECURE_COOKIES", publicUrl.startsWith("https:")),
    requireSecondFactor: flag("REQUIRE_SECOND_FACTOR", !demo),
    checkLinks: flag("CHECK_LINKS", !demo),
    filesDir: resolve(text("FILES_DIR") ?? join(dataDir, "files")),
    filesS3: readS3(text, address("FILES_S3_URL", ["http:", "https:"]), (mistake) => wrong.push(mistake)),
    maxFileBytes: maxFileMb * 1_000_000,
    trustProxy: flag("TRUST_PROXY", false),
    logLevel,
    development: env.NODE_ENV === "development",
  };
  if (wrong.length > 0) throw new Error(`Wrong settings in the environment:\n- ${wrong.join("\n- ")}`);
  return Object.freeze({ ...settings, secret: given ?? keptSecret(dataDir) });
}

/** All of S3's settings or none: a key without its storage, or the other way round, is a mistake. */
function readS3(
  text: (name: string) => string | undefined,
  url: string | undefined,
  say: (mistake: string) => void,
): S3Settings | undefined {
  const [keyId, secret] = [text("FILES_S3_KEY_ID"), text("FILES_S3_SECRET")];
  if (!url && !keyId && !secret) return undefined;
  if (!url || !keyId || !secret) {
    say("FILES_S3_URL, FILES_S3_KEY_ID and FILES_S3_SECRET must be set together");
    return undefined;
  }
  if (!/^\/[^/]+/.test(new URL(url).pathname)) say("FILES_S3_URL must name a bucket: https://server/bucket");
  return { url, keyId, secret, region: text("FILES_S3_REGION") ?? "us-east-1" };
}

/**
 * Where requests, sign-in and the job queue reach the database. DATABASE_APP_URL, DATABASE_AUTH_URL and
 * DATABASE_WORKER_URL win; otherwise they are derived from DATABASE_URL. With the embedded database the server sets
 * them once PostgreSQL has a port.
 */
export function databaseUrls(env: Record<string, string | undefined> = process.env): {
  app: string;
  auth: string;
  worker: string;
} {
  const { databaseUrl, secret } = config();
  const derived = (role: string) => {
    if (databaseUrl) return roleUrl(databaseUrl, role, secret);
    throw new Error("The database is not started: neither DATABASE_URL nor DATABASE_APP_URL is set.");
  };
  return {
    app: env.DATABASE_APP_URL || derived("samverka_app"),
    auth: env.DATABASE_AUTH_URL || derived("samverka_auth"),
    worker: env.DATABASE_WORKER_URL || derived("samverka_worker"),
  };
}

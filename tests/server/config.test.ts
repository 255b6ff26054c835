import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readConfig } from "#app/server/config.server.ts";
import { rolePassword, roleUrl } from "#db/secret.ts";

const dataDir = mkdtempSync(join(tmpdir(), "samverka-config-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const secret = "0123456789abcdef0123456789abcdef";
const real = { DATABASE_URL: "postgres://owner:pw@db.example/samverka", SAMVERKA_SECRET: secret };

describe("settings", () => {
  test("nothing set: embedded database, demo, local address", () => {
    expect(readConfig({ SAMVERKA_DATA: dataDir })).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      embedded: true,
      demo: true,
      requireSecondFactor: false,
      secureCookies: false,
      trustProxy: false,
      publicUrl: "http://localhost:3000",
    });
  });

  test("a generated secret is kept, and only its owner can read it", () => {
    const first = readConfig({ SAMVERKA_DATA: dataDir }).secret;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(readConfig({ SAMVERKA_DATA: dataDir }).secret).toBe(first);
    expect(readFileSync(join(dataDir, "secret"), "utf8").trim()).toBe(first);
    expect(statSync(join(dataDir, "secret")).mode & 0o077).toBe(0);
  });

  test("a real database turns the demo off and the second factor on", () => {
    expect(readConfig({ ...real, PUBLIC_URL: "https://samverka.example/" })).toMatchObject({
      embedded: false,
      demo: false,
      requireSecondFactor: true,
      secureCookies: true,
      publicUrl: "https://samverka.example",
      databaseUrl: real.DATABASE_URL,
    });
  });

  test.each([
    ["demo on a real database", { ...real, DEMO: "1" }, "DEMO"],
    ["a real database without a secret", { DATABASE_URL: real.DATABASE_URL }, "SAMVERKA_SECRET"],
    ["a short secret", { SAMVERKA_SECRET: "short" }, "at least 32"],
    ["a port that is none", { PORT: "http" }, "PORT"],
    ["another kind of database", { ...real, DATABASE_URL: "mysql://x/y" }, "DATABASE_URL"],
    ["a flag that is neither", { TRUST_PROXY: "maybe" }, "TRUST_PROXY"],
    ["an unknown level", { LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    ["an address without a scheme", { PUBLIC_URL: "samverka.example" }, "PUBLIC_URL"],
  ])("%s is refused", (_name, env, named) => {
    expect(() => readConfig({ SAMVERKA_DATA: dataDir, ...env })).toThrow(named);
  });

  test("all mistakes are told at once", () => {
    expect(() => readConfig({ SAMVERKA_DATA: dataDir, PORT: "x", LOG_LEVEL: "y" })).toThrow(
      /PORT.*LOG_LEVEL/s,
    );
  });

  test("the settings cannot be changed afterwards", () => {
    const settings = readConfig({ SAMVERKA_DATA: dataDir }) as { port: number };
    expect(() => {
      settings.port = 1;
    }).toThrow(TypeError);
  });
});

describe("database roles", () => {
  test("the address keeps everything but role and password", () => {
    const url = new URL(
      roleUrl("postgres://owner:a%40b@db:5433/samverka?sslmode=require", "samverka_app", secret),
    );
    expect([url.username, url.host, url.pathname, url.search]).toEqual([
      "samverka_app",
      "db:5433",
      "/samverka",
      "?sslmode=require",
    ]);
    expect(url.password).toBe(rolePassword("samverka_app", secret));
  });

  test("roles and secrets give different passwords", () => {
    const passwords = [
      rolePassword("samverka_app", secret),
      rolePassword("samverka_auth", secret),
      rolePassword("samverka_app", `${secret}x`),
    ];
    expect(new Set(passwords).size).toBe(3);
  });
});

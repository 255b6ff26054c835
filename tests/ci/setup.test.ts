import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildFingerprint, markBuilt, markInstalled, needsBuild, needsInstall } from "../../.ci/stale.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "samverka-setup-"));
  write("package.json", "{}");
  write("package-lock.json", "{}");
  write("app/root.tsx", "one");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe("installing", () => {
  test("is needed without packages, and not after it was done", () => {
    expect(needsInstall(root)).toBe(true);
    mkdirSync(join(root, "node_modules"));
    expect(needsInstall(root)).toBe(true);
    markInstalled(root);
    expect(needsInstall(root)).toBe(false);
  });

  test.each([
    ["package-lock.json", '{"packages":{}}', true],
    ["package.json", '{"dependencies":{"x":"1.0.0"}}', true],
    ["package.json", '{"scripts":{"x":"y"}}', false],
  ])("after %s became %s: %s", (file, text, expected) => {
    mkdirSync(join(root, "node_modules"));
    markInstalled(root);
    write(file, text);
    expect(needsInstall(root)).toBe(expected);
  });

  test("is not needed because a checkout gave the same lock a new time", () => {
    mkdirSync(join(root, "node_modules"));
    markInstalled(root);
    utimesSync(join(root, "package-lock.json"), new Date(), new Date(Date.now() + 60_000));
    expect(needsInstall(root)).toBe(false);
  });

  test("by hand counts while it is newer than the lock", () => {
    const list = write("node_modules/.package-lock.json", "{}");
    utimesSync(list, new Date(), new Date(Date.now() + 60_000));
    expect(needsInstall(root)).toBe(false);
    utimesSync(list, new Date(), new Date(0));
    expect(needsInstall(root)).toBe(true);
  });
});

describe("building", () => {
  function built() {
    write("build/index.js", "");
    write("public/build/entry.js", "");
    markBuilt(root, buildFingerprint(root));
  }

  test("is needed without a build, and not after it was done", () => {
    expect(needsBuild(root)).toBe(true);
    built();
    expect(needsBuild(root)).toBe(false);
  });

  test.each([
    ["a changed source", () => write("app/root.tsx", "two")],
    ["a new source", () => write("db/schema.ts", "")],
    ["a new picture", () => write("public/logo.svg", "")],
    ["a removed source", () => rmSync(join(root, "app/root.tsx"))],
    ["a change of packages", () => write("package-lock.json", "{ }")],
    ["a lost server build", () => rmSync(join(root, "build/index.js"))],
    ["lost browser files", () => rmSync(join(root, "public/build"), { recursive: true })],
  ])("is needed after %s", (_name, change) => {
    built();
    change();
    expect(needsBuild(root)).toBe(true);
  });

  test("is not needed because the compiler wrote its own files", () => {
    built();
    write("public/build/more.js", "x");
    expect(needsBuild(root)).toBe(false);
  });

  test("an edit made while the compiler ran is not lost", () => {
    const before = buildFingerprint(root);
    write("app/root.tsx", "edited meanwhile");
    write("build/index.js", "");
    write("public/build/entry.js", "");
    markBuilt(root, before);
    expect(needsBuild(root)).toBe(true);
  });
});

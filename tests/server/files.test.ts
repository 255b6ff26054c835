import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FileStore, isKey } from "#app/server/files.server.ts";
import { LocalFileStore } from "#app/server/files-local.server.ts";
import { S3FileStore } from "#app/server/files-s3.server.ts";
import { S3Server } from "../support/s3.ts";
import { S3RVER_KEY, startS3rver } from "../support/s3rver.ts";

const folder = mkdtempSync(join(tmpdir(), "samverka-store-"));
const s3 = new S3Server();
let bucket: string;
let s3rver: Awaited<ReturnType<typeof startS3rver>>;
beforeAll(async () => {
  bucket = await s3.listen();
  s3rver = await startS3rver(join(folder, "s3rver"));
});
afterAll(async () => {
  await s3.close();
  await s3rver.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(content: string | Buffer) {
  const path = join(folder, randomUUID());
  const body = Buffer.from(content);
  writeFileSync(path, body);
  return { path, bytes: body.length, sha256: createHash("sha256").update(body).digest("hex") };
}
const newKey = () => `${randomUUID()}/${randomUUID()}`;
const s3Store = (more: Partial<{ url: string; secret: string }> = {}) =>
  new S3FileStore({
    url: `${bucket}/our/prefix`,
    region: s3.region,
    keyId: s3.keyId,
    secret: s3.secret,
    ...more,
  });

const stores: Record<string, () => FileStore> = {
  "a folder": () => new LocalFileStore(join(folder, "store")),
  "S3-compatible storage": () => s3Store(),
  "s3rver, an independent server": () =>
    new S3FileStore({
      url: `${s3rver.url}/our/prefix`,
      region: "eu-north-1",
      keyId: S3RVER_KEY,
      secret: S3RVER_KEY,
    }),
};

describe.each(Object.keys(stores))("%s", (name) => {
  const store = () => stores[name]!();

  test("gives back what it was given, and nothing once that is removed", async () => {
    const key = newKey();
    const content = Buffer.alloc(1_500_000, "Räksmörgås ");
    await store().put(key, file(content));
    const kept = await store().open(key);
    expect(kept?.bytes).toBe(content.length);
    expect(Buffer.from(await new Response(kept!.body).arrayBuffer()).equals(content)).toBe(true);
    await store().remove(key);
    expect(await store().open(key)).toBeUndefined();
    await store().remove(key);
  });

  test("lists every key, also over several pages, and when it was written", async () => {
    const keys = Array.from({ length: 5 }, newKey);
    for (const key of keys) await store().put(key, file(key));
    const listed: { key: string; writtenAt: Date }[] = [];
    for await (const each of store().list()) listed.push(each);
    expect(keys.every((key) => listed.some((each) => each.key === key))).toBe(true);
    for (const { writtenAt } of listed)
      expect(Math.abs(Date.now() - writtenAt.getTime())).toBeLessThan(60_000);
    for (const key of keys) await store().remove(key);
  });

  test("no key leads out of it", async () => {
    for (const key of ["../../etc/passwd", `${randomUUID()}/../../x`, "", "x", `${newKey()}\0`]) {
      expect(isKey(key)).toBe(false);
      await expect(store().open(key)).rejects.toThrow();
      await expect(store().put(key, file("x"))).rejects.toThrow();
      await expect(store().remove(key)).rejects.toThrow();
    }
  });

  test("many at once do not disturb each other", async () => {
    const keys = Array.from({ length: 12 }, newKey);
    await Promise.all(keys.map((key) => store().put(key, file(`content of ${key}`))));
    const read = await Promise.all(
      keys.map(async (key) => new Response((await store().open(key))!.body).text()),
    );
    expect(read).toEqual(keys.map((key) => `content of ${key}`));
  });
});

describe("a folder", () => {
  test("a copy that was cut off is never found under its key, and goes after a day", async () => {
    const root = join(folder, "cut");
    const store = new LocalFileStore(root);
    const key = newKey();
    await store.put(key, file("whole"));
    const unfinished = join(root, `${key}.${randomUUID()}.tmp`);
    writeFileSync(unfinished, "ha");
    const keys = async () => {
      const found: string[] = [];
      for await (const each of store.list()) found.push(each.key);
      return found;
    };
    expect(await keys()).toEqual([key]);
    expect(existsSync(unfinished)).toBe(true);
    utimesSync(unfinished, new Date(0), new Date(0));
    expect(await keys()).toEqual([key]);
    expect(existsSync(unfinished)).toBe(false);
  });

  test("what cannot be written leaves nothing behind", async () => {
    const root = join(folder, "none");
    const key = newKey();
    await expect(
      new LocalFileStore(root).put(key, { path: join(folder, "missing"), bytes: 1, sha256: "" }),
    ).rejects.toThrow("ENOENT");
    expect(readdirSync(join(root, key.split("/")[0]!))).toEqual([]);
  });
});

describe("an independent server", () => {
  test("lists what lies below the prefix and nothing beside it", async () => {
    const at = (url: string) =>
      new S3FileStore({ url, region: "eu-north-1", keyId: S3RVER_KEY, secret: S3RVER_KEY });
    const keys = Array.from({ length: 40 }, newKey);
    await Promise.all(keys.map((key) => at(`${s3rver.url}/many`).put(key, file(key))));
    await at(`${s3rver.url}/many-more`).put(newKey(), file("x"));
    const listed: string[] = [];
    for await (const { key } of at(`${s3rver.url}/many`).list()) listed.push(key);
    expect(listed.sort()).toEqual(keys.sort());
  });

  test("an account or a bucket that is not there is told as such", async () => {
    const store = (url: string, keyId: string) =>
      new S3FileStore({ url, region: "eu-north-1", keyId, secret: S3RVER_KEY });
    await expect(store(s3rver.url, "NOBODY").put(newKey(), file("x"))).rejects.toThrow(
      "403 InvalidAccessKeyId",
    );
    const elsewhere = s3rver.url.replace("/bucket", "/none");
    await expect(store(elsewhere, S3RVER_KEY).put(newKey(), file("x"))).rejects.toThrow("404 NoSuchBucket");
  });
});

describe("S3-compatible storage", () => {
  test("keeps below its prefix, and an upload comes in pieces with its length beforehand", async () => {
    const key = newKey();
    await s3Store().put(key, file(Buffer.alloc(2_000_000, "x")));
    expect([...s3.objects.keys()]).toContain(`our/prefix/${key}`);
    expect(s3.pieces).toBeGreaterThan(5);
    const beside: unknown[] = [];
    for await (const each of s3Store({ url: `${bucket}/other` }).list()) beside.push(each);
    expect(beside).toEqual([]);
  });

  test("a wrong secret and a damaged content are refused, and the message tells no key", async () => {
    const key = newKey();
    await expect(s3Store({ secret: "wrong" }).put(key, file("x"))).rejects.toThrow(
      "the file storage answered 403 SignatureDoesNotMatch",
    );
    await expect(s3Store().put(key, { ...file("x"), sha256: "0".repeat(64) })).rejects.toThrow(
      "the file storage answered 400 XAmzContentSHA256Mismatch",
    );
    await expect(s3Store({ secret: "wrong" }).open(key)).rejects.toThrow("403");
    expect(s3.objects.has(`our/prefix/${key}`)).toBe(false);
  });
});

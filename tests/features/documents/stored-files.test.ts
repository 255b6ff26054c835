import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  deleteStoredFile,
  insertStoredFile,
  keepContent,
  withDocumentForm,
} from "#app/features/documents/documents.server.ts";
import { removeContent, removeOrphans } from "#app/features/documents/orphans.server.ts";
import { config } from "#app/server/config.server.ts";
import { fileStore } from "#app/server/files.server.ts";
import { loader as download } from "../../../app/routes/$tenant.files.$id.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const folder = mkdtempSync(join(tmpdir(), "samverka-stored-"));
process.env.FILES_DIR = join(folder, "store");
process.env.MAX_FILE_MB = "1";
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let owner: Town;
let member: Town;
beforeAll(async () => {
  owner = await town(admin());
  member = await town(admin());
  const together = await cooperation(admin(), [owner, member]);
  for (const group of ["term", "price", "documents"] as const) await owner.share(together, group);
});

function upload(name: string, content: string | Buffer) {
  const path = join(folder, randomUUID());
  const body = Buffer.from(content);
  writeFileSync(path, body);
  return { name, path, bytes: body.length, sha256: createHash("sha256").update(body).digest("hex") };
}

async function stored(at: Town, name = "Avtal åäö.pdf", content = "%PDF-1.7 hemligt") {
  const kept = await keepContent(at.id, upload(name, content));
  const id = await at.as((db) => insertStoredFile(db, at.id, kept, { accountId: null, name: "Test" }));
  return { id, key: kept.key };
}
const get = (at: Town, id: string, cookie = at.admin.cookie) =>
  callLoader(download, { cookie, url: `/${at.slug}/files/${id}`, params: { tenant: at.slug, id } });
const pathOf = (key: string) => join(config().filesDir, key);
const makeOld = (key: string) => utimesSync(pathOf(key), new Date(0), new Date(0));

describe("download", () => {
  test("its owner gets the content, to be saved and never shown", async () => {
    const { id } = await stored(owner);
    const answer = await get(owner, id);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("%PDF-1.7 hemligt");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition":
        "attachment; filename=\"Avtal-aao.pdf\"; filename*=UTF-8''Avtal%20%C3%A5%C3%A4%C3%B6.pdf",
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
  });

  test("a member of the same cooperation, whatever is shared, and an outsider find nothing", async () => {
    const { id } = await stored(owner);
    const outsider = await town(admin());
    for (const at of [member, outsider]) {
      const answer = await get(at, id);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain("hemligt");
      expect((await get(owner, id, at.admin.cookie)).status).toBe(404);
    }
    expect((await get(owner, "no-uuid")).status).toBe(404);
  });

  test("in view as the owner sees what the other would", async () => {
    const { id } = await stored(owner);
    const slug = `${owner.slug}~${member.slug}`;
    const answer = await callLoader(download, { cookie: owner.admin.cookie, params: { tenant: slug, id } });
    expect(answer.status).toBe(404);
  });

  test("a content that the storage has lost is not found, not an error", async () => {
    const { id, key } = await stored(owner);
    rmSync(pathOf(key));
    expect((await get(owner, id)).status).toBe(404);
  });
});

describe("content and row", () => {
  test("what was cut off between content and row goes after a day; what has a row stays", async () => {
    const cut = await keepContent(owner.id, upload("a.txt", "cut off"));
    const young = await keepContent(owner.id, upload("b.txt", "on its way"));
    const whole = await stored(owner);
    const stranger = { ...upload("c.txt", "another installation's"), key: `${randomUUID()}/${randomUUID()}` };
    await fileStore().put(stranger.key, stranger);
    for (const key of [cut.key, whole.key, stranger.key]) makeOld(key);
    await removeOrphans();
    expect(existsSync(pathOf(cut.key))).toBe(false);
    for (const key of [young.key, whole.key, stranger.key]) expect(existsSync(pathOf(key)), key).toBe(true);
  });

  test("a row that is deleted takes its content along, by a job of the same transaction", async () => {
    const { id, key } = await stored(owner);
    const jobs = async () => {
      const { rows } = await admin().query(
        "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'remove_file'",
      );
      return rows[0].n;
    };
    const before = await jobs();
    await expect(
      owner.as(async (db) => {
        await deleteStoredFile(db, owner, id);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await jobs()).toBe(before);
    await removeContent({ tenantId: owner.id, key });
    expect((await get(owner, id)).status).toBe(200);

    await owner.as((db) => deleteStoredFile(db, owner, id));
    expect(await jobs()).toBe(before + 1);
    await removeContent({ tenantId: owner.id, key });
    await removeContent({ tenantId: owner.id, key });
    expect(existsSync(pathOf(key))).toBe(false);
    expect((await get(owner, id)).status).toBe(404);
  });

  test("nobody deletes another's file, or makes one in another's name or place", async () => {
    const { id, key } = await stored(owner);
    await expect(member.as((db) => deleteStoredFile(db, member, id))).rejects.toThrow("not_found");
    await expect(member.as((db) => deleteStoredFile(db, owner, id))).rejects.toThrow("not_found");
    const kept = { name: "a.pdf", mediaType: "application/pdf", bytes: 1, sha256: "0".repeat(64) };
    const by = { accountId: null, name: "Test" };
    const theirs = { ...kept, key: `${owner.id}/${randomUUID()}` };
    await expect(member.as((db) => insertStoredFile(db, owner.id, theirs, by))).rejects.toThrow(/row-level/);
    await expect(member.as((db) => insertStoredFile(db, member.id, { ...kept, key }, by))).rejects.toThrow();
    expect((await get(owner, id)).status).toBe(200);
  });
});

describe("a form with a file", () => {
  const request = (parts: Record<string, string | File>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(parts)) body.append(name, value);
    return new Request("http://localhost/x/documents", { method: "POST", body });
  };

  test("arrives with its hash and its other fields, and is gone afterwards", async () => {
    const file = new File(["%PDF-1.7 å"], "Avtal.pdf", { type: "text/html" });
    const seen = await withDocumentForm(request({ title: "Huvud\0avtal", file }), async (uploaded) => {
      const kept = await keepContent(owner.id, uploaded.file!);
      return { title: uploaded.form.get("title"), path: uploaded.file!.path, kept };
    });
    expect(seen.title).toBe("Huvudavtal");
    expect(seen.kept).toMatchObject({
      mediaType: "application/pdf",
      bytes: 11,
      sha256: createHash("sha256").update("%PDF-1.7 å").digest("hex"),
    });
    expect(existsSync(seen.path)).toBe(false);
  });

  test("above the installation's limit it is stopped, with the true limit", async () => {
    const file = new File([Buffer.alloc(1_000_001, "x")], "stor.txt");
    const refused = withDocumentForm(request({ file }), async () => "taken");
    await expect(refused).rejects.toMatchObject({ code: "too_large", details: { megabytes: 1 } });
    const just = new File([Buffer.alloc(1_000_000, "x")], "stor.txt");
    expect(await withDocumentForm(request({ file: just }), async ({ file: it }) => it?.bytes)).toBe(
      1_000_000,
    );
  });

  test("without a file, or what is no such form, it has none", async () => {
    expect(await withDocumentForm(request({ title: "x" }), async ({ file }) => file)).toBeUndefined();
    const body = new URLSearchParams({ file: "x" });
    const plain = new Request("http://localhost/x", { method: "POST", body });
    expect(await withDocumentForm(plain, async ({ file }) => file)).toBeUndefined();
  });

  test("what is refused is not kept", async () => {
    const before = await countContents();
    const refused = keepContent(owner.id, upload("x.pdf", "<script>"));
    await expect(refused).rejects.toMatchObject({ code: "active_content" });
    expect(await countContents()).toBe(before);
  });
});

async function countContents() {
  let count = 0;
  for await (const _ of fileStore().list()) count += 1;
  return count;
}

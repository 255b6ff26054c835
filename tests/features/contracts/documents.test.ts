import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkLinksOf } from "#app/features/systems/link-check.server.ts";
import { fileStore } from "#app/server/files.server.ts";
import { loader as showContract } from "../../../app/routes/$tenant.contracts.$id.tsx";
import {
  action as change,
  loader as showDocuments,
} from "../../../app/routes/$tenant.contracts.$id_.documents.tsx";
import {
  loader as askRemoval,
  action as remove,
} from "../../../app/routes/$tenant.contracts.$id_.documents_.$document.removal.tsx";
import { loader as download } from "../../../app/routes/$tenant.files.$id.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const folder = mkdtempSync(join(tmpdir(), "samverka-contract-files-"));
process.env.FILES_DIR = folder;
process.env.MAX_FILE_MB = "1";
process.env.CHECK_LINKS = "1";
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let owner: Town;
let party: Town;
let neighbour: Town;
beforeAll(async () => {
  [owner, party, neighbour] = [await town(admin()), await town(admin()), await town(admin())];
  const together = await cooperation(admin(), [owner, party, neighbour]);
  for (const group of ["term", "price", "documents"] as const) await owner.share(together, group);
});

/** A contract of the owner's that the party has agreed to. */
async function contract(): Promise<string> {
  const { rows } = await admin().query(
    "insert into contract (tenant_id, name) values ($1, 'Avtal') returning id",
    [owner.id],
  );
  const id: string = rows[0].id;
  await admin().query("insert into contract_term (tenant_id, contract_id) values ($1, $2)", [owner.id, id]);
  await admin().query(
    `insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, participant_confirmed_at)
     values ($1, $2, $3, 'party', '2020-01-01', now())`,
    [owner.id, id, party.id],
  );
  return id;
}

const PDF = "%PDF-1.7 hemliga villkor";
function form(fields: Record<string, string>, file = new File([PDF], "Avtal.pdf")) {
  const data = new FormData();
  data.set("form_key", randomUUID());
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  data.set("file", file);
  return data;
}
const at = (place: Town, id: string, more: Record<string, string> = {}) => ({
  cookie: place.admin.cookie,
  params: { tenant: place.slug, id, ...more },
});
const send = (id: string, data: FormData, place = owner) => callAction(change, data, at(place, id));
async function documents(id: string) {
  const { rows } = await admin().query(
    "select id, title, file_id, is_shared, url from contract_document where contract_id = $1 order by title, id",
    [id],
  );
  return rows as {
    id: string;
    title: string;
    file_id: string | null;
    is_shared: boolean;
    url: string | null;
  }[];
}
const fetchFile = (place: Town, file: string, cookie = place.admin.cookie) =>
  callLoader(download, { cookie, params: { tenant: place.slug, id: file } });

describe("a contract's file", () => {
  test("is read by the owner; by the confirmed parties once it is shared, and by nobody else", async () => {
    const id = await contract();
    const answer = await send(id, form({ title: "Huvudavtal" }));
    expect(answer.headers.get("Location")).toBe(`/${owner.slug}/contracts/${id}/documents?saved=1`);
    const [document] = await documents(id);
    const file = document!.file_id!;
    expect(document).toMatchObject({ title: "Huvudavtal", is_shared: false });
    expect(await (await fetchFile(owner, file)).text()).toBe(PDF);
    for (const place of [party, neighbour]) expect((await fetchFile(place, file)).status).toBe(404);
    expect(await (await callLoader(showContract, at(party, id))).text()).not.toContain("Huvudavtal");

    await callAction(change, { share: document!.id, is_shared: "yes" }, at(owner, id));
    expect(await (await fetchFile(party, file)).text()).toBe(PDF);
    expect(await (await callLoader(showContract, at(party, id))).text()).toContain("Huvudavtal");
    expect((await fetchFile(neighbour, file)).status).toBe(404);
    expect(await (await callLoader(showContract, at(neighbour, id))).text()).not.toContain("Huvudavtal");
    const outsider = await town(admin());
    expect((await fetchFile(outsider, file)).status).toBe(404);
    const supplier = await town(admin(), "supplier", "bolag");
    expect((await fetchFile(supplier, file)).status).toBe(404);
    const reader = await party.person(["reader"]);
    expect((await fetchFile(party, file, reader.cookie)).status).toBe(200);
    const { rows: seen } = await admin().query(
      "select viewer_organisation_id from access_event where tenant_id = $1 and object_kind = 'stored_file' and object_id = $2",
      [owner.id, file],
    );
    expect(seen).toEqual([{ viewer_organisation_id: party.id }]);

    for (const sql of [
      "update contract_participant set participant_confirmed_at = null where contract_id = $1",
      "update contract_participant set participant_confirmed_at = now(), leaves_on = '2021-01-01' where contract_id = $1",
    ]) {
      await admin().query(sql, [id]);
      expect((await fetchFile(party, file)).status).toBe(404);
    }
    // asked anew, and it says yes
    await admin().query("update contract_participant set leaves_on = null where contract_id = $1", [id]);
    await admin().query(
      "update contract_participant set participant_confirmed_at = now() where contract_id = $1",
      [id],
    );
    expect((await fetchFile(party, file)).status).toBe(200);
    await callAction(change, { share: document!.id, is_shared: "no" }, at(owner, id));
    expect((await fetchFile(party, file)).status).toBe(404);
  });

  test("the owner's look as the party sees what the party sees", async () => {
    const id = await contract();
    await send(id, form({ is_shared: "on" }));
    await send(id, form({ title: "Bara vårt" }));
    const [shared, ours] = await documents(id);
    const as = (other: Town, file: string) =>
      callLoader(download, {
        cookie: owner.admin.cookie,
        params: { tenant: `${owner.slug}~${other.slug}`, id: file },
      });
    expect((await as(party, shared!.file_id!)).status).toBe(200);
    expect((await as(party, ours!.file_id!)).status).toBe(404);
    expect((await as(neighbour, shared!.file_id!)).status).toBe(404);
  });

  test("what is no document is refused at the field, and nothing of it stays", async () => {
    const id = await contract();
    const keys = async () => {
      let count = 0;
      for await (const _ of fileStore().list()) count += 1;
      return count;
    };
    const before = await keys();
    for (const [file, words] of [
      [new File(["<script>alert(1)</script>"], "Avtal.pdf", { type: "application/pdf" }), "webbsida"],
      [new File(["<svg onload='x'/>"], "Bild.png", { type: "image/png" }), "webbsida"],
      [new File([Buffer.alloc(1_000_001, "x")], "stor.txt"), "högst 1 MB"],
      [new File(["x"], "program.exe"), ".exe"],
      [new File([], "tom.pdf"), "tom"],
    ] as const) {
      const answer = await send(id, form({ title: "Min titel" }, file));
      expect(answer.status).toBe(422);
      const { errors, typed } = await answer.json();
      expect(errors.file).toContain(words);
      if (file.size < 1_000_000) expect(typed.title).toBe("Min titel");
    }
    expect(await documents(id)).toEqual([]);
    expect(await keys()).toBe(before);
  });

  test("a form sent twice, also at once, makes one document and keeps one content", async () => {
    const id = await contract();
    const key = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(() => send(id, form({ form_key: key, title: "En gång" }))),
    );
    expect(answers.map((each) => each.status)).toEqual([302, 302, 302]);
    expect(await documents(id)).toHaveLength(1);
    let contents = 0;
    for await (const { key: kept } of fileStore().list()) {
      const { rows } = await admin().query("select 1 from stored_file where storage_key = $1", [kept]);
      if (rows.length === 0) contents += 1;
    }
    expect(contents).toBe(0);
  });

  test("others neither add nor change nor remove, whatever they may read", async () => {
    const id = await contract();
    await send(id, form({ is_shared: "on" }));
    const [document] = await documents(id);
    const reader = await owner.person(["reader"]);
    expect((await send(id, form({}), party)).status).toBe(404);
    expect((await callLoader(showDocuments, at(party, id))).status).toBe(404);
    const params = { document: document!.id };
    expect((await callAction(remove, {}, at(party, id, params))).status).toBe(404);
    expect((await callLoader(askRemoval, at(neighbour, id, params))).status).toBe(404);
    const own = { ...at(owner, id), cookie: reader.cookie };
    expect((await callAction(change, form({}), own)).status).toBe(403);
    expect(await documents(id)).toHaveLength(1);
  });

  test("removed after a question, it is gone, and the history keeps name and checksum", async () => {
    const id = await contract();
    await send(id, form({ title: "Gammalt" }));
    const [document] = await documents(id);
    const params = { document: document!.id };
    expect(await (await callLoader(askRemoval, at(owner, id, params))).text()).toContain("Gammalt");
    expect((await callAction(remove, {}, at(owner, id, params))).status).toBe(302);
    expect((await callAction(remove, {}, at(owner, id, params))).status).toBe(409);
    expect((await fetchFile(owner, document!.file_id!)).status).toBe(404);
    const { rows } = await admin().query(
      "select old from change_event where object_id = $1 and field = 'document' and new is null",
      [id],
    );
    expect(rows[0].old).toMatch(/^Gammalt \(Avtal\.pdf, SHA-256 [0-9a-f]{64}\)$/);
  });
});

describe("a contract's link", () => {
  test("is added, checked once a week, and refused when it is none", async () => {
    const id = await contract();
    const wrong = await callAction(change, { link_title: "", url: "javascript:alert(1)" }, at(owner, id));
    expect(wrong.status).toBe(422);
    expect(Object.keys((await wrong.json()).errors)).toEqual(["link_title", "url"]);
    const link = { form_key: randomUUID(), link_title: "Diariet", url: "https://example.invalid/1" };
    expect((await callAction(change, link, at(owner, id))).status).toBe(302);
    expect((await callAction(change, link, at(owner, id))).status).toBe(302);
    expect(await documents(id)).toMatchObject([{ title: "Diariet", url: link.url, file_id: null }]);
    const asked: string[] = [];
    const ask = async (url: string) => {
      asked.push(url);
      return "broken" as const;
    };
    await checkLinksOf(owner.id, ask);
    await checkLinksOf(owner.id, ask);
    expect(asked.filter((url) => url === link.url)).toHaveLength(1);
    const { rows } = await admin().query(
      "select check_result from contract_document where contract_id = $1",
      [id],
    );
    expect(rows).toEqual([{ check_result: "broken" }]);
  });
});

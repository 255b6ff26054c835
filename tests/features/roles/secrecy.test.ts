import { strFromU8, unzipSync } from "fflate";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { SYSTEM_COLUMNS } from "#app/features/systems/list.rules.ts";
import { loader as overlap } from "#app/routes/$tenant.overlap._index.tsx";
import { loader as meeting } from "#app/routes/$tenant.overlap.meeting.tsx";
import { loader as overlapFile } from "#app/routes/$tenant.overlap[.]csv.ts";
import { loader as productPage } from "#app/routes/$tenant.products.$id.tsx";
import { loader as list } from "#app/routes/$tenant.systems._index.tsx";
import { loader as record } from "#app/routes/$tenant.systems.$id.tsx";
import { loader as csv } from "#app/routes/$tenant.systems[.]csv.ts";
import { loader as xlsx } from "#app/routes/$tenant.systems[.]xlsx.ts";
import { inTenantAs } from "#app/server/system.server.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town } from "../../support/towns.ts";
import { giveRole, makePerson, nameDeputy, seedRoleTypes } from "./support/roles.ts";

const admin = testDatabase();
const SECRETS = ["Hemliga Hanna", "Dolda David"];
let owner: Town;
let neighbour: Town;
let usage: string;
let item: string;

beforeAll(async () => {
  await seedRoleTypes(admin());
  owner = await town(admin());
  neighbour = await town(admin());
  const together = await cooperation(admin(), [owner, neighbour]);
  await owner.share(together, "contacts");
  item = await product(admin());
  usage = await owner.use(item, "Lifecare");
  await neighbour.use(item, "Vårt Lifecare");
  const hanna = await makePerson(admin(), owner, SECRETS[0]);
  const david = await makePerson(admin(), owner, SECRETS[1]);
  for (const type of ["system_owner", "system_manager", "contract_manager"])
    await giveRole(admin(), owner, { usage, person: hanna, type });
  await nameDeputy(admin(), owner, { person: hanna, deputy: david, from: "2020-01-01", to: "2099-12-31" });
});

/** Everything in a spreadsheet file, readable. */
const unzipped = (bytes: Uint8Array) =>
  Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join("");

const columns = SYSTEM_COLUMNS.map((column) => `column=${column.key}`).join("&");
const scopes = ["shared", "all"].map((scope) => `/?scope=${scope}&${columns}`);

describe("a neighbour who may see contacts", () => {
  const call = (url: string, params: Record<string, string> = {}, slug = neighbour.slug) => ({
    cookie: slug.includes("~") ? owner.admin.cookie : neighbour.admin.cookie,
    params: { tenant: slug, ...params },
    url,
  });
  const paths = () => [
    { name: "record", loader: record, url: "/", params: { id: usage } },
    { name: "product", loader: productPage, url: "/", params: { id: item } },
    ...scopes.flatMap((url) => [
      { name: "list", loader: list, url, params: {} },
      { name: "csv", loader: csv, url: `${url}&columns=all`, params: {} },
      { name: "xlsx", loader: xlsx, url: `${url}&columns=all`, params: {} },
    ]),
    { name: "overlap", loader: overlap, url: "/", params: {} },
    { name: "overlap file", loader: overlapFile, url: "/", params: {} },
    { name: "meeting", loader: meeting, url: "/", params: {} },
  ];

  test("sees roles, never names: in the record, lists, files and overlap, and neither does view as", async () => {
    for (const slug of [neighbour.slug, `${owner.slug}~${neighbour.slug}`]) {
      const seen = await (await callLoader(record, call("/", { id: usage }, slug))).json();
      expect(seen.roles.map((role: { role_type: string }) => role.role_type)).toEqual([
        "system_owner",
        "system_manager",
        "contract_manager",
      ]);
      for (const { name, loader, url, params } of paths()) {
        const response = await callLoader(loader, call(url, params, slug));
        expect(response.status, `${name} ${slug}`).toBe(200);
        const bytes = new Uint8Array(await response.arrayBuffer());
        const text = name === "xlsx" ? unzipped(bytes) : strFromU8(bytes);
        for (const secret of SECRETS) expect(text, `${name} ${url} ${slug}`).not.toContain(secret);
      }
    }
  });

  test("the owner does see the names, so that the test above can fail", async () => {
    const own = { cookie: owner.admin.cookie, params: { tenant: owner.slug } };
    const file = await (await callLoader(csv, { ...own, url: `/?${columns}&columns=all` })).text();
    expect(file).toContain(SECRETS[0]);
    const sheet = await callLoader(xlsx, { ...own, url: `/?${columns}&columns=all` });
    expect(unzipped(new Uint8Array(await sheet.arrayBuffer()))).toContain(SECRETS[0]);
    const page = await (await callLoader(record, { ...own, params: { ...own.params, id: usage } })).text();
    expect(page).toContain(SECRETS[0]);
    expect(page).toContain(SECRETS[1]);
  });

  test.each([
    "person",
    "deputy",
    "role_transfer",
    "role_transfer_row",
    "role_type_setting",
    "unit",
    "membership",
  ])("the database hands no %s of another organisation to anybody", async (table) => {
    const rows = (tenantId: string) =>
      inTenantAs({ tenantId, accountId: null, byName: "Test", via: "ui" }, async (db) => {
        const found = await sql`select 1 from ${sql.table(table)} where tenant_id = ${owner.id}`.execute(db);
        return found.rows.length;
      });
    expect(await rows(neighbour.id)).toBe(0);
  });

  test("the roles themselves are readable where contacts are shared, and nowhere else", async () => {
    const stranger = await town(admin());
    const count = (place: Town) =>
      place.as(
        async (db) =>
          (await sql`select 1 from role_assignment where tenant_id = ${owner.id}`.execute(db)).rows.length,
      );
    expect(await count(neighbour)).toBe(3);
    expect(await count(stranger)).toBe(0);
  });
});

import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "./support/database.ts";
import { callAction, callLoader } from "./support/routes.ts";
import { cooperation, product, type TestPerson, type Town, town } from "./support/towns.ts";

/**
 * Every route of an organisation, found by reading the folder, tried by everybody who should not get in. A new route is
 * covered the day it is added; a route that is open to more people must say so here.
 */
const admin = testDatabase();
const folder = path.resolve(import.meta.dirname, "../app/routes");
const tenantRoutes = readdirSync(folder).filter((file) => file.startsWith("$tenant") && /\.tsx?$/.test(file));

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;
interface RouteModule {
  loader?: Handler;
  action?: Handler;
}

/** Routes whose action a reader may use, and why. */
const readerMayPost: Record<string, string> = {
  "$tenant.lists.$list.columns.ts": "everybody chooses the columns of the own lists",
  "$tenant.views.new.tsx": "everybody keeps views of their own; sharing one is refused",
};

/** Beginnings of routes that are the local administrator's, not the editor's: organisation, people, sharing, cooperations. */
const administratorOnly = [
  "confirmations.completeness",
  "cooperations.$id_.departure",
  "cooperations.$id_.membership",
  "cooperations.new",
  "members.$account",
  "members.invitations",
  "members.new",
  "people.$id.tsx",
  "people.$id_.removal",
  "people.new",
  "reminders.mail",
  "reminders.settings",
  "settings",
  "sharing.$circle",
  "sharing.reversal",
  "units.$id",
  "view-as",
];
/** Pages that an editor reads and only the local administrator posts to. */
const administratorPosts = ["contracts.invitations", "licences.invitations", "units._index", "views._index"];
/** For those whom the installation has made catalogue editors, whatever they are in their organisation. */
const catalogueEditorOnly = ["concepts.", "merges."];

let owner: Town;
let outsider: Town;
let supplier: Town;
let former: TestPerson;
let reader: TestPerson;
let editor: TestPerson;
let localAdmin: TestPerson;
let usageId: string;

beforeAll(async () => {
  owner = await town(admin());
  outsider = await town(admin());
  supplier = await town(admin(), "supplier", "bolag");
  const member = await town(admin());
  await cooperation(admin(), [owner, member]);
  usageId = await owner.use(await product(admin()), "Hemligt system");
  reader = await owner.person(["reader"]);
  editor = await owner.person(["editor"]);
  localAdmin = await owner.person(["local_admin"]);
  former = await owner.person(["local_admin", "editor"]);
  await admin().query("update membership set ended_at = now() where account_id = $1", [former.accountId]);
});

function paramsFor(file: string, slug: string): Record<string, string> {
  const names = [...file.matchAll(/\$(\w+)/g)].map(([, name]) => name!);
  return Object.fromEntries(
    names.map((name) => [name, name === "tenant" ? slug : name === "id" ? usageId : randomUUID()]),
  );
}

describe.each(tenantRoutes)("%s", (file) => {
  const load = () => import(`../app/routes/${file}`) as Promise<RouteModule>;
  const call = { url: `/${file}` };

  test("has a loader, so that nobody sees the page without passing the door", async () => {
    const { loader, action } = await load();
    expect(loader ?? action).toBeDefined();
  });

  test("somebody not signed in is led to the sign-in page", async () => {
    const { loader, action } = await load();
    const params = paramsFor(file, owner.slug);
    if (loader) {
      const response = await callLoader(loader, { ...call, params });
      expect(response.status).toBe(302);
      expect(response.headers.get("Location")).toMatch(/^\/login\?to=/);
    }
    if (action) {
      const response = await callAction(action, {}, { ...call, params });
      expect(response.status).toBe(302);
      expect(response.headers.get("Location")).toMatch(/^\/login\?to=/);
    }
  });

  test("for outsider, former member and supplier the organisation does not exist", async () => {
    const { loader, action } = await load();
    const params = paramsFor(file, owner.slug);
    for (const cookie of [outsider.admin.cookie, former.cookie, supplier.admin.cookie]) {
      if (loader) expect((await callLoader(loader, { ...call, params, cookie })).status).toBe(404);
      if (action) expect((await callAction(action, {}, { ...call, params, cookie })).status).toBe(404);
    }
  });

  test("a form from a foreign page is refused", async () => {
    const { action } = await load();
    if (!action) return;
    const response = await callAction(
      action,
      {},
      {
        ...call,
        params: paramsFor(file, owner.slug),
        cookie: owner.admin.cookie,
        headers: { Origin: "https://evil.example" },
      },
    );
    expect(response.status).toBe(403);
  });

  test("a reader cannot post", async () => {
    const { action } = await load();
    if (!action || file in readerMayPost) return;
    const response = await callAction(
      action,
      {},
      {
        ...call,
        params: paramsFor(file, owner.slug),
        cookie: reader.cookie,
      },
    );
    expect([403, 404]).toContain(response.status);
  });

  test("editor and local administrator are let in or refused as the lists above say, and never get an error", async () => {
    const { loader, action } = await load();
    const params = paramsFor(file, owner.slug);
    const isListed = (names: readonly string[]) => names.some((name) => file.startsWith(`$tenant.${name}`));
    const forCatalogue = isListed(catalogueEditorOnly);
    for (const [person, refused] of [
      [editor, [isListed(administratorOnly), isListed(administratorOnly) || isListed(administratorPosts)]],
      [localAdmin, [false, false]],
    ] as const) {
      const at = { ...call, params, cookie: person.cookie };
      const answers = [
        loader && (await callLoader(loader, at)).status,
        action && (await callAction(action, {}, at)).status,
      ];
      for (const [index, status] of answers.entries()) {
        if (status === undefined) continue;
        expect(status).toBeLessThan(500);
        expect([index === 0 ? "loader" : "action", status === 403]).toEqual([
          index === 0 ? "loader" : "action",
          forCatalogue || refused[index],
        ]);
      }
    }
  });

  test("a stranger's record is not found through the own organisation, and nothing of it is in the answer", async () => {
    const { loader } = await load();
    if (!loader) return;
    const response = await callLoader(loader, {
      ...call,
      params: paramsFor(file, outsider.slug),
      cookie: outsider.admin.cookie,
    });
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toContain("Hemligt");
  });

  test("a supplier sees no municipality's records in its own organisation", async () => {
    const { loader } = await load();
    if (!loader) return;
    const response = await callLoader(loader, {
      ...call,
      params: paramsFor(file, supplier.slug),
      cookie: supplier.admin.cookie,
    });
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toContain("Hemligt system");
  });

  test("in view as nothing can be written", async () => {
    const { action } = await load();
    if (!action) return;
    const response = await callAction(
      action,
      {},
      {
        ...call,
        params: paramsFor(file, `${owner.slug}~${outsider.slug}`),
        cookie: owner.admin.cookie,
      },
    );
    expect(response.status).toBe(403);
  });
});

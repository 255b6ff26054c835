import { readdirSync } from "node:fs";
import path from "node:path";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readSheet } from "read-excel-file/node";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town } from "../../support/towns.ts";

/**
 * "View as municipality B" is what B sees of the owner's records, row for row and field for field. Lists, records and exports
 * are compared with B's own answers; every other route, also one added later, must at least show nothing of B's or others'.
 */
const admin = testDatabase();
const folder = path.resolve(import.meta.dirname, "../../../app/routes");
const files = readdirSync(folder).filter((file) => file.startsWith("$tenant.") && /\.tsx?$/.test(file));
const loaderOf = async (file: string) =>
  ((await import(`../../../app/routes/${file}`)) as { loader?: (args: LoaderFunctionArgs) => unknown })
    .loader;

let owner: Town;
let viewer: Town;
let third: Town;
const usages: Record<string, string> = {};

beforeAll(async () => {
  [owner, viewer, third] = [await town(admin()), await town(admin()), await town(admin())];
  const together = await cooperation(admin(), [owner, viewer, third]);
  const other = await cooperation(admin(), [owner, third]);
  await owner.share(together, "operation");
  await owner.share(together, "volume");
  await owner.share(other, "price"); // for the third only
  await viewer.share(together, "price");
  const parts = (n: number) => ({
    dates: { taken_into_use_on: "2020-01-01" },
    operation: { version_text: `v${n}`, own_id: `own-${n}` },
    term: { ends_on: "2027-01-01" },
    price: { yearly_minor: n * 100 },
    volume: { user_count: n },
    classification: { confidentiality: 3 },
    internal: { note: "Bara för oss" },
  });
  const item = await product(admin(), "Gemensam produkt");
  usages.open = await owner.use(item, "Ägarens öppna", parts(1));
  usages.bare = await owner.use(await product(admin()), "Ägarens kala");
  usages.hidden = await owner.use(item, "Ägarens dolda", { ...parts(2), is_hidden: true });
  usages.viewers = await viewer.use(item, "Betraktarens eget", parts(3));
  usages.thirds = await third.use(item, "Tredjes system", parts(4));
});

const asOwner = () => ({ cookie: owner.admin.cookie, slug: `${owner.slug}~${viewer.slug}` });
const asViewer = () => ({ cookie: viewer.admin.cookie, slug: viewer.slug });

async function get(
  who: { cookie: string; slug: string },
  file: string,
  { query = "", id }: { query?: string; id?: string } = {},
) {
  const loader = (await loaderOf(file))!;
  return callLoader(loader, {
    cookie: who.cookie,
    params: { tenant: who.slug, ...(id ? { id } : {}) },
    url: `/${who.slug}/x${query}`,
  });
}

/** The viewer's own answer, limited by the list's own filter to the owner's records. */
const ofOwner = () => `?scope=all&owner=${owner.id}`;

describe("row for row", () => {
  test.each(["", "&q=ägarens", "&sort=-own_name", "&lifecycle=in_operation"])("the list%s", async (more) => {
    const [preview, real] = await Promise.all(
      [asOwner(), asViewer()].map(async (who) =>
        (
          await get(who, "$tenant.systems._index.tsx", {
            query: `${ofOwner()}${more}&column=version_text&column=user_count&column=yearly_cost`,
          })
        ).json(),
      ),
    );
    expect(preview.rows.length).toBe(2);
    expect(preview.rows).toEqual(real.rows);
    expect(preview.view.total).toBe(real.view.total);
  });

  test("the list without any filter shows the owner's records only", async () => {
    const page = await (await get(asOwner(), "$tenant.systems._index.tsx")).json();
    expect(page.rows.map((row: { own_name: string }) => row.own_name).sort()).toEqual([
      "Ägarens kala",
      "Ägarens öppna",
    ]);
  });

  test.each(["open", "bare", "hidden", "thirds"])("the record: %s", async (which) => {
    const [preview, real] = await Promise.all(
      [asOwner(), asViewer()].map((who) => get(who, "$tenant.systems.$id.tsx", { id: usages[which] })),
    );
    if (which === "thirds") return expect(preview!.status).toBe(404); // the viewer may see it, but it is not the owner's
    expect(preview!.status).toBe(real!.status);
    expect(preview!.status).toBe(which === "hidden" ? 404 : 200);
    if (which === "hidden") return;
    const [a, b] = [await preview!.json(), await real!.json()];
    expect(a.usage).toEqual(b.usage);
    expect(a.groups).toEqual(b.groups);
    for (const part of ["functions", "roles", "documents", "subProcessors"])
      expect(a[part], part).toEqual(b[part]);
    if (which === "open") expect([...a.groups].sort()).toEqual(["core", "operation", "volume"]);
  });

  test("the CSV file, all columns", async () => {
    const [preview, real] = await Promise.all(
      [asOwner(), asViewer()].map(async (who) => {
        const text = await (
          await get(who, "$tenant.systems[.]csv.ts", { query: `${ofOwner()}&column=all` })
        ).text();
        return text.split("\r\n");
      }),
    );
    expect(preview!.length).toBeGreaterThan(2);
    expect(preview).toEqual(real);
    expect(preview!.join()).toContain("v1");
    expect(preview!.join()).not.toContain("Bara för oss");
  });

  test("the XLSX file, all columns", async () => {
    const [preview, real] = await Promise.all(
      [asOwner(), asViewer()].map(async (who) => {
        const response = await get(who, "$tenant.systems[.]xlsx.ts", { query: `${ofOwner()}&column=all` });
        return readSheet(Buffer.from(await response.arrayBuffer()));
      }),
    );
    expect(preview!.length).toBe(3);
    expect(preview).toEqual(real);
  });
});

describe("nothing but the owner's records", () => {
  test.each(files)("%s", async (file) => {
    const loader = await loaderOf(file);
    if (!loader) return;
    const names = [...file.matchAll(/\$(\w+)/g)].map(([, name]) => name!).filter((name) => name !== "tenant");
    for (const id of [usages.open!, usages.hidden!, usages.viewers!, usages.thirds!]) {
      const response = await callLoader(loader, {
        cookie: owner.admin.cookie,
        params: { ...Object.fromEntries(names.map((name) => [name, id])), tenant: asOwner().slug },
        url: `/${asOwner().slug}/x`,
      });
      expect(response.status).toBeLessThan(500);
      const text = await response.text();
      for (const word of ["Betraktarens eget", "Tredjes system", "Ägarens dolda", "Bara för oss"])
        expect(text.includes(word), `${word} in ${file}`).toBe(false);
      if (names.length === 0) break;
    }
  });

  test("looking as another leaves no trace in the receipt", async () => {
    const traces = async () =>
      (await admin().query("select 1 from access_event where tenant_id = $1", [owner.id])).rowCount;
    await admin().query("truncate access_event");
    await get(asOwner(), "$tenant.systems._index.tsx");
    await get(asOwner(), "$tenant.systems.$id.tsx", { id: usages.open });
    expect(await traces()).toBe(0);
    await get(asViewer(), "$tenant.systems.$id.tsx", { id: usages.open });
    expect(await traces()).toBe(1);
  });
});

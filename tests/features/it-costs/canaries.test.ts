import { readdirSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { insertContract } from "#app/features/contracts/contracts.server.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestPerson, type Town, town } from "../../support/towns.ts";

/*
 * Every page and file of the IT cost, with an amount and a word of its own at everybody who shares and does not. The routes are read from
 * the folder, so that a new one is walked from its first day.
 */
const admin = testDatabase();
const routes = readdirSync(path.resolve(import.meta.dirname, "../../../app/routes"))
  .filter((file) => /^\$tenant\.it-costs/.test(file) && !file.includes("figures.$id"))
  .map((file) => file.slice("$tenant.".length));

let we: Town;
let sharer: Town;
let silent: Town;
let former: Town;
let outsider: Town;
let supplier: Town;
/** What each has and who may see it: kronor that no sum gives by chance, and names. */
const MARKS = {
  ours: "7654321",
  shared: "6543217",
  sharedHidden: "5432176",
  sharedContract: "4321765",
  sharedHiddenContract: "3217654",
  silent: "2176543",
  former: "1765432",
  outsider: "8765431",
} as const;
type Mark = keyof typeof MARKS;

beforeAll(async () => {
  [we, sharer, silent, former, outsider] = (await Promise.all([1, 2, 3, 4, 5].map(() => town(admin())))) as [
    Town,
    Town,
    Town,
    Town,
    Town,
  ];
  supplier = await town(admin(), "supplier", "bolag");
  const together = await cooperation(admin(), [we, sharer, silent, former]);
  const put = async (place: Town, mark: Mark, more: Record<string, unknown> = {}) =>
    place.use(await product(admin()), `Namn ${mark}`, {
      price: { yearly_minor: Number(MARKS[mark]) * 100, cost_year: 2025 },
      ...more,
    });
  await put(we, "ours");
  await put(sharer, "shared");
  await put(sharer, "sharedHidden", { is_hidden: true });
  await put(silent, "silent");
  await put(former, "former");
  await put(outsider, "outsider");
  for (const [mark, is_hidden] of [
    ["sharedContract", false],
    ["sharedHiddenContract", true],
  ] as const)
    await sharer.as(async (db, record) =>
      insertContract(db, { tenantId: sharer.id, record }, {
        name: `Namn ${mark}`,
        is_hidden,
        product_id: await product(admin()),
        costLines: [{ kind: "recurring", per: "year", amount_minor: Number(MARKS[mark]) * 100 }],
      } as never),
    );
  for (const place of [sharer, former])
    for (const group of ["price", "term"] as const) await place.share(together, group);
  await admin().query("update cooperation_join set leaves_on = current_date where tenant_id = $1", [
    former.id,
  ]);
  for (const place of [sharer, silent, former, outsider])
    await admin().query(
      `insert into organisation_figure (tenant_id, kind, year, value, source, entered_by_name)
       values ($1, 'employees', 2024, 10, $2, 'Test')`,
      [place.id, `Källa ${place.slug}`],
    );
});

/** What an answer says, as text: sheets unpacked. */
async function wordsOf(route: string, of: Town, as: TestPerson): Promise<{ status: number; text: string }> {
  const { loader } = await import(`../../../app/routes/$tenant.${route}`);
  const answer = await callLoader(loader, { cookie: as.cookie, params: { tenant: of.slug }, url: "/x" });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const parts = route.includes("xlsx") && answer.status === 200 ? Object.values(unzipSync(bytes)) : [bytes];
  return { status: answer.status, text: parts.map((part) => new TextDecoder().decode(part)).join("\n") };
}
const seen = (text: string) =>
  (Object.keys(MARKS) as Mark[]).filter(
    (mark) => text.includes(MARKS[mark]) || text.includes(`Namn ${mark}`),
  );

test("there are pages and files to walk", () => {
  expect(routes.length).toBeGreaterThanOrEqual(6);
});

/** What only sums hold: the whole of the sharer is its stated price and its contract together. */
const shows = (route: string, marks: Mark[]) =>
  route === "it-costs.figures._index.tsx" || route.includes("pdf") ? [] : marks;

test("one's own and what is shared, on each page and in each file; nothing of the others, nothing hidden", async () => {
  for (const route of routes) {
    const { status, text } = await wordsOf(route, we, we.admin);
    expect([status, route]).toEqual([200, route]);
    const found = seen(text);
    const allowed = shows(route, ["ours", "shared", "sharedContract"]);
    expect([found.filter((mark) => !allowed.includes(mark)), route]).toEqual([[], route]);
    // the comparison by system names each; the one by municipality holds sums of the same
    if (/products|csv|xlsx/.test(route)) expect([found, route]).toEqual([allowed, route]);
    for (const place of [silent, former, outsider])
      expect([text.includes(`Källa ${place.slug}`), route]).toEqual([false, route]);
    if (allowed.length > 0) expect([text.includes(`Källa ${sharer.slug}`), route]).toEqual([true, route]);
  }
});

test("outsiders, former members and those who share nothing see their own and what is shared with them", async () => {
  for (const [place, own] of [
    [outsider, ["outsider"]],
    [former, ["former"]],
    [silent, ["silent", "shared", "sharedContract"]],
  ] as [Town, Mark[]][])
    for (const as of [place.admin, await place.person(["reader"])])
      for (const route of routes) {
        const { status, text } = await wordsOf(route, place, as);
        expect([status, route]).toEqual([200, route]);
        expect([seen(text).filter((mark) => !own.includes(mark)), route]).toEqual([[], route]);
      }
});

test("suppliers find none of it, and whoever is not signed in is sent to sign in", async () => {
  for (const route of routes) {
    const { status, text } = await wordsOf(route, supplier, supplier.admin);
    expect([[403, 404].includes(status), route]).toEqual([true, route]);
    expect(seen(text)).toEqual([]);
    const { loader } = await import(`../../../app/routes/$tenant.${route}`);
    const answer = await callLoader(loader, { cookie: "", params: { tenant: we.slug }, url: "/x" });
    expect([answer.status, route]).toEqual([302, route]);
  }
});

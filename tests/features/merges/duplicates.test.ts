import { expect, test } from "vitest";
import { normaliseName } from "#app/features/catalogue/names.rules.ts";
import { mergeDirection } from "#app/features/merges/duplicates.rules.ts";
import { loader as startLoader } from "#app/routes/$tenant._index.tsx";
import { action, loader } from "#app/routes/$tenant.duplicates.tsx";
import { action as merge } from "#app/routes/$tenant.merges.new.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import {
  approvedSupplier,
  cooperation,
  product,
  type TestPerson,
  type Town,
  town,
  unique,
} from "../../support/towns.ts";
import { catalogueEditor, concept } from "./support/catalogue.ts";

const admin = testDatabase();

interface Page {
  counts: { product: number; supplier: number };
  pairs: {
    first: { id: string; name: string; usages: number };
    second: { id: string; name: string; usages: number };
    reasons: string[];
    score: number;
    said: { id: string; verdict: string; organisation: string; isOwn: boolean }[];
  }[];
  toldApart: { id: string; by: string; first: { name: string } }[];
}
const page = async (place: Town, person: TestPerson, query = ""): Promise<Page> =>
  (
    await callLoader(loader, { cookie: person.cookie, params: { tenant: place.slug }, url: `/x?${query}` })
  ).json();
const post = (place: Town, person: TestPerson, form: Record<string, string>) =>
  callAction(action, form, { cookie: person.cookie, params: { tenant: place.slug } });
const ordered = (a: string, b: string) => (a < b ? { first: a, second: b } : { first: b, second: a });
/** The pair of the two, if the person's list has it. */
const pairOf = async (place: Town, person: TestPerson, a: string, b: string, kind = "product") => {
  for (let number = 1; number < 20; number++) {
    const { pairs } = await page(place, person, `kind=${kind}&page=${number}`);
    const { first, second } = ordered(a, b);
    const found = pairs.find((pair) => pair.first.id === first && pair.second.id === second);
    if (found || pairs.length < 20) return found;
  }
  return undefined;
};

/** Two names that only each other are like. */
const names = () => {
  const word = unique("").replaceAll(/[^a-z]/g, (c) => String.fromCharCode(97 + (c.charCodeAt(0) % 26)));
  return [`${word} Journal`, `${word} Journaler`] as const;
};

test("pairs come with the reasons: same and similar names, alias, organisation number, website; not another version, part or tombstone", async () => {
  const home = await town(admin());
  const editor = await catalogueEditor(admin(), home);
  const [one, two] = names();
  const supplier = await approvedSupplier(admin());
  const [a, b] = [await product(admin(), one, supplier), await product(admin(), two, supplier)];
  expect(await pairOf(home, editor, a, b)).toMatchObject({ reasons: ["similar_name"] });
  await admin().query("update product set parent_product_id = $1 where id = $2", [a, b]);
  expect(await pairOf(home, editor, a, b)).toBeUndefined();

  const [c, d] = [await product(admin(), `${one} 2019`), await product(admin(), `${one} 2022`)];
  expect(await pairOf(home, editor, c, d)).toBeUndefined();
  await admin().query("insert into product_alias values ($1, $2, $3)", [
    c,
    `${one} 2022`,
    normaliseName(`${one} 2022`),
  ]);
  expect(await pairOf(home, editor, c, d)).toMatchObject({ reasons: ["alias"] });
  await admin().query("delete from product_alias where product_id = $1", [c]);
  expect(await pairOf(home, editor, c, d)).toBeUndefined();

  const [s, t] = [
    await approvedSupplier(admin(), "Aurora Data AB"),
    await approvedSupplier(admin(), "Zeta Konsult"),
  ];
  await admin().query("update supplier set organisation_number = '5560360793' where id = any ($1)", [[s, t]]);
  expect(await pairOf(home, editor, s, t, "supplier")).toMatchObject({
    reasons: ["organisation_number"],
    score: 1,
  });
  await admin().query(
    "update supplier set organisation_number = null, website = 'https://WWW.zeta.example/om' where id = $1",
    [s],
  );
  await admin().query("update supplier set website = 'http://zeta.example' where id = $1", [t]);
  expect(await pairOf(home, editor, s, t, "supplier")).toMatchObject({ reasons: ["website"] });
  await admin().query("update supplier set state = 'merged', merged_into_id = $2 where id = $1", [s, t]);
  expect(await pairOf(home, editor, s, t, "supplier")).toBeUndefined();
});

test("two that are saved at the same time find each other", async () => {
  const [one, two] = names();
  const clients = [await admin().connect(), await admin().connect()];
  const ids: string[] = [];
  for (const [i, client] of clients.entries()) {
    await client.query("begin");
    const { rows } = await client.query(
      "insert into product (name, normalised_name, state) values ($1, $2, 'approved') returning id",
      [[one, two][i], normaliseName([one, two][i]!)],
    );
    ids.push(rows[0].id);
  }
  await Promise.all(clients.map((client) => client.query("commit")));
  for (const client of clients) client.release();
  const { first, second } = ordered(ids[0]!, ids[1]!);
  const { rowCount } = await admin().query("select 1 from duplicate_pair where first = $1 and second = $2", [
    first,
    second,
  ]);
  expect(rowCount).toBe(1);
});

test("an editor's word takes the pair away for all, until it is taken back or a name changes; who and when stay", async () => {
  const [home, other] = [await town(admin()), await town(admin())];
  const [editor, second] = [await catalogueEditor(admin(), home), await catalogueEditor(admin(), other)];
  const [one, two] = names();
  const [a, b] = [await product(admin(), one), await product(admin(), one)];
  const answer = { kind: "product", ...ordered(a, b), verdict: "different" };
  const before = (await page(home, editor)).counts.product;
  const done = await post(home, editor, answer);
  const undo = new URL(done.headers.get("Location")!, "http://x").searchParams.get("undo")!;
  expect((await post(home, editor, answer)).headers.get("Location")).toContain(undo); // sent twice
  expect((await page(home, editor)).counts.product).toBe(before - 1);
  expect(await pairOf(other, second, a, b)).toBeUndefined();
  const settled = (await page(other, second, "show=settled")).toldApart.find((row) => row.id === undo);
  expect(settled).toMatchObject({ by: `${editor.name}, ${home.name}` });

  expect((await post(other, second, { withdraw: undo })).headers.get("Location")).toContain("done=withdrawn");
  expect((await post(other, second, { withdraw: undo })).headers.get("Location")).toContain("done=gone");
  expect(await pairOf(home, editor, a, b)).toBeDefined();

  await post(home, editor, answer);
  expect(await pairOf(home, editor, a, b)).toBeUndefined();
  await admin().query("update product set name = $2, normalised_name = $3 where id = $1", [
    b,
    two,
    normaliseName(two),
  ]);
  expect(await pairOf(home, editor, a, b)).toBeDefined();

  const merged = await callAction(
    merge,
    { kind: "product", loser: a, winner: b },
    { cookie: editor.cookie, params: { tenant: home.slug } },
  );
  expect(merged.status).toBe(302);
  expect(await pairOf(home, editor, a, b)).toBeUndefined();
  expect((await post(home, editor, answer)).headers.get("Location")).toContain("done=gone");
});

test("a municipality sees pairs with a concept of its own, proposes, and says they differ for itself only", async () => {
  const [home, maker, stranger] = [await town(admin()), await town(admin()), await town(admin())];
  const editor = await catalogueEditor(admin(), home);
  const [one, two] = names();
  const approved = await product(admin(), one);
  const own = await concept(admin(), maker, two);
  const pair = { kind: "product", ...ordered(approved, own) };
  expect(await pairOf(maker, maker.admin, approved, own)).toBeDefined();
  expect(await page(stranger, stranger.admin)).toMatchObject({
    counts: { product: 0, supplier: 0 },
    pairs: [],
  });
  const start = async (place: Town, person: TestPerson) =>
    (await (await callLoader(startLoader, { cookie: person.cookie, params: { tenant: place.slug } })).json())
      .waiting.names.duplicates;
  expect([await start(maker, maker.admin), await start(stranger, stranger.admin)]).toEqual([1, 0]);
  expect(await start(home, editor)).toBeGreaterThan(0);

  // a stranger who knows the ids is told nothing of the pair, a member who sees it may not answer for the maker
  expect(
    (await post(stranger, stranger.admin, { ...pair, verdict: "different" })).headers.get("Location"),
  ).toContain("gone");
  await cooperation(admin(), [maker, stranger]);
  expect((await post(stranger, stranger.admin, { ...pair, verdict: "different" })).status).toBe(403);
  const reader = await maker.person(["reader"]);
  expect((await post(maker, reader, { ...pair, verdict: "same" })).status).toBe(403);

  await post(maker, maker.admin, { ...pair, verdict: "same" });
  const seen = await pairOf(home, editor, approved, own);
  expect(seen!.said).toMatchObject([{ verdict: "same", organisation: maker.name, isOwn: false }]);
  await post(maker, maker.admin, { ...pair, verdict: "different" });
  expect(await pairOf(maker, maker.admin, approved, own)).toBeUndefined();
  expect((await pairOf(home, editor, approved, own))!.said).toMatchObject([{ verdict: "different" }]);
  const { toldApart } = await page(maker, maker.admin, "show=settled");
  await post(stranger, stranger.admin, { withdraw: toldApart[0]!.id });
  expect(await pairOf(maker, maker.admin, approved, own)).toBeUndefined();
  await post(maker, maker.admin, { withdraw: toldApart[0]!.id });
  expect(await pairOf(maker, maker.admin, approved, own)).toBeDefined();
});

test("usages are counted as the reader sees them", async () => {
  const [home, shares, hides] = [await town(admin()), await town(admin()), await town(admin())];
  await cooperation(admin(), [home, shares]);
  const editor = await catalogueEditor(admin(), home);
  const [one] = names();
  const [a, b] = [await product(admin(), one), await product(admin(), one)];
  await shares.use(a, "Öppet");
  await shares.use(a, "Dolt", { is_hidden: true });
  await hides.use(a, "Okänt");
  const pair = (await pairOf(home, editor, a, b))!;
  const usages = Object.fromEntries([pair.first, pair.second].map((side) => [side.id, side.usages]));
  expect(usages).toEqual({ [a]: 1, [b]: 0 });
});

test("the way a merge goes: approved before concept, then more usages", () => {
  const side = (id: string, state: "approved" | "concept", usages: number) => ({ id, state, usages });
  expect(mergeDirection(side("a", "concept", 9), side("b", "approved", 0))).toEqual({
    winner: "b",
    loser: "a",
  });
  expect(mergeDirection(side("a", "approved", 1), side("b", "approved", 2))).toEqual({
    winner: "b",
    loser: "a",
  });
  expect(mergeDirection(side("a", "approved", 1), side("b", "approved", 1))).toEqual({
    winner: "a",
    loser: "b",
  });
  expect(mergeDirection(side("a", "concept", 1), side("b", "concept", 1))).toBeUndefined();
});

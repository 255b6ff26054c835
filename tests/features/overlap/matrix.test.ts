import { beforeAll, describe, expect, test } from "vitest";
import { findOverlap, type Overlap } from "#app/features/overlap/overlap.server.ts";
import { loader as matrixLoader } from "#app/routes/$tenant.overlap._index.tsx";
import { loader as csvLoader } from "#app/routes/$tenant.overlap[.]csv.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import {
  approvedSupplier,
  cooperation,
  product,
  type TestCooperation,
  type Town,
  town,
} from "../../support/towns.ts";

const admin = testDatabase();

interface FunctionRow {
  id: string;
  code: string;
}
let functions: FunctionRow[];
beforeAll(async () => {
  await admin().query(`insert into function (code, group_code, group_name_sv, group_name_en, name_sv, name_en, position)
    select 'prov_' || n, 'prov', 'Prov', 'Trial', 'Prov ' || n, 'Trial ' || n, 10000 + n from generate_series(1, 4) n
    on conflict do nothing`);
  functions = (
    await admin().query("select id, code from function where group_code = 'prov' order by position")
  ).rows;
});

/** A product that supports the functions. */
async function productFor(numbers: number[], supplier?: string): Promise<string> {
  const id = await product(admin(), undefined, supplier);
  for (const n of numbers)
    await admin().query("insert into product_function (product_id, function_id) values ($1, $2)", [
      id,
      functions[n]!.id,
    ]);
  return id;
}

const read = (place: Town, search = "group=prov"): Promise<Overlap> =>
  place.as((db) =>
    findOverlap(
      {
        db,
        tenant: { id: place.id, slug: place.slug, name: place.name, kind: "municipality", theme: "" },
        today: "2026-05-01",
      },
      new URLSearchParams(search),
      { limit: 50, itemsPerCell: 4, via: "overlap" },
    ),
  );

/** function number → organisation → names */
function boxes(overlap: Overlap, ...places: Town[]) {
  return Object.fromEntries(
    overlap.rows.map((row) => [
      functions.findIndex((f) => f.id === row.id),
      Object.fromEntries(
        places.map((place) => [place.slug, (row.cells[place.id]?.items ?? []).map((item) => item.own_name)]),
      ),
    ]),
  );
}

async function towns(n: number): Promise<Town[]> {
  const made: Town[] = [];
  for (let i = 0; i < n; i++) made.push(await town(admin()));
  return made;
}

describe("what stands in the matrix", () => {
  test("members that share, not those who do not, not outsiders; hidden and retired systems never, also not one's own", async () => {
    const [we, sharing, silent, outsider] = (await towns(4)) as [Town, Town, Town, Town];
    await cooperation(admin(), [we, sharing, silent]);
    await admin().query("delete from share where tenant_id = $1", [silent.id]);
    const item = await productFor([0]);
    await we.use(item, "Vårt");
    await we.use(item, "Vårt dolda", { is_hidden: true });
    await sharing.use(item, "Delat");
    await sharing.use(item, "Dolt", { is_hidden: true });
    await sharing.use(item, "Nedlagt", { lifecycle: "retired" });
    await silent.use(item, "Tyst");
    await outsider.use(item, "Främmande");
    const seen = await read(we);
    expect(boxes(seen, we, sharing, silent, outsider)[0]).toEqual({
      [we.slug]: ["Vårt"],
      [sharing.slug]: ["Delat"],
      [silent.slug]: [],
      [outsider.slug]: [],
    });
    expect(seen.columns.map(({ id, state }) => [id, state])).toEqual([
      [we.id, "own"],
      ...[sharing, silent]
        .sort((a, b) => a.name.localeCompare(b.name, "sv"))
        .map((place) => [place.id, place === silent ? "not_shared" : "shares"]),
    ]);
    expect(seen.rows[0]).toMatchObject({ products: 1, organisations: 2 });
    expect(seen.rules).toContain("not_shared");
    expect(boxes(await read(outsider), outsider)).toEqual({ 0: { [outsider.slug]: ["Främmande"] } });
  });

  test("leaving takes the column and the numbers away the same day", async () => {
    const [we, leaver] = (await towns(2)) as [Town, Town];
    const together = await cooperation(admin(), [we, leaver]);
    const [ours, theirs] = [await productFor([0]), await productFor([0])];
    await we.use(ours, "Vårt");
    await leaver.use(theirs, "Deras");
    expect((await read(we)).rows[0]).toMatchObject({ products: 2, organisations: 2 });
    await admin().query(
      "update cooperation_join set leaves_on = current_date where cooperation_id = $1 and tenant_id = $2",
      [together.id, leaver.id],
    );
    const after = await read(we);
    expect(after.columns.map((column) => column.id)).toEqual([we.id]);
    expect(after.rows[0]).toMatchObject({ products: 1, organisations: 1 });
  });

  test("a usage's own functions come before its product's, added and opted out", async () => {
    const [we] = (await towns(1)) as [Town];
    await cooperation(admin(), [we]);
    const usage = await we.use(await productFor([0, 1]), "Vårt");
    for (const [n, out] of [
      [1, true],
      [2, false],
    ] as const)
      await admin().query(
        "insert into system_usage_function (tenant_id, usage_id, function_id, is_opted_out) values ($1, $2, $3, $4)",
        [we.id, usage, functions[n]!.id, out],
      );
    expect(Object.keys(boxes(await read(we), we))).toEqual(["0", "2"]);
  });

  test("a full box shows four and counts the rest", async () => {
    const [we] = (await towns(1)) as [Town];
    await cooperation(admin(), [we]);
    const item = await productFor([0]);
    for (let i = 0; i < 7; i++) await we.use(item, `System ${i}`);
    const cell = (await read(we)).rows[0]!.cells[we.id]!;
    expect([cell.items.length, cell.more]).toEqual([4, 3]);
  });

  test("two viewers differ by sharing alone", async () => {
    const [owner, one, two] = (await towns(3)) as [Town, Town, Town];
    const all = await cooperation(admin(), [owner, one, two]);
    const item = await productFor([0]);
    await owner.use(item, "Ägarens");
    const [first, second] = [
      await read(one, `group=prov&circle=${all.everyone}`),
      await read(two, `group=prov&circle=${all.everyone}`),
    ];
    expect(boxes(first, owner)).toEqual(boxes(second, owner));
    await admin().query("delete from share where tenant_id = $1", [owner.id]);
    const circle = await admin().query(
      "insert into circle (tenant_id, cooperation_id, name) values ($1, $2, 'Två') returning id",
      [owner.id, all.id],
    );
    for (const place of [owner, one])
      await admin().query(
        "insert into circle_member (tenant_id, circle_id, organisation_id) values ($1, $2, $3)",
        [owner.id, circle.rows[0].id, place.id],
      );
    await admin().query(
      "insert into share (tenant_id, circle_id, object_kind, field_group, from_on) values ($1, $2, 'system_usage', 'core', '2020-01-01')",
      [owner.id, circle.rows[0].id],
    );
    expect(boxes(await read(one, `group=prov&circle=${all.everyone}`), owner)).toEqual(boxes(first, owner));
    expect((await read(two, `group=prov&circle=${all.everyone}`)).rows).toEqual([]);
  });
});

describe("ready filters", () => {
  let we: Town;
  let they: Town;
  let together: TestCooperation;
  let bothUse: string;
  beforeAll(async () => {
    [we, they] = (await towns(2)) as [Town, Town];
    together = await cooperation(admin(), [we, they]);
    const supplier = await approvedSupplier(admin());
    bothUse = await productFor([0], supplier);
    await we.use(bothUse, "Vi 0", { term: { ends_on: "2027-01-01" } });
    await they.use(bothUse, "De 0", { term: { ends_on: "2028-01-01" } });
    await we.use(await productFor([1]), "Vi 1");
    await they.use(await productFor([1]), "De 1");
    await they.use(await productFor([2]), "De 2");
    await we.use(await productFor([3]), "Vi 3");
  });
  const numbers = async (focus: string) =>
    (await read(we, `group=prov&focus=${focus}`)).rows.map((row) =>
      functions.findIndex((f) => f.id === row.id),
    );

  test.each([
    ["all", [0, 1, 2, 3]],
    ["different_products", [1]],
    ["same_product", [0]],
    ["we_have", [0, 1, 3]],
    ["we_lack", [2]],
  ])("%s", async (focus, expected) => {
    expect(await numbers(focus)).toEqual(expected);
  });

  test("terms are compared only where they are shared", async () => {
    for (const focus of ["same_supplier_other_end", "same_product_other_terms"])
      expect(await numbers(focus)).toEqual([]);
    await they.share(together, "term");
    for (const focus of ["same_supplier_other_end", "same_product_other_terms"])
      expect(await numbers(focus)).toEqual([0]);
    const seen = await read(we, "group=prov&focus=same_supplier_other_end");
    expect(seen.rows[0]!.cells[they.id]!.items[0]!.ends_on).toBe("2028-01-01");
    expect(seen.rules).toContain("terms_shared");
  });

  test("by supplier's name, and by group", async () => {
    const { rows } = await admin().query(
      "select s.name from supplier s join product p on p.supplier_id = s.id where p.id = $1",
      [bothUse],
    );
    const seen = await read(we, `group=prov&supplier=${encodeURIComponent(rows[0].name)}`);
    expect(seen.rows.map((row) => row.id)).toEqual([functions[0]!.id]);
    expect((await read(we, "group=nothing")).rows).toEqual([]);
  });
});

describe("view as", () => {
  test("shows the owner's column exactly as the member sees it, and writes nothing", async () => {
    const [owner, member, third] = (await towns(3)) as [Town, Town, Town];
    await cooperation(admin(), [owner, member, third]);
    const item = await productFor([0, 1]);
    await owner.use(item, "Öppet");
    await owner.use(await productFor([0]), "Öppet två");
    await owner.use(item, "Dolt", { is_hidden: true });
    await member.use(await productFor([0]), "Medlemmens eget");
    await third.use(await productFor([0]), "Tredjes");
    const asMember = await callLoader(matrixLoader, {
      url: "/x?group=prov",
      cookie: member.admin.cookie,
      params: { tenant: member.slug },
    });
    const real = ((await asMember.json()) as { overlap: Overlap }).overlap;
    const log = () =>
      admin().query("select count(*)::int as n from access_event where tenant_id = $1", [owner.id]);
    const before = (await log()).rows[0].n;
    expect(before).toBeGreaterThan(0);
    const asPreview = await callLoader(matrixLoader, {
      url: "/x?group=prov",
      cookie: owner.admin.cookie,
      params: { tenant: `${owner.slug}~${member.slug}` },
    });
    const preview = ((await asPreview.json()) as { overlap: Overlap }).overlap;
    expect(preview.columns.map((column) => column.id)).toEqual([owner.id]);
    expect(preview.rows.map((row) => row.cells[owner.id])).toEqual(
      real.rows.map((row) => row.cells[owner.id]),
    );
    expect(preview.rows.map((row) => Object.keys(row.cells))).toEqual([[owner.id], [owner.id]]);
    expect(preview.rows[0]).toMatchObject({ products: 2, organisations: 1 });
    expect(JSON.stringify(preview)).not.toMatch(/Dolt|Medlemmens|Tredjes/);
    expect((await log()).rows[0].n).toBe(before);
  });
});

test("a supplier has no matrix", async () => {
  const supplier = await town(admin(), "supplier");
  for (const loader of [matrixLoader, csvLoader]) {
    const response = await callLoader(loader, {
      cookie: supplier.admin.cookie,
      params: { tenant: supplier.slug },
    });
    expect(response.status).toBe(403);
  }
});

test("the file holds what the screen holds, and says what it leaves out", async () => {
  const [we, they] = (await towns(2)) as [Town, Town];
  await cooperation(admin(), [we, they]);
  await we.use(await productFor([0]), "=2+2", { lifecycle: "pilot" });
  await they.use(await productFor([1]), "Deras");
  await they.use(await productFor([1]), "Deras dolda", { is_hidden: true });
  const response = await callLoader(csvLoader, {
    url: "/x?group=prov",
    cookie: we.admin.cookie,
    params: { tenant: we.slug },
  });
  const text = await response.text();
  expect(text).toContain("(=2+2, pilot)");
  expect(text).toContain("Deras");
  expect(text).not.toContain("dolda)");
  expect(text).toContain("Dolda poster, avvecklade system, priser och klassning är aldrig med.");
  expect(response.headers.get("X-Total-Rows")).toBe("2");
});

import { beforeAll, describe, expect, test } from "vitest";
import { productsAfter, readChoices, tidiedChoices } from "#app/features/overlap/choices.rules.ts";
import { findChoices } from "#app/features/overlap/choices.server.ts";
import { loader } from "#app/routes/$tenant.overlap.choices.tsx";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestCooperation, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const codes = ["val_ett", "val_tva"] as const;
let functionIds: string[];
beforeAll(async () => {
  await admin().query(`insert into function (code, group_code, group_name_sv, group_name_en, name_sv, name_en, position)
    select c, 'val', 'Val', 'Choice', c, c, 30000 + n from unnest(array['val_ett', 'val_tva']) with ordinality x (c, n)
    on conflict do nothing`);
  const { rows } = await admin().query("select id from function where group_code = 'val' order by position");
  functionIds = rows.map((row) => row.id);
});

async function productFor(...functions: number[]): Promise<string> {
  const id = await product(admin());
  for (const n of functions)
    await admin().query("insert into product_function (product_id, function_id) values ($1, $2)", [
      id,
      functionIds[n],
    ]);
  return id;
}

const read = (place: Town, search = "") =>
  place.as((db) =>
    findChoices(
      {
        db,
        tenant: { id: place.id, slug: place.slug, name: place.name, kind: "municipality", theme: "" },
        today: "2026-05-01",
      },
      new URLSearchParams(`group=val&${search}`),
      { limit: 50, via: "overlap" },
    ),
  );

describe("before and after", () => {
  let [we, they, third]: Town[] = [];
  let together: TestCooperation;
  let [a, b, both]: string[] = [];
  beforeAll(async () => {
    [we, they, third] = [await town(admin()), await town(admin()), await town(admin())];
    together = await cooperation(admin(), [we, they, third]);
    [a, b, both] = [await productFor(0), await productFor(0), await productFor(0, 1)];
    await we.use(a, "Vårt A");
    await they.use(b, "Deras B");
    await they.use(both, "Deras båda");
    await third.use(both, "Tredjes båda");
    await third.use(await productFor(1), "Tredjes eget");
    await they.use(await productFor(0), "Dolt", { is_hidden: true });
    await we.use(await productFor(0), "Eget dolt", { is_hidden: true });
    await they.use(await productFor(0), "Nedlagt", { lifecycle: "retired" });
  });

  test("counts the different products of what the reader may see, hidden and retired left out", async () => {
    const seen = await read(we!);
    expect(
      seen.functions.map(({ code, products, systems, organisations, choice }) => [
        code,
        products,
        systems,
        organisations,
        choice,
      ]),
    ).toEqual([
      ["val_ett", 3, 4, 3, null],
      ["val_tva", 2, 3, 2, null],
    ]);
    expect(seen.outcome).toBeNull();
    expect(seen.functions[0]!.options[0]).toMatchObject({ id: both, systems: 2, organisations: 2 });
  });

  test("keeping one product: how many systems and municipalities would move", async () => {
    const seen = await read(we!, `keep=val_ett:${b}`);
    expect(seen.functions[0]!.choice).toMatchObject({ productId: b, systems: 3, organisations: 3 });
    expect(productsAfter(seen.functions[0]!)).toBe(1);
    expect(seen.outcome).toEqual({
      functions: 1,
      productsBefore: 3,
      productsAfter: 1,
      systems: 3,
      organisations: 3,
    });
  });

  test("a system with two functions is counted once in all choices together", async () => {
    const other = (await read(we!)).functions[1]!.options.find((option) => option.id !== both)!;
    const seen = await read(we!, `keep=val_ett:${a}&keep=val_tva:${other.id}`);
    expect(seen.functions.map((one) => one.choice?.systems)).toEqual([3, 2]);
    expect(seen.outcome).toMatchObject({ functions: 2, productsAfter: 2, systems: 3, organisations: 2 });
  });

  test("a product that nobody visible uses for the function is no choice, and tells nothing", async () => {
    const unseen = await productFor(0);
    const outsider = await town(admin());
    await outsider.use(unseen, "Främmande");
    const seen = await read(we!, `keep=val_ett:${unseen}`);
    expect(seen.functions[0]!.choice).toBeNull();
    expect(seen.outcome).toBeNull();
  });

  test("two viewers differ by sharing alone", async () => {
    const counts = async (place: Town) =>
      (await read(place)).functions.map(({ products, systems }) => [products, systems]);
    expect(await counts(third!)).toEqual(await counts(we!));
    await admin().query("delete from share where tenant_id = $1 and circle_id = $2", [
      they!.id,
      together.everyone,
    ]);
    expect(await counts(third!)).toEqual([
      [2, 2],
      [2, 2],
    ]);
    expect(await counts(they!)).toEqual([
      [3, 4],
      [2, 3],
    ]);
    await they!.share(together, "core");
  });

  test("a form's answer becomes one short address", async () => {
    const response = await callLoader(loader, {
      url: `/x?group=val&keep=val_ett:${b}&keep=val_ett:${a}&keep=val_tva:&supplier=`,
      cookie: we!.admin.cookie,
      params: { tenant: we!.slug },
    });
    expect(response.status).toBe(302);
    expect(response.headers.get("Location")).toBe(
      `/${we!.slug}/overlap/choices?group=val&keep=${encodeURIComponent(`val_ett:${a}`)}`,
    );
  });
});

test("the last choice for a function counts, garbage does not", () => {
  const id = "01234567-89ab-7def-8123-456789abcdef";
  const read = (query: string) => readChoices(new URLSearchParams(query));
  expect(read(`keep=${codes[0]}:${id.toUpperCase()}&keep=';--:${id}&keep=x:1&keep=`)).toEqual([
    { code: codes[0], productId: id },
  ]);
  expect(read(`keep=${codes[0]}:${id}&keep=${codes[0]}:`)).toEqual([]);
  expect(tidiedChoices(new URLSearchParams(`keep=${codes[0]}:${id}`))).toBeNull();
});

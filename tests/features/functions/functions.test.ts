import { expect, test } from "vitest";
import { byGroup } from "#app/features/functions/functions.rules.ts";
import { countByFunction } from "#app/features/functions/functions.server.ts";
import { loader } from "#app/routes/$tenant.functions.$code.tsx";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town, unique } from "../../support/towns.ts";

const admin = testDatabase();

async function newFunction(): Promise<{ id: string; code: string }> {
  const { rows } = await admin().query(
    `insert into function (code, group_code, group_name_sv, group_name_en, name_sv, name_en, position)
     values ($1, 'g', 'G', 'G', $1, $1, 20000) returning id, code`,
    [unique("f").replace(/-/g, "_")],
  );
  return rows[0];
}
const seen = async (place: Town, code: string) => {
  const response = await callLoader(loader, {
    cookie: place.admin.cookie,
    params: { tenant: place.slug, code },
  });
  const body = (await response.json()) as { usages: { usages: { own_name: string }[] } | null };
  return body.usages?.usages.map((usage) => usage.own_name);
};

test("a function shows the systems that serve it, by product or by the municipality's own choice", async () => {
  const [owner, member, outsider] = [await town(admin()), await town(admin()), await town(admin())];
  const supplier = await town(admin(), "supplier");
  await cooperation(admin(), [owner, member]);
  const one = await newFunction();
  const item = await product(admin());
  await admin().query("insert into product_function (product_id, function_id) values ($1, $2)", [
    item,
    one.id,
  ]);
  await owner.use(item, "Genom produkten");
  const out = await owner.use(item, "Bortvald");
  const added = await owner.use(await product(admin()), "Tillvald");
  for (const [usage, isOut] of [
    [out, true],
    [added, false],
  ] as const)
    await admin().query(
      "insert into system_usage_function (tenant_id, usage_id, function_id, is_opted_out) values ($1, $2, $3, $4)",
      [owner.id, usage, one.id, isOut],
    );
  expect(await seen(owner, one.code)).toEqual(["Genom produkten", "Tillvald"]);
  expect(await seen(member, one.code)).toEqual(["Genom produkten", "Tillvald"]);
  expect(await seen(outsider, one.code)).toEqual([]);
  expect(await seen(supplier, one.code)).toBeUndefined();

  const count = async (place: Town, ofTenant: string | null) =>
    (await place.as((db) => countByFunction(db, ofTenant))).find((f) => f.id === one.id);
  expect(await count(owner, owner.id)).toMatchObject({ products: 1, own: 2 });
  expect(await count(member, member.id)).toMatchObject({ products: 1, own: 0 });
  expect(await count(supplier, null)).toMatchObject({ products: 1, own: null });
});

test("functions stand under their groups in the order given", () => {
  const row = (id: string, group_code: string) => ({
    id,
    group_code,
    group_name_sv: group_code,
    group_name_en: "x",
  });
  const groups = byGroup([row("1", "b"), row("2", "a"), row("3", "b")], "sv");
  expect(groups.map((group) => [group.name, group.functions.map((f) => f.id)])).toEqual([
    ["b", ["1", "3"]],
    ["a", ["2"]],
  ]);
});

import { describe, expect, test } from "vitest";
import { loader as listLoader } from "#app/routes/$tenant.suppliers._index.tsx";
import { loader as supplierLoader } from "#app/routes/$tenant.suppliers.$id.tsx";
import { action as editAction } from "#app/routes/$tenant.suppliers.$id_.edit.tsx";
import { action as newAction } from "#app/routes/$tenant.suppliers.new.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { approvedSupplier, cooperation, product, type Town, town, unique } from "../../support/towns.ts";

const admin = testDatabase();

interface SupplierAnswer {
  products: { id: string }[];
  usages: { usages: { own_name: string }[] } | null;
}
const open = (place: Town, id: string) =>
  callLoader(supplierLoader, { cookie: place.admin.cookie, params: { tenant: place.slug, id } });
const add = (place: Town, form: Record<string, string>) =>
  callAction(newAction, form, { cookie: place.admin.cookie, params: { tenant: place.slug } });
const idOf = (response: Response) =>
  /suppliers\/([0-9a-f-]{36})/.exec(response.headers.get("Location") ?? "")![1]!;

describe("a supplier's page", () => {
  test("its products for all, usages for those they are shared with, never for suppliers", async () => {
    const [owner, member, outsider] = [await town(admin()), await town(admin()), await town(admin())];
    const account = await town(admin(), "supplier", "bolag");
    await cooperation(admin(), [owner, member]);
    const id = await approvedSupplier(admin());
    const item = await product(admin(), undefined, id);
    await admin().query("update supplier set organisation_id = $2 where id = $1", [id, account.id]);
    await owner.use(item, "Öppet");
    await owner.use(item, "Dolt", { is_hidden: true });
    const seen = async (place: Town) => {
      const body = (await (await open(place, id)).json()) as SupplierAnswer;
      return [body.products.map((p) => p.id), body.usages?.usages.map((usage) => usage.own_name)];
    };
    expect(await seen(owner)).toEqual([[item], ["Dolt", "Öppet"]]);
    expect(await seen(member)).toEqual([[item], ["Öppet"]]);
    expect(await seen(outsider)).toEqual([[item], []]);
    expect(await seen(account)).toEqual([[item], undefined]);
  });

  test("a merged supplier leads to the one it was merged into", async () => {
    const place = await town(admin());
    const [gone, winner] = [await approvedSupplier(admin()), await approvedSupplier(admin())];
    await admin().query("update supplier set state = 'merged', merged_into_id = $2 where id = $1", [
      gone,
      winner,
    ]);
    expect((await open(place, gone)).headers.get("Location")).toBe(`/${place.slug}/suppliers/${winner}`);
  });
});

describe("adding and editing", () => {
  test("the same organisation number is pointed out before a new record is made", async () => {
    const [place, outsider] = [await town(admin()), await town(admin())];
    const first = await add(place, { name: unique("Norrdata"), organisation_number: "556036-0793" });
    expect(first.status).toBe(302);
    const second = await add(place, { name: unique("Helt annan"), organisation_number: "16 5560360793" });
    expect(second.status).toBe(422);
    expect(((await second.json()) as { near: { id: string }[] }).near.map((match) => match.id)).toEqual([
      idOf(first),
    ]);
    expect((await open(outsider, idOf(first))).status).toBe(404);
  });

  test.each([
    [{ name: "" }, { name: "required" }],
    [{ name: "--" }, { name: "no_letters" }],
    [{ name: "Namn", organisation_number: "5560360794" }, { organisation_number: "check_digit 4 3" }],
    [{ name: "Namn", organisation_number: "12345" }, { organisation_number: "length" }],
    [{ name: "Namn", country: "S1" }, { country: "not_a_country" }],
  ])("%j is refused with %j", async (form, errors) => {
    const response = await add(await town(admin()), form as Record<string, string>);
    expect(response.status).toBe(422);
    expect(((await response.json()) as { state: { errors: object } }).state.errors).toEqual(errors);
  });

  test("a wrong check digit is warned about once and kept when it is sent again; another number is not", async () => {
    const place = await town(admin());
    const form = { name: unique("Fel siffra"), organisation_number: "556036-0794" };
    expect((await add(place, { ...form, number_kept: "5560360795" })).status).toBe(422);
    const kept = await add(place, { ...form, number_kept: "5560360794" });
    expect(kept.status).toBe(302);
    const { supplier } = (await (await open(place, idOf(kept))).json()) as {
      supplier: { organisation_number: string };
    };
    expect(supplier.organisation_number).toBe("5560360794");
  });

  test("somebody faster: 409 and what it is now", async () => {
    const maker = await town(admin());
    const name = unique("Snabb");
    const id = idOf(await add(maker, { name }));
    const edit = (form: Record<string, string>) =>
      callAction(editAction, form, { cookie: maker.admin.cookie, params: { tenant: maker.slug, id } });
    expect((await edit({ name, country: "se", version: "1" })).status).toBe(302);
    const late = await edit({ name, country: "NO", version: "1" });
    expect(late.status).toBe(409);
    expect(((await late.json()) as { now: object }).now).toEqual({ country: "SE" });
  });

  test("an other name finds the supplier in the list", async () => {
    const maker = await town(admin());
    const alias = unique("Smeknamn");
    const id = idOf(await add(maker, { name: unique("Rätt"), aliases: `${alias}\n\n` }));
    const response = await callLoader(listLoader, {
      url: `/x?q=${encodeURIComponent(alias)}`,
      cookie: maker.admin.cookie,
      params: { tenant: maker.slug },
    });
    expect(((await response.json()) as { rows: { id: string }[] }).rows.map((row) => row.id)).toEqual([id]);
  });
});

import { sql } from "kysely";
import { expect, test } from "vitest";
import { normaliseName } from "#app/features/catalogue/names.rules.ts";
import { soughtName } from "#app/features/catalogue/near.rules.ts";
import { loader } from "#app/routes/$tenant.near-matches.ts";
import { loader as productLoader } from "#app/routes/$tenant.products.$id.tsx";
import { action as addProduct } from "#app/routes/$tenant.products.new.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { approvedSupplier, cooperation, product, type Town, town, unique } from "../../support/towns.ts";

const admin = testDatabase();
const typed = async (place: Town, name: string, kind = "product") =>
  (
    await callLoader(loader, {
      cookie: place.admin.cookie,
      params: { tenant: place.slug },
      url: `/x?${new URLSearchParams({ kind, name })}`,
    })
  ).json();

async function conceptOf(
  maker: Town,
  name: string,
  table: "product" | "supplier" = "product",
): Promise<string> {
  const { rows } = await admin().query(
    `insert into ${table} (name, normalised_name, created_by_tenant_id) values ($1, $2, $3) returning id`,
    [name, normaliseName(name), maker.id],
  );
  return rows[0].id;
}

test("what is looked up while somebody types: three letters or digits, no longer than a name", () => {
  expect([soughtName("  Ab "), soughtName("a-b"), soughtName("x".repeat(301)), soughtName("")]).toEqual(
    Array(4).fill(undefined),
  );
  expect(soughtName(" Öst AB ")).toBe("Öst AB");
  expect(soughtName("C++9")).toBe("C++9");
});

test("at most five records like it, with supplier or organisation number; none for a short text; editors only", async () => {
  const place = await town(admin());
  const word = unique("Typad");
  const supplier = await approvedSupplier(admin(), `${word} Bolag`);
  await admin().query("update supplier set organisation_number = '5560360793' where id = $1", [supplier]);
  for (let i = 0; i < 7; i++) await product(admin(), `${word} ${i}`, supplier);
  const { matches } = await typed(place, word);
  expect(matches).toHaveLength(5);
  expect(matches[0]).toMatchObject({ state: "approved", detail: `${word} Bolag` });
  expect((await typed(place, `${word} bolag`, "supplier")).matches).toMatchObject([
    { id: supplier, detail: "556036-0793" },
  ]);
  expect(await typed(place, "Ty")).toEqual({ sought: "", matches: [] });
  const reader = await place.person(["reader"]);
  const refused = await callLoader(loader, {
    cookie: reader.cookie,
    params: { tenant: place.slug },
    url: "/x?name=abc",
  });
  expect(refused.status).toBe(403);
});

test("a stranger's concept is not answered by the database's own functions; the maker's cooperation gets it", async () => {
  const [maker, member, stranger] = [await town(admin()), await town(admin()), await town(admin())];
  await cooperation(admin(), [maker, member]);
  for (const table of ["product", "supplier"] as const) {
    const name = unique("Hemligt");
    const id = await conceptOf(maker, name, table);
    await admin().query(`insert into ${table}_alias values ($1, $2, $3)`, [
      id,
      `${name} också`,
      normaliseName(`${name} också`),
    ]);
    const answered = (place: Town) =>
      place.as(async (db) => {
        const near = await sql<{ matched_name: string }>`
          select matched_name from ${sql.raw(`app.near_${table}_names`)}(${[normaliseName(name)]}::text[])`.execute(
          db,
        );
        const like = await sql`select ${sql.raw(`app.${table}s_named_like`)}(${normaliseName(name)})`.execute(
          db,
        );
        return [near.rows.length, like.rows.length];
      });
    expect(await answered(stranger)).toEqual([0, 0]);
    expect(await answered(maker)).toEqual([2, 1]);
    expect(await answered(member)).toEqual([2, 1]);
    // the functions and the policies agree on every record there is
    for (const place of [maker, member, stranger])
      expect(
        await place.as(async (db) => {
          const seen = await db.selectFrom(table).select("id").execute();
          const { rows } = await admin().query(`select id, name from ${table}`);
          const words = rows.map((row) => normaliseName(row.name));
          const found = await sql<{ id: string }>`select distinct ${sql.raw(`${table}_id`)} as id
            from ${sql.raw(`app.near_${table}_names`)}(${words}::text[]) where score = 1`.execute(db);
          const [a, b] = [seen, found.rows].map((list) => list.map((row) => row.id).sort());
          return JSON.stringify(a) === JSON.stringify(b);
        }),
      ).toBe(true);
  }
  // a usage that somebody may see shows its concept, a hidden one does not
  const other = await town(admin());
  await cooperation(admin(), [other, stranger]);
  const [shown, hidden] = [await conceptOf(maker, unique("Synlig")), await conceptOf(maker, unique("Dold"))];
  await other.use(shown, "Visas");
  await other.use(hidden, "Visas inte", { is_hidden: true });
  const sees = async (id: string) => {
    const { rows } = await admin().query("select normalised_name from product where id = $1", [id]);
    return stranger.as(async (db) => {
      const near = await sql`select 1 from app.near_product_names(${[rows[0].normalised_name]}::text[])
        where product_id = ${id}`.execute(db);
      return near.rows.length > 0;
    });
  };
  expect([await sees(shown), await sees(hidden)]).toEqual([true, false]);
});

test("who in another organisation changed a record does not leave the database", async () => {
  const [maker, member] = [await town(admin()), await town(admin())];
  await cooperation(admin(), [maker, member]);
  const made = await callAction(
    addProduct,
    { name: unique("Ny produkt") },
    { cookie: maker.admin.cookie, params: { tenant: maker.slug } },
  );
  const id = /products\/([0-9a-f-]{36})/.exec(made.headers.get("Location") ?? "")![1]!;
  const rows = await member.as((db) =>
    db.selectFrom("change_event").select("by_name").where("object_id", "=", id).execute(),
  );
  expect(rows).toEqual([]);
  const { history } = await (
    await callLoader(productLoader, { cookie: member.admin.cookie, params: { tenant: member.slug, id } })
  ).json();
  expect(history).toMatchObject([{ action: "created", organisation: maker.name, person: null }]);
  const outsider = await town(admin());
  const seen = await outsider.as((db) =>
    sql`select * from app.catalogue_history('product', ${id}::uuid, 50)`.execute(db),
  );
  expect(seen.rows).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { normaliseName } from "#app/features/catalogue/names.rules.ts";
import { insertConceptProduct } from "#app/features/products/concepts.server.ts";
import {
  findProductMatches,
  matchProductNames,
  nearProductNames,
  searchProducts,
} from "#app/features/products/matching.server.ts";
import { insertConceptSupplier } from "#app/features/suppliers/concepts.server.ts";
import { findSupplierMatches, matchSupplierNames } from "#app/features/suppliers/matching.server.ts";
import { testDatabase } from "../../support/database.ts";
import { approvedSupplier, cooperation, product, town, unique } from "../../support/towns.ts";

const admin = testDatabase();
const names = (list: { name: string }[] | undefined) => (list ?? []).map((one) => one.name);

describe("concept products", () => {
  test("are seen by the maker's cooperations and nobody else, also by likeness and search", async () => {
    const [maker, member, outsider] = [await town(admin()), await town(admin()), await town(admin())];
    await cooperation(admin(), [maker, member]);
    const name = unique("Trygghetspärm");
    const id = await maker.as((db, record) => insertConceptProduct(db, { name }, { record }));
    for (const [place, seen] of [
      [maker, [name]],
      [member, [name]],
      [outsider, []],
    ] as const) {
      expect(names(await place.as((db) => findProductMatches(db, `${name} AB`)))).toEqual(seen);
      expect(names(await place.as((db) => searchProducts(db, name.slice(2))))).toEqual(seen);
      const exact = await place.as((db) => matchProductNames(db, [normaliseName(name)]));
      expect(names(exact.get(normaliseName(name)))).toEqual(seen);
    }
    const { rows } = await admin().query(
      "select action, reason from change_event where object_id = $1 and object_kind = 'product'",
      [id],
    );
    expect(rows).toEqual([{ action: "created", reason: null }]);
  });

  test("creating in spite of near matches is noted with what was passed by", async () => {
    const maker = await town(admin());
    const id = await maker.as((db, record) =>
      insertConceptProduct(db, { name: unique("Ny") }, { record, passedBy: ["Gammal", "Äldre"] }),
    );
    const { rows } = await admin().query("select action, reason from change_event where object_id = $1", [
      id,
    ]);
    expect(rows).toEqual([{ action: "created_anyway", reason: "Gammal, Äldre" }]);
  });

  test("functions and other spellings are kept; a spelling given twice is kept once", async () => {
    const maker = await town(admin());
    const { rows: functions } = await admin().query("select id from function order by position limit 2");
    const id = await maker.as((db, record) =>
      insertConceptProduct(
        db,
        {
          name: unique("Många"),
          function_ids: functions.map((f) => f.id),
          aliases: ["Visma Lön", "VISMA  LÖN", " "],
        },
        { record },
      ),
    );
    const { rows: aliases } = await admin().query(
      "select normalised_name from product_alias where product_id = $1",
      [id],
    );
    expect(aliases).toEqual([{ normalised_name: "visma lön" }]);
    const { rowCount } = await admin().query("select 1 from product_function where product_id = $1", [id]);
    expect(rowCount).toBe(functions.length);
  });
});

describe("near matches", () => {
  test("by likeness, part of a name and other spellings; merged records are left out", async () => {
    const place = await town(admin());
    const word = unique("Kväxo").replace("-", "");
    const whole = await product(admin(), `${word} Vård och omsorg`);
    const gone = await product(admin(), `${word} Skola`);
    const other = await product(admin(), unique("Annan"));
    await admin().query(
      "insert into product_alias (product_id, name, normalised_name) values ($1, $2, lower($2))",
      [other, `${word} Fritid`],
    );
    await admin().query("update product set state = 'merged', merged_into_id = $2 where id = $1", [
      gone,
      whole,
    ]);
    const found = await place.as((db) => findProductMatches(db, word));
    expect(found.map((one) => one.id).sort()).toEqual([whole, other].sort());
    const far = await place.as((db) => findProductMatches(db, "helt annat namn som inte liknar"));
    expect(far.filter((one) => [whole, other].includes(one.id))).toEqual([]);
  });

  test("the same name comes first, and of two the one with the named supplier", async () => {
    const place = await town(admin());
    const word = unique("Dubbel");
    const [one, two] = [await approvedSupplier(admin()), await approvedSupplier(admin(), unique("Zeta AB"))];
    await product(admin(), word, one);
    await product(admin(), word, two);
    const { rows } = await admin().query("select name from supplier where id = $1", [two]);
    const found = await place.as((db) => findProductMatches(db, word.toUpperCase(), rows[0].name));
    expect(found.slice(0, 2).map((match) => [match.supplier_id, match.score])).toEqual([
      [two, 1],
      [one, 1],
    ]);
    const ambiguous = await place.as((db) => matchProductNames(db, [normaliseName(word), "finns inte"]));
    expect(ambiguous.get(normaliseName(word))).toHaveLength(2);
    expect(ambiguous.has("finns inte")).toBe(false);
  });

  test("many names at once", async () => {
    const place = await town(admin());
    const wanted = [unique("Alfasystem"), unique("Betasystem")];
    for (const name of wanted) await product(admin(), name);
    const found = await place.as((db) =>
      nearProductNames(
        db,
        wanted.map((name) => normaliseName(`${name} 2`)),
      ),
    );
    expect(wanted.map((name) => found.get(normaliseName(`${name} 2`))?.[0]?.name)).toEqual(wanted);
  });
});

test("a wildcard in the search is an ordinary character", async () => {
  const place = await town(admin());
  await product(admin());
  expect(await place.as((db) => searchProducts(db, "+%_"))).toEqual([]);
});

describe("suppliers", () => {
  test("by organisation number first, then by name; concepts only inside the maker's cooperations", async () => {
    const [maker, outsider] = [await town(admin()), await town(admin())];
    const name = unique("Systemhuset");
    const id = await maker.as((db, record) =>
      insertConceptSupplier(db, { name, organisation_number: "5561234567" }, { record }),
    );
    const like = await approvedSupplier(admin(), `${name} Norr`);
    const found = await maker.as((db) => findSupplierMatches(db, `${name} Norr`, "5561234567"));
    expect(found.map((one) => one.id)).toEqual([id, like]);
    expect(
      (await outsider.as((db) => findSupplierMatches(db, name, "5561234567"))).map((one) => one.id),
    ).toEqual([like]);
    const exact = await maker.as((db) => matchSupplierNames(db, [normaliseName(`${name} AB`)]));
    expect(names(exact.get(normaliseName(name)))).toEqual([name]);
  });
});

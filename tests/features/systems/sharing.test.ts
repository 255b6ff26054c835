import { describe, expect, test } from "vitest";
import * as list from "#app/routes/$tenant.systems._index.tsx";
import * as record from "#app/routes/$tenant.systems.$id.tsx";
import * as csv from "#app/routes/$tenant.systems[.]csv.ts";
import * as xlsx from "#app/routes/$tenant.systems[.]xlsx.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { approvedSupplier, cooperation, product, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
type Handler = Parameters<typeof callLoader>[0];

const call = (route: { loader: unknown }, place: Town, { slug = place.slug, id = "", query = "" } = {}) =>
  callLoader(route.loader as Handler, {
    cookie: place.admin.cookie,
    params: { tenant: slug, ...(id ? { id } : {}) },
    url: `/x?${query}`,
  });

/** Two owners, a member and everything the owners keep, with some of it shared. */
async function scene() {
  const [owner, member, third] = [await town(admin()), await town(admin()), await town(admin())];
  const together = await cooperation(admin(), [owner, member, third]);
  await owner.share(together, "operation");
  await owner.share(together, "term");
  const supplier = await approvedSupplier(admin());
  const [a, b] = [await product(admin(), "Alfa"), await product(admin(), "Beta")];
  const everything = {
    dates: { taken_into_use_on: "2020-01-01" },
    operation: {
      own_id: "O-1",
      hosting_form: "host_municipality",
      host_organisation_id: third.id,
      operations_supplier_id: supplier,
    },
    term: { supplier_id: supplier, ends_on: "2027-01-01" },
    price: { yearly_minor: 1234567 },
    volume: { user_count: 4711 },
    classification: { confidentiality: 3, contains_ai: "yes" },
    internal: { note: "Hemlig anteckning" },
  };
  const ids = [
    await owner.use(a, "Ett", everything),
    await owner.use(b, "Två", { lifecycle: "pilot" }),
    await owner.use(a, "Dolt", { is_hidden: true, ...everything, operation: undefined }),
  ];
  await member.use(a, "Medlemmens eget");
  await third.use(a, "Tredjes");
  return { owner, member, third, ids, together };
}

describe("view as the member equals the member's own view of the owner's records, row for row", () => {
  const queries = [
    "",
    "q=alfa",
    "q=o-1",
    "sort=-own_name",
    "hosting_form=host_municipality",
    "hosting_form=-",
    "yearly_minor-from=1",
    "confidentiality=3",
    "lifecycle=pilot",
    "host_organisation=ort",
    "column=all&sort=product",
  ];

  test.each(queries)("list, csv and xlsx: %s", async (query) => {
    const { owner, member } = await scene();
    const columns = [
      "product",
      "supplier",
      "hosting_form",
      "host_organisation",
      "term_ends_on",
      "yearly_minor",
      "user_count",
      "note",
    ];
    const shown = `${query}&${columns.map((key) => `column=${key}`).join("&")}`;
    const preview = `${owner.slug}~${member.slug}`;
    const asOwner = await (await call(list, owner, { slug: preview, query: shown })).json();
    const asMember = await (
      await call(list, member, { query: `${shown}&scope=all&owner=${owner.id}` })
    ).json();
    expect(asOwner.rows).toEqual(asMember.rows);
    expect(asOwner.view.total).toBe(asMember.view.total);
    for (const route of [csv, xlsx]) {
      const ours = await call(route, owner, { slug: preview, query: shown });
      const theirs = await call(route, member, { query: `${shown}&scope=all&owner=${owner.id}` });
      expect(Buffer.from(await ours.arrayBuffer()).equals(Buffer.from(await theirs.arrayBuffer()))).toBe(
        true,
      );
    }
  });

  test("record", async () => {
    const { owner, member, ids } = await scene();
    const preview = `${owner.slug}~${member.slug}`;
    for (const id of ids) {
      const ours = await call(record, owner, { slug: preview, id });
      const theirs = await call(record, member, { id });
      expect(ours.status).toBe(theirs.status);
      if (ours.status !== 200) continue;
      const [a, b] = [await ours.json(), await theirs.json()];
      const onlyOwners = (page: typeof b) => ({
        ...page,
        slug: "",
        // whoever looks as somebody else asks nobody
        mayAsk: false,
        contracts: { ...page.contracts, slug: "" },
        // in view as, the member's own and other owners' systems are left out
        sameProduct: {
          ...page.sameProduct,
          rows: page.sameProduct.rows.filter((row: { owner_name: string }) => row.owner_name === owner.name),
        },
      });
      expect(onlyOwners(a)).toEqual(onlyOwners(b));
    }
  });
});

describe("what is not shared", () => {
  test("stands in no answer, neither page nor file", async () => {
    const { member, ids } = await scene();
    const answers = [
      await call(record, member, { id: ids[0] }),
      await call(list, member, { query: "scope=shared&column=yearly_minor&column=note&column=user_count" }),
      await call(csv, member, { query: "scope=shared&column=all" }),
      await call(csv, member, { query: "scope=all&column=all" }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      const text = await answer.text();
      expect(text).toContain("Ett");
      for (const secret of ["Dolt", "Hemlig", "1234567", "12345,67", "4711"])
        expect(text).not.toContain(secret);
    }
  });

  test("a filter on it finds nothing, and counts as if it were empty", async () => {
    const { member } = await scene();
    const count = async (query: string) =>
      (await (await call(list, member, { query: `scope=shared&${query}` })).json()).view.total;
    expect(await count("")).toBe(3);
    expect(await count("yearly_minor-from=0")).toBe(0);
    expect(await count("confidentiality=-")).toBe(3);
    expect(await count("contains_ai=yes")).toBe(0);
    expect(await count("is_hidden=yes")).toBe(3); // not a filter there: left out like any garbage
  });

  test("withdrawn from the next request on", async () => {
    const { owner, member, ids } = await scene();
    expect((await call(record, member, { id: ids[0] })).status).toBe(200);
    await admin().query(
      "update share set to_on = current_date where tenant_id = $1 and field_group = 'core'",
      [owner.id],
    );
    expect((await call(record, member, { id: ids[0] })).status).toBe(404);
    const rest = await (await call(list, member, { query: "scope=shared" })).json();
    expect(rest.rows.map((row: { own_name: string }) => row.own_name)).toEqual(["Tredjes"]);
  });
});

describe("the owner is told who read", () => {
  const seen = async (owner: Town) =>
    (
      await admin().query(
        "select via, object_id is not null as is_record, count(*)::int from access_event where tenant_id = $1 group by 1, 2 order by 1",
        [owner.id],
      )
    ).rows;

  test("list, search, record and export; once a day; not for own reading or view as", async () => {
    const { owner, member, ids } = await scene();
    await call(list, owner, { query: "scope=all" });
    await call(record, owner, { id: ids[0] });
    await call(list, owner, { slug: `${owner.slug}~${member.slug}` });
    expect(await seen(owner)).toEqual([]);
    for (const query of ["scope=shared", "scope=shared", "scope=all&q=alfa"])
      await call(list, member, { query });
    await call(record, member, { id: ids[0] });
    await call(csv, member, { query: "scope=shared" });
    expect(await seen(owner)).toEqual([
      { via: "export", is_record: false, count: 1 },
      { via: "list", is_record: false, count: 1 },
      { via: "record", is_record: true, count: 1 },
      { via: "search", is_record: false, count: 1 },
    ]);
  });
});

test("a supplier has no inventory", async () => {
  const supplier = await town(admin(), "supplier", "bolag");
  for (const route of [list, csv, xlsx]) expect((await call(route, supplier)).status).toBe(404);
});

test("columns are remembered per person and list, and forgotten again", async () => {
  const place = await town(admin());
  const columns = await import("#app/routes/$tenant.lists.$list.columns.ts");
  const { callAction } = await import("../../support/routes.ts");
  const choose = (form: Record<string, string | string[]>) =>
    callAction(columns.action as Handler, form, {
      cookie: place.admin.cookie,
      params: { tenant: place.slug, list: "systems" },
    });
  const shown = async () => (await (await call(list, place)).json()).view.shown;
  const standard = await shown();
  const response = await choose({
    column: ["own_name", "price", "user_count"],
    to: `/${place.slug}/systems?q=x`,
  });
  expect(response.headers.get("Location")).toBe(`/${place.slug}/systems?q=x`);
  expect(await shown()).toEqual(["own_name", "user_count"]);
  await choose({ standard: "1", to: "https://evil.example" });
  expect(await shown()).toEqual(standard);
});

test("the file has the list's columns and order, dates and amounts as people write them", async () => {
  const place = await town(admin());
  await place.use(await product(admin(), "Alfa"), "=Ett;två", {
    dates: { taken_into_use_on: "2020-01-01" },
    price: { yearly_minor: 120050 },
  });
  const response = await call(csv, place, {
    query: "column=yearly_minor&column=taken_into_use_on&column=lifecycle",
  });
  expect(response.headers.get("Content-Disposition")).toContain(".csv");
  expect(response.headers.get("X-Total-Rows")).toBe("1");
  expect(await response.text()).toBe(
    ["\ufeffEget namn;Årskostnad;Taget i bruk;Status", `"'=Ett;två";1200,50;2020-01-01;i drift`, ""]
      .join("\r\n")
      .replace("\ufeff", ""),
  );
});

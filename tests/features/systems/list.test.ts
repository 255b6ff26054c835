import { describe, expect, test } from "vitest";
import { parseListState } from "#app/features/lists/lists.rules.ts";
import { type Scope, SYSTEM_COLUMNS, systemsList } from "#app/features/systems/list.rules.ts";
import { countUsages, exportUsages, listUsages } from "#app/features/systems/list.server.ts";
import { validityOf } from "#app/features/systems/validity.rules.ts";
import { dayInSweden } from "#app/server/transaction.server.ts";
import { testDatabase } from "../../support/database.ts";
import { cooperation, product, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();

async function names(place: Town, query = "", scope: Scope = "own") {
  const state = parseListState(new URLSearchParams(query), systemsList(scope));
  return place.as(async (db) => {
    const rows = await listUsages(db, { state, scope, shown: ["own_name"] }, place);
    const { total } = await countUsages(db, { state, scope, shown: [] }, place);
    expect(total).toBe(rows.length);
    return rows.map((row) => row.own_name);
  });
}

describe("every column", () => {
  test.each(SYSTEM_COLUMNS.map((column) => column.key))("%s is read, filtered and sorted", async (key) => {
    const column = SYSTEM_COLUMNS.find((each) => each.key === key)!;
    const place = await town(admin());
    await place.use(await product(admin()), "Ett");
    const queries = [column.isSortable ? `sort=-${key}` : "", ...filterQueries(key, column.filter)];
    for (const scope of ["own", "all"] as const)
      for (const query of queries) {
        const state = parseListState(new URLSearchParams(query), systemsList(scope));
        const shown = column.isFilterOnly ? [] : [key];
        await place.as(async (db) => {
          await listUsages(db, { state, scope, shown }, place);
          await countUsages(db, { state, scope, shown }, place);
        });
      }
  });
});

function filterQueries(key: string, filter: (typeof SYSTEM_COLUMNS)[number]["filter"]): string[] {
  switch (filter?.kind) {
    case "text":
      return [`${key}=x`];
    case "choice":
      return [
        `${key}=${filter.values[0]}&${key}=-`,
        `${key}=-`,
        ...filter.values.map((value) => `${key}=${value}`),
      ];
    case "id":
      return [`${key}=018f7c5e-0000-7000-8000-000000000001`, `${key}=-`];
    case "day":
      return [`${key}-from=2026-01-01&${key}-to=2026-12-31`];
    case "number":
      return [`${key}-from=1,5`];
    default:
      return [];
  }
}

describe("own records", () => {
  test("search, filters, order", async () => {
    const place = await town(admin());
    const item = await product(admin(), "Treserva 100%");
    await place.use(item, "Ärende", { operation: { own_id: "S-17", hosting_form: "saas" } });
    await place.use(item, "Zebra", { lifecycle: "retired", dates: { taken_into_use_on: "2020-01-01" } });
    await place.use(await product(admin()), "Åtgärd", { price: { yearly_minor: 120_050 } });
    expect(await names(place)).toEqual(["Zebra", "Åtgärd", "Ärende"]);
    expect(await names(place, "sort=-own_name")).toEqual(["Ärende", "Åtgärd", "Zebra"]);
    expect(await names(place, "q=treserva 100%25")).toEqual(["Zebra", "Ärende"]);
    expect(await names(place, "q=s-17")).toEqual(["Ärende"]);
    expect(await names(place, "q=%25")).toEqual([]); // no wildcard
    expect(await names(place, "lifecycle=retired&lifecycle=pilot")).toEqual(["Zebra"]);
    expect(await names(place, "hosting_form=-")).toEqual(["Zebra", "Åtgärd"]);
    expect(await names(place, "taken_into_use_on-to=2020-01-01")).toEqual(["Zebra"]);
    expect(await names(place, "yearly_minor-from=1200,50&yearly_minor-to=1200,50")).toEqual(["Åtgärd"]);
    expect(await names(place, "work=without_start")).toEqual(["Åtgärd", "Ärende"]);
    expect(await names(place, "validity=no")).toEqual(["Zebra"]);
  });
});

describe("with a neighbour", () => {
  test("member, outsider, former member, hidden record, another field group", async () => {
    const [owner, member, outsider] = [await town(admin()), await town(admin()), await town(admin())];
    const together = await cooperation(admin(), [owner, member]);
    const item = await product(admin());
    await owner.use(item, "Öppet", { operation: { own_id: "O-1", hosting_form: "saas" } });
    await owner.use(item, "Dolt", { is_hidden: true });
    await member.use(item, "Eget");
    expect(await names(member, "", "shared")).toEqual(["Öppet"]);
    expect(await names(member, "", "all")).toEqual(["Eget", "Öppet"]);
    expect(await names(member)).toEqual(["Eget"]);
    expect(await names(outsider, "", "all")).toEqual([]);
    // a group that is not shared cannot be seen, searched, filtered or sorted out
    expect(await names(member, "hosting_form=saas", "shared")).toEqual([]);
    expect(await names(member, "hosting_form=-", "shared")).toEqual(["Öppet"]);
    expect(await names(member, "q=O-1", "shared")).toEqual([]);
    await owner.share(together, "operation");
    expect(await names(member, "hosting_form=saas", "shared")).toEqual(["Öppet"]);
    await admin().query(
      "update share set to_on = current_date where tenant_id = $1 and field_group = 'core'",
      [owner.id],
    );
    expect(await names(member, "", "shared")).toEqual([]);
  });

  test("a record seen through two cooperations is one row", async () => {
    const [owner, member] = [await town(admin()), await town(admin())];
    await cooperation(admin(), [owner, member]);
    await cooperation(admin(), [owner, member]);
    await owner.use(await product(admin()), "Öppet");
    expect(await names(member, "", "shared")).toEqual(["Öppet"]);
    expect(await names(member, "q=öppet", "all")).toEqual(["Öppet"]);
  });

  test("the host is told of only after its own word", async () => {
    const [owner, member, host] = [await town(admin()), await town(admin()), await town(admin())];
    const together = await cooperation(admin(), [owner, member, host]);
    await owner.share(together, "operation");
    const usage = await owner.use(await product(admin()), "Hos värden", {
      operation: { hosting_form: "host_municipality", host_organisation_id: host.id },
    });
    const hostOf = async (place: Town, scope: Scope) => {
      const state = parseListState(new URLSearchParams(), systemsList(scope));
      const rows = await place.as((db) =>
        listUsages(db, { state, scope, shown: ["host_organisation"] }, place),
      );
      return rows[0]?.values.host_organisation;
    };
    expect(await hostOf(owner, "own")).toBe(host.name);
    expect(await hostOf(member, "shared")).toBeNull();
    expect(await names(member, `host_organisation=${host.name}`, "shared")).toEqual([]);
    await admin().query(
      "insert into hosting_confirmation (tenant_id, usage_tenant_id, usage_id, answer) values ($1, $2, $3, 'confirmed')",
      [host.id, owner.id, usage],
    );
    expect(await hostOf(member, "shared")).toBe(host.name);
    expect(await names(member, `host_organisation=${host.name}`, "shared")).toEqual(["Hos värden"]);
  });
});

test("an export has the list's rows in its order, in portions, and says when it was cut", async () => {
  const place = await town(admin());
  const item = await product(admin());
  for (const name of ["C", "A", "B"]) await place.use(item, name);
  const state = parseListState(new URLSearchParams("sort=-own_name"), systemsList("own"));
  const read = (most: number) =>
    place.as(async (db) => {
      const found = await exportUsages(
        db,
        { state, scope: "own", shown: ["product"] },
        { tenant: place, most },
      );
      const rows = [];
      for await (const portion of found.portions) rows.push(...portion);
      return { names: rows.map((row) => row.own_name), isCut: found.isCut };
    });
  expect(await read(10)).toEqual({ names: ["C", "B", "A"], isCut: false });
  expect(await read(2)).toEqual({ names: ["C", "B"], isCut: true });
});

test("the filter on validity finds what the rules call valid", async () => {
  const place = await town(admin());
  const item = await product(admin());
  const days = [null, "2020-01-01", "2999-01-01"];
  for (const lifecycle of ["planned", "pilot", "in_operation", "retired"] as const)
    for (const taken_into_use_on of days)
      for (const retired_on of days)
        for (const ends_on of days)
          for (const counts_as_valid of [true, false]) {
            const { isValid } = validityOf({
              lifecycle,
              taken_into_use_on,
              retired_on,
              term_ends_on: ends_on,
              counts_as_valid,
              today: dayInSweden(new Date()),
            });
            await place.use(item, isValid ? "giltig" : "ogiltig", {
              lifecycle,
              dates: { taken_into_use_on, retired_on },
              term: { ends_on },
              internal: { counts_as_valid },
            });
          }
  const found = async (answer: string) => {
    const state = {
      ...parseListState(new URLSearchParams(`validity=${answer}`), systemsList("own")),
      pageSize: 1000,
    };
    const rows = await place.as((db) => listUsages(db, { state, scope: "own", shown: ["validity"] }, place));
    return [...new Set(rows.map((row) => `${row.own_name} ${row.values.validity}`))];
  };
  expect(await found("yes")).toEqual(["giltig yes"]);
  expect(await found("no")).toEqual(["ogiltig no"]);
});

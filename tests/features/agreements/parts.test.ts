import { beforeAll, expect, test } from "vitest";
import * as listRoute from "#app/routes/$tenant.agreements._index.tsx";
import * as exitRoute from "#app/routes/$tenant.agreements.$id_.exit.tsx";
import * as partRoute from "#app/routes/$tenant.agreements.$id_.parts.$part.tsx";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { type Town, town } from "../../support/towns.ts";
import { inForce, NOW, part, view } from "./flow.ts";

const admin = testDatabase();
let keeper: Town;
let second: Town;
let outsider: Town;

beforeAll(async () => {
  keeper = await town(admin());
  second = await town(admin());
  outsider = await town(admin());
});

const LINK = {
  kind: "processing",
  title: "Biträdesavtal för drift",
  number: "KS 2026/9",
  document_url: "https://example.org/pub",
  from_on: "2026-01-01",
  to_on: "",
};
const exit = async (town: Town, id: string) =>
  (
    await callLoader(exitRoute.loader, {
      params: { tenant: town.slug, id },
      cookie: town.admin.cookie,
      now: NOW,
    })
  ).json();

test("a data processing agreement names who answers and who processes, two parties", async () => {
  const id = await inForce([keeper, second]);
  const save = async (form: Record<string, string>) => part(keeper, id, "links", { ...LINK, ...form });
  expect((await (await save({ controller_id: "", processor_id: "" })).json()).errors).toEqual({
    controller_id: "missing",
    processor_id: "missing",
  });
  expect((await (await save({ controller_id: second.id, processor_id: second.id })).json()).errors).toEqual({
    processor_id: "same_twice",
  });
  expect((await (await save({ controller_id: second.id, processor_id: outsider.id })).json()).errors).toEqual(
    { processor_id: "choice_wrong" },
  );
  expect((await save({ controller_id: second.id, processor_id: keeper.id })).status).toBe(302);
  expect((await (await view(second, id)).json()).links).toMatchObject([
    { title: "Biträdesavtal för drift", controller_name: second.name, processor_name: keeper.name },
  ]);
  expect((await part(second, id, "links", LINK)).status).toBe(404); // its keeper's
});

test("an asset with shares of its own is divided by them, to the öre; the rest like the agreement says", async () => {
  const id = await inForce([keeper, second]);
  const asset = {
    kind: "asset",
    description: "Serverhall",
    acquired_on: "",
    value: "100,01",
    exit_rule: "",
    [`share-${keeper.id}`]: "75",
    [`share-${second.id}`]: "20",
  };
  const refused = await (await part(keeper, id, "assets", asset)).json();
  expect(refused.errors).toEqual({ [`share-${keeper.id}`]: "share_sum" });
  expect(refused.typed[`share-${second.id}`]).toBe("20"); // what was typed stays
  expect((await part(keeper, id, "assets", { ...asset, [`share-${second.id}`]: "25" })).status).toBe(302);
  await part(keeper, id, "assets", {
    ...asset,
    description: "Växel",
    [`share-${keeper.id}`]: "",
    [`share-${second.id}`]: "",
  });
  const rows = (await exit(second, id)).data.rows.map((row: { shares: { amount_minor: number }[] }) =>
    row.shares.map((share) => share.amount_minor),
  );
  expect(rows).toEqual([
    [7501, 2500],
    [5001, 5000],
  ]);
  const list = await callLoader(partRoute.loader, {
    params: { tenant: keeper.slug, id, part: "assets" },
    cookie: keeper.admin.cookie,
    now: NOW,
  });
  expect((await list.json()).data.lines[0].notes).toContain(`${keeper.name} 75 %, ${second.name} 25 %`);
});

test("a row is changed and removed through the same form, and its order stays", async () => {
  const id = await inForce([keeper, second]);
  const area = { tasks: "", host_organisation_id: "" };
  for (const name of ["Drift", "Telefoni"]) await part(keeper, id, "areas", { ...area, name });
  const areas = async () => (await (await view(keeper, id)).json()).areas;
  const [first, last] = await areas();
  await part(keeper, id, "areas", { ...area, id: first.id, name: "Drift och nät" });
  expect((await areas()).map((each: { name: string; seq: number }) => [each.name, each.seq])).toEqual([
    ["Drift och nät", 1],
    ["Telefoni", 2],
  ]);
  await part(keeper, id, "areas", { remove: last.id });
  expect(await areas()).toHaveLength(1);
});

test("the page of leaving says what it costs the others, with the key that is decided", async () => {
  const id = await inForce([keeper, second]);
  expect((await exit(second, id)).cost).toBeNull();
  await admin().query(
    `with k as (insert into cost_key (tenant_id, agreement_id, year, key_version, name, kind, created_by_name)
       values ($1, $2, 2027, 1, 'Lika', 'equal', 'Test') returning id)
     insert into cost_key_weight (tenant_id, cost_key_id, agreement_id, year, organisation_id, weight)
     select $1, id, $2, 2027, o, 1 from k, unnest($3::uuid[]) o`,
    [keeper.id, id, [keeper.id, second.id]],
  );
  expect((await exit(second, id)).cost).toBeNull(); // a key that nobody has decided on counts nothing
  await admin().query(
    "update cost_key set decided_on = '2026-11-01', decided_by = 'KF', decision_ref = '§ 1' where agreement_id = $1",
    [id],
  );
  const { data, cost } = await exit(second, id);
  expect(data.leaving.organisation_id).toBe(keeper.id);
  expect(cost).toMatchObject({ year: 2027, isExample: true, totalMinor: 100_000_000 });
  expect(cost.rows).toMatchObject([
    { party: keeper.id, before: 50_000_000, after: 0, difference: -50_000_000 },
    { party: second.id, before: 50_000_000, after: 100_000_000, difference: 50_000_000 },
  ]);
});

test("a register of 120 agreements is read page by page, what waits first; a page too far is the last", async () => {
  const many = await town(admin());
  await admin().query(
    `insert into agreement (tenant_id, title, form) select $1, 'Avtal ' || n, 'contract' from generate_series(1, 120) n`,
    [many.id],
  );
  const page = async (query: string) =>
    (
      await callLoader(listRoute.loader, {
        params: { tenant: many.slug },
        cookie: many.admin.cookie,
        now: NOW,
        url: `/${query}`,
      })
    ).json();
  const first = await page("");
  expect([first.agreements.length, first.pages]).toEqual([50, { page: 1, pageSize: 50, total: 120 }]);
  const far = await page("?page=99");
  expect([far.agreements.length, far.pages.page]).toEqual([20, 3]);
  const seen = new Set(
    [...first.agreements, ...(await page("?page=2")).agreements, ...far.agreements].map((row) => row.id),
  );
  expect(seen.size).toBe(120);
  expect((await page("?page=x")).pages.page).toBe(1);
});

test("of two who change a row from the same page the second is told, and can save what it has then seen", async () => {
  const id = await inForce([keeper, second]);
  await part(keeper, id, "areas", { name: "Drift", tasks: "", host_organisation_id: "" });
  const { lines } = await partPage(id, "areas");
  const { edited, typed } = await partPage(id, "areas", `?edit=${lines[0].id}`);
  const save = (tasks: string, seen: string) =>
    part(keeper, id, "areas", { ...typed, id: lines[0].id, tasks, seen });
  expect((await save("Servrar", edited.seen)).status).toBe(302);
  const late = await save("Nätverk", edited.seen);
  expect([late.status, (await late.json()).errors]).toEqual([422, { "": "changed_meanwhile" }]);
  const again = await partPage(id, "areas", `?edit=${lines[0].id}`);
  expect(again.typed.tasks).toBe("Servrar");
  expect((await save("Servrar och nätverk", again.edited.seen)).status).toBe(302);
});

async function partPage(id: string, name: string, query = "") {
  const page = await callLoader(partRoute.loader, {
    params: { tenant: keeper.slug, id, part: name },
    cookie: keeper.admin.cookie,
    url: `/x${query}`,
    now: NOW,
  });
  return (await page.json()).data;
}

import { readdirSync } from "node:fs";
import path from "node:path";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { unzipSync } from "fflate";
import { beforeAll, expect, test, vi } from "vitest";
import { ask } from "../features/interest-checks/support.ts";
import { seedRoleTypes } from "../features/roles/support/roles.ts";
import { testDatabase } from "../support/database.ts";
import { callLoader } from "../support/routes.ts";
import { approvedSupplier, cooperation, product, type Town, town } from "../support/towns.ts";
import { add, contract, NOW } from "./support/world.ts";

/**
 * What is hidden adds nothing to anything: every list, figure, chart and file of a neighbour is the same to the letter once all that it may
 * not see is deleted – counts, sums, totals, pages, choices in filters, empty states.
 */
const admin = testDatabase();
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 }); // a busy machine takes its time
let owner: Town;
let neighbours: Town[];
let ids: { product: string; supplier: string; circle: string };
let hidden: { contracts: string[]; usages: string[]; checks: string[]; costs: string[] };

beforeAll(async () => {
  const db = admin();
  await seedRoleTypes(db);
  const towns = [await town(db), await town(db), await town(db), await town(db)];
  owner = towns[0]!;
  neighbours = towns.slice(1, 2);
  const together = await cooperation(db, towns);
  for (const each of towns)
    for (const group of ["term", "price", "volume"] as const) await each.share(together, group);
  await db.query("delete from share where tenant_id = $1 and field_group = 'price'", [towns[3]!.id]);
  const made = await db.query(
    `insert into function (code, group_code, group_name_sv, group_name_en, name_sv, name_en, position)
     values ('dold_ett', 'dold', 'Dolt', 'Hidden', 'Dold funktion', 'Hidden function', 41000) on conflict (code) do update set name_sv = excluded.name_sv returning id`,
  );
  const [item, other, supplier] = [await product(db), await product(db), await approvedSupplier(db)];
  for (const each of [item, other])
    await add(db, "product_function", { product_id: each, function_id: made.rows[0].id });
  ids = { product: item, supplier, circle: together.everyone };
  const about = { product_id: item, supplier_id: supplier, cpv_code: "48000000" };
  const parts = {
    price: { yearly_minor: 100_000, cost_year: 2026 },
    term: { ends_on: "2027-06-30" },
    volume: { user_count: 10 },
  };
  for (const each of towns) {
    await contract(each, `Avtal i ${each.name}`, about);
    await each.use(item, `System i ${each.name}`, parts);
  }
  const usage = await owner.use(item, "Dolt system", { ...parts, is_hidden: true });
  const second = await owner.use(other, "Annat dolt", {
    ...parts,
    is_hidden: true,
    lifecycle: "phasing_out",
  });
  const contracts = [
    await contract(owner, "Dolt avtal", { ...about, is_hidden: true }),
    await contract(owner, "Över dolt", { ...about, usages: [usage] }),
    await contract(owner, "Dolt med annan produkt", {
      product_id: other,
      cpv_code: "72000000",
      is_hidden: true,
    }),
  ];
  const costs: string[] = [];
  for (const [of, id] of [
    [owner, contracts[0]!],
    [owner, contracts[1]!],
  ] as const)
    costs.push(
      (
        await add(db, "contract_cost_line", {
          ...{ tenant_id: of.id, contract_id: id, kind: "recurring", per: "year", amount_minor: 5_000_000 },
        })
      ).id,
    );
  const asking = {
    circle: together.everyone,
    whom: [neighbours[0]!],
    more: { quorum_min: "1", product_id: item },
  };
  hidden = {
    ...{ contracts, usages: [usage, second], costs },
    checks: [await ask(owner, { ...asking, sends: false })],
  };
});

const routes = path.resolve(import.meta.dirname, "../../app/routes");
/** Lists, figures, charts and files over what several organisations have. */
const OVER_OTHERS =
  /^\$tenant\.(_index|contracts\._index|contracts\[|interest-checks\._index|radar|products(\.\$id\.|\._|\[)|suppliers(\.\$id\.|\._|\[)|systems(\._|\[|\.hosted)|overlap|reports|it-costs(\._|\[|\.products)|functions|doubles|licences\._)/;
const pages = readdirSync(routes).filter(
  (name) => OVER_OTHERS.test(name) && !/pdf|settings|\$code/.test(name),
);
const SEARCHED = "?scope=all&q=dol&by=cpv&months=60&group=dold&column=yearly_minor&column=systems&sort=-name";

async function everything(of: Town, queries: readonly string[] = [""]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of pages) {
    const { loader } = (await import(`../../app/routes/${name}`)) as {
      loader?: (args: LoaderFunctionArgs) => unknown;
    };
    if (!loader) continue;
    const area = name.split(".")[1];
    const id = area === "products" ? ids.product : area === "suppliers" ? ids.supplier : undefined;
    if (name.includes("$id") && !id) continue;
    for (const query of queries) {
      const params = { tenant: of.slug, ...(id ? { id } : {}) };
      const response = await callLoader(loader, {
        cookie: of.admin.cookie,
        params,
        url: `/${of.slug}${query}`,
        now: NOW,
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const texts =
        bytes[0] === 0x50 && bytes[1] === 0x4b
          ? Object.entries(unzipSync(bytes))
              .filter(([part]) => part.includes("sheet"))
              .map(([, part]) => new TextDecoder().decode(part))
          : [new TextDecoder().decode(bytes)];
      // keys of forms are made anew each time
      const text = texts.join("\n").replaceAll(/"form_?[kK]ey":"[^"]*"/g, "");
      found.set(`${name}${query}`, `${response.status} ${text}`);
    }
  }
  return found;
}

test("a neighbour's pages are the same without it", async () => {
  const viewers = [...neighbours];
  const before: Map<string, string>[] = [];
  for (const each of viewers) before.push(await everything(each, ["", SEARCHED]));
  const own = await everything(owner);
  await admin().query("delete from interest_check where id = any ($1)", [hidden.checks]);
  await admin().query("delete from contract where id = any ($1)", [hidden.contracts]);
  await admin().query("delete from system_usage where id = any ($1)", [hidden.usages]);
  for (const [index, each] of viewers.entries()) {
    const after = await everything(each, ["", SEARCHED]);
    const differing = [...after]
      .filter(([key, text]) => before[index]!.get(key) !== text)
      .map(([key]) => key);
    expect(differing, each.name).toEqual([]);
  }
  const changed = [...(await everything(owner))].filter(([key, text]) => own.get(key) !== text);
  expect(changed.length).toBeGreaterThan(10); // the owner's own pages did hold it
});

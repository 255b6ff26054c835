import { createHash } from "node:crypto";
import type pg from "pg";
import { nearCooperation } from "./contracts.ts";
import { benchId, smallCooperation, TOWN } from "./data.ts";
import type { Form } from "./forms.ts";
import { fillLicencePool } from "./licences.ts";
import { signedCookie } from "./session.ts";
import { fillSettlement } from "./settlements.ts";
import { fillSurvey } from "./surveys.ts";

/** A page that is measured. */
export interface Scenario {
  name: string;
  path: string;
  cookie: string;
  /** Posted to the page instead of asking for it. */
  form?: Form;
}

/**
 * Signs a person of the measured municipality in and names the pages to measure.
 * @param hasExtra with the overlap's further pages, contracts, radar, licences, surveys and settlements, which a quick run leaves out
 *   unless it is asked for them by name
 */
export async function scenarios(admin: pg.Pool, { hasExtra }: { hasExtra: boolean }): Promise<Scenario[]> {
  const cookie = await signIn(admin, TOWN);
  const product = benchId("product", 4711);
  const at = `/${await slugOf(admin, TOWN)}`;
  return [
    { name: "list, 50 rows", path: `${at}/systems` },
    { name: "list, filtered with count", path: `${at}/systems?lifecycle=in_operation&hosting_form=saas` },
    { name: "list, columns and view", path: `${at}/systems?${await savedView(admin)}` },
    { name: "search all visible", path: `${at}/systems?scope=all&q=polaris+12` },
    { name: "search, common word", path: `${at}/systems?scope=all&q=polaris` },
    { name: "list of all visible", path: `${at}/systems?scope=all` },
    { name: "overlap, 14 members", path: `${at}/overlap?circle=${benchId("circle", smallCooperation)}` },
    { name: "overlap, 290 members", path: `${at}/overlap?circle=${benchId("circle", 1)}` },
    ...(hasExtra ? await extraPages(admin, at) : []),
    { name: "one system", path: `${at}/systems/${await usageWithRelations(admin)}` },
    { name: "create one system", path: `${at}/systems/new?product=${product}`, form: newSystem(product) },
  ].map((scenario) => ({ ...scenario, cookie }));
}

async function extraPages(admin: pg.Pool, at: string) {
  return [
    ...["timeline", "choices", "prices"].flatMap((page) => [
      {
        name: `overlap ${page}, 14 members`,
        path: `${at}/overlap/${page}?circle=${benchId("circle", smallCooperation)}`,
      },
      { name: `overlap ${page}, 290 members`, path: `${at}/overlap/${page}?circle=${benchId("circle", 1)}` },
    ]),
    ...(await contractPages(admin, at)),
    { name: "licence pool, 290 members", path: `${at}${await fillLicencePool(admin)}` },
    // after the pool: it asks the members of its agreement
    { name: "survey, 290 answers", path: `${at}${await fillSurvey(admin)}` },
    ...(await settlementPages(admin, at)),
  ];
}

/** The page on which measuring a settlement rests (`measureSettlement`). */
export const SETTLEMENT_PAGE = "settlement, 290 × 500";

/** A settlement's page and statement work it out again from what was kept; the year's page shares the budget out. */
async function settlementPages(admin: pg.Pool, at: string) {
  const year = `${at}${await fillSettlement(admin)}`;
  return [
    { name: SETTLEMENT_PAGE, path: `${year}/runs/1` },
    { name: "settlement year, 290 × 500", path: year },
    { name: "settlement as CSV, 290 × 500", path: `${year}/runs/1/statement.csv` },
  ];
}

/**
 * Where the set has contracts: the register of one municipality and of everything it may see (290 × 345), and the radar of twenty
 * municipalities with 400 contracts each and of 290 with 345.
 */
async function contractPages(admin: pg.Pool, at: string) {
  const { rows } = await admin.query("select exists (select 1 from contract) as found");
  if (!rows[0].found) return [];
  const due =
    "status=in_force&next_notice_on-from=2026-06-01&next_notice_on-to=2028-06-30&sort=next_notice_on";
  return [
    { name: "contracts, own", path: `${at}/contracts` },
    { name: "contracts, own, filtered by dates", path: `${at}/contracts?${due}` },
    { name: "contracts, all visible", path: `${at}/contracts?scope=all` },
    { name: "contracts, all visible, filtered by dates", path: `${at}/contracts?scope=all&${due}` },
    { name: "contracts, all visible, searched", path: `${at}/contracts?scope=all&q=4711` },
    { name: "radar, 20 × 400", path: `${at}/radar?circle=${benchId("circle", nearCooperation)}` },
    { name: "radar, 290 × 345", path: `${at}/radar?circle=${benchId("circle", 1)}` },
  ];
}

/** A saved view with eight columns and three filters. @returns the list's query with the view open */
async function savedView(admin: pg.Pool): Promise<string> {
  const columns =
    "own_name product supplier lifecycle system_owner hosting_form term_ends_on criticality".split(" ");
  const filter = "lifecycle=in_operation&hosting_form=saas&term_ends_on-from=2026-06-01";
  const { rows } = await admin.query(
    `insert into saved_view (tenant_id, owner_kind, account_id, list, name, columns, sort, filter)
     values ($1, 'organisation', $2, 'systems', 'Avtal som löper ut', $3, 'term_ends_on', $4) returning id`,
    [benchId("organisation", TOWN), benchId("account", TOWN), columns, filter],
  );
  const shown = columns.map((column) => `column=${column}`).join("&");
  return `${filter}&sort=term_ends_on&${shown}&view=${rows[0].id}`;
}

/** The form of taking a product into use, filled in the way most people do. */
function newSystem(product: string): Form {
  return {
    form_key: "{key}",
    product,
    own_name: "{name}",
    own_id: "",
    lifecycle: "in_operation",
    taken_into_use_on: "2024-03-01",
    phase_out_from_on: "",
    unit: "",
    system_owner: benchId("person", TOWN * 100 + 1),
  };
}

/** First part of the addresses of a municipality, by its number. */
export async function slugOf(admin: pg.Pool, town: number): Promise<string> {
  const { rows } = await admin.query("select slug from organisation where id = $1", [
    benchId("organisation", town),
  ]);
  return rows[0].slug;
}

/** One that has roles, documents and a history, as a tenth of them has. */
async function usageWithRelations(admin: pg.Pool): Promise<string> {
  const { rows } = await admin.query(
    `select u.id from system_usage u join system_usage_classification c on c.tenant_id = u.tenant_id and c.usage_id = u.id
     where u.tenant_id = $1 order by u.id limit 1`,
    [benchId("organisation", TOWN)],
  );
  return rows[0].id;
}

/** Signs the municipality's person in. @returns the `Cookie` header */
export async function signIn(admin: pg.Pool, town: number): Promise<string> {
  const token = `benchmark-session-token-${town}`;
  await admin.query(
    `insert into session (id, account_id, expires_at, absolute_expires_at, second_factor_at)
     values ($1, $2, now() + interval '1 day', now() + interval '1 day', now()) on conflict do nothing`,
    [createHash("sha256").update(token).digest("hex"), benchId("account", town)],
  );
  return signedCookie(token);
}

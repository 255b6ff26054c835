import { beforeEach, describe, expect, test } from "vitest";
import { countryName } from "#app/features/reports/countries.rules.ts";
import { countryQuery, formQuery, REPORTS, reportQuery } from "#app/features/reports/reports.rules.ts";
import { loader as overview } from "#app/routes/$tenant.reports._index.tsx";
import { loader as overviewCsv } from "#app/routes/$tenant.reports[.]csv.ts";
import { loader as overviewXlsx } from "#app/routes/$tenant.reports[.]xlsx.ts";
import { loader as systems } from "#app/routes/$tenant.systems._index.tsx";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town } from "../../support/towns.ts";
import { giveRole, makePerson, seedRoleTypes } from "../roles/support/roles.ts";

const admin = testDatabase();
const NOW = new Date("2026-03-10T10:00:00Z");
let place: Town;
let neighbour: Town;

async function supportEnds(day: string): Promise<string> {
  const id = await product(admin());
  await admin().query("update product set support_ends_on = $2 where id = $1", [id, day]);
  return id;
}

const call = (cookie: string, slug: string, url = "/") => ({
  cookie,
  url,
  params: { tenant: slug },
  now: NOW,
});

async function figures(of = place) {
  const data = await (await callLoader(overview, call(of.admin.cookie, of.slug))).json();
  return {
    ...data,
    byWork: Object.fromEntries(data.figures.map((f: { work: string; count: number }) => [f.work, f.count])),
  };
}

/** How many systems the list shows for the query. */
async function listed(query: string): Promise<number> {
  const response = await callLoader(systems, call(place.admin.cookie, place.slug, `/systems${query}`));
  return (await response.json()).view.total;
}

beforeEach(async () => {
  await seedRoleTypes(admin());
  place = await town(admin());
  neighbour = await town(admin());
  const together = await cooperation(admin(), [place, neighbour]);
  await neighbour.share(together, "classification");
  const complete = {
    term: { ends_on: "2027-01-01" },
    classification: { confidentiality: 1, integrity: 0, availability: 2 },
    operation: { hosting_form: "saas", hosting_country: "SE" },
  };
  const ended = await place.use(await supportEnds("2026-03-09"), "Upphörd", complete);
  await giveRole(admin(), place, { usage: ended, person: await makePerson(admin(), place) });
  // the last day of support is supported still, and twelve months from today is the last day that counts as near
  await place.use(await supportEnds("2026-03-10"), "Sista dagen", {
    ...complete,
    operation: { hosting_form: "saas", hosting_country: "IE" },
  });
  await place.use(await supportEnds("2027-03-10"), "Om ett år", {
    classification: { confidentiality: 1, integrity: null, availability: 2 },
    operation: { hosting_form: "on_premise" },
  });
  await place.use(await supportEnds("2027-03-11"), "Senare", { term: { notice_on: "2026-09-01" } });
  await place.use(await supportEnds("2025-01-01"), "Planerad", { lifecycle: "planned" });
  await place.use(await supportEnds("2025-01-01"), "Borta", { lifecycle: "retired" });
  await neighbour.use(await supportEnds("2025-01-01"), "Grannens", complete);
});

describe("the figures", () => {
  test("count own systems that are not retired, by the day", async () => {
    const { total, byWork } = await figures();
    expect(total).toBe(5);
    expect(byWork).toEqual({
      support_ended: 1,
      support_ending: 2,
      without_owner: 4,
      without_term: 2,
      without_classification: 3,
    });
  });

  test("without contract: stated dates or a linked contract that is not closed, and nobody else's", async () => {
    const contract = async (of: Town, reason: string | null = null) =>
      (
        await admin().query(
          `insert into contract (tenant_id, name, reason_closed, closed_on)
           values ($1, 'Avtal', $2::text, case when $2::text is null then null else date '2026-01-01' end) returning id`,
          [of.id, reason],
        )
      ).rows[0].id as string;
    const covers = (id: string, name: string) =>
      admin().query(
        `insert into contract_usage (tenant_id, usage_id, contract_tenant_id, contract_id)
         select tenant_id, id, tenant_id, $2 from system_usage where tenant_id = $1 and own_name = $3`,
        [place.id, id, name],
      );
    expect((await figures()).byWork.without_term).toBe(2);
    await covers(await contract(place, "cancelled"), "Planerad");
    expect((await figures()).byWork.without_term).toBe(2);
    await covers(await contract(place), "Planerad");
    expect((await figures()).byWork.without_term).toBe(1);
    expect(await listed("?work=without_term")).toBe(1);
  });

  test("are what the list behind them shows", async () => {
    const { byWork, hosting } = await figures();
    for (const report of REPORTS)
      expect([report.work, await listed(reportQuery(report))]).toEqual([report.work, byWork[report.work]]);
    for (const { code, count } of hosting.forms)
      expect([code, await listed(formQuery(code))]).toEqual([code, count]);
    for (const { code, count } of hosting.countries)
      expect([code, await listed(countryQuery(code))]).toEqual([code, count]);
  });

  test("of hosting name every form and country, most first and those not given last", async () => {
    expect((await figures()).hosting).toEqual({
      forms: [
        { code: "saas", count: 2 },
        { code: "on_premise", count: 1 },
        { code: null, count: 2 },
      ],
      countries: [
        { code: "IE", count: 1 },
        { code: "SE", count: 1 },
        { code: null, count: 3 },
      ],
    });
  });

  test("of an empty organisation are nought", async () => {
    const empty = await town(admin());
    expect(await figures(empty)).toMatchObject({ total: 0, hosting: { forms: [], countries: [] } });
  });

  test("leave out what the organisation has hidden", async () => {
    await admin().query(
      `insert into organisation_setting (tenant_id, hidden_field_groups) values ($1, '{operation,term}')
       on conflict (tenant_id) do update set hidden_field_groups = excluded.hidden_field_groups`,
      [place.id],
    );
    const { byWork, hosting } = await figures();
    expect(hosting).toBeNull();
    expect(Object.keys(byWork)).not.toContain("without_term");
    expect(byWork.support_ended).toBe(1);
  });
});

describe("who reads them", () => {
  test("every member, also a reader", async () => {
    const reader = await place.person(["reader"]);
    expect((await callLoader(overview, call(reader.cookie, place.slug))).status).toBe(200);
  });

  test("no supplier, and nobody in view as", async () => {
    const supplier = await town(admin(), "supplier", "bolag");
    for (const loader of [overview, overviewCsv, overviewXlsx]) {
      expect((await callLoader(loader, call(supplier.admin.cookie, supplier.slug))).status).toBe(404);
      const preview = call(place.admin.cookie, `${place.slug}~${neighbour.slug}`);
      expect((await callLoader(loader, preview)).status).toBe(404);
    }
  });
});

test("the file has the page's figures", async () => {
  const response = await callLoader(overviewCsv, call(place.admin.cookie, place.slug));
  const text = await response.text();
  expect(response.headers.get("Content-Disposition")).toContain(`rapporter-${place.slug}-2026-03-10.csv`);
  expect(text).toContain("I drift efter leverantörens support;;1;");
  expect(text).toContain("Var systemen drivs: Driftform;molntjänst (SaaS);2;");
  expect(text).toContain("Var systemen drivs: Land;ej angivet;3;");
  const excel = await callLoader(overviewXlsx, call(place.admin.cookie, place.slug));
  expect(
    Buffer.from(await excel.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
});

test("a country has its name; what is no country stands for itself", () => {
  expect(countryName("SE", "sv")).toBe("Sverige (SE)");
  expect(countryName("ie", "en")).toBe("Ireland (IE)");
  expect(countryName("zq", "sv")).toBe("zq");
  expect(countryName("<b>", "sv")).toBe("<b>");
});

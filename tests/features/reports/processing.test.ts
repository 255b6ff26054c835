import { beforeEach, describe, expect, test } from "vitest";
import { processorLine } from "#app/features/reports/processing.rules.ts";
import { countWork } from "#app/features/start/start.server.ts";
import { loader as processing } from "#app/routes/$tenant.reports.processing.tsx";
import { loader as csv } from "#app/routes/$tenant.reports.processing[.]csv.ts";
import { loader as xlsx } from "#app/routes/$tenant.reports.processing[.]xlsx.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town } from "../../support/towns.ts";
import { giveRole, makePerson, seedRoleTypes } from "../roles/support/roles.ts";

const admin = testDatabase();
const NOW = new Date("2026-03-10T10:00:00Z");
let place: Town;
let neighbour: Town;
let complete: string;

const call = (of: Town, slug = of.slug) => ({ cookie: of.admin.cookie, params: { tenant: slug }, now: NOW });
const page = async (of = place) => (await callLoader(processing, call(of))).json();

const ANSWERED = {
  personal_data: "sensitive",
  joint_controllership: "no",
  dpa_needed: "yes",
  dpa_signed_on: "2025-01-01",
  third_country: "no",
  risk_assessed_on: "2025-02-01",
  risk_next_on: "2026-09-10",
  dpia_needed: "no",
  oversight_last_on: "2025-08-31",
  oversight_interval_months: 6,
};

async function processor(usage: string, name: string, country: string | null, basis: string | null) {
  await admin().query(
    "insert into sub_processor (tenant_id, usage_id, name, country, basis) values ($1, $2, $3, $4, $5)",
    [place.id, usage, name, country, basis],
  );
}

beforeEach(async () => {
  await seedRoleTypes(admin());
  place = await town(admin());
  neighbour = await town(admin());
  const together = await cooperation(admin(), [place, neighbour]);
  await neighbour.share(together, "classification");
  const item = await product(admin());
  const made = await admin().query(
    `insert into function (code, name_sv, name_en, group_code, group_name_sv, group_name_en, position)
     values ('hemtjanst_' || substr(md5(random()::text), 1, 8), 'hemtjänst', 'home care', 'omsorg', 'Omsorg', 'Care', 1) returning id`,
  );
  complete = await place.use(item, "Fullständig", { classification: ANSWERED });
  await admin().query(
    "insert into system_usage_function (tenant_id, usage_id, function_id) values ($1, $2, $3)",
    [place.id, complete, made.rows[0].id],
  );
  await giveRole(admin(), place, {
    usage: complete,
    person: await makePerson(admin(), place, "Vera Hemlig"),
  });
  await processor(complete, "Molnet", "IE", "SCC");
  const open = await place.use(item, "Okänd", {
    classification: {
      personal_data: "unknown",
      dpa_needed: "yes",
      third_country: "unknown",
      risk_next_on: "2026-09-11",
    },
  });
  await processor(open, "Någon", null, null);
  await place.use(item, "Inga", {
    classification: { ...ANSWERED, personal_data: "none", risk_next_on: "2026-01-01" },
  });
  await place.use(item, "Ej angivet");
  await place.use(item, "Avvecklad", { lifecycle: "retired", classification: ANSWERED });
  await neighbour.use(item, "Grannens", { classification: ANSWERED });
});

describe("the page", () => {
  test("counts own systems with personal data and names what each lacks", async () => {
    const { counts, incomplete } = await page();
    expect(counts).toMatchObject({ total: 2, incomplete: 1, unassessed: 1 });
    expect(incomplete).toEqual([
      {
        id: expect.any(String),
        own_name: "Okänd",
        missing: [
          "personal_data",
          "purpose",
          "joint_controllership",
          "dpa",
          "processor",
          "third_country",
          "risk",
          "dpia",
        ],
      },
    ]);
    expect(counts.gaps).toMatchObject({ purpose: 1, dpa: 1, processor: 1 });
  });

  test("lists reviews due within six months to the day, overdue first", async () => {
    const { reviews } = await page();
    expect(
      reviews.map((r: { own_name: string; kind: string; on: string }) => [r.own_name, r.kind, r.on]),
    ).toEqual([
      ["Inga", "risk", "2026-01-01"],
      ["Fullständig", "oversight", "2026-02-28"],
      ["Inga", "oversight", "2026-02-28"],
      ["Fullständig", "risk", "2026-09-10"],
    ]);
    const work = await place.as((db) => countWork(db, place.id, "2026-03-10"), NOW);
    expect(Number(work.reviews)).toBe(2);
  });

  test("is not there for suppliers and in view as; a reader has it", async () => {
    const supplier = await town(admin(), "supplier", "bolag");
    for (const loader of [processing, csv, xlsx]) {
      expect((await callLoader(loader, call(supplier))).status).toBe(404);
      expect((await callLoader(loader, call(place, `${place.slug}~${neighbour.slug}`))).status).toBe(404);
    }
    const reader = await place.person(["reader"]);
    expect((await callLoader(processing, { ...call(place), cookie: reader.cookie })).status).toBe(200);
  });
});

test("the file has one row per system, roles and no names, and retention left blank", async () => {
  const response = await callLoader(csv, call(place));
  const text = await response.text();
  const lines = text.trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain(";Gallring;");
  expect(lines[1]).toMatch(
    /^Fullständig;.*;hemtjänst;känsliga;nej;Molnet \(IE, SCC\);ja;2025-01-01;nej;;2025-02-01;2026-09-10;nej;;2025-08-31;2026-02-28;systemägare;$/i,
  );
  expect(text).not.toContain("Vera");
  expect(text).not.toContain("Grannens");
  const excel = await callLoader(xlsx, call(place));
  expect(
    Buffer.from(await excel.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
});

test("a processor is told by what is known", () => {
  expect(processorLine({ name: "A", country: "SE", basis: "SCC" })).toBe("A (SE, SCC)");
  expect(processorLine({ name: "A", country: null, basis: "SCC" })).toBe("A (SCC)");
  expect(processorLine({ name: "A", country: null, basis: "" })).toBe("A");
});

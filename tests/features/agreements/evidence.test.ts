import { beforeAll, describe, expect, test } from "vitest";
import * as exemptionRoute from "#app/routes/$tenant.agreements.$id_.exemption.tsx";
import * as rowRoute from "#app/routes/$tenant.agreements.$id_.report.tsx";
import * as reportRoute from "#app/routes/$tenant.agreements.report.tsx";
import * as csvRoute from "#app/routes/$tenant.agreements.report[.]csv.ts";
import * as jsonRoute from "#app/routes/$tenant.agreements.report[.]json.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { type Town, town } from "../../support/towns.ts";
import { inForce, NOW, part, view } from "./flow.ts";

const admin = testDatabase();
let keeper: Town;
let second: Town;

beforeAll(async () => {
  keeper = await town(admin());
  second = await town(admin());
});

describe("delegation", () => {
  test("never in matters of KL 6:38 (DLG-001), never without how decisions are reported (DLG-002)", async () => {
    const id = await inForce([keeper, second]);
    const form = {
      task: "Beslut om behörigheter",
      matter: "ordinary",
      is_procurement: "",
      is_automated: "",
      receiver_id: keeper.id,
      receiver_role: "IT-chef",
      limits: "",
      reporting: "Anmäls till kommunstyrelsen varje kvartal",
      from_on: "2026-12-01",
      to_on: "",
    };
    expect(
      (await (await part(second, id, "delegations", { ...form, matter: "principles" })).json()).errors.matter,
    ).toBe("Beslutanderätten får inte delegeras i denna fråga (KL 6 kap. 38 §).");
    expect(
      (await (await part(second, id, "delegations", { ...form, reporting: "" })).json()).errors.reporting,
    ).toBe("Ange hur beslut som fattas på delegation ska anmälas (KL 7 kap. 8 §).");
    expect((await part(second, id, "delegations", form)).status).toBe(302);
    expect((await (await view(keeper, id)).json()).delegations).toHaveLength(1);
  });
});

describe("exemption and yearly report", () => {
  const call = (
    action: Parameters<typeof callAction>[0],
    id: string,
    form: Record<string, string>,
    query = "",
  ) =>
    callAction(action, form, {
      params: { tenant: keeper.slug, id },
      cookie: keeper.admin.cookie,
      now: NOW,
      url: `/${query}`,
    });

  test("a review needs three years' figures (GRU-001) and cannot say more than they do", async () => {
    const id = await inForce([keeper, second]);
    const form: Record<string, string> = { ground: "hamburg", evidence: "Bokslut", measure: "" };
    for (const code of ["public_services", "common_objectives", "public_interest"])
      form[`answer-${code}`] = "yes";
    for (const [index, year] of ["2025", "2024"].entries())
      Object.assign(form, { [`year-${index}`]: year, [`whole-${index}`]: "1000", [`part-${index}`]: "200" });
    expect((await call(exemptionRoute.action, id, form)).status).toBe(302);
    const review = {
      intent: "review",
      reviewer_role: "Kommunjurist",
      outcome: "met",
      next_review_on: "2027-11-20",
    };
    expect((await (await call(exemptionRoute.action, id, review)).json()).errors[""]).toBe(
      "Ange underlag för tre år (LOU 3 kap. 16 eller 18 §).",
    );
    Object.assign(form, { "year-2": "2023", "whole-2": "1000", "part-2": "200" });
    await call(exemptionRoute.action, id, form);
    expect((await (await call(exemptionRoute.action, id, review)).json()).errors).toEqual({
      outcome: "choice_wrong",
    });
    expect((await call(exemptionRoute.action, id, { ...review, outcome: "not_met" })).status).toBe(302);
    expect((await (await view(second, id)).json()).tests[0]).toMatchObject({
      percent: 20,
      standing: "not_met",
    });
  });

  test("an agreement of the year is in the report with what is missing, or left out with a reason (RAP-001)", async () => {
    const id = await inForce([keeper, second], { title: "Rapporterat avtal" });
    const report = async () =>
      (
        await callLoader(reportRoute.loader, {
          params: { tenant: keeper.slug },
          cookie: keeper.admin.cookie,
          now: NOW,
          url: "/?year=2026",
        })
      ).json();
    const row = (await report()).sections.find((each: { id: string }) => each.id === id);
    expect(row.missing).toEqual(["cost", "follow_up"].filter((each) => row.missing.includes(each)));
    expect(row.missing).toHaveLength(2);
    const form = { follow_up: "", cost: "", is_left_out: "1", left_out_reason: "" };
    expect((await (await call(rowRoute.action, id, form, "?year=2026")).json()).errors.left_out_reason).toBe(
      "Rapporterat avtal gällde under 2026 och ska med i rapporten, eller undantas med skäl (KL 9 kap. 38 §).",
    );
    await call(
      rowRoute.action,
      id,
      { follow_up: "Gick bra", cost: "1 250,50", is_left_out: "", left_out_reason: "" },
      "?year=2026",
    );
    const filled = (await report()).sections.find((each: { id: string }) => each.id === id);
    expect(filled.missing).toEqual([]);
    await call(rowRoute.action, id, { ...form, left_out_reason: "Redovisas av förbundet" }, "?year=2026");
    expect((await report()).leftOut).toMatchObject([{ id }]);
    const others = await second.as((db) => db.selectFrom("agreement_year").select("year").execute());
    expect(others).toEqual([]);
  });

  test("is open data too: the same rows, what is missing named, and nobody else's", async () => {
    const id = await inForce([keeper, second], { title: "=Öppet avtal" });
    await call(
      rowRoute.action,
      id,
      { follow_up: "Gick bra", cost: "1 250,50", is_left_out: "", left_out_reason: "" },
      "?year=2026",
    );
    const file = async (loader: typeof jsonRoute.loader, town: Town) =>
      callLoader(loader, {
        params: { tenant: town.slug },
        cookie: town.admin.cookie,
        now: NOW,
        url: "/?year=2026",
      });
    const mine = await (await file(jsonRoute.loader, keeper)).json();
    expect(mine).toMatchObject({ year: 2026, organisation: { name: keeper.name } });
    const find = (data: typeof mine) => data.agreements.find((each: { id: string }) => each.id === id);
    expect(find(mine)).toMatchObject({ cost_sek: 1250.5, follow_up: "Gick bra", missing: [] });
    expect(find(mine).parties.map((party: { name: string }) => party.name)).toEqual([
      keeper.name,
      second.name,
    ]);
    expect(find(await (await file(jsonRoute.loader, second)).json())).toMatchObject({
      cost_sek: null,
      follow_up: null,
      missing: ["cost", "follow_up"],
    });
    const csv = await (await file(csvRoute.loader, keeper)).text();
    expect(csv).toContain("'=Öppet avtal"); // no formula
    expect(csv).toContain("1250,50");
    const stranger = await town(admin());
    expect(await (await file(jsonRoute.loader, stranger)).json()).toMatchObject({
      agreements: [],
      left_out: [],
    });
    const supplier = await town(admin(), "supplier", "bolag");
    expect((await file(jsonRoute.loader, supplier)).status).toBe(404);
    expect((await file(csvRoute.loader, supplier)).status).toBe(404);
  });
});

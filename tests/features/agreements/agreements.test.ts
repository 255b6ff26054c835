import { beforeAll, describe, expect, test } from "vitest";
import * as admissionRoute from "#app/routes/$tenant.agreements.$id_.admissions.$party.tsx";
import * as decisionRoute from "#app/routes/$tenant.agreements.$id_.decision.tsx";
import * as exemptionRoute from "#app/routes/$tenant.agreements.$id_.exemption.tsx";
import * as rowRoute from "#app/routes/$tenant.agreements.$id_.report.tsx";
import * as reportRoute from "#app/routes/$tenant.agreements.report.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { type Town, town } from "../../support/towns.ts";
import {
  addClause,
  addParty,
  DECISION,
  decide,
  draft,
  giveNotice,
  inForce,
  NOW,
  onAmendment,
  part,
  proposeAmendment,
  step,
  view,
} from "./flow.ts";

const admin = testDatabase();
let keeper: Town;
let second: Town;
let third: Town;
let outsider: Town;
let supplier: Town;

beforeAll(async () => {
  keeper = await town(admin());
  second = await town(admin());
  third = await town(admin());
  outsider = await town(admin());
  supplier = await town(admin(), "supplier", "bolag");
});

const members = async (agreement: string) =>
  (
    await admin().query(
      `select m.organisation_id, m.from_on::text, m.ended_on::text, j.joined_on::text, j.leaves_on::text
       from agreement a join cooperation_member m on m.cooperation_id = a.cooperation_id
       left join cooperation_join j on j.cooperation_id = a.cooperation_id and j.tenant_id = m.organisation_id
       where a.id = $1`,
      [agreement],
    )
  ).rows as {
    organisation_id: string;
    from_on: string;
    ended_on: string | null;
    joined_on: string;
    leaves_on: string;
  }[];

describe("from draft to in force", () => {
  test("in force only when all have decided on the same words (SAM-001), and membership follows", async () => {
    const id = await draft(keeper);
    expect(await (await step(keeper, id, "sending")).json()).toMatchObject({
      refusal: "Lägg till minst en part till, annars finns det ingen att komma överens med.",
    });
    expect((await addParty(keeper, id, second)).status).toBe(302);
    expect((await addParty(keeper, id, third)).status).toBe(302);
    await addClause(keeper, id);
    expect((await view(second, id)).status).toBe(404); // a draft is its keeper's
    expect((await step(keeper, id, "sending")).status).toBe(302);
    const before = await (await view(second, id)).json();
    expect(before).toMatchObject({ isConfirmed: false, standing: { decided: 0, of: 3 } });

    expect((await decide(second, id)).status).toBe(302);
    const refused = await step(keeper, id, "force");
    expect(refused.status).toBe(409);
    expect((await refused.json()).refusal).toBe(
      `Avtalet kan inte bli gällande: 1 av 3 parter har registrerat beslut. Saknas: ${keeper.name}, ${third.name} (organ, paragraf, datum och handling).`,
    );
    await decide(keeper, id);
    await decide(third, id);
    // other words: what was decided on is no longer there
    await part(keeper, id, "clauses", {
      code: "finances",
      heading: "Ekonomi",
      body: "Kostnaden delas lika.",
    });
    expect((await (await step(keeper, id, "force")).json()).refusal).toContain("0 av 3 parter");
    for (const each of [keeper, second, third]) await decide(each, id);
    expect((await step(keeper, id, "force")).status).toBe(302);
    expect((await step(keeper, id, "force")).status).toBe(409); // once

    const now = await members(id);
    expect(now.map((row) => row.organisation_id).sort()).toEqual([keeper.id, second.id, third.id].sort());
    expect(now.find((row) => row.organisation_id === second.id)).toMatchObject({
      from_on: "2027-01-01",
      joined_on: "2027-01-01",
      ended_on: null,
    });
    expect((await part(keeper, id, "clauses", { code: "other", heading: "Sent", body: "Sent" })).status).toBe(
      409,
    );
    expect((await decide(second, id)).status).toBe(422);
  });

  test("a joint board needs its reglemente adopted by each council (SAM-002)", async () => {
    const id = await draft(keeper, { form: "joint_board" });
    await addParty(keeper, id, second);
    await addClause(keeper, id);
    await step(keeper, id, "sending");
    for (const each of [keeper, second]) await decide(each, id);
    await decide(keeper, id, { kind: "reglemente" });
    const other = await decide(second, id, { kind: "reglemente", organ: "committee", authority: "x" });
    expect((await other.json()).errors.organ).toBe("council_only");
    expect((await (await step(keeper, id, "force")).json()).refusal).toBe(
      `Reglementet är inte antaget av fullmäktige i ${second.name} (KL 9 kap. 33 §).`,
    );
    await decide(second, id, { kind: "reglemente" });
    expect((await step(keeper, id, "force")).status).toBe(302);
  });

  test("a decision has its organ, paragraph, day and document; another organ its authority", async () => {
    const id = await draft(keeper);
    await addParty(keeper, id, second);
    await addClause(keeper, id);
    await step(keeper, id, "sending");
    const bare = await (await decide(second, id, { organ_name: "", paragraph: "", decided_on: "" })).json();
    expect(bare.errors).toMatchObject({
      organ_name: "missing",
      paragraph: "missing",
      decided_on: "not_a_day",
    });
    expect((await (await decide(second, id, { document_url: "" })).json()).errors).toEqual({
      document_url: "document_missing",
    });
    expect((await (await decide(second, id, { organ: "committee" })).json()).errors).toEqual({
      authority: "authority_missing",
    });
    expect((await (await decide(second, id, { decided_on: "2026-11-21" })).json()).errors).toEqual({
      decided_on: "in_future",
    });
    expect((await decide(second, id, { organ: "committee", authority: "Reglemente § 4" })).status).toBe(302);
  });

  test("nobody records a decision for another, and a supplier is no party", async () => {
    const id = await draft(keeper);
    await addParty(keeper, id, second);
    expect((await addParty(keeper, id, supplier)).status).toBe(422);
    await addClause(keeper, id);
    await step(keeper, id, "sending");
    expect((await decide(outsider, id)).status).toBe(404);
    await expect(
      keeper.as((db) =>
        db
          .insertInto("party_decision")
          .values({
            tenant_id: second.id,
            owner_id: keeper.id,
            agreement_id: id,
            kind: "agreement",
            organ: "council",
            organ_name: "KF",
            paragraph: "§ 1",
            decided_on: "2026-11-01",
            document_url: "https://example.org",
            text_hash: "0".repeat(64),
            by_name: "Test",
          })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      outsider.as((db) =>
        db
          .insertInto("agreement_confirmation")
          .values({ tenant_id: outsider.id, owner_id: keeper.id, agreement_id: id, by_name: "Test" })
          .execute(),
      ),
    ).rejects.toThrow(/not a party/);
  });
});

describe("a decision as a file", () => {
  test("is kept by the party and read by the other parties, by nobody else", async () => {
    const id = await draft(keeper);
    await addParty(keeper, id, second);
    await addClause(keeper, id);
    await step(keeper, id, "sending");
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...DECISION, document_url: "" })) form.set(name, value);
    form.set(
      "file",
      new File(["%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"], "protokoll.pdf", { type: "application/pdf" }),
    );
    const at = { params: { tenant: second.slug, id }, cookie: second.admin.cookie, now: NOW };
    expect((await callAction(decisionRoute.action, form, at)).status).toBe(302);
    const names = (place: Town) =>
      place.as(async (db) =>
        (await db.selectFrom("stored_file").select("name").where("tenant_id", "=", second.id).execute()).map(
          (row) => row.name,
        ),
      );
    expect(await Promise.all([keeper, second, third, outsider].map(names))).toEqual([
      ["protokoll.pdf"],
      ["protokoll.pdf"],
      [],
      [],
    ]);
  });
});

describe("who reads an agreement", () => {
  test("keeper and parties; the unconfirmed see what they are asked, a party that has left keeps its time, others nothing", async () => {
    const id = await inForce([keeper, second, third]);
    const decided = (place: Town) =>
      place.as(
        async (db) =>
          (await db.selectFrom("party_decision").select("id").where("agreement_id", "=", id).execute())
            .length,
      );
    expect(await Promise.all([keeper, second, outsider, supplier].map(decided))).toEqual([3, 3, 0, 0]);
    for (const place of [outsider, supplier]) expect((await view(place, id)).status).toBe(404);

    const fourth = await town(admin());
    await addParty(keeper, id, fourth, { joined_on: "2027-01-01" });
    expect(await decided(fourth)).toBe(0);
    const seen = await (await view(fourth, id)).json();
    expect(seen).toMatchObject({ isConfirmed: false, agreement: { title: "Gemensam IT" } });
    expect(seen.text).toHaveLength(1);

    await admin().query(
      "update agreement_party set leaves_on = '2026-06-30' where agreement_id = $1 and organisation_id = $2",
      [id, third.id],
    );
    const clause = (place: Town) =>
      place.as(
        async (db) =>
          (await db.selectFrom("clause").select("id").where("agreement_id", "=", id).execute()).length,
        new Date("2026-11-20T09:00:00Z"),
      );
    expect(await clause(second)).toBe(1);
    expect(await clause(third)).toBe(0);
    const left = await (await view(third, id)).json();
    expect(left.text).toHaveLength(1); // the text of its time
    expect(left.can).toMatchObject({ notice: false, decide: false });
  });
});

describe("amendments", () => {
  test("in force when all have approved the same text (SAM-003), shown word by word", async () => {
    const id = await inForce([keeper, second]);
    const [clause] = (await (await view(keeper, id)).json()).text;
    const words = { title: "Ny budgetdag", reason: "", effective_on: "2026-11-20" };
    const same = await proposeAmendment(keeper, id, {
      ...words,
      [`heading-${clause.id}`]: clause.heading,
      [`body-${clause.id}`]: clause.body,
    });
    expect((await same.json()).errors).toEqual({ "": "nothing_changed" });
    const made = await proposeAmendment(keeper, id, {
      ...words,
      [`heading-${clause.id}`]: clause.heading,
      [`body-${clause.id}`]: "Parterna driver IT och telefoni tillsammans.",
    });
    expect(made.status).toBe(302);
    const amendment = made.headers.get("Location")!.split("/").at(-1)!;
    expect((await onAmendment(keeper, id, amendment, { intent: "send" })).status).toBe(302);
    const approval = {
      verdict: "approved",
      reason: "",
      organ: "council",
      organ_name: "KF",
      paragraph: "§ 5",
      decided_on: "2026-11-19",
      document_url: "https://example.org/5",
    };
    await onAmendment(keeper, id, amendment, approval);
    const refused = await onAmendment(keeper, id, amendment, { intent: "force" });
    expect((await refused.json()).errors[""]).toBe(
      `Ändringen träder inte i kraft: ${second.name} har godkänt en annan lydelse eller inte godkänt.`,
    );
    const no = await onAmendment(second, id, amendment, { ...approval, verdict: "rejected" });
    expect((await no.json()).errors).toEqual({ reason: "missing" });
    expect((await onAmendment(second, id, amendment, approval)).status).toBe(302);
    expect((await onAmendment(keeper, id, amendment, { intent: "force" })).status).toBe(302);
    const after = await (await view(second, id)).json();
    expect(after.text[0].body).toContain("telefoni");
    expect(after.versions.map((each: { number: number }) => each.number)).toEqual([2, 1]);
  });
});

describe("leaving", () => {
  test("a notice sets the last day, starts the wind-down and ends the membership; the agreement goes on for the others", async () => {
    const id = await inForce([keeper, second, third]);
    expect((await giveNotice(third, id)).status).toBe(302);
    const page = await (await view(keeper, id)).json();
    expect(page.agreement.status).toBe("in_force");
    expect(page.parties.find((each: { name: string }) => each.name === third.name)).toMatchObject({
      state: "leaving",
      leaves_on: "2027-12-31",
    });
    expect(page.windDown).toEqual([{ id: third.id, name: third.name, done: 0, of: 10 }]);
    expect((await members(id)).find((row) => row.organisation_id === third.id)).toMatchObject({
      ended_on: "2028-01-01",
      leaves_on: "2028-01-01",
    });
    expect((await giveNotice(third, id)).status).toBe(422); // once
  });

  test("a day that the rule does not allow is refused with the nearest one (UPP-002)", async () => {
    const id = await inForce([keeper, second]);
    const answer = await (await giveNotice(second, id, { wanted_on: "2027-06-30" })).json();
    expect(answer.errors.wanted_on).toBe(
      "Avtalet kan inte upphöra 2027-06-30 (uppsägning till årsskifte). Närmaste möjliga dag är 2027-12-31.",
    );
  });

  test("a notice after the last day is told first, and saved to the later end when that has been read (UPP-001)", async () => {
    const id = await inForce([keeper, second], {
      is_open_ended: "",
      ends_on: "2026-12-31",
      renewal_kind: "tacit",
      renewal_length: "12",
      renewal_unit: "months",
      notice_length: "6",
      notice_anchor: "period_end",
    });
    const answer = await (await giveNotice(second, id)).json();
    expect(answer.errors.given_on).toMatch(
      /^Uppsägningen kom in 2026-11-20, efter sista uppsägningsdag 2026-06-30\. Avtalet förlängs till 2027-12-31; nästa uppsägningsdag är 2027-06-30\.$/,
    );
    expect((await giveNotice(second, id, { seen_end: answer.typed.seen_end })).status).toBe(302);
    expect((await (await view(second, id)).json()).ownLeavesOn).toBe("2027-12-31");
  });

  test("with fewer than two left the agreement is wound down, and ends only when every point is done (SAM-004)", async () => {
    const id = await inForce([keeper, second]);
    await giveNotice(second, id);
    expect((await (await view(keeper, id)).json()).agreement.status).toBe("winding_down");
    const later = new Date("2028-01-02T09:00:00Z");
    expect((await (await step(keeper, id, "end", later)).json()).refusal).toMatch(
      /^Avvecklingen är inte klar: Pågående avrop och avtal återstår\.$/,
    );
    await admin().query("update wind_down_item set done_on = '2027-12-01' where agreement_id = $1", [id]);
    expect((await (await step(keeper, id, "end")).json()).refusal).toBe(
      "Sista dagen är 2027-12-31. Avtalet kan avslutas dagen efter.",
    );
    expect((await step(keeper, id, "end", later)).status).toBe(302);
  });
});

describe("joining", () => {
  test("a new party has its day, its decision and a decided cost key that covers it (SAM-005)", async () => {
    const id = await inForce([keeper, second]);
    const fourth = await town(admin());
    await addParty(keeper, id, fourth, { joined_on: "2027-07-01" });
    const { rows } = await admin().query(
      "select id from agreement_party where agreement_id = $1 and organisation_id = $2",
      [id, fourth.id],
    );
    const admit = () =>
      callAction(
        admissionRoute.action,
        {},
        { params: { tenant: keeper.slug, id, party: rows[0].id }, cookie: keeper.admin.cookie, now: NOW },
      );
    const sentence = `Ange inträdesdag, beslut och fördelningsnyckel som omfattar ${fourth.name}.`;
    expect((await (await admit()).json()).refusal).toBe(sentence);
    expect((await decide(fourth, id)).status).toBe(302);
    expect((await (await admit()).json()).refusal).toBe(sentence);
    await admin().query(
      `with k as (insert into cost_key (tenant_id, agreement_id, year, key_version, name, kind, created_by_name)
         values ($1, $2, 2027, 1, 'Lika', 'equal', 'Test') returning id)
       insert into cost_key_weight (tenant_id, cost_key_id, agreement_id, year, organisation_id, weight)
       select $1, id, $2, 2027, $3, 1 from k`,
      [keeper.id, id, fourth.id],
    );
    expect((await (await admit()).json()).refusal).toBe(sentence); // a key that nobody has decided on covers nobody
    await admin().query(
      "update cost_key set decided_on = '2026-11-01', decided_by = 'KF', decision_ref = '§ 1' where agreement_id = $1",
      [id],
    );
    expect((await admit()).status).toBe(302);
    expect((await members(id)).find((row) => row.organisation_id === fourth.id)).toMatchObject({
      from_on: "2027-07-01",
    });
  });
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
});

describe("membership", () => {
  test("cannot be ended by hand while the agreement says it", async () => {
    const id = await inForce([keeper, second, third]);
    const { rows } = await admin().query("select cooperation_id from agreement where id = $1", [id]);
    await expect(
      second.as((db) =>
        db
          .updateTable("cooperation_join")
          .set({ leaves_on: "2026-12-01" })
          .where("tenant_id", "=", second.id)
          .where("cooperation_id", "=", rows[0].cooperation_id)
          .execute(),
      ),
    ).rejects.toThrow(/follows the agreement/);
  });
});

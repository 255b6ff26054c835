import { beforeAll, describe, expect, test } from "vitest";
import * as decisionRoute from "#app/routes/$tenant.agreements.$id_.decision.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction } from "../../support/routes.ts";
import { type Town, town } from "../../support/towns.ts";
import {
  addClause,
  addParty,
  DECISION,
  decide,
  draft,
  inForce,
  members,
  NOW,
  part,
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

    const now = await members(admin(), id);
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

import { beforeAll, describe, expect, test } from "vitest";
import * as admissionRoute from "#app/routes/$tenant.agreements.$id_.admissions.$party.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction } from "../../support/routes.ts";
import { type Town, town } from "../../support/towns.ts";
import { addParty, decide, giveNotice, inForce, members, NOW, step, view } from "./flow.ts";

const admin = testDatabase();
let keeper: Town;
let second: Town;
let third: Town;

beforeAll(async () => {
  keeper = await town(admin());
  second = await town(admin());
  third = await town(admin());
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
    expect((await members(admin(), id)).find((row) => row.organisation_id === third.id)).toMatchObject({
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
    expect((await members(admin(), id)).find((row) => row.organisation_id === fourth.id)).toMatchObject({
      from_on: "2027-07-01",
    });
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

import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import * as admissionRoute from "#app/routes/$tenant.agreements.$id_.admissions.$party.tsx";
import * as noticeRoute from "#app/routes/$tenant.agreements.$id_.notice.tsx";
import * as reportRoute from "#app/routes/$tenant.agreements.report[.]json.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
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
    const leaver = page.parties.find((each: { name: string }) => each.name === third.name);
    expect(leaver).toMatchObject({ state: "leaving", leaves_on: "2027-12-31" });
    expect(page.windDown).toEqual([{ id: leaver.id, name: third.name, done: 0, of: 10 }]);
    expect((await members(admin(), id)).find((row) => row.organisation_id === third.id)).toMatchObject({
      ended_on: "2028-01-01",
      leaves_on: "2028-01-01",
    });
    expect((await giveNotice(third, id)).status).toBe(422); // once
  });

  test("a notice sent twice is one, and both lead to the same page", async () => {
    const id = await inForce([keeper, second, third]);
    const form_key = randomUUID();
    const answers = [await giveNotice(third, id, { form_key }), await giveNotice(third, id, { form_key })];
    expect(answers.map((answer) => answer.status)).toEqual([302, 302]);
    expect(answers[1]?.headers.get("Location")).toBe(answers[0]?.headers.get("Location"));
    const { rows } = await admin().query("select id from agreement_notice where agreement_id = $1", [id]);
    expect(rows).toHaveLength(1);
    expect((await giveNotice(third, id, { form_key: randomUUID() })).status).toBe(422);
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

  test("nobody leaves on a day that has been, nor by a notice from before it was a party", async () => {
    const id = await inForce([keeper, second, third], { notice_length: "1", notice_anchor: "running" });
    const refused = async (given_on: string) => {
      const answer = await giveNotice(second, id, { given_on });
      return [answer.status, (await answer.json()).errors];
    };
    expect(await refused("2026-10-19")).toEqual([422, { given_on: "end_passed" }]);
    expect(await refused("1900-01-01")).toEqual([422, { given_on: "before_joining" }]);
    expect((await giveNotice(second, id, { given_on: "2026-10-20" })).status).toBe(302);
    expect((await (await view(second, id)).json()).ownLeavesOn).toBe("2026-11-20"); // today: it can be taken back
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
    await keyFor(id, fourth);
    expect((await (await admit()).json()).refusal).toBe(sentence); // a key that nobody has decided on covers nobody
    await decideOnKeys(id);
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

describe("leaving at the same time, and coming back", () => {
  test("taking one notice back leaves another of the same day alone", async () => {
    const fourth = await town(admin());
    const id = await inForce([keeper, second, third, fourth]);
    await giveNotice(second, id);
    await giveNotice(third, id);
    expect((await takeNoticeBack(second, id)).status).toBe(302);
    const days = (await (await view(keeper, id)).json()).parties.map(
      (party: { leaves_on: string | null }) => party.leaves_on,
    );
    expect(days).toEqual([null, null, "2027-12-31", null]);
    await giveNotice(second, id);
    await giveNotice(fourth, id);
    const over = (await (await view(keeper, id)).json()).agreement;
    expect(over.status).toBe("winding_down"); // the keeper would be alone
    await takeNoticeBack(fourth, id);
    expect((await (await view(keeper, id)).json()).agreement.status).toBe("in_force");
  });

  test("who comes back decides anew, is a member again and can give a second notice with a list of its own", async () => {
    const id = await inForce([keeper, second, third], { notice_length: "1", notice_anchor: "month_end" });
    expect((await giveNotice(third, id)).status).toBe(302); // to 31 December
    expect((await addParty(keeper, id, third, { joined_on: "2026-12-15" })).status).toBe(422);
    expect((await addParty(keeper, id, third, { joined_on: "2027-03-01" })).status).toBe(422); // a gap ahead
    const later = new Date("2027-02-01T09:00:00Z");
    expect((await addParty(keeper, id, third, { joined_on: "2027-03-01" }, later)).status).toBe(302);
    const { rows } = await admin().query(
      "select id from agreement_party where agreement_id = $1 and organisation_id = $2 and admitted_on is null",
      [id, third.id],
    );
    const admit = () =>
      callAction(
        admissionRoute.action,
        {},
        { params: { tenant: keeper.slug, id, party: rows[0].id }, cookie: keeper.admin.cookie, now: later },
      );
    await keyFor(id, third);
    await decideOnKeys(id);
    // what it decided the first time does not count
    expect((await (await admit()).json()).refusal).toContain("Ange inträdesdag, beslut");
    const anew = { paragraph: "§ 7", decided_on: "2027-01-25" };
    expect((await decide(third, id, anew, later)).status).toBe(302);
    expect((await admit()).status).toBe(302);
    // each year's report has the decision by which it was a party that year
    expect(await reported(third, id, 2026)).toMatch(/§ 112, 2026-11-16$/);
    expect(await reported(third, id, 2027)).toMatch(/§ 7, 2027-01-25$/);
    const now = (await members(admin(), id)).find((row) => row.organisation_id === third.id);
    expect(now).toMatchObject({
      from_on: "2027-03-01",
      joined_on: "2027-03-01",
      ended_on: null,
      leaves_on: null,
    });
    const april = new Date("2027-04-10T09:00:00Z");
    expect((await giveNotice(third, id, { given_on: "2027-04-10" }, april)).status).toBe(302);
    const { windDown, parties } = await (await view(keeper, id, undefined, april)).json();
    expect(windDown).toHaveLength(2);
    expect(
      parties
        .filter((party: { name: string }) => party.name === third.name)
        .map((party: { leaves_on: string }) => party.leaves_on),
    ).toEqual(["2026-12-31", "2027-05-31"]);
  });
});

describe("an agreement that runs out", () => {
  const FIXED = {
    is_open_ended: "",
    starts_on: "2024-01-01",
    ends_on: "2026-12-31",
    notice_anchor: "period_end",
  };

  test("gives every party its last day and its list, and is taken back while it lasts", async () => {
    const id = await inForce([keeper, second, third], FIXED);
    expect((await (await view(second, id)).json()).dates.runsOut).toBe("2026-12-31");
    expect((await step(second, id, "closing")).status).toBe(404); // its keeper's
    expect((await step(keeper, id, "closing")).status).toBe(302);
    const closing = await (await view(third, id)).json();
    expect(closing.agreement.status).toBe("winding_down");
    expect(closing.parties.map((party: { leaves_on: string }) => party.leaves_on)).toEqual(
      Array(3).fill("2026-12-31"),
    );
    expect(closing.windDown).toHaveLength(3);
    expect(closing.dates.rows).toEqual([{ fact: "current_end", on: "2026-12-31", how: [] }]);
    expect((await step(keeper, id, "reopening")).status).toBe(302);
    const open = await (await view(third, id)).json();
    expect(open).toMatchObject({ agreement: { status: "in_force" }, windDown: [], ownLeavesOn: null });
  });

  test("one without an end does not", async () => {
    const id = await inForce([keeper, second]);
    expect((await (await step(keeper, id, "closing")).json()).refusal).toBe(
      "Avtalet löper inte ut av sig självt. Det upphör när parterna säger upp det.",
    );
  });
});

function takeNoticeBack(town: Town, id: string) {
  const params = { tenant: town.slug, id };
  return callAction(noticeRoute.action, { withdraw: "1" }, { params, cookie: town.admin.cookie, now: NOW });
}

/** The decision that a party's yearly report names for an agreement. */
async function reported(town: Town, id: string, year: number) {
  const answer = await callLoader(reportRoute.loader, {
    params: { tenant: town.slug },
    cookie: town.admin.cookie,
    now: new Date("2027-04-10T09:00:00Z"),
    url: `/?year=${year}`,
  });
  const { agreements } = await answer.json();
  return agreements.find((each: { id: string }) => each.id === id).decision;
}

/** A cost key that gives a party a weight; it counts when it is decided on. */
async function keyFor(agreement: string, party: Town) {
  await admin().query(
    `with k as (insert into cost_key (tenant_id, agreement_id, year, key_version, name, kind, created_by_name)
       values ($1, $2, 2027, 1, 'Lika', 'equal', 'Test') returning id)
     insert into cost_key_weight (tenant_id, cost_key_id, agreement_id, year, organisation_id, weight)
     select $1, id, $2, 2027, $3, 1 from k`,
    [keeper.id, agreement, party.id],
  );
}
function decideOnKeys(agreement: string) {
  return admin().query(
    "update cost_key set decided_on = '2026-11-01', decided_by = 'KF', decision_ref = '§ 1' where agreement_id = $1",
    [agreement],
  );
}

import { describe, expect, test } from "vitest";
import type { Waiting } from "#app/features/start/waiting.server.ts";
import { loader } from "#app/routes/$tenant._index.tsx";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, type TestPerson, type Town, town } from "../../support/towns.ts";
import * as agreements from "../agreements/flow.ts";
import * as checks from "../interest-checks/support.ts";
import * as licences from "../licences/support.ts";
import * as renewals from "../renewals/support.ts";
import * as money from "../settlements/support.ts";

const admin = testDatabase();
const NOW = new Date("2026-11-20T09:00:00Z");
const day = (on: string) => new Date(`${on}T09:00:00Z`);

/** The lines that somebody sees: "kind count until" and where each leads, below the organisation's own address. */
async function lines(of: Town, { as = of.admin, now = NOW }: { as?: TestPerson; now?: Date } = {}) {
  const answer = await callLoader(loader, { url: "/x", cookie: as.cookie, params: { tenant: of.slug }, now });
  expect(answer.status).toBe(200);
  const { waiting } = (await answer.json()) as { waiting: Waiting };
  return Object.fromEntries(
    waiting.matters.map(({ kind, count, until, href }) => {
      expect(href.startsWith(`/${of.slug}/`)).toBe(true);
      return [kind, `${count} ${until ?? "-"} ${href.slice(of.slug.length + 1)}`];
    }),
  );
}

/** Who has no part in it sees nothing: a neighbour of the same cooperation, a stranger, and a reader of the place itself. */
async function nobodyElse(place: Town, outsiders: Town[], now = NOW) {
  expect(await lines(place, { as: await place.person(["reader"]), now })).toEqual({});
  for (const each of [...outsiders, await town(admin())]) expect(await lines(each, { now })).toEqual({});
}

describe("licences", () => {
  test("a proposed loan waits for the other side, then for its end, and for nobody else", async () => {
    const w = await licences.world(admin(), { extra: 100 });
    const [lead, boden, alvsbyn] = w.members as [Town, Town, Town];
    const loan = await licences.propose(boden, alvsbyn, w);
    expect(await lines(alvsbyn)).toEqual({ loan_proposed: `1 - /licences/loans/${loan}` });
    expect([await lines(boden), await lines(lead)]).toEqual([{}, {}]);
    expect((await licences.step(alvsbyn, loan, "accept")).status).toBe(302);
    expect(await lines(alvsbyn)).toEqual({});
    // thirty days before the end, and not after it; the coordinator has no part in it
    for (const side of [boden, alvsbyn]) {
      expect((await lines(side, { now: day("2027-05-30") })).loan_ends).toBeUndefined();
      expect((await lines(side, { now: day("2027-05-31") })).loan_ends).toBe(
        `1 2027-06-30 /licences/loans/${loan}`,
      );
      expect((await lines(side, { now: day("2027-07-01") })).loan_ends).toBeUndefined();
    }
    expect((await lines(lead, { now: day("2027-05-31") })).loan_ends).toBeUndefined();
    await nobodyElse(alvsbyn, [await neighbour(w.members)]);
  });

  test("a count that is too old or missing, and one that the coordinator entered, until the member has said something", async () => {
    const w = await licences.world(admin(), { used: [1460, 430, null] });
    const [lead, boden, alvsbyn] = w.members as [Town, Town, Town];
    const own = `/licences/${w.agreement}/items/${w.item}/own`;
    // counted 1 June, holds for 300 days
    expect([await lines(boden, { now: day("2027-03-28") }), await lines(alvsbyn)]).toEqual([
      {},
      { count_stale: `1 - ${own}` },
    ]);
    expect(await lines(boden, { now: day("2027-03-29") })).toEqual({ count_stale: `1 - ${own}` });
    await admin().query(
      `insert into usage_count (tenant_id, coordinator_id, agreement_id, item_id, organisation_id, quantity, counted_on, source)
       values ($1, $1, $2, $3, $4, 290, '2026-11-01', 'import')`,
      [lead.id, w.agreement, w.item, alvsbyn.id],
    );
    expect(await lines(alvsbyn)).toEqual({ count_to_confirm: `1 - ${own}` });
    await licences.post(
      "$id_.items.$item_.own.tsx",
      { intent: "count", used: "291", counted_on: "2026-11-20" },
      { of: alvsbyn, at: licences.at(w) },
    );
    expect(await lines(alvsbyn)).toEqual({});
    // who has left counts no more
    await admin().query(
      "update licence_member set leaves_on = '2026-12-31' where agreement_id = $1 and organisation_id = $2",
      [w.agreement, boden.id],
    );
    expect(await lines(boden, { now: day("2027-03-29") })).toEqual({});
    await nobodyElse(boden, [await neighbour(w.members)]);
  });

  test("several items of one agreement lead to the agreement; what is asked to be joined waits for the administrator", async () => {
    const w = await licences.world(admin());
    const boden = w.members[1]!;
    for (const name of ["P1", "F3"])
      await admin().query(
        "insert into licence_item (tenant_id, agreement_id, name, metric) values ($1, $2, $3, 'named_user')",
        [w.lead.id, w.agreement, name],
      );
    expect(await lines(boden)).toEqual({ count_stale: `2 - /licences/${w.agreement}` });
    const asked = await neighbour(w.members);
    await admin().query(
      "insert into licence_member (tenant_id, agreement_id, organisation_id, party_order, joined_on) values ($1, $2, $3, 9, '2026-12-01')",
      [w.lead.id, w.agreement, asked.id],
    );
    expect(await lines(asked)).toEqual({ licence_invitation: "1 - /licences/invitations" });
    expect(await lines(asked, { as: await asked.person(["editor"]) })).toEqual({});
  });

  test("a true-up under way waits for its coordinator, who approves the order when it is balanced", async () => {
    const w = await licences.world(admin());
    await admin().query(
      `insert into true_up (tenant_id, agreement_id, item_id, as_of_on, rule, by_name)
       values ($1, $2, $3, '2026-11-01', 'by_overuse', 'Kim')`,
      [w.lead.id, w.agreement, w.item],
    );
    const place = `1 - /licences/${w.agreement}/items/${w.item}/true-up`;
    expect(await lines(w.lead)).toEqual({ true_up_open: place });
    await admin().query("update true_up set state = 'balanced', quantity = 5 where item_id = $1", [w.item]);
    expect(await lines(w.lead)).toEqual({ true_up_order: place });
    await nobodyElse(w.lead, [w.members[1]!, w.members[2]!]);
  });
});

describe("surveys", () => {
  test("a renewal survey waits for each who is asked until its last day, then for its coordinator", async () => {
    const made = await renewals.pool(admin(), { others: 1 });
    const id = await renewals.ask(made);
    const [first, second] = made.members as [Town, Town];
    await counted(made.item);
    const asked = { renewal_answer: `1 ${renewals.CLOSES} /renewals/${id}/answer` };
    expect([await lines(first), await lines(second), await lines(made.lead)]).toEqual([asked, asked, {}]);
    expect((await renewals.answer(first, id)).status).toBe(302);
    expect([await lines(first), await lines(second)]).toEqual([{}, asked]);
    await nobodyElse(second, made.outside);
    expect(await lines(second, { now: renewals.LATER })).toEqual({});
    expect(await lines(made.lead, { now: renewals.LATER })).toEqual({
      renewal_decide: `1 ${renewals.CLOSES} /renewals/${id}`,
    });
  });

  test("interest checks the same way: they are one engine", async () => {
    const { lead, others, together } = await checks.neighbours(admin(), 2);
    const id = await checks.ask(lead, {
      circle: together.everyone,
      whom: others.slice(0, 1),
      more: { quorum_min: "1" },
    });
    const [asked, notAsked] = others as [Town, Town];
    expect(await lines(asked)).toEqual({
      interest_answer: `1 ${checks.CLOSES} /interest-checks/${id}/reply`,
    });
    await nobodyElse(asked, [notAsked]);
    expect(await lines(lead, { now: checks.LATER })).toEqual({
      interest_decide: `1 ${checks.CLOSES} /interest-checks/${id}`,
    });
  });
});

describe("agreements", () => {
  test("one that is sent waits for each party's administrator: first its decision", async () => {
    const [keeper, party] = [await town(admin()), await town(admin())];
    const id = await agreements.draft(keeper);
    await agreements.addParty(keeper, id, party);
    await agreements.addClause(keeper, id);
    expect([await lines(keeper), await lines(party)]).toEqual([{}, {}]);
    await agreements.step(keeper, id, "sending");
    const waits = { agreement_decision: `1 - /agreements/${id}` };
    expect([await lines(keeper), await lines(party)]).toEqual([waits, waits]);
    expect(await lines(party, { as: await party.person(["editor"]) })).toEqual({});
    await agreements.decide(party, id);
    expect([await lines(keeper), (await lines(party)).agreement_decision]).toEqual([waits, undefined]);
    // another text than the one decided on waits for another decision
    await agreements.addClause(keeper, id, "Ekonomi", "Kostnaden delas lika.");
    expect((await lines(party)).agreement_decision).toBe(waits.agreement_decision);
    await agreements.decide(party, id);
    expect((await lines(party)).agreement_decision).toBeUndefined();
    await nobodyElse(party, []);
  });

  test("an amendment waits for the approval of each party, and for nobody who has left", async () => {
    const towns = [await town(admin()), await town(admin()), await town(admin())] as const;
    const [keeper, party, gone] = towns;
    const id = await agreements.inForce([...towns]);
    await admin().query(
      "update agreement_party set leaves_on = '2026-10-31' where agreement_id = $1 and organisation_id = $2",
      [id, gone.id],
    );
    const amendment = await sentAmendment(keeper, id);
    const waits = { amendment_approval: `1 - /agreements/${id}/amendments/${amendment}` };
    expect(await lines(keeper)).toEqual(waits);
    expect(await lines(party)).toMatchObject(waits);
    expect(await lines(party, { as: await party.person(["editor"]) })).toEqual({});
    await nobodyElse(party, [gone]);
  });

  test("duties and examinations that are late or near, for whoever keeps the agreement; a party sees its own duty", async () => {
    const towns = [await town(admin()), await town(admin()), await town(admin())] as const;
    const [keeper, party, other] = towns;
    const id = await agreements.inForce([...towns]);
    await admin().query("delete from agreement_duty where agreement_id = $1", [id]);
    for (const [title, month, on, who] of [
      ["Delårsrapport", 10, 1, null],
      ["Budgetunderlag", 12, 10, party.id],
      ["Årsredovisning", 4, 30, null],
    ])
      await admin().query(
        "insert into agreement_duty (tenant_id, agreement_id, title, month, day, organisation_id) values ($1, $2, $3, $4, $5, $6)",
        [keeper.id, id, title, month, on, who],
      );
    await admin().query("update agreement set in_force_on = '2026-01-01' where id = $1", [id]);
    await admin().query(
      `insert into exemption_test (tenant_id, agreement_id, ground, state, outcome, reviewer_role, reviewed_on, next_review_on)
       values ($1, $2, 'hamburg', 'reviewed', 'met', 'jurist', '2023-12-01', '2026-12-15')`,
      [keeper.id, id],
    );
    const own = await lines(keeper, { as: await keeper.person(["editor"]) });
    expect(own).toEqual({
      // October's and, since nobody has noted it, April's
      agreement_duty_late: `2 2026-04-30 /agreements/${id}`,
      agreement_duty: `1 2026-12-10 /agreements/${id}#clock`,
      agreement_review: `1 2026-12-15 /agreements/${id}/exemption`,
    });
    expect(Object.keys(own)).toEqual(["agreement_duty_late", "agreement_duty", "agreement_review"]);
    expect(await lines(keeper, { now: day("2026-12-16") })).toMatchObject({
      agreement_review_late: `1 2026-12-15 /agreements/${id}/exemption`,
    });
    const editor = await party.person(["editor"]);
    expect(await lines(party, { as: editor })).toEqual({
      agreement_duty: `1 2026-12-10 /agreements/${id}#clock`,
    });
    expect(await lines(other, { as: await other.person(["editor"]) })).toEqual({});
    await nobodyElse(party, []);
  });
});

describe("settlements", () => {
  test("a party approves or remarks, the keeper answers and takes it on; each sees only its own turn", async () => {
    const { towns, id, at, params } = await money.sentSettlement(admin());
    const [host, boden, alvsbyn] = towns;
    const now = money.NOW;
    const run = `/settlements/${id}/2026/runs/1`;
    const look = async (of: Town, later = now) => {
      const all = Object.entries(await lines(of, { now: later }));
      return Object.fromEntries(all.filter(([kind]) => kind.startsWith("settlement")));
    };
    const waits = { settlement_to_approve: `1 2027-02-10 ${run}` };
    expect([await look(host), await look(boden), await look(alvsbyn)]).toEqual([{}, waits, waits]);
    await nobodyElse(boden, [], now);
    const inRun = { of: boden, params: { ...params, run: "1" } };
    await money.post("settlements.$id.$year_.runs.$run_.remarks.tsx", { body: "Konto 6540?" }, inRun);
    expect([await look(host), await look(boden)]).toEqual([{ settlement_remarks: `1 - ${run}` }, {}]);
    const { rows } = await admin().query("select id from settlement_remark where agreement_id = $1", [id]);
    await money.post(
      "settlements.$id.$year_.runs.$run_.remarks.tsx",
      { body: "Drift av servrar.", remark: rows[0].id },
      { of: at.of, params: inRun.params },
    );
    expect([await look(host), await look(boden)]).toEqual([{}, waits]);
    // nobody has said no in time: it can be approved
    expect([await look(host, money.LATER), await look(boden, money.LATER)]).toEqual([
      { settlement_approvable: `1 - ${run}` },
      {},
    ]);
    await money.step({ ...at, now: money.LATER }, 1, { to: "approved" });
    expect(await look(host, money.LATER)).toEqual({ settlement_under_way: `1 - ${run}` });
  });

  test("a budget out for consultation waits for the parties of that year; one that they soon need, for its keeper", async () => {
    const { towns, id } = await money.three(admin());
    const [host, boden] = towns;
    const gone = await town(admin());
    await admin().query(
      `insert into agreement_party (tenant_id, agreement_id, organisation_id, party_order, role, joined_on, leaves_on)
       values ($1, $2, $3, 9, 'participant', '2020-01-01', '2025-12-31')`,
      [host.id, id, gone.id],
    );
    const made = await admin().query(
      `insert into budget (tenant_id, agreement_id, year, figures_by_on, sent_on, answer_by_on)
       values ($1, $2, 2027, '2026-12-01', '2026-11-01', '2026-11-28') returning id`,
      [host.id, id],
    );
    const at = `/settlements/${id}/2027`;
    expect((await lines(boden)).budget_to_answer).toBe(`1 2026-11-28 ${at}`);
    expect((await lines(boden)).budget_figures).toBeUndefined();
    expect((await lines(host)).budget_to_answer).toBeUndefined();
    expect((await lines(host)).budget_figures).toBe(`1 2026-12-01 ${at}`);
    await admin().query(
      `insert into budget_need (tenant_id, owner_id, agreement_id, year, needed_by_on, by_name)
       values ($1, $2, $3, 2027, '2026-11-25', 'Kim')`,
      [boden.id, host.id, id],
    );
    expect((await lines(host)).budget_figures).toBe(`1 2026-11-25 ${at}`);
    expect((await lines(boden, { now: day("2026-11-29") })).budget_to_answer).toBeUndefined();
    await nobodyElse(boden, [gone]);
    await admin().query("alter table budget_answer disable trigger guard");
    await admin().query(
      `insert into budget_answer (tenant_id, owner_id, agreement_id, year, budget_id, by_name, made_on)
       values ($1, $2, $3, 2027, $4, 'Kim', '2026-11-20')`,
      [boden.id, host.id, id, made.rows[0].id],
    );
    await admin().query("alter table budget_answer enable trigger guard");
    expect((await lines(boden)).budget_to_answer).toBeUndefined();
  });
});

/** A member of the same cooperation that has no part in the licence agreement. */
async function neighbour(members: readonly Town[]): Promise<Town> {
  const place = await town(admin());
  await cooperation(admin(), [members[0]!, place]);
  return place;
}

/** Lets every member have counted, so that only what the test is about waits. */
async function counted(item: string): Promise<void> {
  await admin().query(
    `insert into usage_count (tenant_id, coordinator_id, agreement_id, item_id, organisation_id, quantity, counted_on, source, confirmed_by)
     select m.organisation_id, m.tenant_id, m.agreement_id, i.id, m.organisation_id, 1, '2026-11-01', 'manual', 'Kim'
     from licence_item i join licence_member m on m.agreement_id = i.agreement_id where i.id = $1`,
    [item],
  );
}

async function sentAmendment(keeper: Town, id: string): Promise<string> {
  const { rows } = await admin().query("select id from clause where agreement_id = $1", [id]);
  const made = await agreements.proposeAmendment(keeper, id, {
    title: "Tydligare ändamål",
    reason: "",
    effective_on: "2027-07-01",
    [`heading-${rows[0].id}`]: "Ändamål",
    [`body-${rows[0].id}`]: "Parterna driver och köper IT tillsammans.",
  });
  const amendment = /amendments\/([0-9a-f-]{36})/.exec(made.headers.get("Location") ?? "")?.[1];
  if (!amendment) throw new Error(`${made.status} ${await made.text()}`);
  expect((await agreements.amendmentStep(keeper, id, amendment, "sending")).status).toBe(302);
  return amendment;
}

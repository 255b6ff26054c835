import { beforeAll, describe, expect, test } from "vitest";
import { insertContract, type NewContract } from "#app/features/contracts/contracts.server.ts";
import { listCostLines } from "#app/features/contracts/cost-lines.server.ts";
import { yearlyMinor } from "#app/features/contracts/costs.rules.ts";
import { contractsList } from "#app/features/contracts/list.rules.ts";
import { listContractRows } from "#app/features/contracts/list.server.ts";
import { parseListState } from "#app/features/lists/lists.rules.ts";
import { loader as list } from "#app/routes/$tenant.contracts._index.tsx";
import { loader as page } from "#app/routes/$tenant.contracts.$id.tsx";
import { action as close } from "#app/routes/$tenant.contracts.$id_.closure.tsx";
import { action as costs } from "#app/routes/$tenant.contracts.$id_.costs.tsx";
import { action as departure } from "#app/routes/$tenant.contracts.$id_.departure.tsx";
import { action as edit, loader as editLoader } from "#app/routes/$tenant.contracts.$id_.edit.tsx";
import { action as index } from "#app/routes/$tenant.contracts.$id_.index.tsx";
import { action as notice } from "#app/routes/$tenant.contracts.$id_.notice.tsx";
import { action as call } from "#app/routes/$tenant.contracts.$id_.options.$seq.call.tsx";
import { action as participants } from "#app/routes/$tenant.contracts.$id_.participants.tsx";
import { action as answerInvitation } from "#app/routes/$tenant.contracts.invitations.tsx";
import { action as add } from "#app/routes/$tenant.contracts.new.tsx";
import { loader as csv } from "#app/routes/$tenant.contracts[.]csv.ts";
import { loader as supplierPage } from "#app/routes/$tenant.suppliers.$id.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { approvedSupplier, cooperation, type TestCooperation, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const now = new Date("2026-11-20T09:00:00Z");

let owner: Town;
let other: Town;
let circle: TestCooperation;

beforeAll(async () => {
  [owner, other] = [await town(admin()), await town(admin())];
  circle = await cooperation(admin(), [owner, other]);
});

const at = (who: Town, id = "", more: Record<string, string> = {}) => ({
  cookie: who.admin.cookie,
  params: { tenant: who.slug, id, ...more },
  now,
});

const tacit: Partial<NewContract> = {
  term: {
    starts_on: "2024-01-01",
    initial_length: 36,
    initial_unit: "months",
    renewal_kind: "tacit",
    renewal_length: 12,
    renewal_unit: "months",
    notice_length: 3,
    notice_unit: "months",
    notice_anchor: "period_end",
  },
};
const withOptions: Partial<NewContract> = {
  term: { starts_on: "2025-03-01", initial_length: 24, initial_unit: "months", renewal_kind: "none" },
  options: [1, 2].map((seq) => ({
    seq,
    length: 12,
    unit: "months",
    call_before_length: 3,
    call_before_unit: "months",
  })),
};

const make = (contract: Partial<NewContract>, name = "Avtal") =>
  owner.as((db, record) => insertContract(db, { tenantId: owner.id, record }, { name, ...contract }), now);

async function formOf(id: string): Promise<Record<string, string | string[]>> {
  const response = await callLoader(editLoader, at(owner, id));
  const { state } = await response.json();
  return { ...state.typed, version: String(state.version), was: JSON.stringify(state.was) };
}

describe("adding and changing", () => {
  test("a new contract has its dates at once, and a form sent twice makes one", async () => {
    const form = {
      form_key: crypto.randomUUID(),
      name: "Nytt avtal",
      direction: "bought",
      starts_on: "2024-01-01",
      initial_length: "36",
      initial_unit: "months",
      renewal_kind: "tacit",
      renewal_length: "12",
      renewal_unit: "months",
      notice_length: "3",
      notice_unit: "months",
      notice_anchor: "period_end",
      notice_anchor_side: "end",
      binding_applies_to: "end",
      admin_buffer_days: "0",
    };
    const [first, second] = [await callAction(add, form, at(owner)), await callAction(add, form, at(owner))];
    expect(first.status).toBe(302);
    expect(second.headers.get("Location")).toBe(first.headers.get("Location"));
    const id = /contracts\/([0-9a-f-]+)/.exec(first.headers.get("Location")!)![1]!;
    const data = await (await callLoader(page, at(owner, id))).json();
    expect(data.currentEnd).toBe("2027-12-31"); // the last notice date has passed
    expect(data.facts.extended).toEqual({ missed_on: "2026-09-30", ends_on: "2027-12-31" });
    expect(data.facts.next_notice.last_on).toBe("2027-09-30");
    expect(data.explanations.next_notice.length).toBeGreaterThan(0);
    const refused = await callAction(add, { ...form, form_key: crypto.randomUUID(), name: "" }, at(owner));
    expect(refused.status).toBe(422);
    expect((await refused.json()).state).toMatchObject({
      errors: { name: "required" },
      typed: { notice_length: "3" },
    });
  });

  test("a change of terms shows the dates that move and saves nothing until they are agreed to", async () => {
    const id = await make(tacit);
    const form = { ...(await formOf(id)), notice_length: "6" };
    const shown = await callAction(edit, form, at(owner, id));
    expect(shown.status).toBe(200);
    const { state } = await shown.json();
    expect(state.moved).toContainEqual({ key: "next_notice", old: "2027-09-30", new: "2027-06-30" });
    const kept = await admin().query("select notice_length from contract_term where contract_id = $1", [id]);
    expect(kept.rows[0].notice_length).toBe(3);
    const agreed = state.moved
      .map((date: { key: string; new: string | null }) => `${date.key}:${date.new ?? ""}`)
      .join("|");
    const wrong = await callAction(edit, { ...form, agreed, notice_length: "5" }, at(owner, id));
    expect(wrong.status).toBe(200); // other dates than those agreed to are shown anew
    expect((await callAction(edit, { ...form, agreed }, at(owner, id))).status).toBe(302);
    const history = await admin().query(
      "select field, old, new from change_event where object_id = $1 and action = 'updated'",
      [id],
    );
    expect(history.rows).toEqual([{ field: "notice_length", old: 3, new: 6 }]);
  });

  test("of two editors the second is shown what the first changed, and nothing is lost", async () => {
    const id = await make({ ...tacit, number: "A-1" });
    const [mine, theirs] = [await formOf(id), await formOf(id)];
    expect((await callAction(edit, { ...theirs, number: "B-2" }, at(owner, id))).status).toBe(302);
    const conflict = await callAction(edit, { ...mine, name: "Mitt namn" }, at(owner, id));
    expect(conflict.status).toBe(409);
    const { state } = await conflict.json();
    expect(state.conflicts).toEqual([{ field: "number", theirs: "B-2" }]);
    expect(state.typed).toMatchObject({ name: "Mitt namn", number: "B-2" });
  });

  test("a contract under itself, by way of others, is refused", async () => {
    const top = await make({}, "Över");
    const below = await make({ parent_contract_id: top }, "Under");
    const response = await callAction(
      edit,
      { ...(await formOf(top)), parent_contract: below },
      at(owner, top),
    );
    expect(response.status).toBe(422);
    expect((await response.json()).state.errors).toEqual({ parent_contract: "in_a_circle" });
  });
});

describe("acts", () => {
  const decided = { decided_by: "IT-chef", called_on: "2026-11-20" };

  test("of two who call the same option at once exactly one does", async () => {
    const id = await make(withOptions);
    const send = () =>
      callAction(call, { ...decided, form_key: crypto.randomUUID() }, at(owner, id, { seq: "1" }));
    const answers = await Promise.all([send(), send()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([302, 422]);
    const decisions = await admin().query(
      "select kind, option_seq from contract_decision where contract_id = $1",
      [id],
    );
    expect(decisions.rows).toEqual([{ kind: "call_option", option_seq: 1 }]);
    const data = await (await callLoader(page, at(owner, id))).json();
    expect(data.facts.current_end).toBe("2028-02-29");
  });

  test("an option is not called out of turn, not in the future, and not late without a legal assessment", async () => {
    const id = await make(withOptions);
    const send = async (seq: string, form: Record<string, string>, when = now) => {
      const response = await callAction(
        call,
        { ...decided, ...form },
        { ...at(owner, id, { seq }), now: when },
      );
      return response.status === 422 ? (await response.json()).errors : response.status;
    };
    expect(await send("2", {})).toEqual({ called_on: "earlier_first" });
    expect(await send("1", { called_on: "2026-11-21" })).toEqual({ called_on: "future_day" });
    const late = new Date("2026-12-01T09:00:00Z");
    expect(await send("1", { called_on: "2026-12-01" }, late)).toEqual({ late_assessment: "too_late" });
    expect(await send("1", { called_on: "2026-12-01", late_assessment: "Stadsjuristen" }, late)).toBe(302);
    expect(await send("9", {})).toBe(404);
  });

  test("notice shows what moves, is recorded with its decision, and can be taken back", async () => {
    const id = await make(tacit);
    const form = { notice_given_on: "2026-11-20", notice_given_by: "us", decided_by: "IT-chef" };
    const { moved } = await (await callAction(notice, form, at(owner, id))).json();
    expect(moved).toContainEqual({ key: "status", old: "in_force", new: "notice_given" });
    const agreed = (dates: { key: string; new: string | null }[]) =>
      dates.map((d) => `${d.key}:${d.new ?? ""}`).join("|");
    expect((await callAction(notice, { ...form, agreed: agreed(moved) }, at(owner, id))).status).toBe(302);
    const rows = await owner.as((db) => listContractRows(db, ownQuery("?status=notice_given"), owner), now);
    expect(rows.map((row) => row.id)).toContain(id);
    const back = await (await callAction(notice, { withdraw: "1" }, at(owner, id))).json();
    expect(
      (await callAction(notice, { withdraw: "1", agreed: agreed(back.moved) }, at(owner, id))).status,
    ).toBe(302);
    const term = await admin().query("select notice_given_on from contract_term where contract_id = $1", [
      id,
    ]);
    expect(term.rows[0].notice_given_on).toBeNull();
  });

  test("closing needs a reason, and a version read before somebody else's change is refused", async () => {
    const id = await make(tacit);
    const form = { version: "1", closed_on: "2026-11-20", decided_by: "Chef" };
    expect((await callAction(close, form, at(owner, id))).status).toBe(422);
    expect((await callAction(close, { ...form, reason_closed: "superseded" }, at(owner, id))).status).toBe(
      302,
    );
    const data = await (await callLoader(page, at(owner, id))).json();
    expect([data.status, data.isClosed]).toEqual(["superseded", true]);
    expect((await callAction(close, { version: "1", reopen: "1" }, at(owner, id))).status).toBe(409);
    expect((await callAction(close, { version: "2", reopen: "1" }, at(owner, id))).status).toBe(302);
  });

  test("an adjustment is worked out and kept with its inputs; without a figure for the period there is none", async () => {
    const id = await make({});
    const post = async (form: Record<string, string>) => {
      const response = await callAction(index, form, at(owner, id));
      return response.status === 422 ? (await response.json()).errors : response.status;
    };
    expect(await post({ what: "index", series: "LCI", base_period: "2025", indexed_share: "80" })).toBe(302);
    const { rows } = await admin().query("select id from price_index where contract_id = $1", [id]);
    const of = { index: rows[0].id as string };
    const adjustment = {
      what: "adjustment",
      ...of,
      period: "2026",
      old: "1 000 000",
      claimed: "1 045 000",
      applies_from: "2027-01-01",
    };
    expect(await post({ what: "value", ...of, period: "2025", value: "118,4" })).toBe(302);
    expect(await post(adjustment)).toEqual({ period: "no_value" });
    expect(await post({ what: "value", ...of, period: "2026", value: "124,3" })).toBe(302);
    expect(await post(adjustment)).toBe(302);
    const made = await admin().query(
      "select new_minor, claimed_minor, base_value from price_adjustment where contract_id = $1",
      [id],
    );
    expect(made.rows).toEqual([{ new_minor: 103_986_486, claimed_minor: 104_500_000, base_value: 118.4 }]);
  });
});

const ownQuery = (query: string) => ({
  scope: "own" as const,
  state: parseListState(new URLSearchParams(query), contractsList("own")),
});

describe("the register", () => {
  test("filters and sorts by computed dates, and is right years later without anything having run", async () => {
    const town2 = await town(admin());
    const of = (name: string, more: Partial<NewContract>) =>
      town2.as((db, record) => insertContract(db, { tenantId: town2.id, record }, { name, ...more }), now);
    await of("Automatiskt", tacit);
    await of("Med optioner", withOptions);
    const names = (query: string, when = now) =>
      town2.as(
        async (db) => (await listContractRows(db, ownQuery(query), town2)).map((row) => row.name),
        when,
      );
    expect(await names("?sort=current_end_on")).toEqual(["Med optioner", "Automatiskt"]);
    expect(await names("?next_notice_on-from=2027-09-30&next_notice_on-to=2027-09-30")).toEqual([
      "Automatiskt",
    ]);
    const later = new Date("2031-05-01T09:00:00Z");
    expect(await names("?next_notice_on-from=2031-09-30&next_notice_on-to=2031-09-30", later)).toEqual([
      "Automatiskt",
    ]);
    expect(await names("?status=ended", later)).toEqual(["Med optioner"]);
  });

  test("a contract counted as valid is in force in spite of its dates, in the list and on its page, until it is closed", async () => {
    const town3 = await town(admin());
    const of = (name: string, more: Partial<NewContract>) =>
      town3.as((db, record) => insertContract(db, { tenantId: town3.id, record }, { name, ...more }), now);
    const over: Partial<NewContract> = {
      term: { starts_on: "2020-01-01", initial_length: 12, initial_unit: "months", renewal_kind: "none" },
    };
    const ended = await of("Över", over);
    const counted = await of("Över men gäller", { ...over, is_counted_valid: true });
    const unknown = await of("Okänt men gäller", { is_counted_valid: true });
    const closed = await of("Avslutat", {
      is_counted_valid: true,
      closed_on: "2026-01-01",
      reason_closed: "superseded",
    });
    const listed = await town3.as((db) => listContractRows(db, ownQuery(""), town3), now);
    for (const [id, status, isCounted] of [
      [ended, "ended", false],
      [counted, "in_force", true],
      [unknown, "in_force", true],
      [closed, "superseded", false],
    ] as const) {
      const shown = await (await callLoader(page, at(town3, id))).json();
      expect([shown.status, shown.isCounted], shown.contract.name).toEqual([status, isCounted]);
      expect(listed.find((row) => row.id === id)!.status, shown.contract.name).toBe(status);
    }
    const valid = await town3.as((db) => listContractRows(db, ownQuery("?status=in_force"), town3), now);
    expect(valid.map((row) => row.name).sort()).toEqual(["Okänt men gäller", "Över men gäller"]);
  });

  test("the list's yearly cost is the one that the page computes", async () => {
    const id = await make({
      costLines: [
        { kind: "recurring", per: "month", amount_minor: 12_345 },
        { kind: "per_metric", per: "quarter", amount_minor: 333, quantity: "12.5" },
        {
          kind: "recurring",
          per: "year",
          amount_minor: 1_001,
          currency: "EUR",
          rate: "11.2345",
          rate_on: "2026-01-01",
        },
        { kind: "one_off", amount_minor: 99 },
        { kind: "recurring", per: "year", amount_minor: 77, status: "estimate" },
      ],
    });
    const [rows, lines] = await owner.as(
      async (db) => [await listContractRows(db, ownQuery(""), owner), await listCostLines(db, id)] as const,
      now,
    );
    expect(rows.find((row) => row.id === id)!.yearly_minor).toBe(yearlyMinor(lines, "2026-11-20"));
  });

  test("bad costs are refused at their fields", async () => {
    const id = await make({});
    const errors = async (form: Record<string, string>) =>
      (await (await callAction(costs, form, at(owner, id))).json()).errors;
    expect(await errors({ kind: "recurring", amount: "tusen" })).toEqual({
      amount: "not_an_amount",
      per: "per_needed",
    });
    expect(await errors({ kind: "per_metric", per: "year", amount: "1" })).toEqual({
      quantity: "quantity_needed",
    });
    expect(await errors({ kind: "one_off", amount: "1", currency: "EUR" })).toEqual({ rate: "rate_needed" });
    expect(await errors({ kind: "one_off", amount: "1", organisation: other.id })).toEqual({
      organisation: "unknown_choice",
    });
  });
});

describe("others", () => {
  test("an invited organisation answers, finds the contract once in its own list, and may leave", async () => {
    const id = await make({ ...tacit, internal: { note: "Internt" } }, "Gemensamt avtal");
    const ask = { organisation: other.id, role: "party", cost_share: "40" };
    expect((await callAction(participants, ask, at(owner, id))).status).toBe(302);
    expect((await callLoader(page, at(other, id))).status).toBe(404);
    expect((await (await callLoader(list, at(other))).json()).invitations).toBe(1);
    const yes = { contract: id, version: "1", answer: "yes" };
    expect((await callAction(answerInvitation, { ...yes, version: "7" }, at(other))).status).toBe(409);
    expect((await callAction(answerInvitation, yes, at(other))).status).toBe(302);
    const own = await (await callLoader(list, at(other))).json();
    expect(own.rows.filter((row: { id: string }) => row.id === id)).toMatchObject([{ owner: owner.name }]);
    const seen = await (await callLoader(page, at(other, id))).json();
    expect(seen.ownRow).toMatchObject({ is_confirmed: true });
    expect(seen.can).toMatchObject({ edit: false, leave: true });
    // it reads, and writes nothing
    expect((await callLoader(editLoader, at(other, id))).status).toBe(404);
    expect((await callAction(edit, { name: "Kapat" }, at(other, id))).status).toBe(404);
    const leave = { version: "2", leaves_on: "2027-12-31" };
    expect((await callAction(departure, { ...leave, leaves_on: "2020-01-01" }, at(other, id))).status).toBe(
      422,
    );
    expect((await callAction(departure, leave, at(other, id))).status).toBe(302);
    const after = await (await callLoader(page, at(owner, id))).json();
    expect(after.participants).toMatchObject([{ leaves_on: "2027-12-31" }]);
  });

  test("a supplier's page sums only what the viewer may see", async () => {
    const supplier = await approvedSupplier(admin());
    const line = { kind: "recurring", per: "year", amount_minor: 50_000_00 } as const;
    await make({ supplier_id: supplier, costLines: [line] }, "Öppet hos leverantören");
    await make({ supplier_id: supplier, costLines: [line], is_hidden: true }, "Hemligt hos leverantören");
    const look = async (who: Town) =>
      (await (await callLoader(supplierPage, at(who, supplier))).json()).contracts;
    expect(await look(owner)).toMatchObject({ priced: 2, sum_minor: 100_000_00 });
    expect(await look(other)).toMatchObject({ rows: [], sum_minor: 0 });
    await owner.share(circle, "term");
    expect(await look(other)).toMatchObject({ rows: [{ yearly_minor: null }], priced: 0, sum_minor: 0 });
    await owner.share(circle, "price");
    expect(await look(other)).toMatchObject({ priced: 1, sum_minor: 50_000_00 });
    expect(await (await callLoader(csv, { ...at(other), url: "/x?scope=shared" })).text()).not.toContain(
      "Hemligt hos",
    );
    const shared = await (await callLoader(list, { ...at(other), url: "/x?scope=shared" })).text();
    expect(shared).toContain("Öppet hos leverantören");
    expect(shared).not.toMatch(/Hemligt hos|Internt/);
    const seenAs = await callLoader(list, {
      ...at(owner),
      params: { tenant: `${owner.slug}~${other.slug}` },
    });
    expect(await seenAs.text()).not.toContain("Hemligt hos");
  });
});

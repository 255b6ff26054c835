import { beforeAll, describe, expect, test } from "vitest";
import * as amendmentRoute from "#app/routes/$tenant.agreements.$id_.amendments.$amendment.tsx";
import * as stepRoute from "#app/routes/$tenant.agreements.$id_.amendments.$amendment_.$step.tsx";
import * as renewalRoute from "#app/routes/$tenant.agreements.$id_.renewal.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { type Town, town } from "../../support/towns.ts";
import {
  APPROVAL,
  amendmentStep,
  giveNotice,
  inForce,
  NOW,
  onAmendment,
  proposeAmendment,
  view,
} from "./flow.ts";

const admin = testDatabase();
let keeper: Town;
let second: Town;
let third: Town;

beforeAll(async () => {
  keeper = await town(admin());
  second = await town(admin());
  third = await town(admin());
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
    expect((await amendmentStep(keeper, id, amendment, "sending")).status).toBe(302);
    await onAmendment(keeper, id, amendment, APPROVAL);
    const refused = await amendmentStep(keeper, id, amendment, "force");
    expect((await refused.json()).refusal).toBe(
      `Ändringen träder inte i kraft: ${second.name} har godkänt en annan lydelse eller inte godkänt.`,
    );
    const no = await onAmendment(second, id, amendment, { ...APPROVAL, verdict: "rejected" });
    expect((await no.json()).errors).toEqual({ reason: "missing" });
    expect((await onAmendment(second, id, amendment, APPROVAL)).status).toBe(302);
    expect((await amendmentStep(keeper, id, amendment, "force")).status).toBe(302);
    const after = await (await view(second, id)).json();
    expect(after.text[0].body).toContain("telefoni");
    expect(after.versions.map((each: { number: number }) => each.number)).toEqual([2, 1]);
  });

  test("terms change with the same approval, and the dates that move are shown before it is sent", async () => {
    const id = await inForce([keeper, second]);
    const draft = await proposed(id, { notice_length: "24", binding_until_on: "2030-12-31" });
    const page = await (await viewAmendment(keeper, id, draft)).json();
    expect(page.data.effect.terms).toEqual([
      { field: "notice_length", from: 12, to: 24, units: { from: "months", to: "months" } },
      { field: "binding_until_on", from: null, to: "2030-12-31" },
    ]);
    expect(page.data.effect.moved).toContainEqual({
      fact: "earliest_end_on",
      from: "2027-12-31",
      to: "2030-12-31",
    });
    expect((await viewAmendment(second, id, draft)).status).toBe(404); // a draft is its keeper's
    expect((await askAmendment(keeper, id, draft, "sending")).effect.moved).toEqual(page.data.effect.moved);
    await amendmentStep(keeper, id, draft, "sending");
    for (const each of [keeper, second]) await onAmendment(each, id, draft, APPROVAL);
    expect((await (await view(keeper, id)).json()).agreement.notice_length).toBe(12);
    expect((await amendmentStep(keeper, id, draft, "force")).status).toBe(302);
    expect((await amendmentStep(keeper, id, draft, "force")).status).toBe(409); // once
    const after = await (await view(second, id)).json();
    expect(after.agreement).toMatchObject({
      notice_length: 24,
      binding_until_on: "2030-12-31",
      text_version: 2,
    });
    expect((await giveNotice(second, id)).status).toBe(302);
    expect((await (await view(second, id)).json()).ownLeavesOn).toBe("2030-12-31");
  });

  test("other terms are another wording: nobody has approved them (SAM-003)", async () => {
    const id = await inForce([keeper, second]);
    const draft = await proposed(id, { notice_length: "6" });
    await amendmentStep(keeper, id, draft, "sending");
    for (const each of [keeper, second]) await onAmendment(each, id, draft, APPROVAL);
    const hash = async (amendment: string) =>
      (await admin().query("select text_hash from amendment where id = $1", [amendment])).rows[0].text_hash;
    expect((await (await propose(id, { notice_length: "3" })).json()).errors).toEqual({
      "": "one_amendment",
    });
    await amendmentStep(keeper, id, draft, "withdrawal");
    const other = await proposed(id, { notice_length: "3" });
    expect(await hash(other)).not.toBe(await hash(draft));
    await amendmentStep(keeper, id, other, "sending");
    expect((await (await amendmentStep(keeper, id, other, "force")).json()).refusal).toBe(
      `Ändringen träder inte i kraft: ${keeper.name}, ${second.name} har godkänt en annan lydelse eller inte godkänt.`,
    );
  });

  test("a party's no ends it as rejected; a deviation is added like the words, for a party only", async () => {
    const id = await inForce([keeper, second]);
    const [clause] = (await (await view(keeper, id)).json()).text;
    const deviation = (town: Town) => ({
      "deviation-clause_id": clause.id,
      "deviation-organisation_id": town.id,
      "deviation-body": "Endast drift.",
    });
    expect((await (await propose(id, deviation(third))).json()).errors).toEqual({
      "deviation-organisation_id": "choice_wrong",
    });
    const draft = await proposed(id, deviation(second));
    await amendmentStep(keeper, id, draft, "sending");
    await onAmendment(keeper, id, draft, APPROVAL);
    await onAmendment(second, id, draft, { ...APPROVAL, verdict: "rejected", reason: "Vi väntar" });
    expect((await askAmendment(keeper, id, draft, "withdrawal")).isRejected).toBe(true);
    await amendmentStep(keeper, id, draft, "withdrawal");
    const { data } = await (await viewAmendment(second, id, draft)).json();
    expect(data.amendment.state).toBe("rejected");
    expect(data.diff[0].deviations[0]).toMatchObject({ organisation_id: second.id });
  });
});

describe("renewal by decision", () => {
  const EXPRESS = {
    starts_on: "2024-01-01",
    is_open_ended: "",
    ends_on: "2026-12-31",
    renewal_kind: "express",
    renewal_length: "24",
    renewal_unit: "months",
    renewal_max_times: "2",
    renewal_decide_length: "1",
    renewal_decide_unit: "months",
    notice_anchor: "period_end",
  };
  const renew = (id: string, form: Record<string, string> = {}) =>
    callAction(
      renewalRoute.action,
      { title: "Förlängning", reason: "", effective_on: "2026-11-20", renewed_until: "2028-12-31", ...form },
      { params: { tenant: keeper.slug, id }, cookie: keeper.admin.cookie, now: NOW },
    );

  test("all parties decide on the new end before the last day; a missed day is told", async () => {
    const id = await inForce([keeper, second], EXPRESS);
    expect((await (await view(second, id)).json()).dates.renewal).toEqual({
      decide_by: "2026-11-30",
      ends_on: "2028-12-31",
      isMissed: false,
    });
    expect((await (await renew(id, { renewed_until: "2026-12-31" })).json()).errors).toEqual({
      renewed_until: "ends_before",
    });
    const late = new Date("2026-12-02T09:00:00Z");
    expect((await (await view(keeper, id, undefined, late)).json()).dates.renewal.isMissed).toBe(true);
    const draft = (await renew(id)).headers.get("Location")!.split("/").at(-1)!;
    expect((await askAmendment(keeper, id, draft, "sending")).effect.moved).toContainEqual({
      fact: "current_end",
      from: "2026-12-31",
      to: "2028-12-31",
    });
    await amendmentStep(keeper, id, draft, "sending");
    for (const each of [keeper, second]) await onAmendment(each, id, draft, APPROVAL);
    expect((await amendmentStep(keeper, id, draft, "force")).status).toBe(302);
    const { dates, agreement } = await (await view(second, id)).json();
    expect(agreement.renewals).toEqual(["2028-12-31"]);
    expect(dates.rows[0]).toMatchObject({ fact: "current_end", on: "2028-12-31" });
    expect(dates.renewal).toMatchObject({ decide_by: "2028-11-30", ends_on: "2030-12-31" });
  });

  test("an agreement without a renewal has none to decide on", async () => {
    const id = await inForce([keeper, second]);
    expect((await renew(id)).status).toBe(409);
  });
});

async function proposed(id: string, form: Record<string, string>): Promise<string> {
  const made = await propose(id, form);
  expect(made.status).toBe(302);
  return made.headers.get("Location")!.split("/").at(-1)!;
}
async function propose(id: string, form: Record<string, string>) {
  const { text } = await (await view(keeper, id)).json();
  const words = Object.fromEntries(
    text.flatMap((clause: { id: string; heading: string; body: string }) => [
      [`heading-${clause.id}`, clause.heading],
      [`body-${clause.id}`, clause.body],
    ]),
  );
  return proposeAmendment(keeper, id, {
    ...words,
    title: "Ändrade villkor",
    reason: "",
    effective_on: "2026-11-20",
    ...form,
  });
}
function viewAmendment(town: Town, id: string, amendment: string) {
  const params = { tenant: town.slug, id, amendment };
  return callLoader(amendmentRoute.loader, { params, cookie: town.admin.cookie, now: NOW });
}
async function askAmendment(town: Town, id: string, amendment: string, step: string) {
  const params = { tenant: town.slug, id, amendment, step };
  const answer = await callLoader(stepRoute.loader, { params, cookie: town.admin.cookie, now: NOW });
  return answer.json();
}

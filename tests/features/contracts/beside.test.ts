import { beforeAll, expect, test } from "vitest";
import { insertContract, type NewContract } from "#app/features/contracts/contracts.server.ts";
import { remind } from "#app/features/reminders/sending.server.ts";
import { loader as page } from "#app/routes/$tenant.contracts.$id.tsx";
import { loader as newCheck } from "#app/routes/$tenant.interest-checks.new.tsx";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, type TestCooperation, type TestPerson, type Town, town } from "../../support/towns.ts";
import { ask, look } from "../interest-checks/support.ts";

const admin = testDatabase();
const now = new Date("2026-11-20T09:00:00Z");
let owner: Town;
let neighbour: Town;
let circle: TestCooperation;

beforeAll(async () => {
  [owner, neighbour] = [await town(admin()), await town(admin())];
  circle = await cooperation(admin(), [owner, neighbour]);
  await owner.share(circle, "term");
});

const make = (name: string, more: Partial<NewContract> = {}) =>
  owner.as(
    (db, record) =>
      insertContract(
        db,
        { tenantId: owner.id, record },
        {
          name,
          term: {
            starts_on: "2024-09-01",
            initial_length: 36,
            initial_unit: "months",
            renewal_kind: "tacit",
            renewal_length: 12,
            renewal_unit: "months",
            notice_length: 3,
            notice_unit: "months",
            notice_anchor: "period_end",
          },
          ...more,
        },
      ),
    now,
  );

async function seen(id: string, of: Town, as: TestPerson = of.admin) {
  const answer = await callLoader(page, { cookie: as.cookie, params: { tenant: of.slug, id }, now });
  return answer.json();
}

test("the contract's page says when it reminds next, to its own people", async () => {
  const id = await make("Påminns om");
  await remind(owner.id, new Date("2026-11-20T03:00:00Z"));
  expect((await seen(id, owner)).reminders).toMatchObject({
    next: { due_on: "2026-12-02", deadline_on: "2027-05-31", deadline_kind: "notice" },
    steps: "365, 180, 90, 30, 7",
    isOwnChoice: false,
    mayChange: true,
  });
  const reader = await owner.person(["reader"]);
  expect((await seen(id, owner, reader)).reminders).toMatchObject({ mayChange: false });
  // shared terms are not the neighbour's to be reminded of, and what the owner asks because of it is the owner's
  expect(await seen(id, neighbour)).toMatchObject({ reminders: null, checks: null });
});

test("what the others have been asked because of it stands on the owner's page and nowhere else", async () => {
  const id = await make("Växel");
  const { checks } = await seen(id, owner);
  expect(checks).toMatchObject({ checks: [], mayAsk: true, about: { contract: id, name: "Växel" } });
  const check = await ask(owner, {
    circle: circle.everyone,
    whom: [neighbour],
    more: { contract_id: id, quorum_min: "1" },
  });
  expect((await seen(id, owner)).checks.checks).toMatchObject([{ id: check, state: "open", outcome: null }]);
  expect((await seen(id, neighbour)).checks).toBeNull();
  expect((await look(owner, check)).check).toMatchObject({ contract_id: id, contract_name: "Växel" });
  expect((await look(neighbour, check)).check).toMatchObject({ contract_id: null, contract_name: null });
});

test("the name of a hidden contract is not proposed to the circle", async () => {
  const id = await make("Hemligt larm", { is_hidden: true });
  const { about } = (await seen(id, owner)).checks;
  expect(about.name).toBeUndefined();
  const form = await callLoader(newCheck, {
    cookie: owner.admin.cookie,
    params: { tenant: owner.slug },
    url: `/x?circle=${circle.everyone}&contract=${id}`,
    now,
  });
  expect(await form.json()).toMatchObject({ typed: { name: "", contract_id: id }, contract: { id } });
});

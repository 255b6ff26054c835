import { describe, expect, test } from "vitest";
import { ageInDays, decisionProblem } from "#app/features/merges/concepts.rules.ts";
import { loader as startLoader } from "#app/routes/$tenant._index.tsx";
import { loader as conceptsLoader } from "#app/routes/$tenant.concepts._index.tsx";
import { loader as conceptLoader, action as decide } from "#app/routes/$tenant.concepts.$id.tsx";
import { loader as productLoader } from "#app/routes/$tenant.products.$id.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestPerson, type Town, town, unique } from "../../support/towns.ts";
import { catalogueEditor, concept, stateOf } from "./support/catalogue.ts";

const admin = testDatabase();

const at = (place: Town, id: string, person: TestPerson) => ({
  cookie: person.cookie,
  params: { tenant: place.slug, id },
});

describe("rules", () => {
  test("a rejection needs a message, an approval a name to compare by", () => {
    const posted = { decision: "approve", name: "Treserva", message: "" };
    expect(decisionProblem(posted)).toBeUndefined();
    expect(decisionProblem({ ...posted, name: "" })).toEqual({ name: "required" });
    expect(decisionProblem({ ...posted, name: "—!" })).toEqual({ name: "no_letters" });
    expect(decisionProblem({ ...posted, name: "x".repeat(301) })).toEqual({ name: "too_long" });
    expect(decisionProblem({ ...posted, decision: "reject" })).toEqual({ message: "required" });
    expect(decisionProblem({ ...posted, decision: "reject", message: "Finns redan" })).toBeUndefined();
    expect(decisionProblem({ ...posted, decision: "" })).toEqual({ decision: "unknown" });
  });

  test("age is counted in days and never negative", () => {
    expect(ageInDays("2026-11-19T23:59:00Z", "2026-11-21")).toBe(2);
    expect(ageInDays("2026-11-21T23:59:00Z", "2026-11-21")).toBe(0);
    expect(ageInDays("2026-11-22T00:10:00Z", "2026-11-21")).toBe(0);
  });
});

test("only catalogue editors see the work list and decide; not readers, editors, administrators or suppliers", async () => {
  const [here, supplier] = [await town(admin()), await town(admin(), "supplier", "bolag")];
  const id = await concept(admin(), here, unique("Koncept"));
  for (const [place, person] of [
    [here, await here.person(["reader"])],
    [here, await here.person(["editor"])],
    [here, here.admin],
    [supplier, await catalogueEditor(admin(), supplier)],
  ] as const) {
    expect((await callLoader(conceptsLoader, at(place, id, person))).status).toBe(403);
    const form = { decision: "approve", name: "Kapad", version: "1" };
    expect((await callAction(decide, form, at(place, id, person))).status).toBe(403);
  }
  expect(await stateOf(admin(), "product", id)).toMatchObject({ state: "concept" });
});

test("the list has maker and near matches, and an approved concept with its name put right is everybody's", async () => {
  const [maker, elsewhere] = [await town(admin()), await town(admin())];
  const editor = await catalogueEditor(admin(), elsewhere);
  const name = unique("Vårdplan");
  const like = await product(admin(), `${name} Plus`);
  const id = await concept(admin(), maker, name);
  const outsider = await town(admin());
  expect((await callLoader(productLoader, at(outsider, id, outsider.admin))).status).toBe(404);

  const list = await (await callLoader(conceptsLoader, at(elsewhere, id, editor))).json();
  const row = list.rows.find((each: { id: string }) => each.id === id);
  expect(row).toMatchObject({ kind: "product", maker: maker.name, near: [`${name} Plus`] });
  const page = await (await callLoader(conceptLoader, at(elsewhere, id, editor))).json();
  expect(page.found.near.map((match: { id: string }) => match.id)).toEqual([like]);

  const form = { decision: "approve", name: `${name} Rättad`, version: "1" };
  const done = await callAction(decide, form, at(elsewhere, id, editor));
  expect(done.headers.get("Location")).toBe(`/${elsewhere.slug}/concepts?done=approved`);
  const open = await callLoader(productLoader, at(outsider, id, outsider.admin));
  const seen = await open.json();
  expect(seen.product).toMatchObject({ name: `${name} Rättad`, state: "approved" });
  expect(seen.history.map((event: { action: string }) => event.action)).toEqual(["approved", "updated"]);
  // who comes late is told what became of it
  expect((await callAction(decide, form, at(elsewhere, id, editor))).status).toBe(409);
  const late = await (await callLoader(conceptLoader, at(elsewhere, id, editor))).json();
  expect(late).toMatchObject({ found: null, decided: { id, state: "approved", name: `${name} Rättad` } });
});

test("a rejection without message is 422, with one it is kept: usages stay, cannot be chosen anew, ask for a replacement", async () => {
  const [maker, member, elsewhere] = [await town(admin()), await town(admin()), await town(admin())];
  await cooperation(admin(), [maker, member]);
  const editor = await catalogueEditor(admin(), elsewhere);
  const id = await concept(admin(), maker, unique("Onödig"));
  await maker.use(id, "Vårt");
  const no = await callAction(
    decide,
    { decision: "reject", message: " ", version: "1" },
    at(elsewhere, id, editor),
  );
  expect(no.status).toBe(422);
  expect((await no.json()).errors).toEqual({ message: "required" });
  const stale = { decision: "reject", message: "Finns redan", version: "7" };
  expect((await callAction(decide, stale, at(elsewhere, id, editor))).status).toBe(409);
  const yes = await callAction(decide, { ...stale, version: "1" }, at(elsewhere, id, editor));
  expect(yes.status).toBe(302);

  const outsider = await town(admin());
  expect((await callLoader(productLoader, at(outsider, id, outsider.admin))).status).toBe(404);
  for (const place of [maker, member]) {
    const seen = await (await callLoader(productLoader, at(place, id, place.admin))).json();
    expect(seen.product).toMatchObject({ state: "rejected", decision_message: "Finns redan" });
    expect(seen.can.edit).toBe(false);
  }
  const start = async (place: Town) =>
    (
      await (
        await callLoader(startLoader, { cookie: place.admin.cookie, params: { tenant: place.slug } })
      ).json()
    ).waiting.register;
  expect(await start(maker)).toMatchObject({ rejected_product: 1 });
  expect(await start(member)).toMatchObject({ rejected_product: 0 });
});

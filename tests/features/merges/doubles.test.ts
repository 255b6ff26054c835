import { expect, test } from "vitest";
import { loader as startLoader } from "#app/routes/$tenant._index.tsx";
import { action, loader } from "#app/routes/$tenant.doubles.tsx";
import { action as merge } from "#app/routes/$tenant.merges.new.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town } from "../../support/towns.ts";
import { catalogueEditor } from "./support/catalogue.ts";

const admin = testDatabase();
const at = (place: Town, person = place.admin) => ({ cookie: person.cookie, params: { tenant: place.slug } });
const page = async (place: Town) => (await callLoader(loader, at(place))).json();
const onStart = async (place: Town) =>
  (await (await callLoader(startLoader, at(place))).json()).waiting.names.doubles;

test("after a merge the municipality with both is shown it, says it is right, and is asked again when a third comes", async () => {
  const [home, both, member] = [await town(admin()), await town(admin()), await town(admin())];
  await cooperation(admin(), [both, member]);
  const editor = await catalogueEditor(admin(), home);
  const [a, b] = [await product(admin()), await product(admin())];
  const usages = [await both.use(a, "Gamla"), await both.use(b, "Nya")];
  await both.use(a, "Avvecklat", { lifecycle: "retired" });
  await member.use(b, "Grannens");
  expect(await onStart(both)).toBe(0);
  await callAction(merge, { kind: "product", loser: a, winner: b }, at(home, editor));
  expect([await onStart(both), await onStart(member)]).toEqual([1, 0]);
  const { doubles } = await page(both);
  expect(doubles).toMatchObject([
    { product: { id: b }, usages: [{ own_name: "Gamla" }, { own_name: "Nya" }] },
  ]);
  expect((await page(member)).doubles).toEqual([]);

  // what was not on the page is not covered by the answer
  const some = await callAction(action, { product: b, usage: [usages[0]!] }, at(both));
  expect(some.headers.get("Location")).toContain("done=gone");
  const long = await callAction(action, { product: b, usage: usages, reason: "x".repeat(501) }, at(both));
  expect(long.status).toBe(422);
  const done = await Promise.all(
    [1, 2].map(() => callAction(action, { product: b, usage: usages, reason: "Två instanser" }, at(both))),
  );
  expect(done.map((each) => each.headers.get("Location")!.split("done=")[1]).sort()).toEqual([
    "gone",
    "kept",
  ]);
  expect(await onStart(both)).toBe(0);
  const { sideBySide } = await page(both);
  expect(sideBySide).toMatchObject([{ names: ["Gamla", "Nya"], reason: "Två instanser" }]);

  // the neighbour can neither see nor take back
  expect(
    (await callAction(action, { withdraw: sideBySide[0].id }, at(member))).headers.get("Location"),
  ).toContain("gone");
  expect((await page(member)).sideBySide).toEqual([]);
  await both.use(b, "Tredje");
  expect(await onStart(both)).toBe(1);
  await admin().query("update system_usage set lifecycle = 'retired' where own_name = 'Tredje'");
  expect(await onStart(both)).toBe(0);
  await callAction(action, { withdraw: sideBySide[0].id }, at(both));
  expect(await onStart(both)).toBe(1);
  expect((await callLoader(loader, at(both, await both.person(["reader"])))).status).toBe(403);
});

import { expect, test } from "vitest";
import { loader as historyLoader } from "#app/routes/$tenant.history._index.tsx";
import { action as add, loader } from "#app/routes/$tenant.it-costs.figures._index.tsx";
import { action as change } from "#app/routes/$tenant.it-costs.figures.$id.tsx";
import { action as remove } from "#app/routes/$tenant.it-costs.figures.$id_.removal.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { type TestPerson, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const good = { kind: "employees", year: "2025", value: "1 040", source: "Personalsystemet" };
const at = (place: Town, who: TestPerson, more: Record<string, string> = {}) => ({
  url: "/x",
  cookie: who.cookie,
  params: { tenant: place.slug, ...more },
});

interface Shown {
  figures: { id: string; value: number; year: number; version: number; source: string }[];
}
const shown = async (place: Town) =>
  ((await (await callLoader(loader, at(place, place.admin))).json()) as Shown).figures;

test("added, sent twice, refused for the same year, changed, changed by two at once, removed; all of it in the history", async () => {
  const place = await town(admin());
  const call = at(place, place.admin);
  expect((await callAction(add, good, call)).status).toBe(302);
  expect((await callAction(add, good, call)).status).toBe(302);
  expect(await shown(place)).toMatchObject([{ value: 1040, year: 2025 }]);
  const taken = await callAction(add, { ...good, value: "9" }, call);
  expect([taken.status, await taken.json()]).toEqual([
    422,
    { values: { ...good, value: "9" }, errors: { year: "taken" } },
  ]);

  const [{ id, version }] = (await shown(place)) as [Shown["figures"][number]];
  const one = at(place, place.admin, { id });
  const changed = { ...good, value: "1050", version: String(version) };
  expect((await callAction(change, changed, one)).status).toBe(302);
  expect((await callAction(change, { ...changed, value: "7" }, one)).status).toBe(409);
  await callAction(add, { ...good, year: "2024" }, call);
  const clash = await callAction(change, { ...changed, year: "2024", version: "2" }, one);
  expect(await clash.json()).toMatchObject({ errors: { year: "taken" } });
  expect((await callAction(remove, {}, one)).status).toBe(302);
  expect((await shown(place)).map((figure) => figure.year)).toEqual([2024]);

  const history = await callLoader(historyLoader, call);
  const text = await history.text();
  expect(text).toContain("Anställda 2025");
  expect(text).toContain("figure_value");
});

test("a reader reads and does not write; another organisation's figure is not there", async () => {
  const [place, other] = [await town(admin()), await town(admin())];
  const reader = await place.person(["reader"]);
  await callAction(add, good, at(place, place.admin));
  const [{ id }] = (await shown(place)) as [Shown["figures"][number]];
  expect((await callLoader(loader, at(place, reader))).status).toBe(200);
  expect((await callAction(add, good, at(place, reader))).status).toBe(403);
  expect((await callAction(remove, {}, at(place, reader, { id }))).status).toBe(403);
  for (const act of [change, remove])
    expect((await callAction(act, { ...good, version: "1" }, at(other, other.admin, { id }))).status).toBe(
      404,
    );
  expect(await shown(place)).toHaveLength(1);
});

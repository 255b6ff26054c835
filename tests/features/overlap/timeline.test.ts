import { beforeAll, describe, expect, test } from "vitest";
import { marksOf, placeOn, readTimelineQuery, timelineAxis } from "#app/features/overlap/timeline.rules.ts";
import { findTimeline, listOwnHidden } from "#app/features/overlap/timeline.server.ts";
import { loader } from "#app/routes/$tenant.overlap.timeline.tsx";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestCooperation, type Town, town, unique } from "../../support/towns.ts";

const admin = testDatabase();
const TODAY = "2026-05-01";

const door = (place: Town) => ({
  tenant: { id: place.id, slug: place.slug, name: place.name, kind: "municipality" as const, theme: "" },
  today: TODAY,
});
const read = (place: Town, search = "") =>
  place.as((db) =>
    findTimeline({ db, ...door(place) }, new URLSearchParams(search), { limit: 50, via: "overlap" }),
  );
type Timeline = Awaited<ReturnType<typeof read>>;
/** "kind day names" of every day, in order. */
const days = ({ rows }: Timeline) =>
  rows.flatMap((row) =>
    row.points.map((p) => `${p.kind} ${p.on} ${p.items.map((item) => item.own_name).join("+")}`),
  );

async function supported(until: string | null): Promise<string> {
  const id = await product(admin());
  await admin().query("update product set support_ends_on = $2 where id = $1", [id, until]);
  return id;
}

describe("what stands in the timeline", () => {
  let [we, they, third]: Town[] = [];
  let together: TestCooperation;
  beforeAll(async () => {
    [we, they, third] = [await town(admin()), await town(admin()), await town(admin())];
    together = await cooperation(admin(), [we, they, third]);
    const shared = await supported("2028-01-31");
    await we.use(shared, "Vårt", { term: { ends_on: "2027-06-30" } });
    await they.use(shared, "Deras", {
      term: { ends_on: "2027-12-31" },
      dates: { phase_out_from_on: "2027-03-01" },
    });
    const hidden = { is_hidden: true, term: { ends_on: "2026-06-01" } };
    await they.use(await supported("2026-07-01"), "Deras dolda", hidden);
    await we.use(await supported(null), "Vårt dolda", hidden);
    await they.use(await supported("2027-01-01"), "Nedlagt", { lifecycle: "retired" });
    await they.use(await supported("2050-01-01"), "Långt fram");
  });

  test("the supplier's day for visible systems; days and terms of others only where they share them", async () => {
    expect(days(await read(we!))).toEqual(["contract 2027-06-30 Vårt", "support 2028-01-31 Deras+Vårt"]);
    await they!.share(together, "term");
    expect(days(await read(we!))).toContain("contract 2027-12-31 Deras");
    expect(days(await read(we!))).not.toContain("phase_out 2027-03-01 Deras");
    await they!.share(together, "dates");
    expect(days(await read(we!))).toContain("phase_out 2027-03-01 Deras");
  });

  test("two viewers differ by sharing alone: the third sees what we see of them, and nothing of ours that we do not share", async () => {
    const [ours, thirds] = [await read(we!), await read(third!)];
    const others = (timeline: Timeline) => days(timeline).filter((line) => !line.includes("Vårt"));
    expect(others(thirds).filter((line) => line.startsWith("contract"))).toEqual([
      "contract 2027-12-31 Deras",
    ]);
    expect(days(thirds)).not.toContain("contract 2027-06-30 Vårt");
    expect(days(ours)).toContain("contract 2027-06-30 Vårt");
    expect(days(thirds)).toContain("support 2028-01-31 Deras+Vårt");
  });

  test("hidden and retired ones add nothing to rows, counts or axis; one's own hidden stands apart, and only for us", async () => {
    const seen = await read(we!);
    expect(seen.total).toBe(1);
    expect(seen.axis).toMatchObject({ from: "2026-01-01", to: "2031-01-01" });
    expect(JSON.stringify(seen.rows)).not.toMatch(/dolda|Nedlagt|Långt/);
    const hidden = (place: Town) => place.as((db) => listOwnHidden({ db, ...door(place) }, seen.axis));
    expect((await hidden(we!)).map(({ own_name, days: on }) => [own_name, on.contract])).toEqual([
      ["Vårt dolda", "2026-06-01"],
    ]);
    expect(await hidden(third!)).toEqual([]);
  });

  test("by municipality, product, function and kind", async () => {
    expect(days(await read(we!, `org=${third!.id}`))).toEqual([
      "contract 2027-06-30 Vårt",
      "support 2028-01-31 Vårt",
    ]);
    expect((await read(we!, "product=finnsinte")).total).toBe(0);
    expect((await read(we!, "product=%21")).total).toBe(0);
    expect(days(await read(we!, "kind=contract")).every((line) => line.startsWith("contract"))).toBe(true);
    expect((await read(we!, "function=finns_inte")).total).toBe(0);
    const code = unique("prov").replace(/-/g, "_");
    const made = await admin().query(
      `insert into function (code, group_code, group_name_sv, group_name_en, name_sv, name_en, position)
       values ($1, 'prov', 'Prov', 'Trial', 'Provfunktion', 'Trial', 20000) returning id`,
      [code],
    );
    const item = await supported("2027-09-01");
    await admin().query("insert into product_function (product_id, function_id) values ($1, $2)", [
      item,
      made.rows[0].id,
    ]);
    await they!.use(item, "Med funktion");
    expect(days(await read(we!, `function=${code}`))).toEqual(["support 2027-09-01 Med funktion"]);
    expect((await read(we!, `function=${code}&lines=function`)).rows).toMatchObject([
      { name: "Provfunktion", code, points: [{ count: 1 }] },
    ]);
  });

  test("in view as only the owner's own systems stand, as the other sees them", async () => {
    const response = await callLoader(loader, {
      url: "/x",
      cookie: they!.admin.cookie,
      params: { tenant: `${they!.slug}~${third!.slug}` },
    });
    const text = await response.text();
    expect(text).toContain("Deras");
    expect(text).not.toMatch(/Vårt|dolda/);
  });
});

test("a day's place follows from the axis; what was before stands at its beginning", () => {
  const axis = timelineAxis("2026-05-01", 5);
  expect([placeOn(axis, "2026-01-01"), placeOn(axis, "2020-01-01"), placeOn(axis, "2031-01-01")]).toEqual([
    0, 0, 1,
  ]);
  expect(placeOn(axis, "2028-07-02")).toBeCloseTo(0.5, 2);
  const point = (on: string) => ({ kind: "contract" as const, on, count: 1, items: [] });
  expect(
    marksOf([point("2019-01-01"), point("2020-02-02"), point("2026-03-01"), point("2026-03-31")], axis),
  ).toEqual([
    { kind: "contract", on: "2019-01-01", place: 0, days: 2 },
    { kind: "contract", on: "2026-03-01", place: expect.closeTo(0.0323, 3), days: 2 },
  ]);
});

test("garbage in the address is the picture without it", () => {
  expect(readTimelineQuery(new URLSearchParams("years=99&lines=x&kind=drop"))).toEqual({
    span: 5,
    lines: "product",
    kinds: ["support", "life", "phase_out", "contract"],
  });
});

import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { insertContract, type NewContract } from "#app/features/contracts/contracts.server.ts";
import { findRadar, type Radar } from "#app/features/radar/radar.server.ts";
import { loader as radarLoader } from "#app/routes/$tenant.radar._index.tsx";
import { loader as csvLoader } from "#app/routes/$tenant.radar[.]csv.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestCooperation, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const TODAY = "2026-11-20";
const NOW = new Date(`${TODAY}T09:00:00Z`);

/** The three contracts of contracts.md 8. */
const A: Partial<NewContract> = {
  term: {
    starts_on: "2025-03-01",
    initial_length: 24,
    initial_unit: "months",
    renewal_kind: "none",
    notice_anchor: "period_end",
  },
  options: [1, 2].map((seq) => ({
    seq,
    length: 12,
    unit: "months",
    call_before_length: 3,
    call_before_unit: "months",
  })),
};
const B: Partial<NewContract> = {
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
const C: Partial<NewContract> = {
  term: {
    starts_on: "2023-05-01",
    is_open_ended: true,
    renewal_kind: "none",
    notice_length: 6,
    notice_unit: "months",
    notice_anchor: "quarter_end",
  },
};

function contract(place: Town, name: string, more: Partial<NewContract> = {}): Promise<string> {
  return place.as(
    (db, record) => insertContract(db, { tenantId: place.id, record }, { ...B, ...more, name }),
    NOW,
  );
}

function read(place: Town, search = ""): Promise<Radar> {
  return place.as(
    (db) =>
      findRadar(
        {
          db,
          tenant: { id: place.id, slug: place.slug, name: place.name, kind: "municipality", theme: "" },
          today: TODAY,
        },
        new URLSearchParams(search),
        { limit: 50, via: "radar", locale: "sv" },
      ),
    NOW,
  );
}

async function neighbours(n: number): Promise<{ towns: Town[]; circle: TestCooperation }> {
  const towns: Town[] = [];
  for (let i = 0; i < n; i++) towns.push(await town(admin()));
  const circle = await cooperation(admin(), towns);
  for (const each of towns) await each.share(circle, "term");
  return { towns, circle };
}

const unshare = (place: Town, group = "term") =>
  admin().query("delete from share where tenant_id = $1 and field_group = $2", [place.id, group]);
const countAnonymously = (place: Town, circle: TestCooperation) =>
  admin().query("insert into radar_counting (tenant_id, circle_id, from_on) values ($1, $2, '2020-01-01')", [
    place.id,
    circle.everyone,
  ]);
const names = (radar: Radar) => radar.groups.map((group) => group.lines.map((line) => line.name).sort());

describe("what can end together", () => {
  test("the example: what each must do for an end near New Year 2028, and when to begin", async () => {
    const { towns } = await neighbours(3);
    const [a, b, c] = towns as [Town, Town, Town];
    const item = await product(admin());
    await contract(a, "A", { ...A, product_id: item });
    await contract(b, "B", { ...B, product_id: item });
    await contract(c, "C", { ...C, product_id: item });
    const [group, ...others] = (await read(c)).groups;
    expect(others).toEqual([]);
    expect(group!.nearest).toMatchObject({ spread: 60, startBy: "2027-01-01", isTooLate: false });
    const chosen = Object.fromEntries(group!.lines.map((line) => [line.name, line.chosen]));
    expect(chosen.A).toMatchObject({
      endsOn: "2028-02-29",
      action: "option",
      dueOn: "2026-11-30",
      optionSeqs: [1],
    });
    expect(chosen.B).toMatchObject({ endsOn: "2027-12-31", action: "notice", dueOn: "2027-09-30" });
    expect(chosen.C).toMatchObject({ endsOn: "2027-12-31", action: "notice", dueOn: "2027-06-30" });
    expect(group!.lines[0]).toMatchObject({ isOwn: true, name: "C" });
  });

  test("by system, function, supplier and CPV code", async () => {
    const { towns } = await neighbours(2);
    const [a, b] = towns as [Town, Town];
    const item = await product(admin());
    const supplier = (await admin().query("select supplier_id from product where id = $1", [item])).rows[0]
      .supplier_id;
    const made = await admin().query(
      `insert into function (code, group_code, group_name_sv, group_name_en, name_sv, name_en, position)
       values ('radar_prov', 'prov', 'Prov', 'Trial', 'Radarprov', 'Radar trial', 10900)
       on conflict (code) do update set name_sv = excluded.name_sv returning id`,
    );
    await admin().query("insert into product_function (product_id, function_id) values ($1, $2)", [
      item,
      made.rows[0].id,
    ]);
    const usage = await a.use(item, "Systemet");
    await contract(a, "Genom systemet", { usages: [usage], supplier_id: supplier, cpv_code: "48000000" });
    await contract(b, "Genom produkten", {
      product_id: item,
      supplier_id: supplier,
      cpv_code: "48000000",
    });
    for (const by of ["product", "function", "supplier", "cpv"])
      expect(names(await read(b, `by=${by}`)), by).toEqual([["Genom produkten", "Genom systemet"]]);
  });

  test("only within the months ahead; unknown terms are counted as own and placed nowhere", async () => {
    const { towns } = await neighbours(2);
    const [a, b] = towns as [Town, Town];
    const item = await product(admin());
    const late = { ...B.term, starts_on: "2026-11-01", initial_length: 48 };
    await contract(a, "Sent", { product_id: item, term: late });
    await contract(b, "Också sent", { product_id: item, term: late });
    await contract(b, "Okänt", { product_id: item, term: { starts_on: "2025-01-01" } });
    expect((await read(b, "months=24")).groups).toEqual([]);
    const wide = await read(b, "months=60");
    expect(names(wide)).toEqual([["Också sent", "Sent"]]);
    expect(wide.unplaced).toBe(1);
    expect((await read(a, "months=60")).unplaced).toBe(0);
  });

  test("one that is too late says so and offers the next", async () => {
    const { towns } = await neighbours(2);
    const [a, b] = towns as [Town, Town];
    const item = await product(admin());
    await contract(a, "A", { ...B, product_id: item });
    await contract(b, "B", { ...B, product_id: item });
    await admin().query(
      "insert into lead_time (tenant_id, form, part, days) values ($1, 'eu', 'changeover', 800)",
      [a.id],
    );
    const [group] = (await read(a)).groups;
    expect(group!.nearest).toMatchObject({ isTooLate: true, lastEnd: "2027-12-31" });
    expect(group!.feasible).toMatchObject({ isTooLate: false, lastEnd: "2029-12-31" });
    const [theirs] = (await read(b)).groups;
    expect(theirs!.nearest.isTooLate).toBe(false);
  });
});

describe("privacy", () => {
  test("without the term shared nothing is seen; hidden contracts only by their owner, marked", async () => {
    const { towns } = await neighbours(3);
    const [a, b, c] = towns as [Town, Town, Town];
    const item = await product(admin());
    await contract(a, "A", { product_id: item });
    await contract(b, "B", { product_id: item });
    await contract(c, "Dolt", { product_id: item, is_hidden: true });
    expect(names(await read(a))).toEqual([["A", "B"]]);
    const own = await read(c);
    expect(names(own)).toEqual([["A", "B", "Dolt"]]);
    expect(own.groups[0]!.lines.find((line) => line.name === "Dolt")).toMatchObject({ isHidden: true });
    await unshare(b);
    expect((await read(a)).groups).toEqual([]);
    expect(names(await read(b))).toEqual([["A", "B"]]);
  });

  test("an outsider, a supplier and a former member", async () => {
    const { towns, circle } = await neighbours(3);
    const [a, b, gone] = towns as [Town, Town, Town];
    const item = await product(admin());
    await contract(a, "A", { product_id: item });
    await contract(b, "B", { product_id: item });
    await contract(gone, "Borta", { product_id: item });
    expect(names(await read(gone))).toEqual([["A", "B", "Borta"]]);
    await admin().query(
      "update cooperation_member set ended_on = '2026-01-01' where cooperation_id = $1 and organisation_id = $2",
      [circle.id, gone.id],
    );
    expect((await read(gone)).groups).toEqual([]);
    expect(names(await read(a))).toEqual([["A", "B"]]);
    const outsider = await town(admin());
    await contract(outsider, "Utanför", { product_id: item });
    expect((await read(outsider, `circle=${circle.everyone}`)).groups).toEqual([]);
    const supplier = await town(admin(), "supplier");
    for (const loader of [radarLoader, csvLoader]) {
      const call = { cookie: supplier.admin.cookie, params: { tenant: supplier.slug }, url: "/" };
      expect((await callLoader(loader, call)).status).toBe(403);
    }
  });

  test("anonymous municipalities: from three on, by quarter, never with name, day or cost", async () => {
    const { towns, circle } = await neighbours(5);
    const [viewer, ...others] = towns as [Town, ...Town[]];
    const item = await product(admin());
    await contract(viewer, "Vårt", { product_id: item });
    for (const each of others.slice(0, 2)) {
      await unshare(each);
      await contract(each, "Hemligt", { product_id: item });
      await countAnonymously(each, circle);
    }
    expect((await read(viewer)).groups).toEqual([]);
    await unshare(others[2]!);
    await contract(others[2]!, "Hemligt", { product_id: item });
    expect((await read(viewer)).groups).toEqual([]);
    await countAnonymously(others[2]!, circle);
    const [group] = (await read(viewer)).groups;
    expect(group!.anonymous).toEqual([{ year: 2027, quarter: 4, atLeast: 3 }]);
    expect(JSON.stringify(group)).not.toContain("Hemligt");
    expect(names(await read(viewer))).toEqual([["Vårt"]]);
    // the circle's coordinator wants four behind a figure
    await admin().query("insert into radar_floor (tenant_id, circle_id, organisations) values ($1, $2, 4)", [
      viewer.id,
      circle.everyone,
    ]);
    expect((await read(viewer)).groups).toEqual([]);
    await unshare(others[3]!);
    await contract(others[3]!, "Hemligt", { product_id: item, is_hidden: true });
    await countAnonymously(others[3]!, circle);
    expect((await read(viewer)).groups).toEqual([]);
  });

  test("a group of hidden contracts alone is not shown, however many they are", async () => {
    const { towns, circle } = await neighbours(5);
    const [viewer, ...others] = towns as [Town, ...Town[]];
    const item = await product(admin());
    for (const each of others) {
      await unshare(each);
      await contract(each, "Hemligt", { product_id: item });
      await countAnonymously(each, circle);
    }
    expect((await read(viewer)).groups).toEqual([]);
  });

  test("what is not shared changes nothing, in any combination of filters", async () => {
    const { towns, circle } = await neighbours(7);
    const [viewer, b, c, secret, ...anonymous] = towns as [Town, Town, Town, Town, ...Town[]];
    const items = [await product(admin()), await product(admin()), await product(admin())];
    let n = 0;
    for (const each of towns)
      for (const item of items) {
        n += 1;
        const terms = [A, B, C][n % 3]!;
        await contract(each, `Avtal ${n}`, {
          ...terms,
          product_id: item,
          cpv_code: n % 2 ? "48000000" : "72000000",
          is_hidden: (each === b || each === viewer) && item === items[2],
        });
      }
    await unshare(secret);
    for (const each of anonymous) {
      await unshare(each);
      await countAnonymously(each, circle);
    }
    const combinations = ["product", "supplier", "cpv"].flatMap((by) =>
      ["6", "24", "60"].flatMap((months) =>
        [
          "",
          "&ours=1",
          `&org=${b.id}`,
          `&org=${c.id}`,
          `&org=${secret.id}`,
          `&org=${anonymous[0]!.id}`,
          "&q=48",
        ].map((rest) => `by=${by}&months=${months}${rest}`),
      ),
    );
    const readAll = async () => {
      const found: Radar[] = [];
      for (const each of combinations) found.push(await read(viewer, each));
      return found.map(({ groups, total, unplaced }) => ({ groups, total, unplaced }));
    };
    const before = await readAll();
    expect(before.some((one) => one.groups.some((group) => group.anonymous.length > 0))).toBe(true);

    // the anonymous part of a key is the same wherever the key is shown
    const told = new Map<string, string>();
    for (const [index, { groups }] of before.entries())
      for (const group of groups) {
        const key = `${combinations[index]!.split("&")[0]} ${group.recordId}`;
        const part = JSON.stringify(group.anonymous);
        expect(told.get(key) ?? part).toBe(part);
        told.set(key, part);
      }
    for (const each of [secret, ...anonymous])
      for (const { groups } of before)
        for (const group of groups) expect(group.lines.some((line) => line.ownerId === each.id)).toBe(false);

    await admin().query("delete from contract where tenant_id = $1", [secret.id]);
    await admin().query("delete from contract where tenant_id = $1 and is_hidden", [b.id]);
    expect(await readAll()).toEqual(before);
  });

  test("the reading of a whole circle applies the policies of contracts and systems word for word", async () => {
    const { towns } = await neighbours(5);
    const [, b, c, d, e] = towns as [Town, Town, Town, Town, Town];
    const items = [await product(admin()), await product(admin())];
    let n = 0;
    for (const each of towns)
      for (const item of items)
        for (const isHidden of [false, true]) {
          n += 1;
          const usage = await each.use(item, `System ${n}`, { is_hidden: n % 3 === 0 });
          await contract(each, `Avtal ${n}`, {
            is_hidden: isHidden,
            ...(n % 2 ? { usages: [usage] } : { product_id: item }),
          });
        }
    await unshare(b);
    await unshare(c, "core");
    // d takes part in a contract of b's, and e in one it has not confirmed
    const [joint] = (await admin().query("select id from contract where tenant_id = $1 order by id", [b.id]))
      .rows;
    for (const [place, confirmed] of [
      [d, "now()"],
      [e, "null"],
    ] as const)
      await admin().query(
        `insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, participant_confirmed_at)
         values ($1, $2, $3, 'party', '2020-01-01', ${confirmed})`,
        [b.id, joint.id, place.id],
      );
    for (const viewer of [...towns, await town(admin())])
      await viewer.as(async (db) => {
        const members = sql`${towns.map((each) => each.id)}::uuid[]`;
        const fast = await sql<{ key: string; packed: string }>`
          select key, packed from app.radar_contracts(${members}, 'product')`.execute(db);
        const found = fast.rows.flatMap(({ key, packed }) =>
          packed.split(";").map((one) => `${key} ${one.slice(0, 36)}`),
        );
        const slow = await sql<{ pair: string }>`
          select x.product_id || ' ' || x.id as pair from (
            select c.id, c.product_id from contract c where c.tenant_id = any (${members}) and c.product_id is not null
            union
            select c.id, u.product_id from contract c
            join contract_usage l on l.contract_tenant_id = c.tenant_id and l.contract_id = c.id
            join system_usage u on u.tenant_id = l.tenant_id and u.id = l.usage_id
            where c.tenant_id = any (${members})) x`.execute(db);
        expect(found.sort(), viewer.slug).toEqual(slow.rows.map((row) => row.pair).sort());
      }, NOW);
  });

  test("two viewers differ by what is shared with them alone", async () => {
    const { towns } = await neighbours(4);
    const [a, b, c, d] = towns as [Town, Town, Town, Town];
    const item = await product(admin());
    for (const each of towns) await contract(each, each.slug, { product_id: item });
    const plain = (radar: Radar) =>
      radar.groups.map((group) => ({ ...group, lines: group.lines.map((line) => line.contractId).sort() }));
    expect(plain(await read(a))).toEqual(plain(await read(b)));
    const small = await cooperation(admin(), [a, d]);
    await unshare(d);
    await d.share(small, "term");
    expect(names(await read(a))[0]).toContain(d.slug);
    expect(names(await read(b))[0]).not.toContain(d.slug);
    expect(names(await read(c))).toEqual(names(await read(b)));
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { type Town, town } from "../../support/towns.ts";
import { agreement, book, get, KEY, post, step } from "./support.ts";

/*
 * Who sees an agreement's money: the one who keeps it everything, parties of the year the whole allocation once it is sent, whoever
 * has left its own years, and nobody else anything.
 */
const admin = testDatabase();
let host: Town;
let party: Town;
let former: Town;
let later: Town;
let outsider: Town;
let supplier: Town;
let id: string;
let key: string;
const at = (year = "2026") => ({ of: host, params: { id, year } });

beforeAll(async () => {
  [host, party, former, later, outsider] = (await Promise.all(
    Array.from({ length: 5 }, () => town(admin())),
  )) as [Town, Town, Town, Town, Town];
  supplier = await town(admin(), "supplier", "bolag");
  id = await agreement(admin(), [
    { town: host },
    { town: party },
    { town: former, to: "2025-12-31" },
    { town: later, from: "2027-01-01" },
  ]);
  const weights = { [`weight_${host.id}`]: "3", [`weight_${party.id}`]: "1" };
  const made = await post("settlements.$id.$year_.key.tsx", { ...KEY, kind: "own", ...weights }, at());
  key = /cost-keys\/([^?]+)/.exec(made.headers.get("Location")!)![1]!;
  const decision = { decided_on: "2026-01-10", decided_by: "Kommunstyrelsen", decision_ref: "§ 12" };
  await post("cost-keys.$id_.decision.tsx", decision, { of: host, params: { id: key } });
  await post(
    "settlements.$id.$year_.budget.tsx",
    { text: "Hemlig budgetrad", account: "6540", amount: "100" },
    at(),
  );
  await book(at(), "120", "Hemlig bokning");
  await post("settlements.$id.$year_.runs._index.tsx", {}, at());
  await step(at(), 1, { to: "preliminary", complete: "on" });
});

const year = (of: Town, which = "2026") =>
  get("settlements.$id.$year.tsx", { of, params: { id, year: which } });
const run = (of: Town) =>
  get("settlements.$id.$year_.runs.$run.tsx", { of, params: { id, year: "2026", run: "1" } });

describe("reading", () => {
  test("the one who keeps it and a party of the year see key and budget; nobody else finds the year", async () => {
    for (const of of [host, party]) expect(await (await year(of)).text()).toContain("Hemlig budgetrad");
    for (const of of [former, later, outsider, supplier]) {
      expect((await year(of)).status).toBe(404);
      expect((await get("cost-keys.$id.tsx", { of, params: { id: key } })).status).toBe(404);
    }
  });

  test("a party sees sums of the outcome, never the bookings", async () => {
    const seen = await (await year(party)).json();
    expect(seen.accounts).toEqual([{ account: "6540", text: "Hemlig budgetrad", amount_minor: 12_000 }]);
    expect(JSON.stringify(seen)).not.toContain("Hemlig bokning");
    expect(
      (await get("settlements.$id.$year_.ledger.tsx", { of: party, params: { id, year: "2026" } })).status,
    ).toBe(404);
    for (const of of [party, outsider])
      expect(await of.as((db) => db.selectFrom("ledger_line").select("id").execute())).toEqual([]);
  });

  test("row by row: no table shows an outsider, a supplier or another year's party anything", async () => {
    for (const of of [former, later, outsider, supplier])
      for (const table of [
        "cost_key",
        "cost_key_weight",
        "budget",
        "budget_line",
        "advance",
        "settlement",
        "settlement_row",
      ] as const)
        expect(await of.as((db) => db.selectFrom(table).select("agreement_id").execute()), table).toEqual([]);
  });

  test("a settlement is the host's own until it is sent; then a party sees the whole allocation and takes out its files", async () => {
    expect((await run(host)).status).toBe(200);
    expect((await run(party)).status).toBe(404);
    expect(await party.as((db) => db.selectFrom("settlement_row").select("share_minor").execute())).toEqual(
      [],
    );
    await step(at(), 1, { to: "sent", remarks_until: "2027-02-10" });
    const seen = await (await run(party)).json();
    expect(seen.rows.map((row: { share_minor: number }) => row.share_minor)).toEqual([9_000, 3_000]);
    for (const of of [former, later, outsider, supplier]) {
      expect((await run(of)).status).toBe(404);
      for (const type of ["pdf", "csv", "se"]) {
        const file = await get(`settlements.$id.$year_.runs.$run_.statement[.]${type}.ts`, {
          of,
          params: { id, year: "2026", run: "1" },
        });
        expect(file.status).toBe(404);
      }
    }
  });

  test("whoever looks as another municipality sees none of it", async () => {
    const response = await get("settlements._index.tsx", {
      of: { ...host, slug: `${host.slug}~${party.slug}` },
    });
    expect(response.status).toBe(404);
  });

  test("the list holds own years only", async () => {
    const listed = async (of: Town) =>
      (await (await get("settlements._index.tsx", { of })).json()).rows.map(
        (row: { year: number }) => row.year,
      );
    expect(await listed(party)).toContain(2026);
    expect(await listed(former)).not.toContain(2026);
    expect(await listed(outsider)).toEqual([]);
  });
});

describe("writing", () => {
  test("a party changes nothing of the host's, and says its own word only", async () => {
    const theirs = { of: party, params: { id, year: "2026" } };
    for (const route of ["key", "budget", "advances", "ledger", "runs._index"])
      expect((await post(`settlements.$id.$year_.${route}.tsx`, {}, theirs)).status, route).toBe(404);
    expect((await step(theirs, 1, { to: "approved" })).status).toBe(404);
    const remark = await post(
      "settlements.$id.$year_.runs.$run_.remarks.tsx",
      { body: "Vår fråga" },
      { of: party, params: { id, year: "2026", run: "1" } },
    );
    expect(remark.status).toBe(302);
    expect(await outsider.as((db) => db.selectFrom("settlement_remark").select("body").execute())).toEqual(
      [],
    );
    expect(await host.as((db) => db.selectFrom("settlement_remark").select("body").execute())).toEqual([
      { body: "Vår fråga" },
    ]);
  });

  test("a reader may not", async () => {
    const reader = await host.person(["reader"]);
    expect((await post("settlements.$id.$year_.budget.tsx", {}, { ...at(), as: reader })).status).toBe(403);
  });

  test("the database lets nobody remark or approve who does not pay", async () => {
    const owner = { owner_id: host.id, agreement_id: id, year: 2026, by_name: "X" };
    const { rows } = await admin().query("select id from settlement where agreement_id = $1", [id]);
    await expect(
      outsider.as((db) =>
        db
          .insertInto("settlement_remark")
          .values({ tenant_id: outsider.id, ...owner, settlement_id: rows[0].id, body: "x" })
          .execute(),
      ),
    ).rejects.toThrow("takes no words");
    await expect(
      party.as((db) =>
        db
          .insertInto("settlement_approval")
          .values({
            tenant_id: party.id,
            ...owner,
            settlement_id: rows[0].id,
            snapshot_sha256: "0",
            authority: "x",
          })
          .execute(),
      ),
    ).rejects.toThrow("another calculation");
  });
});

import { expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { town } from "../../support/towns.ts";
import { book, budgetYear, get, LATER, post, sentSettlement, step } from "./support.ts";

const admin = testDatabase();
const RUNS = "settlements.$id.$year_.runs._index.tsx";
const statement = (type: string) => `settlements.$id.$year_.runs.$run_.statement[.]${type}.ts`;

async function rowsOf(id: string, run: number): Promise<number[][]> {
  const { rows } = await admin().query(
    `select r.share_minor::text, r.before_minor::text, r.difference_minor::text from settlement_row r
     join settlement s on s.id = r.settlement_id where s.agreement_id = $1 and s.run = $2 order by r.party_order`,
    [id, run],
  );
  return rows.map((row) => [row.share_minor, row.before_minor, row.difference_minor].map(Number));
}

test("a year from key to closed settlement and its correction, to the öre of the domain's table", async () => {
  const { towns, id, at, params } = await sentSettlement(admin());
  const [, boden, alvsbyn] = towns;
  expect(await rowsOf(id, 1)).toEqual([
    [74_103_871, 68_398_268, 5_705_603],
    [26_733_675, 24_675_325, 2_058_350],
    [7_504_189, 6_926_407, 577_782],
  ]);

  const inRun = { ...params, run: "1" };
  const remark = await post(
    "settlements.$id.$year_.runs.$run_.remarks.tsx",
    { body: "Vad ingår i konto 6540?" },
    { of: boden, params: inRun },
  );
  expect(remark.status).toBe(302);
  const unanswered = await step({ ...at, now: LATER }, 1, { to: "approved" });
  expect(unanswered.status).toBe(409);
  expect(await unanswered.json()).toMatchObject({ errors: { "": `AVS-001 ${boden.name}` } });
  const found = await admin().query("select id from settlement_remark where agreement_id = $1", [id]);
  await post(
    "settlements.$id.$year_.runs.$run_.remarks.tsx",
    { body: "Drift av servrar.", remark: found.rows[0].id },
    { of: at.of, params: inRun },
  );
  const early = await step(at, 1, { to: "approved" });
  expect(await early.json()).toMatchObject({ errors: { "": "remarks_open 0 2" } });
  for (const party of [boden, alvsbyn]) {
    const page = await (
      await get("settlements.$id.$year_.runs.$run.tsx", { of: party, params: inRun })
    ).json();
    const approved = await post(
      "settlements.$id.$year_.runs.$run_.approval.tsx",
      { authority: "Delegation 4.2", seen: page.run.snapshot_sha256 },
      { of: party, params: inRun },
    );
    expect(approved.status).toBe(302);
  }
  expect((await step(at, 1, { to: "approved" })).status).toBe(302);
  expect(await (await step(at, 1, { to: "invoiced" })).json()).toMatchObject({
    errors: { "": `no_invoice ${boden.name}` },
  });
  await post(
    "settlements.$id.$year_.runs.$run_.invoices.tsx",
    { [`invoice_${boden.id}`]: "A1", [`invoice_${alvsbyn.id}`]: "A2" },
    { of: at.of, params: inRun },
  );
  expect((await step(at, 1, { to: "invoiced" })).status).toBe(302);
  expect((await step(at, 1, { to: "closed" })).status).toBe(302);
  expect(await (await step(at, 1, { to: "open" })).json()).toMatchObject({ errors: { "": "AVS-002" } });

  // corrected to 1 079 000.00: a booking of the difference, a run of its own, the first one untouched
  const before = await admin().query(
    "select row_to_json(s) as row from settlement s where agreement_id = $1",
    [id],
  );
  await book(at, "-4 417,35", "Rättelse");
  expect((await post(RUNS, {}, at)).status).toBe(422);
  expect((await post(RUNS, { reason: "Fel faktura bokförd" }, at)).status).toBe(302);
  expect((await step(at, 2, { to: "preliminary", complete: "on" })).status).toBe(302);
  expect((await rowsOf(id, 2)).map((row) => row[2])).toEqual([-302_139, -109_000, -30_596]);
  const after = await admin().query(
    "select row_to_json(s) as row from settlement s where agreement_id = $1 and run = 1",
    [id],
  );
  expect(after.rows).toEqual(before.rows);
});

test("a closed year's files are the same bytes years later, whatever has happened since", async () => {
  const { towns, id, at, params } = await sentSettlement(admin());
  const [host, boden] = towns;
  const accounts = { result: "7400", result_name: "Köpt verksamhet", balance: "2990", balance_name: "Skuld" };
  for (const of of [host, boden]) await post("settlements.$id.$year_.accounts.tsx", accounts, { of, params });
  const files = async (now?: Date) => {
    const taken = [];
    for (const of of [host, boden])
      for (const type of ["csv", "se", "pdf"]) {
        const query = type === "se" ? "" : `?party=${boden.id}`;
        const file = await get(statement(type), { of, params: { ...params, run: "1" }, query, now });
        expect(file.status).toBe(200);
        taken.push(Buffer.from(await file.arrayBuffer()).toString("latin1"));
      }
    return taken;
  };
  const then = await files();
  expect(then[0]).toContain("267336,75");
  expect(then[1]).toContain("#FORMAT PC8");
  await step({ ...at, now: LATER }, 1, { to: "approved" });
  await post(
    "settlements.$id.$year_.runs.$run_.invoices.tsx",
    { [`invoice_${boden.id}`]: "A1", [`invoice_${towns[2].id}`]: "A2" },
    { of: host, params: { ...params, run: "1" } },
  );
  await step(at, 1, { to: "invoiced" });
  await step(at, 1, { to: "closed" });
  await admin().query("update organisation set name = 'Nytt namn' where id = $1", [boden.id]);
  await admin().query("update population set inhabitants = 1 where organisation_id = $1", [boden.id]);
  await book(at, "5000");
  const changed = await post(
    "settlements.$id.$year_.accounts.tsx",
    { ...accounts, result: "7401" },
    { of: boden, params },
  );
  expect(changed.status).toBe(409);
  expect(await files(new Date("2031-05-05T09:00:00Z"))).toEqual(then);
  await expect(
    admin().query("update settlement set snapshot = 'x' where agreement_id = $1", [id]),
  ).rejects.toThrow("AVS-002");
});

test("without a decided key there is no settlement (KST-001), and without outcome or its completeness none", async () => {
  const { at, id } = await budgetYear(admin());
  await post(RUNS, {}, at);
  expect(await (await step(at, 1, { to: "preliminary" })).json()).toMatchObject({
    errors: { complete: "actuals_incomplete" },
  });
  expect(await (await step(at, 1, { to: "preliminary", complete: "on" })).json()).toMatchObject({
    errors: { "": "no_actuals" },
  });
  const other = { ...at, params: { id, year: "2025" } };
  await post(RUNS, {}, other);
  expect(await (await step(other, 1, { to: "preliminary", complete: "on" })).json()).toMatchObject({
    errors: { "": "KST-001 2025" },
  });
});

test("a key that a year was worked out by stays; a new version stands beside it, and what was worked out keeps its own", async () => {
  const { at, key, id } = await sentSettlement(admin());
  await expect(admin().query("update cost_key set name = 'x' where id = $1", [key])).rejects.toThrow(
    "stays as it is",
  );
  await expect(
    admin().query("update cost_key_weight set weight = 1 where cost_key_id = $1", [key]),
  ).rejects.toThrow("stays as it is");
  const { rows } = await admin().query("select locked_on::text from cost_key where id = $1", [key]);
  expect(rows).toEqual([{ locked_on: "2027-01-20" }]);
  expect((await book(at, "1")).status).toBe(409); // the outcome is locked with it
  await step(at, 1, { to: "open", reason: "Fel konto" });
  expect(await rowsOf(id, 1)).toEqual([]);
  expect((await book(at, "1")).status).toBe(302);
});

test("advances above the outcome are pointed out once the year is over, until its settlement is closed (KL 2:6)", async () => {
  const { at, towns, params } = await budgetYear(admin());
  await book(at, "900 000");
  const overpaid = async (now: string) =>
    (
      await (
        await get("settlements.$id.$year.tsx", { of: towns[1], params, now: new Date(`${now}T09:00:00Z`) })
      ).json()
    ).overpaidMinor;
  expect(await overpaid("2026-12-31")).toBe(0);
  expect(await overpaid("2027-01-20")).toBe(10_000_000);
  await book(at, "100 000,01");
  expect(await overpaid("2027-01-20")).toBeLessThanOrEqual(0);
});

test("a ledger file is taken in whole or not at all, and the same one once", async () => {
  const { at, id } = await budgetYear(admin());
  const send = (content: string, name = "utfall.csv") => {
    const form = new FormData();
    form.append("file", new File([content], name, { type: "text/csv" }));
    return post("settlements.$id.$year_.ledger_.file.tsx", form, at);
  };
  const faulty = await send("Datum;Konto;Belopp\r\n2026-01-31;6540;100\r\n2026-02-30;65;tolv\r\n");
  expect(faulty.status).toBe(422);
  expect(await faulty.json()).toMatchObject({
    count: 3,
    problems: [
      { row: 3, column: "Datum" },
      { row: 3, column: "Konto" },
      { row: 3, column: "Belopp" },
    ],
  });
  const count = async () =>
    Number(
      (await admin().query("select count(*) from ledger_line where agreement_id = $1", [id])).rows[0].count,
    );
  expect(await count()).toBe(0);
  const right =
    "Datum;Konto;Belopp;Text\r\n2026-01-31;6540;100,50;Licens för ärendehantering\r\n2026-02-28;5010;7;Lön\r\n";
  expect((await send(right)).status).toBe(302);
  expect(await (await send(right, "annat namn.csv")).json()).toMatchObject({ error: { code: "same_file" } });
  expect(await count()).toBe(2);
});

test("a settlement that was opened again keeps what the parties have said: it is not removed", async () => {
  const { at, params, towns, id } = await sentSettlement(admin());
  const inRun = { ...params, run: "1" };
  const where = { of: towns[1], params: inRun };
  await post("settlements.$id.$year_.runs.$run_.remarks.tsx", { body: "Fel konto" }, where);
  expect((await step(at, 1, { to: "open", reason: "Räknas om" })).status).toBe(302);
  const page = await (await get("settlements.$id.$year_.runs.$run.tsx", { ...at, params: inRun })).json();
  expect(page.can.drop).toBe(false);
  expect((await step(at, 1, { to: "drop" })).status).toBe(409);
  const { rows } = await admin().query("select body from settlement_remark where agreement_id = $1", [id]);
  expect(rows).toEqual([{ body: "Fel konto" }]);
  // the database by itself, also when it has been worked out anew
  const remove = () => at.of.as((db) => db.deleteFrom("settlement").where("agreement_id", "=", id).execute());
  await expect(remove()).rejects.toThrow("AVS-002: a settlement that was sent stays");
  expect((await step(at, 1, { to: "preliminary", complete: "on" })).status).toBe(302);
  await expect(remove()).rejects.toThrow("AVS-002: a settlement that was sent stays");
});

test("who is proposed to an agreement in force neither stops the year nor gets a bill before it is admitted", async () => {
  const { at, id } = await budgetYear(admin());
  await admin().query("update agreement_party set admitted_on = joined_on where agreement_id = $1", [id]);
  const proposed = await town(admin());
  await admin().query(
    `insert into agreement_party (tenant_id, agreement_id, organisation_id, party_order, role, joined_on)
     values ($1, $2, $3, 4, 'participant', '2026-07-01')`,
    [at.of.id, id, proposed.id],
  );
  const shares = async () => (await rowsOf(id, 1)).map((row) => row[0]);
  await book(at, "1 000 000");
  await post("settlements.$id.$year_.runs._index.tsx", {}, at);
  expect((await step(at, 1, { to: "preliminary", complete: "on" })).status).toBe(302);
  expect(await shares()).toEqual([68_398_268, 24_675_325, 6_926_407]);

  // a key that gives it a weight, as admitting it needs, charges nobody yet either
  await step(at, 1, { to: "open" });
  await admin().query("alter table cost_key_weight disable trigger user");
  await admin().query(
    `insert into cost_key_weight (tenant_id, agreement_id, year, cost_key_id, organisation_id, weight)
     select distinct tenant_id, agreement_id, year, cost_key_id, $2::uuid, 50000 from cost_key_weight where agreement_id = $1`,
    [id, proposed.id],
  );
  await admin().query("alter table cost_key_weight enable trigger user");
  expect((await step(at, 1, { to: "preliminary", complete: "on" })).status).toBe(302);
  expect(await shares()).toEqual([68_398_268, 24_675_325, 6_926_407]);
});

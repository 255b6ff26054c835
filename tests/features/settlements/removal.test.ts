import { expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { book, budgetYear, get, post } from "./support.ts";

const admin = testDatabase();
const PAGE = "settlements.$id.$year_.removal.tsx";

test("what is taken away is asked about first, with what it is; what is not there is not found", async () => {
  const { at, id } = await budgetYear(admin());
  await book(at, "120", "Felbokad");
  const form = new FormData();
  form.append("file", new File(["Datum;Konto;Belopp\r\n2026-01-31;6540;100,50\r\n"], "utfall.csv"));
  await post("settlements.$id.$year_.ledger_.file.tsx", form, at);
  const one = async (table: string, where = "true") =>
    (await admin().query(`select id from ${table} where agreement_id = $1 and ${where}`, [id])).rows[0].id;
  const ask = async (what: string, item: string) => {
    const answer = await get(PAGE, { ...at, query: `?what=${what}&item=${item}` });
    return answer.status === 200 ? (await answer.json()).removed : answer.status;
  };
  const [booking, file, line, budget] = [
    await one("ledger_line", "text = 'Felbokad'"),
    await one("ledger_file"),
    await one("budget_line"),
    await one("budget"),
  ];
  expect(await ask("booking", booking)).toMatchObject({ label: "Felbokad, 2026-06-30", minor: 12_000 });
  expect(await ask("file", file)).toMatchObject({ label: "utfall.csv", rows: 1, minor: 10_050 });
  expect(await ask("decision", budget)).toMatchObject({ label: "Kommunstyrelsen, § 12", minor: 100_000_000 });
  // the lines of a decided budget stay; other things' ids, nonsense and nothing are not found
  for (const [what, item] of [
    ["line", line],
    ["booking", file],
    ["file", booking],
    ["booking", "x"],
    ["", ""],
  ])
    expect([await ask(what!, item!), what]).toEqual([404, what]);
  expect((await post("settlements.$id.$year_.ledger.tsx", { remove: booking }, at)).status).toBe(302);
  expect(await ask("booking", booking)).toBe(404);
  expect((await post("settlements.$id.$year_.ledger.tsx", { remove_file: file }, at)).status).toBe(302);
  await admin().query("update advance set invoice_ref = null, invoiced_on = null where agreement_id = $1", [
    id,
  ]);
  expect((await post("settlements.$id.$year_.budget_.decision.tsx", { intent: "reopen" }, at)).status).toBe(
    302,
  );
  expect(await ask("decision", budget)).toBe(404);
  expect(await ask("line", line)).toMatchObject({ label: "Gemensam drift" });
  expect((await post("settlements.$id.$year_.budget.tsx", { remove: line }, at)).status).toBe(302);
});

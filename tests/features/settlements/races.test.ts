import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { book, budgetYear, KEY, post, step, three, YEAR } from "./support.ts";

const admin = testDatabase();
const RUNS = "settlements.$id.$year_.runs._index.tsx";
const count = async (table: string, id: string) =>
  Number((await admin().query(`select count(*) from ${table} where agreement_id = $1`, [id])).rows[0].count);

test("two who begin the settlement at once: the database lets one through", async () => {
  const { at, id } = await budgetYear(admin());
  const answers = await Promise.all([post(RUNS, {}, at), post(RUNS, {}, at)]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([302, 409]);
  expect(await count("settlement", id)).toBe(1);
});

test("two who work it out at once: once", async () => {
  const { at, id } = await budgetYear(admin());
  await book(at, "100");
  await post(RUNS, {}, at);
  const form = { to: "preliminary", complete: "on" };
  const answers = await Promise.all([step(at, 1, form), step(at, 1, form)]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([302, 409]);
  expect(await count("settlement_row", id)).toBe(3);
});

test("a form sent twice makes one: settlement, key version, budget line and booking", async () => {
  const { id, towns } = await three(admin());
  const at = { of: towns[0], params: { id, year: String(YEAR) } };
  const twice = async (route: string, form: Record<string, string>) => {
    const sent = { ...form, form_key: randomUUID() };
    const first = await post(route, sent, at);
    const second = await post(route, sent, at);
    expect([first.status, second.status]).toEqual([302, 302]);
    expect(second.headers.get("Location")).toBe(first.headers.get("Location"));
  };
  await twice("settlements.$id.$year_.key.tsx", KEY as Record<string, string>);
  await twice("settlements.$id.$year_.budget.tsx", { text: "Drift", account: "6540", amount: "5" });
  await twice("settlements.$id.$year_.ledger.tsx", { booked_on: "2026-02-01", account: "6540", amount: "5" });
  await twice(RUNS, {});
  for (const table of ["cost_key", "budget_line", "ledger_line", "settlement"])
    expect(await count(table, id)).toBe(1);
});

test("two who change the key from the same page: the second is told", async () => {
  const { id, towns } = await three(admin());
  const at = { of: towns[0], params: { id, year: String(YEAR) } };
  const answers = await Promise.all([
    post("settlements.$id.$year_.key.tsx", KEY, at),
    post("settlements.$id.$year_.key.tsx", { ...KEY, kind: "equal" }, at),
  ]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([302, 409]);
  expect(await count("cost_key", id)).toBe(1);
});

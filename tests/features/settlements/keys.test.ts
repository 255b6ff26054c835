import { expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { cooperation, town } from "../../support/towns.ts";
import { agreement, book, budgetYear, get, KEY, post, step, three, YEAR } from "./support.ts";

const admin = testDatabase();
const FORM = "settlements.$id.$year_.key.tsx";

test("inhabitants are those of the official count on the day, with day and source; what is typed goes before", async () => {
  const { id, towns } = await three(admin());
  const at = { of: towns[0], params: { id, year: String(YEAR) } };
  await admin().query(
    "insert into population (organisation_id, counted_on, inhabitants, source) values ($1, '2024-11-01', 70000, 'SCB 2024')",
    [towns[0].id],
  );
  await post(FORM, KEY, at);
  await post(
    FORM,
    {
      ...KEY,
      seen: "1",
      as_of_on: "2024-12-31",
      [`weight_${towns[1].id}`]: "1",
      [`weight_${towns[2].id}`]: "2,5",
    },
    at,
  );
  const { rows } = await admin().query(
    `select k.key_version, k.source, k.as_of_on::text, array_agg(w.weight::float order by w.weight desc) as weights
     from cost_key k join cost_key_weight w on w.cost_key_id = k.id where k.agreement_id = $1 group by k.key_version, k.source, k.as_of_on order by 1`,
    [id],
  );
  expect(rows).toEqual([
    { key_version: 1, source: "SCB", as_of_on: "2025-11-01", weights: [79_000, 28_500, 8_000] },
    { key_version: 2, source: "SCB 2024", as_of_on: "2024-12-31", weights: [70_000, 2.5, 1] },
  ]);
});

test("a preview shows both keys and saves nothing", async () => {
  const { at, id } = await budgetYear(admin());
  const answer = await post(FORM, { ...KEY, intent: "preview", seen: "1", kind: "equal", total: "100" }, at);
  expect(answer.status).toBe(200);
  const { preview } = await answer.json();
  expect(preview.before).toBe("2026 (2026, 1)");
  expect(preview.rows.map((row: { before: number; after: number }) => [row.before, row.after])).toEqual([
    [6_840, 3_334],
    [2_467, 3_333],
    [693, 3_333],
  ]);
  const { rows } = await admin().query("select count(*)::int as n from cost_key where agreement_id = $1", [
    id,
  ]);
  expect(rows[0].n).toBe(1);
});

test.each([
  ["KST-002", { kind: "own" }, ["0", "0", "0"], "KST-002"],
  ["KST-004", { kind: "fixed_percent" }, ["50", "40", "9,5"], "KST-004 99.5"],
  ["a day without source", { kind: "users" }, ["1", "1", "1"], undefined],
])("refused: %s", async (_, form, weights, code) => {
  const { id, towns } = await three(admin());
  const typed = Object.fromEntries(towns.map((each, index) => [`weight_${each.id}`, weights[index]!]));
  const answer = await post(
    FORM,
    { ...KEY, ...form, ...typed },
    { of: towns[0], params: { id, year: String(YEAR) } },
  );
  expect(answer.status).toBe(422);
  const { errors } = await answer.json();
  if (code) expect(errors).toEqual({ [`weight_${towns[0].id}`]: code });
  else expect(errors).toEqual({ source: "required", as_of_on: "required" });
});

test("floors above the sum are refused with the sum (KST-003)", async () => {
  const { id, towns } = await three(admin());
  const floors = Object.fromEntries(towns.map((each) => [`floor_${each.id}`, "400000"]));
  const answer = await post(
    FORM,
    { ...KEY, ...floors },
    { of: towns[0], params: { id, year: String(YEAR) } },
  );
  expect(await answer.json()).toMatchObject({ errors: { total: "KST-003 100000000" } });
});

test("the page explains each share, and shows what happens when somebody joins or leaves", async () => {
  const { key, towns, at } = await budgetYear(admin());
  const newcomer = await town(admin());
  await cooperation(admin(), [towns[0], newcomer]);
  const page = async (query: string) =>
    (await get("cost-keys.$id.tsx", { of: at.of, params: { id: key }, query })).json();
  const plain = await page("");
  expect(plain.shares[0].words[1].replace(/\u00a0/g, " ")).toBe(
    "1 000 000 kr × 79 000 / 115 500 = 683 982,68398… kr.",
  );
  const left = await page(`?leaves=${towns[1].id}&on=2026-10-01`);
  expect(
    left.compared.rows
      .map((row: { difference: number }) => row.difference)
      .reduce((a: number, b: number) => a + b, 0),
  ).toBe(0);
  expect(left.compared.rows[1].after).toBeLessThan(left.compared.rows[1].before);
  const joined = await page(`?joins=${newcomer.id}&weight=10000&on=2026-07-01`);
  expect(joined.compared.rows.at(-1)).toMatchObject({ name: newcomer.name, before: null });
  expect(await page(`?joins=${newcomer.id}&on=2026-07-01`)).toMatchObject({ compared: { error: "weight" } });
  expect(await page(`?leaves=${towns[1].id}&on=2025-07-01`)).toMatchObject({ compared: { error: "day" } });
});

test("a party that came after the decision is named, and nothing is worked out without it", async () => {
  const { id, at } = await budgetYear(admin());
  const newcomer = await town(admin());
  await admin().query(
    `insert into agreement_party (tenant_id, agreement_id, organisation_id, party_order, role, joined_on)
     values ($1, $2, $3, 9, 'participant', '2026-07-01')`,
    [at.of.id, id, newcomer.id],
  );
  expect((await (await get("settlements.$id.$year.tsx", at)).json()).missing).toEqual([newcomer.name]);
  await admin().query("update advance set invoice_ref = null, invoiced_on = null where agreement_id = $1", [
    id,
  ]);
  expect(
    await (await post("settlements.$id.$year_.advances.tsx", { intent: "work_out" }, at)).json(),
  ).toMatchObject({
    errors: { "": `key_misses ${newcomer.name}` },
  });
});

test("a party that left and came back pays for its days only, and keeps them in the closed year's basis", async () => {
  const [host, boden] = await Promise.all([town(admin()), town(admin())]);
  const id = await agreement(admin(), [{ town: host! }, { town: boden!, to: "2026-03-31" }]);
  await admin().query(
    `insert into agreement_party (tenant_id, agreement_id, organisation_id, party_order, role, joined_on)
     values ($1, $2, $3, 3, 'participant', '2026-07-01')`,
    [host!.id, id, boden!.id],
  );
  const at = { of: host!, params: { id, year: String(YEAR) } };
  const made = await post(FORM, { ...KEY, kind: "equal" }, at);
  const key = /cost-keys\/([^?]+)/.exec(made.headers.get("Location")!)![1]!;
  const decision = { decided_on: "2026-01-10", decided_by: "KS", decision_ref: "§ 12" };
  await post("cost-keys.$id_.decision.tsx", decision, { of: host!, params: { id: key } });
  await book(at, "36 500");
  await post("settlements.$id.$year_.runs._index.tsx", {}, at);
  expect((await step(at, 1, { to: "preliminary", complete: "on" })).status).toBe(302);
  const page = await (
    await get("settlements.$id.$year_.runs.$run.tsx", { of: host!, params: { ...at.params, run: "1" } })
  ).json();
  expect(page.rows.map((row: { days: number; share_minor: number }) => [row.days, row.share_minor])).toEqual([
    [365, 9_100_00 + 13_700_00],
    [274, 13_700_00],
  ]);
  expect(page.isSame).toBe(true);
});

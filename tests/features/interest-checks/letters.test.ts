import { expect, test } from "vitest";
import { followUpInterestChecks, writeLetters } from "#app/features/interest-checks/letters.server.ts";
import { testDatabase } from "../../support/database.ts";
import type { Town } from "../../support/towns.ts";
import { ask, binding, get, LATER, look, NOW, neighbours, post, reply } from "./support.ts";

const admin = testDatabase();

async function mailTo(of: Town): Promise<string[]> {
  const { rows } = await admin().query(
    "select subject, body from outbox where tenant_id = $1 order by created_at, id",
    [of.id],
  );
  return rows.map((row) => `${row.subject}\n${row.body}`);
}

/** Does what the queue has been asked to do for this check, as the worker would. */
async function work(id: string) {
  const { rows } = await admin().query(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'interest_letters' and j.payload ->> 'check' = $1 order by j.id`,
    [id],
  );
  for (const row of rows) await writeLetters(row.payload, NOW);
}

test("each organisation gets its own letter once; the coordinator none", async () => {
  const { lead, others, together } = await neighbours(admin(), 2);
  const [a, b] = others as [Town, Town];
  const id = await ask(lead, { circle: together.everyone, whom: [lead, ...others] });
  await work(id);
  await work(id);
  for (const other of [a, b]) {
    const [letter, ...more] = await mailTo(other);
    expect(more).toEqual([]);
    expect(letter).toContain(`Intresseförfrågan från ${lead.name}`);
    expect(letter).toContain(`/${other.slug}/interest-checks/${id}/reply`);
    expect(letter).not.toContain(`/${lead.slug}/`);
  }
  expect(await mailTo(lead)).toEqual([]);
});

test("reminders go once per step, to those who have not answered, and name no answer", async () => {
  const { lead, others, together } = await neighbours(admin(), 2);
  const [answers, silent] = others as [Town, Town];
  const id = await ask(lead, {
    circle: together.everyone,
    whom: others,
    more: { answers_hidden_until_close: "on" },
  });
  await reply(answers, id, { ...binding, conditions: "Hemlighet", quantity_likely: "7171" });
  for (const day of ["2026-12-01", "2026-12-03", "2026-12-03", "2026-12-07", "2026-12-09", "2026-12-10"])
    await followUpInterestChecks(new Date(`${day}T05:00:00Z`));
  const reminded = await mailTo(silent);
  expect(reminded.map((mail) => mail.split("\n")[0])).toEqual(Array(3).fill(reminded[0]!.split("\n")[0]));
  expect(reminded[0]).toContain("svara senast 2026-12-10");
  expect(await mailTo(answers)).toEqual([]);
  expect(reminded.join()).not.toMatch(/Hemlighet|7171/);
  expect((await look(lead, id, { now: NOW })).check.state).toBe("open");
});

test("the last day passes: written down once, the coordinator is told once, and nothing more is sent to the others", async () => {
  const { lead, others, together } = await neighbours(admin(), 1);
  const id = await ask(lead, { circle: together.everyone, whom: others, more: { quorum_min: "1" } });
  await followUpInterestChecks(LATER);
  await followUpInterestChecks(LATER);
  expect((await mailTo(lead)).map((mail) => mail.split("\n")[0])).toEqual([
    expect.stringContaining("Svarstiden är slut"),
  ]);
  expect(await mailTo(others[0]!)).toEqual([]);
  const { rows } = await admin().query(
    "select state, closed_on::text, first_closed_on::text from interest_check where id = $1",
    [id],
  );
  expect(rows).toEqual([{ state: "closed", closed_on: "2026-12-10", first_closed_on: "2026-12-10" }]);
});

test("everybody who is asked is told of a decision and of a withdrawal, without what anybody answered", async () => {
  const { lead, others, together } = await neighbours(admin(), 2);
  const [a, b] = others as [Town, Town];
  const id = await ask(lead, { circle: together.everyone, whom: others });
  await reply(a, id, { ...binding, conditions: "Hemlighet" });
  await post("$id_.decision.tsx", { outcome: "no_go", reason: "För få" }, { of: lead, id, now: LATER });
  await work(id);
  for (const other of [a, b]) {
    const mail = (await mailTo(other)).join();
    expect(mail).toContain("man går inte vidare");
    expect(mail).not.toContain("Hemlighet");
  }
  const taken = await ask(lead, { circle: together.everyone, whom: [b], more: { quorum_min: "1" } });
  await post("$id_.withdrawal.tsx", { reason: "Pengarna räcker inte" }, { of: lead, id: taken });
  await work(taken);
  expect((await mailTo(b)).at(-1)).toContain("Pengarna räcker inte");
});

test("the start page says what waits, by the day alone", async () => {
  const { lead, others, together } = await neighbours(admin(), 1);
  const id = await ask(lead, { circle: together.everyone, whom: others, more: { quorum_min: "1" } });
  const start = async (of: Town, now: Date) => {
    const { loader } = await import("../../../app/routes/$tenant._index.tsx");
    const { callLoader } = await import("../../support/routes.ts");
    const response = await callLoader(loader as never, {
      cookie: of.admin.cookie,
      params: { tenant: of.slug },
      now,
    });
    return (await response.json()).waiting.matters;
  };
  const place = `/${others[0]!.slug}/interest-checks/${id}/reply`;
  expect(await start(others[0]!, NOW)).toEqual([
    { kind: "interest_answer", count: 1, until: "2026-12-10", href: place },
  ]);
  expect(await start(lead, NOW)).toEqual([]);
  expect(await start(lead, LATER)).toMatchObject([
    { kind: "interest_decide", count: 1, href: `/${lead.slug}/interest-checks/${id}` },
  ]);
  await reply(others[0]!, id);
  expect(await start(others[0]!, NOW)).toEqual([]);
  expect((await get("_index.tsx", { of: others[0]! })).status).toBe(200);
});

test("more days: only later, with a reason, written down, and told to those who have not answered", async () => {
  const { lead, others, together } = await neighbours(admin(), 2);
  const [answers, silent] = others as [Town, Town];
  const id = await ask(lead, { circle: together.everyone, whom: others });
  await reply(answers, id, { ...binding, conditions: "Hemlighet" });
  const extend = (closes_on: string, reason: string, now = NOW) =>
    post("$id_.extension.tsx", { closes_on, reason }, { of: lead, id, now });
  const errors = async (...parts: Parameters<typeof extend>) =>
    (await (await extend(...parts)).json()).errors;
  expect(await errors("2026-12-10", "")).toEqual({ closes_on: "not_later", reason: "missing" });
  expect(await errors("i januari", "Julen")).toEqual({ closes_on: "not_a_day" });
  expect((await post("$id_.extension.tsx", {}, { of: answers, id })).status).toBe(404);
  expect((await extend("2027-01-15", "Nämnden möts först i januari")).status).toBe(302);
  expect((await look(answers, id)).check).toMatchObject({ state: "open", closes_on: "2027-01-15" });
  await work(id);
  await work(id);
  const told = (await mailTo(silent)).filter((mail) => mail.startsWith("Längre svarstid"));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("Skäl: Nämnden möts först i januari");
  expect(told[0]).toContain("2027-01-15");
  expect((await mailTo(answers)).filter((mail) => mail.startsWith("Längre svarstid"))).toEqual([]);
  const { rows } = await admin().query(
    "select action, old #>> '{}' as old, new #>> '{}' as new, reason from change_event where object_id = $1 and action = 'extended'",
    [id],
  );
  expect(rows).toEqual([
    { action: "extended", old: "2026-12-10", new: "2027-01-15", reason: "Nämnden möts först i januari" },
  ]);
  // the new last day has reminders of its own, and once it is over there is only the reopening
  await followUpInterestChecks(new Date("2027-01-14T05:00:00Z"));
  expect((await mailTo(silent)).at(-1)).toContain("svara senast 2027-01-15");
  expect((await extend("2027-02-15", "En gång till", new Date("2027-01-20T09:00:00Z"))).status).toBe(409);
});

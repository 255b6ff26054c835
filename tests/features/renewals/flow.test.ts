import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { writeRenewalLetters } from "#app/features/renewals/letters.server.ts";
import { testDatabase } from "../../support/database.ts";
import type { Town } from "../../support/towns.ts";
import { answer, ask, CLOSES, done, get, LATER, look, NOW, pool, post } from "./support.ts";

const admin = testDatabase();

/** Closes and goes into evaluation. */
async function evaluate(lead: Town, id: string) {
  await done("$id_.evaluation.ts", {}, { of: lead, id, now: LATER });
}

/** Why answers were refused, as the answering organisation's history says. */
async function refusalsOf(id: string): Promise<string[]> {
  const { rows } = await admin().query(
    "select reason from change_event where object_id = $1 and object_kind = 'renewal_answer' and action = 'reply_refused' order by id",
    [id],
  );
  return rows.map((row) => row.reason);
}

describe("a survey from draft to transfer", () => {
  test("members answer, the joint step moves everybody's price, buckets add up, and the transfer makes the next agreement", async () => {
    const made = await pool(admin());
    const [lulea, boden, alvsbyn] = made.members as [Town, Town, Town];
    const id = await ask(made, { more: { min_participants: "2" } });
    // own price inside the survey: alone at first, the joint step once all are in
    const first = (await (await get("$id_.answer.tsx", { of: boden, id })).json()).data.price;
    expect(first).toMatchObject({ current: 450, price: { joint: 450, minor: 27_000_000 } });
    expect((await answer(lulea, id, { quantity: "1 400", answer: "multi_year" })).status).toBe(302);
    const second = (await (await get("$id_.answer.tsx", { of: boden, id })).json()).data.price;
    // one other: its quantity is not told, the step that both reach is
    expect(second.basis.others).toBeNull();
    expect(second.price).toEqual({
      joint: null,
      reached: { from_quantity: 500, unit_price_minor: 54_000 },
      minor: 24_300_000,
    });
    expect((await answer(boden, id, { quantity: "450" })).status).toBe(302);
    expect((await answer(alvsbyn, id, { answer: "no", quantity: "" })).status).toBe(302);
    const seen = await look(made.lead, id);
    expect(seen.result.buckets.filter((row: { organisations: number }) => row.organisations > 0)).toEqual([
      { bucket: "renews", organisations: 1, quantity: 450, cost: 24_300_000 },
      { bucket: "multi_year", organisations: 1, quantity: 1400, cost: 75_600_000 },
      { bucket: "cancels", organisations: 1, quantity: 0, cost: 0 },
    ]);
    expect(seen.result.total).toEqual({ organisations: 3, quantity: 1850, cost: 99_900_000 });
    expect(seen.result.quorum).toMatchObject({ counted: 2, needed: 2, isReached: true });

    await evaluate(made.lead, id);
    const before = await (await get("$id_.transfer.tsx", { of: made.lead, id, now: LATER })).json();
    expect(before.carried.map((row: { bucket: string }) => row.bucket).sort()).toEqual([
      "multi_year",
      "renews",
    ]);
    expect(before.left).toMatchObject([
      { id: alvsbyn.id, bucket: "cancels", rights: 300, endsOn: "2026-12-31" },
    ]);
    await done("$id_.transfer.tsx", { intent: "transfer" }, { of: made.lead, id, now: LATER });
    const rows = await admin().query(
      `select m.organisation_id, m.joined_on::text, m.own_ends_on::text, e.quantity::int as quantity from licence_member m
       join entitlement e using (tenant_id, agreement_id, organisation_id) where m.agreement_id = $1 order by e.quantity`,
      [made.successor],
    );
    expect(rows.rows).toEqual([
      { organisation_id: boden.id, joined_on: "2027-01-01", own_ends_on: null, quantity: 450 },
      { organisation_id: lulea.id, joined_on: "2027-01-01", own_ends_on: "2029-12-31", quantity: 1400 },
    ]);
    const lines = await admin().query(
      `select l.amount_minor::int as minor, l.status, l.per from contract_cost_line l join licence_agreement a
       on a.contract_id = l.contract_id and a.tenant_id = l.tenant_id where a.id = $1 order by 1`,
      [made.successor],
    );
    expect(lines.rows).toEqual([
      { minor: 24_300_000, status: "estimate", per: "year" },
      { minor: 75_600_000, status: "estimate", per: "year" },
    ]);
    const chain = await admin().query("select supersedes_id from licence_agreement where id = $1", [
      made.successor,
    ]);
    expect(chain.rows[0].supersedes_id).toBe(made.agreement);
    // rights never exceed what is bought
    const bought = await admin().query(
      "select sum(p.quantity)::int as n from licence_purchase p join licence_item i on i.id = p.item_id where i.agreement_id = $1",
      [made.successor],
    );
    expect(bought.rows[0].n).toBe(1850);

    // running it again changes nothing and says so
    const again = await post("$id_.transfer.tsx", { intent: "transfer" }, { of: made.lead, id, now: LATER });
    expect([again.status, (await again.json()).refusal.code]).toEqual([409, "already_transferred"]);
    // undone exactly, while the new agreement is a draft
    await done(
      "$id_.transfer.tsx",
      { intent: "undo", organisation: boden.id },
      { of: made.lead, id, now: LATER },
    );
    const left = await admin().query("select organisation_id from licence_member where agreement_id = $1", [
      made.successor,
    ]);
    expect(left.rows).toEqual([{ organisation_id: lulea.id }]);
    await admin().query("update licence_agreement set state = 'active' where id = $1", [made.successor]);
    const late = await post(
      "$id_.transfer.tsx",
      { intent: "undo", organisation: lulea.id },
      { of: made.lead, id, now: LATER },
    );
    expect((await late.json()).refusal.code).toBe("successor_not_draft");
    await admin().query("update licence_agreement set state = 'draft' where id = $1", [made.successor]);
    await done("$id_.transfer.tsx", { intent: "transfer" }, { of: made.lead, id, now: LATER });
    await done("$id_.completion.tsx", {}, { of: made.lead, id, now: LATER });
    expect((await look(made.lead, id, { now: LATER })).round.state).toBe("completed");
  });

  test("those who leave get their last day with the transfer, and lose it when they are moved back", async () => {
    const made = await pool(admin());
    const [lulea, boden, alvsbyn] = made.members as [Town, Town, Town];
    const id = await ask(made, { more: { no_answer_means: "leaves" } });
    await answer(lulea, id);
    await answer(boden, id, { answer: "no", quantity: "" });
    const to = { of: made.lead, id, now: LATER };
    await evaluate(made.lead, id);
    const last = async () => {
      const { rows } = await admin().query(
        "select organisation_id as id, leaves_on::text as day from licence_member where agreement_id = $1 and leaves_on is not null",
        [made.agreement],
      );
      return Object.fromEntries(rows.map((row) => [row.id, row.day]));
    };
    expect(await last()).toEqual({});
    await done("$id_.transfer.tsx", { intent: "transfer" }, to);
    expect(await last()).toEqual({ [boden.id]: "2026-12-31", [alvsbyn.id]: "2026-12-31" });
    const again = await post("$id_.transfer.tsx", { intent: "depart" }, to);
    expect([again.status, (await again.json()).refusal.code]).toEqual([409, "already_departed"]);
    expect((await look(boden, id, { now: LATER })).own.exit).toEqual({
      leaves_on: "2026-12-31",
      rights: 450,
      loans: 0,
    });
    expect((await look(lulea, id, { now: LATER })).own.exit).toBeNull();
    const stays = { organisation: alvsbyn.id, bucket: "renews", reason: "Ändrade sig" };
    await done("$id_.placement.tsx", stays, to);
    expect(await last()).toEqual({ [boden.id]: "2026-12-31" });
    // an end that somebody else has written is not this survey's to move
    await admin().query(
      "update licence_member set leaves_on = '2026-12-20' where agreement_id = $1 and organisation_id = $2",
      [made.agreement, boden.id],
    );
    await done("$id_.placement.tsx", { ...stays, organisation: boden.id }, to);
    expect(await last()).toEqual({ [boden.id]: "2026-12-20" });
    const log = await admin().query(
      "select new is null as back from change_event where object_id = $1 and action = 'departures_written' order by id",
      [id],
    );
    expect(log.rows.map((row) => row.back)).toEqual([false, false, true]);
  });

  test("two transfers at the same instant: everybody is carried over once", async () => {
    const made = await pool(admin());
    const id = await ask(made);
    for (const member of made.members) await answer(member, id);
    await evaluate(made.lead, id);
    const both = await Promise.all(
      [1, 2].map(() => post("$id_.transfer.tsx", { intent: "transfer" }, { of: made.lead, id, now: LATER })),
    );
    expect(both.map((response) => response.status).sort()).toEqual([302, 409]);
    const rows = await admin().query("select count(*)::int as n from entitlement where agreement_id = $1", [
      made.successor,
    ]);
    expect(rows.rows[0].n).toBe(3);
  });

  test("without the lowest number nobody is carried over, and the page says how many there are", async () => {
    const made = await pool(admin());
    const id = await ask(made, { more: { min_participants: "3" } });
    await answer(made.members[0]!, id);
    await answer(made.members[1]!, id);
    await evaluate(made.lead, id);
    const refused = await post(
      "$id_.transfer.tsx",
      { intent: "transfer" },
      { of: made.lead, id, now: LATER },
    );
    expect(refused.status).toBe(409);
    expect((await refused.json()).refusal).toEqual({
      code: "quorum_not_reached",
      details: { counted: 2, needed: 3 },
    });
    const history = await admin().query(
      "select reason from change_event where object_id = $1 and action = 'transfer_refused'",
      [id],
    );
    expect(history.rows[0].reason).toBe("2 av 3 bindande svar. Upphandlingen kan inte startas från enkäten.");
  });
});

describe("draft and steps", () => {
  test("configuration, participants and costs are ticked before it is ready, and it is fixed once it is open", async () => {
    const made = await pool(admin());
    const id = await ask(made, { sends: false });
    expect((await look(made.lead, id)).missing).toEqual(["participants", "costs"]);
    const early = await post("$id_.readiness.ts", { intent: "ready" }, { of: made.lead, id });
    expect([early.status, (await early.json()).code]).toEqual([409, "not_ready"]);
    expect(await look(made.members[0]!, id)).toBe(404);
    const open = await ask(made);
    for (const part of ["$id_.edit.tsx", "$id_.costs.tsx", "$id_.participants.tsx", "$id_.questions.tsx"])
      expect((await get(part, { of: made.lead, id: open })).status, part).toBe(404);
    await expect(
      admin().query("update renewal_tier set unit_price_minor = 1 where round_id = $1", [open]),
    ).rejects.toThrow("fixed once the survey is open");
  });

  test("a percentage over all members is seen before it is used", async () => {
    const made = await pool(admin());
    const id = await ask(made, { sends: false });
    const page = await (await get("$id_.costs.tsx", { of: made.lead, id, query: "?change=4,5" })).json();
    const kronor = page.preview.rows.map((row: { before: number; after: number }) => [
      row.before / 100,
      row.after / 100,
    ]);
    expect(kronor.sort((a: number[], b: number[]) => b[0]! - a[0]!)).toEqual([
      [672_000, 702_240],
      [216_000, 225_720],
      [144_000, 150_480],
    ]);
    const saved = { intent: "change", change: "4,5", version: String(page.round.version) };
    await done("$id_.costs.tsx", saved, { of: made.lead, id });
    expect((await look(made.lead, id)).round.price_change).toBe(450);
    expect((await post("$id_.costs.tsx", saved, { of: made.lead, id })).status).toBe(409);
    const wrong = await (await get("$id_.costs.tsx", { of: made.lead, id, query: "?change=mycket" })).json();
    expect(wrong.isPercentWrong).toBe(true);
  });

  test("a binding answer needs its authority; the receipt goes to signer and registry", async () => {
    const made = await pool(admin());
    const [town] = made.members as [Town];
    const id = await ask(made);
    const refused = await answer(town, id, { authority_ref: "" });
    expect([refused.status, (await refused.json()).errors]).toEqual([
      422,
      { authority_ref: "binding_needs_authority" },
    ]);
    expect(await refusalsOf(id)).toEqual(["Bindande svar kräver beslut eller delegation."]);
    await answer(town, id, { quantity: "77", comment: "Gärna fler" });
    const mail = await admin().query(
      "select to_address, body from outbox where tenant_id = $1 order by to_address",
      [town.id],
    );
    expect(mail.rows.map((row) => row.to_address)).toEqual([
      "kim@example.invalid",
      "registrator@example.invalid",
    ]);
    for (const part of ["Gärna fler", "77", "KS 2026-114", "bindande"])
      expect(mail.rows[0].body).toContain(part);
    // the register's address goes before what a form says, and is not asked for
    await admin().query(
      "insert into organisation_setting (tenant_id, registry_email, invoice_address) values ($1, 'diariet@example.invalid', 'Box 7')",
      [made.members[1]!.id],
    );
    const page = (await (await get("$id_.answer.tsx", { of: made.members[1]!, id })).json()).data;
    expect([page.registryEmail, page.typed.invoice_address]).toEqual(["diariet@example.invalid", "Box 7"]);
    await answer(made.members[1]!, id, { registry_email: "annan@example.invalid" });
    const sent = await admin().query("select to_address from outbox where tenant_id = $1 order by 1", [
      made.members[1]!.id,
    ]);
    expect(sent.rows.map((row) => row.to_address)).toEqual([
      "diariet@example.invalid",
      "kim@example.invalid",
    ]);
  });

  test("after the last day an answer is refused until the coordinator opens again; a yes is late then", async () => {
    const made = await pool(admin());
    const [town] = made.members as [Town];
    const id = await ask(made);
    const refused = await answer(town, id, {}, LATER);
    expect([refused.status, (await refused.json()).errors]).toEqual([409, { "": "closed_meanwhile" }]);
    expect(await refusalsOf(id)).toEqual(["Enkäten stängde 2026-12-10. Be samordnaren öppna den igen."]);
    expect((await look(made.lead, id, { now: LATER })).round.state).toBe("closed");
    const open = { reason: "Två hann inte", closes_on: "2026-12-20" };
    await done("$id_.reopening.tsx", open, { of: made.lead, id, now: LATER });
    expect((await answer(town, id, {}, LATER)).status).toBe(302);
    const { rows } = (await look(made.lead, id, { now: LATER })).result;
    expect(rows.find((row: { id: string }) => row.id === town.id).bucket).toBe("late");
    const log = await admin().query(
      "select reason from change_event where object_id = $1 and action = 'reopened'",
      [id],
    );
    expect(log.rows[0].reason).toBe("Två hann inte");
  });

  test("a group is changed by hand only with a reason, and silence has to be settled before it is completed", async () => {
    const made = await pool(admin());
    const id = await ask(made);
    await answer(made.members[0]!, id);
    const to = { of: made.lead, id, now: LATER };
    await evaluate(made.lead, id);
    const open = await post("$id_.completion.tsx", { reason: "Inget nytt avtal" }, to);
    expect((await open.json()).errors).toEqual({ "": "unsettled" });
    const without = { organisation: made.members[1]!.id, bucket: "cancels", reason: "" };
    expect((await post("$id_.placement.tsx", without, to)).status).toBe(422);
    // all who are silent at once, with one reason
    const silent = made.members.slice(1).map((member) => member.id);
    const page = await (await get("$id_.placement.tsx", { ...to, query: "?bucket=no_answer" })).json();
    expect(page.organisations.map((each: { id: string }) => each.id).sort()).toEqual([...silent].sort());
    const nobody = await post("$id_.placement.tsx", { bucket: "cancels", reason: "x" }, to);
    expect((await nobody.json()).errors).toEqual({ organisation: "nobody_chosen" });
    const reason = "Sagt per telefon";
    await done("$id_.placement.tsx", { organisation: silent, bucket: "cancels", reason }, to);
    const log = await admin().query(
      "select count(*)::int as n from change_event where object_id = $1 and action = 'placed' and reason = $2",
      [id, reason],
    );
    expect(log.rows[0].n).toBe(silent.length);
    const bare = await post("$id_.completion.tsx", { reason: "" }, to);
    expect((await bare.json()).errors).toEqual({ reason: "no_transfer_reason" });
    await done("$id_.completion.tsx", { reason: "Inget nytt avtal" }, to);
  });

  test("letters go to those who are asked, once, and say what silence means", async () => {
    const made = await pool(admin());
    const id = await ask(made, { more: { no_answer_means: "leaves" } });
    for (let time = 0; time < 2; time += 1)
      await writeRenewalLetters({ survey: id, kind: "asked", step: "1" }, NOW);
    const mail = await admin().query("select body from outbox where tenant_id = any ($1::uuid[])", [
      made.members.map((member) => member.id),
    ]);
    expect(mail.rows).toHaveLength(3);
    expect(mail.rows[0].body).toContain("Uteblivet svar räknas som att ni lämnar avtalet.");
    expect(mail.rows[0].body).toContain(CLOSES);
  });

  test("the result as XLSX and PDF says who answered and on which day", async () => {
    const made = await pool(admin());
    const id = await ask(made);
    await answer(made.members[0]!, id);
    const file = await get("$id_.result[.]xlsx.ts", { of: made.lead, id });
    expect(file.headers.get("Content-Disposition")).toContain("2026-11-20");
    const sheet = unzipSync(new Uint8Array(await file.arrayBuffer()));
    const text = Object.values(sheet)
      .map((part) => strFromU8(part))
      .join("");
    expect(text).toContain("Kim Berg, IT-chef");
    const pdf = await get("$id_.result[.]pdf.ts", { of: made.lead, id });
    expect([pdf.status, pdf.headers.get("Content-Type")]).toEqual([200, "application/pdf"]);
    expect((await get("$id_.result[.]pdf.ts", { of: made.members[0]!, id })).status).toBe(404);
  });
});

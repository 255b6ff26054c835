import { NotFound, Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { PartAnswer } from "./budgets.server.ts";
import { sendMoneyLetters } from "./letters.server.ts";
import { runPath } from "./settlements.paths.ts";
import { findRun, listRows, listWords, note, type SettlementRun } from "./settlements.server.ts";
import { type MoneyYear, openForWords } from "./years.server.ts";

type At = { id?: string; year?: string; run?: string };

/** A settlement that is out for remarks. @throws Refused when it is not */
async function openSent(door: Door, at: At): Promise<{ found: MoneyYear; run: SettlementRun }> {
  const found = await openForWords(door, at.id, at.year);
  const run = await findRun(door.db, found, at.run);
  if (run.state !== "sent") throw new Refused("not_out_for_remarks");
  return { found, run };
}

async function isPartyOf(door: Door, run: SettlementRun): Promise<boolean> {
  return (await listRows(door.db, run.id)).some((row) => row.organisation_id === door.tenant.id);
}

/** A party's remark, or the host's answer to one. */
export async function postRemark(door: Door, at: At): Promise<PartAnswer> {
  const { db, form, tenant, actor } = door;
  const { found, run } = await openSent(door, at);
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const body = String(form.get("body") ?? "").trim();
  const remarkId = String(form.get("remark") ?? "");
  const field = remarkId ? `body_${remarkId}` : "body";
  if (!body) return { typed: {}, errors: { [field]: "required" }, status: 422 };
  if (body.length > 4000) return { typed: { [field]: body }, errors: { [field]: "too_long" }, status: 422 };
  const year = { agreement_id: found.agreement.id, year: found.year, settlement_id: run.id };
  if (found.isHost) {
    const remark = (await listWords(db, run)).remarks.find((each) => each.id === remarkId);
    if (!remark) throw new NotFound();
    const made = await db
      .insertInto("settlement_answer")
      .values({
        tenant_id: tenant.id,
        ...year,
        party_id: remark.party_id,
        remark_id: remarkId,
        body,
        by_name: actor.name,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("remark_id")
      .executeTakeFirst();
    if (!made) throw new Refused("changed_meanwhile");
    await sendMoneyLetters(db, found, {
      kind: "answered",
      run: run.run,
      step: remarkId,
      only: remark.party_id,
    });
  } else {
    if (!(await isPartyOf(door, run))) throw new NotFound();
    const { id: made } = await db
      .insertInto("settlement_remark")
      .values({
        tenant_id: tenant.id,
        owner_id: found.agreement.tenant_id,
        ...year,
        body,
        by_name: actor.name,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await sendMoneyLetters(db, found, { kind: "remark", run: run.run, step: made, about: tenant.name });
  }
  await note(door, found, { run, action: found.isHost ? "remark_answered" : "remark_made" });
  const to = runPath(found.at, run.run, `?saved=${found.isHost ? "answered" : "remarked"}`);
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

/** The party approves what was worked out, with what gives whoever does it the right to. */
export async function postApproval(door: Door, at: At): Promise<PartAnswer> {
  const { db, form, tenant, actor } = door;
  const { found, run } = await openSent(door, at);
  if (found.isHost || !(await isPartyOf(door, run))) throw new NotFound();
  const typed = {
    authority: String(form.get("authority") ?? "")
      .trim()
      .slice(0, 300),
  };
  if (!typed.authority) return { typed, errors: { authority: "required" }, status: 422 };
  // approved is what was on the page: worked out anew meanwhile, it has to be looked at anew
  if (form.get("seen") !== run.snapshot_sha256) throw new Refused("changed_meanwhile");
  const made = await db
    .insertInto("settlement_approval")
    .values({
      tenant_id: tenant.id,
      owner_id: found.agreement.tenant_id,
      agreement_id: found.agreement.id,
      year: found.year,
      settlement_id: run.id,
      snapshot_sha256: run.snapshot_sha256!,
      authority: typed.authority,
      by_name: actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("settlement_id")
    .executeTakeFirst();
  if (made) {
    await note(door, found, { run, action: "settlement_approved_by_party" });
    await sendMoneyLetters(db, found, {
      ...{ kind: "party_approved", run: run.run, about: tenant.name },
      step: `${run.run} ${tenant.id} ${run.snapshot_sha256!.slice(0, 12)}`,
    });
  } else door.unrecorded("approved before");
  return { to: runPath(found.at, run.run, "?saved=party_approved") };
}

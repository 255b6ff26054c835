import { sql } from "kysely";
import { Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { defaultLocale, textFor } from "../../text/text.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { lockOwn } from "../surveys/steps.server.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { openOwnSurvey, setSurvey } from "../surveys/surveys.server.ts";
import { carryAgreement, carryItem, carryParticipant, firstDay, lockSuccessor } from "./carry.server.ts";
import { roundCourse } from "./course.server.ts";
import { isLeaving, lastDayOf, listDepartures, writeDepartures } from "./departures.server.ts";
import { refusalText } from "./refusals.ts";
import { renewalPartPath } from "./renewals.paths.ts";
import { type Carried, gapsOf, isCarried } from "./renewals.rules.ts";
import { resultText } from "./result.text.ts";
import { readResult } from "./results.server.ts";
import { type Round, renewalFace } from "./rounds.server.ts";

const me = sql<string>`app.tenant()`;

/** What would be carried over and what not, who has been, and what is missing about them. */
export async function loadTransfer(door: Door, id: string) {
  const { db, tenant, today } = door;
  const round = await openOwnSurvey(door, roundCourse, id);
  const result = await readResult(door, round);
  const state = stateOn(round, today);
  const done = new Map(result.transfers.map((row) => [row.organisation_id, row]));
  const exits = await listExits(db, round);
  const departures = await listDepartures(door, id);
  return {
    slug: tenant.slug,
    round: {
      id,
      name: round.name,
      state,
      version: round.version,
      currency: round.currency,
      is_unlimited: round.is_unlimited,
      quantity_unit: round.quantity_unit,
      multi_year_to: round.multi_year_to,
      agreement_id: round.agreement_id,
      agreement_name: round.agreement_name,
      successor_id: round.successor_id,
      successor_name: round.successor_name,
    },
    from: round.successor_starts_on
      ? firstDay(round, { starts_on: round.successor_starts_on })
      : round.period_from,
    successors: await listSuccessors(db, round),
    quorum: result.quorum,
    canTransfer:
      state === "in_evaluation" && round.successor_id !== null && (result.quorum?.isReached ?? true),
    canUndo: round.successor_state === "draft" && (state === "in_evaluation" || state === "completed"),
    canChoose: state === "in_evaluation" && result.transfers.length === 0,
    carried: result.carried.map(({ id: organisation, name, bucket, quantity, cost }) => ({
      ...{ id: organisation, name, bucket, quantity, cost },
      transferredAt: done.get(organisation)?.transferred_at ?? null,
    })),
    left: result.left.map((row) => ({
      ...{ id: row.id, name: row.name, bucket: row.bucket },
      endsOn: row.bucket === "cancels" || row.bucket === "no_answer" ? lastDayOf(row, round) : null,
      isLeaving: isLeaving(row, round.no_answer_means),
      isWritten: departures.has(row.id),
      loans: exits.loans.get(row.id) ?? 0,
      rights: row.bucket === "cancels" ? (row.current ?? 0) : 0,
    })),
    canDepart: state === "in_evaluation",
    noticeOn: exits.noticeOn,
    gaps: result.transfers
      .filter(({ gaps }) => gaps.length > 0)
      .map(({ organisation_id, name, gaps }) => ({ id: organisation_id, name, gaps })),
  };
}

/** Loans that leavers have to end, and the last day of notice in the contract. */
async function listExits(db: TenantDb, round: Round) {
  const { rows } = await sql<{ organisation: string; loans: number }>`
    select p.organisation, count(*)::int as loans from licence_loan l
    cross join lateral (values (l.lender_id), (l.borrower_id)) p (organisation)
    where l.tenant_id = ${me} and l.agreement_id = ${round.agreement_id} and l.state = 'accepted' and l.to_on >= app.today()
    group by p.organisation order by p.organisation limit 1000`.execute(db);
  const fact = await db
    .selectFrom("contract_fact as f")
    .innerJoin("licence_agreement as a", (join) =>
      join.onRef("a.tenant_id", "=", "f.tenant_id").onRef("a.contract_id", "=", "f.contract_id"),
    )
    .select("f.next_notice_on")
    .where("a.tenant_id", "=", me)
    .where("a.id", "=", round.agreement_id)
    .where("f.valid_from", "<=", sql<string>`app.today()`)
    .where("f.valid_to", ">=", sql<string>`app.today()`)
    .executeTakeFirst();
  return {
    loans: new Map(rows.map((row) => [row.organisation, row.loans])),
    noticeOn: fact?.next_notice_on ?? null,
  };
}

async function listSuccessors(db: TenantDb, round: Round) {
  return db
    .selectFrom("licence_agreement")
    .select(["id", "name"])
    .where("tenant_id", "=", me)
    .where("state", "<>", "ended")
    .where("id", "<>", round.agreement_id)
    .orderBy("name")
    .orderBy("id")
    .limit(500)
    .execute();
}

/** A refusal as the page shows it. */
export interface TransferRefusal {
  code: string;
  details: Record<string, string | number>;
}

/**
 * Chooses the agreement that follows, carries everybody over, writes the last day of those who leave, or undoes one: what the form's `intent` says. A refusal is shown on the page
 * and stands in the history; what it names has not been written.
 */
export async function changeTransfer(
  door: Door,
  id: string,
): Promise<{ to: string } | { refusal: TransferRefusal }> {
  const round = await lockOwn(door, roundCourse, id);
  const here = (saved: string) => ({
    to: renewalPartPath(door.tenant.slug, id, "transfer", `?saved=${saved}`),
  });
  try {
    switch (door.form.get("intent")) {
      case "choose":
        await chooseSuccessor(door, round);
        return here("1");
      case "depart": {
        const { rows } = await readResult(door, requireEvaluation(door, round));
        const { changed, held } = await writeDepartures(door, round, rows);
        requireAllDeparted(held);
        if (changed === 0) throw new Refused("already_departed");
        return here("departed");
      }
      case "undo":
        await undoTransfer(door, round, String(door.form.get("organisation") ?? ""));
        return here("undone");
      default:
        requireAllDeparted(await transfer(door, round));
        return here("transferred");
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, details } = error;
    await door.record({
      kind: "renewal_round",
      id,
      name: round.name,
      action: "transfer_refused",
      reason: refusalText(textFor(resultText, defaultLocale), { code, details }),
    });
    return { refusal: { code, details } };
  }
}

/** @throws Refused `step_not_possible` in every other state */
function requireEvaluation({ today }: Pick<Door, "today">, round: Round): Round {
  if (stateOn(round, today) !== "in_evaluation") throw new Refused("step_not_possible");
  return round;
}

/** @param held names of those whose pool counts on them for longer @throws Refused `departure_held`; what else was done stays done */
function requireAllDeparted(held: readonly string[]): void {
  if (held.length > 0) throw new Refused("departure_held", { names: held.join(", ") });
}

async function chooseSuccessor({ db, form, today, record }: Door, round: Round): Promise<void> {
  const chosen = String(form.get("successor") ?? "");
  const known = await listSuccessors(db, round);
  const successor = known.find((agreement) => agreement.id === chosen);
  requireEvaluation({ today }, round);
  if (!isUuid(chosen) || !successor) throw new Refused("successor_missing");
  const { rows } =
    await sql`select 1 from participant_transfer where tenant_id = ${me} and round_id = ${round.id} limit 1`.execute(
      db,
    );
  if (rows.length > 0) throw new Refused("already_transferred");
  await setSurvey(db, renewalFace, round, { successor_id: chosen, is_without_successor: false });
  await record({
    kind: "renewal_round",
    id: round.id,
    name: round.name,
    action: "updated",
    changes: [{ field: "successor", old: round.successor_name, new: successor.name }],
  });
}

/**
 * Carries over everybody in a group that goes on. Running it again changes nothing: each organisation is claimed by its row in
 * participant_transfer, whose key decides between two at once.
 * @returns the names of those who leave but whose last day the pool refuses
 * @throws Refused `quorum_not_reached`; `already_transferred` when there is nobody left
 */
async function transfer(door: Door, round: Round): Promise<string[]> {
  const { db, actor, record } = door;
  requireEvaluation(door, round);
  const successor = round.successor_id ? await lockSuccessor(db, round.successor_id) : undefined;
  if (!successor || successor.state === "ended") throw new Refused("successor_missing");
  const result = await readResult(door, round);
  const { quorum } = result;
  if (quorum && !quorum.isReached)
    throw new Refused("quorum_not_reached", { counted: quorum.counted, needed: quorum.needed });
  const waiting = result.carried.filter((row) => !row.isTransferred && isCarried(row.bucket));
  if (waiting.length === 0) throw new Refused("already_transferred");
  await carryAgreement(db, round, successor);
  const itemId = await carryItem(db, round, successor);
  const names: string[] = [];
  for (const row of waiting) {
    const claimed = await db
      .insertInto("participant_transfer")
      .values({
        tenant_id: me,
        round_id: round.id,
        organisation_id: row.id,
        from_agreement_id: round.agreement_id,
        to_agreement_id: successor.id,
        bucket: row.bucket as Carried,
        quantity: round.is_unlimited ? null : row.quantity,
        cost_minor: row.cost,
        gaps: gapsOf(row.reply),
        item_id: itemId,
        by_name: actor.name,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("organisation_id")
      .executeTakeFirst();
    if (!claimed) continue;
    const made = await carryParticipant(db, { round, successor, itemId, row });
    await db
      .updateTable("participant_transfer")
      .set(made)
      .where("tenant_id", "=", me)
      .where("round_id", "=", round.id)
      .where("organisation_id", "=", row.id)
      .execute();
    names.push(row.name);
  }
  const { held } = await writeDepartures(door, round, result.rows);
  await record({
    kind: "renewal_round",
    id: round.id,
    name: round.name,
    action: "transferred",
    changes: names.map((name) => ({ field: "participant", old: null, new: name })),
  });
  await record({
    kind: "licence_agreement",
    id: successor.id,
    name: successor.name,
    action: "updated",
    changes: names.map((name) => ({ field: "participant", old: null, new: name })),
  });
  return held;
}

/** Takes back exactly what one transfer made, while the agreement that follows is a draft. */
async function undoTransfer({ db, today, record }: Door, round: Round, organisation: string): Promise<void> {
  const state = stateOn(round, today);
  if (state !== "in_evaluation" && state !== "completed") throw new Refused("step_not_possible");
  const row = isUuid(organisation)
    ? await db
        .selectFrom("participant_transfer as t")
        .innerJoin("organisation as o", "o.id", "t.organisation_id")
        .selectAll("t")
        .select("o.name")
        .where("t.tenant_id", "=", me)
        .where("t.round_id", "=", round.id)
        .where("t.organisation_id", "=", organisation)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new Refused("changed_meanwhile");
  const successor = await lockSuccessor(db, row.to_agreement_id);
  if (successor?.state !== "draft") throw new Refused("successor_not_draft");
  await db
    .deleteFrom("participant_transfer")
    .where("tenant_id", "=", me)
    .where("round_id", "=", round.id)
    .where("organisation_id", "=", organisation)
    .execute();
  const remove = (table: "entitlement" | "licence_purchase" | "contract_cost_line", made: string | null) =>
    made
      ? db.deleteFrom(table).where("tenant_id", "=", me).where("id", "=", made).execute()
      : Promise.resolve([]);
  await remove("contract_cost_line", row.cost_line_id);
  await remove("entitlement", row.entitlement_id);
  await remove("licence_purchase", row.purchase_id);
  if (row.made_member)
    await db
      .deleteFrom("licence_member")
      .where("tenant_id", "=", me)
      .where("agreement_id", "=", successor.id)
      .where("organisation_id", "=", organisation)
      .execute();
  if (row.made_participant)
    await db
      .deleteFrom("contract_participant")
      .where("tenant_id", "=", me)
      .where("contract_id", "=", successor.contract_id)
      .where("organisation_id", "=", organisation)
      .execute();
  await record({
    kind: "renewal_round",
    id: round.id,
    name: round.name,
    action: "transfer_undone",
    changes: [{ field: "participant", old: row.name, new: null }],
  });
}

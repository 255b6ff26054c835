import type { ContractDecisionTable } from "#db/schema/contracts.ts";
import { NotFound, Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { addDays } from "../deadlines/days.rules.ts";
import { contractPath } from "./contracts.paths.ts";
import type { Contract } from "./contracts.server.ts";
import { endOf, factsOn } from "./facts.rules.ts";
import { writeFacts } from "./facts.server.ts";
import { movedDates, movedKey } from "./moved.rules.ts";
import { Reader } from "./numbers.form.ts";
import { type Errors, lines, lockOwnContract, note, openOwnContract, word } from "./part.server.ts";
import { type TermRows, termInputOf } from "./terms.rules.ts";
import { touch } from "./writes.server.ts";

/*
 * Acts that change what a contract's dates are, each with the decision behind it: who, when, with what authority. Each shows the
 * dates that move before it is saved.
 */

type Reading = Pick<Door, "db" | "tenant" | "actor" | "today" | "authorize">;
export type ActOutcome =
  | { to: string }
  | { typed: Typed; errors?: Errors; moved?: ReturnType<typeof movedDates>; status: 200 | 422 };

const REASONS = ["cancelled", "lapsed", "superseded", "withdrawn"] as const;

/** What the pages of acts need of the contract. */
function brief(contract: Contract) {
  return { id: contract.id, name: contract.name, version: contract.version };
}

/** The option to call, its last day and what follows. @throws NotFound when there is none of that number */
export async function loadCall(door: Reading, id: string, seq: string) {
  const contract = await openOwnContract(door, id);
  const option = contract.options.find((each) => String(each.seq) === seq);
  if (!option) throw new NotFound();
  const facts = factsOn(termInputOf(contract), door.today);
  const extension = facts.extensions.find((each) => each.kind === "option" && each.seq === option.seq);
  return {
    slug: door.tenant.slug,
    contract: brief(contract),
    option,
    extension: extension ?? null,
    moved: movedBetween(contract, withCall(contract, option.seq, door.today), door.today),
    typed: { called_on: door.today } as Typed,
  };
}

function withCall(contract: TermRows, seq: number, called_on: string): TermRows {
  return {
    ...contract,
    options: contract.options.map((each) => (each.seq === seq ? { ...each, called_on } : each)),
  };
}

function movedBetween(before: TermRows, after: TermRows, today: string) {
  return movedDates(factsOn(termInputOf(before), today), factsOn(termInputOf(after), today));
}

/**
 * Calls an option. After its last day it is refused without a recorded legal assessment; of two who call at once, one does.
 * @throws Refused changed_meanwhile
 */
export async function callOption(door: Door, id: string, seq: string): Promise<ActOutcome> {
  const contract = await lockOwnContract(door, id);
  const { db, form, tenant, today, record } = door;
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const option = contract.options.find((each) => String(each.seq) === seq);
  if (!option) throw new NotFound();
  const typed = typedValues(form);
  const read = new Reader((key) => word(typed, key));
  const called_on = read.requiredDay("called_on");
  if (called_on > today) read.errors.called_on ??= "future_day";
  const decided = readDecision(read, typed);
  const sent_how = read.text("sent_how");
  const late_assessment = lines(typed, "late_assessment");
  if (option.called_on) read.errors.called_on = "already_called";
  if (contract.options.some((each) => each.seq < option.seq && !each.called_on))
    read.errors.called_on ??= "earlier_first";
  // whether it was in time is asked of the day before it was called: on the day itself nothing has been called yet
  const facts = factsOn(termInputOf(contract), called_on || today);
  const extension = facts.extensions.find((each) => each.kind === "option" && each.seq === option.seq);
  const isLate = extension ? called_on > extension.last_on : facts.status === "ended";
  if (isLate && !late_assessment) read.errors.late_assessment ??= "too_late";
  if (Object.keys(read.errors).length > 0) return { typed, errors: read.errors, status: 422 };
  const { numUpdatedRows } = await db
    .updateTable("contract_option")
    .set({
      called_on,
      called_by: decided.decided_by,
      decision_ref: decided.reference,
      sent_how,
      late_assessment: isLate ? late_assessment : null,
    })
    .where("tenant_id", "=", tenant.id)
    .where("contract_id", "=", id)
    .where("seq", "=", option.seq)
    .where("called_on", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused("changed_meanwhile");
  await decide(door, contract, { kind: "call_option", option_seq: option.seq, ...decided });
  await touch(db, { tenantId: tenant.id }, contract);
  await writeFacts(db, tenant.id, [id]);
  await note({ record }, contract, {
    action: "option_called",
    field: "option_called",
    new: `${option.seq}: ${called_on}`,
    reason: isLate ? (late_assessment ?? undefined) : undefined,
  });
  return done(door, id);
}

function readDecision(read: Reader, typed: Typed) {
  return {
    decided_on: read.day("decided_on"),
    decided_by: read.required("decided_by").slice(0, 200),
    authority: read.text("authority"),
    reference: read.text("reference"),
    note: lines(typed, "note", 2000),
  };
}

async function decide(
  { db, tenant, actor, today }: Door,
  contract: Contract,
  decision: Pick<ContractDecisionTable, "kind"> &
    Omit<ReturnType<typeof readDecision>, never> & { option_seq?: number },
) {
  await db
    .insertInto("contract_decision")
    .values({
      ...decision,
      decided_on: decision.decided_on ?? today,
      option_seq: decision.option_seq ?? null,
      tenant_id: tenant.id,
      contract_id: contract.id,
      by_name: actor.name,
    })
    .execute();
}

async function done({ db, tenant, form }: Door, id: string): Promise<{ to: string }> {
  const to = contractPath(tenant.slug, id, "?saved=1");
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

/** The notice that has been given, if any, and the page to record one. */
export async function loadNotice(door: Reading, id: string) {
  const contract = await openOwnContract(door, id);
  const { notice_given_on, notice_given_by } = contract.term;
  return {
    slug: door.tenant.slug,
    contract: brief(contract),
    given: notice_given_on ? { on: notice_given_on, by: notice_given_by } : null,
    typed: {
      notice_given_on: notice_given_on ?? door.today,
      notice_given_by: notice_given_by ?? "us",
    } as Typed,
  };
}

/** Records that notice was given, or takes that back (`withdraw`); shows first which dates move. */
export async function saveNotice(door: Door, id: string): Promise<ActOutcome> {
  const contract = await lockOwnContract(door, id);
  const { db, form, tenant, today, record } = door;
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const typed = typedValues(form);
  const isWithdrawn = form.has("withdraw");
  const read = new Reader((key) => word(typed, key));
  const day = isWithdrawn ? null : read.requiredDay("notice_given_on");
  const by = isWithdrawn ? null : read.choice("notice_given_by", ["us", "supplier"]);
  if (!isWithdrawn && !by) read.errors.notice_given_by ??= "required";
  const decided = isWithdrawn ? null : readDecision(read, typed);
  if (day && day > today) read.errors.notice_given_on ??= "future_day";
  if (Object.keys(read.errors).length > 0) return { typed, errors: read.errors, status: 422 };
  const term = { notice_given_on: day, notice_given_by: by };
  const moved = movedBetween(contract, { ...contract, term: { ...contract.term, ...term } }, today);
  if (form.get("agreed") !== movedKey(moved)) return { typed, moved, status: 200 };
  await db
    .updateTable("contract_term")
    .set(term)
    .where("tenant_id", "=", tenant.id)
    .where("contract_id", "=", id)
    .execute();
  if (decided) await decide(door, contract, { kind: "notice", ...decided });
  await touch(db, { tenantId: tenant.id }, contract);
  await writeFacts(db, tenant.id, [id]);
  await note({ record }, contract, {
    action: isWithdrawn ? "notice_withdrawn" : "notice_given",
    field: "notice_given_on",
    old: contract.term.notice_given_on,
    new: day,
  });
  return done(door, id);
}

/** Agreed renewals and the page to record one. */
export async function loadRenewal(door: Reading, id: string) {
  const contract = await openOwnContract(door, id);
  const end = endOf(factsOn(termInputOf(contract), door.today));
  return {
    slug: door.tenant.slug,
    contract: brief(contract),
    periods: contract.periods,
    typed: {
      starts_on: end ? addDays(end, 1) : "",
      decided_on: door.today,
    } as Typed,
  };
}

/** Records an agreed renewal, or takes the last one back (`remove`); shows first which dates move. */
export async function saveRenewal(door: Door, id: string): Promise<ActOutcome> {
  const contract = await lockOwnContract(door, id);
  const { db, form, tenant, today, record } = door;
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const typed = typedValues(form);
  const last = contract.periods.at(-1);
  const isRemoval = form.has("withdraw");
  if (isRemoval && !last) throw new Refused("changed_meanwhile");
  const read = new Reader((key) => word(typed, key));
  const starts_on = isRemoval ? "" : read.requiredDay("starts_on");
  const ends_on = isRemoval ? "" : read.requiredDay("ends_on");
  if (starts_on && ends_on && ends_on < starts_on) read.errors.ends_on ??= "after_end";
  const decided = isRemoval ? null : readDecision(read, typed);
  if (Object.keys(read.errors).length > 0) return { typed, errors: read.errors, status: 422 };
  const period = {
    seq: (last?.seq ?? 0) + 1,
    kind: "express" as const,
    starts_on,
    ends_on,
    decided_on: decided?.decided_on ?? null,
    decision_ref: decided?.reference ?? null,
  };
  const periods = isRemoval ? contract.periods.slice(0, -1) : [...contract.periods, period];
  const moved = movedBetween(contract, { ...contract, periods }, today);
  if (form.get("agreed") !== movedKey(moved)) return { typed, moved, status: 200 };
  const key = { tenant_id: tenant.id, contract_id: id };
  if (isRemoval)
    await db
      .deleteFrom("contract_period")
      .where("tenant_id", "=", tenant.id)
      .where("contract_id", "=", id)
      .where("seq", "=", last!.seq)
      .execute();
  else
    await db
      .insertInto("contract_period")
      .values({ ...period, ...key })
      .execute();
  if (decided) await decide(door, contract, { kind: "agreed_renewal", ...decided });
  await touch(db, { tenantId: tenant.id }, contract);
  await writeFacts(db, tenant.id, [id]);
  const words = (row: { starts_on: string; ends_on: string }) => `${row.starts_on} – ${row.ends_on}`;
  await note({ record }, contract, {
    field: "period",
    old: isRemoval && last ? words(last) : null,
    new: isRemoval ? null : words(period),
  });
  return done(door, id);
}

/** Closing, or opening again what was closed. */
export async function loadClosure(door: Reading, id: string) {
  const contract = await openOwnContract(door, id);
  return {
    slug: door.tenant.slug,
    contract: brief(contract),
    closed: contract.closed_on ? { on: contract.closed_on, reason: contract.reason_closed } : null,
    typed: { closed_on: door.today } as Typed,
  };
}

/** Closes the contract with a reason, or opens it again (`reopen`). Reminders stop, the record stays. */
export async function saveClosure(door: Door, id: string): Promise<ActOutcome> {
  const contract = await lockOwnContract(door, id);
  const { db, form, tenant, record } = door;
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const typed = typedValues(form);
  if (Number(form.get("version")) !== contract.version) throw new Refused("changed_meanwhile");
  const isReopened = form.has("reopen");
  const read = new Reader((key) => word(typed, key));
  const closed_on = isReopened ? null : read.requiredDay("closed_on");
  const reason_closed = isReopened ? null : read.choice("reason_closed", REASONS);
  if (!isReopened && !reason_closed) read.errors.reason_closed ??= "required";
  const decided = isReopened ? null : readDecision(read, typed);
  if (Object.keys(read.errors).length > 0) return { typed, errors: read.errors, status: 422 };
  await touch(db, { tenantId: tenant.id }, contract, { closed_on, reason_closed });
  if (decided) await decide(door, contract, { kind: "close", ...decided });
  await record({
    kind: "contract",
    id,
    name: contract.name,
    action: isReopened ? "opened" : "closed",
    changes: [
      { field: "closed_on", old: contract.closed_on, new: closed_on },
      { field: "reason_closed", old: contract.reason_closed, new: reason_closed },
    ],
  });
  return done(door, id);
}

import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { addDays, earliest } from "../deadlines/days.rules.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { type NamedRefusal, note, type Outcome, refusedAt, submitted, type Wrong } from "./form.server.ts";
import { sendLoanLetters } from "./letters.server.ts";
import { loanPath } from "./licences.paths.ts";
import { hasLicences, mayWriteLicences } from "./licences.policy.ts";
import {
  findItem,
  findLicence,
  type Licence,
  type LicenceItem,
  listMembers,
  listTiers,
  openJoinedLicence,
  type Reading,
} from "./licences.server.ts";
import { loanCost, unitPrice } from "./loan-cost.rules.ts";
import { lendable, poolOn } from "./pool.rules.ts";
import { changePool, readPool } from "./pool.server.ts";
import { seenPool } from "./seen.rules.ts";

interface At {
  agreement: string;
  item: string;
}

/** Loans of an item that the organisation may see, those under way first. Active and ended are said by the day, not stored. */
export async function listLoans(
  db: TenantDb,
  of: { item: string } | { loan: string } | { agreement: string; party: string },
  today: string,
) {
  const which =
    "item" in of
      ? sql`n.item_id = ${of.item}`
      : "loan" in of
        ? sql`n.id = ${of.loan}`
        : sql`n.agreement_id = ${of.agreement} and ${of.party}::uuid in (n.lender_id, n.borrower_id)`;
  const { rows } = await sql<{
    id: string;
    tenant_id: string;
    agreement_id: string;
    item_id: string;
    lender_id: string;
    borrower_id: string;
    lender: string;
    borrower: string;
    quantity: number;
    from_on: string;
    to_on: string;
    ended_on: string | null;
    price_basis: "none" | "at_cost";
    recall_days: number;
    state: "proposed" | "accepted" | "declined" | "withdrawn" | "recalled" | "returned";
    reason: string | null;
    proposed_by: string;
    proposed_by_name: string;
    accepted_by_name: string | null;
    version: number;
    lender_leaves_on: string | null;
    borrower_leaves_on: string | null;
  }>`
    select n.id, n.tenant_id, n.agreement_id, n.item_id, n.lender_id, n.borrower_id, a.name as lender, b.name as borrower,
      n.quantity, n.from_on, n.to_on, n.ended_on, n.price_basis, n.recall_days, n.state, n.reason, n.proposed_by,
      n.proposed_by_name, n.accepted_by_name, n.version, l.leaves_on as lender_leaves_on, m.leaves_on as borrower_leaves_on
    from licence_loan n join organisation a on a.id = n.lender_id join organisation b on b.id = n.borrower_id
    left join licence_member l on l.agreement_id = n.agreement_id and l.organisation_id = n.lender_id
    left join licence_member m on m.agreement_id = n.agreement_id and m.organisation_id = n.borrower_id
    where ${which}
    order by n.from_on desc, n.id limit 200`.execute(db);
  return rows.map((row) => {
    const ends_on = [row.ended_on, row.lender_leaves_on, row.borrower_leaves_on]
      .filter((day) => day !== null)
      .reduce((end, day) => earliest(end, day), row.to_on);
    const holds = row.state === "accepted" || row.state === "recalled" || row.state === "returned";
    const shown =
      !holds || row.state === "recalled"
        ? holds && ends_on < today
          ? ("ended" as const)
          : row.state
        : ends_on < today
          ? ("ended" as const)
          : row.state === "accepted" && row.from_on <= today
            ? ("active" as const)
            : row.state;
    return { ...row, quantity: Number(row.quantity), ends_on, shown };
  });
}
export type Loan = Awaited<ReturnType<typeof listLoans>>[number];

/** The form that proposes a loan: both directions, filled in with what the pool suggests. */
export async function loadProposal(door: Reading, { agreement, item: itemId }: At, query: URLSearchParams) {
  const { db, tenant, today } = door;
  const licence = await openJoinedLicence(door, agreement);
  const item = await findItem(db, agreement, itemId);
  const pool = poolOn(await readPool(db, itemId, today), today);
  const own = pool.members.find((member) => member.party === tenant.id);
  if (!own) throw new NotFound();
  const members = (await listMembers(db, agreement)).filter(
    (m) => m.is_confirmed && m.organisation_id !== tenant.id,
  );
  return {
    slug: tenant.slug,
    today,
    licence: {
      id: licence.id,
      name: licence.name,
      ends_on: licence.ends_on,
      recall_days: licence.recall_days,
      isAllowed: licence.lending_allowed && licence.lending_basis !== null,
    },
    item: { id: item.id, name: item.name, is_unlimited: item.is_unlimited },
    own: { lendable: lendable(own), overuse: own.overuse, isUncounted: own.used === null },
    others: members.map(({ organisation_id, name }) => {
      const seen = pool.members.find((member) => member.party === organisation_id);
      return {
        id: organisation_id,
        name,
        lendable: seen ? lendable(seen) : null,
        overuse: seen ? seen.overuse : null,
      };
    }),
    start: {
      direction: query.get("direction") ?? (own.overuse > 0 ? "borrow" : "lend"),
      other: query.get("other") ?? "",
      quantity: query.get("quantity") ?? "",
    },
  };
}

/** Proposes a loan; what the lender cannot lend is refused at once, and tried again when it is accepted. */
export async function proposeLoan(door: Door, at: At): Promise<Outcome> {
  const { db, tenant, actor, today, record } = door;
  const licence = await openJoinedLicence(door, at.agreement);
  return submitted(door, licence, async (read) => {
    const members = (await listMembers(db, at.agreement)).filter((member) => member.is_confirmed);
    const direction = read.choice("direction", ["lend", "borrow"]);
    if (!direction) read.errors.direction ??= "required";
    const other = read.choice(
      "other",
      members.map((member) => member.organisation_id).filter((id) => id !== tenant.id),
    );
    if (!other) read.errors.other ??= "required";
    const quantity = read.requiredWhole("quantity", { least: 1 });
    const from_on = read.day("from_on") ?? today;
    const to_on = read.day("to_on");
    if (!to_on) read.errors.to_on ??= "loan_needs_end";
    else if (to_on < from_on) read.errors.to_on ??= "after_end";
    if (from_on < today) read.errors.from_on ??= "before_today";
    const price_basis = read.choice("price_basis", ["at_cost", "none"]) ?? "at_cost";
    if (read.hasErrors || !other || !to_on) return { errors: read.errors };
    const [lender, borrower] = direction === "lend" ? [tenant.id, other] : [other, tenant.id];
    const isUnseen = !(await maySeePoolOf(db, licence, { tenant: tenant.id, of: lender }));
    let made: string | null = null;
    const refusal = await changePool(door, at, async () => ({
      change: { kind: "loan", put: { id: "new", lender, borrower, quantity, from_on, to_on }, isUnseen },
      async write() {
        const { rows } = await sql<{ id: string | null }>`
          select app.propose_loan(${at.item}, ${lender}, ${borrower}, ${quantity}, ${from_on}::date, ${to_on}::date,
            ${price_basis}, ${actor.name}) as id`.execute(db);
        made = rows[0]?.id ?? null;
        if (!made) throw new Refused("lending_not_allowed");
        const name = members.find((member) => member.organisation_id === other)?.name;
        await note(record, licence, { action: "loan_proposed", field: "loan", new: `${name}: ${quantity}` });
        await sendLoanLetters(db, { loan: made, kind: "proposed", step: "1" });
      },
    }));
    const wrong = refusal && refusedAt(fieldOf(refusal), refusal);
    return wrong ?? { to: loanPath(tenant.slug, made!, "?saved=proposed") };
  });
}

/** What a member lends and has free is told to the coordinator, to itself, and to those it shares volume with. */
async function maySeePoolOf(
  db: TenantDb,
  licence: Licence,
  { tenant, of }: { tenant: string; of: string },
): Promise<boolean> {
  if (of === tenant || licence.tenant_id === tenant) return true;
  const { rows } = await sql<{ may: boolean }>`
    select ${of}::uuid in (select app.shared_with_me('system_usage', 'volume')) as may`.execute(db);
  return rows[0]?.may ?? false;
}

function fieldOf({ code }: NamedRefusal): string {
  if (code === "not_member_on_date") return "to_on";
  return code === "pool_exceeded" ? "quantity" : code === "loan_overlaps_assignment" ? "from_on" : "";
}

/** A loan for those who may see it. @throws NotFound */
async function openLoan(door: Reading, id: string): Promise<{ loan: Loan; licence: Licence }> {
  if (!hasLicences(door.tenant) || !isUuid(id)) throw new NotFound();
  const [loan] = await listLoans(door.db, { loan: id }, door.today);
  if (!loan) throw new NotFound();
  return { loan, licence: await findLicence(door.db, loan.agreement_id) };
}

/** What the organisation can do with a loan now. */
function stepsFor(loan: Loan, tenantId: string, today: string) {
  const isSide = [loan.lender_id, loan.borrower_id].includes(tenantId);
  const isOther = isSide && loan.proposed_by !== tenantId;
  const runs = loan.ends_on >= today;
  return {
    accept: loan.state === "proposed" && isOther,
    decline: loan.state === "proposed" && isOther,
    withdraw: loan.state === "proposed" && loan.proposed_by === tenantId,
    recall: loan.state === "accepted" && runs && loan.lender_id === tenantId,
    return: (loan.state === "accepted" || loan.state === "recalled") && runs && loan.borrower_id === tenantId,
  };
}

/** The page of a loan. */
export async function loadLoan(door: Reading, id: string) {
  const { loan, licence } = await openLoan(door, id);
  door.authorize(true);
  const { tenant, actor, today } = door;
  const item = await findItem(door.db, loan.agreement_id, loan.item_id);
  const can = stepsFor(loan, tenant.id, today);
  const isParty = [loan.lender_id, loan.borrower_id, licence.tenant_id].includes(tenant.id);
  return {
    slug: tenant.slug,
    today,
    loan,
    cost: isParty ? await costOf(door, loan, item) : null,
    currency: item.currency,
    licence: { id: licence.id, name: licence.name },
    item: { id: item.id, name: item.name },
    can: mayWriteLicences(actor)
      ? can
      : { accept: false, decline: false, withdraw: false, recall: false, return: false },
    earliestRecall: addDays(today, loan.recall_days),
  };
}

/** What a loan at self-cost comes to, for its sides; null where there is no price of one, or it would tell hidden members' figures. */
async function costOf({ db, today }: Reading, loan: Loan, item: LicenceItem): Promise<number | null> {
  const per = item.period_unit;
  if (loan.price_basis !== "at_cost" || per === "once" || item.is_unlimited) return null;
  const day = loan.from_on > today ? today : loan.from_on;
  const pool = poolOn(await readPool(db, item.id, day), day);
  if (item.price_model === "graduated" && seenPool(pool).totals === null) return null;
  const unit = unitPrice(item.price_model, await listTiers(db, item.id, day), pool.entitled);
  const { quantity, from_on: from, ends_on: to } = loan;
  return unit ? loanCost(unit, per, { quantity, from, to }) : null;
}

const STEPS = {
  accept: "accepted",
  decline: "declined",
  withdraw: "withdrawn",
  recall: "recalled",
  return: "returned",
} as const;

/** Takes one step of a loan. Accepting asks the pool again, under the lock: of two loans for the last rights one is accepted. */
export async function moveLoan(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, actor, today, record, authorize } = door;
  const { loan, licence } = await openLoan(door, id);
  authorize(mayWriteLicences(actor));
  return submitted(door, licence, async (read): Promise<Outcome | Omit<Wrong, "typed">> => {
    const step = read.choice("intent", Object.keys(STEPS) as (keyof typeof STEPS)[]);
    if (!step || !stepsFor(loan, tenant.id, today)[step]) return { errors: { "": "changed_meanwhile" } };
    const reason = read.text("reason")?.slice(0, 1000) ?? null;
    if ((step === "decline" || step === "withdraw") && !reason) return { errors: { reason: "required" } };
    const ended_on = step === "recall" || step === "return" ? read.day("ended_on") : null;
    const wrong = step === "recall" || step === "return" ? wrongEnd(loan, step, ended_on, today) : undefined;
    if (wrong) return { errors: { ended_on: wrong } };
    const version = Number(read.typed.version);
    const { lender_id: lender, borrower_id: borrower, quantity, from_on, to_on } = loan;
    const state = STEPS[step];
    const write = async () => {
      const { rows } = await sql<{ ok: boolean }>`
        select app.move_loan(${loan.id}, ${version}, ${state}, ${ended_on}::date, ${reason}, ${actor.name}) as ok`.execute(
        db,
      );
      if (!rows[0]?.ok) throw new Refused("changed_meanwhile");
      await note(record, licence, {
        action: `loan_${state}`,
        field: "loan",
        new: `${loan.lender} → ${loan.borrower}: ${quantity}`,
      });
      await sendLoanLetters(db, { loan: loan.id, kind: state, step: String(version) });
    };
    const done = { to: loanPath(tenant.slug, loan.id, `?saved=${state}`) };
    if (step === "decline" || step === "withdraw") {
      await write();
      return done;
    }
    const at = { agreement: loan.agreement_id, item: loan.item_id };
    const refusal = await changePool(door, at, async () => ({
      change:
        step === "accept"
          ? { kind: "loan", put: { id: loan.id, lender, borrower, quantity, from_on, to_on } }
          : { kind: "loan_end", loan: loan.id, to_on: ended_on! },
      write,
    }));
    const isOfLender = refusal?.code === "pool_exceeded" || refusal?.code === "loan_overlaps_assignment";
    if (isOfLender && !(await maySeePoolOf(db, licence, { tenant: tenant.id, of: lender })))
      return { errors: { "": "pool_exceeded" } }; // how many it has, and when, is the lender's own
    return refusedAt("", refusal) ?? done;
  });
}

function wrongEnd(
  loan: Loan,
  step: "recall" | "return",
  day: string | null,
  today: string,
): string | undefined {
  if (!day) return "required";
  if (day >= loan.ends_on) return "not_earlier";
  if (day < addDays(loan.from_on, -1)) return "before_start";
  if (step === "recall" && day < addDays(today, loan.recall_days)) return "recall_too_soon";
  return step === "return" && day < addDays(today, -1) ? "before_today" : undefined;
}

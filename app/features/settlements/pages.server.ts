import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { KeyRefused } from "../cost-keys/allocation.rules.ts";
import { type KeyResult, shareOut } from "../cost-keys/keys.rules.ts";
import { listAdvances, paidByParty } from "./advances.server.ts";
import { forecasts } from "./budget.rules.ts";
import { readBudget } from "./budgets.server.ts";
import { listAnswers, listNeeds } from "./consultation.server.ts";
import { keyInForce, listKeys, loadAssembled } from "./keys.server.ts";
import { byAccount, ledgerSums } from "./ledger.server.ts";
import { basisOf, mayGo, settle } from "./settlement.rules.ts";
import { mayKeepBooks, mayReadMoney, mayWriteMoney } from "./settlements.policy.ts";
import { findRun, listRows, listSettlements, listWords } from "./settlements.server.ts";
import { findAccounts } from "./statements.server.ts";
import { asPaid, neighbourYears, openBooks, openForWords, openYear } from "./years.server.ts";

/** Agreements with money that the organisation keeps or is a party of, with the newest years. */
export async function loadSettlements({ db, tenant, actor, today, authorize }: Door) {
  if (!mayReadMoney(actor, tenant)) throw new NotFound();
  authorize(true);
  const thisYear = Number(today.slice(0, 4));
  const { rows } = await sql<{
    id: string;
    title: string;
    host: string;
    tenant_id: string;
    year: number;
    has_key: boolean;
    budget_status: "proposal" | "decided" | null;
    state: "open" | "preliminary" | "sent" | "approved" | "invoiced" | "closed" | null;
    run: number | null;
  }>`
    with years as (
      select a.id, a.title, a.tenant_id, y as year from agreement a, generate_series(${thisYear - 3}::int, ${thisYear + 1}::int) y
      where a.tenant_id = ${tenant.id} and (a.status <> 'draft' or exists (select 1 from cost_key k where k.agreement_id = a.id))
        and y >= coalesce(extract(year from a.starts_on)::int, ${thisYear}) and (a.ends_on is null or y <= extract(year from a.ends_on))
      union
      select a.id, a.title, a.tenant_id, m.year from agreement a join app.agreement_years_of_mine() m on m.agreement_id = a.id
      where a.tenant_id <> ${tenant.id} and m.year between ${thisYear - 3}::int and ${thisYear + 1}::int
    )
    select y.id, y.title, o.name as host, y.tenant_id, y.year,
      exists (select 1 from cost_key k where k.agreement_id = y.id and k.year = y.year and k.decided_on is not null) as has_key,
      (select b.status from budget b where b.agreement_id = y.id and b.year = y.year) as budget_status, s.state, s.run
    from years y join organisation o on o.id = y.tenant_id
    left join lateral (select s.state, s.run from settlement s where s.agreement_id = y.id and s.year = y.year
      order by s.run desc limit 1) s on true
    order by y.title, y.id, y.year desc limit 500`.execute(db);
  return {
    slug: tenant.slug,
    rows: rows.map(({ tenant_id, ...row }) => ({ ...row, isHost: tenant_id === tenant.id })),
  };
}

const total = (amounts: readonly number[]) => amounts.reduce((sum, minor) => sum + minor, 0);

/** Shares of a sum, or the code of why there are none. */
function sharesOrCode(work: () => KeyResult): { result: KeyResult } | { code: string } {
  try {
    return { result: work() };
  } catch (error) {
    if (error instanceof KeyRefused) return { code: error.code };
    throw error;
  }
}

/** The page of a year: key, budget and what each pays, advances, outcome with forecast, settlements. */
export async function loadYear(door: Door, id?: string, yearText?: string) {
  const found = await openYear(door, id, yearText);
  const { db, tenant, actor, today } = door;
  const keys = await listKeys(db, found.agreement.id, found.year);
  const current = keyInForce(keys) ?? keys[0];
  const assembledKey = current && (await loadAssembled(db, current, asPaid(found).parties));
  const { budget } = await readBudget(db, found);
  const advances = await listAdvances(db, found);
  const sums = await ledgerSums(db, found);
  const shares =
    budget && assembledKey
      ? sharesOrCode(() => shareOut(assembledKey.key, budget.totalMinor, found.year))
      : undefined;
  const minors = shares && "result" in shares ? shares.result.shares : [];
  const paid = paidByParty(advances, found.agreement.tenant_id);
  const runs = await listSettlements(db, found);
  const answers = budget ? await listAnswers(db, budget) : [];
  const needs = await listNeeds(db, found, budget?.figures_by_on ?? null);
  const speaks =
    !found.isHost &&
    found.parties.some(({ id: party }) => party === tenant.id) &&
    mayWriteMoney(actor, tenant);
  return {
    ...found,
    slug: tenant.slug,
    me: tenant.id,
    today,
    neighbours: await neighbourYears(db, found, today),
    keys: keys.map((key) => ({ ...key, isInForce: key.id === keyInForce(keys)?.id })),
    missing: assembledKey?.missing.map((party) => party.name) ?? [],
    budget: budget
      ? {
          status: budget.status,
          totalMinor: budget.totalMinor,
          directMinor: budget.directMinor,
          lines: budget.lines.map(({ id: line, account, text, minor, template }) => ({
            id: line,
            account,
            text,
            minor,
            template,
          })),
          decided_on: budget.decided_on,
          decided_by: budget.decided_by,
          decision_ref: budget.decision_ref,
          sent_on: budget.sent_on,
          answer_by_on: budget.answer_by_on,
        }
      : null,
    sharesCode: shares && "code" in shares ? shares.code : null,
    partyRows: found.parties.map((party) => ({
      ...party,
      budgetMinor: minors.find((share) => share.party === party.id)?.minor ?? null,
      advanceMinor: advances
        .filter((row) => row.organisation_id === party.id)
        .reduce((sum, row) => sum + row.amount_minor, 0),
      paidMinor: paid.get(party.id) ?? 0,
      neededBy: needs.find((need) => need.party === party.id)?.on ?? null,
    })),
    answers,
    overpaidMinor:
      today > `${found.year}-12-31` && !runs.some((run) => run.state === "closed") && sums.length > 0
        ? total([...paid.values()]) - total(sums.map((row) => row.amount_minor))
        : 0,
    advances: advances.length,
    accounts: byAccount(sums),
    forecasts: budget
      ? forecasts(
          { year: found.year, budgetMinor: budget.totalMinor, alertPercent: budget.alert_percent },
          sums.map(({ month, amount_minor }) => ({ month, minor: amount_minor })),
          today,
        )
      : [],
    runs: runs.map(({ run, state, total_minor, dated_on, corrects_run, reason }) => ({
      ...{ run, state, total_minor, dated_on, corrects_run, reason },
    })),
    can: {
      keep: mayKeepBooks(actor, tenant, found.agreement),
      begin: mayKeepBooks(actor, tenant, found.agreement) && (runs[0]?.state ?? "closed") === "closed",
      accounts: mayWriteMoney(actor, tenant),
      need: speaks,
      answerBudget: speaks && budget?.status === "proposal" && budget.sent_on !== null,
    },
  };
}
export type YearPageData = Awaited<ReturnType<typeof loadYear>>;

/** The page of one settlement or correction run. */
export async function loadRun(door: Door, at: { id?: string; year?: string; run?: string }) {
  const found = await openYear(door, at.id, at.year);
  const { db, tenant, actor, today } = door;
  const run = await findRun(db, found, at.run);
  const rows = await listRows(db, run.id);
  const words = await listWords(db, run);
  const keeps = mayKeepBooks(actor, tenant, found.agreement);
  const isParty = !found.isHost && rows.some((row) => row.organisation_id === tenant.id);
  const speaks = run.state === "sent" && isParty && mayWriteMoney(actor, tenant);
  const { snapshot, ...facts } = run;
  const basis = snapshot ? basisOf(snapshot) : null;
  return {
    ...found,
    slug: tenant.slug,
    me: tenant.id,
    today,
    run: facts,
    rows,
    ...words,
    basis: basis && { key: basis.key, lines: basis.lines, dated: basis.dated },
    isSame: basis ? isSameAgain(basis, rows) : null,
    hasAccounts: (await findAccounts(db, { tenantId: tenant.id, found })) !== undefined,
    keyId: run.cost_key_id,
    can: {
      step:
        (["preliminary", "sent", "approved", "invoiced", "closed"] as const).find(
          (to) => keeps && mayGo(run.state, to),
        ) ?? null,
      reopen: keeps && (run.state === "preliminary" || run.state === "sent"),
      drop: keeps && run.state === "open" && run.sent_on === null,
      answer: keeps && run.state === "sent",
      invoices: keeps && run.state === "approved",
      remark: speaks,
      approve: speaks && !words.approvals.some((row) => row.party_id === tenant.id),
      accounts: mayWriteMoney(actor, tenant) && (found.isHost || isParty),
      statement: found.isHost || isParty,
    },
  };
}
export type RunPageData = Awaited<ReturnType<typeof loadRun>>;

/** Worked out again now from what was kept: the same öre for each. */
function isSameAgain(
  basis: Parameters<typeof settle>[0],
  rows: readonly { organisation_id: string; share_minor: number; difference_minor: number }[],
): boolean {
  const again = settle(basis).rows;
  return (
    again.length === rows.length &&
    again.every((row) =>
      rows.some(
        (kept) =>
          kept.organisation_id === row.party &&
          kept.share_minor === row.share_minor &&
          kept.difference_minor === row.difference_minor,
      ),
    )
  );
}

/** The year, for those who keep its books. @throws NotFound, Forbidden */
export async function loadBegin(door: Door, id?: string, yearText?: string) {
  await openBooks(door, id, yearText);
  return loadYear(door, id, yearText);
}

/** A run, for those who keep its books. @throws NotFound, Forbidden */
export async function loadKeptRun(door: Door, at: { id?: string; year?: string; run?: string }) {
  await openBooks(door, at.id, at.year);
  return loadRun(door, at);
}

/** A run, for those who say something about it. @throws Forbidden for readers */
export async function loadSpokenRun(door: Door, at: { id?: string; year?: string; run?: string }) {
  await openForWords(door, at.id, at.year);
  return loadRun(door, at);
}

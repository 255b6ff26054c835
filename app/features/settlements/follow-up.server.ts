import { sql } from "kysely";
import { eachApart } from "../../server/each-apart.server.ts";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import { dayInSweden, type TenantDb } from "../../server/transaction.server.ts";
import { daysBetween } from "../deadlines/days.rules.ts";
import { forecasts } from "./budget.rules.ts";
import { readBudget } from "./budgets.server.ts";
import { firstNeed, listNeeds } from "./consultation.server.ts";
import { ledgerSums } from "./ledger.server.ts";
import { type MoneyLetterJob, writeMoneyLetters } from "./letters.server.ts";
import { listSettlements, listWords, type SettlementRun } from "./settlements.server.ts";
import { asPaid, findYear, type MoneyYear } from "./years.server.ts";

type Occasion = Omit<MoneyLetterJob, "agreement" | "year">;

/** How many days before the last day for remarks those who have not approved are reminded. */
const REMIND_DAYS = 3;
/** How many days before a party needs the figures the one who keeps the agreement is told. */
const FIGURES_DAYS = [7, 30] as const;

/**
 * The daily work: warns the parties when a forecast passes the budget, tells the one who keeps the agreement that the parties soon need
 * the figures, and reminds those who have not answered a settlement. Each letter once, however often it runs.
 */
export async function followUpMoney(now = new Date()): Promise<void> {
  const today = dayInSweden(now);
  const years = await asSystem("settlement", async (db) => {
    await sql`select set_config('app.today', ${today}, true)`.execute(db);
    const { rows } = await sql<{ owner_id: string; agreement_id: string; year: number }>`
      select owner_id, agreement_id, year from app.money_to_follow() order by owner_id, agreement_id, year`.execute(
      db,
    );
    return rows;
  });
  await eachApart(years, "years of agreements", async ({ owner_id: tenantId, agreement_id, year }) => {
    const due = await inTenantAs(
      { tenantId, accountId: null, byName: "Samverka", via: "job", now },
      async (db) => {
        const found = await findYear(db, { id: agreement_id, year, tenantId, slug: "" });
        const run = (await listSettlements(db, found))[0];
        // what the year came to is told by its settlement from then on
        if (run && run.state !== "open") return remarkLetters(db, found, { run, today });
        return budgetLetters(db, found, today);
      },
    );
    for (const occasion of due) await writeMoneyLetters({ agreement: agreement_id, year, ...occasion }, now);
  });
}

async function budgetLetters(db: TenantDb, found: MoneyYear, today: string): Promise<Occasion[]> {
  const { budget } = await readBudget(db, found);
  if (budget?.status === "decided") {
    const booked = (await ledgerSums(db, found)).map(({ month, amount_minor }) => ({
      month,
      minor: amount_minor,
    }));
    const ofYear = { year: found.year, budgetMinor: budget.totalMinor, alertPercent: budget.alert_percent };
    const newest = forecasts(ofYear, booked, today).at(-1);
    if (!newest?.isOver) return [];
    return [{ kind: "forecast", step: `q${newest.quarter}`, about: String(newest.quarter) }];
  }
  const first = firstNeed(await listNeeds(db, found, budget?.figures_by_on ?? null));
  const days = first ? daysBetween(today, first.on) : -1;
  const step = days < 0 ? undefined : FIGURES_DAYS.find((limit) => days <= limit);
  if (!first || !step) return [];
  return [{ kind: "figures_due", step: `${first.on} ${step}`, until: first.on, about: first.names }];
}

async function remarkLetters(
  db: TenantDb,
  found: MoneyYear,
  { run, today }: { run: SettlementRun; today: string },
): Promise<Occasion[]> {
  if (run.state !== "sent" || !run.remarks_until) return [];
  const days = daysBetween(today, run.remarks_until);
  if (days < 0 || days > REMIND_DAYS) return [];
  const { approvals } = await listWords(db, run);
  return asPaid(found)
    .parties.filter(
      ({ id }) => id !== found.agreement.tenant_id && !approvals.some((row) => row.party_id === id),
    )
    .map(({ id }) => ({
      kind: "reminder" as const,
      step: `${run.run} ${run.remarks_until}`,
      run: run.run,
      until: run.remarks_until!,
      only: id,
    }));
}

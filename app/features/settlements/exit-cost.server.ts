import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { KeyRefused } from "../cost-keys/allocation.rules.ts";
import { shareOut, sideBySide, withoutParty } from "../cost-keys/keys.rules.ts";
import { readBudget } from "./budgets.server.ts";
import { EXAMPLE_MINOR } from "./key-page.server.ts";
import { findKeyInForce } from "./keys.server.ts";
import { mayReadMoney } from "./settlements.policy.ts";

import { findYear } from "./years.server.ts";

/**
 * What a party's leaving costs the others in a whole year, with the key of next year, or the newest that is decided
 * (agreement-and-money.md 8). null when there is no key to count with, or the tenant does not read the agreement's money.
 */
export async function loadExitCost(door: Door, agreementId: string, leaving: string | null) {
  const { db, tenant, actor, today } = door;
  if (!leaving || !mayReadMoney(actor, tenant)) return null;
  const next = Number(today.slice(0, 4)) + 1;
  const { rows } = await sql<{ year: number }>`select max(year)::int as year from cost_key
    where agreement_id = ${agreementId}::uuid and decided_on is not null and year <= ${next}`.execute(db);
  const year = rows[0]?.year;
  if (!year) return null;
  try {
    const found = await findYear(db, { id: agreementId, year, tenantId: tenant.id, slug: tenant.slug });
    const inForce = await findKeyInForce(db, found);
    if (!inForce) return null;
    const { row, key } = inForce;
    const { budget } = await readBudget(db, found);
    const isExample = !budget || budget.totalMinor === 0;
    const totalMinor: number = isExample ? EXAMPLE_MINOR : budget.totalMinor;
    const names = new Map(found.parties.map((party) => [party.id, party.name]));
    const compared = sideBySide(
      shareOut(key, totalMinor, year),
      shareOut(withoutParty(key, leaving, `${year - 1}-12-31`), totalMinor, year),
    );
    return {
      year,
      totalMinor,
      isExample,
      key: { id: row.id, name: row.name },
      rows: compared.map((each) => ({ ...each, name: names.get(each.party) ?? "", after: each.after ?? 0 })),
    };
  } catch (error) {
    // not a year of the tenant's; nobody left to pay; floors and caps that do not fit: there is nothing to compare
    if (error instanceof KeyRefused || error instanceof NotFound) return null;
    throw error;
  }
}

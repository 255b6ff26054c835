import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { listTerms, termInputOf } from "../contracts/contracts.server.ts";
import { factsOn } from "../contracts/facts.rules.ts";
import type { Day } from "../deadlines/term.rules.ts";
import { type Deadline, deadlinesOf } from "./contract-deadlines.rules.ts";

const PORTION = 500;

/** A contract that the organisation reminds its people of. */
export interface RemindedContract {
  tenant_id: string;
  id: string;
  name: string;
  number: string | null;
  type: string | null;
  /** Today's deadlines. */
  deadlines: Deadline[];
}

/**
 * The open contracts of the organisation, own and those it takes part in, with their deadlines computed from the terms. What is only
 * shared with it by a neighbour is not its to act on.
 */
export async function listReminded(db: TenantDb, today: Day): Promise<RemindedContract[]> {
  const contracts = await db
    .selectFrom("contract")
    .select(["tenant_id", "id", "name", "number", "type"])
    .where("closed_on", "is", null)
    .where(sql<boolean>`(tenant_id = app.own_tenant() or id = any (array(select app.contracts_of_mine())))`)
    .orderBy("name")
    .orderBy("id")
    .limit(20_000)
    .execute();
  const found: RemindedContract[] = [];
  for (let at = 0; at < contracts.length; at += PORTION) {
    const some = contracts.slice(at, at + PORTION);
    const terms = await listTerms(
      db,
      some.map((contract) => contract.id),
    );
    for (const contract of some) {
      const rows = terms.get(contract.id);
      const input = rows && termInputOf(rows);
      const ask = (day: Day) => factsOn(input!, day);
      found.push({ ...contract, deadlines: input ? deadlinesOf(ask(today), today, ask) : [] });
    }
  }
  return found;
}

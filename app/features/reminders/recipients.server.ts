import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Day } from "../deadlines/term.rules.ts";
import { type Addressee, languageOf } from "../organisations/writers.server.ts";
import { type Assignment, type Deputyship, recipientsOn } from "../roles/holding.rules.ts";

const me = sql<string>`app.tenant()`;

/** Somebody who is told. */
export interface Recipient extends Addressee {
  personId: string;
}

/**
 * Who is told about each contract in this organisation on a day: those who answer for it, and where nobody does the owners of the
 * systems it covers; in the place of somebody with a deputy that day the deputy. Nobody without an address, and nobody who has left.
 */
export async function recipientsByContract(
  db: TenantDb,
  contractIds: readonly string[],
  day: Day,
): Promise<Map<string, Recipient[]>> {
  const assignments = await assignmentsTo(db, contractIds, day);
  const deputyships = await deputyshipsOn(db, day);
  const acting = recipientsOn(day, assignments, deputyships);
  const people = await reachable(
    db,
    acting.map((each) => each.personId),
  );
  const found = new Map<string, Recipient[]>();
  for (const { usageId: contractId, personId } of acting) {
    const person = people.get(personId);
    const told = found.get(contractId) ?? [];
    if (person && !told.some((each) => each.personId === personId)) found.set(contractId, [...told, person]);
  }
  return found;
}

/** Roles on contracts in the shape of the roles' rules: what is answered for is the contract. */
async function assignmentsTo(db: TenantDb, contractIds: readonly string[], day: Day): Promise<Assignment[]> {
  const { rows } = await sql<{
    contract_id: string;
    role_type: string;
    person_id: string;
    from_on: string;
    to_on: string | null;
  }>`
    with answering as (
      select r.contract_id, r.role_type, r.person_id, r.from_on, r.to_on from contract_role r
      where r.tenant_id = ${me} and r.contract_id = any(${[...contractIds]}::uuid[])
        and r.from_on <= ${day} and (r.to_on is null or r.to_on >= ${day}))
    select * from answering
    union all
    select l.contract_id, a.role_type, a.person_id, a.from_on, a.to_on from contract_usage l
    join role_assignment a on a.tenant_id = l.tenant_id and a.usage_id = l.usage_id and a.role_type = 'system_owner'
      and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})
    where l.tenant_id = ${me} and l.contract_id = any(${[...contractIds]}::uuid[])
      and not exists (select 1 from answering w where w.contract_id = l.contract_id)
    order by 1, 4, 3`.execute(db);
  return rows.map((row) => ({
    usageId: row.contract_id,
    roleType: row.role_type,
    personId: row.person_id,
    fromOn: row.from_on,
    toOn: row.to_on,
  }));
}

async function deputyshipsOn(db: TenantDb, day: Day): Promise<Deputyship[]> {
  const rows = await db
    .selectFrom("deputy")
    .select(["person_id", "deputy_person_id", "role_type", "from_on", "to_on"])
    .where("tenant_id", "=", me)
    .where("from_on", "<=", day)
    .where("to_on", ">=", day)
    .orderBy("id")
    .limit(5000)
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    deputyPersonId: row.deputy_person_id,
    roleType: row.role_type,
    fromOn: row.from_on,
    toOn: row.to_on,
  }));
}

async function reachable(db: TenantDb, ids: readonly string[]): Promise<Map<string, Recipient>> {
  const { rows } = await sql<Recipient>`
    select p.id as "personId", p.name, p.email, ${languageOf("p.id")} as locale from person p
    where p.tenant_id = ${me} and p.id = any(${[...new Set(ids)]}::uuid[]) and p.email is not null
      and (not exists (select 1 from membership m where m.tenant_id = p.tenant_id and m.person_id = p.id)
        or exists (select 1 from membership m where m.tenant_id = p.tenant_id and m.person_id = p.id and m.ended_at is null))
    `.execute(db);
  return new Map(rows.map((row) => [row.personId, row]));
}

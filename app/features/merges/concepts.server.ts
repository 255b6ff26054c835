import { sql } from "kysely";
import { Invalid, NotFound, Refused } from "#app/server/errors.server.ts";
import type { Recorder, TenantDb } from "#app/server/transaction.server.ts";
import type { CatalogueState } from "#db/schema/values.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { findProductMatches, nearProductNames } from "../products/matching.server.ts";
import { findSupplierMatches, nearSuppliers } from "../suppliers/matching.server.ts";
import { decisionProblem } from "./concepts.rules.ts";
import { CONCEPTS_ON_PAGE, type RecordKind } from "./merges.paths.ts";

/** A concept that waits for a catalogue editor. */
export interface WaitingConcept {
  kind: RecordKind;
  id: string;
  name: string;
  maker: string | null;
  created_at: string;
  /** Names of other records like it, best first. */
  near: string[];
}

/** Concepts that wait, oldest first, and how many there are. @param page from 1 */
export async function listConcepts(
  db: TenantDb,
  page: number,
): Promise<{ total: number; rows: WaitingConcept[] }> {
  const { rows: counted } = await sql<{ total: number }>`
    select (select count(*) from product where state = 'concept')
      + (select count(*) from supplier where state = 'concept') as total`.execute(db);
  const { rows } = await sql<Omit<WaitingConcept, "near"> & { normalised_name: string }>`
    select c.kind, c.id, c.name, c.normalised_name, o.name as maker,
      to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as created_at
    from (
      select 'product' as kind, id, name, normalised_name, created_by_tenant_id, created_at from product where state = 'concept'
      union all
      select 'supplier', id, name, normalised_name, created_by_tenant_id, created_at from supplier where state = 'concept') c
    left join organisation o on o.id = c.created_by_tenant_id
    order by c.created_at, c.id
    limit ${CONCEPTS_ON_PAGE} offset ${(page - 1) * CONCEPTS_ON_PAGE}`.execute(db);
  const namesOf = (kind: RecordKind) =>
    rows.filter((row) => row.kind === kind).map((row) => row.normalised_name);
  const near = {
    product: await nearProductNames(db, namesOf("product")),
    supplier: await nearSuppliers(db, namesOf("supplier")),
  };
  return {
    total: counted[0]!.total,
    rows: rows.map(({ normalised_name, ...row }) => ({
      ...row,
      near: (near[row.kind].get(normalised_name) ?? [])
        .filter((match) => match.id !== row.id)
        .slice(0, 3)
        .map((match) => match.name),
    })),
  };
}

/** A concept with the records like it. @throws NotFound also when it is no concept */
export async function findConcept(db: TenantDb, id: string) {
  const { rows } = await sql<{
    kind: RecordKind;
    id: string;
    name: string;
    detail: string | null;
    description: string;
    website: string | null;
    maker: string | null;
    version: number;
    concept_supplier_id: string | null;
    concept_supplier: string | null;
    concept_supplier_version: number | null;
    organisation_number: string | null;
  }>`
    select c.*, o.name as maker from (
      select 'product' as kind, p.id, p.name, s.name as detail, p.description, p.website, p.version, p.created_by_tenant_id,
        case when s.state = 'concept' then s.id end as concept_supplier_id,
        case when s.state = 'concept' then s.name end as concept_supplier,
        case when s.state = 'concept' then s.version end as concept_supplier_version, null as organisation_number
      from product p left join supplier s on s.id = p.supplier_id where p.id = ${id}::uuid and p.state = 'concept'
      union all
      select 'supplier', id, name, organisation_number, '', website, version, created_by_tenant_id, null, null, null, organisation_number
      from supplier where id = ${id}::uuid and state = 'concept') c
    left join organisation o on o.id = c.created_by_tenant_id`.execute(db);
  const concept = rows[0];
  if (!concept) throw new NotFound();
  const matches =
    concept.kind === "product"
      ? (await findProductMatches(db, concept.name, concept.detail)).map(({ supplier_name, ...match }) => ({
          ...match,
          detail: supplier_name,
        }))
      : (await findSupplierMatches(db, concept.name, concept.organisation_number)).map(
          ({ organisation_number, ...match }) => ({ ...match, detail: organisation_number }),
        );
  return { concept, near: matches.filter((match) => match.id !== id) };
}

/** A record that was a concept and has been decided on. */
export interface DecidedConcept {
  kind: RecordKind;
  id: string;
  name: string;
  state: CatalogueState;
  decided_at: string;
}

/** The record of an id that is no concept any more, so that who comes late is told what became of it. @throws NotFound */
export async function findDecided(db: TenantDb, id: string): Promise<DecidedConcept> {
  const { rows } = await sql<Omit<DecidedConcept, "decided_at"> & { at: Date }>`
    select 'product' as kind, id, name, state, coalesce(approved_at, updated_at) as at from product
      where id = ${id}::uuid and state <> 'concept' and created_by_tenant_id is not null
    union all select 'supplier', id, name, state, coalesce(approved_at, updated_at) from supplier
      where id = ${id}::uuid and state <> 'concept' and created_by_tenant_id is not null`.execute(db);
  if (!rows[0]) throw new NotFound();
  const { at, ...decided } = rows[0];
  return { ...decided, decided_at: at.toISOString() };
}

export type ConceptPageData = Awaited<ReturnType<typeof findConcept>>;

/** What the editor decided, as posted. */
export interface Decision {
  decision: string;
  name: string;
  message: string;
  version: number;
  /** Of the product's supplier, when it is to be approved with it. */
  supplierVersion: number | null;
}

/**
 * Approves a concept, with its name put right and on request with its supplier, or rejects it with a message to its maker. History
 * is kept on the record.
 * @throws Invalid by field · Refused `changed_meanwhile` when somebody else has changed or decided it
 */
export async function decideConcept(
  db: TenantDb,
  concept: Deciding & { concept_supplier_id?: string | null; concept_supplier?: string | null },
  posted: Decision,
  record: Recorder,
): Promise<"approved" | "rejected"> {
  const { concept_supplier_id: supplier, concept_supplier: name, ...own } = concept;
  const version = posted.decision === "approve" ? posted.supplierVersion : null;
  if (version === null || !supplier || !name) return decide(db, own, posted, record);
  // held before anything is written: a refusal leaves nothing half done
  const { rows } =
    await sql`select 1 from supplier where id = ${supplier}::uuid and state = 'concept' and version = ${version}
    for update`.execute(db);
  if (rows.length === 0) throw new Refused("changed_meanwhile");
  const done = await decide(db, own, posted, record);
  await decide(db, { kind: "supplier", id: supplier, name }, { ...posted, name, version }, record);
  return done;
}

interface Deciding {
  kind: RecordKind;
  id: string;
  name: string;
}

async function decide(
  db: TenantDb,
  { kind, id, ...concept }: Deciding,
  posted: Decision,
  record: Recorder,
): Promise<"approved" | "rejected"> {
  const problem = decisionProblem(posted);
  if (problem) throw new Invalid(problem);
  const state = posted.decision === "approve" ? "approved" : "rejected";
  const name = state === "approved" ? posted.name : concept.name;
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(kind)} set state = ${state}, name = ${name}, normalised_name = ${normaliseName(name)},
      approved_at = case when ${state} = 'approved' then now() end,
      decision_message = ${state === "rejected" ? posted.message : null},
      version = version + 1, updated_at = now()
    where id = ${id}::uuid and state = 'concept' and version = ${posted.version}
    returning id`.execute(db);
  if (rows.length === 0) throw new Refused("changed_meanwhile");
  if (name !== concept.name)
    await record({
      kind,
      id,
      name,
      action: "updated",
      changes: [{ field: "name", old: concept.name, new: name }],
    });
  await record({ kind, id, name, action: state, reason: state === "rejected" ? posted.message : undefined });
  return state;
}

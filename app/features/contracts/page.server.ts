import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { logAccess } from "../audit/audit.server.ts";
import { parseListState } from "../lists/lists.rules.ts";
import { chooseColumns } from "../lists/lists.server.ts";
import { loadListViews } from "../views/views.server.ts";
import { hasRegister, mayAnswerFor, mayEditContracts } from "./contracts.policy.ts";
import { refreshFacts } from "./facts.server.ts";
import { contractsList, scopeOf } from "./list.rules.ts";
import { type ContractRow, loadContractList } from "./list.server.ts";
import { listInvitations } from "./participants.server.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize" | "unrecorded">;

/**
 * The list as the address asks for it, before any row is read; own contracts without a computed answer for today get one first.
 * @throws NotFound for suppliers: they have no register
 */
export async function contractsQuery(door: Reading, search: URLSearchParams) {
  const { db, tenant, actor, authorize, unrecorded } = door;
  if (!hasRegister(tenant)) throw new NotFound();
  authorize(true);
  if (!actor.isPreview) {
    unrecorded("computed dates are not a change of any record");
    await refreshFacts(db, tenant.id);
  }
  const scope = scopeOf(search, actor.isPreview);
  const definition = contractsList(scope);
  return { scope, definition, state: parseListState(search, definition) };
}

/** Everything the list page shows; notes in the owners' access history that their contracts were listed. */
export async function loadContractsPage(door: Reading, search: URLSearchParams) {
  const { db, tenant, actor } = door;
  const { scope, definition, state } = await contractsQuery(door, search);
  const { shown } = await chooseColumns(db, definition, state);
  const { rows, total, isCut } = await loadContractList(db, { state, scope }, tenant);
  await logAccess(db, tenant, {
    via: state.q === "" ? "list" : "search",
    kind: "contract",
    seen: rows.map((row) => ({ owner: row.tenant_id })),
  });
  return {
    slug: tenant.slug,
    tenantId: tenant.id,
    scope,
    isPreview: actor.isPreview,
    view: { state, shown, total, isCut },
    views: await loadListViews(door, definition.list),
    rows: rows as ContractRow[],
    owners: await listContractOwners(db),
    invitations: mayAnswerFor(actor) ? (await listInvitations(db)).length : 0,
    can: { add: mayEditContracts(actor) },
  };
}

export type ContractsPageData = Awaited<ReturnType<typeof loadContractsPage>>;

/** Organisations of which the viewer sees a contract, for the filter. `offset 0`: one contract of each is looked up, not all read. */
async function listContractOwners(db: TenantDb) {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organisation o
    where exists (select 1 from contract c where c.tenant_id = o.id offset 0) order by o.name, o.id limit 1000`.execute(
    db,
  );
  return rows;
}

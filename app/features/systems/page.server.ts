import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { Locale } from "../../text/text.ts";
import { logAccess } from "../audit/audit.server.ts";
import { listFunctionNames } from "../functions/functions.server.ts";
import { parseListState } from "../lists/lists.rules.ts";
import { chooseColumns } from "../lists/lists.server.ts";
import { loadListViews } from "../views/views.server.ts";
import { listOwnerChoices } from "./choices.server.ts";
import { scopeOf, systemsList } from "./list.rules.ts";
import { loadUsages, type UsageQuery, type UsageRow } from "./list.server.ts";
import { hasInventory, mayEditSystems } from "./systems.policy.ts";
import { findHiddenGroups } from "./systems.server.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize">;

/** The list as the address asks for it, before any row is read. @throws NotFound for suppliers: they have no inventory */
export async function systemsQuery({ db, tenant, actor, authorize }: Reading, search: URLSearchParams) {
  if (!hasInventory(tenant)) throw new NotFound();
  authorize(true);
  const scope = scopeOf(search, actor.isPreview);
  const hiddenGroups = await findHiddenGroups(db, tenant);
  const definition = systemsList(scope, hiddenGroups);
  const state = parseListState(search, definition);
  return { scope, hiddenGroups, definition, state };
}

/** Everything the list page shows; notes in the owners' access history that their records were listed. */
export async function loadSystemsPage(
  door: Reading,
  { search, locale }: { search: URLSearchParams; locale: Locale },
) {
  const { db, tenant, actor } = door;
  const { scope, hiddenGroups, definition, state } = await systemsQuery(door, search);
  const { shown } = await chooseColumns(db, definition, state);
  const query: UsageQuery = { state, scope, shown };
  const { rows, total, isCut } = await loadUsages(db, query, tenant);
  const via = state.q === "" ? ("list" as const) : ("search" as const);
  if (scope !== "own")
    await logAccess(db, tenant, {
      via,
      kind: "system_usage",
      seen: rows.map((row) => ({ owner: row.tenant_id })),
    });
  return {
    slug: tenant.slug,
    tenantId: tenant.id,
    scope,
    hiddenGroups,
    isPreview: actor.isPreview,
    view: { state, shown, total, isCut },
    views: await loadListViews(door, definition.list),
    rows: rows.map(shownRow),
    functions: await listFunctionNames(db, locale),
    owners: scope === "own" ? [] : await listOwnerChoices(db, tenant, scope === "all" && !actor.isPreview),
    can: { add: mayEditSystems(actor) },
  };
}

/** What the page draws of a row. All of it goes to the browser a second time, as data, so nothing goes along unused. */
function shownRow({ id, own_name, is_hidden, values }: UsageRow) {
  const given = Object.entries(values).filter(([key, value]) => key !== "own_name" && value !== null);
  return { id, own_name, is_hidden, values: Object.fromEntries(given) };
}

export type SystemsPageData = Awaited<ReturnType<typeof loadSystemsPage>>;

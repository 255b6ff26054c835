import type { Door } from "../../server/tenant.server.ts";
import { contractsList } from "../contracts/list.rules.ts";
import { countContracts } from "../contracts/list.server.ts";
import { licencesList } from "../licences/list.rules.ts";
import { countLicences } from "../licences/list.server.ts";
import { parseListState } from "../lists/lists.rules.ts";
import { productList } from "../products/product-list.rules.ts";
import { countProducts } from "../products/product-list.server.ts";
import { supplierList } from "../suppliers/supplier-list.rules.ts";
import { countSuppliers } from "../suppliers/supplier-list.server.ts";
import { systemsList } from "../systems/list.rules.ts";
import { countUsages } from "../systems/list.server.ts";
import { findHiddenGroups } from "../systems/systems.server.ts";
import { contractScopeOfList, scopeOfList, viewQuery } from "../views/views.rules.ts";
import { listStartViews, type View } from "../views/views.server.ts";

type Reading = Pick<Door, "db" | "tenant">;

/** The views chosen for the start page, each with the number of rows that its list has for this reader now. */
export async function countStartViews({ db, tenant }: Reading) {
  const { views, isCut } = await listStartViews(db);
  const hiddenGroups = views.some(({ list }) => scopeOfList(list)) ? await findHiddenGroups(db, tenant) : [];
  const counted = [];
  for (const view of views) {
    const count = await countView({ db, tenant }, view, hiddenGroups);
    counted.push({ id: view.id, name: view.name, list: view.list, ...count });
  }
  return { views: counted, isCut };
}

/** Counts as the list itself does: same definition, same state, same rules. */
function countView({ db, tenant }: Reading, view: View, hiddenGroups: readonly string[]) {
  const query = viewQuery(view);
  const scope = scopeOfList(view.list);
  if (scope) {
    const state = parseListState(query, systemsList(scope, hiddenGroups));
    return countUsages(db, { state, scope, shown: [] }, tenant);
  }
  const contractScope = contractScopeOfList(view.list);
  if (contractScope) {
    const state = parseListState(query, contractsList(contractScope));
    return countContracts(db, { state, scope: contractScope }, tenant);
  }
  if (view.list === "licences") return countLicences(db, parseListState(query, licencesList));
  if (view.list === "suppliers") return countSuppliers(db, parseListState(query, supplierList));
  const seesUsages = tenant.kind !== "supplier";
  return countProducts(db, parseListState(query, productList({ seesUsages })), seesUsages ? tenant.id : null);
}

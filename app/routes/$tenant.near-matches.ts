import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { canPropose } from "../features/catalogue/catalogue.policy.ts";
import { MOST_TYPED, soughtName, type TypedMatch } from "../features/catalogue/near.rules.ts";
import { findProductMatches } from "../features/products/matching.server.ts";
import { findSupplierMatches } from "../features/suppliers/matching.server.ts";
import { formatOrganisationNumber } from "../features/suppliers/organisation-number.rules.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Records of the catalogue like `?name=`, for forms that show them while somebody types. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canPropose(actor, tenant));
    const { searchParams } = new URL(args.request.url);
    const sought = soughtName(searchParams.get("name") ?? "");
    if (!sought) return json({ sought: "", matches: [] as TypedMatch[] });
    const found: TypedMatch[] =
      searchParams.get("kind") === "supplier"
        ? (await findSupplierMatches(db, sought)).map(({ organisation_number: number, ...match }) => ({
            ...match,
            detail: number && formatOrganisationNumber(number),
          }))
        : (await findProductMatches(db, sought)).map((match) => ({ ...match, detail: match.supplier_name }));
    const matches = found
      .slice(0, MOST_TYPED)
      .map(({ id, name, state, detail, matched_name }) => ({ id, name, state, detail, matched_name }));
    return json({ sought, matches });
  });
}

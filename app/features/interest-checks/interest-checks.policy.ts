import type { Actor, Tenant } from "../../server/tenant.server.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import type { State } from "./interest-checks.rules.ts";

type Who = Pick<Actor, "roles" | "isPreview">;
type Where = Pick<Tenant, "id" | "kind">;
interface Check {
  tenant_id: string;
  state: State;
  closes_on: string;
}

/** Interest checks are between municipalities; suppliers see none, and in "view as" there are none. */
export function mayReadChecks(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier" && !actor.isPreview;
}

/** Who may ask the circle, and answer for the organisation: editors and local administrators. */
export function mayWriteChecks(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return mayReadChecks(actor, tenant) && actor.roles.some((role) => role !== "reader");
}

/** The coordinator's own steps: changing, sending, closing, deciding. */
export function mayCoordinate(actor: Who, tenant: Where, check: Pick<Check, "tenant_id">): boolean {
  return mayWriteChecks(actor, tenant) && check.tenant_id === tenant.id;
}

/** One answer per municipality, while it is open; members of the circle who are not asked put themselves forward the same way. */
export function mayReply(actor: Who, tenant: Where, check: Check, today: string): boolean {
  return mayWriteChecks(actor, tenant) && stateOn(check, today) === "open";
}

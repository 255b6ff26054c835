import type { Actor, Tenant } from "../../server/tenant.server.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import type { State } from "./renewals.rules.ts";

type Who = Pick<Actor, "roles" | "isPreview">;
interface Round {
  tenant_id: string;
  state: State;
  closes_on: string;
}

/** Renewal surveys are between buyers; suppliers see none, and in "view as" there are none. */
export function mayReadRenewals(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier" && !actor.isPreview;
}

/** Who may ask the members, and answer for the organisation: editors and local administrators. */
export function mayWriteRenewals(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return mayReadRenewals(actor, tenant) && actor.roles.some((role) => role !== "reader");
}

/** The coordinator's own steps. */
export function mayCoordinate(
  actor: Who,
  tenant: Pick<Tenant, "id" | "kind">,
  round: Pick<Round, "tenant_id">,
): boolean {
  return mayWriteRenewals(actor, tenant) && round.tenant_id === tenant.id;
}

/** One answer per organisation, while it is open. */
export function mayAnswer(actor: Who, tenant: Pick<Tenant, "kind">, round: Round, today: string): boolean {
  return mayWriteRenewals(actor, tenant) && stateOn(round, today) === "open";
}

import type { Actor, Tenant } from "../../server/tenant.server.ts";
import { stateOn } from "./surveys.rules.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** Surveys are between buyers; suppliers see none, and in "view as" there are none. */
export function mayReadSurveys(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier" && !actor.isPreview;
}

/** Who may ask others, and answer for the organisation: editors and local administrators. */
export function mayWriteSurveys(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return mayReadSurveys(actor, tenant) && actor.roles.some((role) => role !== "reader");
}

/** The coordinator's own steps: changing, sending, closing, deciding. */
export function mayCoordinate(
  actor: Who,
  tenant: Pick<Tenant, "id" | "kind">,
  survey: { tenant_id: string },
): boolean {
  return mayWriteSurveys(actor, tenant) && survey.tenant_id === tenant.id;
}

/** One answer per organisation, while it is open; whoever reads it without being asked puts itself forward the same way. */
export function mayReply(
  actor: Who,
  tenant: Pick<Tenant, "kind">,
  survey: { state: string; closes_on: string },
  today: string,
): boolean {
  return mayWriteSurveys(actor, tenant) && stateOn(survey, today) === "open";
}

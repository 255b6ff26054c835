import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { loadHistory } from "../audit/history.server.ts";
import { hasLicences } from "./licences.policy.ts";
import { findLicence } from "./licences.server.ts";

/** What the organisation's own history says about an agreement: the coordinator's, or a member's own part. @throws NotFound in "view as" */
export async function loadLicenceHistory(door: Door, id: string, search: URLSearchParams) {
  if (!hasLicences(door.tenant) || door.actor.isPreview) throw new NotFound();
  const { name } = await findLicence(door.db, id);
  return { ...(await loadHistory(door, search, { kind: "licence_agreement", id })), licence: { id, name } };
}

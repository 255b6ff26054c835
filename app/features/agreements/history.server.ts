import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { loadHistory } from "../audit/history.server.ts";
import { mayReadAgreements } from "./agreements.policy.ts";
import { findAgreement } from "./agreements.server.ts";

/** The history of an own agreement. @throws NotFound for others' */
export async function loadAgreementHistory(door: Door, id: string, search: URLSearchParams) {
  if (!mayReadAgreements(door.tenant)) throw new NotFound();
  const agreement = await findAgreement(door.db, id);
  if (agreement.tenant_id !== door.tenant.id || door.actor.isPreview) throw new NotFound();
  return {
    ...(await loadHistory(door, search, { kind: "agreement", id })),
    agreement: { id, title: agreement.title },
  };
}

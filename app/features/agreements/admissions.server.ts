import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { formatsFor } from "../../text/format.ts";
import type { Locale } from "../../text/text.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { agreementPath } from "./agreements.paths.ts";
import { mayBind } from "./agreements.policy.ts";
import { returnProblem } from "./agreements.rules.ts";
import {
  type Agreement,
  listDecisions,
  listParties,
  lockOwnAgreement,
  openOwnAgreement,
  type Party,
} from "./agreements.server.ts";
import { refusalsIn } from "./posted.server.ts";
import type { StepOutcome } from "./steps.server.ts";
import { hashOfAgreement, readText } from "./texts.server.ts";

async function findProposed(door: Door, agreement: Agreement, partyId: string): Promise<Party> {
  if (!isUuid(partyId)) throw new NotFound();
  const party = (await listParties(door.db, agreement.id)).find((each) => each.id === partyId);
  if (!party) throw new NotFound();
  return party;
}

/** SAM-005: a joining party has its day, its own decision on the text as it stands, and a decided cost key that covers it. */
async function admissionProblem(
  { db, today }: Door,
  agreement: Agreement,
  party: Party,
  locale: Locale,
): Promise<string | null> {
  const r = refusalsIn(locale);
  if (agreement.status !== "in_force" || party.admitted_on !== null) return r.not_possible();
  const earlier = (await listParties(db, agreement.id)).filter(
    (each) => each.organisation_id === party.organisation_id && each.id !== party.id,
  );
  const gap = returnProblem(earlier, party.joined_on, today);
  if (gap && "gapAfter" in gap) return r.still_party(party.name, formatsFor(locale).day(gap.gapAfter));
  if (gap) return r.not_possible();
  if (party.role === "observer") return null;
  const hash = hashOfAgreement(agreement, await readText(db, agreement.id));
  const decisions = (await listDecisions(db, agreement.id)).filter((each) => each.party_id === party.id);
  const hasDecided = decisions.some((each) => each.kind === "agreement" && each.text_hash === hash);
  if (!hasDecided || !(await isCovered(db, agreement.id, party))) return r["SAM-005"](party.name);
  const hasReglemente = decisions.some((each) => each.kind === "reglemente" && each.organ === "council");
  return agreement.form === "joint_board" && !hasReglemente ? r["SAM-002"](party.name) : null;
}

/** Whether a decided cost key of the year of joining, or a later one, gives the party a weight. */
async function isCovered(db: Door["db"], agreementId: string, party: Party): Promise<boolean> {
  const row = await db
    .selectFrom("cost_key as k")
    .innerJoin("cost_key_weight as w", (join) =>
      join.onRef("w.tenant_id", "=", "k.tenant_id").onRef("w.cost_key_id", "=", "k.id"),
    )
    .select("k.id")
    .where("k.agreement_id", "=", agreementId)
    .where("k.decided_on", "is not", null)
    .where("k.year", ">=", Number(party.joined_on.slice(0, 4)))
    .where("w.organisation_id", "=", party.organisation_id)
    .executeTakeFirst();
  return row !== undefined;
}

/** The page that asks before a party is admitted. */
export async function loadAdmission(door: Door, id: string, partyId: string, locale: Locale) {
  const agreement = await openOwnAgreement(door, id);
  door.authorize(mayBind(door.actor));
  const party = await findProposed(door, agreement, partyId);
  return {
    slug: door.tenant.slug,
    agreement: { id, title: agreement.title },
    party: { id: party.id, name: party.name, joined_on: party.joined_on },
    refusal: await admissionProblem(door, agreement, party, locale),
  };
}

/** Admits a party; its membership of the cooperation follows. */
export async function admitParty(
  door: Door,
  id: string,
  partyId: string,
  locale: Locale,
): Promise<StepOutcome> {
  const { db, tenant, today, record } = door;
  const agreement = await lockOwnAgreement(door, id);
  door.authorize(mayBind(door.actor));
  const party = await findProposed(door, agreement, partyId);
  const refusal = await admissionProblem(door, agreement, party, locale);
  if (refusal) {
    door.unrecorded("nothing was written");
    return { refusal };
  }
  await db
    .updateTable("agreement_party")
    .set({ admitted_on: today, version: party.version + 1 })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", party.id)
    .execute();
  await record({
    kind: "agreement",
    id,
    name: agreement.title,
    action: "party_admitted",
    changes: [{ field: "party", old: null, new: party.name }],
  });
  return { to: agreementPath(tenant.slug, id, "?saved=admitted") };
}

import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Agreement, currentParties, listParties, openAgreement } from "./agreements.server.ts";
import { listAssets } from "./assets.part.server.ts";
import { exitShares } from "./exit.rules.ts";

/** Each party's share of what is owned and owed together, as it would be shared if one leaves (`?party=`). */
export async function loadExit(door: Door, id: string, search: URLSearchParams) {
  const { db, today } = door;
  const agreement = await openAgreement(door, id);
  if (!(await isConfirmed(door, agreement))) throw new NotFound();
  const parties = await exitParties(door, agreement);
  const leaving =
    parties.find((party) => party.organisation_id === search.get("party")) ?? parties[0] ?? null;
  const rows = (await listAssets(db, id)).map((asset) => {
    const value = asset.kind === "debt" ? -asset.value_minor : asset.value_minor;
    const own = new Map(asset.ownShares.map((share) => [share.organisation_id, share.percent]));
    const shares =
      own.size > 0
        ? exitShares(
            value,
            "percent",
            parties.map((party) => ({ ...party, percent: own.get(party.organisation_id) ?? "0" })),
          )
        : exitShares(value, agreement.exit_basis, parties);
    return { ...asset, value, shares };
  });
  const first = exitShares(0, agreement.exit_basis, parties);
  return {
    slug: door.tenant.slug,
    today,
    agreement: {
      id,
      title: agreement.title,
      exit_basis: agreement.exit_basis,
      exit_rule: agreement.exit_rule,
    },
    parties: parties.map(({ organisation_id, name }) => ({ organisation_id, name })),
    leaving: leaving && { organisation_id: leaving.organisation_id, name: leaving.name },
    problem: "problem" in first ? first.problem : null,
    rows: rows.map(({ shares, ...row }) => ({
      id: row.id,
      description: row.description,
      exit_rule: row.exit_rule,
      value: row.value,
      shares: "problem" in shares ? [] : shares,
    })),
  };
}

async function isConfirmed({ tenant, actor, db }: Door, agreement: Agreement): Promise<boolean> {
  if (agreement.tenant_id === tenant.id && !actor.isPreview) return true;
  const { rows } = await sql<{
    id: string;
  }>`select id from app.agreements_of_mine() id where id = ${agreement.id}`.execute(db);
  return rows.length > 0;
}

/** Parties that have a share, with the latest number of inhabitants. */
async function exitParties({ db, today }: Door, agreement: Agreement) {
  const all = await listParties(db, agreement.id);
  const inForce = currentParties(all, today);
  const parties = (inForce.length > 0 ? inForce : all).filter((party) => party.role !== "observer");
  if (parties.length === 0) return [];
  const counted = await db
    .selectFrom("population")
    .select(["organisation_id", "inhabitants"])
    .distinctOn("organisation_id")
    .where(
      "organisation_id",
      "in",
      parties.map((party) => party.organisation_id),
    )
    .where("counted_on", "<=", today)
    .orderBy("organisation_id")
    .orderBy("counted_on", "desc")
    .execute();
  return parties.map((party) => ({
    organisation_id: party.organisation_id,
    name: party.name,
    party_order: party.party_order,
    inhabitants: counted.find((each) => each.organisation_id === party.organisation_id)?.inhabitants ?? null,
    percent: party.exit_percent,
  }));
}

import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import { readAmount } from "../contracts/numbers.form.ts";
import { tierProblem } from "../licences/tiers.rules.ts";
import { versionIn } from "../organisations/organisations.form.ts";
import { lockSurvey, openDraft, type Reading, setSurvey } from "../surveys/surveys.server.ts";
import { roundCourse } from "./course.server.ts";
import { changeOverAll, jointCost } from "./prices.rules.ts";
import { readPercent } from "./renewals.form.ts";
import { renewalPartPath, renewalPath } from "./renewals.paths.ts";
import {
  listCurrentRights,
  listMembersOf,
  listRoundTiers,
  type Round,
  renewalFace,
} from "./rounds.server.ts";

const me = sql<string>`app.tenant()`;
/** Rows of the form of price steps. */
export const TIER_ROWS = 8;

/** What members pay today by the survey's steps, without any percentage, in their fixed order. */
async function memberCosts({ db, today }: Pick<Reading, "db" | "today">, round: Round) {
  const rights = await listCurrentRights(db, round, today);
  const members = await listMembersOf(db, round.agreement_id, today);
  const tiers = await listRoundTiers(db, round.id);
  const taking = members.map(({ organisation_id: party, party_order, name }) => ({
    ...{ party, party_order, name },
    quantity: rights.get(party) ?? 0,
  }));
  const cost = jointCost({ model: round.price_model, tiers, change: 0 }, taking);
  return taking.map((member) => ({ ...member, minor: cost.of.get(member.party) ?? 0 }));
}

/** Price steps and the percentage of a draft; `change` in the address shows what a percentage would do before it is saved. */
export async function loadCosts(door: Door, id: string, search: URLSearchParams) {
  const round = await openDraft(door, roundCourse, id);
  const tiers = await listRoundTiers(door.db, id);
  const asked = search.get("change");
  const change = asked === null ? undefined : readPercent(asked);
  const members = await memberCosts(door, round);
  const preview = changeOverAll(members, change ?? round.price_change);
  return {
    slug: door.tenant.slug,
    round: {
      id,
      name: round.name,
      version: round.version,
      currency: round.currency,
      price_model: round.price_model,
      price_change: round.price_change,
    },
    tiers,
    percent: asked ?? "",
    /** The percentage that the preview shows and that has not been saved. */
    asked: change ?? null,
    isPercentWrong: asked !== null && change === undefined,
    preview: {
      ...preview,
      rows: preview.rows.map((row, index) => ({
        ...row,
        name: members[index]!.name,
        quantity: members[index]!.quantity,
      })),
    },
  };
}

type Answer = { to: string } | { errors: Record<string, string>; typed: Record<string, string> };

/** Saves the steps, or the percentage over all members, and ticks the step. */
export async function changeCosts(door: Door, id: string): Promise<Answer> {
  const { db, tenant, form, record } = door;
  await openDraft(door, roundCourse, id);
  await lockSurvey(db, renewalFace, id);
  const round = await openDraft(door, roundCourse, id);
  const typed: Record<string, string> = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  if (versionIn(form) !== round.version) return { errors: { "": "changed_meanwhile" }, typed };
  const note = (field: string, old: string | number, value: string | number) =>
    record({
      kind: "renewal_round",
      id,
      name: round.name,
      action: "updated",
      changes: [{ field, old, new: value }],
    });
  if (form.get("intent") === "change") {
    const change = readPercent(String(form.get("change") ?? ""));
    if (change === undefined) return { errors: { change: "percent_wrong" }, typed };
    await setSurvey(db, renewalFace, round, { price_change: change, has_costs: true });
    await note("price_change", round.price_change / 100, change / 100);
    return { to: renewalPartPath(tenant.slug, id, "costs", "?saved=1") };
  }
  const read = readTiers(typed, round.currency);
  if ("errors" in read) return { errors: read.errors, typed };
  const before = await listRoundTiers(db, id);
  await db.deleteFrom("renewal_tier").where("tenant_id", "=", me).where("round_id", "=", id).execute();
  await db
    .insertInto("renewal_tier")
    .values(read.tiers.map((tier) => ({ tenant_id: me, round_id: id, ...tier })))
    .execute();
  await setSurvey(db, renewalFace, round, { has_costs: true });
  const words = (tiers: readonly { from_quantity: number; unit_price_minor: number }[]) =>
    tiers.map((tier) => `${tier.from_quantity}: ${tier.unit_price_minor / 100}`).join(", ");
  await note("price_tiers", words(before), words(read.tiers));
  return { to: renewalPath(tenant.slug, id, "?saved=1") };
}

/** The steps as typed: from how many, and the price; empty rows are left out. */
function readTiers(
  typed: Record<string, string>,
  currency: string,
): { tiers: { from_quantity: number; unit_price_minor: number }[] } | { errors: Record<string, string> } {
  const tiers: { from_quantity: number; unit_price_minor: number }[] = [];
  const errors: Record<string, string> = {};
  for (let row = 0; row < TIER_ROWS; row += 1) {
    const from = (typed[`from_${row}`] ?? "").replace(/[\s\u00a0\u202f]/g, "");
    const price = (typed[`price_${row}`] ?? "").trim();
    if (from === "" && price === "") continue;
    const amount = readAmount(price);
    if (!/^[1-9]\d{0,9}$/.test(from)) errors[`from_${row}`] = "number_wrong";
    if ("error" in amount || amount.value === null || amount.value < 0)
      errors[`price_${row}`] = "amount_wrong";
    else tiers.push({ from_quantity: Number(from), unit_price_minor: amount.value });
  }
  if (Object.keys(errors).length > 0) return { errors };
  const problem = tierProblem(tiers.map((tier) => ({ ...tier, to_quantity: null, currency })));
  return problem ? { errors: { from_0: problem.code } } : { tiers };
}

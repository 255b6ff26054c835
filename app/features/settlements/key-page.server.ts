import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import { formatsFor } from "../../text/format.ts";
import type { Locale } from "../../text/text.ts";
import { textFor } from "../../text/text.ts";
import { readDecimal } from "../contracts/numbers.form.ts";
import { KeyRefused } from "../cost-keys/allocation.rules.ts";
import { costKeysText } from "../cost-keys/cost-keys.text.ts";
import { explained, weightText } from "../cost-keys/explain.rules.ts";
import {
  type CostKey,
  countedBy,
  type KeyResult,
  shareOut,
  sideBySide,
  withoutParty,
  withParty,
} from "../cost-keys/keys.rules.ts";
import { addDays } from "../deadlines/days.rules.ts";
import { isDay, isUuid } from "../lists/lists.rules.ts";
import { readBudget } from "./budgets.server.ts";
import { openKey } from "./key-versions.server.ts";
import { listKeys, loadAssembled, readInhabitants } from "./keys.server.ts";
import { mayKeepBooks } from "./settlements.policy.ts";

/** Without a budget the shares are shown on a million kronor. */
export const EXAMPLE_MINOR = 100_000_000;

/** A key with each share explained; beside another key, or as it would be with one party more or less, when the address asks. */
export async function loadCostKey(
  door: Door,
  id: string | undefined,
  search: URLSearchParams,
  locale: Locale,
) {
  const { found, row } = await openKey(door, id);
  const { db, tenant, actor } = door;
  const { key, missing } = await loadAssembled(db, row, found.parties);
  const { budget } = await readBudget(db, found);
  const totalMinor = budget && budget.totalMinor !== 0 ? budget.totalMinor : EXAMPLE_MINOR;
  const [t, format] = [textFor(costKeysText, locale), formatsFor(locale)];
  const names = new Map(found.parties.map((party) => [party.id, party.name]));
  const result = attempt(key, totalMinor, found.year);
  const compared = await compare(door, { found, key, result, totalMinor, names }, search);
  const others = [
    ...(await listKeys(db, found.agreement.id, found.year)),
    ...(await listKeys(db, found.agreement.id, found.year - 1)),
  ].filter((other) => other.id !== row.id);
  return {
    ...found,
    slug: tenant.slug,
    me: tenant.id,
    row,
    totalMinor,
    isExample: totalMinor === EXAMPLE_MINOR && budget?.totalMinor !== EXAMPLE_MINOR,
    code: "code" in result ? `${result.code} ${totalMinor}` : null,
    missing: missing.map((party) => party.name),
    shares:
      "shares" in result
        ? result.shares.map((share) => ({
            party: share.party,
            name: names.get(share.party) ?? "",
            weight: weightText(share.weight, format),
            days: share.days,
            minor: share.minor,
            words: explained({ key, result, share }, t, format),
          }))
        : [],
    daysInYear: "daysInYear" in result ? result.daysInYear : 365,
    others: others.map((other) => ({
      id: other.id,
      name: other.name,
      year: other.year,
      key_version: other.key_version,
    })),
    candidates: await listCandidates(
      db,
      found.parties.map((party) => party.id),
    ),
    compared,
    asked: {
      with: search.get("with") ?? "",
      leaves: search.get("leaves") ?? "",
      joins: search.get("joins") ?? "",
      weight: search.get("weight") ?? "",
      on: search.get("on") ?? `${found.year}-07-01`,
    },
    can: { decide: mayKeepBooks(actor, tenant, found.agreement) && row.decided_on === null },
  };
}

export type CostKeyPageData = Awaited<ReturnType<typeof loadCostKey>>;

function attempt(key: CostKey, totalMinor: number, year: number): KeyResult | { code: string } {
  try {
    return shareOut(key, totalMinor, year);
  } catch (error) {
    if (error instanceof KeyRefused) return { code: error.code };
    throw error;
  }
}

/** Organisations that could join: those the tenant cooperates with. */
async function listCandidates(db: Door["db"], parties: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct o.id, o.name from cooperation_member m join organisation o on o.id = m.organisation_id
    where o.kind <> 'supplier' and not (o.id = any (${[...parties]}::uuid[])) order by o.name, o.id limit 500`.execute(
    db,
  );
  return rows;
}

interface Now {
  found: Awaited<ReturnType<typeof openKey>>["found"];
  key: CostKey;
  result: KeyResult | { code: string };
  totalMinor: number;
  names: Map<string, string>;
}

async function compare(door: Door, { found, key, result, totalMinor, names }: Now, search: URLSearchParams) {
  if ("code" in result) return null;
  const rowsOf = (other: KeyResult | { code: string }) =>
    "code" in other
      ? { code: `${other.code} ${totalMinor}` }
      : { rows: sideBySide(result, other).map((row) => ({ ...row, name: names.get(row.party) ?? "" })) };
  const other = search.get("with");
  if (other && isUuid(other)) {
    const { row } = await openKey(door, other);
    if (row.agreement_id !== found.agreement.id) return null;
    const assembledOther = (await loadAssembled(door.db, row, found.parties)).key;
    return {
      kind: "key" as const,
      title: `${row.name} (${row.year}, ${row.key_version})`,
      ...rowsOf(attempt(assembledOther, totalMinor, found.year)),
    };
  }
  const [leaves, joins, on] = [search.get("leaves") ?? "", search.get("joins") ?? "", search.get("on") ?? ""];
  if (!leaves && !joins) return null;
  const kind = "party" as const;
  if (!isDay(on) || !on.startsWith(`${found.year}-`)) return { kind, title: "", error: "day" as const };
  let changed = leaves && names.has(leaves) ? withoutParty(key, leaves, addDays(on, -1)) : key;
  if (joins) {
    const newcomer = await joining(door, { found, key, joins, on, typed: search.get("weight") ?? "" });
    if (!newcomer) return { kind, title: "", error: "weight" as const };
    names.set(joins, newcomer.name);
    changed = withParty(changed, newcomer.member);
  }
  return { kind, title: on, ...rowsOf(attempt(changed, totalMinor, found.year)) };
}

/** The newcomer with its weight; undefined when there is none. Last in the order, as the agreement would have it. */
async function joining(
  door: Door,
  { found, key, joins, on, typed }: Pick<Now, "found" | "key"> & { joins: string; on: string; typed: string },
) {
  const candidate = (await listCandidates(door.db, [])).find((each) => each.id === joins);
  const read = readDecimal(typed, { decimals: 6, most: 9_999_999_999 });
  let weight = "value" in read ? read.value : null;
  if (weight === null && !("error" in read)) {
    if (key.kind === "equal") weight = "1";
    else if (countedBy(key) === "inhabitants")
      weight =
        String((await readInhabitants(door.db, [joins], door.today)).get(joins)?.inhabitants ?? "") || null;
  }
  if (!candidate || weight === null) return undefined;
  const last = Math.max(0, ...found.parties.map((party) => party.party_order));
  const member = {
    party: joins,
    party_order: last + 1,
    weight,
    floorMinor: null,
    capMinor: null,
    from: on,
    to: null,
  };
  return { name: candidate.name, member };
}

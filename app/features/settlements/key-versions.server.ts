import { sql } from "kysely";
import { Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { readAmount } from "../contracts/numbers.form.ts";
import { KeyRefused } from "../cost-keys/allocation.rules.ts";
import { type CostKey, countedBy, shareOut, sideBySide } from "../cost-keys/keys.rules.ts";
import { isDay } from "../lists/lists.rules.ts";
import { readBudget } from "./budgets.server.ts";
import { partyField, type ReadKey, readKey } from "./key.form.ts";
import { type KeyRow, keyInForce, listKeys, loadAssembled, readInhabitants } from "./keys.server.ts";
import { costKeyPath } from "./settlements.paths.ts";
import { lockYear, type MoneyYear, openBooks, openYear } from "./years.server.ts";

type Typed = Record<string, string>;
const FIELDS = [
  "name",
  "kind",
  "driver",
  "equal_percent",
  "equal_amount",
  "rounding",
  "source",
  "as_of_on",
  "total",
];

/** "12.5" as people write it. */
const typedDecimal = (text: string | null) => (text ?? "").replace(".", ",");
const typedAmount = (minor: number | null) =>
  minor === null
    ? ""
    : `${Math.trunc(minor / 100)}${minor % 100 ? `,${String(minor % 100).padStart(2, "0")}` : ""}`;

/** The newest key of the year, or of the year before: what a new version begins with. */
async function startKey({ db }: Pick<Door, "db">, found: MoneyYear): Promise<KeyRow | undefined> {
  const own = await listKeys(db, found.agreement.id, found.year);
  return own[0] ?? keyInForce(await listKeys(db, found.agreement.id, found.year - 1));
}

/** The form of a new version of the year's key, filled in with what holds now. */
export async function loadKeyForm(door: Door, id?: string, yearText?: string) {
  const found = await openBooks(door, id, yearText);
  const keys = await listKeys(door.db, found.agreement.id, found.year);
  const start = await startKey(door, found);
  const typed: Typed = { kind: "inhabitants", rounding: "once", name: `${found.year}` };
  if (start) {
    const isSameYear = start.year === found.year;
    Object.assign(typed, {
      name: isSameYear ? start.name : String(found.year),
      kind: start.kind,
      driver: start.driver ?? "",
      equal_percent: typedDecimal(start.equal_percent),
      equal_amount: typedAmount(start.equal_minor),
      rounding: start.rounding,
      // counted figures of another year are looked up anew
      source: isSameYear ? start.source : "",
      as_of_on: isSameYear ? (start.as_of_on ?? "") : "",
    });
    const { key } = await loadAssembled(door.db, start, found.parties);
    const isLookedUp = !isSameYear && countedBy(key) === "inhabitants";
    for (const { party, weight, floorMinor, capMinor } of key.members) {
      typed[partyField("weight", party)] = key.kind === "equal" || isLookedUp ? "" : typedDecimal(weight);
      typed[partyField("floor", party)] = typedAmount(floorMinor);
      typed[partyField("cap", party)] = typedAmount(capMinor);
    }
  }
  const { budget } = await readBudget(door.db, found);
  typed.total = typedAmount(budget && budget.totalMinor > 0 ? budget.totalMinor : 100_000_000);
  const inhabitants = await readInhabitants(
    door.db,
    found.parties.map((party) => party.id),
    door.today,
  );
  return {
    ...found,
    typed,
    seen: keys[0]?.key_version ?? 0,
    inhabitants: [...inhabitants].map(([party, row]) => ({ party, ...row })),
  };
}

export interface KeyPreview {
  totalMinor: number;
  rows: {
    party: string;
    name: string;
    weight: string;
    before: number | null;
    after: number | null;
    difference: number;
  }[];
  /** What it is compared with; null: there is no other yet. */
  before: string | null;
}

export type KeyOutcome =
  | { to: string }
  | { typed: Typed; errors: Record<string, string>; status: 409 | 422 }
  | { typed: Typed; preview: KeyPreview };

/** Shows what a key would come to beside the one that holds, or keeps it as a new version. */
export async function postKey(door: Door, id?: string, yearText?: string): Promise<KeyOutcome> {
  const { db, form, tenant, today } = door;
  const found = await openBooks(door, id, yearText);
  const isSaved = form.get("intent") === "save";
  const names = [
    ...FIELDS,
    ...found.parties.flatMap(({ id: party }) =>
      (["weight", "floor", "cap"] as const).map((name) => partyField(name, party)),
    ),
  ];
  const typed: Typed = Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? "")]));
  if (isSaved) {
    const earlier = await earlierSubmission(db, form.get(FORM_KEY));
    if (earlier) return { to: earlier };
  }
  const asOf = isDay(typed.as_of_on ?? "") ? typed.as_of_on! : today;
  const inhabitants = await readInhabitants(
    db,
    found.parties.map((party) => party.id),
    asOf,
  );
  const read = readKey(typed, { parties: found.parties, inhabitants });
  if ("errors" in read) return { typed, errors: read.errors, status: 422 };
  const amount = readAmount(typed.total ?? "");
  if ("error" in amount) return { typed, errors: { total: amount.error }, status: 422 };
  const totalMinor = amount.value ?? 100_000_000;
  let preview: KeyPreview;
  try {
    preview = await previewOf(door, found, { key: read.read.key, totalMinor });
  } catch (error) {
    if (!(error instanceof KeyRefused)) throw error;
    return { typed, errors: { total: `${error.code} ${totalMinor}` }, status: 422 };
  }
  if (!isSaved) return { typed, preview };
  await lockYear(db, found);
  const newest = (await listKeys(db, found.agreement.id, found.year))[0]?.key_version ?? 0;
  if (String(newest) !== form.get("seen")) return { typed, errors: { "": "changed_meanwhile" }, status: 409 };
  const keyId = await insertKey(door, found, { ...read.read, key_version: newest + 1 });
  const to = costKeyPath(tenant.slug, keyId, "?saved=1");
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

async function previewOf(
  { db }: Pick<Door, "db">,
  found: MoneyYear,
  { key, totalMinor }: { key: CostKey; totalMinor: number },
): Promise<KeyPreview> {
  const names = new Map(found.parties.map((party) => [party.id, party.name]));
  const after = shareOut(key, totalMinor, found.year);
  const keys = await listKeys(db, found.agreement.id, found.year);
  const other =
    keyInForce(keys) ?? keys[0] ?? keyInForce(await listKeys(db, found.agreement.id, found.year - 1));
  const before = other && (await loadAssembled(db, other, found.parties)).key;
  const rows = sideBySide(
    before ? shareOut(before, totalMinor, found.year) : { ...after, shares: [] },
    after,
  );
  return {
    totalMinor,
    before: other ? `${other.name} (${other.year}, ${other.key_version})` : null,
    rows: rows.map((row) => ({
      ...row,
      name: names.get(row.party) ?? "",
      weight: after.shares.find((share) => share.party === row.party)?.weight ?? "0",
    })),
  };
}

async function insertKey(
  { db, tenant, actor, record }: Door,
  { agreement, year }: MoneyYear,
  { key, key_version, ...facts }: ReadKey & { key_version: number },
): Promise<string> {
  const row = await db
    .insertInto("cost_key")
    .values({
      tenant_id: tenant.id,
      agreement_id: agreement.id,
      year,
      key_version,
      ...facts,
      kind: key.kind,
      driver: key.driver,
      equal_percent: key.equalPercent,
      equal_minor: key.equalMinor,
      rounding: key.rounding,
      created_by_name: actor.name,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("cost_key_weight")
    .values(
      key.members.map(({ party, weight, floorMinor, capMinor }) => ({
        tenant_id: tenant.id,
        cost_key_id: row.id,
        agreement_id: agreement.id,
        year,
        organisation_id: party,
        weight,
        floor_minor: floorMinor,
        cap_minor: capMinor,
      })),
    )
    .execute();
  await record({
    kind: "cost_key",
    id: row.id,
    name: `${agreement.title} ${year}`,
    action: "created",
    changes: [{ field: "key_version", old: null, new: `${key_version}: ${key.kind}` }],
  });
  return row.id;
}

/** A key by its own address, in its year. @throws NotFound */
export async function openKey(door: Door, id: string | undefined) {
  const { db } = door;
  const { rows } = await sql<{ agreement_id: string; year: number }>`
    select agreement_id, year from cost_key where id::text = ${id ?? ""}`.execute(db);
  const found = await openYear(door, rows[0]?.agreement_id, String(rows[0]?.year ?? ""));
  const keys = await listKeys(db, found.agreement.id, found.year);
  return { found, keys, row: keys.find((key) => key.id === id)! };
}

/** A key, for those who decide it. @throws NotFound for parties, Forbidden for readers */
export async function loadKeyDecision(door: Door, id: string | undefined) {
  const { found, row } = await openKey(door, id);
  await openBooks(door, found.agreement.id, String(found.year));
  return { ...found, row, isDecided: row.decided_on !== null };
}

/** Decides a key; from then on it stays as it is. @throws Refused when it is decided already or a party lacks a weight */
export async function decideKey(
  door: Door,
  id: string | undefined,
): Promise<{ to: string } | { typed: Typed; errors: Record<string, string> }> {
  const { db, form, tenant, today, record } = door;
  const { row, ...found } = await loadKeyDecision(door, id);
  const typed = Object.fromEntries(
    ["decided_on", "decided_by", "decision_ref"].map((name) => [
      name,
      String(form.get(name) ?? "")
        .trim()
        .slice(0, 200),
    ]),
  ) as { decided_on: string; decided_by: string; decision_ref: string };
  const errors: Record<string, string> = {};
  if (!isDay(typed.decided_on)) errors.decided_on = typed.decided_on ? "not_a_day" : "required";
  else if (typed.decided_on > today) errors.decided_on = "in_future";
  for (const name of ["decided_by", "decision_ref"] as const) if (!typed[name]) errors[name] = "required";
  if (Object.keys(errors).length > 0) return { typed, errors };
  await lockYear(db, found);
  const { missing } = await loadAssembled(db, row, found.parties);
  if (missing.length > 0) return { typed, errors: { "": `key_misses ${missing[0]!.name}` } };
  const { numUpdatedRows } = await db
    .updateTable("cost_key")
    .set({ ...typed, version: row.version + 1 })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", row.id)
    .where("decided_on", "is", null)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused("changed_meanwhile");
  await record({
    kind: "cost_key",
    id: row.id,
    name: `${found.agreement.title} ${found.year}`,
    action: "decided",
    changes: [{ field: "decision_ref", old: null, new: `${typed.decided_by} ${typed.decision_ref}` }],
  });
  return { to: costKeyPath(tenant.slug, row.id, "?saved=decided") };
}

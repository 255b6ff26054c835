import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { type Contract, listTerms, termInputOf } from "../contracts/contracts.server.ts";
import { listCosts } from "../contracts/cost-lines.server.ts";
import { type CostLine, yearlyMinor } from "../contracts/costs.rules.ts";
import { addMonths } from "../deadlines/days.rules.ts";
import { reachableEnds } from "../deadlines/reachable.rules.ts";
import type { ReachableEnd } from "../deadlines/term.rules.ts";
import { alternativeOf } from "./alternatives.rules.ts";
import { atLeast } from "./anonymous.rules.ts";
import type { Found } from "./finding.rules.ts";
import { dayNumber, dayOf, type RadarGroup, type RadarLine, written } from "./radar.rules.ts";

interface ContractRow {
  id: string;
  tenant_id: string;
  name: string;
  number: string | null;
  is_hidden: boolean;
}

interface Reading {
  /** Names of the groups, by key of the record. */
  names: ReadonlyMap<string, string>;
  leadDays: number;
  members: readonly { id: string; name: string }[];
  ownId: string | null;
  today: string;
  counted: ReadonlyMap<string, readonly { year: number; quarter: number; organisations: number }[]>;
}

/** Months the picture goes on after the last chosen end. */
const AFTER_MONTHS = 12;

/** The groups with their contracts: what each must do for its chosen end, worked out by the date engine from the terms. */
export async function readGroups(
  db: TenantDb,
  found: readonly Found[],
  reading: Reading,
): Promise<RadarGroup[]> {
  const ids = [...new Set(found.flatMap((group) => group.contracts.map((one) => one.contractId)))];
  if (ids.length === 0) return [];
  const rows = await listRows(db, ids);
  const terms = await listTerms(db, ids);
  const costs = await listCosts(db, ids);
  return found.map((group) => groupOf(group, { rows, terms, costs }, reading));
}

async function listRows(db: TenantDb, ids: readonly string[]): Promise<Map<string, ContractRow>> {
  const { rows } = await sql<ContractRow>`
    select c.id, c.tenant_id, c.name, c.number, c.tenant_id = app.own_tenant() and (c.is_hidden or c.rests_on_hidden) as is_hidden
    from contract c where c.id = any (${ids}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

function groupOf(
  { key, recordId, contracts, spans }: Found,
  {
    rows,
    terms,
    costs,
  }: {
    rows: ReadonlyMap<string, ContractRow>;
    terms: ReadonlyMap<string, Pick<Contract, "term" | "options" | "periods">>;
    costs: ReadonlyMap<string, CostLine[]>;
  },
  { members, names: keyNames, ownId, today, leadDays, counted }: Reading,
): RadarGroup {
  const time = { leadDays, today: dayNumber(today) };
  const nearest = alternativeOf(contracts, spans.nearest, time);
  const feasible = spans.feasible && alternativeOf(contracts, spans.feasible, time);
  const proposed = feasible ?? nearest;
  const until = addMonths(dayOf(proposed.lastEnd), AFTER_MONTHS);
  const names = new Map(members.map((member) => [member.id, member.name]));
  const lines: RadarLine[] = contracts.flatMap((contract, index) => {
    const [row, found] = [rows.get(contract.contractId), terms.get(contract.contractId)];
    if (!row || !found) return []; // withdrawn since the groups were found
    const input = termInputOf(found);
    const ends = reachableEnds(input.term, input.options, input.periods, today, until);
    return {
      contractId: row.id,
      name: row.name,
      number: row.number ?? "",
      ownerId: row.tenant_id,
      ownerName: names.get(row.tenant_id) ?? "",
      isOwn: row.tenant_id === ownId,
      isHidden: row.is_hidden,
      windowFrom: dayOf(contract.from),
      windowTo: contract.to === null ? null : dayOf(contract.to),
      ends: ends.map((end) => end.ends_on),
      chosen: chosenOf(ends, dayOf(proposed.chosen[index]!)),
      yearlyMinor: yearlyMinor(costs.get(row.id) ?? [], today),
    };
  });
  lines.sort(
    (a, b) =>
      Number(b.isOwn) - Number(a.isOwn) ||
      a.ownerName.localeCompare(b.ownerName, "sv") ||
      a.contractId.localeCompare(b.contractId),
  );
  return {
    key,
    recordId,
    name: keyNames.get(recordId) ?? "",
    organisations: new Set(lines.map((line) => line.ownerId)).size,
    lines,
    nearest: written(nearest),
    feasible: feasible && written(feasible),
    anonymous: (counted.get(recordId) ?? [])
      .map(({ year, quarter, organisations }) => ({ year, quarter, atLeast: atLeast(organisations) }))
      .filter((one): one is RadarGroup["anonymous"][number] => one.atLeast !== null),
    picture: { from: earliest(today, lines, dayOf(proposed.startBy)), to: until },
  };
}

/** What leads to the chosen end. A contract that can end on any day from one on is given notice for that very day. */
function chosenOf(ends: readonly ReachableEnd[], endsOn: string): RadarLine["chosen"] {
  const end =
    ends.find((one) => one.ends_on === endsOn) ??
    ends.findLast((one) => one.is_from && one.ends_on <= endsOn);
  return {
    endsOn,
    action: end?.action ?? "none",
    dueOn: end?.due?.last_on ?? null,
    optionSeqs: end?.option_seqs ?? [],
  };
}

/** The picture begins today, or somewhat earlier when something that matters lies behind. */
function earliest(today: string, lines: readonly RadarLine[], startBy: string): string {
  const floor = addMonths(today, -6);
  const first = [today, startBy, ...lines.map((line) => line.windowFrom)].sort()[0]!;
  return dayNumber(first) < dayNumber(floor) ? floor : first;
}

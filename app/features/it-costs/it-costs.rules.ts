import { medianOf, type Population } from "../overlap/prices.rules.ts";

/*
 * What IT costs per inhabitant, employee and user. Only what owners share comes here; row-level security has left out the rest. No
 * total over several organisations, and a median only from three on: otherwise one could be worked out from the others.
 */

/** Fewer organisations than this give no median and no spread. */
export const FEWEST_FOR_MEDIAN = 3;
/** A figure older than this many years is pointed out. */
export const OLD_AFTER_YEARS = 2;

/** Employees or users of an organisation, as it has stated them. */
export interface Stated {
  value: number;
  year: number;
  source: string;
}

/** One cost, counted once: a contract's part for one organisation, or a system's stated price where no contract has a cost. */
export interface CostItem {
  /** Who pays. */
  tenant_id: string;
  from: "contract" | "stated";
  /** The contract, or the system. */
  id: string;
  name: string;
  /** Öre per year; negative for what the organisation delivers to others. */
  minor: number;
  /** Year of the cost; null when it is not stated. */
  year: number | null;
  /** The one product that it is for; null when it is for several or none. */
  product: { id: string; name: string } | null;
  /** Users of the systems together, where all of them are known. */
  users: { count: number; on: string | null } | null;
}

/** What one organisation's systems and contracts cost, and how much of them that says. */
export interface OrganisationCosts {
  tenant_id: string;
  /** Öre per year; null when nothing has a cost. */
  total: number | null;
  fromContracts: { minor: number; count: number };
  fromStated: { minor: number; count: number; years: [from: number, to: number] | null; withoutYear: number };
  /** Systems the reader sees, and how many of them have a cost. */
  systems: number;
  systemsWithCost: number;
  /** Systems whose stated price is in another currency, for which no rate is known. */
  otherCurrency: number;
}

/** What an organisation's cost is divided by. */
export interface Divisors {
  population: Population | null;
  employees: Stated | null;
  users: Stated | null;
}

/** What a cost can be shown per. */
export const measures = ["inhabitant", "employee", "user", "year"] as const;
export type Measure = (typeof measures)[number];

/** Öre per year and one of the measure; null where cost or divisor is missing. */
export type PerMeasure = Record<Measure, number | null>;

/** Everything that the comparison says about one organisation. */
export interface OrganisationRow extends OrganisationCosts, Divisors {
  per: PerMeasure;
}

/** Öre per one, rounded to whole öre; null without something to divide by. */
export function perOne(minor: number | null, by: number | null | undefined): number | null {
  return minor === null || !by ? null : Math.round(minor / by);
}

/** One organisation's row. */
export function rowOf(costs: OrganisationCosts, divisors: Divisors): OrganisationRow {
  const { total } = costs;
  return {
    ...costs,
    ...divisors,
    per: {
      inhabitant: perOne(total, divisors.population?.inhabitants),
      employee: perOne(total, divisors.employees?.value),
      user: perOne(total, divisors.users?.value),
      year: total,
    },
  };
}

/** Sums one organisation's items. @param seen its systems that the reader sees */
export function costsOf(
  tenantId: string,
  items: readonly CostItem[],
  seen: { systems: number; systemsWithCost: number; otherCurrency: number },
): OrganisationCosts {
  const own = items.filter((item) => item.tenant_id === tenantId);
  const contracts = own.filter((item) => item.from === "contract");
  const stated = own.filter((item) => item.from === "stated");
  const years = stated.flatMap((item) => (item.year === null ? [] : [item.year]));
  return {
    tenant_id: tenantId,
    total: own.length === 0 ? null : sumOf(own),
    fromContracts: { minor: sumOf(contracts), count: contracts.length },
    fromStated: {
      minor: sumOf(stated),
      count: stated.length,
      years: years.length === 0 ? null : [Math.min(...years), Math.max(...years)],
      withoutYear: stated.length - years.length,
    },
    ...seen,
  };
}

function sumOf(items: readonly CostItem[]): number {
  return items.reduce((sum, item) => sum + item.minor, 0);
}

/** Median and spread of at least three organisations; öre per year and one of the measure. */
export interface Statistic {
  measure: Measure;
  median: number;
  low: number;
  high: number;
  organisations: number;
}

/** The statistics that may be told, one amount per organisation. */
export function statisticsOf(rows: readonly { per: PerMeasure }[]): Statistic[] {
  return measures.flatMap((measure) => {
    const amounts = rows.flatMap(({ per }) => per[measure] ?? []).sort((one, other) => one - other);
    if (amounts.length < FEWEST_FOR_MEDIAN) return [];
    return [
      {
        measure,
        median: medianOf(amounts),
        low: amounts[0]!,
        high: amounts.at(-1)!,
        organisations: amounts.length,
      },
    ];
  });
}

/** What a product costs one organisation. */
export interface ProductRow {
  tenant_id: string;
  items: CostItem[];
  users: CostItem["users"];
  per: PerMeasure;
}

/** One product with what it costs each organisation that shares it. */
export interface ProductCosts {
  id: string;
  name: string;
  rows: ProductRow[];
  statistics: Statistic[];
}

/** Costs by product, those of most organisations first; costs for several products or none are left out (`unplacedOf`). */
export function productsOf(
  items: readonly CostItem[],
  divisors: ReadonlyMap<string, Divisors>,
  order: readonly string[],
): ProductCosts[] {
  const byProduct = new Map<string, CostItem[]>();
  for (const item of items)
    if (item.product) byProduct.set(item.product.id, [...(byProduct.get(item.product.id) ?? []), item]);
  return [...byProduct.values()]
    .map((own) => {
      const rows = order.flatMap((tenantId) => productRow(tenantId, own, divisors.get(tenantId)) ?? []);
      return { ...own[0]!.product!, rows, statistics: statisticsOf(rows) };
    })
    .sort(
      (one, other) =>
        other.rows.length - one.rows.length ||
        one.name.localeCompare(other.name, "sv") ||
        one.id.localeCompare(other.id),
    );
}

function productRow(
  tenantId: string,
  ofProduct: readonly CostItem[],
  divisors: Divisors | undefined,
): ProductRow | null {
  const items = ofProduct.filter((item) => item.tenant_id === tenantId);
  if (items.length === 0) return null;
  const minor = sumOf(items);
  const users = items.every((item) => item.users)
    ? {
        count: items.reduce((sum, item) => sum + item.users!.count, 0),
        on: items.map((item) => item.users!.on).sort()[0] ?? null,
      }
    : null;
  return {
    tenant_id: tenantId,
    items,
    users,
    per: {
      inhabitant: perOne(minor, divisors?.population?.inhabitants),
      employee: perOne(minor, divisors?.employees?.value),
      user: perOne(minor, users?.count),
      year: minor,
    },
  };
}

/** Costs that belong to several products or none, by organisation, in the given order. */
export function unplacedOf(
  items: readonly CostItem[],
  order: readonly string[],
): { tenant_id: string; count: number; minor: number }[] {
  return order.flatMap((tenantId) => {
    const own = items.filter((item) => item.tenant_id === tenantId && !item.product);
    return own.length === 0 ? [] : [{ tenant_id: tenantId, count: own.length, minor: sumOf(own) }];
  });
}

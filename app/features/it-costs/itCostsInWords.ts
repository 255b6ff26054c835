import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { sharingInWords } from "../overlap/sharingInWords.ts";
import type { CostItem, OrganisationRow, Statistic } from "./it-costs.rules.ts";
import type { ItCosts } from "./it-costs.server.ts";
import { itCostsText } from "./it-costs.text.ts";

/** A statistic as a sentence, the same on screen and in files. */
export function statisticInWords({ measure, median, low, high, organisations }: Statistic, locale: Locale) {
  const t = textFor(itCostsText, locale);
  const format = formatsFor(locale);
  return t.statistic(t.measuresLong[measure], {
    median: format.money(median),
    low: format.money(low),
    high: format.money(high),
    n: format.number(organisations),
  });
}

/** Where an organisation's cost comes from: contracts, stated prices with their years, and what could not be counted. */
export function sourcesInWords(
  { fromContracts, fromStated, otherCurrency }: OrganisationRow,
  locale: Locale,
): string[] {
  const t = textFor(itCostsText, locale);
  const { count, years, withoutYear } = fromStated;
  return [
    ...(fromContracts.count > 0 ? [t.contracts(fromContracts.count)] : []),
    ...(count > 0
      ? [
          t.stated(
            count,
            `${years ? t.years(...years) : ""}${withoutYear > 0 ? t.withoutYear(withoutYear) : ""}`,
          ),
        ]
      : []),
    ...(otherCurrency > 0 ? [t.otherCurrency(otherCurrency)] : []),
  ];
}

/** Where one cost comes from. */
export function itemInWords(item: CostItem, locale: Locale): string {
  const t = textFor(itCostsText, locale);
  if (item.from === "contract") return t.contractYear(item.name, item.year!);
  return item.year === null ? t.statedNoYear : t.statedYear(item.year);
}

/** What an organisation's cost is divided by, with source and year; null where it is missing. */
export function divisorsInWords(
  row: Pick<OrganisationRow, "population" | "employees" | "users">,
  locale: Locale,
) {
  const t = textFor(itCostsText, locale);
  const format = formatsFor(locale);
  const { population, employees, users } = row;
  return {
    inhabitant:
      population &&
      t.inhabitants(
        format.number(population.inhabitants),
        format.day(population.counted_on),
        population.source,
      ),
    employee: employees && t.employees(format.number(employees.value), employees.year, employees.source),
    user: users && t.users(format.number(users.value), users.year, users.source),
  };
}

/** How the figures are worked out. */
export function definitionsInWords(locale: Locale): string[] {
  return Object.values(textFor(itCostsText, locale).definitions);
}

/** What is left out by rule: never by whom, never whether a record exists. */
export function rulesInWords(
  { sharing, columnPages }: Pick<ItCosts, "sharing" | "columnPages">,
  locale: Locale,
): string[] {
  const t = textFor(itCostsText, locale);
  const { own_not_shared, shown_only, ...always } = t.rules;
  return [
    ...sharingInWords(
      sharing.filter(({ group }) => group === "price" || group === "term" || group === "volume"),
      locale,
    ),
    ...Object.values(always),
    ...(sharing.some(({ group, weShare }) => group === "price" && weShare === false) ? [own_not_shared] : []),
    ...(columnPages.pages > 1 ? [shown_only] : []),
  ];
}

/** Name of a shown organisation. */
export function nameIn({ columns }: Pick<ItCosts, "columns">, id: string): string {
  return columns.find((column) => column.id === id)?.name ?? "";
}

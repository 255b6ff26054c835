import { type Formats, formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { useLocale } from "../../text/useText.ts";
import type { PossibleSaving, Statistic } from "./prices.rules.ts";
import type { Prices } from "./prices.server.ts";
import { pricesText } from "./prices.text.ts";
import { sharingInWords } from "./sharingInWords.ts";

/** A statistic as a sentence, the same on screen and in files. */
export function statisticInWords(
  { basis, median, low, high, organisations, years }: Statistic,
  locale: Locale,
) {
  const t = textFor(pricesText, locale);
  const format: Formats = formatsFor(locale);
  const [from, to] = years;
  return t.statistic(t.bases[basis], {
    median: format.money(median),
    low: format.money(low),
    high: format.money(high),
    n: organisations,
    years: from === to ? String(from) : `${from}–${to}`,
  });
}

/** A possible saving with how it is worked out. */
export function savingInWords({ basis, own, median, times, saving }: PossibleSaving, locale: Locale): string {
  const t = textFor(pricesText, locale);
  const format = formatsFor(locale);
  return t.savingText(t.bases[basis], {
    own: format.money(own),
    median: format.money(median),
    times: t.savingTimes[basis](format.number(times)),
    saving: format.money(saving),
  });
}

/** Definitions, how many share what, and the rules: what stands under the prices. */
export function priceRules(
  { sharing, columnPages }: Pick<Prices, "sharing" | "columnPages">,
  locale: Locale,
): string[] {
  const t = textFor(pricesText, locale);
  const { own_not_shared, shown_only, ...always } = t.rules;
  return [
    ...Object.values(t.definitions),
    ...sharingInWords(
      sharing.filter(({ group }) => group === "price" || group === "volume"),
      locale,
    ),
    ...Object.values(always),
    ...(sharing.some(({ group, weShare }) => group === "price" && weShare === false) ? [own_not_shared] : []),
    ...(columnPages.pages > 1 ? [shown_only] : []),
  ];
}

/** `statisticInWords` in the language of the page. */
export function useStatisticText(): (statistic: Statistic) => string {
  const locale = useLocale();
  return (statistic) => statisticInWords(statistic, locale);
}

/** `savingInWords` in the language of the page. */
export function useSavingText(): (saving: PossibleSaving) => string {
  const locale = useLocale();
  return (saving) => savingInWords(saving, locale);
}

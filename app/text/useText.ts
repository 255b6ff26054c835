import { createContext, createElement, type ReactNode, useContext } from "react";
import { type Formats, formatsFor } from "./format.ts";
import { defaultLocale, type Locale, type SameShape, textFor } from "./text.ts";

const LocaleContext = createContext<Locale>(defaultLocale);

/** Gives the components below it their language; set once, in the root. */
export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return createElement(LocaleContext.Provider, { value: locale }, children);
}

/** The language of the page. */
export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/**
 * The feature's wording in the language of the page.
 * @example const t = useText(systemsText); t.count(3)
 */
export function useText<Swedish extends object>(texts: {
  sv: Swedish;
  en: SameShape<NoInfer<Swedish>>;
}): SameShape<Swedish> {
  return textFor<Swedish>(texts, useContext(LocaleContext));
}

/** Number, day, money and instant formatting in the language of the page. */
export function useFormat(): Formats {
  return formatsFor(useContext(LocaleContext));
}

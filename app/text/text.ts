/** The languages of the portal. Swedish is the default and the one texts are written in first. */
export type Locale = "sv" | "en";

export const locales: readonly Locale[] = ["sv", "en"];
export const defaultLocale: Locale = "sv";

/** Wording of one feature in one language: strings, functions that fill in values, lists, nested groups. */
export interface Wording {
  readonly [key: string]: string | readonly string[] | ((...values: never[]) => string) | Wording;
}

/** The shape of `T` with the literal strings forgotten: what every other language must have. */
export type SameShape<T> = T extends string
  ? string
  : T extends readonly string[]
    ? readonly string[]
    : T extends (...values: infer Values) => string
      ? (...values: Values) => string
      : { [Key in keyof T]: SameShape<T[Key]> };

/** Use as `export const systemsText = { sv: {…}, en: {…} } satisfies Texts`; `useText` and `textFor` compare the shapes. */
export type Texts = Record<Locale, Wording>;

/**
 * The wording in one language. Does not compile when `en` lacks a key that `sv` has, or has it with another kind of value.
 * @example textFor(systemsText, "sv").title
 */
export function textFor<Swedish extends object>(
  texts: { sv: Swedish; en: SameShape<NoInfer<Swedish>> },
  locale: Locale,
): SameShape<Swedish> {
  // The Swedish wording has its own shape by definition; the compiler cannot see that through the generic parameter.
  return locale === "en" ? (texts.en as SameShape<Swedish>) : (texts.sv as unknown as SameShape<Swedish>);
}

/** True when `value` is one of the portal's languages. */
export function isLocale(value: unknown): value is Locale {
  return value === "sv" || value === "en";
}

/** The language that the `locale` cookie of a request says; undefined when nobody has chosen one in that browser. */
export function chosenIn(request: Request): Locale | undefined {
  const cookie = request.headers.get("Cookie") ?? "";
  const value = /(?:^|;\s*)locale=(\w+)/.exec(cookie)?.[1];
  return isLocale(value) ? value : undefined;
}

/** Language of a request: the `locale` cookie, else Swedish. Browsers' Accept-Language is deliberately not read. */
export function localeOf(request: Request): Locale {
  return chosenIn(request) ?? defaultLocale;
}

/** The cookie that remembers a language for a year. */
export function localeCookie(locale: Locale): string {
  return `locale=${locale}; Path=/; Max-Age=${60 * 60 * 24 * 365}; SameSite=Lax; HttpOnly`;
}

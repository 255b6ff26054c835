import type { Locale } from "../../text/text.ts";

/** A country's name with its code; an unknown code stands for itself. @param code two letters, as typed */
export function countryName(code: string, locale: Locale): string {
  if (!/^[A-Za-z]{2}$/.test(code)) return code;
  const name = new Intl.DisplayNames(locale, { type: "region", fallback: "none" }).of(code.toUpperCase());
  return name ? `${name} (${code.toUpperCase()})` : code;
}

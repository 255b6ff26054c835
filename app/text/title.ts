import { defaultLocale, isLocale, type Texts, textFor } from "./text.ts";

/** What a route's `meta` is handed, as far as a title needs it. */
interface Asked {
  matches: readonly { id: string; data: unknown }[];
}

/** A page's own title for the browser's tab, in the language of the page; the document has only one, so the portal's name comes last. */
export function pageTitle<Words>(
  { matches }: Asked,
  texts: { sv: Words; en: Words },
  pick: (words: Words) => string,
): { title: string }[] {
  const root = matches.find(({ id }) => id === "root")?.data;
  const locale = root && typeof root === "object" && "locale" in root ? root.locale : undefined;
  const words = textFor(texts as Texts, isLocale(locale) ? locale : defaultLocale) as Words;
  return [{ title: `${pick(words)} – Samverka` }];
}

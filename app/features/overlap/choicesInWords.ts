import { type Locale, textFor } from "../../text/text.ts";
import type { Choices } from "./choices.server.ts";
import { choicesText } from "./choices.text.ts";

/** The rules that stand under before and after. */
export function choiceRules({ columnPages }: Pick<Choices, "columnPages">, locale: Locale): string[] {
  const { shown_only, ...always } = textFor(choicesText, locale).rules;
  return [...Object.values(always), ...(columnPages.pages > 1 ? [shown_only] : [])];
}

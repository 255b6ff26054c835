import { cellsText } from "./cells.text.ts";
import { choiceLabel } from "./choices.rules.ts";
import { findField, type ImportKind } from "./fields.rules.ts";
import { planText } from "./plan.text.ts";

/** What is kept about a cell error. */
export type Noted = {
  code: string;
  field: string | null;
  allowed: string[] | null;
  suggestions: string[] | null;
  details: Record<string, string> | null;
};

/** Words that join a reason with what is allowed. */
export const reasonsText = {
  sv: { allowed: "Tillåtna värden", near: "Menade du" },
  en: { allowed: "Allowed values", near: "Did you mean" },
};

/** A cell error in one or more sentences: the reason, what is allowed, what is nearest. */
export function reasonOf(kind: ImportKind, note: Noted, language: "sv" | "en"): string {
  const cells: Record<string, (d: Record<string, string>) => string> = cellsText[language];
  const say = cells[note.code] ?? planText[language][note.code];
  const label = labelsOf(kind, note.field, language);
  const sentences = [say ? say(note.details ?? {}) : note.code];
  const near = (note.suggestions ?? []).map(label);
  if (near.length > 0)
    sentences.push(`${reasonsText[language].near} ${near.map((one) => `”${one}”`).join(", ")}?`);
  if (note.allowed && note.allowed.length > 0)
    sentences.push(`${reasonsText[language].allowed}: ${note.allowed.map(label).join(", ")}.`);
  return sentences.join(" ");
}

function labelsOf(kind: ImportKind, field: string | null, language: "sv" | "en") {
  const choices = field ? findField(kind, field)?.choices : undefined;
  return (code: string) => (choices ? choiceLabel(choices, code, language) : code);
}

import type { Door } from "../../server/tenant.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import type { Agreement } from "./agreements.server.ts";
import type { FieldSpec } from "./fields.rules.ts";
import { agreementPartsText } from "./parts.text.ts";
import { type NotTaken, refusalsIn, type Typed } from "./posted.server.ts";
import { agreementWords } from "./words.text.ts";

/** What a list's functions are handed. */
export interface PartDoor extends Door {
  agreement: Agreement;
  locale: Locale;
}

/** One row, ready to show. */
export interface PartLine {
  id: string;
  title: string;
  notes: string[];
  mayChange: boolean;
  mayRemove: boolean;
  typed: Typed;
}

/** One list: who writes it, what is there, and what happens to it. */
export interface PartList {
  /** The agreement's keeper, or each party for itself. */
  writer: "owner" | "party";
  start?(door: PartDoor): Typed;
  lines(door: PartDoor): Promise<PartLine[]>;
  /** Fields that depend on the agreement, after those of the form. */
  fields?(door: PartDoor): Promise<{ spec: FieldSpec; label: string }[]>;
  choices?(door: PartDoor): Promise<Record<string, { id: string; name: string }[]>>;
  /** Whether rows can be added now. */
  isOpen?(agreement: Agreement): boolean;
  /** Writes the form; `row` is the one that is changed. @returns errors by field with what was typed, or nothing */
  save(door: PartDoor, row: PartLine | undefined): Promise<NotTaken | undefined>;
  remove(door: PartDoor, row: PartLine): Promise<void>;
}

/** One line of the agreement's history. */
export function noteChange(
  { record, agreement }: Pick<PartDoor, "record" | "agreement">,
  change: { action?: string; field: string; old?: unknown; new?: unknown },
): Promise<void> {
  return record({
    kind: "agreement",
    id: agreement.id,
    name: agreement.title,
    action: change.action ?? "updated",
    changes: [{ field: change.field, old: change.old ?? null, new: change.new ?? null }],
  });
}

/** Words and formats in the reader's language, for lines that are put together here. */
export function wordsFor(locale: Locale) {
  return {
    w: textFor(agreementWords, locale),
    format: formatsFor(locale),
    parts: textFor(agreementPartsText, locale),
    refusals: refusalsIn(locale),
  };
}

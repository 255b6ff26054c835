import type { PdfBlock } from "#app/server/pdf-blocks.ts";
import type { Formats } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import type { Meeting } from "./meeting.server.ts";
import { meetingText } from "./meeting.text.ts";
import type { TimelineRow } from "./timeline.rules.ts";

/** What the parts of the papers are written with. */
export interface Writing {
  locale: Locale;
  format: Formats;
}

/** A note that a part of the papers was cut, or nothing. */
export function cutNote(shown: number, total: number, { locale }: Writing): PdfBlock[] {
  if (total <= shown) return [];
  return [{ kind: "paragraph", isNote: true, text: textFor(meetingText, locale).cut(shown, total) }];
}

/** What a line of the timeline is called: its product, or its function in the language of the papers. */
export function lineName(row: TimelineRow, { functionNames }: Pick<Meeting, "functionNames">): string {
  return row.code === null ? row.name : (functionNames.get(row.code) ?? row.name);
}

/** Name of a shown organisation. */
export function placeName(id: string, { overlap }: Pick<Meeting, "overlap">): string {
  return overlap.columns.find((column) => column.id === id)?.name ?? "";
}

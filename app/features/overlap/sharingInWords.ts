import { type Locale, textFor } from "../../text/text.ts";
import type { GroupSharing } from "./groups.server.ts";
import { overlapText } from "./overlap.text.ts";

/** How far field groups are shared with the reader, a sentence each: how many of how many, never who. */
export function sharingInWords(sharing: readonly GroupSharing[], locale: Locale): string[] {
  const t = textFor(overlapText, locale);
  return sharing
    .filter(({ others }) => others > 0)
    .map(({ group, sharing: n, others }) => t.groupShared(t.groups[group], n, others));
}

import { type Locale, textFor } from "../../text/text.ts";
import type { Timeline } from "./timeline.server.ts";
import { timelineText } from "./timeline.text.ts";

/** The definitions and rules that stand under the timeline. */
export function timelineRules(
  { time, columnPages }: Pick<Timeline, "time" | "columnPages">,
  locale: Locale,
): string[] {
  const t = textFor(timelineText, locale);
  const { shown_only, ...always } = t.rules;
  return [
    ...time.kinds.map((kind) => t.definitions[kind]),
    ...Object.values(always),
    ...(columnPages.pages > 1 ? [shown_only] : []),
  ];
}

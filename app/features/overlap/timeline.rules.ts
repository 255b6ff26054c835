/** What ends: our use of it, the supplier's support, the product's life, the contract. In the order of the lanes of the picture. */
export const timelineKinds = ["support", "life", "phase_out", "contract"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** Years that the picture can span, this one included. */
export const spans = [3, 5, 10] as const;
export type Span = (typeof spans)[number];
/** Lines of the picture on one page. */
export const TIMELINE_ROWS = 20;
/** Days on one line; a line with more says so. */
export const POINTS_PER_ROW = 60;
/** Systems named with one day; the rest is counted. */
export const ITEMS_PER_POINT = 6;

/** What the lines of the picture stand for. */
export const lineKinds = ["product", "function"] as const;
export type LineKind = (typeof lineKinds)[number];

export interface TimelineQuery {
  span: Span;
  lines: LineKind;
  /** Shown kinds; never empty. */
  kinds: TimelineKind[];
}

/** Reads the timeline's part of the address. Garbage becomes the picture as it is without it. */
export function readTimelineQuery(search: URLSearchParams): TimelineQuery {
  const asked = timelineKinds.filter((kind) => search.getAll("kind").includes(kind));
  return {
    span: spans.find((span) => String(span) === search.get("years")) ?? 5,
    lines: lineKinds.find((kind) => kind === search.get("lines")) ?? "product",
    kinds: asked.length > 0 ? asked : [...timelineKinds],
  };
}

/** From the first day of this year up to, not including, the first day of `to`. */
export interface Axis {
  from: string;
  to: string;
  years: number[];
}

/** The axis depends on today and the chosen span alone, so that no record, seen or unseen, moves it. */
export function timelineAxis(today: string, span: Span): Axis {
  const first = Number(today.slice(0, 4));
  return {
    from: `${first}-01-01`,
    to: `${first + span}-01-01`,
    years: Array.from({ length: span }, (_, n) => first + n),
  };
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** A day's place on the axis, 0–1; what was before it stands at its beginning. */
export function placeOn(axis: Axis, day: string): number {
  const from = dayNumber(axis.from);
  const place = (dayNumber(day) - from) / (dayNumber(axis.to) - from);
  return Math.min(Math.max(place, 0), 1);
}

/** A system behind a day. */
export interface TimelineItem {
  tenant_id: string;
  id: string;
  own_name: string;
  product_name: string;
}

/** A day on a line: what ends, and for which systems. */
export interface TimelinePoint {
  kind: TimelineKind;
  on: string;
  /** Systems it concerns, of those the reader may see. */
  count: number;
  items: TimelineItem[];
}

export interface TimelineRow {
  key: string;
  name: string;
  /** Code, when the line is a function. */
  code: string | null;
  points: TimelinePoint[];
  /** More days than are listed. */
  isCut: boolean;
}

/** A mark of the picture: days of one kind within a month are drawn as one. */
export interface TimelineMark {
  kind: TimelineKind;
  on: string;
  place: number;
  days: number;
}

/** The marks of a line. @param points by day */
export function marksOf(points: readonly TimelinePoint[], axis: Axis): TimelineMark[] {
  const marks = new Map<string, TimelineMark>();
  for (const { kind, on } of points) {
    const key = `${kind} ${on < axis.from ? "before" : on.slice(0, 7)}`;
    const mark = marks.get(key);
    if (mark) mark.days += 1;
    else marks.set(key, { kind, on, place: placeOn(axis, on), days: 1 });
  }
  return [...marks.values()];
}

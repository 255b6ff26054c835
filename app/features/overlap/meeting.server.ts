import type { Door } from "#app/server/tenant.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { functionName } from "../functions/functions.rules.ts";
import { listFunctions } from "../functions/functions.server.ts";
import { type Choices, findChoices } from "./choices.server.ts";
import { choicesText } from "./choices.text.ts";
import { type GroupSharing, readGroupSharing } from "./groups.server.ts";
import { meetingText } from "./meeting.text.ts";
import { findOverlap, type Overlap } from "./overlap.server.ts";
import { overlapText } from "./overlap.text.ts";
import { findPrices, type Prices } from "./prices.server.ts";
import { pricesText } from "./prices.text.ts";
import { sharingInWords } from "./sharingInWords.ts";
import { findTimeline, type Timeline } from "./timeline.server.ts";
import { timelineText } from "./timeline.text.ts";

export type MeetingDoor = Pick<Door, "db" | "tenant" | "today" | "actor" | "now">;

/** Lines of the timeline, functions of before and after, and compared products in the papers. */
const MEETING_LINES = 60;
const MEETING_CHOICES = 60;
const MEETING_PRICES = 30;

/** Everything the papers hold, as the one who makes them may see it. */
export interface Meeting {
  overlap: Overlap;
  choices: Choices;
  timeline: Timeline;
  prices: Prices;
  sharing: GroupSharing[];
  /** Names of the functions in the language of the papers, by code. */
  functionNames: ReadonlyMap<string, string>;
  /** Circle, selection, time and maker, in words. */
  facts: (readonly [string, string])[];
  /** What is left out by rule, in words: never by whom, never whether a record exists. */
  hidden: string[];
  definitions: string[];
}

/** Reads the papers for an address: the same choice as on the pages, one after the other in the same transaction. */
export async function loadMeeting(
  door: MeetingDoor,
  search: URLSearchParams,
  { locale, functions, itemsPerCell }: { locale: Locale; functions: number; itemsPerCell: number },
): Promise<Meeting> {
  const via = "export" as const;
  const overlap = await findOverlap(door, search, { limit: functions, itemsPerCell, via });
  const choices = await findChoices(door, search, { limit: MEETING_CHOICES, via });
  const timeline = await findTimeline(door, search, { limit: MEETING_LINES, via });
  const prices = await findPrices(door, search, { limit: MEETING_PRICES, via });
  const sharing = await readGroupSharing(door, overlap);
  const all = await listFunctions(door.db);
  const functionNames = new Map(all.map((one) => [one.code, functionName(one, locale)]));
  const parts = { overlap, choices, timeline, prices, sharing, functionNames };
  return { ...parts, facts: factsOf(door, parts, locale), ...rulesOf(parts, locale) };
}

type Parts = Omit<Meeting, "facts" | "hidden" | "definitions">;

function factsOf(door: MeetingDoor, { overlap, functionNames }: Parts, locale: Locale): Meeting["facts"] {
  const t = textFor(meetingText, locale);
  const words = textFor(overlapText, locale);
  const { circle, query, allColumns, rows } = overlap;
  const group = rows.find((row) => row.group_code === query.group);
  const selection = [
    query.focus === "all" ? null : words.focuses[query.focus],
    query.group &&
      `${words.group}: ${(locale === "en" ? group?.group_name_en : group?.group_name_sv) ?? query.group}`,
    query.functionCode && `${words.function}: ${functionNames.get(query.functionCode) ?? query.functionCode}`,
    query.product && `${words.productName}: ${query.product}`,
    query.supplier && `${words.supplier}: ${query.supplier}`,
    query.organisations.length > 0 &&
      t.municipalities(
        allColumns
          .filter((column) => query.organisations.includes(column.id))
          .map((column) => column.name)
          .join(", "),
      ),
  ].filter((part): part is string => typeof part === "string" && part !== "");
  const { previewOf } = door.tenant;
  return [
    [
      t.facts.circle,
      circle
        ? words.circleName(circle.cooperation, circle.is_everyone ? words.everyone : circle.name)
        : words.basisOwn,
    ],
    [t.facts.selection, selection.join("; ") || t.everything],
    [t.facts.read, formatsFor(locale).instant(door.now.toISOString())],
    [
      t.facts.by,
      [t.viewer(door.actor.name, door.tenant.name), previewOf && t.previewed(previewOf.name)]
        .filter(Boolean)
        .join(". "),
    ],
  ];
}

function rulesOf(
  { overlap, timeline, sharing }: Parts,
  locale: Locale,
): Pick<Meeting, "hidden" | "definitions"> {
  const words = textFor(overlapText, locale);
  const time = textFor(timelineText, locale);
  const choice = textFor(choicesText, locale).rules;
  const price = textFor(pricesText, locale);
  const keepsOwnPrice = sharing.some(({ group, weShare }) => group === "price" && weShare === false);
  return {
    hidden: [
      ...overlap.rules.filter((rule) => rule !== "hidden_and_retired").map((rule) => words.ruleTexts[rule]),
      words.classificationNever,
      ...sharingInWords(sharing, locale),
      time.rules.dates_shared,
      price.rules.price_shared,
      ...(keepsOwnPrice ? [price.rules.own_not_shared] : []),
    ],
    definitions: [
      ...timeline.time.kinds.map((kind) => time.definitions[kind]),
      choice.possible,
      choice.several,
      ...Object.values(price.definitions),
    ],
  };
}

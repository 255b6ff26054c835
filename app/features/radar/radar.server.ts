import type { Door } from "#app/server/tenant.server.ts";
import type { Locale } from "../../text/text.ts";
import { logAccess } from "../audit/audit.server.ts";
import { addMonths } from "../deadlines/days.rules.ts";
import { type CircleChoice, listCircles, listMembers } from "../overlap/matrix.server.ts";
import { countUnplaced, listCounted, listKeyedContracts, listKeyNames } from "./contracts.server.ts";
import { foundGroups } from "./finding.rules.ts";
import { totalLeadTime } from "./lead-times.rules.ts";
import { readGroups } from "./lines.server.ts";
import { type RadarQuery, readRadarQuery } from "./query.rules.ts";
import { dayNumber, type RadarGroup } from "./radar.rules.ts";
import { findLeadTimes } from "./settings.server.ts";

type Reading = Pick<Door, "db" | "tenant" | "today">;

/** Groups on one page, each with its picture. */
export const GROUPS_PER_PAGE = 10;

/** The radar as screen and file show it. */
export interface Radar {
  query: RadarQuery;
  circles: CircleChoice[];
  circle: CircleChoice | null;
  members: { id: string; name: string }[];
  groups: RadarGroup[];
  total: number;
  pageSize: number;
  /** Own contracts that could not be placed. */
  unplaced: number;
  leadDays: number;
  today: string;
}

/**
 * Reads the radar that an address asks for, and notes in the owners' access history that their contracts were seen.
 *
 * @param via how it is noted: on screen or taken along as a file
 * @param limit groups at most; those before `offset` are left out
 */
export async function findRadar(
  { db, tenant, today }: Reading,
  search: URLSearchParams,
  { limit, via, locale }: { limit: number; via: "radar" | "export"; locale: Locale },
): Promise<Radar> {
  const query = readRadarQuery(search);
  const circles = await listCircles(db);
  const circle = circles.find((one) => one.id === query.circle) ?? circles[0] ?? null;
  const members = circle ? await listMembers(db, circle.id) : [];
  const leadDays = totalLeadTime((await findLeadTimes(db))[query.form]);
  const ownId = tenant.previewOf ? null : tenant.id;
  const named = query.words ? await listKeyNames(db, query.by, { words: query.words }, locale) : undefined;
  const keyed = await listKeyedContracts(db, {
    members: members.map((member) => member.id),
    by: query.by,
    today,
    horizon: addMonths(today, query.months),
    keys: named && new Set(named.keys()),
  });
  const counted = circle ? await listCounted(db, circle.id, query.by) : new Map();
  const found = foundGroups(keyed, { query, ownId, today: dayNumber(today), leadDays, counted });
  const offset = via === "export" ? 0 : (query.page - 1) * limit;
  const shown = found.slice(offset, offset + limit);
  const keys = [...new Set(shown.map((group) => group.recordId))];
  const names = named ?? (await listKeyNames(db, query.by, { keys }, locale));
  // a product that the reader may not see by name is not shown by its contracts either
  const nameable = shown.filter((group) => names.has(group.recordId));
  const groups = await readGroups(db, nameable, { members, names, ownId, today, leadDays, counted });
  const owners = new Set(groups.flatMap((group) => group.lines.map((line) => line.ownerId)));
  await logAccess(db, tenant, { via, kind: "contract", seen: [...owners].map((owner) => ({ owner })) });
  return {
    query,
    circles,
    circle,
    members,
    groups,
    total: found.length,
    pageSize: limit,
    unplaced: await countUnplaced(db, today),
    leadDays,
    today,
  };
}

import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { defaultLocale, textFor } from "../../text/text.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import { lockForStep, noteOf } from "../surveys/steps.server.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { openOwnSurvey, setSurvey } from "../surveys/surveys.server.ts";
import { roundCourse } from "./course.server.ts";
import { listDepartures, writeDepartures } from "./departures.server.ts";
import { placementForm } from "./renewals.form.ts";
import { renewalPath } from "./renewals.paths.ts";
import { BUCKETS } from "./renewals.rules.ts";
import { resultText } from "./result.text.ts";
import { type ResultRow, readResult } from "./results.server.ts";
import type { Round } from "./rounds.server.ts";

const me = sql<string>`app.tenant()`;

/**
 * The page on which organisations are moved to another group: one that the address names, or those of a group, each to be chosen.
 * @throws NotFound when the address names nobody
 */
export async function loadPlacement(door: Door, id: string, search: URLSearchParams) {
  const round = await openOwnSurvey(door, roundCourse, id);
  const { rows } = await readResult(door, round);
  const one = search.get("organisation");
  const group = search.get("bucket");
  const movable = rows.filter((row) => (one ? row.id === one : row.bucket === group && !row.isTransferred));
  const [first] = movable;
  if (!first) throw new NotFound();
  return {
    slug: door.tenant.slug,
    round: { id, name: round.name },
    organisations: movable.map(({ id: organisation, name }) => ({ id: organisation, name })),
    /** The group that is emptied; null where one organisation is moved. */
    group: one ? null : first.bucket,
    answeredBucket: first.answeredBucket,
    placed: one ? first.placed : null,
    buckets: BUCKETS.filter((bucket) => bucket !== "no_answer"),
    isPossible: stateOn(round, door.today) === "in_evaluation" && !first.isTransferred,
  };
}

export type PlacementOutcome =
  | { to: string }
  | {
      errors: Record<string, string>;
      typed: { organisation: string[]; bucket: string; reason: string };
    };

/** Moves organisations to a group by hand, or back to where their answers put them; always with a reason. */
export async function placeByHand(door: Door, id: string): Promise<PlacementOutcome> {
  const { tenant, form } = door;
  const typed = {
    organisation: [...new Set(form.getAll("organisation").map(String))],
    bucket: String(form.get("bucket") ?? ""),
    reason: String(form.get("reason") ?? ""),
  };
  const round = await lockForStep(door, roundCourse, { id, step: "completed" });
  const read = placementForm.safeParse(typed);
  if (!read.success) return { errors: errorCodes(read.error), typed };
  const { rows } = await readResult(door, round);
  const moved = rows.filter((row) => read.data.organisation.includes(row.id));
  if (moved.length < read.data.organisation.length) throw new NotFound();
  if (moved.some((row) => row.isTransferred)) throw new Refused("already_transferred");
  await place(door, { round, moved, ...read.data });
  return { to: renewalPath(tenant.slug, id, moved.length === 1 ? "?saved=placed" : "?saved=placed_some") };
}

async function place(
  door: Door,
  {
    round,
    moved,
    bucket,
    reason,
  }: { round: Round; moved: readonly ResultRow[]; bucket: ResultRow["placed"]; reason: string },
): Promise<void> {
  const { db, actor, record } = door;
  const ids = moved.map((row) => row.id);
  await sql`delete from renewal_placement where tenant_id = ${me} and round_id = ${round.id}
    and organisation_id = any (${ids}::uuid[])`.execute(db);
  if (bucket)
    await sql`insert into renewal_placement (tenant_id, round_id, organisation_id, bucket, reason, by_name)
      select ${me}, ${round.id}, id, ${bucket}, ${reason}, ${actor.name} from unnest(${ids}::uuid[]) id`.execute(
      db,
    );
  await setSurvey(db, roundCourse.face, round, {});
  // whoever does not leave any more gets its last day back; nobody's is written before the coordinator says so
  const written = await listDepartures(door, round.id);
  if (written.size > 0) {
    const { rows } = await readResult(door, round);
    await writeDepartures(
      door,
      round,
      rows.filter((row) => written.has(row.id)),
    );
  }
  const words = textFor(resultText, defaultLocale).buckets;
  await record({
    ...noteOf(roundCourse, round, { action: "placed", reason }),
    changes: moved.map((row) => ({
      field: "bucket",
      old: `${row.name}: ${words[row.bucket]}`,
      new: `${row.name}: ${words[bucket ?? row.answeredBucket]}`,
    })),
  });
}

import { sql } from "kysely";
import type { Door } from "#app/server/tenant.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { type CircleChoice, listCircles } from "../overlap/matrix.server.ts";
import { LEAST_ANONYMOUS } from "./anonymous.rules.ts";
import { readLeadTimes } from "./lead-times.form.ts";
import {
  type LeadTime,
  leadTimeParts,
  type ProcurementForm,
  procurementForms,
  startingLeadTimes,
} from "./lead-times.rules.ts";
import { canSeeRadarSettings, maySetCounting, maySetLeadTimes } from "./radar.policy.ts";

const me = sql<string>`app.tenant()`;

/** The organisation's lead times in days; where it has set none, what the installation begins with. */
export async function findLeadTimes(db: TenantDb): Promise<Record<ProcurementForm, LeadTime>> {
  const rows = await db
    .selectFrom("lead_time")
    .select(["form", "part", "days"])
    .where("tenant_id", "=", me)
    .execute();
  const set = (form: ProcurementForm) =>
    Object.fromEntries(rows.filter((row) => row.form === form).map((row) => [row.part, row.days]));
  return Object.fromEntries(
    procurementForms.map((form) => [form, { ...startingLeadTimes[form], ...set(form) }]),
  ) as Record<ProcurementForm, LeadTime>;
}

/** A circle with what may be set about it. */
export interface CountedCircle extends CircleChoice {
  /** The own contracts are counted anonymously in it. */
  isCounted: boolean;
  /** Organisations an anonymous figure needs in it. */
  floor: number;
  /** The own organisation coordinates the cooperation and sets the floor. */
  isCoordinator: boolean;
}

/** Circles the organisation is in, with its choices about anonymous counting. */
async function listCountedCircles(db: TenantDb): Promise<CountedCircle[]> {
  const circles = await listCircles(db);
  if (circles.length === 0) return [];
  const { rows } = await sql<{ id: string; is_counted: boolean; floor: number | null; is_mine: boolean }>`
    select c.id, c.tenant_id = app.own_tenant() as is_mine, f.organisations as floor,
      exists (select 1 from radar_counting r where r.circle_id = c.id and r.tenant_id = app.own_tenant()) as is_counted
    from circle c left join radar_floor f on f.circle_id = c.id
    where c.id = any (${circles.map((circle) => circle.id)}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return circles.map((circle) => {
    const found = byId.get(circle.id);
    return {
      ...circle,
      isCounted: found?.is_counted ?? false,
      floor: found?.floor ?? LEAST_ANONYMOUS,
      isCoordinator: found?.is_mine ?? false,
    };
  });
}

/** What the page of the settings shows. */
export async function loadRadarSettings({ db, actor, tenant, authorize }: Door) {
  authorize(canSeeRadarSettings(actor, tenant));
  return {
    slug: tenant.slug,
    leadTimes: await findLeadTimes(db),
    circles: await listCountedCircles(db),
    can: { setLeadTimes: maySetLeadTimes(actor), setCounting: maySetCounting(actor) },
  };
}

/**
 * Saves the form of the page that was sent: lead times, or who is counted.
 * @returns errors by input with what was typed, or undefined when it is saved
 */
export async function saveRadarSettings(door: Door) {
  const { form } = door;
  return form.get("part") === "counting" ? saveCounting(door) : saveLeadTimes(door);
}

async function saveLeadTimes({ db, actor, tenant, form, authorize, record, unrecorded }: Door) {
  authorize(canSeeRadarSettings(actor, tenant) && maySetLeadTimes(actor));
  const { leadTimes, errors } = readLeadTimes(form);
  if (Object.keys(errors).length > 0) return { errors, typed: typedIn(form) };
  const before = await findLeadTimes(db);
  const changed = procurementForms.flatMap((kind) =>
    leadTimeParts
      .filter((part) => before[kind][part] !== leadTimes[kind][part])
      .map((part) => ({ kind, part, old: before[kind][part], days: leadTimes[kind][part] })),
  );
  unrecorded("lead times that are the same as before leave no history");
  for (const { kind, part, days } of changed)
    await db
      .insertInto("lead_time")
      .values({ tenant_id: me, form: kind, part, days })
      .onConflict((conflict) => conflict.columns(["tenant_id", "form", "part"]).doUpdateSet({ days }))
      .execute();
  if (changed.length > 0)
    await record({
      kind: "organisation",
      id: tenant.id,
      name: tenant.name,
      action: "updated",
      changes: changed.map(({ kind, part, old, days }) => ({
        field: `lead_time.${kind}.${part}`,
        old,
        new: days,
      })),
    });
  return undefined;
}

async function saveCounting({ db, actor, tenant, form, authorize, record, unrecorded }: Door) {
  authorize(canSeeRadarSettings(actor, tenant) && maySetCounting(actor));
  const circles = await listCountedCircles(db);
  const counted = new Set(form.getAll("counted").map(String));
  const floors = circles
    .filter((circle) => circle.isCoordinator)
    .map((circle) => ({ circle, floor: Number(form.get(`floor:${circle.id}`) ?? circle.floor) }));
  const wrong = floors.filter(
    ({ floor }) => !Number.isInteger(floor) || floor < LEAST_ANONYMOUS || floor > 100,
  );
  if (wrong.length > 0)
    return {
      errors: Object.fromEntries(wrong.map(({ circle }) => [`floor:${circle.id}`, "floor" as const])),
      typed: typedIn(form),
    };
  unrecorded("choices that are the same as before leave no history");
  const changes: { field: string; old: unknown; new: unknown }[] = [];
  for (const circle of circles) {
    const isCounted = counted.has(circle.id);
    if (isCounted === circle.isCounted) continue;
    if (isCounted)
      await db
        .insertInto("radar_counting")
        .values({ tenant_id: me, circle_id: circle.id })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    else
      await db
        .deleteFrom("radar_counting")
        .where("tenant_id", "=", me)
        .where("circle_id", "=", circle.id)
        .execute();
    changes.push({ field: `radar_counting.${circle.name}`, old: circle.isCounted, new: isCounted });
  }
  for (const { circle, floor } of floors) {
    if (floor === circle.floor) continue;
    await db
      .insertInto("radar_floor")
      .values({ tenant_id: me, circle_id: circle.id, organisations: floor })
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "circle_id"]).doUpdateSet({ organisations: floor }),
      )
      .execute();
    changes.push({ field: `radar_floor.${circle.name}`, old: circle.floor, new: floor });
  }
  if (changes.length > 0)
    await record({
      kind: "organisation",
      id: tenant.id,
      name: tenant.name,
      action: "updated",
      changes,
    });
  return undefined;
}

function typedIn(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form.entries()].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

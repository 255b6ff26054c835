import { sql } from "kysely";
import { Refused } from "#app/server/errors.server.ts";
import type { Door, TenantDb } from "#app/server/tenant.server.ts";
import { dayProblem, isUuid } from "../lists/lists.rules.ts";
import {
  planTransfer,
  type TransferableRole,
  type TransferMode,
  type TransferStep,
} from "./transfer.rules.ts";

const me = sql<string>`app.tenant()`;

/** From whom to whom, how and from which day. */
export interface TransferWish {
  from: { id: string; name: string };
  to: { id: string; name: string };
  mode: TransferMode;
  /** First day of the new holder. */
  day: string;
}

/** A step with the names to show. */
export interface PreviewStep extends TransferStep {
  own_name: string;
  lifecycle: string;
  role_sv: string;
  role_en: string;
}

type NamedRole = TransferableRole & Omit<PreviewStep, keyof TransferStep>;

/** Roles of a person that are not over before the day, by system; locked when they are about to be changed. */
async function rolesOf(db: TenantDb, personId: string, day: string, lock = false): Promise<NamedRole[]> {
  const { rows } = await sql<NamedRole>`
    select ra.id, ra.usage_id, ra.role_type, ra.from_on, ra.to_on, u.own_name, u.lifecycle,
      t.name_sv as role_sv, t.name_en as role_en
    from role_assignment ra
    join system_usage u on u.tenant_id = ra.tenant_id and u.id = ra.usage_id
    join role_type t on t.code = ra.role_type
    where ra.tenant_id = ${me} and ra.person_id = ${personId} and (ra.to_on is null or ra.to_on >= ${day})
    order by u.own_name, t.position, ra.from_on, ra.id
    limit 2000 ${lock ? sql`for update of ra` : sql``}`.execute(db);
  return rows;
}

/** What the transfer would do with each role; nothing is written. */
export async function previewTransfer(db: TenantDb, wish: TransferWish): Promise<PreviewStep[]> {
  return plan(await rolesOf(db, wish.from.id, wish.day), await rolesOf(db, wish.to.id, wish.day), wish);
}

function plan(
  roles: readonly NamedRole[],
  ofTarget: readonly NamedRole[],
  wish: TransferWish,
): PreviewStep[] {
  const names = new Map(roles.map((role) => [role.id, role]));
  return planTransfer(roles, ofTarget, wish).map((step) => {
    const { own_name, lifecycle, role_sv, role_en } = names.get(step.role.id)!;
    return { ...step, own_name, lifecycle, role_sv, role_en };
  });
}

/**
 * Transfers or copies the chosen roles in one step, with one run id in the history.
 * @param chosen ids of the roles as the preview showed them
 * @returns the id of the run
 * @throws Refused `changed_meanwhile` when one of them is no longer the person's, so that of two transfers at once one succeeds
 */
export async function transferRoles(
  { db, tenant, actor, record }: Pick<Door, "db" | "tenant" | "actor" | "record">,
  wish: TransferWish,
  chosen: ReadonlySet<string>,
): Promise<string> {
  await lockPeople(db, [wish.from.id, wish.to.id]);
  const roles = (await rolesOf(db, wish.from.id, wish.day, true)).filter((role) => chosen.has(role.id));
  if (roles.length !== chosen.size) throw new Refused("changed_meanwhile");
  const steps = plan(roles, await rolesOf(db, wish.to.id, wish.day), wish).filter(
    (step) => wish.mode === "move" || step.outcome === "given",
  );
  const { id: runId } = await db
    .insertInto("role_transfer")
    .values({
      tenant_id: tenant.id,
      person_id: wish.from.id,
      to_person_id: wish.to.id,
      mode: wish.mode,
      from_on: wish.day,
      by_name: actor.name,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  for (const step of steps) {
    await takeStep(db, { tenantId: tenant.id, runId, wish }, step);
    await record({
      kind: "system_usage",
      id: step.role.usage_id,
      name: step.own_name,
      action: "updated",
      changes: [
        {
          field: `role:${step.role.role_type}`,
          old: wish.mode === "move" ? wish.from.name : null,
          new: wish.to.name,
        },
      ],
      runId,
    });
  }
  await record({
    kind: "person",
    id: wish.from.id,
    name: wish.from.name,
    action: wish.mode === "move" ? "roles_moved" : "roles_copied",
    changes: [{ field: "roles", old: null, new: `${steps.length} → ${wish.to.name}` }],
    runId,
  });
  return runId;
}

/** One transfer at a time for these people; always in the same order, so that two cannot wait for each other. */
async function lockPeople(db: TenantDb, ids: readonly string[]) {
  await sql`select id from person where tenant_id = ${me} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(
    db,
  );
}

async function takeStep(
  db: TenantDb,
  { tenantId, runId, wish }: { tenantId: string; runId: string; wish: TransferWish },
  { role, outcome, given_from_on }: TransferStep,
) {
  const assignment = sql<boolean>`tenant_id = ${me} and id = ${role.id}`;
  if (outcome === "handed_over")
    await db.updateTable("role_assignment").set({ person_id: wish.to.id }).where(assignment).execute();
  else if (wish.mode === "move")
    await db
      .updateTable("role_assignment")
      .set({ to_on: sql<string>`${wish.day}::date - 1` })
      .where(assignment)
      .execute();
  const given =
    given_from_on === null
      ? undefined
      : await db
          .insertInto("role_assignment")
          .values({
            tenant_id: tenantId,
            usage_id: role.usage_id,
            role_type: role.role_type,
            person_id: wish.to.id,
            from_on: given_from_on,
            to_on: role.to_on,
          })
          .returning("id")
          .executeTakeFirstOrThrow();
  await db
    .insertInto("role_transfer_row")
    .values({
      tenant_id: tenantId,
      transfer_id: runId,
      usage_id: role.usage_id,
      role_type: role.role_type,
      outcome,
      assignment_id: role.id,
      given_id: given?.id ?? null,
      given_from_on,
      old_to_on: role.to_on,
    })
    .execute();
}

/** The wish as the address or form gives it; undefined fields where something is missing or wrong. */
export async function readWish(
  db: TenantDb,
  from: { id: string; name: string },
  { values, today }: { values: URLSearchParams | FormData; today: string },
): Promise<{ wish: TransferWish | null; errors: Record<string, string> }> {
  const text = (name: string) => String(values.get(name) ?? "");
  const errors: Record<string, string> = {};
  const to = isUuid(text("to"))
    ? await db
        .selectFrom("person")
        .select(["id", "name"])
        .where("tenant_id", "=", me)
        .where("id", "=", text("to"))
        .executeTakeFirst()
    : undefined;
  if (!to) errors.to = "person_missing";
  else if (to.id === from.id) errors.to = "person_self";
  const mode = text("mode");
  if (mode !== "move" && mode !== "copy") errors.mode = "mode_missing";
  const day = text("day");
  if (dayProblem(day))
    errors.day = dayProblem(day) === "year_out_of_range" ? "year_out_of_range" : "day_missing";
  else if (day < today) errors.day = "day_passed";
  if (!to || (mode !== "move" && mode !== "copy") || Object.keys(errors).length > 0)
    return { wish: null, errors };
  return { wish: { from, to, mode, day }, errors };
}

/** Transfers of the person's roles, latest first, at most 50. */
export async function listTransfersOf(db: TenantDb, personId: string) {
  const { rows } = await sql<{
    id: string;
    mode: TransferMode;
    to_name: string;
    from_on: string;
    by_name: string;
    done_at: Date;
    is_undone: boolean;
  }>`
    select r.id, r.mode, p.name as to_name, r.from_on, r.by_name, r.done_at, r.undone_at is not null as is_undone
    from role_transfer r join person p on p.tenant_id = r.tenant_id and p.id = r.to_person_id
    where r.tenant_id = ${me} and r.person_id = ${personId}
    order by r.done_at desc, r.id desc limit 50`.execute(db);
  return rows.map((row) => ({ ...row, done_at: row.done_at.toISOString() }));
}

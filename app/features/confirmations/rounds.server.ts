import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import { FORM_KEY, once } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import { askMissing } from "./asking.server.ts";
import { type RoundFields, roundForm } from "./confirmations.form.ts";
import { roundPath } from "./confirmations.paths.ts";
import { mayRunRounds } from "./confirmations.policy.ts";
import { addDays, roundState } from "./confirmations.rules.ts";
import { whoToAsk } from "./owners.server.ts";
import { progressOf } from "./progress.server.ts";

const me = sql<string>`app.tenant()`;

/** The newest rounds with how far each has come; at most 100. */
export async function loadRounds({ db, tenant, actor, today, authorize }: Door) {
  authorize(mayRunRounds(actor, tenant));
  const { rows } = await sql<{
    id: string;
    name: string;
    opens_on: string;
    closes_on: string;
    escalate_after_days: number;
    opened_at: Date | null;
    closed_at: Date | null;
    unit: string | null;
    total: number;
    answered: number;
  }>`
    select d.id, d.name, d.opens_on, d.closes_on, d.escalate_after_days, d.opened_at, d.closed_at, n.name as unit,
      (select count(*)::int from (select r.usage_id from confirmation_row r join system_usage u on u.tenant_id = r.tenant_id
        and u.id = r.usage_id where r.tenant_id = d.tenant_id and r.round_id = d.id
        group by r.usage_id, u.lifecycle having u.lifecycle <> 'retired' or bool_or(r.answer is not null)) x) as total,
      (select count(distinct r.usage_id)::int from confirmation_row r
        where r.tenant_id = d.tenant_id and r.round_id = d.id and r.answer is not null) as answered
    from confirmation_round d left join unit n on n.tenant_id = d.tenant_id and n.id = d.unit_id
    where d.tenant_id = ${me} order by d.opens_on desc, d.id desc limit 100`.execute(db);
  return {
    slug: tenant.slug,
    isAdmin: actor.roles.includes("local_admin"),
    rounds: rows.map(({ opened_at, closed_at, ...row }) => ({
      ...row,
      state: roundState({ ...row, opened_at, closed_at }, today),
    })),
  };
}

/** What the form of a new round offers. */
export async function loadNewRound({ db, tenant, actor, today, authorize }: Door) {
  authorize(mayRunRounds(actor, tenant));
  return {
    slug: tenant.slug,
    units: await namesOf(db, "unit"),
    people: await db
      .selectFrom("person")
      .select(["id", "name", "title"])
      .where("tenant_id", "=", me)
      .where("email", "is not", null)
      .orderBy("name")
      .orderBy("id")
      .limit(2000)
      .execute(),
    typed: {
      name: "",
      opens_on: today,
      closes_on: addDays(today, 30),
      unit_id: "",
      escalate_after_days: "14",
      escalate_to_person_id: "",
    } as Record<string, string>,
  };
}

async function namesOf(db: TenantDb, table: "unit") {
  return db
    .selectFrom(table)
    .select(["id", "name"])
    .where("tenant_id", "=", me)
    .orderBy("name")
    .orderBy("id")
    .limit(2000)
    .execute();
}

/** Makes a draft. @returns where it is, or the errors by field with what was typed */
export async function createRound(
  door: Door,
): Promise<{ to: string } | { errors: Record<string, string>; typed: Record<string, string> }> {
  const { db, tenant, actor, today, form, authorize, record } = door;
  authorize(mayRunRounds(actor, tenant));
  const fields = ["name", "opens_on", "closes_on", "unit_id", "escalate_after_days", "escalate_to_person_id"];
  const typed = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? "")]));
  const read = roundForm(today).safeParse(typed);
  const errors = read.success ? await unknownChoices(db, read.data) : errorCodes(read.error);
  if (!read.success || Object.keys(errors).length > 0) return { errors, typed };
  const to = await once(db, { tenantId: tenant.id, key: form.get(FORM_KEY) }, async () => {
    const { id } = await db
      .insertInto("confirmation_round")
      .values({ tenant_id: me, ...read.data, created_by_name: actor.name })
      .returning("id")
      .executeTakeFirstOrThrow();
    await record({ kind: "confirmation_round", id, name: read.data.name, action: "created" });
    return roundPath(tenant.slug, id);
  });
  door.unrecorded("a form sent twice leads to what the first one made");
  return { to };
}

async function unknownChoices(db: TenantDb, fields: RoundFields): Promise<Record<string, string>> {
  const person = await db
    .selectFrom("person")
    .select("email")
    .where("tenant_id", "=", me)
    .where("id", "=", fields.escalate_to_person_id)
    .executeTakeFirst();
  if (!person) return { escalate_to_person_id: "person_missing" };
  if (!person.email) return { escalate_to_person_id: "person_without_mail" };
  if (!fields.unit_id) return {};
  const unit = await db
    .selectFrom("unit")
    .select("id")
    .where("tenant_id", "=", me)
    .where("id", "=", fields.unit_id)
    .executeTakeFirst();
  return unit ? {} : { unit_id: "unit_wrong" };
}

async function findRound(db: TenantDb, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const round = await db
    .selectFrom("confirmation_round as d")
    .innerJoin("person as p", (join) =>
      join.onRef("p.tenant_id", "=", "d.tenant_id").onRef("p.id", "=", "d.escalate_to_person_id"),
    )
    .leftJoin("unit as n", (join) =>
      join.onRef("n.tenant_id", "=", "d.tenant_id").onRef("n.id", "=", "d.unit_id"),
    )
    .selectAll("d")
    .select(["p.name as escalate_to", "n.name as unit"])
    .where("d.tenant_id", "=", me)
    .where("d.id", "=", id)
    .executeTakeFirst();
  if (!round) throw new NotFound();
  return round;
}

/** A round: as a draft whom it would ask, afterwards how far it has come. @throws NotFound */
export async function loadRound({ db, tenant, actor, today, authorize }: Door, id: string) {
  authorize(mayRunRounds(actor, tenant));
  const { opened_at, closed_at, created_at, ...round } = await findRound(db, id);
  const state = roundState({ ...round, opened_at, closed_at }, today);
  const ask = state === "closed" ? null : await whoToAsk(db, { unitId: round.unit_id, today });
  return {
    slug: tenant.slug,
    round: { ...round, state, openedAt: opened_at?.toISOString() ?? null },
    preview: ask && {
      systems: ask.systems,
      withoutOwner: ask.withoutOwner.slice(0, 200),
      withoutOwnerCount: ask.withoutOwner.length,
      owners: ask.asked.map(({ person, systems }) => ({
        id: person.id,
        name: person.name,
        hasMail: person.email !== null,
        systems: systems.length,
      })),
    },
    progress: state === "draft" ? null : await progressOf(db, { ...round, opened_at, closed_at }, today),
  };
}

export type RoundPageData = Awaited<ReturnType<typeof loadRound>>;

async function lockRound(db: TenantDb, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const round = await db
    .selectFrom("confirmation_round")
    .selectAll()
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!round) throw new NotFound();
  return round;
}

/**
 * Opens a draft and sends the letters; on an open round asks those who have come since. Pressing twice sends nothing twice.
 * @returns letters sent, or why it cannot be opened
 */
export async function openRound(
  door: Door,
  id: string,
): Promise<{ letters: number } | { refused: "closed" | "past" | "nobody" }> {
  const { db, tenant, actor, today, now, authorize, record } = door;
  authorize(mayRunRounds(actor, tenant));
  door.unrecorded("an opening that is refused or pressed twice leaves no history");
  const round = await lockRound(db, id);
  const state = roundState(round, today);
  if (state === "closed") return { refused: "closed" };
  if (state === "draft") {
    if (round.closes_on < today) return { refused: "past" };
    const { asked } = await whoToAsk(db, { unitId: round.unit_id, today });
    if (asked.length === 0) return { refused: "nobody" };
    await db
      .updateTable("confirmation_round")
      .set({ opened_at: now, opens_on: today })
      .where("tenant_id", "=", me)
      .where("id", "=", round.id)
      .execute();
    await record({ kind: "confirmation_round", id: round.id, name: round.name, action: "opened" });
  }
  const letters = await askMissing(db, round, { sender: tenant, today, now });
  if (state === "open" && letters > 0)
    await record({ kind: "confirmation_round", id: round.id, name: round.name, action: "asked" });
  return { letters };
}

/** Closes an open round before its last day is over; its links end at once. Closing twice changes nothing. */
export async function closeRound(door: Door, id: string): Promise<void> {
  const { db, tenant, actor, today, now, authorize, record } = door;
  authorize(mayRunRounds(actor, tenant));
  const round = await lockRound(db, id);
  door.unrecorded("closing what is closed leaves no history");
  if (roundState(round, today) !== "open") return;
  await db
    .updateTable("confirmation_round")
    .set({ closed_at: now })
    .where("tenant_id", "=", me)
    .where("id", "=", round.id)
    .execute();
  await record({ kind: "confirmation_round", id: round.id, name: round.name, action: "closed" });
}

/** Removes a draft. @throws Refused not_possible when it has been opened: its answers stay */
export async function removeDraft(door: Door, id: string): Promise<void> {
  const { db, tenant, actor, authorize, record } = door;
  authorize(mayRunRounds(actor, tenant));
  const round = await lockRound(db, id);
  if (round.opened_at) throw new Refused("not_possible");
  await db.deleteFrom("confirmation_round").where("tenant_id", "=", me).where("id", "=", round.id).execute();
  await record({ kind: "confirmation_round", id: round.id, name: round.name, action: "deleted" });
}

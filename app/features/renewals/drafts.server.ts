import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import { FORM_KEY, once } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { listSharingCircles } from "../cooperations/sharing.server.ts";
import { addDays } from "../deadlines/days.rules.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { errorCodes, versionIn } from "../organisations/organisations.form.ts";
import { mayReadSurveys, mayWriteSurveys } from "../surveys/surveys.policy.ts";
import {
  insertInvitees,
  lockSurvey,
  openDraft,
  openOwnSurvey,
  setSurvey,
} from "../surveys/surveys.server.ts";
import { roundCourse } from "./course.server.ts";
import { ROUND_FIELDS, type RoundFields, roundForm } from "./renewals.form.ts";
import { renewalPath } from "./renewals.paths.ts";
import { listMembersOf, renewalFace } from "./rounds.server.ts";

const me = sql<string>`app.tenant()`;

/** Own licence agreements that can be asked about, and those that can follow. */
async function listOwnAgreements(db: TenantDb) {
  return db
    .selectFrom("licence_agreement")
    .select(["id", "name", "starts_on", "ends_on", "state"])
    .where("tenant_id", "=", me)
    .where("state", "<>", "ended")
    .orderBy("name")
    .orderBy("id")
    .limit(500)
    .execute();
}

async function listItemsOf(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("licence_item")
    .select(["id", "name", "metric", "is_unlimited", "price_model", "currency"])
    .where("tenant_id", "=", me)
    .where("agreement_id", "=", agreementId)
    .orderBy("name")
    .orderBy("id")
    .limit(200)
    .execute();
}

/** What the form offers beside the fields themselves. */
async function optionsOf(db: TenantDb, agreementId: string) {
  const agreements = await listOwnAgreements(db);
  return {
    items: (await listItemsOf(db, agreementId)).map(({ id, name }) => ({ id, name })),
    successors: agreements.filter(({ id }) => id !== agreementId).map(({ id, name }) => ({ id, name })),
    circles: (await listSharingCircles(db)).map(({ id, name, cooperation_name, is_everyone }) => ({
      ...{ id, name, cooperation_name, is_everyone },
    })),
  };
}

/** The form of a new survey; `agreement` comes with the address, and is chosen first where it does not. */
export async function loadNewRound({ db, tenant, actor, today, authorize }: Door, search: URLSearchParams) {
  if (!mayReadSurveys(actor, tenant)) throw new NotFound();
  authorize(mayWriteSurveys(actor, tenant));
  const agreements = await listOwnAgreements(db);
  const agreement = agreements.find(({ id }) => id === search.get("agreement")) ?? null;
  const options = agreement ? await optionsOf(db, agreement.id) : null;
  const from = agreement?.ends_on ? addDays(agreement.ends_on, 1) : today;
  const typed: Record<string, string> = Object.fromEntries(ROUND_FIELDS.map((name) => [name, ""]));
  return {
    slug: tenant.slug,
    agreements: agreements.filter(({ state }) => state === "active"),
    agreement,
    options,
    typed: {
      ...typed,
      name: agreement ? `${agreement.name} ${from.slice(0, 4)}` : "",
      kind: "renewal",
      item_id: options?.items[0]?.id ?? "",
      period_from: from,
      closes_on: addDays(today, 28),
      commitment: "binding",
      no_answer_means: "undecided",
    } as Record<string, string>,
    answersShared: false,
  };
}

/** The posted form as it was typed. */
function typedRound(form: FormData) {
  return {
    typed: Object.fromEntries(ROUND_FIELDS.map((name) => [name, String(form.get(name) ?? "")])) as Record<
      string,
      string
    >,
    answersShared: form.has("answers_shared"),
  };
}
export interface RoundRefusal extends ReturnType<typeof typedRound> {
  errors: Record<string, string>;
}

async function readRound(
  { db, today }: Pick<Door, "db" | "today">,
  { typed, answersShared }: ReturnType<typeof typedRound>,
  agreementId: string,
): Promise<{ columns: ReturnType<typeof columnsOf> } | { errors: Record<string, string> }> {
  const read = roundForm(today).safeParse({ ...typed, answers_shared: answersShared });
  if (!read.success) return { errors: errorCodes(read.error) };
  const { items, successors, circles } = await optionsOf(db, agreementId);
  const errors: Record<string, string> = {};
  const item = (await listItemsOf(db, agreementId)).find(({ id }) => id === read.data.item_id);
  if (!item || items.length === 0) errors.item_id = "choice_wrong";
  if (isUuid(read.data.successor) && !successors.some(({ id }) => id === read.data.successor))
    errors.successor = "choice_wrong";
  if (read.data.circle && !circles.some(({ id }) => id === read.data.circle)) errors.circle = "choice_wrong";
  if (!item || Object.keys(errors).length > 0) return { errors };
  const circle = read.data.circle
    ? await db
        .selectFrom("circle")
        .select(["id", "tenant_id"])
        .where("id", "=", read.data.circle)
        .executeTakeFirstOrThrow()
    : null;
  return { columns: columnsOf(read.data, item, circle) };
}

function columnsOf(
  { successor, commitment, circle: _, ...fields }: RoundFields,
  item: Awaited<ReturnType<typeof listItemsOf>>[number],
  circle: { id: string; tenant_id: string } | null,
) {
  return {
    ...fields,
    item_name: item.name,
    is_unlimited: item.is_unlimited,
    price_model: item.price_model,
    currency: item.currency,
    successor_id: isUuid(successor) ? successor : null,
    is_without_successor: successor === "none",
    circle_id: circle?.id ?? null,
    circle_tenant_id: circle?.tenant_id ?? null,
    offers_multi_year: fields.multi_year_to !== null,
    is_binding: commitment === "binding",
    is_configured: true,
  };
}

/** Makes a draft with the agreement's members asked and the item's price steps. */
export async function createRound(door: Door): Promise<{ to: string } | RoundRefusal> {
  const { db, tenant, actor, today, form, authorize, record } = door;
  if (!mayReadSurveys(actor, tenant)) throw new NotFound();
  authorize(mayWriteSurveys(actor, tenant));
  const agreement = (await listOwnAgreements(db)).find(({ id }) => id === form.get("agreement"));
  if (!agreement) throw new NotFound();
  const typed = typedRound(form);
  const read = await readRound(door, typed, agreement.id);
  if ("errors" in read) return { ...typed, errors: read.errors };
  const to = await once(db, { tenantId: tenant.id, key: form.get(FORM_KEY) }, async () => {
    const { id } = await db
      .insertInto("renewal_round")
      .values({ tenant_id: me, ...read.columns, agreement_id: agreement.id, created_by_name: actor.name })
      .returning("id")
      .executeTakeFirstOrThrow();
    const { item_id, period_from, name, kind } = read.columns;
    await sql`
      insert into renewal_tier (tenant_id, round_id, from_quantity, unit_price_minor)
      select ${me}, ${id}, from_quantity, unit_price_minor from price_tier
      where tenant_id = ${me} and item_id = ${item_id} and valid_from <= greatest(${today}::date, ${period_from}::date)
        and (valid_to is null or valid_to >= ${today}::date)
      order by valid_from desc on conflict do nothing`.execute(db);
    const members = await listMembersOf(db, agreement.id, today);
    await insertInvitees(db, renewalFace, {
      surveyId: id,
      organisations: members.map((member) => member.organisation_id),
    });
    if (kind === "selection") await askPerItem(db, { roundId: id, agreementId: agreement.id, item_id });
    await record({ kind: "renewal_round", id, name, action: "created" });
    return renewalPath(tenant.slug, id, "?saved=new");
  });
  door.unrecorded("a form sent twice leads to what the first one made");
  return { to };
}

/** A survey about a selection asks yes or no for each of the agreement's other items; the questions can be changed like any. */
async function askPerItem(
  db: TenantDb,
  { roundId, agreementId, item_id }: { roundId: string; agreementId: string; item_id: string },
) {
  const others = (await listItemsOf(db, agreementId)).filter(({ id }) => id !== item_id).slice(0, 20);
  if (others.length === 0) return;
  await db
    .insertInto("renewal_question")
    .values(
      others.map(({ name }, index) => ({
        tenant_id: me,
        round_id: roundId,
        seq: index + 1,
        kind: "yes_no" as const,
        label: name,
      })),
    )
    .execute();
}

/** A draft with what its form offers. */
export async function loadRound(door: Door, id: string) {
  const round = await openDraft(door, roundCourse, id);
  const text = (value: string | number | null) => String(value ?? "");
  return {
    slug: door.tenant.slug,
    id,
    name: round.name,
    version: round.version,
    options: await optionsOf(door.db, round.agreement_id),
    typed: {
      name: round.name,
      kind: round.kind as string,
      item_id: round.item_id,
      quantity_unit: text(round.quantity_unit),
      period_from: round.period_from,
      period_to: text(round.period_to),
      multi_year_to: text(round.multi_year_to),
      successor: round.successor_id ?? (round.is_without_successor ? "none" : ""),
      closes_on: round.closes_on,
      guidance_existing: round.guidance_existing,
      guidance_new: round.guidance_new,
      commitment: round.is_binding ? "binding" : "indication",
      no_answer_means: round.no_answer_means as string,
      continues_basis: text(round.continues_basis),
      min_participants: text(round.min_participants),
      min_quantity: text(round.min_quantity),
      circle: text(round.circle_id),
    } as Record<string, string>,
    answersShared: round.answers_shared,
  };
}

/** Changes a draft. @returns where it is, or the errors by field with what was typed */
export async function updateRound(door: Door, id: string): Promise<{ to: string } | RoundRefusal> {
  const { db, tenant, form, record } = door;
  await openDraft(door, roundCourse, id);
  await lockSurvey(db, renewalFace, id);
  const round = await openDraft(door, roundCourse, id);
  const typed = typedRound(form);
  const read = await readRound(door, typed, round.agreement_id);
  if ("errors" in read) return { ...typed, errors: read.errors };
  if (versionIn(form) !== round.version) return { ...typed, errors: { "": "changed_meanwhile" } };
  const { columns } = read;
  const row = await db
    .updateTable("renewal_round")
    .set({ ...columns, version: round.version + 1 })
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .where("version", "=", round.version)
    .returning("id")
    .executeTakeFirst();
  if (!row) return { ...typed, errors: { "": "changed_meanwhile" } };
  const seen = ["name", "closes_on", "period_from", "period_to", "min_participants", "min_quantity"] as const;
  const changes = seen
    .filter((field) => round[field] !== columns[field])
    .map((field) => ({ field, old: round[field], new: columns[field] }));
  await record({
    kind: "renewal_round",
    id,
    name: columns.name,
    action: "updated",
    ...(changes.length > 0 ? { changes } : {}),
  });
  return { to: renewalPath(tenant.slug, id, "?saved=1") };
}

/** Whom a draft asks: the agreement's members, and those of the circle it is open to. */
export async function loadParticipants(door: Door, id: string) {
  const { tenant, today } = door;
  const round = await openDraft(door, roundCourse, id);
  return { slug: tenant.slug, round: { id, name: round.name }, ...(await invitable(door, id, today)) };
}

async function invitable(door: Door, id: string, today: string) {
  const { db } = door;
  const round = await openOwnSurvey(door, roundCourse, id);
  const members = await listMembersOf(db, round.agreement_id, today);
  const circle = (await listSharingCircles(db)).find((each) => each.id === round.circle_id);
  const known = new Set(members.map((member) => member.organisation_id));
  const { rows } = await sql<{ organisation_id: string }>`
    select organisation_id from renewal_invitee where tenant_id = ${me} and round_id = ${id}`.execute(db);
  return {
    members: members.map(({ organisation_id, name }) => ({ id: organisation_id, name })),
    others: (circle?.organisations ?? [])
      .filter((organisation) => !known.has(organisation.id))
      .map((organisation) => ({ id: organisation.id, name: organisation.name })),
    chosen: rows.map((row) => row.organisation_id),
  };
}

/** Writes down who is asked and ticks the step. */
export async function updateParticipants(
  door: Door,
  id: string,
): Promise<{ to: string } | { errors: Record<string, string> }> {
  const { db, tenant, today, form, record } = door;
  await openDraft(door, roundCourse, id);
  await lockSurvey(db, renewalFace, id);
  const round = await openDraft(door, roundCourse, id);
  const { members, others, chosen } = await invitable(door, id, today);
  const known = new Set([...members, ...others].map((organisation) => organisation.id));
  const asked = [...new Set(form.getAll("organisation").map(String))];
  if (asked.length === 0) return { errors: { organisation: "nobody_asked" } };
  if (asked.some((organisation) => !known.has(organisation)))
    return { errors: { organisation: "not_in_circle" } };
  await db
    .deleteFrom("renewal_invitee")
    .where("tenant_id", "=", me)
    .where("round_id", "=", id)
    .where("organisation_id", "not in", asked)
    .execute();
  await insertInvitees(db, renewalFace, { surveyId: id, organisations: asked });
  await setSurvey(db, renewalFace, round, { has_participants: true });
  await record({
    kind: "renewal_round",
    id,
    name: round.name,
    action: "updated",
    changes: [{ field: "participants", old: chosen.length, new: asked.length }],
  });
  return { to: renewalPath(tenant.slug, id, "?saved=1") };
}

import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isDay, isUuid } from "../lists/lists.rules.ts";
import { findOrganisation, listOrganisations, readConditions, writeShare } from "./conditions.server.ts";
import { contractInvitationsPath, contractPartPath, contractPath } from "./contracts.paths.ts";
import { hasRegister, mayAnswerFor, mayEditContracts } from "./contracts.policy.ts";
import { type Contract, findContract, lockContract } from "./contracts.server.ts";
import { changePart, lockOwnContract, note, openOwnContract, type PartOutcome, word } from "./part.server.ts";
import { listInvitations, listParticipants, type Participant } from "./participants.server.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "today" | "authorize">;

/** Participants of an own contract and who could be asked. */
export async function loadParticipants(door: Reading, id: string) {
  const contract = await openOwnContract(door, id);
  const rows = await listParticipants(door.db, id);
  const others = (await listOrganisations(door.db)).filter((each) => each.id !== door.tenant.id);
  return {
    slug: door.tenant.slug,
    today: door.today,
    contract: { id: contract.id, name: contract.name },
    rows,
    others,
    organisations: others.filter((each) => !rows.some((row) => row.organisation_id === each.id)),
  };
}

/** Asks an organisation to take part, or takes back a question that nobody has said yes to. */
export async function changeParticipants(door: Door, id: string): Promise<PartOutcome> {
  return changePart(door, {
    part: "participants",
    open: (d) => lockOwnContract(d, id),
    async remove({ db, tenant, record }, contract, key) {
      const row = (await listParticipants(db, contract.id)).find((each) => each.organisation_id === key);
      // whoever has said yes does not vanish: it leaves on a day
      if (!row || row.is_confirmed) return { organisation: "changed_meanwhile" };
      await db
        .deleteFrom("contract_participant")
        .where("tenant_id", "=", tenant.id)
        .where("contract_id", "=", contract.id)
        .where("organisation_id", "=", key)
        .where("participant_confirmed_at", "is", null)
        .execute();
      await note({ record }, contract, { action: "revoked", field: "participant", old: row.name });
      return undefined;
    },
    async add({ db, tenant, actor, today, record }, contract, typed) {
      const asked = await findOrganisation(db, word(typed, "organisation"));
      const organisation = asked?.id === tenant.id ? undefined : asked;
      const { errors, conditions } = await readConditions({ db, today }, typed, organisation?.id);
      if (!organisation) errors.organisation = "unknown_choice";
      const held = await listParticipants(db, contract.id);
      if (organisation && held.some((each) => each.organisation_id === organisation.id))
        errors.organisation = "taken";
      if (!organisation || !conditions || Object.keys(errors).length > 0) return errors;
      const key = { tenant_id: tenant.id, contract_id: contract.id, organisation_id: organisation.id };
      const { cost_share, quantity, ...columns } = conditions;
      await db
        .insertInto("contract_participant")
        .values({ ...key, ...columns, owner_confirmed_by: actor.accountId })
        .execute();
      await writeShare(db, key, { cost_share, quantity });
      await note({ record }, contract, { action: "invited", field: "participant", new: organisation.name });
      return undefined;
    },
  });
}

/** What the organisation is asked to take part in. */
export async function loadInvitations(door: Reading) {
  if (!hasRegister(door.tenant) || door.actor.isPreview) throw new NotFound();
  door.authorize(mayEditContracts(door.actor));
  const rows = await listInvitations(door.db);
  return {
    slug: door.tenant.slug,
    rows: rows.map(({ declined_at, ...row }) => ({ ...row, is_declined: declined_at !== null })),
    can: { answer: mayAnswerFor(door.actor) },
  };
}

/**
 * Says yes or no to exactly the conditions that were shown; the owner's history says so too.
 * @throws Refused changed_meanwhile when the owner has changed them since
 */
export async function answerInvitation(door: Door): Promise<string> {
  const { db, form, actor, tenant, authorize, record } = door;
  if (!hasRegister(tenant)) throw new NotFound();
  authorize(mayAnswerFor(actor));
  const [id, version] = [String(form.get("contract")), Number(form.get("version"))];
  const isYes = form.get("answer") === "yes";
  const asked = isUuid(id) ? (await listInvitations(db)).find((each) => each.contract === id) : undefined;
  if (!asked || !Number.isInteger(version)) throw new Refused("changed_meanwhile");
  const { rows } = await sql<{ ok: boolean }>`
    select app.answer_contract(${id}, ${version}, ${isYes}, ${actor.name}) as ok`.execute(db);
  if (!rows[0]?.ok) throw new Refused("changed_meanwhile");
  await record({ kind: "contract", id, name: asked.name, action: isYes ? "joined" : "declined" });
  return isYes
    ? contractPath(tenant.slug, id, "?saved=1")
    : `${contractInvitationsPath(tenant.slug)}?saved=1`;
}

/** Whose departure the page is about: the own organisation's, or for the contract's owner the one that the address names. */
async function leaving(door: Reading, id: string, organisationId: string | null) {
  const { db, tenant, actor } = door;
  if (!hasRegister(tenant)) throw new NotFound();
  const contract = await findContract(db, id);
  const isOwner = contract.tenant_id === tenant.id;
  const key = isOwner ? organisationId : tenant.id;
  const row = (await listParticipants(db, id)).find((each) => each.organisation_id === key);
  if (!row?.is_confirmed) throw new NotFound();
  door.authorize(isOwner ? mayEditContracts(actor) : mayAnswerFor(actor));
  return { contract, row, isOwner };
}

/** What a departure means, before it is saved: costs, licences, systems, documents, personal data. */
export async function loadDeparture(door: Reading, id: string, organisationId: string | null) {
  const { contract, row, isOwner } = await leaving(door, id, organisationId);
  const { db, tenant, today } = door;
  const systems = await db
    .selectFrom("contract_usage as l")
    .innerJoin("system_usage as u", (join) =>
      join.onRef("u.tenant_id", "=", "l.tenant_id").onRef("u.id", "=", "l.usage_id"),
    )
    .leftJoin("system_usage_classification as k", (join) =>
      join.onRef("k.tenant_id", "=", "u.tenant_id").onRef("k.usage_id", "=", "u.id"),
    )
    .select(["u.own_name", "k.personal_data"])
    .where("l.contract_id", "=", contract.id)
    .where("l.tenant_id", "=", row.organisation_id)
    .orderBy("u.own_name")
    .limit(200)
    .execute();
  const { rows: sums } = await sql<{ lines: number; documents: number; others: number }>`
    select (select count(*)::int from contract_cost_line l where l.contract_id = ${contract.id}
        and l.organisation_id = ${row.organisation_id}) as lines,
      (select count(*)::int from contract_document d where d.contract_id = ${contract.id}) as documents,
      (select count(*)::int from contract_participant p where p.contract_id = ${contract.id}
        and p.organisation_id <> ${row.organisation_id} and p.participant_confirmed_at is not null) as others`.execute(
    db,
  );
  return {
    slug: tenant.slug,
    today,
    isOwner,
    contract: { id: contract.id, name: contract.name, owner_name: contract.owner_name },
    row,
    mayStay: isOwner || (row.leaving_set_by === "participant" && (row.leaves_on ?? today) >= today),
    systems,
    ...sums[0]!,
  };
}

/** Says on which day the participant leaves, or takes that back; everybody sees it. */
export async function saveDeparture(
  door: Door,
  id: string,
): Promise<{ to: string } | { errors: Record<string, string> }> {
  const { db, form, tenant, today, actor, record } = door;
  const { contract, row, isOwner } = await leaving(door, id, textOf(form.get("organisation")));
  const day = textOf(form.get("leaves_on"));
  const lastDay = form.has("stay") ? null : day;
  if (lastDay !== null && !isDay(lastDay)) return { errors: { leaves_on: "not_a_day" } };
  if (!form.has("stay") && !lastDay) return { errors: { leaves_on: "required" } };
  if (lastDay !== null && (lastDay < today || lastDay < row.joined_on))
    return { errors: { leaves_on: "before_today" } };
  const version = Number(form.get("version"));
  const isDone = isOwner
    ? await leaveAsOwner(db, contract, { row, version, lastDay })
    : await leaveAsParticipant(db, contract, { version, lastDay, by: actor.name });
  if (!isDone) throw new Refused("changed_meanwhile");
  await note({ record }, contract, {
    action: lastDay === null ? "stayed" : "left",
    field: "leaves_on",
    old: row.leaves_on,
    new: lastDay === null ? null : `${row.name}: ${lastDay}`,
  });
  return {
    to: isOwner
      ? contractPartPath(tenant.slug, id, "participants", "?saved=1")
      : contractPath(tenant.slug, id, "?saved=1"),
  };
}

function textOf(value: FormDataEntryValue | null): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

async function leaveAsOwner(
  db: TenantDb,
  contract: Contract,
  { row, version, lastDay }: { row: Participant; version: number; lastDay: string | null },
): Promise<boolean> {
  await lockContract(db, contract.id);
  const { numUpdatedRows } = await db
    .updateTable("contract_participant")
    .set({ leaves_on: lastDay, version: version + 1 })
    .where("tenant_id", "=", contract.tenant_id)
    .where("contract_id", "=", contract.id)
    .where("organisation_id", "=", row.organisation_id)
    .where("version", "=", version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function leaveAsParticipant(
  db: TenantDb,
  contract: Contract,
  { version, lastDay, by }: { version: number; lastDay: string | null; by: string },
): Promise<boolean> {
  const { rows } = await sql<{ ok: boolean }>`
    select app.leave_contract(${contract.id}, ${version}, ${lastDay}::date, ${by}) as ok`.execute(db);
  return rows[0]?.ok ?? false;
}

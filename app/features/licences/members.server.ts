import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { note, type Outcome, submitted } from "./form.server.ts";
import { licencePartPath, licencePath, licencesPath } from "./licences.paths.ts";
import { hasLicences, mayAnswerFor, mayWriteLicences } from "./licences.policy.ts";
import {
  type Licence,
  listLicenceInvitations,
  listMembers,
  openOwnLicence,
  type Reading,
} from "./licences.server.ts";

/** Members of an own agreement and who could be asked. */
export async function loadMembers(door: Reading, id: string) {
  const licence = await openOwnLicence(door, id);
  const rows = await listMembers(door.db, id);
  const organisations = await door.db
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("kind", "!=", "supplier")
    .orderBy("name")
    .orderBy("id")
    .limit(3000)
    .execute();
  return {
    slug: door.tenant.slug,
    today: door.today,
    licence: { id, name: licence.name, starts_on: licence.starts_on },
    tenantId: door.tenant.id,
    rows,
    organisations: organisations.filter((each) => !rows.some((row) => row.organisation_id === each.id)),
  };
}

/** Asks an organisation to join (its own membership the coordinator confirms itself), or takes a question back. */
export async function changeMembers(door: Door, id: string): Promise<Outcome> {
  const licence = await openOwnLicence(door, id);
  const to = licencePartPath(door.tenant.slug, id, "members", "?saved=1");
  return submitted(door, licence, async (read) => {
    const { db, tenant, today, record } = door;
    const rows = await listMembers(db, id);
    if (read.typed.remove) {
      const row = rows.find((each) => each.organisation_id === read.typed.remove);
      // whoever has said yes does not vanish: it leaves on a day
      if (!row || row.is_confirmed) return { errors: { "": "changed_meanwhile" } };
      // rights that were kept for it are free again
      await db
        .deleteFrom("entitlement")
        .where("tenant_id", "=", tenant.id)
        .where("agreement_id", "=", id)
        .where("organisation_id", "=", row.organisation_id)
        .execute();
      await db
        .deleteFrom("licence_member")
        .where("tenant_id", "=", tenant.id)
        .where("agreement_id", "=", id)
        .where("organisation_id", "=", row.organisation_id)
        .where("member_confirmed_at", "is", null)
        .execute();
      await note(record, licence, { action: "revoked", field: "member", old: row.name });
      return { to };
    }
    const organisation = await findOrganisation(db, String(read.typed.organisation ?? ""));
    if (!organisation) read.errors.organisation = "required";
    else if (rows.some((each) => each.organisation_id === organisation.id))
      read.errors.organisation = "taken";
    const role = read.choice("role", ["party", "call_off_only"]) ?? "party";
    const joined_on = read.day("joined_on") ?? today;
    const own_ends_on = read.day("own_ends_on");
    if (own_ends_on && own_ends_on < joined_on) read.errors.own_ends_on ??= "after_end";
    if (read.hasErrors || !organisation) return { errors: read.errors };
    await insertMember(db, licence, {
      organisation_id: organisation.id,
      role,
      joined_on,
      own_ends_on,
      by: door.actor.accountId,
    });
    await note(record, licence, { action: "invited", field: "member", new: organisation.name });
    return { to };
  });
}

async function findOrganisation(db: TenantDb, id: string) {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("id", "=", id)
    .where("kind", "!=", "supplier")
    .executeTakeFirst();
}

/** Puts a member last in the fixed order, and on the contract too, so that one yes is enough. */
export async function insertMember(
  db: TenantDb,
  licence: Pick<Licence, "id" | "tenant_id" | "contract_id">,
  {
    organisation_id,
    role,
    joined_on,
    own_ends_on = null,
    by,
  }: {
    organisation_id: string;
    role: "party" | "call_off_only";
    joined_on: string;
    own_ends_on?: string | null;
    by: string | null;
  },
): Promise<void> {
  const key = { tenant_id: licence.tenant_id, organisation_id };
  await db
    .insertInto("licence_member")
    .values((eb) => ({
      ...key,
      agreement_id: licence.id,
      role,
      joined_on,
      own_ends_on,
      coordinator_confirmed_by: by,
      party_order: eb
        .selectFrom("licence_member")
        .select((sub) => sub(sub.fn.coalesce(sub.fn.max("party_order"), sub.lit(0)), "+", 1).as("next"))
        .where("agreement_id", "=", licence.id),
    }))
    .execute();
  if (organisation_id === licence.tenant_id) return;
  await db
    .insertInto("contract_participant")
    .values({
      ...key,
      contract_id: licence.contract_id,
      role,
      joined_on,
      own_ends_on,
      owner_confirmed_by: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What the organisation is asked to join. */
export async function loadLicenceInvitations(door: Reading) {
  if (!hasLicences(door.tenant) || door.actor.isPreview) throw new NotFound();
  door.authorize(mayWriteLicences(door.actor));
  return {
    slug: door.tenant.slug,
    rows: await listLicenceInvitations(door.db),
    can: { answer: mayAnswerFor(door.actor) },
  };
}

/** Says yes or no to exactly what was shown. @throws Refused changed_meanwhile when the coordinator has changed it since */
export async function answerLicence(door: Door): Promise<string> {
  const { db, form, actor, tenant, authorize, record } = door;
  if (!hasLicences(tenant)) throw new NotFound();
  authorize(mayAnswerFor(actor));
  const [id, version] = [String(form.get("agreement")), Number(form.get("version"))];
  const isYes = form.get("answer") === "yes";
  const asked = isUuid(id)
    ? (await listLicenceInvitations(db)).find((each) => each.agreement === id)
    : undefined;
  if (!asked || !Number.isInteger(version)) throw new Refused("changed_meanwhile");
  const { rows } = await sql<{ ok: boolean }>`
    select app.answer_licence(${id}, ${version}, ${isYes}, ${actor.name}) as ok`.execute(db);
  if (!rows[0]?.ok) throw new Refused("changed_meanwhile");
  await record({ kind: "licence_agreement", id, name: asked.name, action: isYes ? "joined" : "declined" });
  return isYes ? licencePath(tenant.slug, id, "?saved=joined") : licencesPath(tenant.slug, "?saved=1");
}

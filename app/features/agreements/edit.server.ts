import { sql, type Updateable } from "kysely";
import type { AgreementTable } from "#db/schema/agreements.ts";
import { NotFound, Refused } from "../../server/errors.server.ts";
import { FORM_KEY, once } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { agreementForm, keepingForm } from "./agreements.form.ts";
import { agreementPath } from "./agreements.paths.ts";
import { mayReadAgreements, mayWriteAgreements } from "./agreements.policy.ts";
import { isOpenText } from "./agreements.rules.ts";
import { type Agreement, lockOwnAgreement, openOwnAgreement } from "./agreements.server.ts";
import { type Outcome, readForm, typedOf } from "./posted.server.ts";

const me = sql<string>`app.tenant()`;

/** Own cooperations that could follow the agreement. */
async function listOwnCooperations(db: TenantDb) {
  const rows = await db
    .selectFrom("cooperation")
    .select(["id", "name"])
    .where("tenant_id", "=", me)
    .orderBy("name")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows;
}

/** The form of a new agreement. */
export async function loadNewAgreement({ db, tenant, actor, today, authorize }: Door) {
  if (!mayReadAgreements(tenant)) throw new NotFound();
  authorize(mayWriteAgreements(actor));
  return {
    slug: tenant.slug,
    choices: { cooperations: await listOwnCooperations(db) },
    typed: {
      form: "contract",
      starts_on: `${Number(today.slice(0, 4)) + 1}-01-01`,
      is_open_ended: "1",
      renewal_kind: "none",
      notice_length: "12",
      notice_unit: "months",
      notice_anchor: "year_end",
      notice_form: "written",
      exit_basis: "equal",
    } as Record<string, string>,
  };
}

/** Makes a draft with the own organisation as first party and host. */
export async function createAgreement(door: Door): Promise<Outcome> {
  const { db, tenant, actor, today, form, authorize, record } = door;
  if (!mayReadAgreements(tenant)) throw new NotFound();
  authorize(mayWriteAgreements(actor));
  const read = readForm(agreementForm, form);
  if ("errors" in read) return read;
  if (!(await isOwnCooperation(db, read.fields.cooperation_id)))
    return { typed: read.typed, errors: { cooperation_id: "choice_wrong" } };
  const to = await once(db, { tenantId: tenant.id, key: form.get(FORM_KEY) }, async () => {
    const { id } = await db
      .insertInto("agreement")
      .values({ tenant_id: tenant.id, ...read.fields })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db
      .insertInto("agreement_party")
      .values({
        tenant_id: tenant.id,
        agreement_id: id,
        organisation_id: tenant.id,
        party_order: 1,
        role: "host",
        joined_on: read.fields.starts_on ?? today,
      })
      .execute();
    await record({ kind: "agreement", id, name: read.fields.title, action: "created" });
    return agreementPath(tenant.slug, id, "?saved=created");
  });
  return { to };
}

async function isOwnCooperation(db: TenantDb, id: string | null): Promise<boolean> {
  return id === null || (await listOwnCooperations(db)).some((each) => each.id === id);
}

/** The form of an own agreement; of one that is decided on only what its keeper answers for alone. */
export async function loadEditAgreement(door: Door, id: string) {
  const agreement = await openOwnAgreement(door, id);
  return {
    slug: door.tenant.slug,
    agreement: { id, title: agreement.title },
    isOpen: isOpenText(agreement.status),
    choices: { cooperations: await listOwnCooperations(door.db) },
    typed: typedOf(agreement),
  };
}

/** Changes an own agreement. What the parties have decided on counts no more when its terms are changed; its page says so. */
export async function updateAgreement(door: Door, id: string): Promise<Outcome> {
  const agreement = await lockOwnAgreement(door, id);
  return isOpenText(agreement.status) ? changeTerms(door, agreement) : changeKeeping(door, agreement);
}

async function changeTerms(door: Door, agreement: Agreement): Promise<Outcome> {
  const read = readForm(agreementForm, door.form);
  if ("errors" in read) return read;
  const { cooperation_id, starts_on } = read.fields;
  if (!(await isOwnCooperation(door.db, cooperation_id)))
    return { typed: read.typed, errors: { cooperation_id: "choice_wrong" } };
  if (starts_on) await moveStart(door.db, agreement, starts_on);
  return change(door, agreement, read.fields);
}

async function changeKeeping(door: Door, agreement: Agreement): Promise<Outcome> {
  const read = readForm(keepingForm, door.form);
  return "errors" in read ? read : change(door, agreement, read.fields);
}

async function change(
  { db, tenant, form, record }: Door,
  agreement: Agreement,
  fields: Parameters<typeof setAgreement>[2],
): Promise<Outcome> {
  if (Number(form.get("version")) !== agreement.version) throw new Refused("changed_meanwhile");
  await setAgreement(db, agreement, fields);
  const changes = Object.entries(fields)
    .map(([field, value]) => ({
      field,
      old: agreement[field as keyof Agreement] ?? null,
      new: value ?? null,
    }))
    .filter((each) => each.old !== each.new);
  await record({ kind: "agreement", id: agreement.id, name: agreement.title, action: "updated", changes });
  return { to: agreementPath(tenant.slug, agreement.id, "?saved=1") };
}

/** Parties from the beginning follow when the beginning is moved. */
async function moveStart(db: TenantDb, agreement: Agreement, starts_on: string) {
  if (!agreement.starts_on || agreement.starts_on === starts_on) return;
  await db
    .updateTable("agreement_party")
    .set({ joined_on: starts_on })
    .where("tenant_id", "=", agreement.tenant_id)
    .where("agreement_id", "=", agreement.id)
    .where("joined_on", "=", agreement.starts_on)
    .where("leaves_on", "is", null)
    .execute();
}

/** Writes columns of an agreement whose row is held. */
export async function setAgreement(
  db: TenantDb,
  agreement: Agreement,
  set: Updateable<AgreementTable>,
): Promise<void> {
  await db
    .updateTable("agreement")
    .set({ ...set, version: agreement.version + 1 })
    .where("tenant_id", "=", agreement.tenant_id)
    .where("id", "=", agreement.id)
    .execute();
}

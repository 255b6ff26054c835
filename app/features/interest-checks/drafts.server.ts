import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import { FORM_KEY, once } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import { addDays } from "../confirmations/confirmations.rules.ts";
import type { SharingCircle } from "../cooperations/sharing.rules.ts";
import { listSharingCircles } from "../cooperations/sharing.server.ts";
import { listFunctionNames } from "../functions/functions.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import { mayReadSurveys, mayWriteSurveys } from "../surveys/surveys.policy.ts";
import { insertInvitees, listInvitees, openDraft } from "../surveys/surveys.server.ts";
import { interestFace } from "./checks.server.ts";
import { checkCourse } from "./course.server.ts";
import { CHECK_BOXES, CHECK_FIELDS, type CheckFields, checkForm } from "./interest-checks.form.ts";
import { interestCheckPath } from "./interest-checks.paths.ts";

const me = sql<string>`app.tenant()`;

/** What the form of a new check offers; `circle`, `product`, `function`, `organisation`, `name` and `need` come with the address. */
export async function loadNewCheck(
  { db, tenant, actor, today, authorize }: Door,
  search: URLSearchParams,
  locale: Locale,
) {
  if (!mayReadSurveys(actor, tenant)) throw new NotFound();
  authorize(mayWriteSurveys(actor, tenant));
  const circles = await askableCircles(db);
  const asked = search.get("circle");
  const circle = circles.find(({ id }) => id === asked) ?? (circles.length === 1 ? circles[0]! : null);
  const named = search.getAll("organisation");
  const product = await findProductName(db, search.get("product"));
  const about = await findContractName(db, search.get("contract"));
  const contract = about && { id: about.id, name: about.name };
  const functions = await listFunctionNames(db, locale);
  const aboutFunction = functions.find(({ id }) => id === search.get("function"));
  const typed: Record<string, string> = Object.fromEntries(CHECK_FIELDS.map((name) => [name, ""]));
  return {
    slug: tenant.slug,
    circles,
    circle,
    functions,
    product,
    contract,
    own: { id: tenant.id, name: tenant.name },
    typed: {
      ...typed,
      name: (
        search.get("name") ??
        product?.name ??
        (about?.is_hidden ? "" : about?.name) ??
        aboutFunction?.name ??
        ""
      ).slice(0, 200),
      need: (search.get("need") ?? "").slice(0, 5000),
      function_id: aboutFunction?.id ?? "",
      product_id: product?.id ?? "",
      contract_id: contract?.id ?? "",
      closes_on: addDays(today, 21),
      quorum_min: circle ? String(Math.min(3, circle.organisations.length + 1)) : "3",
      reply_kind: "either",
      counts_as: "binding_yes",
    } as Record<string, string>,
    boxes: { counts_option: false, answers_hidden_until_close: false, answers_shared: true },
    organisations: circle ? chosenOf(circle, tenant.id, named) : [],
    /** What the address says beside the circle, so that choosing a circle keeps it. */
    kept: [...search].filter(([name]) => ["product", "function", "contract", "name", "need"].includes(name)),
  };
}

/** The named ones that are in the circle; everybody, the own organisation with them, where none is named. */
function chosenOf(circle: SharingCircle, ownId: string, named: readonly string[]): string[] {
  const all = [ownId, ...circle.organisations.map(({ id }) => id)];
  const known = all.filter((id) => named.includes(id));
  return known.length > 0 ? [...new Set([ownId, ...known])] : all;
}

/** Circles with somebody else in them. */
async function askableCircles(db: TenantDb): Promise<SharingCircle[]> {
  return (await listSharingCircles(db)).filter(({ organisations }) => organisations.length > 0);
}

async function findProductName(db: TenantDb, id: string | null) {
  if (!id || !isUuid(id)) return null;
  const row = await db.selectFrom("product").select(["id", "name"]).where("id", "=", id).executeTakeFirst();
  return row ?? null;
}

/** A contract of the own organisation; what it is about is its own until the coordinator writes it down. */
async function findContractName(db: TenantDb, id: string | null) {
  if (!id || !isUuid(id)) return null;
  const row = await db
    .selectFrom("contract")
    .select(["id", "name", "is_hidden"])
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

/** The posted form as it was typed, for the check and for showing it again. */
function typedCheck(form: FormData) {
  return {
    typed: Object.fromEntries(CHECK_FIELDS.map((name) => [name, String(form.get(name) ?? "")])) as Record<
      string,
      string
    >,
    boxes: Object.fromEntries(CHECK_BOXES.map((name) => [name, form.has(name)])) as Record<
      (typeof CHECK_BOXES)[number],
      boolean
    >,
    organisations: [...new Set(form.getAll("organisation").map(String))],
  };
}

export interface CheckRefusal extends ReturnType<typeof typedCheck> {
  errors: Record<string, string>;
}

/** Makes a draft. @returns where it is, or the errors by field with what was typed */
export async function createCheck(door: Door): Promise<{ to: string } | CheckRefusal> {
  const { db, tenant, actor, form, authorize, record } = door;
  authorize(mayWriteSurveys(actor, tenant));
  const typed = typedCheck(form);
  const circle = (await askableCircles(db)).find(({ id }) => id === form.get("circle"));
  if (!circle) return { ...typed, errors: { circle: "circle_missing" } };
  const read = await readCheck(door, typed, circle);
  if ("errors" in read) return { ...typed, errors: read.errors };
  const { organisations, ...fields } = read.fields;
  const to = await once(db, { tenantId: tenant.id, key: form.get(FORM_KEY) }, async () => {
    const { tenant_id: circle_tenant_id } = await db
      .selectFrom("circle")
      .select("tenant_id")
      .where("id", "=", circle.id)
      .executeTakeFirstOrThrow();
    const { id } = await db
      .insertInto("interest_check")
      .values({
        tenant_id: me,
        ...fields,
        circle_id: circle.id,
        circle_tenant_id,
        created_by_name: actor.name,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await insertInvitees(db, interestFace, { surveyId: id, organisations });
    await record({ kind: "interest_check", id, name: fields.name, action: "created" });
    return interestCheckPath(tenant.slug, id, "?saved=new");
  });
  door.unrecorded("a form sent twice leads to what the first one made");
  return { to };
}

/** Reads the form; besides its own rules, whoever is asked is in the circle, and function and product exist. */
async function readCheck(
  { db, tenant, today }: Pick<Door, "db" | "tenant" | "today">,
  { typed, boxes, organisations }: ReturnType<typeof typedCheck>,
  circle: SharingCircle,
): Promise<{ fields: CheckFields } | { errors: Record<string, string> }> {
  const read = checkForm(today).safeParse({ ...typed, ...boxes, organisations });
  const errors = read.success ? {} : errorCodes(read.error);
  const members = new Set([tenant.id, ...circle.organisations.map(({ id }) => id)]);
  if (organisations.some((id) => !members.has(id))) errors.organisations = "not_in_circle";
  else if (organisations.length > 0 && organisations.every((id) => id === tenant.id))
    errors.organisations = "nobody_asked";
  if (read.success) {
    const { function_id, product_id, contract_id } = read.data;
    if (contract_id && !(await findContractName(db, contract_id))) errors.contract_id = "choice_wrong";
    if (product_id && !(await findProductName(db, product_id))) errors.product_id = "choice_wrong";
    if (function_id && !(await isFunction(db, function_id))) errors.function_id = "choice_wrong";
  }
  return read.success && Object.keys(errors).length === 0 ? { fields: read.data } : { errors };
}

async function isFunction(db: TenantDb, id: string): Promise<boolean> {
  return Boolean(await db.selectFrom("function").select("id").where("id", "=", id).executeTakeFirst());
}

/** The form of a draft, filled in. */
export async function loadEditCheck(door: Door, id: string, locale: Locale) {
  const { db, tenant } = door;
  const check = await openDraft(door, checkCourse, id);
  const circle = (await askableCircles(db)).find((each) => each.id === check.circle_id);
  if (!circle) throw new Refused("not_possible");
  const invitees = await listInvitees(db, interestFace, id);
  const text = (value: string | number | null) => String(value ?? "");
  return {
    slug: tenant.slug,
    id,
    version: check.version,
    name: check.name,
    circles: [circle],
    circle,
    functions: await listFunctionNames(db, locale),
    product: check.product_id ? { id: check.product_id, name: check.product_name ?? "" } : null,
    contract: check.contract_id ? { id: check.contract_id, name: check.contract_name ?? "" } : null,
    own: { id: tenant.id, name: tenant.name },
    typed: Object.fromEntries(CHECK_FIELDS.map((name) => [name, text(check[name])])) as Record<
      string,
      string
    >,
    boxes: {
      counts_option: check.counts_option,
      answers_hidden_until_close: check.answers_hidden_until_close,
      answers_shared: check.answers_shared,
    },
    organisations: invitees.map((row) => row.id),
  };
}

/** Changes a draft. @throws Refused `changed_meanwhile` when somebody was faster */
export async function updateCheck(door: Door, id: string): Promise<{ to: string } | CheckRefusal> {
  const { db, tenant, form, record } = door;
  const before = await openDraft(door, checkCourse, id);
  const typed = typedCheck(form);
  const circle = (await askableCircles(db)).find((each) => each.id === before.circle_id);
  if (!circle) throw new Refused("not_possible");
  const read = await readCheck(door, typed, circle);
  if ("errors" in read) return { ...typed, errors: read.errors };
  const { organisations, ...fields } = read.fields;
  const version = Number(form.get("version"));
  const row = await db
    .updateTable("interest_check")
    .set({ ...fields, version: version + 1 })
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .where("state", "=", "draft")
    .where("version", "=", version)
    .returning("id")
    .executeTakeFirst();
  if (!row) return { ...typed, errors: { "": "changed_meanwhile" } };
  await db
    .deleteFrom("interest_invitee")
    .where("tenant_id", "=", me)
    .where("check_id", "=", id)
    .where("organisation_id", "not in", organisations)
    .execute();
  await insertInvitees(db, interestFace, { surveyId: id, organisations });
  const changes = [...CHECK_FIELDS, ...CHECK_BOXES]
    .filter((field) => !field.endsWith("_id") && before[field] !== fields[field])
    .map((field) => ({ field, old: before[field], new: fields[field] }));
  await record({
    kind: "interest_check",
    id,
    name: fields.name,
    action: "updated",
    ...(changes.length > 0 ? { changes } : {}),
  });
  return { to: interestCheckPath(tenant.slug, id, "?saved=1") };
}

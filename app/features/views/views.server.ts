import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door, TenantDb } from "../../server/tenant.server.ts";
import { maySetStandardColumns } from "../lists/lists.policy.ts";
import type { ViewValues } from "./views.form.ts";
import { mayChangeView } from "./views.policy.ts";
import { isViewList, type OwnerKind, type ViewList, type ViewState } from "./views.rules.ts";

/** More views than this of one list nobody finds again; a further one is refused with a reason. */
export const MOST_VIEWS = 100;
/** Counted on the start page; each count is a query. */
export const MOST_ON_START = 8;

/** A view as the reader may see it: their own, or shared with the organisation or with a circle that both are in. */
export interface View extends ViewState {
  id: string;
  list: ViewList;
  name: string;
  owner_kind: OwnerKind;
  circle_id: string | null;
  /** Name of the circle with its cooperation; null when the reader does not see it any more. */
  circle: string | null;
  /** Made in the reader's organisation. */
  isOwn: boolean;
  /** Whose view it is, of a circle's views. */
  owner: string;
  account_id: string;
  is_shown_on_start: boolean;
  version: number;
}

function views(db: TenantDb) {
  // row-level security leaves out what belongs to others; tenant and ids are named for the indexes
  return db
    .selectFrom("saved_view as v")
    .innerJoin("organisation as o", "o.id", "v.tenant_id")
    .leftJoin("circle as c", "c.id", "v.circle_id")
    .leftJoin("cooperation as co", "co.id", "c.cooperation_id")
    .select([
      "v.id",
      "v.list",
      "v.name",
      "v.owner_kind",
      "v.circle_id",
      circleName.as("circle"),
      isOwn.as("isOwn"),
      "o.name as owner",
      "v.account_id",
      "v.columns",
      "v.sort",
      "v.filter",
      "v.is_shown_on_start",
      "v.version",
    ])
    .where(sql<boolean>`(${isOwn} or v.id = any (array(select app.views_shared_with_me())))`);
}

const isOwn = sql<boolean>`(v.tenant_id = (select app.own_tenant()))`;
/** As everywhere: the cooperation's name for the circle of all members, else both. */
const circleName = sql<
  string | null
>`case when c.id is null then null when c.is_everyone then co.name else co.name || ': ' || c.name end`;

/** Circles that the organisation is in today, by name. */
export async function listOwnCircles(db: TenantDb): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom("circle as c")
    .innerJoin("cooperation as co", "co.id", "c.cooperation_id")
    .select(["c.id", sql<string>`${circleName}`.as("name")])
    .where("c.id", "in", sql<string>`(select app.my_circles())`)
    .orderBy("name")
    .orderBy("c.id")
    .limit(MOST_VIEWS)
    .execute();
}

const known = (row: Omit<View, "list"> & { list: string }): View[] =>
  isViewList(row.list) ? [{ ...row, list: row.list }] : [];

/** One view. @throws NotFound also for a private view of somebody else */
export async function findView(db: TenantDb, id: string): Promise<View> {
  const row = await views(db).where("v.id", "=", id).executeTakeFirst();
  const [view] = row ? known(row) : [];
  if (!view) throw new NotFound();
  return view;
}

/** The reader's views and the shared ones, by name; of one list, or of all (then at most `MOST_VIEWS` for each kind of list). */
export async function listViews(db: TenantDb, list?: ViewList): Promise<View[]> {
  const rows = await views(db)
    .$if(list !== undefined, (query) => query.where("v.list", "=", list!))
    .orderBy("v.list")
    .orderBy(sql`lower(v.name)`)
    .orderBy("v.id")
    .limit(MOST_VIEWS * 10)
    .execute();
  return rows.flatMap(known);
}

/** Views to count on the start page: the reader's own first; another organisation never decides what stands there. */
export async function listStartViews(db: TenantDb): Promise<{ views: View[]; isCut: boolean }> {
  const rows = await views(db)
    .where("v.is_shown_on_start", "=", true)
    .where(isOwn)
    .orderBy(sql`v.owner_kind <> 'person'`)
    .orderBy(sql`lower(v.name)`)
    .orderBy("v.id")
    .limit(MOST_ON_START + 1)
    .execute();
  return { views: rows.slice(0, MOST_ON_START).flatMap(known), isCut: rows.length > MOST_ON_START };
}

/** What the list pages show of views; null in "view as". */
export async function loadListViews(
  { db, actor, tenant }: Pick<Door, "db" | "actor" | "tenant">,
  list: string,
) {
  if (actor.isPreview || !isViewList(list)) return null;
  const all = await listViews(db, list);
  return {
    slug: tenant.slug,
    list,
    views: all.map((view) => ({
      id: view.id,
      name: view.name,
      ...readersOf(view),
      mayChange: mayChangeView(actor, view),
    })),
    maySetStandard: maySetStandardColumns(actor),
  };
}

/** Who reads the view, as the screens tell it. */
export function readersOf(view: View) {
  const { owner_kind, circle, isOwn, owner } = view;
  return { isShared: owner_kind !== "person", ownerKind: owner_kind, circle, by: isOwn ? null : owner };
}

export type ListViews = NonNullable<Awaited<ReturnType<typeof loadListViews>>>;

type Doing = Pick<Door, "db" | "actor" | "tenant" | "record" | "unrecorded">;

/**
 * Keeps a list under a name.
 * @returns the new view's id, or errors by field
 */
export async function insertView(
  door: Doing,
  { list, values, state }: { list: ViewList; values: ViewValues; state: ViewState },
): Promise<{ id: string } | { errors: Record<string, string> }> {
  const { db, actor, tenant } = door;
  const errors = await problems(door, { list, values });
  if (errors) return { errors };
  const { id } = await db
    .insertInto("saved_view")
    .values({ tenant_id: tenant.id, account_id: actor.accountId, list, ...values, ...state })
    .returning("id")
    .executeTakeFirstOrThrow();
  await noteChange(door, { id, name: values.name, action: "created", isShared: isShared(values) });
  return { id };
}

/**
 * Changes name, readers and start page of a view, and its list's state when `state` is given.
 * @returns errors by field, "changed" when somebody else changed it since `version`, or nothing
 */
export async function updateView(
  door: Doing,
  { view, version, values, state }: { view: View; version: number; values: ViewValues; state?: ViewState },
): Promise<Record<string, string> | "changed" | undefined> {
  const errors = await problems(door, { list: view.list, values, except: view.id });
  if (errors) return errors;
  const row = await door.db
    .updateTable("saved_view")
    .set({ ...values, ...state, version: version + 1 })
    .where("id", "=", view.id)
    .where("version", "=", version)
    .returning("id")
    .executeTakeFirst();
  if (!row) return "changed";
  await noteChange(door, {
    id: view.id,
    name: values.name,
    action: "updated",
    isShared: isShared(view) || isShared(values),
    changes: isShared(values)
      ? differences(view, { ...view, ...values, ...state, circle: await nameOfCircle(door.db, values) })
      : [{ field: "owner_kind", old: view.owner_kind, new: values.owner_kind }], // what it became is private
  });
  return undefined;
}

async function nameOfCircle(db: TenantDb, { circle_id }: Pick<ViewValues, "circle_id">) {
  if (!circle_id) return null;
  return (await listOwnCircles(db)).find(({ id }) => id === circle_id)?.name ?? null;
}

/** Removes a view; nothing of the list itself changes. */
export async function deleteView(door: Doing, view: View): Promise<void> {
  await door.db.deleteFrom("saved_view").where("id", "=", view.id).execute();
  await noteChange(door, { id: view.id, name: view.name, action: "deleted", isShared: isShared(view) });
}

async function problems(
  { db, actor }: Pick<Door, "db" | "actor">,
  { list, values, except }: { list: ViewList; values: ViewValues; except?: string },
): Promise<Record<string, string> | undefined> {
  if (values.circle_id && !(await listOwnCircles(db)).some(({ id }) => id === values.circle_id))
    return { owner_kind: "circle_gone" };
  const same = (await listViews(db, list)).filter(
    (view) =>
      view.id !== except &&
      view.owner_kind === values.owner_kind &&
      view.circle_id === values.circle_id &&
      (isShared(view) || view.account_id === actor.accountId),
  );
  if (same.some((view) => view.name.toLowerCase() === values.name.toLowerCase()))
    return { name: "name_taken" };
  if (except === undefined && same.length >= MOST_VIEWS) return { name: "too_many" };
  return undefined;
}

const isShared = ({ owner_kind }: Pick<ViewValues, "owner_kind">) => owner_kind !== "person";

/** What changed of a shared view, readable in the history. */
function differences(old: View, now: View) {
  const told = (view: View) => ({
    name: view.name,
    owner_kind: view.circle ?? view.owner_kind,
    filter: view.filter,
    sort: view.sort,
    is_shown_on_start: view.is_shown_on_start,
  });
  const [was, is] = [told(old), told(now)];
  const changed = (Object.keys(was) as (keyof typeof was)[])
    .filter((field) => was[field] !== is[field])
    .map((field) => ({ field: field as string, old: was[field] as unknown, new: is[field] as unknown }));
  const [before, after] = [old.columns.join(", "), now.columns.join(", ")];
  return before === after ? changed : [...changed, { field: "columns", old: before, new: after }];
}

/** Shared views have a history that everybody reads; what somebody keeps for themselves is nobody else's to know. */
async function noteChange(
  { record, unrecorded }: Pick<Door, "record" | "unrecorded">,
  note: {
    id: string;
    name: string;
    action: string;
    isShared: boolean;
    changes?: { field: string; old: unknown; new: unknown }[];
  },
): Promise<void> {
  if (!note.isShared) return unrecorded("a private view is its owner's own business");
  const { id, name, action, changes } = note;
  await record({ kind: "saved_view", id, name, action, ...(changes?.length ? { changes } : {}) });
}

/** Lists that have standard columns of the organisation's own. */
export async function listStandards(db: TenantDb): Promise<ViewList[]> {
  const rows = await db
    .selectFrom("list_standard")
    .select("list")
    .where("tenant_id", "=", sql<string>`app.own_tenant()`)
    .orderBy("list")
    .limit(MOST_VIEWS)
    .execute();
  return rows.flatMap(({ list }) => (isViewList(list) ? [list] : []));
}

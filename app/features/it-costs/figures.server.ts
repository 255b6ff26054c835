import { sql } from "kysely";
import { NotFound } from "#app/server/errors.server.ts";
import type { Door, Recorder } from "#app/server/tenant.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { FigureFields, FigureKind, FigureProblem } from "./figures.form.ts";
import type { Stated } from "./it-costs.rules.ts";

const me = sql<string>`app.own_tenant()`;

/** One of the organisation's own figures. */
export interface Figure extends Stated {
  id: string;
  kind: FigureKind;
  entered_by_name: string;
  /** ISO instant. */
  entered_at: string;
  version: number;
}

const columns = [
  "id",
  "kind",
  "year",
  "value",
  "source",
  "entered_by_name",
  "entered_at",
  "version",
] as const;

/** The organisation's own figures, newest year first; at most 200. */
export async function listFigures(db: TenantDb): Promise<Figure[]> {
  const rows = await db
    .selectFrom("organisation_figure")
    .select(columns)
    .where("tenant_id", "=", me)
    .orderBy("year", "desc")
    .orderBy("kind")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map(shown);
}

/** One of them. @throws NotFound */
export async function findFigure(db: TenantDb, id: string): Promise<Figure> {
  const row = await db
    .selectFrom("organisation_figure")
    .select(columns)
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return shown(row);
}

const shown = <Row extends { entered_at: Date }>(row: Row) => ({
  ...row,
  entered_at: row.entered_at.toISOString(),
});

type Doing = Pick<Door, "db" | "actor" | "unrecorded"> & { record: Recorder };
type Problems = Partial<Record<keyof FigureFields, FigureProblem>>;

/** Adds a figure; one that is there already word for word is a form sent twice. @returns errors by field, or nothing when it is there */
export async function insertFigure(
  { db, actor, record, unrecorded }: Doing,
  fields: FigureFields,
): Promise<Problems | undefined> {
  const row = await db
    .insertInto("organisation_figure")
    .values({ tenant_id: me, ...fields, entered_by: actor.accountId, entered_by_name: actor.name })
    .onConflict((conflict) => conflict.columns(["tenant_id", "kind", "year"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) {
    unrecorded("nothing was written");
    const known = (await listFigures(db)).find((one) => one.kind === fields.kind && one.year === fields.year);
    const isSame = known?.value === fields.value && known.source === fields.source;
    return isSame ? undefined : { year: "taken" };
  }
  await record({
    kind: "organisation_figure",
    id: row.id,
    name: nameOf(fields),
    action: "created",
    changes: (["value", "source"] as const).map((field) => ({
      field: fieldName(field),
      old: null,
      new: fields[field],
    })),
  });
  return undefined;
}

/**
 * Changes a figure.
 * @returns errors by field, "changed" when somebody else changed it since `version`, or nothing when it was done
 */
export async function updateFigure(
  { db, actor, record, unrecorded }: Doing,
  { id, version }: { id: string; version: number },
  fields: FigureFields,
): Promise<Problems | "changed" | undefined> {
  unrecorded("a figure that is the same as before leaves no history");
  const before = await findFigure(db, id);
  const changes = (["kind", "year", "value", "source"] as const)
    .filter((field) => before[field] !== fields[field])
    .map((field) => ({ field: fieldName(field), old: inWords(before, field), new: inWords(fields, field) }));
  if (changes.length === 0) return undefined;
  const taken = await db
    .selectFrom("organisation_figure")
    .select("id")
    .where("tenant_id", "=", me)
    .where("kind", "=", fields.kind)
    .where("year", "=", fields.year)
    .where("id", "!=", id)
    .executeTakeFirst();
  if (taken) return { year: "taken" };
  const row = await db
    .updateTable("organisation_figure")
    .set({
      ...fields,
      version: version + 1,
      entered_by: actor.accountId,
      entered_by_name: actor.name,
      entered_at: sql<Date>`now()`,
    })
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .where("version", "=", version)
    .returning("id")
    .executeTakeFirst();
  if (!row) return "changed";
  await record({ kind: "organisation_figure", id, name: nameOf(fields), action: "updated", changes });
  return undefined;
}

/** Removes a figure; the history keeps what it was. */
export async function deleteFigure({ db, record }: Pick<Doing, "db" | "record">, id: string): Promise<void> {
  const before = await findFigure(db, id);
  await db.deleteFrom("organisation_figure").where("tenant_id", "=", me).where("id", "=", id).execute();
  await record({
    kind: "organisation_figure",
    id,
    name: nameOf(before),
    action: "deleted",
    changes: (["value", "source"] as const).map((field) => ({
      field: fieldName(field),
      old: before[field],
      new: null,
    })),
  });
}

const names: Record<FigureKind, string> = { employees: "Anställda", users: "Användare" };

/** The record's name in the history, in the language of the register. */
function nameOf({ kind, year }: Pick<FigureFields, "kind" | "year">): string {
  return `${names[kind]} ${year}`;
}

function inWords(fields: FigureFields, field: keyof FigureFields): string | number {
  return field === "kind" ? names[fields.kind] : fields[field];
}

/** Fields have their words with the history's (`audit.text.ts`). */
function fieldName(field: keyof FigureFields): string {
  return `figure_${field}`;
}

/** The latest figure of each kind until a year, by organisation, as far as price is shared with the reader. */
export async function readStated(
  db: TenantDb,
  tenantIds: readonly string[],
  year: number,
): Promise<Map<string, Partial<Record<FigureKind, Stated>>>> {
  const { rows } = await sql<Stated & { tenant_id: string; kind: FigureKind }>`
    select distinct on (tenant_id, kind) tenant_id, kind, value, year, source from organisation_figure
    where tenant_id = any (${tenantIds}::uuid[]) and year <= ${year}
    order by tenant_id, kind, year desc`.execute(db);
  const byOrganisation = new Map<string, Partial<Record<FigureKind, Stated>>>();
  for (const { tenant_id, kind, ...stated } of rows)
    byOrganisation.set(tenant_id, { ...byOrganisation.get(tenant_id), [kind]: stated });
  return byOrganisation;
}

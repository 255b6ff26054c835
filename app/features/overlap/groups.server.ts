import { sql } from "kysely";
import type { FieldGroup } from "#db/schema/values.ts";
import { ownId, type Reading, type Scope } from "./scope.server.ts";

/** The field groups that the overlap's pages read. */
export const readGroups = [
  "core",
  "dates",
  "term",
  "price",
  "volume",
] as const satisfies readonly FieldGroup[];
export type ReadGroup = (typeof readGroups)[number];

/** How far a field group is shared among the shown organisations. Says nothing about who, or about any record. */
export interface GroupSharing {
  group: ReadGroup;
  /** Shown organisations, besides the reader's, that share it with the reader. */
  sharing: number;
  /** Shown organisations besides the reader's. */
  others: number;
  /** Whether the reader's organisation shares it with the whole circle; null in "view as" and without a circle. */
  weShare: boolean | null;
}

/** Which field groups the shown organisations share with the reader, as numbers, and which of them the reader shares with the circle. */
export async function readGroupSharing(
  { db, tenant }: Reading,
  { circle, columns }: Pick<Scope, "circle" | "columns">,
): Promise<GroupSharing[]> {
  const others = columns.filter((column) => column.state !== "own").map((column) => column.id);
  const own = ownId(tenant);
  const { rows } = await sql<{ group: ReadGroup; sharing: number; ours: boolean }>`
    select g as "group",
      (select count(*) from app.shared_with_me('system_usage', g) o where o = any (${others}::uuid[])) as sharing,
      exists (select 1 from share s join circle c on c.id = s.circle_id
        where s.tenant_id = ${own}::uuid and s.object_kind = 'system_usage' and s.field_group = g
          and (c.id = ${circle?.id ?? null}::uuid or (c.is_everyone and c.cooperation_id =
            (select cooperation_id from circle where id = ${circle?.id ?? null}::uuid)))
          and s.from_on <= app.today() and (s.to_on is null or s.to_on > app.today())) as ours
    from unnest(${readGroups as readonly string[]}::text[]) with ordinality x (g, nth) order by nth`.execute(
    db,
  );
  return rows.map(({ group, sharing, ours }) => ({
    group,
    sharing,
    others: others.length,
    weShare: own !== null && circle !== null ? ours : null,
  }));
}

import { randomUUID } from "node:crypto";
import type { Insertable } from "kysely";
import { dayInSweden, type TenantDb } from "#app/server/transaction.server.ts";
import type { Database } from "#db/schema.ts";
import { insertMissing } from "./connection.ts";
import { people } from "./content/people.ts";
import type { UsageContent } from "./content/types.ts";
import type { Ids } from "./demo-catalogue.ts";
import { historyOf, momentsOf } from "./demo-history.ts";
import type { OwnIds } from "./demo-organisations.ts";
import { type GroupTable, groupRows, retirementRow } from "./demo-usage-rows.ts";

const personNames = new Map(people.map(({ key, name }) => [key, name]));

/** One organisation's usages with all field groups, their history, and the record that is kept of a retired one. */
export async function seedUsages(
  db: TenantDb,
  usages: readonly UsageContent[],
  { tenantId, ids, own, byName, now }: { tenantId: string; ids: Ids; own: OwnIds; byName: string; now: Date },
): Promise<void> {
  const rows = usages.map((content, index) => ({
    content,
    of: { tenant_id: tenantId, usage_id: randomUUID() as string },
    at: momentsOf(content, index, now),
  }));
  await insertMissing(
    db,
    "system_usage",
    rows.map(({ content, of, at }) => ({
      tenant_id: tenantId,
      id: of.usage_id,
      product_id: ids.product.get(content.product)!,
      own_name: content.own_name,
      lifecycle: content.lifecycle,
      is_hidden: content.is_hidden,
      created_at: at.created,
      updated_at: at.updated,
    })),
  );
  for (const [table, row] of Object.entries(groupRows(ids, own)) as [
    GroupTable,
    (content: UsageContent) => object,
  ][]) {
    const groups = rows.map(({ content, of }) => ({ ...of, ...row(content) }));
    await insertMissing(db, table, groups as Insertable<Database[GroupTable]>[] as never);
  }
  await insertMissing(
    db,
    "system_usage_function",
    rows.flatMap(({ content, of }) => [
      ...content.added_functions.map((code) => ({
        ...of,
        function_id: ids.function.get(code)!,
        is_opted_out: false,
      })),
      ...content.opted_out_functions.map((code) => ({
        ...of,
        function_id: ids.function.get(code)!,
        is_opted_out: true,
      })),
    ]),
  );
  await insertMissing(
    db,
    "system_usage_document",
    rows.flatMap(({ content, of }) =>
      content.documents.map((document) => ({ ...of, ...document, check_result: null })),
    ),
  );
  await insertMissing(
    db,
    "sub_processor",
    rows.flatMap(({ content, of }) => content.sub_processors.map((processor) => ({ ...of, ...processor }))),
  );
  await insertMissing(
    db,
    "role_assignment",
    rows.flatMap(({ content, of, at }) => {
      const from_on = dayInSweden(at.created);
      return [
        ...holder("system_owner", content.owner, own).map((role) => ({ ...of, ...role, from_on })),
        ...holder("system_manager", content.manager, own).map((role) => ({ ...of, ...role, from_on })),
      ];
    }),
  );
  const retired = rows.filter(({ content }) => content.lifecycle === "retired");
  await insertMissing(
    db,
    "retirement_record",
    retired.map(({ content, of }) => ({ ...of, ...retirementRow(content, byName) })),
  );
  await insertMissing(
    db,
    "change_event",
    rows.flatMap(({ content, of, at }) => {
      const by = (content.manager && personNames.get(content.manager)) ?? byName;
      return historyOf(content, of, { by, at });
    }),
  );
}

function holder(role_type: string, person: string | undefined, own: OwnIds) {
  const person_id = person && own.person.get(person);
  return person_id ? [{ role_type, person_id, to_on: null }] : [];
}

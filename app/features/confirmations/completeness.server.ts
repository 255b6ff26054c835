import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { STANDARD_WEIGHTS, type Weight } from "../systems/completeness.rules.ts";
import { readWeights } from "./confirmations.form.ts";
import { maySetWeights } from "./confirmations.policy.ts";

const me = sql<string>`app.tenant()`;

/** The organisation's weights by field; the standard where nothing is set. */
export async function findWeights(db: TenantDb): Promise<Record<string, Weight>> {
  const rows = await db
    .selectFrom("completeness_weight")
    .select(["field", "weight", "counts_unknown"])
    .where("tenant_id", "=", me)
    .execute();
  const set = rows.map((row) => [row.field, { weight: row.weight, countsUnknown: row.counts_unknown }]);
  return { ...STANDARD_WEIGHTS, ...Object.fromEntries(set) };
}

/** What the page of the weights shows. */
export async function loadWeights({ db, actor, tenant, authorize }: Door) {
  authorize(maySetWeights(actor, tenant));
  return { slug: tenant.slug, weights: await findWeights(db) };
}

/** Saves all weights. @returns errors by input with what was typed, or undefined when they are saved */
export async function saveWeights({ db, actor, tenant, form, authorize, record, unrecorded }: Door) {
  authorize(maySetWeights(actor, tenant));
  const { weights, errors } = readWeights(form);
  if (Object.keys(errors).length > 0) return { errors, typed: Object.fromEntries(texts(form)) };
  const before = await findWeights(db);
  const changed = Object.entries(weights).filter(([field, weight]) => !isSame(before[field], weight));
  for (const [field, { weight, countsUnknown }] of changed)
    await db
      .insertInto("completeness_weight")
      .values({ tenant_id: me, field, weight, counts_unknown: countsUnknown })
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "field"]).doUpdateSet({ weight, counts_unknown: countsUnknown }),
      )
      .execute();
  unrecorded("weights that are the same as before leave no history");
  if (changed.length > 0)
    await record({
      kind: "organisation",
      id: tenant.id,
      name: tenant.name,
      action: "updated",
      changes: [
        {
          field: "completeness",
          old: Object.fromEntries(changed.map(([field]) => [field, before[field]?.weight ?? 0])),
          new: Object.fromEntries(changed.map(([field, { weight }]) => [field, weight])),
        },
      ],
    });
  return undefined;
}

function texts(form: FormData): [string, string][] {
  return [...form.entries()].filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

function isSame(a: Weight | undefined, b: Weight): boolean {
  return a?.weight === b.weight && a.countsUnknown === b.countsUnknown;
}

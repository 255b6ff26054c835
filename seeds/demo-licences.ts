import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { insertLicence } from "#app/features/licences/edit.server.ts";
import { insertMember } from "#app/features/licences/members.server.ts";
import { inTenantAs, type JobScope } from "#app/server/system.server.ts";
import { dayInSweden, type TenantDb } from "#app/server/transaction.server.ts";
import { insertMissing } from "./connection.ts";
import { dayAfter } from "./content/days.ts";
import { type LicenceContent, type LicenceItemContent, licences } from "./content/licences.ts";
import type { Ids } from "./demo-catalogue.ts";

interface Demo {
  places: readonly { key: string; scope: JobScope }[];
  ids: Ids;
  now: Date;
}
interface Made {
  content: LicenceContent;
  id: string;
  tenantId: string;
  /** In the order of the content. */
  items: string[];
}

/** The demo's licence agreements: each member says yes, counts and lends in its own name. One that is there already stays as it is. */
export async function seedLicences(demo: Demo): Promise<void> {
  for (const content of licences) {
    const made = await coordinate(demo, content);
    if (!made) continue;
    for (const key of content.members) await join(demo, made, key);
    for (const [index, item] of content.items.entries()) await lend(demo, item, made.items[index]!);
  }
}

function scopeOf({ places, now }: Demo, key: string): JobScope {
  const place = places.find((each) => each.key === key);
  if (!place) throw new Error(`the demo has no organisation ${key}`);
  return { ...place.scope, now };
}

/** What the coordinator writes: the agreement over its contract, members asked, items, prices, purchases and rights. */
async function coordinate(demo: Demo, content: LicenceContent): Promise<Made | undefined> {
  const scope = scopeOf(demo, content.coordinator);
  const tenantId = scope.tenantId;
  const day = (days: number) => dayAfter(dayInSweden(demo.now), days);
  return inTenantAs(scope, async (db) => {
    const known = db.selectFrom("licence_agreement").select("id").where("tenant_id", "=", tenantId);
    if (await known.where("name", "=", content.name).executeTakeFirst()) return undefined;
    const contract = await db
      .selectFrom("contract")
      .select("id")
      .where("tenant_id", "=", tenantId)
      .where("name", "=", content.contract)
      .executeTakeFirstOrThrow();
    const { name, lending_basis, terms, overuse_rule, count_interval_days } = content;
    const [starts_on, ends_on] = [day(content.starts), day(content.ends)];
    const id = await insertLicence(
      db,
      { tenantId, contractId: contract.id, accountId: null },
      {
        name,
        starts_on,
        ends_on,
        framework_text: null,
        is_multi_year: true,
        state: "active",
        lending_allowed: true,
        lending_basis,
        recall_days: 30,
        overuse_rule,
        count_interval_days,
        true_up_rule: "by_overuse",
        distributes_all: false,
        ceiling_minor: null,
        terms,
      },
    );
    for (const key of content.members)
      if (key !== content.coordinator)
        await insertMember(
          db,
          { id, tenant_id: tenantId, contract_id: contract.id },
          { organisation_id: demo.ids.organisation.get(key)!, role: "party", joined_on: starts_on, by: null },
        );
    await insertMissing(
      db,
      "inherited_field",
      ["supplier", "starts_on", "ends_on", "lending", "terms"].map((field) => ({
        tenant_id: tenantId,
        agreement_id: id,
        field,
      })),
    );
    const items: string[] = [];
    for (const item of content.items)
      items.push(
        await insertItem(db, demo, { item, agreement: { tenant_id: tenantId, id }, starts_on, ends_on }),
      );
    await insertMissing(db, "change_event", [
      {
        tenant_id: tenantId,
        at: demo.now,
        by_name: scope.byName,
        object_kind: "licence_agreement",
        object_id: id,
        object_name: name,
        action: "created",
        via: "ui",
      },
    ]);
    return { content, id, tenantId, items };
  });
}

async function insertItem(
  db: TenantDb,
  demo: Demo,
  {
    item,
    agreement: { tenant_id, id: agreement_id },
    starts_on,
    ends_on,
  }: {
    item: LicenceItemContent;
    agreement: { tenant_id: string; id: string };
    starts_on: string;
    ends_on: string;
  },
): Promise<string> {
  const id = randomUUID();
  const { name, metric, price_model } = item;
  await insertMissing(db, "licence_item", [{ tenant_id, id, agreement_id, name, metric, price_model }]);
  await insertMissing(
    db,
    "licence_item_product",
    item.products.map((key) => ({ tenant_id, item_id: id, product_id: demo.ids.product.get(key)! })),
  );
  await insertMissing(
    db,
    "price_tier",
    item.tiers.map(([from_quantity, unit_price_minor]) => ({
      tenant_id,
      item_id: id,
      from_quantity,
      unit_price_minor,
      valid_from: starts_on,
    })),
  );
  await insertMissing(db, "licence_purchase", [
    {
      tenant_id,
      item_id: id,
      quantity: item.bought ?? null,
      bought_on: starts_on,
      valid_from: starts_on,
      valid_to: ends_on,
    },
  ]);
  await insertMissing(
    db,
    "entitlement",
    Object.entries(item.rights ?? {}).map(([key, [quantity]]) => ({
      tenant_id,
      agreement_id,
      item_id: id,
      organisation_id: demo.ids.organisation.get(key)!,
      quantity,
      valid_from: starts_on,
      valid_to: ends_on,
    })),
  );
  await insertMissing(
    db,
    "usage_count",
    (item.unconfirmed ?? []).map(([key, quantity, daysAgo]) => ({
      tenant_id,
      coordinator_id: tenant_id,
      agreement_id,
      item_id: id,
      organisation_id: demo.ids.organisation.get(key)!,
      quantity,
      counted_on: dayAfter(dayInSweden(demo.now), -daysAgo),
      source: "import" as const,
    })),
  );
  return id;
}

/** A member's own yes, and what it has counted. */
async function join(demo: Demo, { content, id, tenantId, items }: Made, key: string): Promise<void> {
  const scope = scopeOf(demo, key);
  await inTenantAs(scope, async (db) => {
    if (scope.tenantId !== tenantId)
      await sql`select app.answer_licence(${id}, 1, true, ${scope.byName})`.execute(db);
    for (const [index, item] of content.items.entries()) {
      const [, used, daysAgo] = item.rights?.[key] ?? [0, null, 0];
      if (used === null) continue;
      await insertMissing(db, "usage_count", [
        {
          tenant_id: scope.tenantId,
          coordinator_id: tenantId,
          agreement_id: id,
          item_id: items[index]!,
          organisation_id: scope.tenantId,
          quantity: used,
          counted_on: dayAfter(dayInSweden(demo.now), -daysAgo),
          source: "manual" as const,
          confirmed_by: scope.byName,
        },
      ]);
    }
  });
}

/** Loans, proposed by the borrower and where it is so accepted by the lender. */
async function lend(demo: Demo, item: LicenceItemContent, itemId: string): Promise<void> {
  const day = (days: number) => dayAfter(dayInSweden(demo.now), days);
  for (const { lender, borrower, quantity, from, to, state } of item.loans ?? []) {
    const [giver, taker] = [demo.ids.organisation.get(lender)!, demo.ids.organisation.get(borrower)!];
    const asked = scopeOf(demo, borrower);
    const loan = await inTenantAs(asked, async (db) => {
      const { rows } = await sql<{ id: string }>`
        select app.propose_loan(${itemId}, ${giver}, ${taker}, ${quantity}, ${day(from)}::date, ${day(to)}::date, 'at_cost',
          ${asked.byName}) as id`.execute(db);
      return rows[0]!.id;
    });
    const answering = scopeOf(demo, lender);
    if (state === "accepted")
      await inTenantAs(answering, (db) =>
        sql`select app.move_loan(${loan}, 1, 'accepted', null, null, ${answering.byName})`.execute(db),
      );
  }
}

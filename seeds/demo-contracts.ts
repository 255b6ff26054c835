import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { writeFacts } from "#app/features/contracts/facts.server.ts";
import { NO_TERM } from "#app/features/contracts/terms.rules.ts";
import { insertStoredFile, keepContent } from "#app/features/documents/documents.server.ts";
import { pdfFile } from "#app/server/pdf.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { insertMissing } from "./connection.ts";
import type { ContractContent } from "./content/contracts.ts";
import { monthEnd, monthStart } from "./content/days.ts";
import { people } from "./content/people.ts";
import type { Ids } from "./demo-catalogue.ts";
import { workingMoment } from "./demo-history.ts";
import type { OwnIds } from "./demo-organisations.ts";

interface Place {
  tenantId: string;
  ids: Ids;
  own: OwnIds;
  byName: string;
  now: Date;
  today: string;
}

const personNames = new Map(people.map(({ key, name }) => [key, name]));
type Row = { content: ContractContent; key: { tenant_id: string; contract_id: string } };

/** One organisation's contracts with terms, costs, participants, roles, documents and history; computed dates are written once for all. */
export async function seedContracts(
  db: TenantDb,
  contracts: readonly ContractContent[],
  place: Place,
): Promise<void> {
  const { tenantId, ids, byName, now } = place;
  const rows: Row[] = contracts.map((content) => ({
    content,
    key: { tenant_id: tenantId, contract_id: randomUUID() as string },
  }));
  const byKey = new Map(rows.map(({ content, key }) => [content.key, key.contract_id]));
  // parents first: insertMissing keeps the order, and a parent stands before its child in the content
  await insertMissing(
    db,
    "contract",
    rows.map(({ content, key }) => ({
      tenant_id: tenantId,
      id: key.contract_id,
      number: content.number,
      name: content.name,
      supplier_id: content.supplier ? ids.supplier.get(content.supplier)! : null,
      counterparty_text: content.counterparty ?? null,
      product_id: content.product ? ids.product.get(content.product)! : null,
      direction: content.direction ?? "bought",
      type: content.type,
      purchase_form: content.purchase_form,
      cpv_code: content.cpv_code ?? null,
      parent_contract_id: content.parent ? byKey.get(content.parent)! : null,
      requires_valid_parent: content.parent !== undefined,
      signed_on: content.signed_on ?? null,
      is_hidden: content.is_hidden,
    })),
  );
  await insertMissing(
    db,
    "contract_term",
    rows.map(({ content, key }) => ({ ...NO_TERM, ...content.term, ...key })),
  );
  await insertMissing(
    db,
    "contract_option",
    rows.flatMap(({ content, key }) =>
      content.options.map((option, index) => ({
        ...key,
        seq: index + 1,
        length: option.length,
        unit: "months" as const,
        call_before_length: option.call_before_length,
        call_before_unit: option.call_before_length === null ? null : ("months" as const),
        called_on: option.called_on ?? null,
        called_by: option.called_on ? byName : null,
        decision_ref: null,
        sent_how: option.called_on ? "E-post" : null,
        late_assessment: null,
      })),
    ),
  );
  await seedInternals(db, rows);
  await seedCosts(db, rows, place);
  await seedUsagesOf(db, rows, tenantId);
  await seedParticipants(db, rows, place);
  await seedDocuments(db, rows, place);
  await insertMissing(
    db,
    "contract_role",
    rows.flatMap(({ content, key }) => {
      const person_id = content.manager && place.own.person.get(content.manager);
      if (!person_id) return [];
      return [
        {
          tenant_id: tenantId,
          contract_tenant_id: tenantId,
          contract_id: key.contract_id,
          role_type: "contract_manager",
          person_id,
          from_on: monthStart(place.today, -12),
          to_on: null,
        },
      ];
    }),
  );
  await insertMissing(
    db,
    "change_event",
    rows.map(({ content, key }, index) => ({
      tenant_id: tenantId,
      at: workingMoment(now, 20 + ((index * 17) % 400), index * 31),
      account_id: null,
      by_name: (content.manager && personNames.get(content.manager)) ?? byName,
      object_kind: "contract",
      object_id: key.contract_id,
      object_name: content.name,
      action: "created",
      field: null,
      old: null,
      new: null,
      via: "ui" as const,
      reason: null,
      run_id: null,
    })),
  );
  await writeFacts(db, tenantId, [...byKey.values()]);
}

async function seedInternals(db: TenantDb, rows: readonly Row[]) {
  await insertMissing(
    db,
    "contract_internal",
    rows
      .filter(({ content }) => content.note || content.renewal_intent)
      .map(({ content, key }) => ({
        ...key,
        note: content.note ?? null,
        our_signer_role: null,
        supplier_signer: null,
        next_procurement_strategy: null,
        next_procurement_on: null,
        renewal_intent: content.renewal_intent ?? null,
        confirmed_on: null,
      })),
  );
}

async function seedCosts(db: TenantDb, rows: readonly Row[], { tenantId, ids, today }: Place) {
  await insertMissing(
    db,
    "contract_cost_line",
    rows.flatMap(({ content, key }) =>
      content.costs.map((cost) => ({
        ...key,
        organisation_id: cost.organisation ? ids.organisation.get(cost.organisation)! : null,
        kind: cost.kind,
        per: cost.per ?? null,
        amount_minor: cost.amount_minor,
        currency: cost.currency ?? "SEK",
        rate: cost.rate ?? null,
        rate_on: cost.rate_on ?? null,
        quantity: cost.quantity ?? null,
        metric: cost.metric ?? null,
        element: cost.element ?? null,
        status: cost.status ?? ("commitment" as const),
        valid_from: content.term.starts_on ?? null,
        valid_to: null,
        account_text: null,
        note: null,
      })),
    ),
  );
  const indexed = rows.filter(({ content }) => content.index);
  await insertMissing(
    db,
    "price_index",
    indexed.map(({ content, key }) => ({
      ...key,
      ...content.index!,
      floor: null,
      adjust_on: monthStart(today, 2),
      notify_days: 60,
    })),
  );
  await insertMissing(
    db,
    "index_value",
    indexed.flatMap(({ content }) => {
      const { series, base_period } = content.index!;
      const value = (period: string, figure: number) => ({
        tenant_id: tenantId,
        series,
        period,
        value: figure,
        source: "Påhittat värde i demon",
      });
      const next = base_period.replace(/^\d{4}/, (year) => String(Number(year) + 1));
      return [value(base_period, 118.4), value(next, 121.9)];
    }),
  );
}

async function seedUsagesOf(db: TenantDb, rows: readonly Row[], tenantId: string) {
  const known = await db
    .selectFrom("system_usage")
    .select(["id", "own_name"])
    .where("tenant_id", "=", tenantId)
    .execute();
  const idOf = new Map(known.map(({ id, own_name }) => [own_name, id]));
  await insertMissing(
    db,
    "contract_usage",
    rows.flatMap(({ content, key }) =>
      content.usages.flatMap((name) => {
        const usage_id = idOf.get(name);
        return usage_id ? [{ ...key, usage_id, contract_tenant_id: tenantId }] : [];
      }),
    ),
  );
}

async function seedParticipants(db: TenantDb, rows: readonly Row[], { ids, today }: Place) {
  const all = rows.flatMap(({ content, key }) =>
    content.participants.map((each) => ({
      each,
      of: { ...key, organisation_id: ids.organisation.get(each.organisation)! },
    })),
  );
  await insertMissing(
    db,
    "contract_participant",
    all.map(({ each, of }) => ({
      ...of,
      role: each.role,
      coordination_form: each.coordination_form ?? null,
      joined_on: monthStart(today, each.joined),
      leaves_on: each.leaves === undefined ? null : monthEnd(today, each.leaves),
      own_ends_on: null,
      owner_confirmed_by: null,
    })),
  );
  await insertMissing(
    db,
    "contract_participant_share",
    all
      .filter(({ each }) => each.cost_share !== undefined || each.quantity !== undefined)
      .map(({ each, of }) => ({
        ...of,
        cost_share: each.cost_share ?? null,
        quantity: each.quantity ?? null,
      })),
  );
}

async function seedDocuments(db: TenantDb, rows: readonly Row[], { tenantId, byName, now }: Place) {
  for (const { content, key } of rows)
    for (const { title, url, file, is_shared } of content.documents ?? []) {
      const kept = file
        ? await keepPdf(tenantId, file, { title, contract: content.name, byName, now })
        : null;
      const file_id = kept && (await insertStoredFile(db, tenantId, kept, { accountId: null, name: byName }));
      await db
        .insertInto("contract_document")
        .values({
          ...key,
          title,
          url: url ?? null,
          file_id,
          is_shared,
          by_name: byName,
          checked_at: null,
          check_result: null,
        })
        .execute();
    }
}

async function keepPdf(
  tenantId: string,
  name: string,
  { title, contract, byName, now }: { title: string; contract: string; byName: string; now: Date },
) {
  const bytes = await pdfFile({
    title,
    author: byName,
    locale: "sv",
    createdAt: now,
    pageOf: (page, pages) => `Sida ${page} av ${pages}`,
    blocks: [
      { kind: "heading", level: 1, text: title },
      { kind: "paragraph", text: `Hör till ${contract}. Påhittat innehåll för demon.` },
    ],
  });
  const folder = await mkdtemp(join(tmpdir(), "samverka-demo-"));
  try {
    const path = join(folder, "file");
    await writeFile(path, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return await keepContent(tenantId, { name, path, bytes: bytes.length, sha256 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The organisation's yes to what it is asked to take part in, but for the contracts that are left waiting for the tour. */
export async function confirmParticipation(
  db: TenantDb,
  contracts: readonly ContractContent[],
  { key, byName }: { key: string; byName: string },
): Promise<void> {
  const waiting = new Set(
    contracts
      .filter(({ participants }) =>
        participants.some(({ organisation, is_waiting }) => organisation === key && is_waiting),
      )
      .map(({ name }) => name),
  );
  const { rows } = await sql<{ contract: string; name: string; version: number }>`
    select contract, name, version from app.contract_invitations()`.execute(db);
  for (const { contract, name, version } of rows)
    if (!waiting.has(name))
      await sql`select app.answer_contract(${contract}, ${version}, true, ${byName})`.execute(db);
}

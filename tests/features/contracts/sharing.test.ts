import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { findContract, insertContract, listContracts } from "#app/features/contracts/contracts.server.ts";
import { inTenantAs } from "#app/server/system.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { ContractsTables } from "#db/schema/contracts.ts";
import { testDatabase } from "../../support/database.ts";
import {
  approvedSupplier,
  cooperation,
  product,
  type TestCooperation,
  type Town,
  town,
} from "../../support/towns.ts";

/**
 * Who sees what of a contract: the owner, a neighbour who is shared the term, one who is shared the price too, a participant who has
 * confirmed, one who has not, one who has left, a third participant, an outsider, a supplier, and the owner looking as a neighbour.
 */
const admin = testDatabase();

let owner: Town;
let neighbour: Town;
let participant: Town;
let third: Town;
let outsider: Town;
let supplierOrganisation: Town;
let circle: TestCooperation;
let ids: { open: string; hidden: string; overHidden: string };

const ALL = [
  "contract",
  "contract_term",
  "contract_option",
  "contract_period",
  "contract_fact",
  "contract_usage",
  "contract_participant",
  "contract_participant_share",
  "contract_cost_line",
  "price_index",
  "price_adjustment",
  "contract_change",
  "contract_internal",
  "contract_decision",
  "contract_document",
] as const satisfies readonly (keyof ContractsTables)[];

/** Tables of which the viewer sees at least one row of the contract. */
async function seen(db: TenantDb, id: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of ALL) {
    const key = table === "contract" ? sql.ref("id") : sql.ref("contract_id");
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from ${sql.table(table)} where ${key} = ${id}`.execute(db);
    if (rows[0]!.n > 0) found.push(table);
  }
  await sameDates(db);
  return found;
}

/** What lists read at once is what the policy lets through row by row, whoever looks and whatever has been shared. */
async function sameDates(db: TenantDb) {
  const columns = sql`tenant_id, contract_id, status, current_end_on, last_end_on, next_notice_on, act_by_on, next_option_call_on`;
  const [atOnce, byPolicy] = [
    await sql`select ${columns} from app.contract_facts_seen() order by contract_id`.execute(db),
    await sql`select ${columns} from contract_fact where valid_from <= app.today() and valid_to >= app.today()
      order by contract_id`.execute(db),
  ];
  expect(atOnce.rows).toEqual(byPolicy.rows);
}

const asTown = (who: Town, id: string) => who.as((db) => seen(db, id));
const TERMS = [
  "contract",
  "contract_term",
  "contract_option",
  "contract_period",
  "contract_fact",
  "contract_usage",
];
const PRICES = [
  "contract_participant_share",
  "contract_cost_line",
  "price_index",
  "price_adjustment",
  "contract_change",
];
const BETWEEN = ["contract_internal", "contract_decision", "contract_document"];
const sorted = (tables: readonly string[]) => ALL.filter((table) => tables.includes(table));

async function fill(id: string) {
  const key = [owner.id, id];
  await admin().query(
    "insert into contract_option (tenant_id, contract_id, seq, length, unit) values ($1, $2, 1, 12, 'months')",
    key,
  );
  await admin().query(
    "insert into contract_period (tenant_id, contract_id, seq, kind, starts_on, ends_on) values ($1, $2, 1, 'express', '2026-01-01', '2026-12-31')",
    key,
  );
  await admin().query(
    `insert into contract_fact (tenant_id, contract_id, valid_from, valid_to, status, engine) values ($1, $2, '1990-01-01', '1990-02-01', 'in_force', 1)
     on conflict do nothing`,
    key,
  );
  await admin().query(
    "insert into contract_internal (tenant_id, contract_id, note) values ($1, $2, 'Känsligt')",
    key,
  );
  await admin().query(
    "insert into contract_decision (tenant_id, contract_id, kind, decided_on, decided_by, by_name) values ($1, $2, 'renew', '2026-01-01', 'Chef', 'Chef')",
    key,
  );
  await admin().query(
    "insert into contract_document (tenant_id, contract_id, title, url, is_shared) values ($1, $2, 'Avtal', 'https://example.invalid/', true)",
    key,
  );
  await admin().query(
    "insert into contract_change (tenant_id, contract_id, changed_on, ground, value_minor, description) values ($1, $2, '2026-01-01', 'small_value', 100, 'x')",
    key,
  );
  const index = await admin().query(
    "insert into price_index (tenant_id, contract_id, series, base_period, indexed_share) values ($1, $2, 'KPI', '2025', 80) returning id",
    key,
  );
  await admin().query(
    `insert into price_adjustment (tenant_id, contract_id, price_index_id, period, base_value, new_value, indexed_share, old_minor, new_minor, applies_from, by_name)
     values ($1, $2, $3, '2026', 100, 101, 80, 1, 2, '2026-01-01', 'Chef')`,
    [...key, index.rows[0].id],
  );
  await admin().query(
    "insert into contract_participant_share (tenant_id, contract_id, organisation_id, cost_share) values ($1, $2, $3, 40)",
    [...key, third.id],
  );
}

beforeAll(async () => {
  [owner, neighbour, participant, third, outsider] = [
    await town(admin()),
    await town(admin()),
    await town(admin()),
    await town(admin()),
    await town(admin()),
  ];
  supplierOrganisation = await town(admin(), "supplier");
  circle = await cooperation(admin(), [owner, neighbour, participant, third]);
  const one = await product(admin());
  const [usage, hiddenUsage] = [
    await owner.use(one, "Öppet system"),
    await owner.use(one, "Dolt system", { is_hidden: true }),
  ];
  const supplier_id = await approvedSupplier(admin());
  ids = await owner.as(async (db, record) => {
    const doing = { tenantId: owner.id, record };
    const line = { kind: "recurring", per: "year", amount_minor: 100_000 } as const;
    return {
      open: await insertContract(db, doing, {
        name: "Öppet avtal",
        supplier_id,
        usages: [usage],
        costLines: [
          line,
          { ...line, organisation_id: participant.id },
          { ...line, organisation_id: third.id },
        ],
      }),
      hidden: await insertContract(db, doing, {
        name: "Dolt avtal",
        is_hidden: true,
        usages: [usage],
        costLines: [line],
      }),
      overHidden: await insertContract(db, doing, {
        name: "Avtal över dolt system",
        usages: [usage, hiddenUsage],
        costLines: [line],
      }),
    };
  });
  for (const id of Object.values(ids)) {
    await owner.as(async (db) => {
      for (const organisation_id of [participant.id, third.id])
        await db
          .insertInto("contract_participant")
          .values({
            tenant_id: owner.id,
            contract_id: id,
            organisation_id,
            role: "party",
            joined_on: "2020-01-01",
          })
          .execute();
    });
    await fill(id);
  }
});

const answer = (who: Town, id: string, isYes = true, version = 1) =>
  who.as(async (db) => {
    const { rows } = await sql<{
      ok: boolean;
    }>`select app.answer_contract(${id}, ${version}, ${isYes}, 'Kim') as ok`.execute(db);
    return rows[0]!.ok;
  });

const costLines = (who: Town, id: string) =>
  who.as((db) =>
    db.selectFrom("contract_cost_line").select("organisation_id").where("contract_id", "=", id).execute(),
  );

describe("who sees a contract", () => {
  test("the owner sees all of it", async () => {
    for (const id of Object.values(ids)) expect(await asTown(owner, id)).toEqual([...ALL]);
  });

  test("nobody else sees anything before the term is shared or a participant has confirmed", async () => {
    for (const who of [neighbour, outsider, supplierOrganisation])
      for (const id of Object.values(ids)) expect(await asTown(who, id)).toEqual([]);
    // an invited organisation knows of its own row, and is told what it is asked about
    expect(await asTown(participant, ids.open)).toEqual(["contract_participant"]);
    const asked = await participant.as((db) =>
      sql<{ name: string }>`select name from app.contract_invitations()`.execute(db),
    );
    expect(asked.rows.map((row) => row.name).sort()).toEqual([
      "Avtal över dolt system",
      "Dolt avtal",
      "Öppet avtal",
    ]);
    const none = await neighbour.as((db) => sql`select 1 from app.contract_invitations()`.execute(db));
    expect(none.rows).toEqual([]);
  });

  test("a participant who has confirmed sees the terms, its own costs and what is between the parties; a third one's costs only where both share", async () => {
    expect(await answer(participant, ids.open)).toBe(true);
    expect(await asTown(participant, ids.open)).toEqual(
      sorted([...TERMS, "contract_participant", "contract_cost_line", ...BETWEEN]),
    );
    expect(await costLines(participant, ids.open)).toEqual([{ organisation_id: participant.id }]);
    // a hidden contract or system is no secret to a participant
    expect(await answer(participant, ids.hidden)).toBe(true);
    expect((await asTown(participant, ids.hidden)).includes("contract_term")).toBe(true);
    expect(await answer(third, ids.open)).toBe(true);
    // contracts are found in lists once
    const listed = await participant.as((db) => listContracts(db));
    expect(listed.map((each) => each.name)).toEqual(["Dolt avtal", "Öppet avtal"]);
  });

  test("a neighbour with the term sees terms and dates, nothing hidden; with the price also costs", async () => {
    await owner.share(circle, "term");
    expect(await asTown(neighbour, ids.open)).toEqual(sorted(TERMS));
    expect(await asTown(neighbour, ids.hidden)).toEqual([]);
    expect(await asTown(neighbour, ids.overHidden)).toEqual([]);
    expect(await asTown(outsider, ids.open)).toEqual([]);
    expect(await asTown(supplierOrganisation, ids.open)).toEqual([]);
    await owner.share(circle, "price");
    expect(await asTown(neighbour, ids.open)).toEqual(
      sorted([...TERMS, "contract_cost_line", ...PRICES.slice(2)]),
    );
    // the owner's word is not enough for what a third organisation pays
    expect(await costLines(neighbour, ids.open)).toEqual([{ organisation_id: null }]);
    await third.share(circle, "price");
    expect((await costLines(neighbour, ids.open)).length).toBe(2);
    const contract = await neighbour.as((db) => findContract(db, ids.open));
    expect(contract.internal).toBeUndefined();
  });

  test("the owner looking as the neighbour sees what the neighbour sees", async () => {
    const scope = { accountId: null, byName: "Test", via: "ui" as const, previewOwnerId: owner.id };
    const look = (who: Town, id: string) => inTenantAs({ ...scope, tenantId: who.id }, (db) => seen(db, id));
    expect(await look(neighbour, ids.open)).toEqual(
      sorted([...TERMS, "contract_cost_line", ...PRICES.slice(2)]),
    );
    expect(await look(neighbour, ids.hidden)).toEqual([]);
    expect(await look(outsider, ids.open)).toEqual([]);
    expect((await look(participant, ids.hidden)).includes("contract_term")).toBe(true);
  });

  test("showing a hidden system again shows the contract; hiding one hides it", async () => {
    const hide = (value: boolean) =>
      owner.as((db) =>
        db
          .updateTable("system_usage")
          .set({ is_hidden: value })
          .where("own_name", "=", "Dolt system")
          .execute(),
      );
    await hide(false);
    expect((await asTown(neighbour, ids.overHidden)).includes("contract")).toBe(true);
    await hide(true);
    expect(await asTown(neighbour, ids.overHidden)).toEqual([]);
  });
});

describe("a participant's own word", () => {
  test("cannot be given by the owner, nor for somebody else, nor to other conditions than those read", async () => {
    const forge = owner.as((db) =>
      sql`update contract_participant set participant_confirmed_at = now() where contract_id = ${ids.overHidden}`.execute(
        db,
      ),
    );
    await expect(forge).rejects.toThrow(/permission denied/);
    expect(await answer(neighbour, ids.overHidden)).toBe(false);
    await owner.as((db) =>
      db
        .updateTable("contract_participant")
        .set({ role: "observer", version: 2 })
        .where("contract_id", "=", ids.overHidden)
        .where("organisation_id", "=", participant.id)
        .execute(),
    );
    expect(await answer(participant, ids.overHidden, true, 1)).toBe(false);
    expect(await answer(participant, ids.overHidden, true, 2)).toBe(true);
    // other conditions are asked about anew
    await owner.as((db) =>
      db
        .updateTable("contract_participant")
        .set({ role: "party", version: 4 })
        .where("contract_id", "=", ids.overHidden)
        .where("organisation_id", "=", participant.id)
        .execute(),
    );
    expect(await asTown(participant, ids.overHidden)).toEqual(["contract_participant"]);
  });

  test("leaving ends what is seen the day after, and the owner's history says who did", async () => {
    const { rows } = await participant.as((db) =>
      sql<{ ok: boolean }>`select app.leave_contract(${ids.hidden}, 2, app.today(), 'Kim') as ok`.execute(db),
    );
    expect(rows[0]!.ok).toBe(true);
    expect((await asTown(participant, ids.hidden)).length).toBeGreaterThan(3);
    const tomorrow = new Date(Date.now() + 86_400_000);
    const later = await participant.as((db) => seen(db, ids.hidden), tomorrow);
    expect(later).toEqual(["contract_participant"]);
    const history = await admin().query(
      "select action, by_name from change_event where tenant_id = $1 and object_id = $2 and action like 'participant%' order by id",
      [owner.id, ids.hidden],
    );
    expect(history.rows).toEqual([
      { action: "participant_confirmed", by_name: `Kim, ${participant.name}` },
      { action: "participant_leaves", by_name: `Kim, ${participant.name}` },
    ]);
  });
});

describe("nobody writes in another's contract", () => {
  test("not a participant, and nobody links systems or people to a contract they do not take part in", async () => {
    const { numUpdatedRows } = await participant.as((db) =>
      db.updateTable("contract").set({ name: "Kapat" }).where("id", "=", ids.open).executeTakeFirst(),
    );
    expect(numUpdatedRows).toBe(0n);
    const one = await product(admin());
    const link = async (who: Town) => {
      const usage_id = await who.use(one, "Eget system");
      return who.as((db) =>
        db
          .insertInto("contract_usage")
          .values({ tenant_id: who.id, usage_id, contract_tenant_id: owner.id, contract_id: ids.open })
          .execute(),
      );
    };
    await link(participant);
    await expect(link(neighbour)).rejects.toThrow(/row-level security/);
    await expect(link(outsider)).rejects.toThrow(/row-level security/);
  });

  test("a supplier is no participant", async () => {
    const invite = owner.as((db) =>
      db
        .insertInto("contract_participant")
        .values({
          tenant_id: owner.id,
          contract_id: ids.open,
          organisation_id: supplierOrganisation.id,
          role: "party",
        })
        .execute(),
    );
    await expect(invite).rejects.toThrow(/row-level security/);
  });
});

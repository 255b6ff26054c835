import { createHash } from "node:crypto";
import { shareOut } from "#app/features/cost-keys/keys.rules.ts";
import { advancesOf, budgetAmounts } from "#app/features/settlements/budget.rules.ts";
import { readInhabitants } from "#app/features/settlements/keys.server.ts";
import {
  keyOf,
  type SettlementBasis,
  settle,
  snapshotOf,
} from "#app/features/settlements/settlement.rules.ts";
import { listParties, type PartyOfYear } from "#app/features/settlements/years.server.ts";
import { inTenantAs, type JobScope } from "#app/server/system.server.ts";
import { dayInSweden, type TenantDb } from "#app/server/transaction.server.ts";
import { keyDecision, settlementRemark, settlementYears, type YearOfMoney } from "./content/settlements.ts";

interface Demo {
  places: readonly { key: string; scope: JobScope }[];
  now: Date;
}
const HOST = "borgholm";
const PARTY = "morbylanga";

/**
 * The money of the agreement that Borgholm keeps with Mörbylånga: last year's settlement out for remarks, this year with budget,
 * advances and an outcome that is heading over it. Comes after the agreements; money that is there already stays as it is.
 */
export async function seedSettlements({ places, now }: Demo): Promise<void> {
  const host = places.find(({ key }) => key === HOST)!.scope;
  const party = places.find(({ key }) => key === PARTY)!.scope;
  const agreement = await inTenantAs(host, (db) => findAgreement(db, host.tenantId, party.tenantId));
  if (!agreement || (await inTenantAs(host, isSeeded))) return;
  for (const content of settlementYears) {
    const year = Number(dayInSweden(now).slice(0, 4)) - content.yearsAgo;
    const run = await inTenantAs(host, (db) => seedYear(db, { host, agreement, content, year, now }));
    if (run) await inTenantAs(party, (db) => remark(db, { party, host, agreement, year, run }));
  }
}

interface Agreement {
  id: string;
  title: string;
  number: string | null;
}

async function isSeeded(db: TenantDb): Promise<boolean> {
  return (await db.selectFrom("cost_key").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/** In force, without money so far. */
async function findAgreement(db: TenantDb, hostId: string, partyId: string): Promise<Agreement | undefined> {
  return db
    .selectFrom("agreement as a")
    .innerJoin("agreement_party as p", "p.agreement_id", "a.id")
    .select(["a.id", "a.title", "a.number"])
    .where("a.tenant_id", "=", hostId)
    .where("a.status", "=", "in_force")
    .where("p.organisation_id", "=", partyId)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom("cost_key as k").select("k.id").whereRef("k.agreement_id", "=", "a.id")),
      ),
    )
    .orderBy("a.created_at")
    .orderBy("a.id")
    .executeTakeFirst();
}

interface Seeding {
  host: JobScope;
  agreement: Agreement;
  content: YearOfMoney;
  year: number;
  now: Date;
}

/** @returns the run that was sent to the parties, if the year has come that far */
async function seedYear(db: TenantDb, seeding: Seeding): Promise<string | undefined> {
  const { host, agreement, content, year, now } = seeding;
  const parties = await listParties(db, agreement.id, year);
  if (parties.length < 2) return undefined;
  const at = { tenant_id: host.tenantId, agreement_id: agreement.id, year };
  const basis = await seedKey(db, { ...seeding, parties, at });
  const { lines, totalMinor } = budgetAmounts(
    content.lines.map((line) => ({
      ...line,
      amount_minor: line.minor ?? null,
      template_percent: line.percent ?? null,
    })),
  );
  const decided = {
    decided_on: `${year - 1}-11-26`,
    decided_by: keyDecision.by,
    decision_ref: `KS ${year - 1} § 201`,
  };
  const budget = await db
    .insertInto("budget")
    .values({
      ...at,
      status: "decided",
      ...decided,
      consulted_on: `${year - 1}-10-14`,
      figures_by_on: `${year - 1}-09-15`,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("budget_line")
    .values(
      lines.map(({ account, text, amount_minor, template_percent, template }) => ({
        ...{
          ...at,
          budget_id: budget.id,
          account,
          text,
          amount_minor,
          template_percent,
          template: template ?? null,
        },
      })),
    )
    .execute();
  const key = keyOf(basis.basis);
  const advances = advancesOf(shareOut(key, totalMinor, year), key.members);
  const today = dayInSweden(now);
  await db
    .insertInto("advance")
    .values(
      advances.map(({ party, quarter, minor }) => {
        const due = `${year}-${String(quarter * 3 - 2).padStart(2, "0")}-15`;
        const isSent = party !== host.tenantId && due <= today;
        return {
          ...{ ...at, organisation_id: party, quarter, amount_minor: minor, cost_key_id: basis.keyId },
          invoice_ref: isSent ? `${year}-${quarter}0${parties.findIndex(({ id }) => id === party)}` : null,
          invoiced_on: isSent ? due : null,
        };
      }),
    )
    .execute();
  const bookings = content.bookings.map(({ month, account, text, minor }) => ({
    booked_on: `${year}-${String(month).padStart(2, "0")}-25`,
    ...{ account, text, amount_minor: minor },
  }));
  const booked = bookings.filter((booking) => booking.booked_on < today);
  if (booked.length > 0)
    await db
      .insertInto("ledger_line")
      .values(booked.map((booking) => ({ ...at, ...booking, created_by_name: host.byName })))
      .execute();
  if (content.yearsAgo === 0) return undefined;
  return send(db, seeding, { ...basis, advances, bookings, lines });
}

async function seedKey(
  db: TenantDb,
  {
    host,
    agreement,
    year,
    parties,
    at,
  }: Seeding & { parties: PartyOfYear[]; at: { tenant_id: string; agreement_id: string; year: number } },
): Promise<{ keyId: string; basis: SettlementBasis }> {
  const counts = await readInhabitants(
    db,
    parties.map(({ id }) => id),
    `${year}-12-31`,
  );
  const first = [...counts.values()][0];
  const facts = {
    name: `Invånare ${year}`,
    key_version: 1,
    kind: "mixed" as const,
    driver: "inhabitants" as const,
    equal_percent: "20",
    source: first?.source ?? "",
    as_of_on: first?.counted_on ?? null,
    decided_on: `${year - 1}-11-26`,
    decided_by: keyDecision.by,
    decision_ref: keyDecision.ref,
  };
  // weights first stand with a key that is a proposal; decided, it is closed to them
  const { decided_on, decided_by, decision_ref, ...draft } = facts;
  const { id } = await db
    .insertInto("cost_key")
    .values({ ...at, ...draft, created_by_name: host.byName })
    .returning("id")
    .executeTakeFirstOrThrow();
  const weight = (party: PartyOfYear) => String(counts.get(party.id)?.inhabitants ?? 1);
  await db
    .insertInto("cost_key_weight")
    .values(
      parties.map((party) => ({ ...at, cost_key_id: id, organisation_id: party.id, weight: weight(party) })),
    )
    .execute();
  await db
    .updateTable("cost_key")
    .set({ decided_on, decided_by, decision_ref })
    .where("tenant_id", "=", host.tenantId)
    .where("id", "=", id)
    .execute();
  const owner = parties.find((party) => party.id === host.tenantId);
  return {
    keyId: id,
    basis: {
      format: 1,
      agreement: { number: agreement.number ?? "", title: agreement.title },
      host: {
        id: host.tenantId,
        name: owner?.name ?? "",
        organisation_number: owner?.organisation_number ?? null,
      },
      ...{ year, run: 1, dated: `${year + 1}-01-28`, lines: [] },
      key: { ...facts, equal_minor: null, rounding: "once" },
      parties: parties.map(({ id: party, name, organisation_number, party_order, from, to }) => ({
        ...{ id: party, name, organisation_number, party_order, from, to },
        weight: String(counts.get(party)?.inhabitants ?? 1),
        ...{ floor_minor: null, cap_minor: null, paid_minor: 0, previous_minor: null },
      })),
    },
  };
}

/** Works last year's settlement out and sends it to the parties, some time ago. */
async function send(
  db: TenantDb,
  { host, agreement, year, now }: Seeding,
  {
    keyId,
    basis,
    advances,
    bookings,
    lines,
  }: {
    keyId: string;
    basis: SettlementBasis;
    advances: ReturnType<typeof advancesOf>;
    bookings: readonly { account: string; amount_minor: number }[];
    lines: readonly { account: string; text: string }[];
  },
): Promise<string> {
  const at = { tenant_id: host.tenantId, agreement_id: agreement.id, year };
  const accounts = [...new Set(bookings.map(({ account }) => account))].sort();
  const whole: SettlementBasis = {
    ...basis,
    parties: basis.parties.map((party) => ({
      ...party,
      paid_minor: advances.filter((row) => row.party === party.id).reduce((sum, row) => sum + row.minor, 0),
    })),
    lines: accounts.map((account) => ({
      account,
      text: lines.find((line) => line.account === account)?.text ?? "",
      amount_minor: bookings
        .filter((row) => row.account === account)
        .reduce((sum, row) => sum + row.amount_minor, 0),
    })),
  };
  const { result, rows } = settle(whole);
  const { id, version } = await db
    .insertInto("settlement")
    .values({ ...at, run: 1, created_by_name: host.byName, created_at: now })
    .returning(["id", "version"])
    .executeTakeFirstOrThrow();
  await db
    .insertInto("settlement_row")
    .values(rows.map(({ party, ...row }) => ({ ...at, settlement_id: id, organisation_id: party, ...row })))
    .execute();
  const snapshot = snapshotOf(whole);
  const own = (set: Record<string, unknown>) =>
    db
      .updateTable("settlement")
      .set(set)
      .where("tenant_id", "=", host.tenantId)
      .where("id", "=", id)
      .execute();
  await own({
    state: "preliminary",
    cost_key_id: keyId,
    snapshot,
    snapshot_sha256: createHash("sha256").update(snapshot).digest("hex"),
    total_minor: result.totalMinor,
    dated_on: whole.dated,
  });
  await db
    .updateTable("cost_key")
    .set({ locked_on: whole.dated })
    .where("tenant_id", "=", host.tenantId)
    .where("id", "=", keyId)
    .execute();
  const day = (offset: number) => dayInSweden(new Date(now.getTime() + offset * 86_400_000));
  await own({ state: "sent", sent_on: day(-9), remarks_until: day(12), version: version + 1 });
  return id;
}

async function remark(
  db: TenantDb,
  {
    party,
    host,
    agreement,
    year,
    run,
  }: { party: JobScope; host: JobScope; agreement: Agreement; year: number; run: string },
): Promise<void> {
  await db
    .insertInto("settlement_remark")
    .values({
      tenant_id: party.tenantId,
      owner_id: host.tenantId,
      agreement_id: agreement.id,
      year,
      settlement_id: run,
      body: settlementRemark,
      by_name: party.byName,
    })
    .execute();
}

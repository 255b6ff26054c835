import type { Door } from "../../server/tenant.server.ts";
import type { Typed } from "../catalogue/fields.form.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { listCostLines } from "./cost-lines.server.ts";
import { lineMinor } from "./costs.rules.ts";
import { ELEMENTS } from "./fields.rules.ts";
import type { CostLineNoted } from "./history.rules.ts";
import { MOST_MINOR, Reader } from "./numbers.form.ts";
import {
  changePart,
  lines,
  lockOwnContract,
  note,
  openOwnContract,
  type PartOutcome,
  word,
} from "./part.server.ts";
import { listParticipants } from "./participants.server.ts";
import { touch } from "./writes.server.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize">;

export const COST_KINDS = ["recurring", "one_off", "per_metric"] as const;
export const PERS = ["year", "quarter", "month"] as const;
export const COST_STATUSES = ["commitment", "estimate", "actual"] as const;

/** The cost lines of an own contract and what a new one can be about. */
export async function loadCosts(door: Reading, id: string) {
  const contract = await openOwnContract(door, id);
  return {
    slug: door.tenant.slug,
    contract: { id: contract.id, name: contract.name },
    rows: await listCostLines(door.db, id),
    organisations: [
      { id: door.tenant.id, name: contract.owner_name },
      ...(await listParticipants(door.db, id)).map((each) => ({ id: each.organisation_id, name: each.name })),
    ],
  };
}

/** A cost line as it is kept, from what was typed. */
export function readCostLine(typed: Typed, organisations: readonly string[] = []) {
  const read = new Reader((key) => word(typed, key));
  const kind = read.choice("kind", COST_KINDS);
  if (!kind) read.errors.kind ??= "required";
  const per = kind === "one_off" ? null : read.choice("per", PERS);
  if (kind && kind !== "one_off" && !per) read.errors.per ??= "per_needed";
  const amount_minor = read.amount("amount");
  if (amount_minor === null) read.errors.amount ??= "required";
  const currency = (read.text("currency") ?? "SEK").toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) read.errors.currency = "currency_needed";
  const isForeign = currency !== "SEK";
  const [rate, rate_on] = [read.decimal("rate", { decimals: 6 }), read.day("rate_on")];
  if (isForeign && !(Number(rate) > 0 && rate_on)) read.errors.rate ??= "rate_needed";
  if (!isForeign && (rate || rate_on)) read.errors.rate ??= "rate_in_kronor";
  const quantity = kind === "per_metric" ? read.decimal("quantity", { decimals: 3 }) : null;
  if (kind === "per_metric" && quantity === null) read.errors.quantity ??= "quantity_needed";
  const [valid_from, valid_to] = [read.day("valid_from"), read.day("valid_to")];
  if (valid_from && valid_to && valid_to < valid_from) read.errors.valid_to ??= "after_end";
  const organisation_id = read.choice("organisation", organisations);
  const line = {
    organisation_id,
    kind: kind ?? ("recurring" as const),
    per,
    amount_minor: amount_minor ?? 0,
    currency,
    rate: isForeign ? rate : null,
    rate_on: isForeign ? rate_on : null,
    quantity,
    metric: kind === "per_metric" ? (read.text("metric")?.slice(0, 100) ?? null) : null,
    element: read.choice("element", ELEMENTS),
    status: read.choice("status", COST_STATUSES) ?? ("commitment" as const),
    valid_from,
    valid_to,
    account_text: read.text("account_text"),
    note: lines(typed, "note", 1000),
    visible_to_member: typed.is_internal !== "on",
  };
  if (Math.abs(lineMinor(line)) > MOST_MINOR) read.errors.amount ??= "out_of_range";
  return { errors: read.errors, line };
}

/** What the history keeps of a line; it is put into words where it is read. */
const noted = ({ kind, amount_minor, currency, per }: CostLineNoted): CostLineNoted => ({
  kind,
  amount_minor,
  currency,
  per,
});

/** Adds a cost line, or removes the one named. */
export async function changeCosts(door: Door, id: string): Promise<PartOutcome> {
  return changePart(door, {
    part: "costs",
    open: (d) => lockOwnContract(d, id),
    async remove({ db, tenant, record }, contract, key) {
      const row = isUuid(key)
        ? (await listCostLines(db, contract.id)).find((each) => each.id === key)
        : undefined;
      if (!row) return { kind: "changed_meanwhile" };
      await db
        .deleteFrom("contract_cost_line")
        .where("tenant_id", "=", tenant.id)
        .where("id", "=", key)
        .execute();
      await touch(db, { tenantId: tenant.id }, contract);
      await note({ record }, contract, { field: "cost_line", old: noted(row) });
      return undefined;
    },
    async add({ db, tenant, record }, contract, typed) {
      const parties = [
        tenant.id,
        ...(await listParticipants(db, contract.id)).map((each) => each.organisation_id),
      ];
      const { line, errors } = readCostLine(typed, parties);
      if (Object.keys(errors).length > 0) return errors;
      await db
        .insertInto("contract_cost_line")
        .values({ ...line, tenant_id: tenant.id, contract_id: contract.id })
        .execute();
      await touch(db, { tenantId: tenant.id }, contract);
      await note({ record }, contract, { field: "cost_line", new: noted(line) });
      return undefined;
    },
  });
}

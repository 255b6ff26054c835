import { Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { PartAnswer } from "./budgets.server.ts";
import { yearPartPath } from "./settlements.paths.ts";
import { findAccounts } from "./statements.server.ts";
import { lockYear, openForWords, settledSoFar } from "./years.server.ts";

const FIELDS = ["result", "result_name", "balance", "balance_name"] as const;

/** In which accounts the own organisation books the year's settlement. */
export async function loadAccounts(door: Door, id?: string, yearText?: string) {
  const found = await openForWords(door, id, yearText);
  const accounts = await findAccounts(door.db, { tenantId: door.tenant.id, found });
  const isClosed = accounts !== undefined && (await settledSoFar(door.db, found)) === "closed";
  return {
    ...found,
    isClosed,
    typed: {
      result: accounts?.result.account ?? "",
      result_name: accounts?.result.name ?? "",
      balance: accounts?.balance.account ?? "",
      balance_name: accounts?.balance.name ?? "",
    } as Record<string, string>,
  };
}

/** Names the accounts; they stay once the year is closed. @throws Refused AVS-002 */
export async function saveAccounts(door: Door, id?: string, yearText?: string): Promise<PartAnswer> {
  const { db, form, tenant } = door;
  const found = await openForWords(door, id, yearText);
  await lockYear(db, found);
  const typed = Object.fromEntries(
    FIELDS.map((name) => [
      name,
      String(form.get(name) ?? "")
        .trim()
        .slice(0, 100),
    ]),
  ) as Record<(typeof FIELDS)[number], string>;
  const errors: Record<string, string> = {};
  for (const purpose of ["result", "balance"] as const) {
    if (!/^\d{3,10}$/.test(typed[purpose])) errors[purpose] = typed[purpose] ? "not_an_account" : "required";
    if (!typed[`${purpose}_name`]) errors[`${purpose}_name`] = "required";
  }
  if (!errors.balance && typed.result === typed.balance) errors.balance = "same_account";
  if (Object.keys(errors).length > 0) return { typed, errors, status: 422 };
  const known = await findAccounts(db, { tenantId: tenant.id, found });
  if (known && (await settledSoFar(db, found)) === "closed") throw new Refused("AVS-002");
  for (const purpose of ["result", "balance"] as const) {
    const row = { account: typed[purpose], name: typed[`${purpose}_name`] };
    await db
      .insertInto("account_mapping")
      .values({
        tenant_id: tenant.id,
        owner_id: found.agreement.tenant_id,
        agreement_id: found.agreement.id,
        year: found.year,
        purpose,
        ...row,
      })
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "agreement_id", "year", "purpose"]).doUpdateSet(row),
      )
      .execute();
  }
  await door.record({
    kind: "settlement",
    id: found.agreement.id,
    name: `${found.agreement.title} ${found.year}`,
    action: "updated",
    changes: [
      {
        field: "account_mapping",
        old: known ? `${known.result.account} / ${known.balance.account}` : null,
        new: `${typed.result} / ${typed.balance}`,
      },
    ],
  });
  return { to: yearPartPath(found.at, "accounts", "?saved=1") };
}

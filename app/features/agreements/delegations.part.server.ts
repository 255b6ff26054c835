import type { TenantDb } from "../../server/transaction.server.ts";
import { delegationForm } from "./agreements.form.ts";
import { listParties } from "./agreements.server.ts";
import { delegationProblem } from "./delegation.rules.ts";
import { type PartList, wordsFor } from "./part-lists.server.ts";
import { rowsOf } from "./part-writes.server.ts";
import { typedOf } from "./posted.server.ts";

/** Rights to decide that parties have given to employees of other parties. */
export async function listDelegations(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("delegation_out as d")
    .innerJoin("organisation as o", "o.id", "d.tenant_id")
    .innerJoin("organisation as r", "r.id", "d.receiver_id")
    .select(["d.id", "d.tenant_id", "o.name as from_name", "r.name as to_name", "d.task", "d.matter"])
    .select([
      "d.is_procurement",
      "d.is_automated",
      "d.receiver_id",
      "d.receiver_role",
      "d.limits",
      "d.reporting",
    ])
    .select(["d.state", "d.from_on", "d.to_on"])
    .where("d.agreement_id", "=", agreementId)
    .orderBy("o.name")
    .orderBy("d.from_on")
    .orderBy("d.id")
    .limit(300)
    .execute();
}

/** Each party's own delegations under the agreement (KL 9:37); others' are read on the agreement's page. */
export const delegations: PartList = {
  writer: "party",
  isOpen: (agreement) => agreement.status === "in_force",
  start: ({ today }) => ({ matter: "ordinary", from_on: today }),
  async lines({ db, agreement, tenant, locale }) {
    const { w, format } = wordsFor(locale);
    const own = (await listDelegations(db, agreement.id)).filter((each) => each.tenant_id === tenant.id);
    return own.map((each) => ({
      id: each.id,
      title: each.task,
      notes: [
        `${each.receiver_role}, ${each.to_name}`,
        w.delegation_state[each.state] ?? "",
        [each.from_on, each.to_on].map((day) => (day ? format.day(day) : "")).join("–"),
      ],
      mayChange: true,
      mayRemove: true,
      typed: typedOf(each),
    }));
  },
  ...rowsOf({
    table: "delegation_out",
    form: delegationForm,
    field: "delegation",
    name: ({ task }) => task,
    async check({ db, agreement, tenant, locale }, fields) {
      const parties = await listParties(db, agreement.id);
      const isOther = fields.receiver_id !== tenant.id;
      if (!isOther || !parties.some((each) => each.organisation_id === fields.receiver_id))
        return { receiver_id: "choice_wrong" };
      const problem = delegationProblem(fields);
      if (!problem) return null;
      return { [problem === "DLG-001" ? "matter" : "reporting"]: wordsFor(locale).refusals[problem]() };
    },
    columns: (fields) => ({ ...fields, state: "active" }),
    more: ({ agreement }) => ({ owner_id: agreement.tenant_id }),
  }),
};

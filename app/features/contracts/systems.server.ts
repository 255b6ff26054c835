import type { Door } from "../../server/tenant.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { changePart, note, openJoinedContract, type PartOutcome, word } from "./part.server.ts";
import { listContractUsages, listResponsible } from "./record.server.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "today" | "authorize">;

/** Own systems that the contract covers, and those that could be linked. */
export async function loadContractSystems(door: Reading, id: string) {
  const contract = await openJoinedContract(door, id);
  const { db, tenant } = door;
  const linked = await listContractUsages(db, id);
  const usages = await db
    .selectFrom("system_usage")
    .select(["id", "own_name", "is_hidden"])
    .where("tenant_id", "=", tenant.id)
    .where("lifecycle", "!=", "retired")
    .orderBy("own_name")
    .orderBy("id")
    .limit(3000)
    .execute();
  return {
    slug: tenant.slug,
    tenantId: tenant.id,
    contract: { id: contract.id, name: contract.name },
    linked,
    usages: usages.filter((usage) => !linked.some((each) => each.usage_id === usage.id)),
  };
}

/** Links a system of the organisation's own, or takes the link away; the contract may be one that it takes part in. */
export async function changeContractSystems(door: Door, id: string): Promise<PartOutcome> {
  return changePart(door, {
    part: "systems",
    open: (d) => openJoinedContract(d, id),
    async remove({ db, tenant, record }, contract, key) {
      if (!isUuid(key)) return { usage: "unknown_choice" };
      const usage = await findOwn(door, key);
      const { numDeletedRows } = await db
        .deleteFrom("contract_usage")
        .where("tenant_id", "=", tenant.id)
        .where("contract_id", "=", contract.id)
        .where("usage_id", "=", key)
        .executeTakeFirst();
      if (numDeletedRows === 1n) await note({ record }, contract, { field: "systems", old: usage?.own_name });
      else door.unrecorded("the link was already gone");
      return undefined;
    },
    async add({ db, tenant, record }, contract, typed) {
      const key = word(typed, "usage");
      const usage = isUuid(key) ? await findOwn(door, key) : undefined;
      if (!usage) return { usage: "unknown_choice" };
      const made = await db
        .insertInto("contract_usage")
        .values({
          tenant_id: tenant.id,
          usage_id: usage.id,
          contract_id: contract.id,
          contract_tenant_id: contract.tenant_id,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning("usage_id")
        .executeTakeFirst();
      if (made) await note({ record }, contract, { field: "systems", new: usage.own_name });
      else door.unrecorded("the system was linked already");
      return undefined;
    },
  });
}

function findOwn({ db, tenant }: Reading, id: string) {
  return db
    .selectFrom("system_usage")
    .select(["id", "own_name"])
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** Who answers for the contract here, and who could. */
export async function loadResponsible(door: Reading, id: string) {
  const contract = await openJoinedContract(door, id);
  const people = await door.db
    .selectFrom("person")
    .select(["id", "name", "title"])
    .where("tenant_id", "=", door.tenant.id)
    .orderBy("name")
    .orderBy("id")
    .limit(5000)
    .execute();
  return {
    slug: door.tenant.slug,
    contract: { id: contract.id, name: contract.name },
    rows: await listResponsible(door.db, id),
    people,
  };
}

/** Appoints a contract manager of the organisation's own, or ends the appointment. */
export async function changeResponsible(door: Door, id: string): Promise<PartOutcome> {
  return changePart(door, {
    part: "responsible",
    open: (d) => openJoinedContract(d, id),
    async remove({ db, tenant, record }, contract, key) {
      if (!isUuid(key)) return { person: "unknown_choice" };
      const row = (await listResponsible(db, contract.id)).find((each) => each.id === key);
      if (!row) return { person: "changed_meanwhile" };
      await db.deleteFrom("contract_role").where("tenant_id", "=", tenant.id).where("id", "=", key).execute();
      await note({ record }, contract, { field: "responsible", old: row.name });
      return undefined;
    },
    async add({ db, tenant, record }, contract, typed) {
      const key = word(typed, "person");
      const person = isUuid(key)
        ? await db
            .selectFrom("person")
            .select(["id", "name"])
            .where("tenant_id", "=", tenant.id)
            .where("id", "=", key)
            .executeTakeFirst()
        : undefined;
      if (!person) return { person: "no_person" };
      const held = (await listResponsible(db, contract.id)).some((each) => each.person_id === person.id);
      if (held) {
        door.unrecorded("the person already answers for the contract");
        return undefined;
      }
      await db
        .insertInto("contract_role")
        .values({
          tenant_id: tenant.id,
          contract_tenant_id: contract.tenant_id,
          contract_id: contract.id,
          role_type: "contract_manager",
          person_id: person.id,
        })
        .execute();
      await note({ record }, contract, { field: "responsible", new: person.name });
      return undefined;
    },
  });
}

import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { windDownForm } from "./agreements.form.ts";
import { agreementPagePath } from "./agreements.paths.ts";
import { mayKeep } from "./agreements.policy.ts";
import { WIND_DOWN } from "./agreements.rules.ts";
import { lockOwnAgreement, openAgreement } from "./agreements.server.ts";
import { type Outcome, readForm } from "./posted.server.ts";

import { listWindDownFacts } from "./wind-down-facts.server.ts";

/** What has to be done when parties leave, party by party, in the order of the list. */
export async function listWindDown(db: TenantDb, agreementId: string) {
  const rows = await db
    .selectFrom("wind_down_item as i")
    .innerJoin("organisation as o", "o.id", "i.organisation_id")
    .leftJoin("agreement_party as p", (join) =>
      join.onRef("p.tenant_id", "=", "i.tenant_id").onRef("p.id", "=", "i.party_id"),
    )
    .select([
      "i.id",
      "i.organisation_id",
      "i.party_id",
      "p.leaves_on",
      "o.name",
      "i.code",
      "i.done_on",
      "i.note",
      "i.by_name",
      "i.version",
    ])
    .where("i.agreement_id", "=", agreementId)
    .orderBy("o.name")
    .orderBy("i.id")
    .limit(1000)
    .execute();
  return rows.sort(
    (a, b) =>
      a.name.localeCompare(b.name, "sv") ||
      (a.leaves_on ?? "").localeCompare(b.leaves_on ?? "") ||
      WIND_DOWN.indexOf(a.code) - WIND_DOWN.indexOf(b.code),
  );
}

/** The list by who leaves: somebody who has left twice has two. */
export function byLeaving(items: Awaited<ReturnType<typeof listWindDown>>) {
  const keyOf = (item: (typeof items)[number]) => item.party_id ?? item.organisation_id;
  return [...new Set(items.map(keyOf))].map((id) => {
    const own = items.filter((item) => keyOf(item) === id);
    return {
      id,
      organisation_id: own[0]?.organisation_id ?? id,
      name: own[0]?.name ?? "",
      leaves_on: own[0]?.leaves_on ?? null,
      items: own,
    };
  });
}

/** The wind-down list (avvecklingslista) of an agreement. @throws NotFound when nobody leaves */
export async function loadWindDown(door: Door, id: string) {
  const agreement = await openAgreement(door, id);
  const items = await listWindDown(door.db, id);
  if (items.length === 0) throw new NotFound();
  const leaving = byLeaving(items);
  const facts = await listWindDownFacts(
    door.db,
    id,
    leaving.map((party) => party.organisation_id),
  );
  return {
    slug: door.tenant.slug,
    agreement: { id, title: agreement.title },
    leaving: leaving.map((party) => ({ ...party, facts: facts.get(party.organisation_id) ?? {} })),
    mayChange: mayKeep(door.actor, door.tenant, agreement),
  };
}

/** Notes one point as done, with what was done; `undo` opens it again. */
export async function changeWindDown(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, actor, today, form, record } = door;
  const agreement = await lockOwnAgreement(door, id);
  const to = agreementPagePath(tenant.slug, id, "wind-down", "?saved=1");
  const item = (await listWindDown(db, id)).find((each) => each.id === form.get("item"));
  if (!item || agreement.status === "ended") throw new Refused("changed_meanwhile");
  const isUndo = form.has("undo");
  const read = readForm(windDownForm, form);
  if (!isUndo && "errors" in read)
    return { typed: { ...read.typed, item: item.id }, errors: { note: "note_missing" } };
  const note = "fields" in read ? read.fields.note : item.note;
  const changed = await db
    .updateTable("wind_down_item")
    .set({
      done_on: isUndo ? null : today,
      by_name: isUndo ? null : actor.name,
      note,
      version: item.version + 1,
    })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", item.id)
    .where("version", "=", Number(form.get("version")))
    .returning("id")
    .executeTakeFirst();
  if (!changed) throw new Refused("changed_meanwhile");
  await record({
    kind: "agreement",
    id,
    name: agreement.title,
    action: isUndo ? "reopened" : "handled",
    changes: [{ field: `wind_down_${item.code}`, old: item.done_on, new: isUndo ? null : today }],
    reason: note,
  });
  return { to };
}

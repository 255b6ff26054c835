import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { findChoiceSettings } from "./choices.server.ts";
import { cleaned } from "./contracts.form.ts";
import { contractChoicesPath } from "./contracts.paths.ts";
import { hasRegister, mayAnswerFor } from "./contracts.policy.ts";
import { CHOICE_LISTS, type ChoiceList } from "./fields.rules.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize">;

function enter({ tenant, actor, authorize }: Reading): void {
  if (!hasRegister(tenant)) throw new NotFound();
  authorize(mayAnswerFor(actor));
}

const ALL = (Object.keys(CHOICE_LISTS) as ChoiceList[]).flatMap((list) =>
  CHOICE_LISTS[list].map((code) => ({ list, code: code as string })),
);

/** The shared starting lists with what the organisation has chosen of them. */
export async function loadChoiceSettings(door: Reading) {
  enter(door);
  const settings = await findChoiceSettings(door.db, door.tenant.id);
  return {
    slug: door.tenant.slug,
    rows: ALL.map(({ list, code }) => {
      const own = settings.find((each) => each.list === list && each.code === code);
      return { list, code, is_on: own?.is_on ?? true, description: own?.description ?? "" };
    }),
  };
}

/** Keeps which entries are used; entries that somebody has chosen stay on their contracts. */
export async function saveChoiceSettings(door: Door): Promise<string> {
  enter(door);
  const { db, tenant, form, record } = door;
  const before = await loadChoiceSettings(door);
  const changes: { field: string; old: unknown; new: unknown }[] = [];
  for (const row of before.rows) {
    const is_on = form.get(`${row.list}_${row.code}`) === "on";
    const description = cleaned(form.get(`${row.list}_${row.code}_text`)).slice(0, 500);
    if (is_on === row.is_on && description === row.description) continue;
    changes.push({
      field: `lists.${row.list}.${row.code}`,
      old: `${row.is_on ? "✓" : "–"} ${row.description}`.trim(),
      new: `${is_on ? "✓" : "–"} ${description}`.trim(),
    });
    const kept = { is_on, description: description || null };
    await db
      .insertInto("contract_choice_setting")
      .values({ tenant_id: tenant.id, list: row.list, code: row.code, ...kept })
      .onConflict((conflict) => conflict.columns(["tenant_id", "list", "code"]).doUpdateSet(kept))
      .execute();
  }
  await record({ kind: "organisation", id: tenant.id, name: tenant.name, action: "updated", changes });
  return `${contractChoicesPath(tenant.slug)}?saved=1`;
}

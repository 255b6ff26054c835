import type pg from "pg";
import { callAction, callLoader } from "../../../support/routes.ts";
import { type TestPerson, type Town, type UsageParts, unique } from "../../../support/towns.ts";

/** As whom, where and when a step is taken; the town's administrator now unless told otherwise. */
export interface Who {
  town?: Town;
  person?: TestPerson;
  now?: Date;
}

const at = (name: string) => import(`../../../../app/routes/$tenant.${name}`);

/** The steps of a bulk edit through its routes, in one town. */
export function bulkEdits(admin: () => pg.Pool, home: () => { place: Town; thing: string }) {
  const called = ({ town = home().place, person = town.admin, now }: Who, params = {}) => ({
    cookie: person.cookie,
    params: { tenant: town.slug, ...params },
    now,
  });

  /** Ticks systems in the list. @returns the answer */
  async function choose(form: Record<string, string | string[]>, who: Who = {}) {
    const { action } = await at("bulk-edits.selection.ts");
    return callAction(action, form, called(who));
  }

  /** Says what to change in the run. @returns the answer */
  async function wish(id: string, form: Record<string, string | string[]>, who: Who = {}) {
    const { action } = await at("bulk-edits.$id_.fields.tsx");
    return callAction(action, form, called(who, { id }));
  }

  /** Chooses, says what to change, and gets the preview. @returns the run's id */
  async function plan(
    ids: string[],
    fields: Record<string, string>,
    { clear = [], reason = "Ny organisation", ...who }: Who & { clear?: string[]; reason?: string } = {},
  ): Promise<string> {
    await choose({ do: "clear" }, who);
    const chosen = await choose({ shown: ids, row: ids, do: "edit" }, who);
    const id = /bulk-edits\/([0-9a-f-]{36})\/fields/.exec(chosen.headers.get("Location") ?? "")?.[1];
    if (!id) throw new Error(`nothing chosen: ${chosen.status} ${chosen.headers.get("Location")}`);
    const answer = await wish(
      id,
      { field: [...Object.keys(fields), ...clear], clear, reason, ...fields },
      who,
    );
    if (answer.status !== 302) throw new Error(`no preview: ${await answer.text()}`);
    return id;
  }

  async function open(id: string, who: Who = {}) {
    const { loader } = await at("bulk-edits.$id.tsx");
    return callLoader(loader, called(who, { id }));
  }
  const page = async (id: string, who: Who = {}) => (await open(id, who)).json();

  /** Sends the preview's form; `number` when it is that of another preview. */
  async function apply(id: string, who: Who = {}, number?: number) {
    const { action } = await at("bulk-edits.$id_.application.ts");
    const { rows } = await admin().query("select plan_number from bulk_edit where id = $1", [id]);
    return callAction(action, { plan: String(number ?? rows[0]?.plan_number) }, called(who, { id }));
  }

  async function outlook(id: string, who: Who = {}) {
    const { loader } = await at("bulk-edits.$id_.reversal.tsx");
    return callLoader(loader, called(who, { id }));
  }
  async function revert(id: string, who: Who = {}, reason = "Fel enhet") {
    const { action } = await at("bulk-edits.$id_.reversal.tsx");
    return callAction(action, { reason }, called(who, { id }));
  }

  async function value(table: string, column: string, id: string) {
    const { rows } = await admin().query(`select ${column} as v from ${table} where usage_id = $1`, [id]);
    return rows[0]?.v ?? null;
  }

  return {
    called,
    choose,
    wish,
    plan,
    open,
    page,
    apply,
    outlook,
    revert,
    value,
    criticality: (id: string) => value("system_usage_classification", "criticality", id),
    async version(id: string): Promise<number> {
      return (await admin().query("select version from system_usage where id = $1", [id])).rows[0].version;
    },
    async events(id: string) {
      const { rows } = await admin().query(
        "select action, field, old, new, reason, run_id, by_name from change_event where object_id = $1 order by id",
        [id],
      );
      return rows;
    },
    several(count: number, parts: UsageParts = {}, town = home().place): Promise<string[]> {
      const uses = Array.from({ length: count }, () => town.use(home().thing, unique("System"), parts));
      return Promise.all(uses);
    },
  };
}

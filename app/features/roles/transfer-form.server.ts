import { Refused } from "#app/server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "#app/server/form-key.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { listDeputiesOf } from "./deputies.server.ts";
import { findHolder, listPeopleToChoose } from "./people.server.ts";
import { transferPath, transferRunPath } from "./roles.paths.ts";
import { previewTransfer, readWish, transferRoles } from "./transfer.server.ts";

/** What the page shows: the choice, and once it is made everything that would happen. @throws NotFound */
export async function loadTransferPage(
  { db, tenant, today }: Pick<Door, "db" | "tenant" | "today">,
  id: string,
  search: URLSearchParams,
) {
  const person = await findHolder(db, id);
  const isAsked = search.has("to");
  const { wish, errors } = await readWish(db, person, { values: search, today });
  const deputies = wish ? await listDeputiesOf(db, person.id, today) : [];
  return {
    slug: tenant.slug,
    person,
    people: await listPeopleToChoose(db),
    typed: {
      to: search.get("to") ?? "",
      mode: search.get("mode") ?? "move",
      day: search.get("day") ?? today,
    },
    errors: isAsked ? errors : undefined,
    preview: wish && {
      to: wish.to,
      mode: wish.mode,
      day: wish.day,
      steps: await previewTransfer(db, wish),
    },
    standsIn: deputies.filter((each) => each.deputy_person_id === person.id && each.to_on >= today).length,
  };
}

export type TransferOutcome =
  | { to: string }
  | { problem: "none_chosen" | "changed_meanwhile"; status: 409 | 422 };

/** Does what the preview showed, for the ticked roles. A form sent twice leads to what the first sending made. */
export async function applyTransferForm(door: Door, id: string): Promise<TransferOutcome> {
  const { db, tenant, form, today } = door;
  const person = await findHolder(db, id);
  const { wish } = await readWish(db, person, { values: form, today });
  if (!wish) return { to: transferPath(tenant.slug, person.id, queryOf(form)) };
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const chosen = new Set(form.getAll("role").map(String).filter(isUuid));
  if (chosen.size === 0) return { problem: "none_chosen", status: 422 };
  try {
    const run = await transferRoles(door, wish, chosen);
    const to = transferRunPath(tenant.slug, person.id, run);
    await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
    return { to };
  } catch (error) {
    // thrown before anything is written, so the transaction may go on to show the new list
    if (error instanceof Refused && error.code === "changed_meanwhile")
      return { problem: "changed_meanwhile", status: 409 };
    throw error;
  }
}

function queryOf(form: FormData): string {
  const names = ["to", "mode", "day"];
  return `?${new URLSearchParams(names.map((name) => [name, String(form.get(name) ?? "")]))}`;
}

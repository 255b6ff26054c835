import { createHash } from "node:crypto";
import { NotFound, Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { Locale } from "../../text/text.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { type Part, partPath } from "./agreements.paths.ts";
import { mayBind, mayWriteAgreements } from "./agreements.policy.ts";
import {
  type Agreement,
  currentParties,
  listParties,
  lockOwnAgreement,
  openAsParty,
  openOwnAgreement,
} from "./agreements.server.ts";
import { assets } from "./assets.part.server.ts";
import { bodies, duties, roles } from "./bodies.part.server.ts";
import { clauses, deviations } from "./clauses.part.server.ts";
import { delegations } from "./delegations.part.server.ts";
import { links } from "./links.part.server.ts";
import type { PartDoor, PartLine, PartList } from "./part-lists.server.ts";
import { areas, parties } from "./parties.part.server.ts";
import type { Outcome } from "./posted.server.ts";

/*
 * Lists that hang on an agreement: each has its rows, one form that adds (or, with ?edit=, changes) and a button to remove.
 */

const LISTS: Record<Part, PartList> = {
  parties,
  areas,
  clauses,
  deviations,
  links,
  bodies,
  roles,
  duties,
  assets,
  delegations,
};

function listOf(part: string): PartList {
  if (!Object.hasOwn(LISTS, part)) throw new NotFound();
  return LISTS[part as Part];
}

async function open(door: Door, id: string, { writer }: PartList, isPost: boolean): Promise<Agreement> {
  if (writer === "owner") return isPost ? lockOwnAgreement(door, id) : openOwnAgreement(door, id);
  const may = isPost ? mayBind(door.actor) : mayWriteAgreements(door.actor);
  const { agreement, party } = await openAsParty(door, id, may);
  // who is only asked, or has left, has nothing to say for itself here
  if (currentParties([party], door.today).length === 0) throw new NotFound();
  return agreement;
}

/** A list of an agreement with the form that adds to it. */
export async function loadPart(
  door: Door,
  id: string,
  part: string,
  search: URLSearchParams,
  locale: Locale,
) {
  const list = listOf(part);
  const agreement = await open(door, id, list, false);
  const inside: PartDoor = { ...door, agreement, locale };
  const lines = await list.lines(inside);
  const edited = lines.find((line) => line.id === search.get("edit") && line.mayChange);
  const parties = await listParties(door.db, id);
  return {
    slug: door.tenant.slug,
    part: part as Part,
    agreement: { id, title: agreement.title },
    lines: lines.map(({ typed: _, ...line }) => line),
    fields: (await list.fields?.(inside)) ?? [],
    edited: edited ? { id: edited.id, title: edited.title, seen: stampOf(edited) } : null,
    isOpen: Boolean(edited) || (list.isOpen?.(agreement) ?? true),
    typed: edited?.typed ?? list.start?.(inside) ?? {},
    choices: {
      parties: parties.map((party) => ({ id: party.organisation_id, name: party.name })),
      ...(await list.choices?.(inside)),
    } as Record<string, { id: string; name: string }[]>,
  };
}

/** Adds, changes (`id`) or removes (`remove`) one row; a form sent twice adds once. */
export async function changePart(door: Door, id: string, part: string, locale: Locale): Promise<Outcome> {
  const list = listOf(part);
  const agreement = await open(door, id, list, true);
  const inside: PartDoor = { ...door, agreement, locale };
  const { db, form, tenant } = door;
  const to = partPath(tenant.slug, id, part as Part, "?saved=1");
  const lines = await list.lines(inside);
  const named = (field: string) => lines.find((line) => line.id === form.get(field));
  if (form.has("remove")) {
    const row = named("remove");
    if (!row) return { to }; // gone already
    if (!row.mayRemove) throw new Refused("not_possible");
    await list.remove(inside, row);
    return { to };
  }
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const isChange = isUuid(String(form.get("id") ?? ""));
  const row = isChange ? named("id") : undefined;
  if (isChange && !row?.mayChange) throw new Refused("changed_meanwhile");
  const seen = form.get("seen");
  if (row && seen !== null && seen !== stampOf(row))
    return { typed: posted(form), errors: { "": "changed_meanwhile" } };
  if (!isChange && !(list.isOpen?.(agreement) ?? true)) throw new Refused("not_possible");
  const problem = await list.save(inside, row);
  if (problem) return { ...problem, typed: { ...posted(form), ...problem.typed } };
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

/** What a row was when its form was made: of two who change it from the same page the second is told. */
function stampOf({ typed }: PartLine): string {
  return createHash("sha256").update(JSON.stringify(typed)).digest("hex").slice(0, 16);
}

/** Everything that was typed, also in fields that depend on the agreement. */
function posted(form: FormData): Record<string, string> {
  return Object.fromEntries([...form.entries()].map(([name, value]) => [name, String(value)]));
}

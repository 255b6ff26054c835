import type pg from "pg";
import {
  cooperation,
  type TestCooperation,
  type TestPerson,
  type Town,
  town,
  unique,
} from "../../support/towns.ts";
import { CLOSES, type Form, NOW, pagesOf } from "../surveys/pages.ts";

export { CLOSES, LATER, NOW } from "../surveys/pages.ts";
export const { get, post } = pagesOf("interest-checks");

/** A cooperation with a coordinator and as many others as asked for. */
export async function neighbours(
  admin: pg.Pool,
  count: number,
): Promise<{ lead: Town; others: Town[]; together: TestCooperation }> {
  const towns: Town[] = [];
  for (let i = 0; i <= count; i += 1) towns.push(await town(admin));
  const together = await cooperation(admin, towns);
  return { lead: towns[0]!, others: towns.slice(1), together };
}

/** The form of a check as the page sends it. */
export function checkFields(circle: string, organisations: readonly string[], more: Form = {}): Form {
  return {
    circle,
    organisation: [...organisations],
    name: unique("Ärendesystem"),
    need: "Vi byter ärendesystem.",
    background: "",
    scope: "",
    time_frame: "",
    case_number: "",
    function_id: "",
    product_id: "",
    contract_id: "",
    closes_on: CLOSES,
    quorum_min: "2",
    quorum_quantity: "",
    quantity_unit: "användare",
    reply_kind: "either",
    counts_as: "binding_yes",
    answers_shared: "on",
    ...more,
  };
}

/** Makes a check and, unless told otherwise, sends it. @returns its id */
export async function ask(
  lead: Town,
  {
    circle,
    whom,
    more = {},
    sends = true,
  }: { circle: string; whom: readonly Town[]; more?: Form; sends?: boolean },
): Promise<string> {
  const fields = checkFields(
    circle,
    whom.map(({ id }) => id),
    more,
  );
  const made = await post("new.tsx", fields, { of: lead });
  if (made.status !== 302) throw new Error(`${made.status}: ${await made.text()}`);
  const id = /interest-checks\/([0-9a-f-]+)/.exec(made.headers.get("Location")!)![1]!;
  if (sends) {
    const sent = await post("$id_.opening.tsx", {}, { of: lead, id });
    if (sent.status !== 302) throw new Error(`${sent.status}: ${await sent.text()}`);
  }
  return id;
}

/** The form of a reply as the page sends it. */
export function replyFields(more: Form = {}): Form {
  return {
    intent: "submit",
    seen: "0.0",
    answer: "yes",
    conditions: "",
    quantity_low: "",
    quantity_likely: "100",
    quantity_high: "",
    earliest_on: "",
    kind: "indication",
    responder: "Kim Berg, IT-chef",
    authority_ref: "",
    ...more,
  };
}

export const binding = { kind: "binding", authority_ref: "KS 2026-114" };

/** Answers for a town, from what the page says is there. */
export async function reply(of: Town, id: string, more: Form = {}, now = NOW): Promise<Response> {
  const page = await get("$id_.reply.tsx", { of, id, now });
  const seen = page.status === 200 ? (await page.json()).data.seen : "0.0";
  return post("$id_.reply.tsx", replyFields({ seen, ...more }), { of, id, now });
}

/** What a town's page of the check holds. */
export async function look(of: Town, id: string, { as, now }: { as?: TestPerson; now?: Date } = {}) {
  const response = await get("$id.tsx", { of, as, id, now });
  if (response.status !== 200) return response.status;
  return response.json();
}

import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { Reader } from "../contracts/numbers.form.ts";
import { word } from "../contracts/part.server.ts";
import type { Refusal } from "./decide.rules.ts";
import type { Licence } from "./licences.server.ts";
import { refusalsText } from "./refusals.text.ts";

/** What a posted form came to: where to go, or what is wrong. `refusal`: a rule of the pool said no. */
export type Outcome = { to: string } | Wrong;
export interface Wrong {
  typed: Typed;
  errors: Record<string, string>;
  refusal?: NamedRefusal;
}
/** A refusal with organisations by name, as the page tells it. */
export type NamedRefusal = Omit<Refusal, "way" | "code"> & {
  code: string;
  way?: { name: string; kind: string; quantity: number }[];
};

const MOST = 1_000_000_000;

/** Reads what was typed; errors by field as codes. */
export class LicenceReader extends Reader {
  readonly typed: Typed;
  constructor(typed: Typed) {
    super((key) => word(typed, key, 2000));
    this.typed = typed;
  }
  /** A whole number, "1 200" too. */
  whole(key: string, { least = 0, most = MOST }: { least?: number; most?: number } = {}): number | null {
    const digits = word(this.typed, key).replace(/[\s\u00a0\u202f]/g, "");
    if (digits === "") return null;
    const value = /^\d{1,10}$/.test(digits) ? Number(digits) : Number.NaN;
    if (value >= least && value <= most) return value;
    this.errors[key] = Number.isNaN(value) ? "not_a_number" : "out_of_range";
    return null;
  }
  requiredWhole(key: string, limits?: { least?: number; most?: number }): number {
    const value = this.whole(key, limits);
    if (value === null) this.errors[key] ??= "required";
    return value ?? 0;
  }
  get hasErrors(): boolean {
    return Object.keys(this.errors).length > 0;
  }
}

/** What a step of a form came to: what is wrong, or nothing. */
export type Answer = Promise<Omit<Wrong, "typed"> | undefined>;

/** A refusal of the pool at the field that it is about. */
export function refusedAt(field: string, refusal: NamedRefusal | null): Omit<Wrong, "typed"> | undefined {
  return refusal ? { errors: { [field]: refusal.code }, refusal } : undefined;
}

/**
 * Reads the posted form and does its work once; sent twice it leads to what the first sending made. What a rule refuses leaves a row in
 * the agreement's history (licences.md 11).
 *
 * @param about the agreement that the form is about
 */
export async function submitted(
  { db, form, tenant, record }: Pick<Door, "db" | "form" | "tenant" | "record">,
  about: Pick<Licence, "id" | "name"> | null,
  work: (read: LicenceReader) => Promise<Outcome | Omit<Wrong, "typed">>,
): Promise<Outcome> {
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const typed = typedValues(form, ["inherited", "product"]);
  const outcome = await work(new LicenceReader(typed));
  if (!("to" in outcome)) {
    const rule = Object.values(outcome.errors).find((code) => code in refusalsText.sv.rules);
    if (about && rule) await note(record, about, { action: "refused", field: "rule", new: rule });
    return { ...outcome, typed };
  }
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), outcome.to);
  return outcome;
}

/** The same for a page with several forms: takes the step that the form's `intent` names, or removes the row that it names. */
export function submittedStep(
  door: Pick<Door, "db" | "form" | "tenant" | "record">,
  {
    about,
    to,
    steps,
  }: { about: Licence; to: string; steps: Record<string, (read: LicenceReader) => Answer> },
): Promise<Outcome> {
  return submitted(door, about, async (read): Promise<Outcome | Omit<Wrong, "typed">> => {
    const intent = String(read.typed.intent ?? (read.typed.remove ? "remove" : ""));
    const step = Object.hasOwn(steps, intent) ? steps[intent] : undefined;
    return (step ? await step(read) : { errors: { "": "changed_meanwhile" } }) ?? { to };
  });
}

/** One change in the agreement's history. */
export function note(
  record: Door["record"],
  licence: Pick<Licence, "id" | "name">,
  { action = "updated", field, ...values }: { action?: string; field: string; old?: unknown; new?: unknown },
) {
  return record({
    kind: "licence_agreement",
    id: licence.id,
    name: licence.name,
    action,
    changes: [{ field, old: values.old ?? null, new: values.new ?? null }],
  });
}

import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { Reader } from "../contracts/numbers.form.ts";
import { word } from "../contracts/part.server.ts";
import type { Refusal } from "./decide.rules.ts";

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

/** Reads the posted form and does its work once; sent twice it leads to what the first sending made. */
export async function submitted(
  { db, form, tenant }: Pick<Door, "db" | "form" | "tenant">,
  work: (read: LicenceReader) => Promise<Outcome | Omit<Wrong, "typed">>,
): Promise<Outcome> {
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const typed = typedValues(form, ["inherited", "product"]);
  const outcome = await work(new LicenceReader(typed));
  if (!("to" in outcome)) return { ...outcome, typed };
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), outcome.to);
  return outcome;
}

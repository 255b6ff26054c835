import * as z from "zod";
import {
  addressField,
  choiceField,
  dayField,
  errorCodes,
  nameField,
  optionalText,
  type Typed,
  typedValues,
} from "../catalogue/fields.form.ts";
import { codeBases, productKinds } from "./products.rules.ts";

/** Fields whose text names another record; which one is settled in the database. */
export const referenceFields = ["supplier", "rights_holder", "parent"] as const;
export type ReferenceField = (typeof referenceFields)[number];

const schema = z
  .object({
    name: nameField,
    previous_name: optionalText(),
    kind: z.enum(productKinds, { error: "unknown_choice" }).default("application"),
    supplier: optionalText(),
    rights_holder: optionalText(),
    parent: optionalText(),
    code_basis: choiceField(codeBases),
    description: z.string().trim().max(4000, "too_long").default(""),
    website: addressField,
    sale_ends_on: dayField,
    support_ends_on: dayField,
    life_ends_on: dayField,
    dates_source: optionalText(500),
    function_ids: z.array(z.uuid("unknown_choice")).max(100).default([]),
    aliases: z
      .string()
      .max(6000, "too_long")
      .default("")
      .transform((text) =>
        text
          .split(/\r?\n/)
          .map((line) => line.trim())
          .filter(Boolean),
      )
      .refine((names) => names.every((name) => name.length <= 300), "too_long"),
  })
  .refine((p) => p.dates_source || !(p.sale_ends_on || p.support_ends_on || p.life_ends_on), {
    path: ["dates_source"],
    message: "source_needed",
  });

/** A product as the form gives it; `supplier`, `rights_holder` and `parent` are names. */
export type ProductForm = z.output<typeof schema>;

export type ReadProductForm =
  | { ok: true; typed: Typed; value: ProductForm }
  | { ok: false; typed: Typed; errors: Record<string, string> };

/** Reads the posted product form. Errors are codes of `catalogueText.errors` by field. */
export function readProductForm(form: FormData): ReadProductForm {
  const typed = typedValues(form, ["function_ids"]);
  const read = schema.safeParse(typed);
  return read.success
    ? { ok: true, typed, value: read.data }
    : { ok: false, typed, errors: errorCodes(read.error) };
}

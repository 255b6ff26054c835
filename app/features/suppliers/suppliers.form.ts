import * as z from "zod";
import {
  addressField,
  errorCodes,
  nameField,
  optionalText,
  type Typed,
  typedValues,
} from "../catalogue/fields.form.ts";
import { readOrganisationNumber } from "./organisation-number.rules.ts";

const schema = z.object({
  name: nameField,
  organisation_number: z
    .string()
    .default("")
    .transform((text, context) => {
      if (text.trim() === "") return null;
      const read = readOrganisationNumber(text);
      if (read.ok) return read.digits;
      context.addIssue({ code: "custom", message: read.reason });
      return z.NEVER;
    }),
  website: addressField,
  country: optionalText(2).refine((code) => code === null || /^[A-Z]{2}$/i.test(code), "not_a_country"),
  aliases: z
    .string()
    .max(6000, "too_long")
    .default("")
    .transform((text) =>
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
});

/** A supplier as the form gives it; the organisation number as ten digits. */
export type SupplierForm = z.output<typeof schema>;

export type ReadSupplierForm =
  | { ok: true; typed: Typed; value: SupplierForm }
  | { ok: false; typed: Typed; errors: Record<string, string> };

/** Reads the posted supplier form. Errors are codes of `catalogueText.errors` by field. */
export function readSupplierForm(form: FormData): ReadSupplierForm {
  const typed = typedValues(form);
  const read = schema.safeParse(typed);
  return read.success
    ? { ok: true, typed, value: { ...read.data, country: read.data.country?.toUpperCase() ?? null } }
    : { ok: false, typed, errors: errorCodes(read.error) };
}

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

/** Hidden field: the number that was warned about; sent again it is kept, for sources that have it so. */
export const NUMBER_KEPT = "number_kept";

/** @param kept ten digits that are kept although the last one looks wrong */
const schemaFor = (kept: string) =>
  z.object({
    name: nameField,
    organisation_number: z
      .string()
      .default("")
      .transform((text, context) => {
        if (text.trim() === "") return null;
        const read = readOrganisationNumber(text);
        if (read.ok || (read.reason === "check_digit" && read.digits === kept)) return read.digits;
        const isWrongDigit = read.reason === "check_digit";
        context.addIssue({
          code: "custom",
          message: isWrongDigit ? `check_digit ${read.given} ${read.expected}` : read.reason,
        });
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
export type SupplierForm = z.output<ReturnType<typeof schemaFor>>;

export type ReadSupplierForm =
  | { ok: true; typed: Typed; value: SupplierForm }
  | { ok: false; typed: Typed; errors: Record<string, string> };

/**
 * Reads the posted supplier form. Errors are codes of `catalogueText.errors` by field; a wrong check digit is `check_digit`, the
 * digit given and the one expected.
 */
export function readSupplierForm(form: FormData): ReadSupplierForm {
  const typed = typedValues(form);
  const read = schemaFor(String(typed[NUMBER_KEPT] ?? "")).safeParse(typed);
  return read.success
    ? { ok: true, typed, value: { ...read.data, country: read.data.country?.toUpperCase() ?? null } }
    : { ok: false, typed, errors: errorCodes(read.error) };
}

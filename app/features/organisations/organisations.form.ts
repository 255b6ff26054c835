import { z } from "zod";

type Problem =
  | "name_missing"
  | "name_long"
  | "title_long"
  | "email_wrong"
  | "email_taken"
  | "name_taken"
  | "parent_wrong"
  | "unit_wrong"
  | "theme_wrong"
  | "address_long";

const problem = (code: Problem) => ({ error: code });
const name = z.string().trim().min(1, problem("name_missing")).max(200, problem("name_long"));
const emptyAsNull = (text: string) => (text === "" ? null : text);
const emailOrNull = z
  .string()
  .trim()
  .toLowerCase()
  .transform(emptyAsNull)
  .pipe(z.email(problem("email_wrong")).max(254, problem("email_wrong")).nullable());
/** A chosen record, or nothing. */
const chosen = (code: Problem) =>
  z
    .string()
    .transform(emptyAsNull)
    .pipe(z.uuid(problem(code)).nullable());

/** A unit and where it belongs. */
export const unitForm = z.object({ name, parent_unit_id: chosen("parent_wrong") });

/** A person of the organisation; not an account. */
export const personForm = z.object({
  name,
  title: z.string().trim().max(200, problem("title_long")).transform(emptyAsNull),
  email: emailOrNull,
  unit_id: chosen("unit_wrong"),
});

/** Settings; `requires_second_factor` "" means as the installation says. */
export function settingsForm(themes: readonly string[], groups: readonly string[]) {
  return z.object({
    theme: z.string().refine((theme) => themes.includes(theme), problem("theme_wrong")),
    requires_second_factor: z
      .enum(["", "yes", "no"])
      .catch("")
      .transform((answer) => (answer === "" ? null : answer === "yes")),
    hidden_field_groups: z
      .array(z.string())
      .transform((chosen) => groups.filter((group) => chosen.includes(group))),
    registry_email: emailOrNull,
    invoice_address: z.string().trim().max(500, problem("address_long")).transform(emptyAsNull),
  });
}

/** Errors by field, as codes: the first of each field. */
export function errorCodes(error: z.ZodError): Record<string, string> {
  const codes: Record<string, string> = {};
  for (const issue of error.issues) codes[String(issue.path[0] ?? "")] ??= issue.message;
  return codes;
}

/** What was typed into the person form. */
export function personValues(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "");
  return { name: text("name"), title: text("title"), email: text("email"), unit_id: text("unit_id") };
}

/** The version that the form was opened with; 0, which no record has, for anything else. */
export function versionIn(form: FormData): number {
  const version = String(form.get("version") ?? "");
  return /^\d{1,9}$/.test(version) ? Number(version) : 0;
}

import { z } from "zod";

/** Errors are codes; `accounts.text.ts` has the sentences. */
export type AccountError =
  | "email_missing"
  | "email_wrong"
  | "name_missing"
  | "name_long"
  | "password_missing"
  | "password_short"
  | "password_long"
  | "password_simple"
  | "password_differs"
  | "password_wrong"
  | "code_missing"
  | "code_wrong"
  | "credentials_wrong"
  | "too_many_tries";

export const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;

const code = (error: AccountError) => ({ error });

/** An e-mail address as it is stored: trimmed, lower case. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, code("email_missing"))
  .max(254, code("email_wrong"))
  .regex(/^[^\s@"(),:;<>[\]\\]+@[^\s@"(),:;<>[\]\\]+\.[^\s@.]+$/, code("email_wrong"));

/** A person's name: one line. */
export const personName = z
  .string()
  .transform((text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim())
  .pipe(z.string().min(1, code("name_missing")).max(200, code("name_long")));

/** A password that somebody chooses. Length counts; few different signs do not make a password. */
export const newPassword = z
  .string()
  .min(SHORTEST_PASSWORD, code("password_short"))
  .max(LONGEST_PASSWORD, code("password_long"))
  .refine((text) => new Set(text).size >= 5, code("password_simple"));

/** A password somebody types to show that it is them: whatever it is, it is compared. */
const shownPassword = z.string().min(1, code("password_missing")).max(1000, code("password_wrong"));

/** Six digits, or a recovery code; spaces and hyphens do not matter. */
const factorCode = z
  .string()
  .max(100, code("code_wrong"))
  .transform((text) => text.replace(/[\s-]/g, "").toUpperCase())
  .pipe(z.string().min(1, code("code_missing")));

export const signInForm = z.object({
  email: z.string().trim().toLowerCase().min(1, code("email_missing")).max(254, code("credentials_wrong")),
  password: shownPassword,
});

export const codeForm = z.object({ code: factorCode });

export const resetRequestForm = z.object({ email });

const chosen = { password: newPassword, repeated: z.string() };
const same = (form: { password: string; repeated: string }) => form.password === form.repeated;
const sameError = { path: ["repeated"], error: "password_differs" satisfies AccountError };

export const resetForm = z.object(chosen).refine(same, sameError);
export const newAccountForm = z.object({ name: personName, ...chosen }).refine(same, sameError);
export const passwordForm = z.object({ current: shownPassword, ...chosen }).refine(same, sameError);
export const switchOffForm = z.object({ password: shownPassword, code: factorCode });

/** Error codes by field: the first of each. */
export type FormErrorCodes = Partial<Record<string, AccountError>>;

/** What a form says, or its errors by field. */
export function readForm<S extends z.ZodType>(
  schema: S,
  form: FormData,
): { ok: true; data: z.output<S> } | { ok: false; errors: FormErrorCodes } {
  const typed = Object.fromEntries(
    [...form].map(([name, value]) => [name, typeof value === "string" ? value : ""]),
  );
  const shape = "shape" in schema ? Object.keys(schema.shape as object) : [];
  for (const name of shape) typed[name] ??= "";
  const result = schema.safeParse(typed);
  if (result.success) return { ok: true, data: result.data };
  const errors: FormErrorCodes = {};
  for (const issue of result.error.issues)
    errors[String(issue.path[0] ?? "")] ??= issue.message as AccountError;
  return { ok: false, errors };
}

import { z } from "zod";
import { type AccountError, email, personName } from "./accounts.form.ts";
import { memberRoles } from "./members.rules.ts";

export type MemberError = "roles_missing" | "already_member" | "already_invited" | "last_admin";

const roles = z.array(z.enum(memberRoles)).min(1, { error: "roles_missing" satisfies MemberError });

export const invitationForm = z.object({ name: personName, email, roles });
export const rolesForm = z.object({ roles });

/** Error codes of a form about members, by field. */
export type MemberErrors = Partial<Record<string, AccountError | MemberError>>;

/** A form with the boxes `roles`: what was typed, and either its data or its errors. */
export function readMemberForm<S extends z.ZodType>(schema: S, form: FormData) {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const typed = { name: text("name"), email: text("email"), roles: form.getAll("roles").map(String) };
  const result = schema.safeParse(typed);
  const errors: MemberErrors = {};
  for (const issue of result.error?.issues ?? [])
    errors[String(issue.path[0] ?? "")] ??= issue.message as MemberError;
  return { typed, errors, data: result.success ? (result.data as z.output<S>) : undefined };
}

/** The field a refusal belongs to; undefined for one that is not the form's. */
export function refusedField(code: string): MemberErrors | undefined {
  if (code === "last_admin") return { roles: code };
  if (code === "already_member" || code === "already_invited") return { email: code };
  return undefined;
}

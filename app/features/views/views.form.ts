import { z } from "zod";
import { type OwnerKind, readOwner } from "./views.rules.ts";

type Problem =
  | "name_missing"
  | "name_long"
  | "name_taken"
  | "owner_wrong"
  | "circle_gone"
  | "state_long"
  | "too_many";

const problem = (code: Problem) => ({ error: code });

export const LONGEST_NAME = 100;

/** The form of a view: its name, who sees it, whether it is counted on the start page. */
export const viewForm = z
  .object({
    name: z.string().trim().min(1, problem("name_missing")).max(LONGEST_NAME, problem("name_long")),
    owner_kind: z.string().refine((word) => readOwner(word) !== undefined, problem("owner_wrong")),
    is_shown_on_start: z.boolean(),
  })
  .transform(({ owner_kind, ...rest }): ViewValues => ({ ...rest, ...readOwner(owner_kind)! }));

export interface ViewValues {
  name: string;
  owner_kind: OwnerKind;
  circle_id: string | null;
  is_shown_on_start: boolean;
}

/** What was typed, so that a form with an error comes back as it was sent. */
export function typedView(form: FormData) {
  return {
    name: String(form.get("name") ?? ""),
    owner_kind: String(form.get("owner_kind") ?? "person"),
    is_shown_on_start: form.has("is_shown_on_start"),
  };
}

/** Errors by field, as codes. */
export function viewErrors(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.map((issue) => [String(issue.path[0] ?? ""), issue.message]));
}

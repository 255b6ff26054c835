import { dayProblem, isDay } from "../lists/lists.rules.ts";

/** A deputyship as the form gives it; days are `YYYY-MM-DD`, both count. */
export interface DeputyForm {
  deputy_person_id: string;
  /** null: all roles. */
  role_type: string | null;
  from_on: string;
  to_on: string;
}

/** Reads the form; a deputyship that is over already helps nobody. */
export function readDeputy(
  form: FormData,
  today: string,
): { fields: DeputyForm; errors: Record<string, string> } {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const fields = {
    deputy_person_id: text("deputy_person_id"),
    role_type: text("role_type") || null,
    from_on: text("from_on"),
    to_on: text("to_on"),
  };
  const errors: Record<string, string> = {};
  if (!isDay(fields.from_on)) errors.from_on = dayError(fields.from_on);
  if (!isDay(fields.to_on)) errors.to_on = dayError(fields.to_on);
  else if (fields.to_on < today) errors.to_on = "to_passed";
  else if (!errors.from_on && fields.to_on < fields.from_on) errors.to_on = "to_before_from";
  return { fields, errors };
}

function dayError(text: string): string {
  return dayProblem(text) === "year_out_of_range" ? "year_out_of_range" : "day_missing";
}

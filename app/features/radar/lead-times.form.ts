import {
  type LeadTime,
  leadTimeParts,
  leastByLaw,
  type ProcurementForm,
  procurementForms,
} from "./lead-times.rules.ts";

export const MOST_DAYS = 1500;
export type LeadTimeError = "not_a_number" | "too_long" | "below_law";

/** Name of the input of one part of one form. */
export function inputName(form: ProcurementForm, part: keyof LeadTime): string {
  return `${form}:${part}`;
}

/**
 * Reads all lead times of the form.
 * @returns days by form and part, and errors by input
 */
export function readLeadTimes(form: FormData): {
  leadTimes: Record<ProcurementForm, LeadTime>;
  errors: Record<string, LeadTimeError>;
} {
  const errors: Record<string, LeadTimeError> = {};
  const read = (name: string, least: number) => {
    const text = String(form.get(name) ?? "").trim();
    const days = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(days)) errors[name] = "not_a_number";
    else if (days > MOST_DAYS) errors[name] = "too_long";
    else if (days < least) errors[name] = "below_law";
    return days;
  };
  const leadTimes = Object.fromEntries(
    procurementForms.map((kind) => [
      kind,
      Object.fromEntries(
        leadTimeParts.map((part) => [part, read(inputName(kind, part), leastByLaw[kind]?.[part] ?? 0)]),
      ),
    ]),
  ) as Record<ProcurementForm, LeadTime>;
  return { leadTimes, errors };
}

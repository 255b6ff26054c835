import { FIELDS, type Group } from "./fields.rules.ts";

/** How much a field counts, and whether "okänt" is an answer. */
export interface Weight {
  /** 0–10; 0: the field does not count. */
  weight: number;
  countsUnknown: boolean;
}

export interface WeighedField {
  key: string;
  group: Group;
  /** Whether the field has "okänt" among its choices. */
  mayBeUnknown: boolean;
}

const NOT_WEIGHED = new Set(["own_name", "note"]);

/** Everything that can count, in the order of the screen. */
export const WEIGHED_FIELDS: readonly WeighedField[] = [
  { key: "functions", group: "core", mayBeUnknown: false },
  { key: "system_owner", group: "contacts", mayBeUnknown: false },
  ...FIELDS.filter((field) => !NOT_WEIGHED.has(field.key)).map((field) => ({
    key: field.key,
    group: field.group,
    mayBeUnknown: field.choices?.includes("unknown") ?? false,
  })),
];

const STANDARD: Readonly<Record<string, number>> = {
  functions: 2,
  system_owner: 3,
  taken_into_use_on: 2,
  hosting_form: 2,
  term_supplier: 1,
  term_ends_on: 2,
  user_count: 1,
  confidentiality: 1,
  integrity: 1,
  availability: 1,
  personal_data: 2,
  is_society_critical: 1,
  contains_ai: 1,
  criticality: 1,
  unit: 2,
};

/** The weights until the administrator sets others; "okänt" does not count as filled. */
export const STANDARD_WEIGHTS: Readonly<Record<string, Weight>> = Object.fromEntries(
  WEIGHED_FIELDS.map(({ key }) => [key, { weight: STANDARD[key] ?? 0, countsUnknown: false }]),
);

export interface Completeness {
  /** 0–1; null when no field counts. */
  share: number | null;
  /** Fields that count and are not filled, the heaviest first. */
  missing: string[];
}

/**
 * The share of the weights that is filled.
 * @param values by field key; null, undefined, "" and an empty list are not filled, "unknown" where the weight allows it
 * @param hidden field groups that the organisation does not use; they do not count
 */
export function completeness(
  values: Readonly<Record<string, unknown>>,
  weights: Readonly<Record<string, Weight>>,
  hidden: readonly string[] = [],
): Completeness {
  let [filled, total] = [0, 0];
  const missing: { key: string; weight: number }[] = [];
  for (const { key, group } of WEIGHED_FIELDS) {
    const { weight, countsUnknown } = weights[key] ?? { weight: 0, countsUnknown: false };
    if (weight === 0 || (hidden.includes(group) && group !== "core")) continue;
    total += weight;
    if (isFilled(values[key], countsUnknown)) filled += weight;
    else missing.push({ key, weight });
  }
  missing.sort((a, b) => b.weight - a.weight);
  return { share: total === 0 ? null : filled / total, missing: missing.map((each) => each.key) };
}

function isFilled(value: unknown, countsUnknown: boolean): boolean {
  if (value === "unknown") return countsUnknown;
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined && value !== "" && value !== false;
}

/** How an organisation uses a role type. */
export interface TypeSettings {
  is_on: boolean;
  /** Every system in use must have somebody in the role. */
  is_mandatory: boolean;
  /** Whoever holds the role on a record may edit it. */
  grants_edit: boolean;
  /** In the organisation's own words; null: the shared description. */
  description: string | null;
}

export const NAME_OF_SWITCH = ["is_on", "is_mandatory", "grants_edit", "description"] as const;
export const MOST_DESCRIPTION = 1000;

/** Name of the field with a type's own description. */
export const descriptionField = (code: string) => `description.${code}`;

/**
 * Reads the form of all types: boxes carry the type's code, so a box that is not ticked is absent.
 * A type that is switched off is neither mandatory nor gives a right.
 */
export function readTypeSettings(
  form: FormData,
  codes: readonly string[],
): { settings: Map<string, TypeSettings>; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const settings = new Map<string, TypeSettings>();
  for (const code of codes) {
    const ticked = (name: string) => form.getAll(name).includes(code);
    const description = String(form.get(descriptionField(code)) ?? "")
      .replaceAll("\r\n", "\n")
      .trim();
    if (description.length > MOST_DESCRIPTION) errors[descriptionField(code)] = "description_long";
    const is_on = ticked("is_on");
    settings.set(code, {
      is_on,
      is_mandatory: is_on && ticked("is_mandatory"),
      grants_edit: is_on && ticked("grants_edit"),
      description: description === "" ? null : description,
    });
  }
  return { settings, errors };
}

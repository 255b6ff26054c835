/** A form that is posted again and again: `{key}` stands for a new form key and `{name}` for a new name each time. */
export type Form = Record<string, string>;

/** A key and a name that no other posting has. */
export function freshPlaceholders(): { key: string; name: string } {
  const key = crypto.randomUUID();
  return { key, name: `Mätning ${key.slice(0, 18)}` };
}

/** The form's body as a browser sends it. */
export function filledIn(form: Form, fresh = freshPlaceholders()): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form))
    body.append(name, value.replace("{key}", fresh.key).replace("{name}", fresh.name));
  return body.toString();
}

/** One field that became something else. */
export interface FieldChange {
  field: string;
  old: unknown;
  new: unknown;
}

/** The fields in which `after` differs from `before`; lists are compared as sets of texts. Fields not in `after` are left out. */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): FieldChange[] {
  return Object.entries(after).flatMap(([field, value]) => {
    const old = before[field] ?? null;
    const now = value ?? null;
    return sameValue(old, now) ? [] : [{ field, old, new: now }];
  });
}

function sameValue(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  const [x, y] = [new Set(a), new Set(b)];
  return x.size === y.size && [...x].every((one) => y.has(one));
}

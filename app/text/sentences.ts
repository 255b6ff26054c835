/** Errors by field as sentences, from the codes that a form's check gives; unknown codes are left as they are. */
export function sentences(
  codes: Record<string, string> | undefined,
  wording: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  if (!codes) return undefined;
  return Object.fromEntries(Object.entries(codes).map(([field, code]) => [field, wording[code] ?? code]));
}

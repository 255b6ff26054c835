/** The posted decision on a concept; texts trimmed, an unreadable version is one that no record has. */
export function readDecision(form: FormData): {
  decision: string;
  name: string;
  message: string;
  version: number;
} {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const version = Number(text("version"));
  return {
    decision: text("decision"),
    name: text("name"),
    message: text("message"),
    version: Number.isSafeInteger(version) && version > 0 && version < 2 ** 31 ? version : 0,
  };
}

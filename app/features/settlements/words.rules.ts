import type { Formats } from "../../text/format.ts";
import type { refusalsText } from "./refusals.text.ts";

type Words = Pick<(typeof refusalsText)["sv"], "errors" | "codes">;

/** A code as a sentence; what stands after its first blank is what it is about ("AVS-001 Boden"). */
export function sentenceOf(code: string, t: Words, format: Formats): string {
  if (t.errors[code]) return t.errors[code];
  const at = code.indexOf(" ");
  const [name, about] = at < 0 ? [code, ""] : [code.slice(0, at), code.slice(at + 1)];
  const worded = t.codes[name as keyof typeof t.codes];
  if (!worded) return code;
  return worded(inNumbers(name, about, format)).replace(/ \.$/, ".");
}

/** What a refusal is about, with the reader's marks: an amount in öre, or a sum of percentages. */
function inNumbers(code: string, about: string, format: Formats): string {
  if (about === "") return "";
  if (code === "KST-003") return format.money(Number(about));
  return code === "KST-004" ? format.number(Number(about), 6) : about;
}

/** Codes by field as sentences. */
export function sentencesOf(
  codes: Readonly<Record<string, string>> | undefined,
  t: Words,
  format: Formats,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(codes ?? {}).map(([field, code]) => [field, more[code] ?? sentenceOf(code, t, format)]),
  );
}

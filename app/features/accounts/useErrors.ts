import { useText } from "../../text/useText.ts";
import type { FormErrorCodes } from "./accounts.form.ts";
import { accountsText } from "./accounts.text.ts";

/** The sentences for a form's error codes, by field, in the language of the page. */
export function useErrors(codes: FormErrorCodes | undefined, waitMinutes?: number): Record<string, string> {
  const t = useText(accountsText);
  const wait = waitMinutes === undefined ? "" : `. ${t.waitMinutes(waitMinutes)}`;
  return Object.fromEntries(
    Object.entries(codes ?? {}).flatMap(([field, code]) =>
      code
        ? [[field, code === "too_many_tries" && wait ? `${tooMany(t.errors[code])}${wait}` : t.errors[code]]]
        : [],
    ),
  );
}

/** The first sentence: how long to wait is said more exactly after it. */
function tooMany(text: string): string {
  return text.split(". ")[0]!;
}

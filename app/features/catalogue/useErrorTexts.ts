import { useText } from "../../text/useText.ts";
import { catalogueText } from "./catalogue.text.ts";

/** Error codes by field as sentences. */
export function useErrorTexts(codes: Record<string, string> | undefined): Record<string, string> {
  const texts = useText(catalogueText).errors;
  return Object.fromEntries(
    Object.entries(codes ?? {}).map(([field, code]) => [
      field,
      code in texts ? texts[code as keyof typeof texts] : texts.unknown_choice,
    ]),
  );
}

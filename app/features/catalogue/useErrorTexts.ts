import { useText } from "../../text/useText.ts";
import { catalogueText } from "./catalogue.text.ts";

/** Error codes by field as sentences. */
export function useErrorTexts(codes: Record<string, string> | undefined): Record<string, string> {
  const { errors: texts, checkDigit } = useText(catalogueText);
  return Object.fromEntries(
    Object.entries(codes ?? {}).map(([field, code]) => {
      const [word, given = "", expected = ""] = code.split(" ");
      if (word === "check_digit") return [field, checkDigit(given, expected)];
      return [field, code in texts ? texts[code as keyof typeof texts] : texts.unknown_choice];
    }),
  );
}

import { useLocale, useText } from "../../text/useText.ts";
import { functionName } from "../functions/functions.rules.ts";
import { productsText } from "./products.text.ts";

/** Words for the fields of a product and their values, for history and conflicts. */
export function useProductWords(functions: readonly { code: string; name_sv: string; name_en: string }[]) {
  const t = useText(productsText);
  const locale = useLocale();
  const fields: Record<string, string> = t.fields;
  const kinds: Record<string, string> = t.kinds;
  const codeBases: Record<string, string> = t.codeBases;
  const names = new Map(functions.map((f) => [f.code, functionName(f, locale)]));
  return {
    field: (name: string) => fields[name] ?? name,
    value(field: string, value: unknown): string {
      if (value === null || value === undefined) return "";
      if (Array.isArray(value))
        return value.map((one) => (field === "functions" ? (names.get(String(one)) ?? one) : one)).join(", ");
      const text = String(value);
      if (field === "kind") return kinds[text] ?? text;
      if (field === "code_basis") return codeBases[text] ?? text;
      return text;
    },
  };
}

import type { ComponentProps } from "react";
import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { HistoryPage } from "../audit/HistoryPage.tsx";
import type { HistoryValue, HistoryWords } from "../audit/history.server.ts";
import { contractPath, contractsPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import { TERM_FIELDS, termInWords } from "./term-words.rules.ts";
import { choiceWord, wordsText } from "./words.text.ts";

type Props = Pick<ComponentProps<typeof HistoryPage>, "slug" | "view" | "rows"> & {
  contract: { id: string; name: string };
};

/** What the fields of contracts and their values are called in a history. */
export function useContractWords(): HistoryWords {
  const w = useText(wordsText);
  const format = useFormat();
  const locale = useLocale();
  const value = (field: string | null, each: HistoryValue): string => {
    if (Array.isArray(each)) return each.map((one) => value(field, one as HistoryValue)).join(", ");
    if (field && TERM_FIELDS.has(field)) return termInWords(String(each), locale);
    if (field === "yearly_minor") return format.money(Number(each));
    if (typeof each === "boolean") return each ? "✓" : "–";
    return field ? choiceWord(w, field, String(each)) : String(each);
  };
  return {
    field: (_kind, field) => (field && (w.fields[field] ?? w.columns[field])) || field || "",
    value: (_kind, field, each) => value(field, each),
  };
}

/** Who changed what of a contract, when, from what to what. */
export function ContractHistory({ contract, ...page }: Props) {
  const t = useText(contractsText);
  const words = useContractWords();
  return (
    <HistoryPage
      {...page}
      words={words}
      hrefOf={() => undefined}
      record={{
        name: contract.name,
        crumbs: [
          { label: t.title, href: contractsPath(page.slug) },
          { label: contract.name, href: contractPath(page.slug, contract.id) },
        ],
      }}
    />
  );
}

import type { ComponentProps } from "react";
import { useLocale } from "../../text/useText.ts";
import { HistoryPage } from "../audit/HistoryPage.tsx";
import { agreementHistoryWords } from "./history.rules.ts";
import { useCrumbs } from "./useCrumbs.ts";

type Props = Pick<ComponentProps<typeof HistoryPage>, "slug" | "view" | "rows"> & {
  agreement: { id: string; title: string };
};

/** Who changed what of an agreement, when, from what to what. */
export function AgreementHistory({ agreement, ...page }: Props) {
  const words = agreementHistoryWords(useLocale());
  return (
    <HistoryPage
      {...page}
      words={{
        field: (kind, field) => words.field(kind, field) ?? field ?? "",
        value: (kind, field, value) =>
          words.value(kind, field, value) ??
          (typeof value === "boolean" ? (value ? "✓" : "–") : String(value)),
      }}
      hrefOf={() => undefined}
      record={{ name: agreement.title, crumbs: useCrumbs(page.slug, agreement) }}
    />
  );
}

import type { ComponentProps } from "react";
import { useLocale, useText } from "../../text/useText.ts";
import { auditText } from "../audit/audit.text.ts";
import { HistoryPage } from "../audit/HistoryPage.tsx";
import { licenceHistoryWords } from "./history.rules.ts";
import { useLicenceCrumbs } from "./MemberPages.tsx";

type Props = Pick<ComponentProps<typeof HistoryPage>, "slug" | "view" | "rows"> & {
  licence: { id: string; name: string };
};

/** Who did what with an agreement, when: questions to the coordinator and refusals too. */
export function LicenceHistory({ licence, ...page }: Props) {
  const t = useText(auditText);
  const words = licenceHistoryWords(useLocale());
  return (
    <HistoryPage
      {...page}
      words={{
        field: (kind, field) => words.field(kind, field) ?? t.fields[field ?? ""] ?? field ?? "",
        value: (kind, field, value) => words.value(kind, field, value) ?? String(value),
      }}
      hrefOf={() => undefined}
      record={{ name: licence.name, crumbs: useLicenceCrumbs(page.slug, licence) }}
    />
  );
}

import type { ComponentProps } from "react";
import { useLocale, useText } from "../../text/useText.ts";
import { HistoryPage } from "../audit/HistoryPage.tsx";
import { contractPath, contractsPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import { contractHistoryWords } from "./history.rules.ts";

type Props = Pick<ComponentProps<typeof HistoryPage>, "slug" | "view" | "rows"> & {
  contract: { id: string; name: string };
};

/** Who changed what of a contract, when, from what to what. */
export function ContractHistory({ contract, ...page }: Props) {
  const t = useText(contractsText);
  const words = contractHistoryWords(useLocale());
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

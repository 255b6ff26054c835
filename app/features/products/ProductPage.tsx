import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { CatalogueHistory, type HistoryLine } from "../catalogue/CatalogueHistory.tsx";
import { StateMark, StateNotice } from "../catalogue/StateTag.tsx";
import type { FunctionRow } from "../functions/functions.server.ts";
import { ProductFacts } from "./ProductFacts.tsx";
import { productEditPath, productsPath, takeIntoUsePath } from "./products.paths.ts";
import type { ProductRecord } from "./products.server.ts";
import { productsText } from "./products.text.ts";
import { useProductWords } from "./useProductWords.ts";

interface Props {
  product: ProductRecord;
  functions: readonly FunctionRow[];
  /** null where it is not shown. */
  history: readonly HistoryLine[] | null;
  can: { edit: boolean; use: boolean };
  /** Where the record is merged with another; null for all but catalogue editors. */
  mergeHref: string | null;
  slug: string;
  today: string;
  /** What the last form led to. */
  done: string | null;
  /** Who uses it; left out for suppliers. */
  children?: ReactNode;
}

/** A product: facts, supplier's dates, who uses it, history. */
export function ProductPage({
  product,
  functions,
  history,
  can,
  mergeHref,
  slug,
  today,
  done,
  children,
}: Props) {
  const t = useText(productsText);
  const words = useProductWords(functions);
  const said: Record<string, string> = { created: t.savedNew, saved: t.saved, unchanged: t.unchanged };
  const canUse = can.use && (product.state === "concept" || product.state === "approved");
  return (
    <>
      <PageHeader
        title={product.name}
        crumbs={[{ label: t.title, href: productsPath(slug) }]}
        meta={<StateMark state={product.state} />}
        actions={
          <>
            {mergeHref && (
              <LinkButton href={mergeHref} variant="secondary" icon="merge">
                {t.merge}
              </LinkButton>
            )}
            {can.edit && (
              <LinkButton href={productEditPath(slug, product.id)} variant="secondary" icon="pencil">
                {t.edit}
              </LinkButton>
            )}
            {canUse && (
              <LinkButton href={takeIntoUsePath(slug, product.id)} icon="plus">
                {t.takeIntoUse}
              </LinkButton>
            )}
          </>
        }
      />
      <Flash message={done && said[done]} tone={done === "unchanged" ? "info" : "success"} />
      <StateNotice state={product.state} maker={product.maker_name} message={product.decision_message} />
      <ProductFacts product={product} slug={slug} today={today} />
      {children}
      {history && <CatalogueHistory events={history} caption={product.name} show={words} />}
    </>
  );
}

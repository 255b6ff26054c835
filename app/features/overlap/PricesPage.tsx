import { useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Basis } from "./Basis.tsx";
import { ColumnPager } from "./ColumnPager.tsx";
import { MeetingLinks } from "./MeetingLinks.tsx";
import { OverlapTabs } from "./OverlapTabs.tsx";
import { overlapText } from "./overlap.text.ts";
import { ProductPricesSection } from "./ProductPricesSection.tsx";
import { PRICES_PER_PAGE } from "./prices.rules.ts";
import type { Prices } from "./prices.server.ts";
import { pricesText } from "./prices.text.ts";
import { priceRules } from "./pricesInWords.ts";
import { type FunctionChoice, ScopeFilters } from "./ScopeFilters.tsx";

interface Props {
  slug: string;
  prices: Prices;
  functions: readonly FunctionChoice[];
}

/** Prices of the same product beside each other, each with what it rests on. */
export function PricesPage({ slug, prices, functions }: Props) {
  const t = useText(pricesText);
  const all = useText(overlapText);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={<MeetingLinks slug={slug} />} />
      <OverlapTabs slug={slug} />
      {!prices.circle && <Alert>{all.noCircle}</Alert>}
      <ScopeFilters scope={prices} query={prices.query} functions={functions} />
      <ColumnPager scope={prices} page={prices.query.page} />
      {prices.products.length === 0 ? (
        <EmptyState title={t.noneTitle} icon="chart">
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <>
          {prices.products.map((product) => (
            <ProductPricesSection key={product.product_id} slug={slug} product={product} prices={prices} />
          ))}
          <Pager page={prices.query.page} pageSize={PRICES_PER_PAGE} total={prices.total} />
        </>
      )}
      <Basis circle={prices.circle} today={prices.today} rules={priceRules(prices, useLocale())} />
    </>
  );
}

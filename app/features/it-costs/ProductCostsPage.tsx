import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Table } from "../../ui/Table.tsx";
import { Money } from "../../ui/Values.tsx";
import { productPath } from "../products/products.paths.ts";
import { Amount, Old, OrganisationName } from "./CostCells.tsx";
import { CostFrame } from "./CostFrame.tsx";
import { Statistics } from "./ItCostsPage.tsx";
import { productCostsPath } from "./it-costs.paths.ts";
import type { OrganisationRow, ProductCosts, ProductRow } from "./it-costs.rules.ts";
import type { ProductComparison } from "./it-costs.server.ts";
import { itCostsText } from "./it-costs.text.ts";
import { divisorsInWords, itemInWords } from "./itCostsInWords.ts";

export interface ProductCostsPageProps {
  slug: string;
  costs: ProductComparison;
  pageSize: number;
  previewOf: string | null;
}

/** What each system costs the municipalities of the circle, product by product. */
export function ProductCostsPage({ slug, costs, pageSize, previewOf }: ProductCostsPageProps) {
  const t = useText(itCostsText);
  return (
    <CostFrame slug={slug} costs={costs} previewOf={previewOf} hasFiles={costs.products.length > 0}>
      {costs.products.length === 0 ? (
        <EmptyState
          title={t.noneTitle}
          icon="chart"
          actions={
            <LinkButton href={productCostsPath(slug)} variant="secondary">
              {t.noneClear}
            </LinkButton>
          }
        >
          <p>{t.noneProductsText}</p>
        </EmptyState>
      ) : (
        <>
          {costs.products.map((product) => (
            <ProductSection key={product.id} slug={slug} product={product} costs={costs} />
          ))}
          <Pager page={costs.query.page} pageSize={pageSize} total={costs.total} />
        </>
      )}
      {costs.unplaced.length > 0 && <Unplaced costs={costs} />}
    </CostFrame>
  );
}

function ProductSection({
  slug,
  product,
  costs,
}: {
  slug: string;
  product: ProductCosts;
  costs: ProductComparison;
}) {
  const t = useText(itCostsText);
  const format = useFormat();
  const locale = useLocale();
  const places = new Map<string, OrganisationRow>(costs.rows.map((row) => [row.tenant_id, row]));
  const basisOf = (row: ProductRow) => divisorsInWords(places.get(row.tenant_id)!, locale);
  return (
    <section className="page-section">
      <h2 className="ds-heading" data-size="xs">
        <a href={productPath(slug, product.id)}>{product.name}</a>
      </h2>
      <Table
        caption={t.productCaption(product.name)}
        rows={product.rows}
        rowKey={(row) => row.tenant_id}
        columns={[
          {
            id: "organisation",
            heading: t.columns.organisation,
            isRowHeader: true,
            cell: (row) => <OrganisationName id={row.tenant_id} costs={costs} />,
          },
          {
            id: "year",
            heading: t.columns.year,
            align: "end",
            cell: (row) => (
              <Amount
                minor={row.per.year}
                basis={row.items.map((item) => (
                  <span key={item.id} className="it-cost-source">
                    {itemInWords(item, locale)}
                    <Old year={item.year} today={costs.today} />
                  </span>
                ))}
                missing={t.missing.year}
              />
            ),
          },
          {
            id: "user",
            heading: t.columns.user,
            align: "end",
            cell: (row) => (
              <Amount
                minor={row.per.user}
                basis={
                  row.users &&
                  t.systemUsers(format.number(row.users.count), row.users.on && format.day(row.users.on))
                }
                missing={t.systemUsersMissing}
              />
            ),
          },
          ...(["inhabitant", "employee"] as const).map((measure) => ({
            id: measure,
            heading: t.columns[measure],
            align: "end" as const,
            cell: (row: ProductRow) => (
              <Amount minor={row.per[measure]} basis={basisOf(row)[measure]} missing={t.missing[measure]} />
            ),
          })),
        ]}
      />
      <Statistics statistics={product.statistics} />
    </section>
  );
}

function Unplaced({ costs }: { costs: ProductComparison }) {
  const t = useText(itCostsText);
  return (
    <Section title={t.unplacedTitle} id="unplaced">
      <p>{t.unplacedText}</p>
      <Table
        caption={t.unplacedTitle}
        rows={costs.unplaced}
        rowKey={(row) => row.tenant_id}
        columns={[
          {
            id: "organisation",
            heading: t.columns.organisation,
            isRowHeader: true,
            cell: (row) => <OrganisationName id={row.tenant_id} costs={costs} />,
          },
          { id: "from", heading: t.columns.from, cell: (row) => t.unplaced(row.count) },
          {
            id: "year",
            heading: t.columns.year,
            align: "end",
            cell: (row) => <Money minor={row.minor} />,
          },
        ]}
      />
    </Section>
  );
}

import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Missing } from "../../ui/Values.tsx";
import { productPath } from "../products/products.paths.ts";
import { usagePath } from "../systems/systems.paths.ts";
import { FIGURES_PER_PRODUCT, type Figure, OLD_AFTER_YEARS } from "./prices.rules.ts";
import type { Prices, ProductPrices } from "./prices.server.ts";
import { pricesText } from "./prices.text.ts";
import { useSavingText, useStatisticText } from "./pricesInWords.ts";

/** One product: each figure with its basis and age, then median and spread where three or more lie behind. */
export function ProductPricesSection({
  slug,
  product,
  prices,
}: {
  slug: string;
  product: ProductPrices;
  prices: Prices;
}) {
  const t = useText(pricesText);
  const statistic = useStatisticText();
  const saving = useSavingText();
  return (
    <section className="page-section">
      <h2 className="ds-heading" data-size="xs">
        <a href={productPath(slug, product.product_id)}>{product.product_name}</a>
      </h2>
      <Table
        caption={t.caption(product.product_name)}
        columns={useColumns(slug, prices)}
        rows={product.figures}
        rowKey={(figure) => figure.id}
      />
      {product.isCut ? (
        <p className="rows-shown">{t.cut(FIGURES_PER_PRODUCT)}</p>
      ) : product.statistics.length === 0 ? (
        <p className="rows-shown">{t.tooFew}</p>
      ) : (
        <ul className="price-statistics" aria-label={t.statistics}>
          {product.statistics.map((one) => (
            <li key={one.basis}>{statistic(one)}</li>
          ))}
        </ul>
      )}
      {product.saving && (
        <p className="price-saving">
          <strong>{t.saving}.</strong> {saving(product.saving)} {t.savingAssumes}
        </p>
      )}
    </section>
  );
}

function useColumns(slug: string, { columns, ownId, sharing }: Prices): Column<Figure>[] {
  const t = useText(pricesText);
  const format = useFormat();
  const isOpen = sharing.find(({ group }) => group === "price")?.weShare;
  const name = (id: string) => columns.find((column) => column.id === id)?.name ?? "";
  return [
    {
      id: "organisation",
      heading: t.columns.organisation,
      isRowHeader: true,
      cell: (figure) => (
        <>
          {name(figure.tenant_id)}
          {figure.tenant_id === ownId && (
            <span className="overlap-note">{isOpen === false ? t.ownNotShared : t.own}</span>
          )}
        </>
      ),
    },
    {
      id: "system",
      heading: t.columns.system,
      cell: (figure) => <a href={usagePath(slug, figure.id)}>{figure.own_name}</a>,
    },
    {
      id: "year",
      heading: t.columns.year,
      align: "end",
      cell: (figure) => (
        <Amount minor={figure.yearly_minor} figure={figure} basis={<Age figure={figure} />} />
      ),
    },
    {
      id: "user",
      heading: t.columns.user,
      align: "end",
      cell: (figure) => (
        <Amount
          minor={figure.perUser}
          figure={figure}
          basis={
            figure.user_count !== null &&
            t.users(
              format.number(figure.user_count),
              figure.user_count_on && format.day(figure.user_count_on),
            )
          }
        />
      ),
    },
    {
      id: "inhabitant",
      heading: t.columns.inhabitant,
      align: "end",
      cell: (figure) => (
        <Amount
          minor={figure.perInhabitant}
          figure={figure}
          basis={
            figure.population &&
            t.inhabitants(
              format.number(figure.population.inhabitants),
              format.day(figure.population.counted_on),
              figure.population.source,
            )
          }
        />
      ),
    },
  ];
}

/** An amount and, below it, what it rests on. */
function Amount({ minor, figure, basis }: { minor: number | null; figure: Figure; basis: ReactNode }) {
  const format = useFormat();
  if (minor === null) return <Missing />;
  return (
    <>
      <span className="nowrap">{format.money(minor, figure.currency)}</span>
      <span className="overlap-note">{basis}</span>
    </>
  );
}

function Age({ figure }: { figure: Figure }) {
  const t = useText(pricesText);
  if (figure.cost_year === null || figure.age === null) return t.noYear;
  return (
    <>
      {t.priceYear(figure.cost_year, figure.age)}
      {figure.currency !== "SEK" && `, ${t.otherCurrency}`}
      {figure.age > OLD_AFTER_YEARS && (
        <>
          {" "}
          <Tag tone="warning">{t.old}</Tag>
        </>
      )}
    </>
  );
}

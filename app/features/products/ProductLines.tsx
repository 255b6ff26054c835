import { useText } from "../../text/useText.ts";
import { Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import { StateMark } from "../catalogue/StateTag.tsx";
import { supplierPath } from "../suppliers/suppliers.paths.ts";
import { productPath } from "./products.paths.ts";
import type { ProductLine } from "./products.server.ts";
import { productsText } from "./products.text.ts";

/** The products of a supplier or a function, as a short table. */
export function ProductLines({
  slug,
  products,
  caption,
  showsSupplier,
}: {
  slug: string;
  products: readonly ProductLine[];
  caption: string;
  showsSupplier?: boolean;
}) {
  const t = useText(productsText);
  return (
    <Section title={t.productsOf} id="products">
      {products.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        <Table
          caption={caption}
          columns={[
            {
              id: "name",
              heading: t.columns.name,
              isRowHeader: true,
              cell: (row) => (
                <>
                  <a href={productPath(slug, row.id)}>{row.name}</a> <StateMark state={row.state} />
                </>
              ),
            },
            ...(showsSupplier
              ? [
                  {
                    id: "supplier",
                    heading: t.columns.supplier,
                    cell: (row: ProductLine) =>
                      row.supplier_id ? (
                        <a href={supplierPath(slug, row.supplier_id)}>{row.supplier_name}</a>
                      ) : (
                        <Missing />
                      ),
                  },
                ]
              : []),
            { id: "kind", heading: t.columns.kind, cell: (row: ProductLine) => t.kinds[row.kind] },
            {
              id: "support",
              heading: t.columns.support_ends_on,
              isNarrow: true,
              cell: (row: ProductLine) => <Day on={row.support_ends_on} />,
            },
          ]}
          rows={products}
          rowKey={(row) => row.id}
        />
      )}
    </Section>
  );
}

import { useSearchParams } from "@remix-run/react";
import { useLocale, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import { catalogueText } from "../catalogue/catalogue.text.ts";
import { StateMark, StateTag } from "../catalogue/StateTag.tsx";
import { byGroup, functionName, functionPath } from "../functions/functions.rules.ts";
import type { FunctionRow } from "../functions/functions.server.ts";
import { ListPage, type ListPageColumn, type ListPageProps } from "../lists/ListPage.tsx";
import { listColumnsPath } from "../lists/lists.paths.ts";
import { supplierPath } from "../suppliers/suppliers.paths.ts";
import { ViewMenu } from "../views/ViewMenu.tsx";
import type { ListViews } from "../views/views.server.ts";
import { productList } from "./product-list.rules.ts";
import type { ProductRow } from "./product-list.server.ts";
import { newProductPath, productPath, productsPath } from "./products.paths.ts";
import { productsText } from "./products.text.ts";

interface Props {
  slug: string;
  view: ListPageProps<ProductRow>["view"];
  views: ListViews | null;
  rows: readonly ProductRow[];
  functions: readonly FunctionRow[];
  seesUsages: boolean;
  can: { propose: boolean; choose: boolean };
}

/** The catalogue's products: search, filter, choose columns, export. */
export function ProductListPage({ slug, view, views, rows, functions, seesUsages, can }: Props) {
  const t = useText(productsText);
  const [search] = useSearchParams();
  const q = search.get("q")?.trim() ?? "";
  const columns = useColumns(slug, functions, seesUsages);
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          can.propose && (
            <LinkButton href={newProductPath(slug)} icon="plus">
              {t.add}
            </LinkButton>
          )
        }
      />
      <ListPage
        definition={productList({ seesUsages })}
        view={view}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        caption={t.caption}
        searchLabel={t.search}
        columnsAction={can.choose ? listColumnsPath(slug, "products") : undefined}
        maySetStandard={views?.maySetStandard}
        tools={views && <ViewMenu {...views} shown={view.shown} />}
        exportPath={productsPath(slug)}
        empty={
          <EmptyState title={t.emptyTitle} icon="product">
            <p>{t.emptyText}</p>
          </EmptyState>
        }
      />
      {can.propose && q !== "" && (
        <p>
          <a href={newProductPath(slug, q)}>{t.missing(q)}</a>
        </p>
      )}
    </>
  );
}

function useColumns(
  slug: string,
  functions: readonly FunctionRow[],
  seesUsages: boolean,
): Record<string, ListPageColumn<ProductRow>> {
  const t = useText(productsText);
  const states = useText(catalogueText).states;
  const locale = useLocale();
  const options = (words: Readonly<Record<string, string>>, keys: readonly string[]) =>
    keys.map((value) => ({ value, label: words[value] ?? value }));
  const day = (key: "sale_ends_on" | "support_ends_on" | "life_ends_on") => ({
    label: t.columns[key],
    isNarrow: true,
    cell: (row: ProductRow) => <Day on={row[key]} />,
  });
  const columns: Record<string, ListPageColumn<ProductRow>> = {
    name: {
      label: t.columns.name,
      cell: (row) => (
        <>
          <a href={productPath(slug, row.id)}>{row.name}</a> <StateMark state={row.state} />
        </>
      ),
    },
    supplier: {
      label: t.columns.supplier,
      cell: (row) =>
        row.supplier_id && row.supplier ? (
          <a href={supplierPath(slug, row.supplier_id)}>{row.supplier}</a>
        ) : (
          <Missing />
        ),
    },
    kind: {
      label: t.columns.kind,
      options: options(t.kinds, Object.keys(t.kinds)),
      cell: (row) => t.kinds[row.kind],
    },
    functions: {
      label: t.columns.functions,
      isMainFilter: true,
      options: byGroup(functions, locale).map((group) => ({
        group: group.name,
        options: group.functions.map((f) => ({ value: f.id, label: functionName(f, locale) })),
      })),
      cell: (row) =>
        row.functions.length === 0 ? (
          <Missing />
        ) : (
          row.functions.map((f, index) => (
            <span key={f.code}>
              {index > 0 && ", "}
              <a href={functionPath(slug, f.code)}>{functionName(f, locale)}</a>
            </span>
          ))
        ),
    },
    code_basis: {
      label: t.columns.code_basis,
      options: options(t.codeBases, Object.keys(t.codeBases)),
      cell: (row) => (row.code_basis ? t.codeBases[row.code_basis] : <Missing />),
    },
    state: {
      label: t.columns.state,
      options: options(states, ["approved", "concept", "rejected", "withdrawn"]),
      cell: (row) => <StateTag state={row.state} />,
    },
    support_ends_on: day("support_ends_on"),
    sale_ends_on: day("sale_ends_on"),
    life_ends_on: day("life_ends_on"),
    rights_holder: { label: t.columns.rights_holder, cell: (row) => row.rights_holder ?? <Missing /> },
    parent: { label: t.columns.parent, cell: (row) => row.parent ?? <Missing /> },
  };
  if (!seesUsages) return columns;
  return {
    ...columns,
    own: {
      label: t.columns.own,
      options: options(t.ownUse, ["yes", "no"]),
      cell: (row) => (row.own ? t.ownUse.yes : t.ownUse.no),
    },
    organisations: {
      label: t.columns.organisations,
      align: "end",
      cell: (row) =>
        row.organisations ? (
          <a href={`${productPath(slug, row.id)}#usages`}>{t.organisations(row.organisations)}</a>
        ) : (
          <Missing />
        ),
    },
  };
}

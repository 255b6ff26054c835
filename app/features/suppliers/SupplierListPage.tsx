import { useSearchParams } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Missing } from "../../ui/Values.tsx";
import { catalogueText } from "../catalogue/catalogue.text.ts";
import { StateMark, StateTag } from "../catalogue/StateTag.tsx";
import { ListPage, type ListPageColumn, type ListPageProps } from "../lists/ListPage.tsx";
import { listColumnsPath } from "../lists/lists.paths.ts";
import { ViewMenu } from "../views/ViewMenu.tsx";
import type { ListViews } from "../views/views.server.ts";
import { formatOrganisationNumber } from "./organisation-number.rules.ts";
import { supplierList } from "./supplier-list.rules.ts";
import type { SupplierRow } from "./supplier-list.server.ts";
import { newSupplierPath, supplierPath, suppliersPath } from "./suppliers.paths.ts";
import { suppliersText } from "./suppliers.text.ts";

interface Props {
  slug: string;
  view: ListPageProps<SupplierRow>["view"];
  views: ListViews | null;
  rows: readonly SupplierRow[];
  can: { propose: boolean; choose: boolean };
}

/** The catalogue's suppliers: search, filter, choose columns, export. */
export function SupplierListPage({ slug, view, views, rows, can }: Props) {
  const t = useText(suppliersText);
  const [search] = useSearchParams();
  const q = search.get("q")?.trim() ?? "";
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          can.propose && (
            <LinkButton href={newSupplierPath(slug)} icon="plus">
              {t.add}
            </LinkButton>
          )
        }
      />
      <ListPage
        definition={supplierList}
        view={view}
        columns={useColumns(slug)}
        rows={rows}
        rowKey={(row) => row.id}
        caption={t.caption}
        searchLabel={t.search}
        columnsAction={can.choose ? listColumnsPath(slug, "suppliers") : undefined}
        maySetStandard={views?.maySetStandard}
        tools={views && <ViewMenu {...views} shown={view.shown} />}
        exportPath={suppliersPath(slug)}
        empty={
          <EmptyState title={t.emptyTitle} icon="supplier">
            <p>{t.emptyText}</p>
          </EmptyState>
        }
      />
      {can.propose && q !== "" && (
        <p>
          <a href={newSupplierPath(slug, q)}>{t.missing(q)}</a>
        </p>
      )}
    </>
  );
}

function useColumns(slug: string): Record<string, ListPageColumn<SupplierRow>> {
  const t = useText(suppliersText);
  const states = useText(catalogueText).states;
  return {
    name: {
      label: t.columns.name,
      cell: (row) => (
        <>
          <a href={supplierPath(slug, row.id)}>{row.name}</a> <StateMark state={row.state} />
        </>
      ),
    },
    organisation_number: {
      label: t.columns.organisation_number,
      isNarrow: true,
      cell: (row) =>
        row.organisation_number ? formatOrganisationNumber(row.organisation_number) : <Missing />,
    },
    products: { label: t.columns.products, align: "end", cell: (row) => row.products },
    website: {
      label: t.columns.website,
      cell: (row) =>
        row.website ? (
          <a href={row.website} rel="noreferrer">
            {new URL(row.website).host}
          </a>
        ) : (
          <Missing />
        ),
    },
    country: { label: t.columns.country, cell: (row) => row.country ?? <Missing /> },
    state: {
      label: t.columns.state,
      options: (["approved", "concept", "rejected", "withdrawn"] as const).map((value) => ({
        value,
        label: states[value],
      })),
      cell: (row) => <StateTag state={row.state} />,
    },
  };
}

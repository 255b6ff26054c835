import { useLocation } from "@remix-run/react";
import { useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import { functionName, groupName } from "../functions/functions.rules.ts";
import { MatrixBasis } from "./MatrixBasis.tsx";
import { ProductBar } from "./MatrixTable.tsx";
import { meetingFilePath, overlapPath } from "./overlap.paths.ts";
import { comparesTerms, type MatrixItem, type MatrixRow, otherName } from "./overlap.rules.ts";
import type { Overlap } from "./overlap.server.ts";
import { overlapText } from "./overlap.text.ts";

/** One page per function for a meeting: who uses what, with date, circle and what is left out by rule on each page. */
export function MeetingPage({ slug, overlap }: { slug: string; overlap: Overlap }) {
  const t = useText(overlapText);
  const { search } = useLocation();
  const most = Math.max(1, ...overlap.rows.map((row) => row.products));
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={t.meetingTitle}
          lead={t.meetingLead}
          actions={
            <>
              <LinkButton
                href={meetingFilePath(slug, "pdf", search)}
                variant="secondary"
                icon="file"
                download
              >
                {t.pdf}
              </LinkButton>
              <LinkButton
                href={meetingFilePath(slug, "xlsx", search)}
                variant="secondary"
                icon="excel"
                download
              >
                {t.excel}
              </LinkButton>
            </>
          }
          crumbs={[{ label: t.title, href: `${overlapPath(slug)}${search}` }]}
        />
        {overlap.total > overlap.rows.length && (
          <Alert tone="warning">{t.meetingCut(overlap.rows.length, overlap.total)}</Alert>
        )}
        {overlap.rows.length === 0 && <p>{t.noneText}</p>}
      </div>
      {overlap.rows.map((row) => (
        <FunctionSheet key={row.id} row={row} overlap={overlap} most={most} />
      ))}
    </>
  );
}

interface Line extends MatrixItem {
  organisation: string;
}

function FunctionSheet({ row, overlap, most }: { row: MatrixRow; overlap: Overlap; most: number }) {
  const t = useText(overlapText);
  const locale = useLocale();
  const name = functionName(row, locale);
  const lines: Line[] = overlap.columns.flatMap((column) =>
    (row.cells[column.id]?.items ?? []).map((item) => ({ ...item, organisation: column.name })),
  );
  const columns: Column<Line>[] = [
    {
      id: "organisation",
      heading: t.meetingColumns.municipality,
      isRowHeader: true,
      cell: (line) => line.organisation,
    },
    { id: "product", heading: t.meetingColumns.product, cell: (line) => line.product_name },
    { id: "name", heading: t.meetingColumns.name, cell: (line) => otherName(line) ?? <Missing /> },
    {
      id: "lifecycle",
      heading: t.meetingColumns.lifecycle,
      cell: (line) => t.lifecycles[line.lifecycle],
    },
    ...(comparesTerms(overlap.query.focus)
      ? [
          {
            id: "ends",
            heading: t.meetingColumns.ends,
            cell: (line: Line) => <Day on={line.ends_on} />,
          },
        ]
      : []),
  ];
  return (
    <section className="meeting-page" aria-label={name}>
      <p className="muted">{groupName(row, locale)}</p>
      <h2 className="ds-heading" data-size="sm">
        {name}
      </h2>
      <div className="meeting-sum">
        <ProductBar products={row.products} organisations={row.organisations} most={most} />
        <span aria-hidden="true">{t.barLabel(row.products, row.organisations)}</span>
      </div>
      <Table caption={name} columns={columns} rows={lines} rowKey={(line) => line.id} />
      <MatrixBasis overlap={overlap} level={3} />
    </section>
  );
}

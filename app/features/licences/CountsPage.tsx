import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { FileInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import type { CountsReport } from "./counts-import.server.ts";
import { poolText } from "./pool.text.ts";
import { useItemCrumbs } from "./RightsPage.tsx";

interface Data {
  slug: string;
  licence: { id: string; name: string };
  item: { id: string; name: string };
}

/** Brings in a file of counts. */
export function CountsPage({ data, report }: { data: Data; report?: CountsReport }) {
  const t = useText(poolText);
  const { slug, licence, item } = data;
  type Row = CountsReport["errors"][number] & { key: string };
  const rows = (report?.errors ?? []).slice(0, 200).map((row, index) => ({ ...row, key: String(index) }));
  const columns: Column<Row>[] = [
    { id: "row", heading: t.importErrorColumns.row, align: "end", isRowHeader: true, cell: (row) => row.row },
    { id: "column", heading: t.importErrorColumns.column, cell: (row) => row.heading || row.column },
    { id: "value", heading: t.importErrorColumns.value, cell: (row) => row.value },
    { id: "reason", heading: t.importErrorColumns.reason, cell: (row) => row.reason },
  ];
  const errors = report?.problem ? { file: report.problem } : undefined;
  return (
    <div className="narrow">
      <PageHeader
        title={t.importTitle(item.name)}
        lead={t.importLead}
        crumbs={useItemCrumbs(slug, licence, item)}
      />
      {report?.applied && (
        <Alert tone="success" role="status">
          <p>{t.importDone(report.create, report.update, report.unchanged)}</p>
        </Alert>
      )}
      {rows.length > 0 && (
        <Section title={t.importErrors}>
          <Alert tone="warning" role="alert">
            <p>{t.importNothing}</p>
          </Alert>
          <Table caption={t.importErrors} rows={rows} rowKey={(row) => row.key} columns={columns} />
        </Section>
      )}
      <form method="post" encType="multipart/form-data" className="form" noValidate>
        <ErrorSummary errors={errors} />
        <FileInput name="file" label={t.file} accept=".csv,.xlsx,.txt" required error={errors?.file} />
        <div className="form-actions">
          <SubmitButton>{t.importGo}</SubmitButton>
        </div>
      </form>
    </div>
  );
}

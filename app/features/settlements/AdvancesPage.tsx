import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Missing, Money } from "../../ui/Values.tsx";
import type { AdvanceRow, loadAdvances } from "./advances.server.ts";
import { budgetText } from "./budget.text.ts";
import { type Answer, useCrumbs, useSentences } from "./FormPage.tsx";
import { yearPath } from "./settlements.paths.ts";

type Data = Awaited<ReturnType<typeof loadAdvances>>;

/** Advances by party and quarter, with the invoices that were sent for them. */
export function AdvancesPage({
  data,
  answer = {},
  isSaved,
}: {
  data: Data;
  answer?: Answer;
  isSaved: boolean;
}) {
  const t = useText(budgetText);
  const { rows } = data;
  return (
    <>
      <PageHeader title={t.advancesTitle(data.year)} lead={t.advancesLead} crumbs={useCrumbs(data)} />
      <Flash message={isSaved && t.saved["1"]} />
      <ErrorSummary errors={useSentences(answer.errors)} />
      {data.missing.length > 0 && <Alert tone="warning">{t.keyMisses(data.missing.join(", "))}</Alert>}
      {!data.isReady && rows.length === 0 && <Alert tone="info">{t.advancesNeed}</Alert>}
      {rows.length > 0 && <Invoices data={data} />}
      {data.isReady && !rows.some((row) => row.invoice_ref) && (
        <Form method="post">
          <input type="hidden" name="intent" value="work_out" />
          <SubmitButton variant={rows.length > 0 ? "secondary" : "primary"}>
            {rows.length > 0 ? t.workOutAgain : t.workOutAdvances}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}

function Invoices({ data }: { data: Data }) {
  const t = useText(budgetText);
  const common = useText(commonText);
  const parties = [...new Map(data.rows.map((row) => [row.organisation_id, row.name]))];
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="invoices" />
      <Table
        caption={t.advances}
        rows={parties}
        rowKey={([party]) => party}
        columns={[
          { id: "party", heading: t.party, isRowHeader: true, cell: ([, name]) => name },
          ...[1, 2, 3, 4].map((quarter) => ({
            id: `quarter${quarter}`,
            heading: t.quarterOf(quarter),
            cell: ([party]: [string, string]) => {
              const row = data.rows.find(
                (each) => each.organisation_id === party && each.quarter === quarter,
              );
              return row ? <Advance row={row} isOwn={party === data.agreement.tenant_id} /> : <Missing />;
            },
          })),
        ]}
      />
      <div className="form-actions">
        <SubmitButton>{t.saveInvoices}</SubmitButton>
        <LinkButton href={yearPath(data.at.slug, data.agreement.id, data.year)} variant="secondary">
          {common.back}
        </LinkButton>
      </div>
    </Form>
  );
}

/** One quarter of one party: the amount and the number of its invoice. */
function Advance({ row, isOwn }: { row: AdvanceRow; isOwn: boolean }) {
  const t = useText(budgetText);
  return (
    <>
      <Money minor={row.amount_minor} />
      {isOwn ? (
        <span className="muted block">{t.ownPart}</span>
      ) : (
        <>
          <input type="hidden" name={`seen_${row.id}`} value={row.invoice_ref ?? ""} />
          <input
            type="text"
            className="ds-input"
            name={`invoice_${row.id}`}
            aria-label={t.invoiceFor(row.name, row.quarter)}
            placeholder={t.invoiceRef}
            defaultValue={row.invoice_ref ?? ""}
            maxLength={100}
          />
        </>
      )}
    </>
  );
}

import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, FileInput, MoneyInput, TextInput } from "../../ui/Inputs.tsx";
import { KeyedForm } from "../../ui/KeyedForm.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Day, Missing, Money } from "../../ui/Values.tsx";
import { budgetText } from "./budget.text.ts";
import { type Answer, useCrumbs, useFields, useSentences } from "./FormPage.tsx";
import type { FileAnswer, loadLedger } from "./ledger.server.ts";
import { refusalsText } from "./refusals.text.ts";
import { removalPath, yearPartPath, yearPath } from "./settlements.paths.ts";

type Data = Awaited<ReturnType<typeof loadLedger>>;

/** The outcome: sums, files, bookings, and two ways to add. */
export function LedgerPage({
  data,
  formKey,
  answer = {},
  saved,
}: {
  data: Data;
  formKey: string;
  answer?: Answer;
  saved: { isSaved: boolean; rows: string | null };
}) {
  const t = useText(budgetText);
  return (
    <>
      <PageHeader title={t.ledgerTitle(data.year)} lead={t.ledgerLead} crumbs={useCrumbs(data)} />
      <Flash message={saved.rows ? t.fileTaken(saved.rows) : saved.isSaved && t.saved["1"]} />
      <ErrorSummary errors={useSentences(answer.errors)} />
      <div className="button-row">
        <LinkButton href={yearPartPath(data.at, "ledger/file")} icon="import">
          {t.upload}
        </LinkButton>
      </div>
      {data.files.length > 0 && <Files data={data} />}
      {data.lines.length > 0 ? <Bookings data={data} /> : <p className="muted">{t.noOutcome}</p>}
      <AddBooking data={data} formKey={formKey} answer={answer} />
    </>
  );
}

/** Leads to the page that asks before something is taken away. */
export function Remove({ href, label }: { href: string; label: string }) {
  const t = useText(budgetText);
  return (
    <LinkButton href={href} variant="tertiary" color="danger" aria-label={t.removeLine(label)}>
      {t.remove}
    </LinkButton>
  );
}

function Files({ data }: { data: Data }) {
  const t = useText(budgetText);
  return (
    <Section title={t.files}>
      <ul className="line-list">
        {data.files.map((file) => (
          <li key={file.id}>
            <div>
              {file.name}: {t.fileRow(file.rows)}, <Money minor={file.total_minor} />
            </div>
            {!file.isSettled && <Remove href={removalPath(data.at, "file", file.id)} label={file.name} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Bookings({ data }: { data: Data }) {
  const t = useText(budgetText);
  return (
    <Section title={t.bookings}>
      {data.lines.length === 200 && <p className="muted">{t.newest(200)}</p>}
      <Table
        caption={t.bookings}
        rows={data.lines}
        rowKey={(row) => row.id}
        columns={[
          { id: "on", heading: t.bookedOn, cell: (row) => <Day on={row.booked_on} /> },
          { id: "text", heading: t.text, isRowHeader: true, cell: (row) => row.text || row.account },
          { id: "account", heading: t.account, cell: (row) => row.account },
          {
            id: "amount",
            heading: t.amount,
            align: "end",
            cell: (row) => <Money minor={row.amount_minor} />,
          },
          { id: "voucher", heading: t.voucher, cell: (row) => row.voucher ?? <Missing /> },
          {
            id: "remove",
            heading: t.remove,
            cell: (row) =>
              row.settled_run !== null ? (
                t.settledRun(row.settled_run)
              ) : (
                <Remove
                  href={removalPath(data.at, "booking", row.id)}
                  label={`${row.text || row.account} ${row.booked_on}`}
                />
              ),
          },
        ]}
      />
    </Section>
  );
}

function AddBooking({ data, formKey, answer }: { data: Data; formKey: string; answer: Answer }) {
  const t = useText(budgetText);
  const common = useText(commonText);
  const field = useFields(answer);
  return (
    <Section title={t.addBooking}>
      <KeyedForm formKey={formKey} errors={answer.errors} className="form narrow">
        <DateInput {...field("booked_on")} label={t.bookedOn} required />
        <TextInput {...field("account")} label={t.account} required maxLength={10} inputMode="numeric" />
        <TextInput {...field("text")} label={t.text} maxLength={200} />
        <MoneyInput {...field("amount")} label={t.amount} required />
        <TextInput {...field("voucher")} label={t.voucher} maxLength={40} />
        <div className="form-actions">
          <SubmitButton>{t.addBooking}</SubmitButton>
          <LinkButton href={yearPath(data.at.slug, data.agreement.id, data.year)} variant="secondary">
            {common.back}
          </LinkButton>
        </div>
      </KeyedForm>
    </Section>
  );
}

/** Sending a ledger file; its faults, if it has any, with row and column. */
export function LedgerFilePage({
  data,
  answer,
}: {
  data: Pick<Data, "agreement" | "year" | "at">;
  answer?: Exclude<FileAnswer, { to: string }>;
}) {
  const t = useText(budgetText);
  const refusals = useText(refusalsText);
  const common = useText(commonText);
  const error = answer && "error" in answer ? wording(answer.error, refusals) : undefined;
  return (
    <div className="narrow">
      <PageHeader title={t.uploadTitle} lead={t.uploadLead} crumbs={useCrumbs(data)} />
      {answer && "problems" in answer && (
        <>
          <Alert tone="danger" role="alert">
            {t.problems(answer.count)}
          </Alert>
          <Table
            caption={t.problems(answer.count)}
            rows={answer.problems}
            rowKey={(row) => `${row.row} ${row.column} ${row.code}`}
            columns={[
              { id: "row", heading: t.row, cell: (row) => row.row },
              { id: "column", heading: t.column, isRowHeader: true, cell: (row) => row.column },
              { id: "value", heading: t.value, cell: (row) => row.value || <Missing /> },
              { id: "problem", heading: t.problem, cell: (row) => refusals.errors[row.code] },
            ]}
          />
        </>
      )}
      <Form method="post" encType="multipart/form-data" className="form" noValidate>
        <ErrorSummary errors={error ? { file: error } : undefined} />
        <FileInput name="file" label={t.file} accept=".csv,.txt,text/csv" error={error} required />
        <div className="form-actions">
          <SubmitButton>{t.readFile}</SubmitButton>
          <LinkButton href={yearPartPath(data.at, "ledger")} variant="secondary">
            {common.back}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

function wording(
  { code, column }: { code: string; column?: string },
  t: { errors: Record<string, string>; requiredColumns: Record<string, string> },
): string {
  const sentence = t.errors[code] ?? t.errors.unreadable!;
  if (!column) return sentence;
  return `${sentence}: ${t.requiredColumns[column] ?? column}.`;
}

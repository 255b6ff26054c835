import { useFormat, useText } from "../../text/useText.ts";
import { Checkbox } from "../../ui/Choices.tsx";
import { DateInput, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { Table } from "../../ui/Table.tsx";
import { Money } from "../../ui/Values.tsx";
import type { loadAccounts } from "./accounts.server.ts";
import { type Answer, FormPage, useFields } from "./FormPage.tsx";
import type { RunPageData, YearPageData } from "./pages.server.ts";
import { runText } from "./run.text.ts";
import { runPath, yearPath } from "./settlements.paths.ts";

interface Props {
  data: RunPageData;
  formKey: string;
  answer?: Answer;
}

/** Asks before a step, with what the step needs. */
export function StepPage({ data, to, answer = {} }: Omit<Props, "formKey"> & { to: string }) {
  const t = useText(runText);
  const field = useFields(answer);
  const isDrop = to === "drop";
  return (
    <FormPage
      data={data}
      title={isDrop ? t.dropTitle : (t.steps[to] ?? "")}
      lead={isDrop ? t.dropText : t.stepLeads[to]}
      answer={answer}
      submit={isDrop ? t.drop : t.steps[to]}
      back={runPath(data.at, data.run.run)}
    >
      <input type="hidden" name="to" value={to} />
      {to === "preliminary" && (
        <Checkbox name="complete" label={t.complete} error={field("complete").error} />
      )}
      {to === "sent" && <DateInput {...field("remarks_until")} label={t.remarksUntilField} required />}
      {to === "open" && data.run.state === "sent" && (
        <TextArea {...field("reason")} label={t.reason} required rows={3} maxLength={2000} />
      )}
    </FormPage>
  );
}

/** Begins the year's settlement or a correction run. */
export function BeginPage({
  data,
  formKey,
  answer = {},
}: {
  data: YearPageData;
  formKey: string;
  answer?: Answer;
}) {
  const t = useText(runText);
  const field = useFields(answer);
  const isCorrection = data.runs.length > 0;
  return (
    <FormPage
      data={data}
      title={isCorrection ? t.correctTitle(data.year) : t.beginTitle(data.year)}
      lead={isCorrection ? t.correctLead : t.beginLead}
      answer={answer}
      formKey={formKey}
      submit={data.can.begin ? (isCorrection ? t.correct : t.begin) : undefined}
      back={yearPath(data.at.slug, data.agreement.id, data.year)}
    >
      {isCorrection && (
        <TextArea {...field("reason")} label={t.correctReason} required rows={3} maxLength={2000} />
      )}
    </FormPage>
  );
}

/** A party's remark, or the host's answer to one. */
export function RemarkPage({ data, formKey, answer = {}, remark }: Props & { remark: string }) {
  const t = useText(runText);
  const about = data.remarks.find((each) => each.id === remark);
  const name = about ? `body_${about.id}` : "body";
  const field = useFields(answer)(name);
  return (
    <FormPage
      data={data}
      title={about ? t.answerTitle : t.remarkTitle}
      lead={about ? `${about.name}: ${about.body}` : t.remarkLead}
      answer={answer}
      formKey={formKey}
      submit={t.send}
      back={runPath(data.at, data.run.run)}
    >
      {about && <input type="hidden" name="remark" value={about.id} />}
      <TextArea
        {...field}
        name="body"
        id={`field-${name}`}
        label={about ? t.answerBody : t.body}
        required
        rows={6}
        maxLength={4000}
      />
    </FormPage>
  );
}

/** A party approves what was worked out. */
export function ApprovalPage({ data, formKey, answer = {} }: Props) {
  const t = useText(runText);
  const format = useFormat();
  const own = data.rows.find((row) => row.organisation_id === data.me);
  return (
    <FormPage
      data={data}
      title={t.approvalTitle}
      lead={own && t.approvalLead(format.money(own.difference_minor))}
      answer={answer}
      formKey={formKey}
      submit={data.can.approve ? t.approve : undefined}
      back={runPath(data.at, data.run.run)}
    >
      <input type="hidden" name="seen" value={data.run.snapshot_sha256 ?? ""} />
      <TextInput {...useFields(answer)("authority")} label={t.authority} required maxLength={300} />
    </FormPage>
  );
}

/** Which invoice or credit note each party was sent. */
export function InvoicesPage({ data, answer = {} }: Omit<Props, "formKey">) {
  const t = useText(runText);
  const others = data.rows.filter((row) => row.organisation_id !== data.agreement.tenant_id);
  return (
    <FormPage
      data={data}
      title={t.invoicesTitle}
      answer={answer}
      submit={data.can.invoices ? t.save : undefined}
      back={runPath(data.at, data.run.run)}
    >
      <Table
        caption={t.invoicesTitle}
        rows={others}
        rowKey={(row) => row.organisation_id}
        columns={[
          { id: "party", heading: t.party, isRowHeader: true, cell: (row) => row.name },
          {
            id: "amount",
            heading: t.toPay,
            align: "end",
            cell: (row) => <Money minor={row.difference_minor} />,
          },
          {
            id: "invoice",
            heading: t.invoice,
            cell: (row) => (
              <input
                type="text"
                className="ds-input"
                name={`invoice_${row.organisation_id}`}
                aria-label={`${t.invoice} ${row.name}`}
                defaultValue={row.invoice_ref ?? ""}
                maxLength={100}
              />
            ),
          },
        ]}
      />
    </FormPage>
  );
}

/** In which accounts the own books take the settlement up. */
export function AccountsPage({
  data,
  answer = {},
  isSaved,
}: {
  data: Awaited<ReturnType<typeof loadAccounts>>;
  answer?: Answer;
  isSaved: boolean;
}) {
  const t = useText(runText);
  const field = useFields(answer, data.typed);
  const [result, balance] = data.isHost ? [t.resultHost, t.balanceHost] : [t.resultParty, t.balanceParty];
  return (
    <FormPage
      data={data}
      title={t.accountsTitle(data.year)}
      lead={data.isClosed ? t.accountsClosed : t.accountsLead}
      answer={answer}
      submit={data.isClosed ? undefined : t.save}
      saved={isSaved ? t.saved["1"] : null}
      back={yearPath(data.at.slug, data.agreement.id, data.year)}
    >
      <TextInput
        {...field("result")}
        label={result}
        required
        maxLength={10}
        inputMode="numeric"
        readOnly={data.isClosed}
      />
      <TextInput
        {...field("result_name")}
        label={t.accountName(result)}
        required
        maxLength={100}
        readOnly={data.isClosed}
      />
      <TextInput
        {...field("balance")}
        label={balance}
        required
        maxLength={10}
        inputMode="numeric"
        readOnly={data.isClosed}
      />
      <TextInput
        {...field("balance_name")}
        label={t.accountName(balance)}
        required
        maxLength={100}
        readOnly={data.isClosed}
      />
    </FormPage>
  );
}

import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, MoneyInput, NumberInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { KeyedForm } from "../../ui/KeyedForm.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Money } from "../../ui/Values.tsx";
import { TEMPLATES } from "./budget.rules.ts";
import { budgetText } from "./budget.text.ts";
import type { loadBudget } from "./budgets.server.ts";
import { type Answer, FormPage, useCrumbs, useFields, useSentences } from "./FormPage.tsx";
import { Remove } from "./LedgerPages.tsx";
import { removalPath, yearPartPath, yearPath } from "./settlements.paths.ts";

type Data = Awaited<ReturnType<typeof loadBudget>>;
interface Props {
  data: Data;
  formKey: string;
  answer?: Answer;
  isSaved?: boolean;
}

/** The lines of a budget: direct ones, indirect ones by template, and those that come from joint contracts. */
export function BudgetPage({ data, formKey, answer = {}, isSaved }: Props) {
  const t = useText(budgetText);
  const errors = useSentences(answer.errors);
  const { budget, at } = data;
  const isFixed = budget?.status === "decided";
  return (
    <>
      <PageHeader title={t.budgetTitle(data.year)} crumbs={useCrumbs(data)} />
      <Flash message={isSaved && t.saved["1"]} />
      <ErrorSummary errors={errors} />
      {budget && budget.lines.length > 0 && <Lines data={data} isFixed={isFixed} />}
      {budget?.lines.some((line) => line.template) && <p className="muted">{t.selfCost}</p>}
      {isFixed ? (
        <Alert tone="info">
          <p>{t.budgetFixed}</p>
          <LinkButton href={removalPath(at, "decision", budget.id)} variant="secondary">
            {t.reopenBudget}
          </LinkButton>
        </Alert>
      ) : (
        <>
          {data.contracts.length > 0 && <Contracts data={data} answer={answer} />}
          <AddLine formKey={formKey} answer={answer} back={yearPath(at.slug, data.agreement.id, data.year)} />
        </>
      )}
    </>
  );
}

function Lines({ data: { budget, at }, isFixed }: { data: Data; isFixed: boolean }) {
  const t = useText(budgetText);
  const format = useFormat();
  const { lines, totalMinor } = budget!;
  return (
    <Table
      caption={t.openBudget}
      rows={lines}
      rowKey={(row) => row.id}
      columns={[
        {
          id: "text",
          heading: t.text,
          isRowHeader: true,
          cell: (row) =>
            row.template_percent
              ? `${row.text} (${format.number(Number(row.template_percent))} %)`
              : row.text,
        },
        {
          id: "kind",
          heading: t.template,
          cell: (row) => (row.template ? t.templates[row.template] : t.noTemplate),
        },
        { id: "account", heading: t.account, cell: (row) => row.account },
        { id: "amount", heading: t.amount, align: "end", cell: (row) => <Money minor={row.minor} /> },
        ...(isFixed
          ? []
          : [
              {
                id: "remove",
                heading: t.remove,
                cell: (row: (typeof lines)[number]) => (
                  <Remove href={removalPath(at, "line", row.id)} label={row.text} />
                ),
              },
            ]),
      ]}
      footer={
        <tr>
          <th scope="row" colSpan={3}>
            {t.sum}
          </th>
          <td data-align="end">
            <Money minor={totalMinor} />
          </td>
          {!isFixed && <td />}
        </tr>
      }
    />
  );
}

function Contracts({ data, answer }: { data: Data; answer: Answer }) {
  const t = useText(budgetText);
  const errors = useSentences(answer.errors);
  return (
    <Section title={t.fromContracts}>
      <p className="muted">{t.fromContractsLead}</p>
      <ul className="line-list">
        {data.contracts.map((contract) => (
          <li key={contract.id}>
            <div>
              <strong>{contract.name}</strong>
              <br />
              {t.costsNow}: <Money minor={contract.minor} />
              {contract.source === "purchases" && ` (${t.fromPurchases})`}. {t.inBudget}:{" "}
              <Money minor={contract.budgeted} />
              {contract.isPartial && <p className="muted">{t.partly}</p>}
            </div>
            {contract.budgeted !== contract.minor && (
              <Form method="post" className="button-row">
                <input type="hidden" name="contract" value={contract.id} />
                {contract.budgeted === null && (
                  <TextInput
                    name="account"
                    id={`field-account_${contract.id}`}
                    label={t.accountFor(contract.name)}
                    error={errors[`account_${contract.id}`]}
                    defaultValue={answer.typed?.contract === contract.id ? answer.typed.account : ""}
                    maxLength={10}
                    inputMode="numeric"
                  />
                )}
                <Button
                  type="submit"
                  variant="secondary"
                  aria-label={
                    contract.budgeted === null ? t.takeIn(contract.name) : t.updateLine(contract.name)
                  }
                >
                  {contract.budgeted === null ? t.takeInShort : t.updateShort}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AddLine({ formKey, answer, back }: { formKey: string; answer: Answer; back: string }) {
  const t = useText(budgetText);
  const common = useText(commonText);
  // what was typed for a contract's account is not this form's
  const field = useFields(answer.typed?.contract ? {} : answer);
  return (
    <Section title={t.addLine}>
      <KeyedForm formKey={formKey} errors={answer.errors} className="form narrow">
        <TextInput {...field("text")} label={t.text} required maxLength={200} />
        <TextInput {...field("account")} label={t.account} required maxLength={10} inputMode="numeric" />
        <MoneyInput {...field("amount")} label={t.amount} />
        <Select
          {...field("template")}
          label={t.template}
          description={t.templateHint}
          empty={t.noTemplate}
          options={TEMPLATES.map((value) => ({ value, label: t.templates[value]! }))}
        />
        <NumberInput {...field("template_percent")} label={t.templatePercent} unit="%" />
        <div className="form-actions">
          <SubmitButton>{t.addLine}</SubmitButton>
          <LinkButton href={back} variant="secondary">
            {common.back}
          </LinkButton>
        </div>
      </KeyedForm>
    </Section>
  );
}

/** The decision on a budget. */
export function BudgetDecisionPage({ data, answer = {} }: Omit<Props, "formKey">) {
  const t = useText(budgetText);
  const format = useFormat();
  const field = useFields(answer, {
    alert_percent: String(data.budget?.alert_percent ?? 5),
    consulted_on: data.budget?.consulted_on ?? "",
  });
  return (
    <FormPage
      data={data}
      title={t.decideBudgetTitle(data.year)}
      lead={t.decideBudgetLead(format.money(data.budget?.totalMinor ?? 0))}
      answer={answer}
      submit={t.decideBudget}
      back={yearPartPath(data.at, "budget")}
    >
      <DateInput {...field("decided_on")} label={t.decidedOn} required />
      <TextInput
        {...field("decided_by")}
        label={t.decidedBy}
        description={t.decidedByHint}
        required
        maxLength={200}
      />
      <TextInput {...field("decision_ref")} label={t.decisionRef} required maxLength={200} />
      <DateInput {...field("consulted_on")} label={t.consultedOn} description={t.consultedHint} />
      <NumberInput {...field("alert_percent")} label={t.alertPercent} unit="%" />
    </FormPage>
  );
}

import { useFormat, useText } from "../../text/useText.ts";
import { DateInput, TextArea } from "../../ui/Inputs.tsx";
import { budgetText } from "./budget.text.ts";
import type { loadBudget } from "./budgets.server.ts";
import type { loadBudgetAnswer, loadNeed } from "./consultation.server.ts";
import { type Answer, FormPage, useFields } from "./FormPage.tsx";
import { yearPath } from "./settlements.paths.ts";

/** Sending the budget proposal to the parties. */
export function ConsultationPage({
  data,
  formKey,
  answer = {},
}: {
  data: Awaited<ReturnType<typeof loadBudget>>;
  formKey: string;
  answer?: Answer;
}) {
  const t = useText(budgetText);
  const format = useFormat();
  const { budget } = data;
  const field = useFields(answer, { figures_by_on: budget?.figures_by_on ?? "" });
  const lead = t.sendLead(format.money(budget?.totalMinor ?? 0));
  return (
    <FormPage
      data={data}
      title={t.sendTitle(data.year)}
      lead={budget?.sent_on ? `${lead} ${t.sendAgain}` : lead}
      answer={answer}
      formKey={formKey}
      submit={budget?.status === "decided" ? undefined : t.sendBudget}
      back={yearPath(data.at.slug, data.agreement.id, data.year)}
    >
      <DateInput {...field("answer_by_on")} label={t.answerByOn} required />
      <DateInput {...field("figures_by_on")} label={t.figuresByOn} description={t.figuresHint} />
    </FormPage>
  );
}

/** A party's answer to the proposal. */
export function BudgetAnswerPage({
  data,
  formKey,
  answer = {},
}: {
  data: Awaited<ReturnType<typeof loadBudgetAnswer>>;
  formKey: string;
  answer?: Answer;
}) {
  const t = useText(budgetText);
  const format = useFormat();
  const field = useFields(answer);
  return (
    <FormPage
      data={data}
      title={t.answerTitle(data.year)}
      lead={t.answerLead(format.money(data.totalMinor), format.dayInWords(data.answerBy))}
      answer={answer}
      formKey={formKey}
      submit={t.answerSend}
      back={yearPath(data.at.slug, data.agreement.id, data.year)}
    >
      <TextArea
        {...field("body")}
        label={t.answerBody}
        description={t.answerHint}
        maxLength={4000}
        rows={5}
      />
    </FormPage>
  );
}

/** By when the party needs the figures. */
export function NeedPage({
  data,
  answer = {},
}: {
  data: Awaited<ReturnType<typeof loadNeed>>;
  answer?: Answer;
}) {
  const t = useText(budgetText);
  const field = useFields(answer, { needed_by_on: data.neededBy });
  return (
    <FormPage
      data={data}
      title={t.needTitle(data.year)}
      lead={t.needLead}
      answer={answer}
      submit={t.saveNeed}
      back={yearPath(data.at.slug, data.agreement.id, data.year)}
    >
      <DateInput {...field("needed_by_on")} label={t.neededByOn} required />
    </FormPage>
  );
}

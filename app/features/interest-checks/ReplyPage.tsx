import { Form } from "@remix-run/react";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Fieldset, RadioGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, NumberInput, TextArea } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { questionField } from "../surveys/questions.form.ts";
import { QuestionInput, SigningFields } from "../surveys/ReplyInputs.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import { interestCheckPath, interestChecksPath } from "./interest-checks.paths.ts";
import { ANSWERS } from "./interest-checks.rules.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import type { loadReply } from "./replies.server.ts";
import { replyText } from "./reply.text.ts";

type Data = Awaited<ReturnType<typeof loadReply>>;
interface Props {
  data: Data;
  formKey: string;
  /** The answer to a posted form. */
  answer?: { errors: Record<string, string>; typed: Record<string, string>; seen?: string };
}

/** The reply of one organisation: short enough for a phone, and whole without script. */
export function ReplyPage({ data, formKey, answer }: Props) {
  const t = useText(replyText);
  const c = useText(interestChecksText);
  const u = useText(surveysText);
  const format = useFormat();
  const { slug, check } = data;
  const errors = sentences(answer?.errors, t.errors);
  const typed = answer?.typed ?? data.typed;
  return (
    <div className="narrow">
      <PageHeader
        title={t.title(check.name)}
        lead={t.lead(data.organisation, format.dayInWords(check.closes_on))}
        crumbs={[
          { label: c.title, href: interestChecksPath(slug) },
          { label: check.name, href: interestCheckPath(slug, check.id) },
        ]}
      />
      <p className="prewrap">{check.need}</p>
      <About check={check} />
      {data.isOpen ? (
        <>
          <Notes data={data} />
          <Form method="post" className="form" noValidate>
            <ErrorSummary errors={errors} />
            <input type="hidden" name="form_key" value={formKey} />
            <input type="hidden" name="seen" value={answer?.seen ?? data.seen} />
            <ReplyFields data={data} typed={typed} errors={errors} />
            <div className="form-actions">
              <SubmitButton name="intent" value="submit">
                {u.submit}
              </SubmitButton>
              <SubmitButton name="intent" value="draft" variant="secondary">
                {u.saveDraft}
              </SubmitButton>
            </div>
          </Form>
        </>
      ) : (
        <>
          <ErrorSummary errors={errors} />
          <Alert tone="warning" title={t.closedTitle}>
            <p>{t.closedText}</p>
            <LinkButton href={interestCheckPath(slug, check.id)} variant="secondary">
              {t.backToCheck}
            </LinkButton>
          </Alert>
        </>
      )}
    </div>
  );
}

/** The rest of the question, folded away: whoever knows it answers at once. */
function About({ check }: { check: Data["check"] }) {
  const t = useText(replyText);
  const c = useText(interestChecksText);
  const parts = [
    { term: c.background, text: check.background },
    { term: c.scope, text: check.scope },
    { term: c.timeFrame, text: check.time_frame },
  ].filter(({ text }) => text);
  if (parts.length === 0) return null;
  return (
    <details className="survey-about">
      <summary>{t.about}</summary>
      {parts.map(({ term, text }) => (
        <div key={term}>
          <h2 className="ds-heading" data-size="2xs">
            {term}
          </h2>
          <p className="prewrap">{text}</p>
        </div>
      ))}
    </details>
  );
}

function Notes({ data: { check, isAsked, isAnswered, savedBy } }: { data: Data }) {
  const t = useText(replyText);
  const u = useText(surveysText);
  const seenBy = check.sharesAnswers ? (check.hidesAnswers ? t.sharedAfter : t.shared) : t.onlyCoordinator;
  return (
    <>
      {!isAsked && <Alert tone="info">{t.notAsked}</Alert>}
      {check.wasClosed && <Alert tone="warning">{t.afterClose}</Alert>}
      {isAnswered && <Alert tone="info">{t.changing}</Alert>}
      {savedBy && <Alert tone="info">{u.draftBy(savedBy)}</Alert>}
      <p className="muted">
        {check.hidesAnswers && `${t.hidden} `}
        {seenBy} {u.draftPrivate}
      </p>
    </>
  );
}

function ReplyFields({
  data: { check, questions },
  typed,
  errors,
}: {
  data: Data;
  typed: Record<string, string>;
  errors?: Record<string, string>;
}) {
  const t = useText(replyText);
  const field = (name: string) => ({ name, defaultValue: typed[name], error: errors?.[name] });
  return (
    <>
      <RadioGroup
        name="answer"
        legend={t.answer}
        required
        value={typed.answer}
        error={errors?.answer}
        options={ANSWERS.map((value) => ({
          value,
          label: t.answers[value],
          description: t.answerHints[value],
        }))}
      />
      <TextArea {...field("conditions")} label={t.conditions} description={t.conditionsHint} rows={3} />
      <Fieldset
        legend={t.quantity}
        description={check.quantity_unit ? t.quantityHint(check.quantity_unit) : t.quantityHintPlain}
      >
        <div className="survey-quantities">
          <NumberInput {...field("quantity_low")} label={t.low} />
          <NumberInput {...field("quantity_likely")} label={t.likely} />
          <NumberInput {...field("quantity_high")} label={t.high} />
        </div>
      </Fieldset>
      <DateInput {...field("earliest_on")} label={t.earliest} />
      {questions.map((question) => (
        <QuestionInput key={question.id} question={question} field={field(questionField(question.id))} />
      ))}
      <SigningFields kind={check.reply_kind} field={field} />
    </>
  );
}

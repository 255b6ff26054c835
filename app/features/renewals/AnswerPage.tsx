import { Form } from "@remix-run/react";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { RadioGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { NumberInput, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { questionField } from "../surveys/questions.form.ts";
import { QuestionInput, SigningFields } from "../surveys/ReplyInputs.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import type { loadAnswer } from "./answers.server.ts";
import { useCrumbs } from "./DraftPages.tsx";
import { OwnPrice } from "./OwnPrice.tsx";
import { renewalPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";

type Data = Awaited<ReturnType<typeof loadAnswer>>;
interface Props {
  data: Data;
  formKey: string;
  /** The answer to a posted form. */
  answer?: { errors: Record<string, string>; typed: Record<string, string>; seen?: string };
  isDraftSaved: boolean;
}

/** The answer of one organisation, with its own price beside it; whole without script. */
export function AnswerPage({ data, formKey, answer, isDraftSaved }: Props) {
  const { answer: t } = useText(renewalsText);
  const u = useText(surveysText);
  const format = useFormat();
  const { slug, round } = data;
  const closed = t.closedText(format.day(round.closes_on));
  const errors = sentences(answer?.errors, { ...t.errors, closed_meanwhile: closed });
  const typed = answer?.typed ?? data.typed;
  const guidance = data.isMember ? round.guidance_existing : round.guidance_new;
  return (
    <div className="narrow">
      <PageHeader
        title={t.title(round.name)}
        lead={t.lead(data.organisation, format.dayInWords(round.closes_on))}
        crumbs={useCrumbs(slug, round)}
      />
      <Flash message={isDraftSaved && !answer ? u.draftKept : null} />
      {guidance && <p className="prewrap">{guidance}</p>}
      <OwnPrice
        price={data.price}
        currency={round.currency}
        isUnlimited={round.is_unlimited}
        unit={round.quantity_unit}
      />
      {data.isOpen ? (
        <>
          <Notes data={data} />
          <Form method="post" className="form" noValidate>
            <ErrorSummary errors={errors} />
            <input type="hidden" name="form_key" value={formKey} />
            <input type="hidden" name="seen" value={answer?.seen ?? data.seen} />
            <AnswerFields data={data} typed={typed} errors={errors} />
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
            <p>{closed}</p>
            <LinkButton href={renewalPath(slug, round.id)} variant="secondary">
              {t.round}
            </LinkButton>
          </Alert>
        </>
      )}
    </div>
  );
}

function Notes({ data: { round, isAsked, isAnswered, savedBy } }: { data: Data }) {
  const texts = useText(renewalsText);
  const t = texts.answer;
  const u = useText(surveysText);
  return (
    <>
      {!isAsked && <Alert tone="info">{t.notAsked}</Alert>}
      {round.wasClosed && <Alert tone="warning">{t.afterClose}</Alert>}
      {isAnswered && <Alert tone="info">{t.changing}</Alert>}
      {savedBy && <Alert tone="info">{u.draftBy(savedBy)}</Alert>}
      <p className="muted">
        {texts.silenceLetters[round.no_answer_means]} {t.secret} {u.draftPrivate}
      </p>
    </>
  );
}

function AnswerFields({
  data: { round, questions },
  typed,
  errors,
}: {
  data: Data;
  typed: Record<string, string>;
  errors?: Record<string, string>;
}) {
  const { answer: t } = useText(renewalsText);
  const format = useFormat();
  const field = (name: string) => ({ name, defaultValue: typed[name], error: errors?.[name] });
  const [from, to, long] = [round.period_from, round.period_to, round.multi_year_to].map((day) =>
    day ? format.day(day) : "",
  ) as [string, string, string];
  const words = ["yes", ...(long ? ["multi_year"] : []), "no"] as ("yes" | "multi_year" | "no")[];
  const hints = { yes: t.hints.yes(from, to), multi_year: t.hints.multi_year(from, long), no: t.hints.no };
  return (
    <>
      <RadioGroup
        name="answer"
        legend={t.heading}
        required
        value={typed.answer}
        error={errors?.answer}
        options={words.map((value) => ({ value, label: t.words[value], description: hints[value] }))}
      />
      {!round.is_unlimited && (
        <NumberInput
          {...field("quantity")}
          label={t.quantity}
          description={t.quantityHint(round.quantity_unit ?? "")}
        />
      )}
      <TextArea {...field("comment")} label={t.comment} rows={3} />
      {questions.map((question) => (
        <QuestionInput key={question.id} question={question} field={field(questionField(question.id))} />
      ))}
      <SigningFields kind={round.is_binding ? "binding" : "indication"} field={field} />
      <Section title={t.receiptTo}>
        <TextInput
          {...field("signer_email")}
          label={t.signerEmail}
          type="email"
          required={round.is_binding}
          maxLength={254}
          autoComplete="email"
        />
        <TextInput {...field("registry_email")} label={t.registryEmail} type="email" maxLength={254} />
      </Section>
      <TextArea {...field("invoice_address")} label={t.invoice} description={t.invoiceHint} rows={2} />
    </>
  );
}

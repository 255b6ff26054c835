import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Fieldset, RadioGroup } from "../../ui/Choices.tsx";
import { DateInput, NumberInput, TextArea } from "../../ui/Inputs.tsx";
import { questionField } from "../surveys/questions.form.ts";
import { QuestionInput, SigningFields } from "../surveys/ReplyInputs.tsx";
import { type RefusedReply, ReplyNotes, ReplyShell } from "../surveys/ReplyShell.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import { ANSWERS } from "./interest-checks.rules.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import type { loadReply } from "./replies.server.ts";
import { replyText } from "./reply.text.ts";
import { useCheckPlace } from "./useCheckPlace.ts";

type Data = Awaited<ReturnType<typeof loadReply>>;

/** The reply of one organisation to a check. */
export function ReplyPage({ data, formKey, answer }: { data: Data; formKey: string; answer?: RefusedReply }) {
  const t = useText(replyText);
  const format = useFormat();
  const { check } = data;
  const errors = sentences(answer?.errors, t.errors);
  return (
    <ReplyShell
      place={useCheckPlace(data.slug, check)}
      name={check.name}
      lead={t.lead(data.organisation, format.dayInWords(check.closes_on))}
      isOpen={data.isOpen}
      formKey={formKey}
      seen={answer?.seen ?? data.seen}
      errors={errors}
      closed={{ text: t.closedText, back: t.backToCheck }}
      about={
        <>
          <p className="prewrap">{check.need}</p>
          <About check={check} />
        </>
      }
      notes={<Notes data={data} />}
    >
      <ReplyFields data={data} typed={answer?.typed ?? data.typed} errors={errors} />
    </ReplyShell>
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

function Notes({ data }: { data: Data }) {
  const t = useText(replyText);
  const u = useText(surveysText);
  const { check } = data;
  const seenBy = check.sharesAnswers ? (check.hidesAnswers ? t.sharedAfter : t.shared) : t.onlyCoordinator;
  return (
    <>
      <ReplyNotes data={data} late={check.wasClosed && t.afterClose} />
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
  const { answers } = useText(interestChecksText);
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
          label: answers[value],
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

import { type ReactNode, useState } from "react";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { RadioGroup } from "../../ui/Choices.tsx";
import { NumberInput, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { questionField } from "../surveys/questions.form.ts";
import { QuestionInput, SigningFields } from "../surveys/ReplyInputs.tsx";
import { type RefusedReply, ReplyNotes, ReplyShell } from "../surveys/ReplyShell.tsx";
import { wholeNumber } from "../surveys/surveys.form.ts";
import { surveysText } from "../surveys/surveys.text.ts";
import { MOST_QUANTITY } from "./answer.form.ts";
import type { loadAnswer } from "./answers.server.ts";
import { OwnPrice } from "./OwnPrice.tsx";
import { renewalsText } from "./renewals.text.ts";
import { useRoundPlace } from "./useRoundPlace.ts";

type Data = Awaited<ReturnType<typeof loadAnswer>>;
interface Props {
  data: Data;
  formKey: string;
  answer?: RefusedReply;
  isDraftSaved: boolean;
}

/** The answer of one organisation, with its own price beside it. */
export function AnswerPage({ data, formKey, answer, isDraftSaved }: Props) {
  const { answer: t } = useText(renewalsText);
  const u = useText(surveysText);
  const format = useFormat();
  const { round } = data;
  const closed = t.closedText(format.day(round.closed_on));
  const errors = sentences(answer?.errors, { ...t.errors, closed_meanwhile: closed });
  const [typed, setTyped] = useState<number>();
  const price = <OwnPrice price={data.price} round={round} typed={typed} />;
  const guidance = data.isMember ? round.guidance_existing : round.guidance_new;
  return (
    <ReplyShell
      place={useRoundPlace(data.slug, round)}
      name={round.name}
      lead={t.lead(data.organisation, format.dayInWords(round.closes_on))}
      isOpen={data.isOpen}
      formKey={formKey}
      seen={answer?.seen ?? data.seen}
      errors={errors}
      onInput={(event) => setTyped(takenBy(new FormData(event.currentTarget)))}
      closed={{ text: closed, back: t.round }}
      about={
        <>
          <Flash message={isDraftSaved && !answer ? u.draftKept : null} />
          {guidance && <p className="prewrap">{guidance}</p>}
          {!data.isOpen && price}
        </>
      }
      notes={<Notes data={data} />}
    >
      <AnswerFields data={data} typed={answer?.typed ?? data.typed} errors={errors} price={price} />
    </ReplyShell>
  );
}

/** How many a form being filled in would take; undefined while it says no number. */
function takenBy(form: FormData): number | undefined {
  if (form.get("answer") === "no") return 0;
  const read = wholeNumber(MOST_QUANTITY).safeParse(String(form.get("quantity") ?? ""));
  return read.success ? (read.data ?? 0) : undefined;
}

function Notes({ data }: { data: Data }) {
  const { answer: t, silenceLetters } = useText(renewalsText);
  const u = useText(surveysText);
  const { round } = data;
  return (
    <>
      <ReplyNotes data={data} late={round.wasClosed && t.afterClose} />
      <p className="muted">
        {silenceLetters[round.no_answer_means]} {t.secret} {u.draftPrivate}
      </p>
    </>
  );
}

function AnswerFields({
  data: { round, questions, registryEmail },
  typed,
  errors,
  price,
}: {
  data: Data;
  typed: Record<string, string>;
  errors?: Record<string, string>;
  /** Follows the quantity, so it stands below it. */
  price: ReactNode;
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
      {price}
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
        {registryEmail ? (
          <p>{t.registryKnown(registryEmail)}</p>
        ) : (
          <TextInput
            {...field("registry_email")}
            label={t.registryEmail}
            description={t.registryHint}
            type="email"
            maxLength={254}
          />
        )}
      </Section>
      <TextArea {...field("invoice_address")} label={t.invoice} description={t.invoiceHint} rows={2} />
    </>
  );
}

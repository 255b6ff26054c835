import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import type { QuestionsData } from "./questions.server.ts";
import type { Place } from "./StepPages.tsx";
import { surveysText } from "./surveys.text.ts";

/** The coordinator's own questions: added below, moved and removed one by one. */
export function QuestionsPage({
  place,
  words,
  data: { questions, isFull },
  formKey,
  typed,
  errors: codes,
  isAdded,
}: {
  place: Place;
  words: { title: string; lead: string; back: string };
  data: Pick<QuestionsData, "questions" | "isFull">;
  formKey: string;
  typed?: Record<string, string>;
  errors?: Record<string, string>;
  isAdded: boolean;
}) {
  const t = useText(surveysText);
  const common = useText(commonText);
  const errors = sentences(codes, t.errors);
  const field = (name: string) => ({ name, defaultValue: typed?.[name], error: errors?.[name] });
  return (
    <div className="narrow">
      <PageHeader title={words.title} lead={words.lead} crumbs={place.crumbs} />
      <Flash message={isAdded && !errors ? t.added : null} />
      {questions.length === 0 ? (
        <p>{t.noQuestions}</p>
      ) : (
        <ol className="survey-questions">
          {questions.map((question, index) => (
            <li key={question.id}>
              <span>
                {question.label}
                <span className="muted">
                  {" "}
                  {[
                    t.questionKinds[question.kind],
                    question.unit,
                    question.options.join(" · "),
                    question.is_mandatory && t.mandatoryTag,
                  ]
                    .filter(Boolean)
                    .join(", ")}
                </span>
              </span>
              <Form method="post" className="button-row">
                <input type="hidden" name="question" value={question.id} />
                {index > 0 && (
                  <Button
                    type="submit"
                    name="intent"
                    value="up"
                    variant="tertiary"
                    aria-label={t.moveUpLabel(question.label)}
                  >
                    {t.moveUp}
                  </Button>
                )}
                <Button
                  type="submit"
                  name="intent"
                  value="remove"
                  variant="tertiary"
                  color="danger"
                  aria-label={t.removeLabel(question.label)}
                >
                  {common.remove}
                </Button>
              </Form>
            </li>
          ))}
        </ol>
      )}
      {!isFull && (
        <Section title={t.addQuestion}>
          <Form method="post" className="form" noValidate>
            <ErrorSummary errors={errors} />
            <input type="hidden" name="form_key" value={formKey} />
            <TextInput {...field("label")} required label={t.label} maxLength={500} />
            <Select
              {...field("kind")}
              label={t.questionKind}
              empty={false}
              options={Object.entries(t.questionKinds).map(([value, label]) => ({ value, label }))}
            />
            <TextArea {...field("options")} label={t.options} description={t.optionsHint} rows={3} />
            <TextInput {...field("unit")} label={t.unit} description={t.unitHint} maxLength={60} />
            <Checkbox name="is_mandatory" label={t.mandatory} />
            <div className="form-actions">
              <SubmitButton variant="secondary">{t.addQuestion}</SubmitButton>
            </div>
          </Form>
        </Section>
      )}
      <LinkButton href={place.href}>{words.back}</LinkButton>
    </div>
  );
}

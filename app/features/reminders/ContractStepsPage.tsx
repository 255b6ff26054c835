import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { remindersPath } from "./reminders.paths.ts";
import { remindersText } from "./reminders.text.ts";

interface ContractStepsPageProps {
  slug: string;
  name: string;
  /** null: it follows its type. */
  own: string | null;
  now: string;
  done: string | null;
  answer: { steps: string } | undefined;
}

/** Days before of one contract, or those of its type. */
export function ContractStepsPage({ slug, name, own, now, done, answer }: ContractStepsPageProps) {
  const t = useText(remindersText);
  const error = answer && t.stepsWrong;
  return (
    <div className="narrow">
      <PageHeader
        title={t.contractTitle(name)}
        crumbs={[{ label: t.title, href: remindersPath(slug) }]}
        lead={t.contractLead}
      />
      <Flash message={!answer && done && t.done[done]} />
      <p>{t.standardNow(now || t.noSteps)}</p>
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={error ? { steps: error } : undefined} />
        <TextInput
          name="steps"
          label={t.steps}
          description={t.stepsHint}
          defaultValue={answer?.steps ?? own ?? now}
          error={error}
          autoComplete="off"
        />
        <div className="button-row">
          <SubmitButton>{t.save}</SubmitButton>
          {own !== null && (
            <SubmitButton variant="secondary" name="standard" value="yes">
              {t.useStandard}
            </SubmitButton>
          )}
        </div>
      </Form>
    </div>
  );
}

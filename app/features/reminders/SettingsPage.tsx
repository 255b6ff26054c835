import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { wordsText } from "../contracts/words.text.ts";
import { remindersPath } from "./reminders.paths.ts";
import { remindersText } from "./reminders.text.ts";
import { ANY_TYPE, LADDER_TYPES, type LadderType } from "./settings.rules.ts";

type Values = Partial<Record<LadderType, string>>;

interface SettingsPageProps {
  slug: string;
  values: Values;
  done: string | null;
  answer: { values: Values; errors: Partial<Record<string, string>> } | undefined;
}

/** How many days before, for all contracts and per type. */
export function SettingsPage({ slug, values, done, answer }: SettingsPageProps) {
  const t = useText(remindersText);
  const words = useText(wordsText);
  const shown = answer?.values ?? values;
  const errors =
    answer && Object.fromEntries(Object.keys(answer.errors).map((field) => [field, t.stepsWrong]));
  return (
    <div className="narrow">
      <PageHeader
        title={t.settingsTitle}
        crumbs={[{ label: t.title, href: remindersPath(slug) }]}
        lead={t.settingsLead}
      />
      <Flash message={!answer && done && t.done[done]} />
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={errors} />
        {LADDER_TYPES.map((type) => (
          <TextInput
            key={type}
            name={type}
            label={type === ANY_TYPE ? t.anyType : words.choices.type?.[type]}
            description={type === ANY_TYPE ? t.stepsHint : t.typeHint}
            defaultValue={shown[type] ?? ""}
            error={errors?.[type]}
            autoComplete="off"
          />
        ))}
        <div className="button-row">
          <SubmitButton>{t.save}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}

import { Form } from "@remix-run/react";
import { sentences } from "../../text/sentences.ts";
import { useLocale, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { Checkbox, Fieldset } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextArea } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { descriptionField } from "./types.form.ts";
import type { RoleType } from "./types.server.ts";
import { typesText } from "./types.text.ts";

interface Props {
  types: readonly RoleType[];
  state: string;
  settingsHref: string;
  isSaved: boolean;
  isChangedMeanwhile?: boolean;
  errors?: Record<string, string>;
}

/** Which role types the organisation uses, and what they carry. */
export function TypesPage({ types, state, settingsHref, isSaved, isChangedMeanwhile, errors }: Props) {
  const t = useText(typesText);
  const wrong = sentences(errors, t.errors);
  return (
    <div className="narrow">
      <PageHeader title={t.title} crumbs={[{ label: t.settings, href: settingsHref }]} lead={t.lead} />
      <Flash message={isSaved && t.saved} />
      {isChangedMeanwhile && (
        <Alert tone="warning" role="alert" title={t.changedMeanwhile}>
          <p>{t.changedMeanwhileText}</p>
        </Alert>
      )}
      <Form method="post" className="form" noValidate key={state}>
        <ErrorSummary errors={wrong} />
        <input type="hidden" name="state" value={state} />
        {types.map((type) => (
          <TypeFields key={type.code} type={type} error={wrong?.[descriptionField(type.code)]} />
        ))}
        <div className="form-actions">
          <SubmitButton>{t.save}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}

function TypeFields({ type, error }: { type: RoleType; error?: string }) {
  const t = useText(typesText);
  const locale = useLocale();
  const name = locale === "sv" ? type.name_sv : type.name_en;
  const box = (field: "is_on" | "is_mandatory" | "grants_edit") => (
    <Checkbox
      id={`field-${field}-${type.code}`}
      name={field}
      value={type.code}
      label={t[field]}
      defaultChecked={type[field]}
    />
  );
  return (
    <Fieldset
      legend={name.charAt(0).toUpperCase() + name.slice(1)}
      description={t.answersFor(locale === "sv" ? type.answers_for_sv : type.answers_for_en)}
    >
      {box("is_on")}
      {box("is_mandatory")}
      {box("grants_edit")}
      <details className="ds-details" open={type.description !== null || error !== undefined}>
        <summary>{t.description}</summary>
        <TextArea
          name={descriptionField(type.code)}
          label={t.descriptionOf(name)}
          rows={2}
          defaultValue={type.description ?? ""}
          error={error}
        />
      </details>
    </Fieldset>
  );
}

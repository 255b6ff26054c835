import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { RadioGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextArea } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { FieldInput, useErrorWords } from "./FieldInput.tsx";
import { fieldOf } from "./fields.rules.ts";
import { choiceLabel, fieldsText } from "./fields.text.ts";
import { systemsFormText } from "./form.text.ts";
import { ShareList } from "./ShareList.tsx";
import type { StepPageData } from "./steps.server.ts";
import { systemsPath, usagePartPath, usagePath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";

/** The page of a lifecycle step: the new state, the day it asks for, the reason, and for retiring what stands open. */
export function StepPage({
  data,
  typed,
  errors,
}: {
  data: StepPageData;
  typed: Typed;
  errors?: Record<string, string>;
}) {
  const t = useText(systemsFormText);
  const s = useText(systemsText);
  const f = useText(fieldsText);
  const common = useText(commonText);
  const { slug, usage, steps } = data;
  const { atField, inSummary } = useErrorWords(errors);
  const to = String(typed.lifecycle ?? "");
  const needsOwner = to === "pilot" && !data.hasOwner;
  return (
    <div className="narrow">
      <PageHeader
        title={t.lifecycleTitle(usage.own_name)}
        crumbs={[
          { label: s.title, href: systemsPath(slug) },
          { label: usage.own_name, href: usagePath(slug, usage.id) },
        ]}
        lead={t.lifecycleNow(choiceLabel(f, "lifecycle", usage.lifecycle))}
      />
      {steps.length === 0 ? (
        <Alert>{t.errors.is_retired}</Alert>
      ) : (
        <Form method="post" className="form" noValidate>
          <ErrorSummary errors={inSummary} />
          <RadioGroup
            name="lifecycle"
            legend={t.lifecycleTo}
            value={to}
            error={atField.lifecycle}
            options={steps.map((step) => ({ value: step, label: choiceLabel(f, "lifecycle", step) }))}
          />
          {(needsOwner || atField.system_owner) && (
            <Alert tone="warning">
              <p id="field-system_owner" tabIndex={-1}>
                {t.errors.owner_missing}{" "}
                <a className="ds-link" href={usagePartPath(slug, usage.id, "roles")}>
                  {s.rolesEdit}
                </a>
              </p>
            </Alert>
          )}
          {["taken_into_use_on", "phase_out_from_on", "retired_on"].map((key) => (
            <FieldInput key={key} field={fieldOf(key)} typed={typed} errors={atField} units={[]} hosts={[]} />
          ))}
          <TextArea
            name="reason"
            label={t.reason}
            description={to === "retired" ? t.reasonRetire : t.reasonBack}
            defaultValue={String(typed.reason ?? "")}
            error={atField.reason}
            maxLength={2000}
          />
          {steps.includes("retired") && <BeforeRetiring data={data} isOpen={to === "retired"} />}
          <div className="form-actions">
            <SubmitButton>{t.lifecycleSubmit}</SubmitButton>
            <LinkButton href={usagePath(slug, usage.id)} variant="secondary">
              {common.cancel}
            </LinkButton>
          </div>
        </Form>
      )}
    </div>
  );
}

/** What stands open when a system is retired; listed before the step is taken. */
function BeforeRetiring({ data: { open, usage }, isOpen }: { data: StepPageData; isOpen: boolean }) {
  const t = useText(systemsFormText);
  const locale = useLocale();
  const content = (
    <>
      <p>{t.retireText}</p>
      <h3 className="ds-heading" data-size="2xs">
        {t.retireShares}
      </h3>
      {usage.is_hidden ? <p>{t.retireHidden}</p> : <ShareList shares={open.shares} none={t.retireNoShares} />}
      {open.roles.length > 0 && (
        <>
          <h3 className="ds-heading" data-size="2xs">
            {t.retireRoles}
          </h3>
          <ul className="ds-list">
            {open.roles.map((role) => (
              <li key={role.id}>
                {[locale === "sv" ? role.sv : role.en, role.person].filter(Boolean).join(": ")}
              </li>
            ))}
          </ul>
        </>
      )}
      {open.documents.length > 0 && (
        <>
          <h3 className="ds-heading" data-size="2xs">
            {t.retireDocuments}
          </h3>
          <ul className="ds-list">
            {open.documents.map((title, index) => (
              <li key={`${title} ${index}`}>{title}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
  if (isOpen) return <Section title={t.retireTitle}>{content}</Section>;
  return (
    <details className="ds-details">
      <summary>{t.retireTitle}</summary>
      {content}
    </details>
  );
}

import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { agreementPath, agreementsPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import type { loadEditAgreement, loadNewAgreement } from "./edit.server.ts";
import { type Choices, Fields, useSentences } from "./Fields.tsx";
import { AGREEMENT_FIELDS, KEEPING_FIELDS } from "./fields.rules.ts";
import { agreementFormText } from "./form.text.ts";

interface Posted {
  typed?: Record<string, string>;
  errors?: Record<string, string>;
}

/** The form of a new agreement. */
export function NewAgreementPage({
  slug,
  choices,
  formKey,
  ...posted
}: Awaited<ReturnType<typeof loadNewAgreement>> & { formKey: string } & Posted) {
  const t = useText(agreementsText);
  const f = useText(agreementFormText);
  return (
    <div className="narrow">
      <PageHeader
        title={f.newTitle}
        lead={f.newLead}
        crumbs={[{ label: t.title, href: agreementsPath(slug) }]}
      />
      <AgreementFormBody choices={choices} back={agreementsPath(slug)} {...posted}>
        <input type="hidden" name="form_key" value={formKey} />
      </AgreementFormBody>
    </div>
  );
}

/** The form of an agreement that is there. */
export function EditAgreementPage({
  slug,
  agreement,
  isOpen,
  choices,
  typed,
  errors,
}: Awaited<ReturnType<typeof loadEditAgreement>> & Posted) {
  const t = useText(agreementsText);
  const f = useText(agreementFormText);
  return (
    <div className="narrow">
      <PageHeader
        title={f.editTitle(agreement.title)}
        crumbs={[
          { label: t.title, href: agreementsPath(slug) },
          { label: agreement.title, href: agreementPath(slug, agreement.id) },
        ]}
      />
      {!isOpen && (
        <Alert>
          <p>{f.editLocked}</p>
        </Alert>
      )}
      <AgreementFormBody
        choices={choices}
        back={agreementPath(slug, agreement.id)}
        typed={typed}
        errors={errors}
        isKeeping={!isOpen}
      >
        <input type="hidden" name="version" value={typed.version ?? ""} />
      </AgreementFormBody>
    </div>
  );
}

function AgreementFormBody({
  choices,
  back,
  typed,
  errors: codes,
  isKeeping = false,
  children,
}: Posted & { choices: Choices; back: string; isKeeping?: boolean; children: React.ReactNode }) {
  const t = useText(agreementsText);
  const f = useText(agreementFormText);
  const common = useText(commonText);
  const errors = useSentences(codes);
  const fields = {
    labels: t.fields,
    hints: f.hints,
    choices,
    typed,
    errors,
    empties: { cooperation_id: t.cooperationNew },
  };
  const parts = Object.entries(AGREEMENT_FIELDS) as [keyof typeof AGREEMENT_FIELDS, typeof KEEPING_FIELDS][];
  return (
    <Form method="post" className="form" noValidate>
      {children}
      <ErrorSummary errors={errors} />
      {isKeeping ? (
        <Fields specs={KEEPING_FIELDS} {...fields} />
      ) : (
        parts.map(([part, specs]) => (
          <Section key={part} title={f.formParts[part]}>
            <Fields specs={specs} {...fields} />
          </Section>
        ))
      )}
      <div className="form-actions">
        <SubmitButton>{common.save}</SubmitButton>
        <LinkButton href={back} variant="secondary">
          {common.cancel}
        </LinkButton>
      </div>
    </Form>
  );
}

import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Fieldset } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";

import { FileInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ACCEPTED } from "../documents/file-types.rules.ts";
import { agreementPath } from "./agreements.paths.ts";
import type { loadDecision } from "./decisions.server.ts";
import { decisionsText } from "./decisions.text.ts";
import { Fields, useSentences } from "./Fields.tsx";
import { DECIDED_FIELDS } from "./fields.rules.ts";
import { type Posted, useCrumbs } from "./useCrumbs.ts";
import { agreementWords } from "./words.text.ts";

/** A form that a file may come with, and the fields that say who decided what and where it can be read. */
export function DecidedForm({
  typed,
  errors: codes,
  formKey,
  before,
  after,
  file,
  submit,
  cancelHref,
  isDangerous,
}: Posted & {
  formKey: string;
  /** Fields above and below those of the decision. */
  before?: ReactNode;
  after?: ReactNode;
  /** Name of the file that is there already. */
  file?: string | null;
  submit: string;
  cancelHref: string;
  isDangerous?: boolean;
}) {
  const t = useText(decisionsText);
  const common = useText(commonText);
  const errors = useSentences(codes);
  return (
    // A plain form: a file goes as it is, without being read by a script.
    <form method="post" encType="multipart/form-data" className="form" noValidate>
      <input type="hidden" name="form_key" value={formKey} />
      <ErrorSummary errors={errors} />
      {before}
      <Fields specs={DECIDED_FIELDS} labels={t.decided} typed={typed} errors={errors} />
      {after}
      <Fieldset legend={t.document} description={t.documentHint}>
        <TextInput
          name="document_url"
          type="url"
          label={t.decided.document_url}
          defaultValue={typed?.document_url}
          error={errors.document_url}
          maxLength={2000}
        />
        <FileInput
          name="file"
          label={t.fileLabel}
          description={file ? t.fileHave(file) : undefined}
          accept={ACCEPTED}
          error={errors.file}
        />
      </Fieldset>
      <div className="form-actions">
        <SubmitButton color={isDangerous ? "danger" : undefined}>{submit}</SubmitButton>
        <LinkButton href={cancelHref} variant="secondary">
          {common.cancel}
        </LinkButton>
      </div>
    </form>
  );
}

/** A party records what its council, or another organ with the right, has decided. */
export function DecisionPage({
  data,
  formKey,
  ...posted
}: { data: Awaited<ReturnType<typeof loadDecision>>; formKey: string } & Posted) {
  const t = useText(decisionsText);
  const w = useText(agreementWords);
  const { slug, agreement } = data;
  const typed = posted.typed ?? data.typed;
  const errors = useSentences(posted.errors);
  const back = agreementPath(slug, agreement.id);
  const title = data.kind === "reglemente" ? t.reglementeTitle : t.decisionTitle;
  return (
    <div className="narrow">
      <PageHeader title={title(agreement.title)} lead={t.decisionLead} crumbs={useCrumbs(slug, agreement)} />
      {data.isOpen ? (
        <DecidedForm
          typed={typed}
          errors={posted.errors}
          formKey={formKey}
          file={data.file}
          submit={t.saveDecision}
          cancelHref={back}
          before={
            data.needsReglemente ? (
              <Select
                name="kind"
                label={t.decided.kind}
                options={(["agreement", "reglemente"] as const).map((value) => ({
                  value,
                  label: w.decision_kind[value] ?? value,
                }))}
                defaultValue={typed.kind || data.kind}
                error={errors.kind}
                empty={false}
              />
            ) : (
              <input type="hidden" name="kind" value="agreement" />
            )
          }
          after={
            <TextInput
              name="authority"
              label={t.decided.authority}
              description={t.authorityHint}
              defaultValue={typed.authority}
              error={errors.authority}
              maxLength={500}
            />
          }
        />
      ) : (
        <Alert>
          <p>{t.decisionClosed}</p>
        </Alert>
      )}
    </div>
  );
}

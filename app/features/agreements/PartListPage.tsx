import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { KeyedForm } from "../../ui/KeyedForm.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { agreementPath, partPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import { Fields, useSentences } from "./Fields.tsx";
import { PART_FIELDS } from "./fields.rules.ts";
import type { loadPart } from "./parts.server.ts";
import { agreementPartsText } from "./parts.text.ts";
import { type Posted, useCrumbs } from "./useCrumbs.ts";

type Data = Awaited<ReturnType<typeof loadPart>>;

/** A list that hangs on an agreement: what there is, each row with its buttons, and the form that adds or changes. */
export function PartListPage({
  data,
  formKey,
  isSaved,
  typed,
  errors: codes,
}: { data: Data; formKey: string; isSaved: boolean } & Posted) {
  const t = useText(agreementPartsText);
  const a = useText(agreementsText);
  const common = useText(commonText);
  const errors = useSentences(codes);
  const { slug, agreement, part, edited } = data;
  return (
    <div className="narrow">
      <PageHeader
        title={t.titles[part](agreement.title)}
        lead={t.leads[part]}
        crumbs={useCrumbs(slug, agreement)}
      />
      <Flash message={isSaved ? a.saved : null} />
      {data.lines.length === 0 && <p className="muted">{t.none}</p>}
      {data.lines.length > 0 && (
        <ul className="line-list">
          {data.lines.map((line) => (
            <li key={line.id}>
              <div>
                <strong>{line.title}</strong>
                {line.notes.map((note) => (
                  <p key={note} className="muted agreement-words">
                    {note}
                  </p>
                ))}
              </div>
              <div className="button-row">
                {line.mayChange && (
                  <LinkButton
                    href={partPath(slug, agreement.id, part, `?edit=${line.id}#form`)}
                    variant="tertiary"
                    aria-label={t.changeLabel(line.title)}
                  >
                    {t.change}
                  </LinkButton>
                )}
                {line.mayRemove && (
                  <Form method="post">
                    <input type="hidden" name="remove" value={line.id} />
                    <Button
                      type="submit"
                      variant="tertiary"
                      color="danger"
                      aria-label={t.removeLabel(line.title)}
                    >
                      {common.remove}
                    </Button>
                  </Form>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {data.isOpen ? (
        <Section title={edited ? t.editing(edited.title) : t.adds[part]} id="form">
          <KeyedForm formKey={formKey} errors={codes} of={edited?.id}>
            {edited && <input type="hidden" name="id" value={edited.id} />}
            {edited && <input type="hidden" name="seen" value={edited.seen} />}
            <ErrorSummary errors={errors} />
            <Fields
              specs={[...(PART_FIELDS[part] ?? []), ...data.fields.map(({ spec }) => spec)]}
              labels={{
                ...t.fields,
                ...Object.fromEntries(data.fields.map(({ spec, label }) => [spec.name, label])),
              }}
              choices={data.choices}
              typed={typed ?? data.typed}
              errors={errors}
            />
            <div className="form-actions">
              <SubmitButton>{edited ? common.save : t.adds[part]}</SubmitButton>
              <LinkButton href={agreementPath(slug, agreement.id)} variant="secondary">
                {common.back}
              </LinkButton>
            </div>
          </KeyedForm>
        </Section>
      ) : (
        <>
          <p className="muted">{t.closed}</p>
          <LinkButton href={agreementPath(slug, agreement.id)} variant="secondary">
            {common.back}
          </LinkButton>
        </>
      )}
    </div>
  );
}

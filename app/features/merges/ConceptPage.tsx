import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Choices.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextArea, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import { StateMark, StateTag } from "../catalogue/StateTag.tsx";
import type { ConceptPageData, DecidedConcept } from "./concepts.server.ts";
import { conceptsText } from "./concepts.text.ts";
import { conceptPath, conceptsPath, newMergePath, recordEditPath, recordPath } from "./merges.paths.ts";

/** The answer to a decision that was not taken. */
export interface ConceptAnswer {
  typed: { name: string; message: string };
  errors: Record<string, string>;
  isConflict: boolean;
}

interface Props extends ConceptPageData {
  slug: string;
  answer?: ConceptAnswer;
}

/** One concept: facts, records like it, and the decision. */
export function ConceptPage({ slug, concept, near, answer }: Props) {
  const t = useText(conceptsText);
  const { kind, id } = concept;
  const errors = Object.fromEntries(
    Object.entries(answer?.errors ?? {}).map(([field, code]) => [field, t.errors[code] ?? code]),
  );
  return (
    <>
      <PageHeader
        title={t.reviewTitle(concept.name)}
        crumbs={[{ label: t.title, href: conceptsPath(slug) }]}
        meta={<StateMark state="concept" />}
        actions={
          <>
            <LinkButton href={recordPath(slug, kind, id)} variant="secondary">
              {t.open}
            </LinkButton>
            <LinkButton href={recordEditPath(slug, kind, id)} variant="secondary" icon="pencil">
              {t.correct}
            </LinkButton>
          </>
        }
      />
      {answer?.isConflict && (
        <Alert tone="warning" role="alert">
          {t.conflict}
        </Alert>
      )}
      <ErrorSummary errors={errors} />
      <Section title={t.about}>
        <DescriptionList
          items={[
            { term: t.fields.maker, value: concept.maker },
            {
              term: kind === "product" ? t.fields.supplier : t.fields.organisation_number,
              value: concept.detail,
            },
            { term: t.fields.description, value: concept.description },
            { term: t.fields.website, value: concept.website },
          ]}
        />
        {concept.concept_supplier && (
          <Alert tone="warning">
            {t.supplierIsConcept(concept.concept_supplier)}{" "}
            <a href={conceptPath(slug, concept.concept_supplier_id ?? "")}>
              {t.reviewTitle(concept.concept_supplier)}
            </a>
          </Alert>
        )}
      </Section>
      <Section title={t.near}>
        {near.length === 0 ? (
          <p className="muted">{t.nearNone}</p>
        ) : (
          <ul>
            {near.map((match) => (
              <li key={match.id}>
                <a href={recordPath(slug, kind, match.id)}>{match.name}</a> <StateMark state={match.state} />{" "}
                <span className="muted">{match.detail}</span>{" "}
                {match.state === "approved" && (
                  <a href={newMergePath(slug, { kind, loser: id, winner: match.id })}>
                    {t.mergeInto(match.name)}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t.approveTitle}>
        <p>{t.approveText}</p>
        <Form method="post" className="form" noValidate>
          <input type="hidden" name="version" value={concept.version} />
          <TextInput
            name="name"
            label={t.fields.name}
            defaultValue={answer?.typed.name || concept.name}
            error={errors.name}
            maxLength={300}
            required
          />
          {concept.concept_supplier && (
            <>
              <input
                type="hidden"
                name="supplier_version"
                value={concept.concept_supplier_version ?? undefined}
              />
              <Checkbox name="with_supplier" label={t.withSupplier(concept.concept_supplier)} />
            </>
          )}
          <div className="form-actions">
            <SubmitButton name="decision" value="approve">
              {t.approve}
            </SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title={t.rejectTitle}>
        <p>{t.rejectText}</p>
        <Form method="post" className="form" noValidate>
          <input type="hidden" name="version" value={concept.version} />
          <TextArea
            name="message"
            label={t.fields.message}
            defaultValue={answer?.typed.message}
            error={errors.message}
            maxLength={2000}
            required
          />
          <div className="form-actions">
            <SubmitButton name="decision" value="reject" variant="secondary" color="danger">
              {t.reject}
            </SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  );
}

/** For who comes to a concept that somebody else has decided on: what became of it. */
export function DecidedPage({ slug, decided }: { slug: string; decided: DecidedConcept }) {
  const t = useText(conceptsText);
  return (
    <>
      <PageHeader
        title={t.decidedTitle(decided.name)}
        crumbs={[{ label: t.title, href: conceptsPath(slug) }]}
        meta={<StateTag state={decided.state} />}
        actions={
          <LinkButton href={recordPath(slug, decided.kind, decided.id)} variant="secondary">
            {t.open}
          </LinkButton>
        }
      />
      <p>{t.decided[decided.state]}</p>
      <DescriptionList items={[{ term: t.decidedAt, value: <Timestamp at={decided.decided_at} /> }]} />
      <p>
        <a href={conceptsPath(slug)}>{t.back}</a>
      </p>
    </>
  );
}

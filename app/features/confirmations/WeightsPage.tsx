import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { fieldId } from "../../ui/Field.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { WEIGHED_FIELDS, type Weight } from "../systems/completeness.rules.ts";
import { fieldLabel, fieldsText } from "../systems/fields.text.ts";
import { roundsPath } from "./confirmations.paths.ts";
import { confirmationsText } from "./confirmations.text.ts";

interface Props {
  slug: string;
  weights: Record<string, Weight>;
  isSaved: boolean;
  answer?: { errors: Record<string, string>; typed: Record<string, string> };
}

/** How much each field counts for completeness, and where "okänt" is an answer. */
export function WeightsPage({ slug, weights, isSaved, answer }: Props) {
  const t = useText(confirmationsText);
  const f = useText(fieldsText);
  const common = useText(commonText);
  const wrong = sentences(answer?.errors, t.errors);
  const inSummary =
    wrong &&
    Object.fromEntries(
      Object.entries(wrong).map(([name, words]) => [
        name,
        `${fieldLabel(f, name.replace("weight:", ""))}: ${words}`,
      ]),
    );
  return (
    <>
      <PageHeader
        title={t.weights}
        lead={t.weightsLead}
        crumbs={[{ label: t.title, href: roundsPath(slug) }]}
      />
      <Flash message={isSaved && !answer ? t.weightsSaved : null} />
      <Form method="post" noValidate>
        <ErrorSummary errors={inSummary} />
        <Table
          caption={t.weights}
          rows={WEIGHED_FIELDS}
          rowKey={(row) => row.key}
          columns={[
            { id: "field", heading: t.field, isRowHeader: true, cell: (row) => fieldLabel(f, row.key) },
            {
              id: "weight",
              heading: t.weight,
              cell: ({ key }) => {
                const name = `weight:${key}`;
                return (
                  <input
                    className="ds-input input-short"
                    type="text"
                    inputMode="numeric"
                    maxLength={2}
                    id={fieldId(name)}
                    name={name}
                    aria-label={t.weightFor(fieldLabel(f, key))}
                    aria-invalid={wrong?.[name] ? true : undefined}
                    defaultValue={answer?.typed[name] ?? String(weights[key]?.weight ?? 0)}
                  />
                );
              },
            },
            {
              id: "unknown",
              heading: t.unknownCounts,
              cell: ({ key, mayBeUnknown }) =>
                mayBeUnknown && (
                  <input
                    className="ds-input"
                    type="checkbox"
                    name={`unknown:${key}`}
                    aria-label={t.unknownFor(fieldLabel(f, key))}
                    defaultChecked={answer ? `unknown:${key}` in answer.typed : weights[key]?.countsUnknown}
                  />
                ),
            },
          ]}
        />
        <div className="form-actions">
          <SubmitButton>{common.save}</SubmitButton>
          <LinkButton href={roundsPath(slug)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </>
  );
}

import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox, CheckboxGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { Select, TextArea } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { ReferenceInput } from "../catalogue/ReferenceInput.tsx";
import { FieldInput } from "../systems/FieldInput.tsx";
import { fieldOf } from "../systems/fields.rules.ts";
import { choiceLabel, fieldLabel, fieldsText } from "../systems/fields.text.ts";
import { systemsFormText } from "../systems/form.text.ts";
import { systemsPath } from "../systems/systems.paths.ts";
import { systemsText } from "../systems/systems.text.ts";
import { bulkEditPartPath, bulkEditsPath } from "./bulk-edits.paths.ts";
import { BULK_LIFECYCLES, LIFECYCLE } from "./bulk-edits.rules.ts";
import { bulkEditsText } from "./bulk-edits.text.ts";
import type { WishOutcome, WishPageData } from "./wish.server.ts";

type Answer = Exclude<WishOutcome, { to: string }>;

/** First which fields, then to what and why. */
export function WishPage({ data, answer }: { data: WishPageData; answer?: Answer }) {
  return data.isChoosing && !answer?.keys.length ? (
    <FieldsToChoose data={data} />
  ) : (
    <Values data={data} answer={answer} />
  );
}

function useCrumbs(slug: string) {
  const t = useText(bulkEditsText);
  const s = useText(systemsText);
  return [
    { label: s.title, href: systemsPath(slug) },
    { label: t.title, href: bulkEditsPath(slug) },
  ];
}

function FieldsToChoose({ data }: { data: WishPageData }) {
  const t = useText(bulkEditsText);
  const f = useText(fieldsText);
  const { slug } = data;
  return (
    <>
      <PageHeader title={t.chooseTitle} lead={t.chooseLead(data.records)} crumbs={useCrumbs(slug)} />
      <Form method="get" className="form">
        <input type="hidden" name="asked" value="1" />
        {data.isNothingChosen && <ErrorSummary errors={{ field: t.errors.none_chosen! }} />}
        <div className="field-grid">
          {data.groups.map(({ group, keys }, index) => (
            <CheckboxGroup
              key={group}
              name="field"
              id={index === 0 ? "field-field" : `fields-${group}`}
              legend={f.groups[group]}
              options={keys.map((key) => ({ value: key, label: fieldLabel(f, key) }))}
              values={data.keys}
            />
          ))}
        </div>
        <div className="form-actions">
          <SubmitButton>{t.chooseNext}</SubmitButton>
          <LinkButton href={systemsPath(slug, "?select=1")} variant="secondary">
            {t.changeSelection}
          </LinkButton>
        </div>
      </Form>
    </>
  );
}

function Values({ data, answer }: { data: WishPageData; answer?: Answer }) {
  const t = useText(bulkEditsText);
  const f = useText(fieldsText);
  const s = useText(systemsFormText);
  const { slug, id } = data;
  const keys = answer?.keys ?? data.keys;
  const typed = answer?.typed ?? data.typed;
  const words = (code: string) => t.errors[code] ?? s.errors[code] ?? code;
  const errors = answer?.errors ?? {};
  // in the order of the form, so that the summary leads through it from top to bottom
  const inOrder = [...keys, "reason"].filter((field) => field in errors);
  const atField = Object.fromEntries(inOrder.map((field) => [field, words(errors[field] ?? "")]));
  const inSummary = Object.fromEntries(
    inOrder.map((field) => [
      field,
      s.errorAt(field === "reason" ? t.reason : fieldLabel(f, field), words(errors[field] ?? "")),
    ]),
  );
  return (
    <>
      <PageHeader
        title={t.fieldsTitle}
        lead={t.fieldsLead(data.records)}
        crumbs={useCrumbs(slug)}
        actions={
          <LinkButton
            href={`${bulkEditPartPath(slug, id, "fields", { choose: "1" })}${keys.map((key) => `&field=${key}`).join("")}`}
            variant="tertiary"
          >
            {t.otherFields}
          </LinkButton>
        }
      />
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={inSummary} />
        {keys.map((key) => (
          <input key={key} type="hidden" name="field" value={key} />
        ))}
        {keys.map((key) => (
          <OneField key={key} name={key} typed={typed} errors={atField} data={data} answer={answer} />
        ))}
        <TextArea
          name="reason"
          label={t.reason}
          description={t.reasonHelp}
          error={atField.reason}
          defaultValue={String(typed.reason ?? "")}
          maxLength={1000}
          required
        />
        <div className="form-actions">
          <SubmitButton>{t.preview}</SubmitButton>
          <LinkButton href={systemsPath(slug, "?select=1")} variant="secondary">
            {t.changeSelection}
          </LinkButton>
        </div>
      </Form>
    </>
  );
}

function OneField(props: {
  name: string;
  typed: Typed;
  errors: Record<string, string>;
  data: WishPageData;
  answer?: Answer;
}) {
  const t = useText(bulkEditsText);
  const f = useText(fieldsText);
  const { name, typed, errors, data, answer } = props;
  const label = fieldLabel(f, name);
  if (name === LIFECYCLE)
    return (
      <Select
        name={LIFECYCLE}
        label={label}
        description={t.lifecycleHelp}
        error={errors[LIFECYCLE]}
        defaultValue={String(typed[LIFECYCLE] ?? "")}
        options={BULK_LIFECYCLES.map((state) => ({ value: state, label: choiceLabel(f, LIFECYCLE, state) }))}
      />
    );
  const field = fieldOf(name);
  return (
    <div className="bulk-field">
      {field.kind === "supplier" ? (
        <ReferenceInput
          name={name}
          label={label}
          description={f.help[name]}
          value={String(typed[name] ?? "")}
          error={errors[name]}
          candidates={answer?.candidates[name]}
        />
      ) : (
        <FieldInput field={field} typed={typed} errors={errors} units={data.units} hosts={data.hosts} />
      )}
      <Checkbox
        name="clear"
        value={name}
        id={`clear-${name}`}
        label={t.clear(label)}
        defaultChecked={[typed.clear ?? []].flat().includes(name)}
      />
    </div>
  );
}

import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, NumberInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { roundsPath } from "./confirmations.paths.ts";
import { confirmationsText } from "./confirmations.text.ts";

interface Props {
  slug: string;
  units: { id: string; name: string }[];
  people: { id: string; name: string; title: string | null }[];
  typed: Record<string, string>;
  errors?: Record<string, string>;
  formKey: string;
}

/** The form of a new round. */
export function NewRoundPage({ slug, units, people, typed, errors, formKey }: Props) {
  const t = useText(confirmationsText);
  const common = useText(commonText);
  const wrong = sentences(errors, t.errors);
  const field = (name: string) => ({ name, defaultValue: typed[name], error: wrong?.[name], required: true });
  return (
    <div className="narrow">
      <PageHeader title={t.newRound} lead={t.newLead} crumbs={[{ label: t.title, href: roundsPath(slug) }]} />
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={wrong} />
        <input type="hidden" name="form_key" value={formKey} />
        <TextInput {...field("name")} label={t.name} description={t.nameHint} maxLength={200} />
        <Select
          {...field("unit_id")}
          required={false}
          label={t.scope}
          description={t.scopeHint}
          empty={t.allSystems}
          options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        />
        <DateInput {...field("opens_on")} label={t.opensOn} description={t.opensHint} />
        <DateInput {...field("closes_on")} label={t.closesOn} />
        <NumberInput {...field("escalate_after_days")} label={t.escalateAfter} description={t.escalateHint} />
        <Select
          {...field("escalate_to_person_id")}
          label={t.escalateTo}
          description={t.escalateToHint}
          options={people.map(({ id, name, title }) => ({
            value: id,
            label: title ? `${name}, ${title}` : name,
          }))}
        />
        <div className="form-actions">
          <SubmitButton>{t.create}</SubmitButton>
          <LinkButton href={roundsPath(slug)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

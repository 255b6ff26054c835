import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { RadioGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, Select } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { personText } from "./person.text.ts";
import { heldOnPath, personRolesPath } from "./roles.paths.ts";
import type { PreviewStep } from "./transfer.server.ts";

export interface TransferProps {
  slug: string;
  peopleHref: string;
  person: { id: string; name: string };
  people: readonly { id: string; name: string; title: string | null }[];
  /** As chosen so far. */
  typed: { to: string; mode: string; day: string };
  errors?: Record<string, string>;
  /** What would happen; null until it is known to whom, how and from when. */
  preview: {
    to: { id: string; name: string };
    mode: "move" | "copy";
    day: string;
    steps: readonly PreviewStep[];
  } | null;
  /** In how many cases the person stands in for somebody; that is not transferred. */
  standsIn: number;
  formKey: string;
  problem: "none_chosen" | "changed_meanwhile" | null;
}

/** First to whom and how, then everything that would happen, role by role, before it does. */
export function TransferPage(props: TransferProps) {
  const t = useText(personText);
  const { slug, person, preview } = props;
  return (
    <>
      <PageHeader
        title={t.transferTitle(person.name)}
        crumbs={[
          { label: t.people, href: props.peopleHref },
          { label: person.name, href: personRolesPath(slug, person.id) },
        ]}
        lead={t.transferLead}
      />
      {props.problem && (
        <Alert tone="warning" role="alert">
          <p>{props.problem === "none_chosen" ? t.noneChosen : t.changedMeanwhile}</p>
        </Alert>
      )}
      <Choice {...props} />
      {preview && <Preview {...props} preview={preview} />}
    </>
  );
}

function Choice({ people, person, typed, errors, preview }: TransferProps) {
  const t = useText(personText);
  const wrong = sentences(errors, t.errors);
  return (
    <Form method="get" className="form" noValidate key={`${typed.to} ${typed.mode} ${typed.day}`}>
      <ErrorSummary errors={wrong} />
      <Select
        name="to"
        label={t.toPerson}
        empty={t.choosePerson}
        defaultValue={typed.to}
        error={wrong?.to}
        options={people
          .filter((each) => each.id !== person.id)
          .map((each) => ({ value: each.id, label: each.title ? `${each.name}, ${each.title}` : each.name }))}
      />
      <RadioGroup
        name="mode"
        legend={t.mode}
        value={typed.mode}
        error={wrong?.mode}
        options={[
          { value: "move", label: t.modes.move },
          { value: "copy", label: t.modes.copy },
        ]}
      />
      <DateInput
        name="day"
        label={t.day}
        description={t.dayHint}
        defaultValue={typed.day}
        error={wrong?.day}
      />
      <div className="form-actions">
        <SubmitButton variant={preview ? "secondary" : "primary"}>{t.preview}</SubmitButton>
      </div>
    </Form>
  );
}

function Preview(props: TransferProps & { preview: NonNullable<TransferProps["preview"]> }) {
  const t = useText(personText);
  const common = useText(commonText);
  const format = useFormat();
  const locale = useLocale();
  const { preview, slug, person } = props;
  const { to, mode, day, steps } = preview;
  if (steps.length === 0) return <p role="status">{t.nothing(person.name)}</p>;
  const word = (step: PreviewStep) => (locale === "sv" ? step.role_sv : step.role_en);
  const happens = (step: PreviewStep): ReactNode => {
    if (step.outcome === "handed_over") return t.outcomes.handed_over(to.name);
    if (step.outcome === "already_held")
      return mode === "move" ? t.outcomes.already_held(to.name) : t.outcomes.already_held_copy(to.name);
    const given = t.outcomes.given(to.name, format.day(step.given_from_on ?? day));
    return step.role.to_on ? `${given} ${t.until(format.day(step.role.to_on))}` : given;
  };
  return (
    <Section title={t.previewHeading(steps.length)} id="preview">
      <p>{t.previewLead(mode, to.name, format.day(day))}</p>
      {props.standsIn > 0 && <p>{t.deputyNote(props.standsIn)}</p>}
      <Form method="post" key={props.formKey}>
        <input type="hidden" name="form_key" value={props.formKey} />
        <input type="hidden" name="to" value={to.id} />
        <input type="hidden" name="mode" value={mode} />
        <input type="hidden" name="day" value={day} />
        <Table
          caption={t.previewHeading(steps.length)}
          rows={steps}
          rowKey={(step) => step.role.id}
          columns={[
            {
              id: "choose",
              heading: t.choose,
              isNarrow: true,
              cell: (step) =>
                mode === "move" || step.outcome === "given" ? (
                  <input
                    className="ds-input"
                    type="checkbox"
                    name="role"
                    value={step.role.id}
                    defaultChecked
                    aria-label={t.chooseRole(word(step), step.own_name)}
                  />
                ) : null,
            },
            {
              id: "system",
              heading: t.system,
              isRowHeader: true,
              cell: (step) => <a href={heldOnPath(slug, step.role.usage_id)}>{step.own_name}</a>,
            },
            { id: "role", heading: t.role, cell: word },
            { id: "happens", heading: t.happens, cell: happens },
          ]}
        />
        <div className="form-actions">
          <SubmitButton>{t.confirm[mode]}</SubmitButton>
          <LinkButton href={personRolesPath(slug, person.id)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </Section>
  );
}

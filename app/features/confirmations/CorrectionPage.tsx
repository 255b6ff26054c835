import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { Select } from "../../ui/Inputs.tsx";
import { PublicShell } from "../../ui/PublicShell.tsx";
import { FieldInput, useErrorWords } from "../systems/FieldInput.tsx";
import { fieldOf } from "../systems/fields.rules.ts";
import { choiceLabel, fieldLabel, fieldsText } from "../systems/fields.text.ts";
import type { CorrectionState, loadCorrection, Refusal } from "./answers.server.ts";
import { linkPath } from "./confirmations.paths.ts";
import { Title } from "./LinkPages.tsx";
import { linkText } from "./link.text.ts";

type Data = Awaited<ReturnType<typeof loadCorrection>>;

/** The few fields that an owner corrects by link, with the rules of the ordinary form. */
export function CorrectionPage({
  data,
  state,
  token,
  refused,
}: {
  data: Data;
  state: CorrectionState;
  token: string;
  refused?: Refusal;
}) {
  const t = useText(linkText);
  const f = useText(fieldsText);
  const { atField, inSummary } = useErrorWords(state.errors);
  const back = `${linkPath(token)}#system-${data.system.id}`;
  const isBlocked = data.system.state === "not_yours" || data.system.state === "retired";
  if (isBlocked || refused)
    return (
      <PublicShell>
        <Title>{data.system.own_name}</Title>
        <Alert tone="warning" role={refused ? "alert" : undefined}>
          <p>{t.refused[refused ?? (data.system.state === "retired" ? "retired" : "not_yours")]}</p>
        </Alert>
        <LinkButton href={back}>{t.back}</LinkButton>
      </PublicShell>
    );
  return (
    <PublicShell wide>
      <Title>{t.correctTitle(data.system.own_name)}</Title>
      <p>{t.correctLead}</p>
      {state.conflicts && <Conflicts state={state} data={data} />}
      <Form method="post" className="form" noValidate key={state.version}>
        <input type="hidden" name="version" value={state.version} />
        <input type="hidden" name="was" value={JSON.stringify(state.was)} />
        <ErrorSummary errors={inSummary} />
        {data.fields.map((key) => (
          <FieldInput
            key={key}
            field={fieldOf(key)}
            typed={state.typed}
            errors={atField}
            units={data.units}
            hosts={[]}
          />
        ))}
        {data.lifecycles.length > 1 ? (
          <Select
            name="lifecycle"
            label={fieldLabel(f, "lifecycle")}
            empty={false}
            defaultValue={String(state.typed.lifecycle ?? "")}
            error={atField.lifecycle}
            options={data.lifecycles.map((value) => ({ value, label: choiceLabel(f, "lifecycle", value) }))}
          />
        ) : (
          <input type="hidden" name="lifecycle" value={data.lifecycles[0]} />
        )}
        <div className="form-actions">
          <SubmitButton>{t.save}</SubmitButton>
          <LinkButton href={back} variant="secondary">
            {t.back}
          </LinkButton>
        </div>
      </Form>
    </PublicShell>
  );
}

function Conflicts({ state, data }: { state: CorrectionState; data: Data }) {
  const t = useText(linkText);
  const f = useText(fieldsText);
  const words = (field: string, value: string) => {
    if (value === "") return t.nothing;
    if (field === "lifecycle") return choiceLabel(f, field, value);
    return data.units.find((unit) => unit.id === value)?.name ?? value;
  };
  return (
    <Alert tone="warning" title={t.conflictTitle} role="alert">
      <p>{t.conflictText}</p>
      <ul className="ds-list">
        {state.conflicts?.map(({ field, theirs }) => (
          <li key={field}>{t.conflictNow(fieldLabel(f, field), words(field, theirs))}</li>
        ))}
      </ul>
    </Alert>
  );
}

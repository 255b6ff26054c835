import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox, RadioGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { LONGEST_NAME } from "./views.form.ts";
import { viewsText } from "./views.text.ts";

interface ViewFormProps {
  values: { name: string; owner_kind: string; is_shown_on_start: boolean };
  errors: Record<string, string> | undefined;
  can: { share: boolean; makePrivate: boolean };
  /** Circles that the view can be shared with. */
  circles: readonly { id: string; name: string }[];
  cancelHref: string;
  hidden: Record<string, string>;
  /** More choices, before the button. */
  children?: ReactNode;
  /** More buttons. */
  more?: ReactNode;
}

/** Name, readers and start page of a view. */
export function ViewForm({
  values,
  errors,
  can,
  circles,
  cancelHref,
  hidden,
  children,
  more,
}: ViewFormProps) {
  const t = useText(viewsText);
  const c = useText(commonText);
  const wrong = sentences(errors, t.errors);
  const who = [
    ...(can.makePrivate ? [{ value: "person", label: t.person }] : []),
    ...(can.share ? [{ value: "organisation", label: t.organisation, description: t.organisationText }] : []),
    ...(can.share
      ? circles.map(({ id, name }) => ({
          value: `circle:${id}`,
          label: t.circle(name),
        }))
      : []),
  ];
  return (
    <Form method="post" className="form" noValidate>
      <ErrorSummary errors={wrong} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextInput
        name="name"
        label={t.name}
        required
        maxLength={LONGEST_NAME}
        defaultValue={values.name}
        error={wrong?.name}
      />
      {who.length > 1 ? (
        <RadioGroup
          name="owner_kind"
          legend={t.who}
          description={can.share && circles.length > 0 ? t.circleText : undefined}
          options={who}
          value={values.owner_kind}
          error={wrong?.owner_kind}
        />
      ) : (
        <input type="hidden" name="owner_kind" value={who[0]?.value ?? "person"} />
      )}
      <Checkbox
        name="is_shown_on_start"
        label={t.onStart}
        description={who.length > 1 ? t.onStartText : undefined}
        defaultChecked={values.is_shown_on_start}
      />
      {children}
      <div className="button-row">
        <SubmitButton>{t.save}</SubmitButton>
        <LinkButton href={cancelHref} variant="secondary">
          {c.cancel}
        </LinkButton>
        {more}
      </div>
    </Form>
  );
}

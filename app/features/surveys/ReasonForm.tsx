import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, TextArea } from "../../ui/Inputs.tsx";
import { type Crumb, PageHeader } from "../../ui/PageHeader.tsx";
import { surveysText } from "./surveys.text.ts";

/** The answer to a step's form. */
export interface StepAnswer {
  errors?: Record<string, string>;
  typed?: Record<string, string>;
}

interface Props extends StepAnswer {
  title: string;
  crumbs: Crumb[];
  texts: readonly string[];
  confirm: string;
  cancelHref: string;
  isPossible: boolean;
  isDangerous?: boolean;
  /** Heading of the new last day, where the step sets one. */
  closesOn?: string;
}

/** A step of a survey that needs its reason: closing early, taking back, opening again. */
export function ReasonForm(props: Props) {
  const t = useText(surveysText);
  const common = useText(commonText);
  const { typed } = props;
  const errors = sentences(props.errors, t.errors);
  return (
    <div className="narrow">
      <PageHeader title={props.title} crumbs={props.crumbs} />
      {props.isPossible ? (
        <Form method="post" className="form" noValidate>
          <ErrorSummary errors={errors} />
          {props.texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
          {props.closesOn && (
            <DateInput
              name="closes_on"
              label={props.closesOn}
              defaultValue={typed?.closes_on}
              error={errors?.closes_on}
              required
            />
          )}
          <TextArea
            name="reason"
            label={t.reason}
            defaultValue={typed?.reason}
            error={errors?.reason}
            rows={3}
            required
          />
          <div className="form-actions">
            <SubmitButton color={props.isDangerous ? "danger" : undefined}>{props.confirm}</SubmitButton>
            <LinkButton href={props.cancelHref} variant="secondary">
              {common.cancel}
            </LinkButton>
          </div>
        </Form>
      ) : (
        <Alert tone="warning">{t.stepGone}</Alert>
      )}
    </div>
  );
}

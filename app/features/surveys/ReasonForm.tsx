import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { DateInput, TextArea } from "../../ui/Inputs.tsx";
import type { Crumb } from "../../ui/PageHeader.tsx";
import { StepForm } from "./StepForm.tsx";
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
export function ReasonForm({ texts, closesOn, typed, errors: codes, ...page }: Props) {
  const t = useText(surveysText);
  const errors = sentences(codes, t.errors);
  return (
    <StepForm {...page} errors={errors}>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {closesOn && (
        <DateInput
          name="closes_on"
          label={closesOn}
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
    </StepForm>
  );
}

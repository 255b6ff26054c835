import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { RadioGroup } from "../../ui/Choices.tsx";
import { TextArea, TextInput } from "../../ui/Inputs.tsx";
import { QuorumMeter } from "../surveys/QuorumMeter.tsx";
import { ReasonForm, type StepAnswer } from "../surveys/ReasonForm.tsx";
import { StepForm } from "../surveys/StepForm.tsx";
import type { StepData } from "../surveys/steps.server.ts";
import type { Quorum } from "../surveys/surveys.rules.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import type { loadDecision } from "./steps.server.ts";
import { useCheckPlace } from "./useCheckPlace.ts";

/** More days while it is open, with the reason. */
export function ExtensionPage({ data, ...answer }: { data: StepData } & StepAnswer) {
  const t = useText(interestChecksText);
  const format = useFormat();
  const { survey, slug } = data;
  const { crumbs, href } = useCheckPlace(slug, survey);
  return (
    <ReasonForm
      title={t.extendTitle(survey.name)}
      crumbs={crumbs}
      texts={[t.extendText(format.dayInWords(survey.closes_on))]}
      confirm={t.extend}
      closesOn={t.extendTo}
      cancelHref={href}
      isPossible={data.isPossible}
      {...answer}
    />
  );
}

/** The decision on a closed check. */
export function DecisionPage({
  data,
  errors: codes,
  typed,
}: { data: Omit<Awaited<ReturnType<typeof loadDecision>>, "quorum"> & { quorum: Quorum } } & StepAnswer) {
  const t = useText(interestChecksText);
  const { slug, survey, quorum } = data;
  const { crumbs, href } = useCheckPlace(slug, survey);
  const errors = sentences(codes, t.errors);
  return (
    <StepForm
      title={t.decideTitle(survey.name)}
      lead={t.decideLead}
      crumbs={crumbs}
      cancelHref={href}
      isPossible={data.isPossible}
      errors={errors}
      confirm={t.saveDecision}
    >
      <QuorumMeter quorum={quorum} />
      <RadioGroup
        name="outcome"
        legend={t.outcome}
        required
        error={errors?.outcome}
        value={typed?.outcome}
        options={[
          { value: "go", label: t.go, description: t.goHint(quorum.counted, quorum.needed) },
          { value: "no_go", label: t.noGo, description: t.noGoHint },
        ]}
      />
      <TextArea name="reason" label={t.decisionReason} defaultValue={typed?.reason} error={errors?.reason} />
      <TextInput
        name="authority_ref"
        label={t.authorityRef}
        description={t.authorityHint}
        defaultValue={typed?.authority_ref}
        error={errors?.authority_ref}
        maxLength={300}
      />
    </StepForm>
  );
}

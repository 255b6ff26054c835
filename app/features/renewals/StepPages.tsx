import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { CheckboxGroup } from "../../ui/Choices.tsx";
import { Select, TextArea } from "../../ui/Inputs.tsx";
import type { StepAnswer } from "../surveys/ReasonForm.tsx";
import { StepForm } from "../surveys/StepForm.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import type { loadPlacement, PlacementOutcome } from "./placement.server.ts";
import { renewalsText } from "./renewals.text.ts";
import { resultText } from "./result.text.ts";
import type { loadCompletion } from "./steps.server.ts";
import { useRoundPlace } from "./useRoundPlace.ts";

/** Completing: who is not settled is named; where nobody was carried over, why not. */
export function CompletionPage({
  data: { slug, survey, isPossible, unsettled, transfers },
  errors: codes,
  typed,
}: { data: Awaited<ReturnType<typeof loadCompletion>> } & StepAnswer) {
  const t = useText(renewalsText);
  const { crumbs, href } = useRoundPlace(slug, survey);
  const settle = t.unsettled(unsettled.join(", "));
  const errors = sentences(codes, { ...t.errors, unsettled: settle });
  return (
    <StepForm
      title={t.completeTitle(survey.name)}
      crumbs={crumbs}
      cancelHref={href}
      isPossible={isPossible && unsettled.length === 0}
      obstacle={isPossible ? settle : undefined}
      errors={errors}
      confirm={t.complete}
    >
      <p>{t.completeText}</p>
      {transfers === 0 && (
        <TextArea
          name="reason"
          label={t.completeWithout}
          description={t.completeWithoutHint}
          defaultValue={typed?.reason}
          error={errors?.reason}
          rows={3}
          required
        />
      )}
    </StepForm>
  );
}

/** One organisation, or several of a group, to another group, with the reason. */
export function PlacementPage({
  data: { slug, round, organisations, group, answeredBucket, placed, buckets, isPossible },
  errors: codes,
  typed,
}: { data: Awaited<ReturnType<typeof loadPlacement>> } & Partial<Exclude<PlacementOutcome, { to: string }>>) {
  const t = useText(renewalsText);
  const r = useText(resultText);
  const u = useText(surveysText);
  const { crumbs, href } = useRoundPlace(slug, round);
  const errors = sentences(codes, t.errors);
  const others = buckets.filter((bucket) => bucket !== group);
  return (
    <StepForm
      title={group ? r.placementSome(r.buckets[group]!) : r.placementTitle(organisations[0]!.name)}
      lead={group ? t.placementSomeText : t.placementText(r.buckets[answeredBucket]!)}
      crumbs={crumbs}
      cancelHref={href}
      isPossible={isPossible}
      errors={errors}
      confirm={t.place}
    >
      {group ? (
        <CheckboxGroup
          name="organisation"
          legend={t.placementWhom}
          options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          values={typed?.organisation ?? organisations.map(({ id }) => id)}
          error={errors?.organisation}
        />
      ) : (
        <input type="hidden" name="organisation" value={organisations[0]!.id} />
      )}
      <Select
        name="bucket"
        label={t.bucket}
        empty={t.byAnswer}
        defaultValue={typed?.bucket ?? placed ?? ""}
        error={errors?.bucket}
        options={others.map((value) => ({ value, label: r.buckets[value]! }))}
      />
      <TextArea
        name="reason"
        label={u.reason}
        defaultValue={typed?.reason}
        error={errors?.reason}
        rows={3}
        required
      />
    </StepForm>
  );
}

import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { Select, TextArea } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import type { StepAnswer } from "../surveys/ReasonForm.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import { renewalsText } from "./renewals.text.ts";
import { resultText } from "./result.text.ts";
import type { loadCompletion, loadPlacement } from "./steps.server.ts";
import { useRoundPlace } from "./useRoundPlace.ts";

/** Completing: who is not settled is named; where nobody was carried over, why not. */
export function CompletionPage({
  data: { slug, survey, isPossible, unsettled, transfers },
  errors: codes,
  typed,
}: { data: Awaited<ReturnType<typeof loadCompletion>> } & StepAnswer) {
  const t = useText(renewalsText);
  const { crumbs, href } = useRoundPlace(slug, survey);
  const u = useText(surveysText);
  const common = useText(commonText);
  const settle = t.unsettled(unsettled.join(", "));
  const errors = sentences(codes, { ...t.errors, unsettled: settle });
  return (
    <div className="narrow">
      <PageHeader title={t.completeTitle(survey.name)} crumbs={crumbs} />
      {isPossible && unsettled.length === 0 ? (
        <Form method="post" className="form" noValidate>
          <ErrorSummary errors={errors} />
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
          <div className="form-actions">
            <SubmitButton>{t.complete}</SubmitButton>
            <LinkButton href={href} variant="secondary">
              {common.cancel}
            </LinkButton>
          </div>
        </Form>
      ) : (
        <>
          <ErrorSummary errors={errors} />
          <Alert tone="warning">{isPossible ? settle : u.stepGone}</Alert>
        </>
      )}
    </div>
  );
}

/** One organisation to another group, with the reason. */
export function PlacementPage({
  data: { slug, round, organisation, answeredBucket, placed, buckets, isPossible },
  errors: codes,
  typed,
}: { data: Awaited<ReturnType<typeof loadPlacement>> } & StepAnswer) {
  const t = useText(renewalsText);
  const { crumbs, href } = useRoundPlace(slug, round);
  const r = useText(resultText);
  const u = useText(surveysText);
  const common = useText(commonText);
  const errors = sentences(codes, t.errors);
  return (
    <div className="narrow">
      <PageHeader
        title={t.placementTitle(organisation.name)}
        lead={t.placementText(r.buckets[answeredBucket]!)}
        crumbs={crumbs}
      />
      {isPossible ? (
        <Form method="post" className="form" noValidate>
          <ErrorSummary errors={errors} />
          <input type="hidden" name="organisation" value={organisation.id} />
          <Select
            name="bucket"
            label={t.bucket}
            empty={t.byAnswer}
            defaultValue={typed?.bucket ?? placed ?? ""}
            error={errors?.bucket}
            options={buckets.map((value) => ({ value, label: r.buckets[value]! }))}
          />
          <TextArea
            name="reason"
            label={u.reason}
            defaultValue={typed?.reason}
            error={errors?.reason}
            rows={3}
            required
          />
          <div className="form-actions">
            <SubmitButton>{t.place}</SubmitButton>
            <LinkButton href={href} variant="secondary">
              {common.cancel}
            </LinkButton>
          </div>
        </Form>
      ) : (
        <Alert tone="warning">{u.stepGone}</Alert>
      )}
    </div>
  );
}

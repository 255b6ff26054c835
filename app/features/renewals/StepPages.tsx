import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { Select, TextArea } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { QuestionsPage } from "../surveys/QuestionsPage.tsx";
import { ReasonForm, type StepAnswer } from "../surveys/ReasonForm.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import { useCrumbs } from "./DraftPages.tsx";
import type { loadRoundQuestions } from "./questions.server.ts";
import { renewalPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";
import { resultText } from "./result.text.ts";
import type { loadCompletion, loadPlacement, loadStep } from "./steps.server.ts";

type StepData = Awaited<ReturnType<typeof loadStep>>;

/** Asks before a survey is sent: to whom, and what is fixed from then on. */
export function OpeningPage({ data }: { data: StepData }) {
  const t = useText(renewalsText);
  const format = useFormat();
  const { slug, round, invitees } = data;
  return (
    <ConfirmPage
      title={t.openTitle(round.name)}
      crumbs={useCrumbs(slug, round)}
      confirm={t.open}
      cancelHref={renewalPath(slug, round.id)}
    >
      <p>{t.openText(invitees.length, format.dayInWords(round.closes_on))}</p>
      <ul>
        {invitees.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </ConfirmPage>
  );
}

/** Asks before a draft is removed. */
export function RemovalPage({ slug, round }: { slug: string; round: { id: string; name: string } }) {
  const t = useText(renewalsText);
  return (
    <ConfirmPage
      title={t.removeTitle(round.name)}
      crumbs={useCrumbs(slug, round)}
      confirm={t.remove}
      cancelHref={renewalPath(slug, round.id)}
      isDangerous
    >
      <p>{t.removeText}</p>
    </ConfirmPage>
  );
}

/** A step that needs its reason: closing early, taking back, opening again. */
export function RoundReasonPage({
  step,
  data: { slug, round, isPossible },
  errors,
  typed,
}: { step: "close" | "withdraw" | "reopen"; data: StepData } & StepAnswer) {
  const t = useText(renewalsText);
  const format = useFormat();
  const words = {
    close: { title: t.closeTitle, text: t.closeText(format.dayInWords(round.closes_on)), confirm: t.close },
    withdraw: { title: t.withdrawTitle, text: t.withdrawText, confirm: t.withdraw },
    reopen: { title: t.reopenTitle, text: t.reopenText, confirm: t.reopen },
  }[step];
  return (
    <ReasonForm
      title={words.title(round.name)}
      crumbs={useCrumbs(slug, round)}
      texts={[words.text]}
      confirm={words.confirm}
      closesOn={step === "reopen" ? t.closesOn : undefined}
      cancelHref={renewalPath(slug, round.id)}
      isPossible={isPossible}
      isDangerous={step === "withdraw"}
      errors={errors}
      typed={typed}
    />
  );
}

/** Completing: who is not settled is named; where nobody was carried over, why not. */
export function CompletionPage({
  data: { slug, round, isPossible, unsettled, transfers },
  errors: codes,
  typed,
}: { data: Awaited<ReturnType<typeof loadCompletion>> } & StepAnswer) {
  const t = useText(renewalsText);
  const u = useText(surveysText);
  const common = useText(commonText);
  const settle = t.unsettled(unsettled.join(", "));
  const errors = sentences(codes, { ...t.errors, unsettled: settle });
  return (
    <div className="narrow">
      <PageHeader title={t.completeTitle(round.name)} crumbs={useCrumbs(slug, round)} />
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
            <LinkButton href={renewalPath(slug, round.id)} variant="secondary">
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
  const r = useText(resultText);
  const u = useText(surveysText);
  const common = useText(commonText);
  const errors = sentences(codes, t.errors);
  return (
    <div className="narrow">
      <PageHeader
        title={t.placementTitle(organisation.name)}
        lead={t.placementText(r.buckets[answeredBucket]!)}
        crumbs={useCrumbs(slug, round)}
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
            <LinkButton href={renewalPath(slug, round.id)} variant="secondary">
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

interface QuestionProps {
  data: Awaited<ReturnType<typeof loadRoundQuestions>>;
  formKey: string;
  typed?: Record<string, string>;
  errors?: Record<string, string>;
  isAdded: boolean;
}

/** The coordinator's own questions of a survey. */
export function RoundQuestionsPage({ data, ...answer }: QuestionProps) {
  const t = useText(renewalsText);
  return (
    <QuestionsPage
      page={{
        title: t.questionsTitle(data.name),
        lead: t.questionsLead,
        crumbs: useCrumbs(data.slug, data),
        back: { href: renewalPath(data.slug, data.id), label: t.backToRound },
      }}
      data={data}
      {...answer}
    />
  );
}

import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { RadioGroup } from "../../ui/Choices.tsx";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { interestCheckPath, interestChecksPath } from "./interest-checks.paths.ts";
import type { Quorum } from "./interest-checks.rules.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import { QuorumMeter } from "./QuorumMeter.tsx";
import type { loadDecision, loadStep } from "./steps.server.ts";

type StepData = Awaited<ReturnType<typeof loadStep>>;
export interface StepAnswer {
  errors?: Record<string, string>;
  typed?: Record<string, string>;
}

function useCrumbs(slug: string, check: { id: string; name: string }) {
  const t = useText(interestChecksText);
  return [
    { label: t.title, href: interestChecksPath(slug) },
    { label: check.name, href: interestCheckPath(slug, check.id) },
  ];
}

/** Asks before a draft is sent: to whom, and what is fixed from then on. */
export function OpeningPage({ data }: { data: StepData }) {
  const t = useText(interestChecksText);
  const format = useFormat();
  const { slug, check, invitees } = data;
  const others = invitees.filter(({ isSelf }) => !isSelf);
  return (
    <ConfirmPage
      title={t.openTitle(check.name)}
      crumbs={useCrumbs(slug, check)}
      confirm={t.open}
      cancelHref={interestCheckPath(slug, check.id)}
    >
      <p>{t.openText(others.length, format.dayInWords(check.closes_on))}</p>
      <p>{t.openWho}</p>
      <ul>
        {invitees.map(({ id, name, isSelf }) => (
          <li key={id}>{isSelf ? `${name} (${t.us})` : name}</li>
        ))}
      </ul>
    </ConfirmPage>
  );
}

/** Asks before a draft is removed. */
export function RemovalPage({ slug, check }: { slug: string; check: { id: string; name: string } }) {
  const t = useText(interestChecksText);
  return (
    <ConfirmPage
      title={t.removeTitle(check.name)}
      crumbs={useCrumbs(slug, check)}
      confirm={t.remove}
      cancelHref={interestCheckPath(slug, check.id)}
      isDangerous
    >
      <p>{t.removeText}</p>
    </ConfirmPage>
  );
}

/** A step that needs its reason: closing early, taking back, opening again. */
export function ReasonPage({
  step,
  data,
  errors: codes,
  typed,
}: { step: "close" | "withdraw" | "reopen"; data: StepData } & StepAnswer) {
  const t = useText(interestChecksText);
  const common = useText(commonText);
  const format = useFormat();
  const { slug, check } = data;
  const crumbs = useCrumbs(slug, check);
  const errors = sentences(codes, t.errors);
  const words = {
    close: { title: t.closeTitle, text: t.closeText(format.dayInWords(check.closes_on)), confirm: t.close },
    withdraw: { title: t.withdrawTitle, text: t.withdrawText, confirm: t.withdraw },
    reopen: { title: t.reopenTitle, text: t.reopenText, confirm: t.reopen },
  }[step];
  return (
    <div className="narrow">
      <PageHeader title={words.title(check.name)} crumbs={crumbs} />
      {data.isPossible ? (
        <Form method="post" className="form" noValidate>
          <ErrorSummary errors={errors} />
          <p>{words.text}</p>
          {step === "close" && data.isHidden && <p>{t.closeHidden}</p>}
          {step === "reopen" && (
            <DateInput
              name="closes_on"
              label={t.closesOn}
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
            <SubmitButton color={step === "withdraw" ? "danger" : undefined}>{words.confirm}</SubmitButton>
            <LinkButton href={interestCheckPath(slug, check.id)} variant="secondary">
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

/** The decision on a closed check. */
export function DecisionPage({
  data,
  errors: codes,
  typed,
}: { data: Omit<Awaited<ReturnType<typeof loadDecision>>, "quorum"> & { quorum: Quorum } } & StepAnswer) {
  const t = useText(interestChecksText);
  const common = useText(commonText);
  const { slug, check, quorum } = data;
  const errors = sentences(codes, t.errors);
  return (
    <div className="narrow">
      <PageHeader title={t.decideTitle(check.name)} lead={t.decideLead} crumbs={useCrumbs(slug, check)} />
      {data.isPossible ? (
        <Form method="post" className="form" noValidate>
          <ErrorSummary errors={errors} />
          <QuorumMeter quorum={quorum} />
          <RadioGroup
            name="outcome"
            legend={t.outcome}
            required
            error={errors?.outcome}
            value={typed?.outcome}
            options={[
              {
                value: "go",
                label: t.go,
                description: t.goHint(quorum.counted, quorum.needed),
              },
              { value: "no_go", label: t.noGo, description: t.noGoHint },
            ]}
          />
          <TextArea
            name="reason"
            label={t.decisionReason}
            defaultValue={typed?.reason}
            error={errors?.reason}
          />
          <TextInput
            name="authority_ref"
            label={t.authorityRef}
            description={t.authorityHint}
            defaultValue={typed?.authority_ref}
            error={errors?.authority_ref}
            maxLength={300}
          />
          <div className="form-actions">
            <SubmitButton>{t.saveDecision}</SubmitButton>
            <LinkButton href={interestCheckPath(slug, check.id)} variant="secondary">
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

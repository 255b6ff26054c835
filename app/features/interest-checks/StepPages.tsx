import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { RadioGroup } from "../../ui/Choices.tsx";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextArea, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { QuorumMeter } from "../surveys/QuorumMeter.tsx";
import { ReasonForm, type StepAnswer } from "../surveys/ReasonForm.tsx";
import type { Quorum } from "../surveys/surveys.rules.ts";
import { surveysText } from "../surveys/surveys.text.ts";
import { interestCheckPath, interestChecksPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import type { loadDecision, loadStep } from "./steps.server.ts";

type StepData = Awaited<ReturnType<typeof loadStep>>;

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

/** A step that needs its reason: more days, closing early, taking back, opening again. */
export function ReasonPage({
  step,
  data,
  errors: codes,
  typed,
}: { step: "close" | "extend" | "withdraw" | "reopen"; data: StepData } & StepAnswer) {
  const t = useText(interestChecksText);
  const format = useFormat();
  const { slug, check } = data;
  const crumbs = useCrumbs(slug, check);
  const words = {
    close: { title: t.closeTitle, text: t.closeText(format.dayInWords(check.closes_on)), confirm: t.close },
    extend: {
      title: t.extendTitle,
      text: t.extendText(format.dayInWords(check.closes_on)),
      confirm: t.extend,
    },
    withdraw: { title: t.withdrawTitle, text: t.withdrawText, confirm: t.withdraw },
    reopen: { title: t.reopenTitle, text: t.reopenText, confirm: t.reopen },
  }[step];
  return (
    <ReasonForm
      title={words.title(check.name)}
      crumbs={crumbs}
      texts={[words.text, ...(step === "close" && data.isHidden ? [t.closeHidden] : [])]}
      confirm={words.confirm}
      closesOn={{ reopen: t.closesOn, extend: t.extendTo, close: undefined, withdraw: undefined }[step]}
      cancelHref={interestCheckPath(slug, check.id)}
      isPossible={data.isPossible}
      isDangerous={step === "withdraw"}
      errors={codes}
      typed={typed}
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
  const common = useText(commonText);
  const u = useText(surveysText);
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
        <Alert tone="warning">{u.stepGone}</Alert>
      )}
    </div>
  );
}

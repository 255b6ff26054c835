import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import type { loadAdmission } from "./admissions.server.ts";
import { agreementPath, amendmentPath } from "./agreements.paths.ts";
import type { loadAmendmentStep } from "./amendment-steps.server.ts";
import { amendmentsText } from "./amendments.text.ts";
import { decisionsText } from "./decisions.text.ts";
import type { loadStep } from "./steps.server.ts";
import { MovedDates, TermChanges } from "./TextDiff.tsx";
import { useCrumbs } from "./useCrumbs.ts";

interface AskProps {
  slug: string;
  agreement: { id: string; title: string };
  title: string;
  text: string;
  confirm: string;
  /** Why it cannot be done; then there is no button. */
  refusal: string | null;
  isDangerous?: boolean;
  backHref?: string;
  /** What the reader should have seen before deciding. */
  children?: ReactNode;
}

/** Asks before something that binds, and says what stands in the way instead of a button that would fail. */
function AskPage({
  slug,
  agreement,
  title,
  text,
  confirm,
  refusal,
  isDangerous,
  backHref,
  children,
}: AskProps) {
  const common = useText(commonText);
  return (
    <div className="narrow">
      <PageHeader title={title} crumbs={useCrumbs(slug, agreement)} />
      {refusal ? (
        <Alert tone="danger" role="alert">
          <p>{refusal}</p>
        </Alert>
      ) : (
        <p>{text}</p>
      )}
      {children}
      <Form method="post" className="form">
        <div className="button-row">
          {!refusal && <SubmitButton color={isDangerous ? "danger" : undefined}>{confirm}</SubmitButton>}
          <LinkButton href={backHref ?? agreementPath(slug, agreement.id)} variant="secondary">
            {refusal ? common.back : common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

/** A step of the agreement. */
export function StepPage({
  data,
  refusal,
}: {
  data: Awaited<ReturnType<typeof loadStep>>;
  refusal?: string;
}) {
  const { steps, lastDay } = useText(decisionsText);
  const t = steps[data.step];
  const format = useFormat();
  return (
    <AskPage
      slug={data.slug}
      agreement={data.agreement}
      title={t.title(data.agreement.title)}
      text={t.text}
      confirm={t.confirm}
      refusal={refusal ?? data.refusal}
      isDangerous={data.step === "end" || data.step === "removal" || data.step === "closing"}
    >
      {data.step === "closing" && data.agreement.closes_on && (
        <p>{lastDay(format.dayInWords(data.agreement.closes_on))}</p>
      )}
    </AskPage>
  );
}

/** Admitting a party to an agreement that is in force. */
export function AdmissionPage({
  data,
  refusal,
}: {
  data: Awaited<ReturnType<typeof loadAdmission>>;
  refusal?: string;
}) {
  const t = useText(decisionsText);
  const format = useFormat();
  return (
    <AskPage
      slug={data.slug}
      agreement={data.agreement}
      title={t.admissionTitle(data.party.name, data.agreement.title)}
      text={t.admissionText(data.party.name, format.dayInWords(data.party.joined_on))}
      confirm={t.admit}
      refusal={refusal ?? data.refusal}
    />
  );
}

/** A step of an amendment, with the terms and dates that it moves. */
export function AmendmentStepPage({
  data,
  refusal,
}: {
  data: Awaited<ReturnType<typeof loadAmendmentStep>>;
  refusal?: string;
}) {
  const t = useText(amendmentsText);
  const { slug, agreement, amendment, effect, step } = data;
  const words = t.steps[step];
  const isRejected = step === "withdrawal" && data.isRejected;
  return (
    <AskPage
      slug={slug}
      agreement={agreement}
      title={words.title(t.amendmentTitle(amendment.number, amendment.title))}
      text={isRejected ? t.rejectedText : words.text}
      confirm={words.confirm}
      refusal={refusal ?? data.refusal}
      isDangerous={step === "removal" || step === "withdrawal"}
      backHref={amendmentPath(slug, agreement.id, amendment.id)}
    >
      {step === "sending" && <p>{t.goesTo(data.parties.join(", "))}</p>}
      {effect && effect.terms.length > 0 && (
        <>
          <Section title={t.termChanges}>
            <TermChanges terms={effect.terms} />
          </Section>
          <Section title={t.movedDates}>
            <MovedDates moved={effect.moved} on={effect.on} />
          </Section>
        </>
      )}
    </AskPage>
  );
}

import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import type { loadAdmission } from "./admissions.server.ts";
import { agreementPath } from "./agreements.paths.ts";
import { agreementPartsText } from "./parts.text.ts";
import type { loadStep } from "./steps.server.ts";
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
}

/** Asks before something that binds, and says what stands in the way instead of a button that would fail. */
function AskPage({ slug, agreement, title, text, confirm, refusal, isDangerous }: AskProps) {
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
      <Form method="post" className="form">
        <div className="button-row">
          {!refusal && <SubmitButton color={isDangerous ? "danger" : undefined}>{confirm}</SubmitButton>}
          <LinkButton href={agreementPath(slug, agreement.id)} variant="secondary">
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
  const t = useText(agreementPartsText).steps[data.step];
  return (
    <AskPage
      slug={data.slug}
      agreement={data.agreement}
      title={t.title(data.agreement.title)}
      text={t.text}
      confirm={t.confirm}
      refusal={refusal ?? data.refusal}
      isDangerous={data.step === "end" || data.step === "removal"}
    />
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
  const t = useText(agreementPartsText);
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

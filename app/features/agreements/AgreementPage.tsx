import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { About, Areas, Bodies, Clock, Dates, Delegations, Links } from "./AgreementParts.tsx";
import { AgreementStatusTag } from "./AgreementsPage.tsx";
import { AgreementText, Amendments, Exemption, Exit, WindDown } from "./AgreementTexts.tsx";
import { agreementPagePath, agreementsPath, type Step, stepPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import { Parties } from "./Parties.tsx";
import type { AgreementPageData } from "./record.server.ts";

/** One agreement: where it stands, who has decided, and everything that hangs on it. */
export function AgreementPage({
  data,
  saved,
  children,
}: {
  data: AgreementPageData;
  saved: string | null;
  /** What features beside this one add: cost keys, budget, settlement. */
  children?: ReactNode;
}) {
  const t = useText(agreementsText);
  const format = useFormat();
  const { agreement, slug, can, standing } = data;
  return (
    <>
      <PageHeader
        title={agreement.title}
        crumbs={[{ label: t.title, href: agreementsPath(slug) }]}
        meta={
          <>
            <AgreementStatusTag status={agreement.status} />
            {standing && (
              <Tag tone={standing.decided === standing.of ? "success" : "info"}>
                {t.decidedOf(standing.decided, standing.of)}
              </Tag>
            )}
            {data.amendments.some((each) => each.state === "sent") && <Tag tone="info">{t.renegotiated}</Tag>}
            {!data.isOwner && <Tag icon="cooperation">{t.keptBy(agreement.owner_name)}</Tag>}
            {!data.isConfirmed && <Tag tone="warning">{t.waitingForUs}</Tag>}
            {data.ownLeavesOn && (
              <Tag tone="warning">
                {data.ownLeavesOn < data.today
                  ? t.hasLeft(format.day(data.ownLeavesOn))
                  : t.leaves(format.day(data.ownLeavesOn))}
              </Tag>
            )}
          </>
        }
        actions={
          <>
            {can.history && (
              <LinkButton
                href={agreementPagePath(slug, agreement.id, "history")}
                variant="tertiary"
                icon="history"
              >
                {t.history}
              </LinkButton>
            )}
            {can.keep && (
              <LinkButton
                href={agreementPagePath(slug, agreement.id, "edit")}
                variant="secondary"
                icon="pencil"
              >
                {t.edit}
              </LinkButton>
            )}
          </>
        }
      />
      <Flash message={saved ? (t.savedSteps[saved] ?? t.saved) : null} />
      {!data.isConfirmed && (
        <Alert>
          <p>{t.hiddenUntilConfirmed}</p>
        </Alert>
      )}
      <NextSteps data={data} />
      <Parties data={data} />
      <div className="record">
        <Dates data={data} />
        <About data={data} />
        <Areas data={data} />
        <Clock data={data} />
        <Bodies data={data} />
        <Amendments data={data} />
        <Links data={data} />
        <Exemption data={data} />
        <Delegations data={data} />
        <Exit data={data} />
        <WindDown data={data} />
        {children}
      </div>
      <AgreementText data={data} />
    </>
  );
}

/** What this person can do next for the own organisation, as buttons. */
function NextSteps({ data: { can, slug, agreement, ...data } }: { data: AgreementPageData }) {
  const t = useText(agreementsText);
  const step = (name: Step) => stepPath(slug, agreement.id, name);
  const hasDecided = data.parties.some(
    (party) =>
      party.decisions.some((each) => each.kind === "agreement") && party.organisation_id === data.tenantId,
  );
  const links = [
    can.send && { href: step("sending"), label: t.send },
    can.confirm && { href: step("confirmation"), label: t.confirm },
    can.decide && {
      href: agreementPagePath(slug, agreement.id, "decision"),
      label: t.recordDecision,
      isSecondary: hasDecided,
    },
    can.force && { href: step("force"), label: t.force },
    can.end && { href: step("end"), label: t.end },
    can.close && { href: step("closing"), label: t.closeAgreement, isSecondary: true },
    can.reopen && { href: step("reopening"), label: t.reopenAgreement, isSecondary: true },
    can.notice && {
      href: agreementPagePath(slug, agreement.id, "notice"),
      label: t.giveNotice,
      isSecondary: true,
    },
    !can.notice &&
      data.notices.some((each) => each.organisation_id === data.tenantId) &&
      data.mayBind && {
        href: agreementPagePath(slug, agreement.id, "notice"),
        label: t.noticeGiven,
        isSecondary: true,
      },
    can.remove && { href: step("removal"), label: t.removeDraft, isSecondary: true },
  ].filter((each) => each !== false);
  if (links.length === 0) return null;
  return (
    <nav className="button-row" aria-label={t.steps}>
      {links.map((link) => (
        <LinkButton
          key={link.href}
          href={link.href}
          variant={"isSecondary" in link && link.isSecondary ? "secondary" : "primary"}
        >
          {link.label}
        </LinkButton>
      ))}
    </nav>
  );
}

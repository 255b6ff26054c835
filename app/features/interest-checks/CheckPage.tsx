import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day } from "../../ui/Values.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import { StateTag } from "./ChecksPage.tsx";
import { interestChecksPath, interestFilePath, interestPartPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import { NeedSection } from "./NeedSection.tsx";
import type { CheckPageData } from "./page.server.ts";
import { AskedSection, HiddenSection, ResultSection } from "./ResultSection.tsx";
import { replyText } from "./reply.text.ts";
import { resultText } from "./result.text.ts";

/** One interest check: what waits for the reader first, then the need, then the result. */
export function CheckPage({ data, saved }: { data: CheckPageData; saved: string | null }) {
  const t = useText(resultText);
  const c = useText(interestChecksText);
  const { check, result, decision, slug } = data;
  return (
    <>
      <PageHeader
        title={check.name}
        crumbs={[{ label: c.title, href: interestChecksPath(slug) }]}
        meta={
          <>
            <StateTag state={check.state} outcome={decision?.outcome} />
            <Tag icon="cooperation">
              {result.isOwn ? t.youCoordinate : t.coordinatedBy(check.coordinator)}
            </Tag>
          </>
        }
        actions={<MainActions data={data} />}
      />
      <Flash message={saved ? t.saved[saved] : null} />
      {data.can.decide && <Alert tone="warning">{t.decideNow}</Alert>}
      {check.state !== "draft" && <OwnReply data={data} />}
      {decision && <Decision data={data} decision={decision} />}
      <NeedSection data={data} />
      {check.state === "draft" || !(result.maySee || (result.isOwn && result.isHidden)) ? (
        <AskedSection data={data} />
      ) : result.maySee ? (
        <ResultSection data={data} />
      ) : (
        <HiddenSection data={data} />
      )}
      <OtherActions data={data} />
    </>
  );
}

function MainActions({ data: { can, slug, check } }: { data: CheckPageData }) {
  const t = useText(resultText);
  const c = useText(interestChecksText);
  const part = (name: Parameters<typeof interestPartPath>[2]) => interestPartPath(slug, check.id, name);
  return (
    <>
      {can.edit && (
        <LinkButton href={part("edit")} variant="secondary" icon="pencil">
          {t.edit}
        </LinkButton>
      )}
      {can.send && (
        <LinkButton href={part("opening")} icon="mail">
          {c.open}
        </LinkButton>
      )}
      {can.prove && (
        <LinkButton href={part("proof")} variant="secondary" icon="file">
          {t.proof}
        </LinkButton>
      )}
      {can.decide && (
        <LinkButton href={part("decision")} icon="check">
          {c.decide}
        </LinkButton>
      )}
    </>
  );
}

/** The steps that are taken seldom, after everything else. */
function OtherActions({ data: { can, slug, check, result } }: { data: CheckPageData }) {
  const t = useText(resultText);
  const c = useText(interestChecksText);
  const part = (name: Parameters<typeof interestPartPath>[2]) => interestPartPath(slug, check.id, name);
  return (
    <div className="button-row no-print">
      {result.isOwn && result.maySee && check.state !== "draft" && (
        <LinkButton
          href={interestFilePath(slug, check.id, "result.xlsx")}
          variant="secondary"
          icon="excel"
          download
        >
          {t.xlsx}
        </LinkButton>
      )}
      {can.extend && (
        <LinkButton href={part("extension")} variant="secondary">
          {c.extend}
        </LinkButton>
      )}
      {can.close && (
        <LinkButton href={part("closing")} variant="secondary">
          {c.close}
        </LinkButton>
      )}
      {can.reopen && (
        <LinkButton href={part("reopening")} variant="secondary">
          {c.reopen}
        </LinkButton>
      )}
      {can.withdraw && (
        <LinkButton href={part("withdrawal")} variant="secondary" color="danger">
          {c.withdraw}
        </LinkButton>
      )}
      {can.edit && (
        <LinkButton href={part("removal")} variant="tertiary" color="danger">
          {c.remove}
        </LinkButton>
      )}
    </div>
  );
}

/** What the own organisation has answered, or can answer; a big button, for whoever comes here from the mail. */
function OwnReply({ data: { slug, check, result, own, can } }: { data: CheckPageData }) {
  const t = useText(resultText);
  const r = useText(replyText);
  const u = useText(surveysText);
  const format = useFormat();
  const newest = own.versions[0];
  const isOpen = check.state === "open";
  // who coordinates without being asked has chosen that itself
  if (!newest && !result.isAsked && (!isOpen || result.isOwn)) return null;
  const reply = newest
    ? t.changeReply
    : own.hasDraft
      ? t.continueDraft
      : result.isAsked
        ? t.reply
        : t.nominate;
  return (
    <Section title={t.ourReply}>
      {newest ? (
        <p>
          <strong>{r.answers[newest.answer!]}</strong>, {t.kinds[newest.kind]}. {newest.responder},{" "}
          <Day on={newest.submitted_on} />
          {newest.version > 1 && `, ${u.version(newest.version)}`}.
        </p>
      ) : (
        <p>{isOpen ? (result.isAsked ? t.noReply : t.nominateText) : t.noReplyClosed}</p>
      )}
      {newest && own.hasDraft && isOpen && <p className="muted">{u.draftWaits}</p>}
      <div className="button-row">
        {can.reply && (
          <LinkButton
            href={interestPartPath(slug, check.id, "reply")}
            variant={newest ? "secondary" : "primary"}
          >
            {reply}
          </LinkButton>
        )}
        {newest && (
          <LinkButton href={interestPartPath(slug, check.id, "receipt")} variant="tertiary">
            {t.receipt}
          </LinkButton>
        )}
        {isOpen && <span className="muted">{t.replyBy(format.dayInWords(check.closes_on))}</span>}
      </div>
    </Section>
  );
}

function Decision({
  data: { result, check },
  decision,
}: {
  data: CheckPageData;
  decision: NonNullable<CheckPageData["decision"]>;
}) {
  const t = useText(resultText);
  const format = useFormat();
  const going = result.isOwn && decision.outcome === "go" ? result.rows.filter((row) => row.goesOn) : [];
  return (
    <Section title={t.decision}>
      <DescriptionList
        items={[
          { term: t.decision, value: <strong>{t.decided[decision.outcome]}</strong> },
          { term: t.by, value: t.decidedBy(decision.decided_by_name, format.day(decision.decided_on)) },
          ...(decision.authority_ref ? [{ term: t.authority, value: decision.authority_ref }] : []),
          ...(decision.reason
            ? [{ term: t.reasons, value: <span className="prewrap">{decision.reason}</span> }]
            : []),
          { term: t.quorum, value: t.decidedWith(decision.counted, decision.quorum_min) },
        ]}
      />
      {going.length > 0 && (
        <>
          <h3 className="ds-heading" data-size="2xs">
            {t.goingOn}
          </h3>
          <p className="muted">{t.goingOnText}</p>
          <ul className="ds-list">
            {going.map((row) => (
              <li key={row.id}>
                {row.name}
                {row.reply?.quantity_likely !== null &&
                  row.reply &&
                  `, ${[format.number(row.reply.quantity_likely!), check.quantity_unit].filter(Boolean).join(" ")}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { pagesText } from "../surveys/pages.text.ts";
import { AskedSection, OwnReply, SeldomSteps, SurveyHeader } from "../surveys/SurveyParts.tsx";
import { StateTag } from "./ChecksPage.tsx";
import { interestChecksPath, interestFilePath, interestPartPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import { NeedSection } from "./NeedSection.tsx";
import type { CheckPageData } from "./page.server.ts";
import { HiddenSection, ResultSection } from "./ResultSection.tsx";
import { resultText } from "./result.text.ts";

/** One interest check: what waits for the reader first, then the need, then the result. */
export function CheckPage({ data, saved }: { data: CheckPageData; saved: string | null }) {
  const t = useText(resultText);
  const c = useText(interestChecksText);
  const { check, result, decision, slug } = data;
  return (
    <>
      <SurveyHeader
        survey={check}
        isOwn={result.isOwn}
        crumb={{ label: c.title, href: interestChecksPath(slug) }}
        state={<StateTag state={check.state} outcome={decision?.outcome} />}
        actions={<MainActions data={data} />}
      />
      <Flash message={saved ? t.saved[saved] : null} />
      {data.can.decide && <Alert tone="warning">{t.decideNow}</Alert>}
      {check.state !== "draft" && <CheckReply data={data} />}
      {decision && <Decision data={data} decision={decision} />}
      <NeedSection data={data} />
      {check.state === "draft" || !(result.maySee || (result.isOwn && result.isHidden)) ? (
        <AskedSection invitees={result.invitees} />
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
  const u = useText(pagesText);
  const part = (name: Parameters<typeof interestPartPath>[2]) => interestPartPath(slug, check.id, name);
  return (
    <>
      {can.edit && (
        <LinkButton href={part("edit")} variant="secondary" icon="pencil">
          {u.edit}
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
  const c = useText(interestChecksText);
  const u = useText(pagesText);
  return (
    <SeldomSteps can={can} part={(name) => interestPartPath(slug, check.id, name)}>
      {result.isOwn && result.maySee && check.state !== "draft" && (
        <LinkButton
          href={interestFilePath(slug, check.id, "result.xlsx")}
          variant="secondary"
          icon="excel"
          download
        >
          {u.xlsx}
        </LinkButton>
      )}
      {can.extend && (
        <LinkButton href={interestPartPath(slug, check.id, "extension")} variant="secondary">
          {c.extend}
        </LinkButton>
      )}
    </SeldomSteps>
  );
}

/** What the own organisation has answered, or can answer. */
function CheckReply({ data: { slug, check, result, own, can } }: { data: CheckPageData }) {
  const t = useText(resultText);
  const c = useText(interestChecksText);
  const newest = own.versions[0];
  return (
    <OwnReply
      survey={check}
      own={{
        newest: newest ? { ...newest, answer: <strong>{c.answers[newest.answer]}</strong> } : null,
        hasDraft: own.hasDraft,
        isAsked: result.isAsked,
        isOwn: result.isOwn,
        mayReply: can.reply,
      }}
      words={t}
      hrefs={{
        reply: interestPartPath(slug, check.id, "reply"),
        receipt: interestPartPath(slug, check.id, "receipt"),
      }}
    />
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
  const u = useText(pagesText);
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
          { term: u.quorum, value: t.decidedWith(decision.counted, decision.quorum_min) },
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

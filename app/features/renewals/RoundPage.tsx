import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day } from "../../ui/Values.tsx";
import { AboutSection } from "./AboutSection.tsx";
import { OwnPrice } from "./OwnPrice.tsx";
import type { RoundPageData } from "./page.server.ts";
import { ResultSection } from "./ResultSection.tsx";
import { RoundState } from "./RoundsPage.tsx";
import { type RenewalPart, renewalFilePath, renewalPartPath, renewalsPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";
import { resultText } from "./result.text.ts";

/** One renewal survey: what waits for the reader first, then what is asked, then the result. */
export function RoundPage({ data, saved }: { data: RoundPageData; saved: string | null }) {
  const t = useText(resultText);
  const r = useText(renewalsText);
  const { round } = data;
  return (
    <>
      <PageHeader
        title={round.name}
        crumbs={[{ label: r.title, href: renewalsPath(data.slug) }]}
        meta={
          <>
            <RoundState state={round.state} />
            <Tag icon="cooperation">{data.isOwn ? t.youCoordinate : t.coordinatedBy(round.coordinator)}</Tag>
          </>
        }
        actions={<MainActions data={data} />}
      />
      <Flash message={saved ? t.saved[saved] : null} />
      {!data.isSent && data.isOwn && <Steps data={data} />}
      {data.isSent && <OwnAnswer data={data} />}
      {data.result && <ResultSection data={data} result={data.result} />}
      {data.answers && <SharedAnswers data={data} answers={data.answers} />}
      <AboutSection data={data} />
      <OtherActions data={data} />
    </>
  );
}

function usePart({ slug, round }: RoundPageData) {
  return (name: RenewalPart) => renewalPartPath(slug, round.id, name);
}

function MainActions({ data }: { data: RoundPageData }) {
  const t = useText(resultText);
  const r = useText(renewalsText);
  const part = usePart(data);
  const { can } = data;
  return (
    <>
      {can.edit && (
        <LinkButton href={part("edit")} variant="secondary" icon="pencil">
          {t.edit}
        </LinkButton>
      )}
      {can.send && (
        <LinkButton href={part("opening")} icon="mail">
          {r.open}
        </LinkButton>
      )}
      {can.evaluate && (
        <Form method="post" action={part("evaluation")}>
          <SubmitButton>{r.evaluate}</SubmitButton>
        </Form>
      )}
      {can.transfer && (
        <LinkButton href={part("transfer")} variant="secondary">
          {t.transfer}
        </LinkButton>
      )}
      {can.complete && (
        <LinkButton href={part("completion")} icon="check">
          {r.complete}
        </LinkButton>
      )}
    </>
  );
}

/** The steps before it can be sent, each with what is left to do. */
function Steps({ data }: { data: RoundPageData }) {
  const t = useText(resultText);
  const r = useText(renewalsText);
  const part = usePart(data);
  const { can, round } = data;
  const parts = { configuration: "edit", participants: "participants", costs: "costs" } as const;
  return (
    <Section title={t.steps}>
      <ol className="survey-questions">
        {(["configuration", "participants", "costs"] as const).map((step) => (
          <li key={step}>
            <span>
              {can.edit ? <a href={part(parts[step])}>{t.stepNames[step]}</a> : t.stepNames[step]}{" "}
              <Tag tone={round.done[step] ? "success" : "warning"}>
                {round.done[step] ? t.stepDone : t.stepLeft}
              </Tag>
            </span>
          </li>
        ))}
      </ol>
      {data.missing.length > 0 && (
        <ul>
          {data.missing.map((missing) => (
            <li key={missing}>{r.missing[missing]}</li>
          ))}
        </ul>
      )}
      {(can.markReady || can.unready) && (
        <Form method="post" action={part("readiness")} className="button-row">
          <SubmitButton
            name="intent"
            value={can.unready ? "draft" : "ready"}
            variant={can.unready ? "secondary" : "primary"}
          >
            {can.unready ? r.notReady : r.ready}
          </SubmitButton>
        </Form>
      )}
    </Section>
  );
}

/** What the own organisation has answered, or can answer, and what it would pay. */
function OwnAnswer({ data }: { data: RoundPageData }) {
  const t = useText(resultText);
  const r = useText(renewalsText);
  const format = useFormat();
  const part = usePart(data);
  const { own, can, round } = data;
  const { newest } = own;
  const isOpen = round.state === "open";
  // who coordinates without being asked has chosen that itself
  if (!newest && !data.isAsked && (!isOpen || data.isOwn)) return null;
  const word = newest ? t.change : own.hasDraft ? t.continueDraft : data.isAsked ? t.answer : t.nominate;
  return (
    <Section title={t.ourAnswer}>
      {newest ? (
        <p>
          <strong>{r.answer.words[newest.answer]}</strong>
          {newest.quantity !== null &&
            `, ${[format.number(newest.quantity), round.quantity_unit].filter(Boolean).join(" ")}`}
          , {t.kinds[newest.kind]}. {newest.responder}, <Day on={newest.submitted_on} />.
        </p>
      ) : (
        <p>{isOpen ? (data.isAsked ? t.noAnswer : t.nominateText) : t.noAnswerClosed}</p>
      )}
      <div className="button-row">
        {can.answer && (
          <LinkButton href={part("answer")} variant={newest ? "secondary" : "primary"}>
            {word}
          </LinkButton>
        )}
        {newest && (
          <LinkButton href={part("receipt")} variant="tertiary">
            {t.receipt}
          </LinkButton>
        )}
        {isOpen && <span className="muted">{t.answerBy(format.dayInWords(round.closes_on))}</span>}
      </div>
      {own.price && isOpen && (
        <OwnPrice
          price={own.price}
          currency={round.currency}
          isUnlimited={round.is_unlimited}
          unit={round.quantity_unit}
        />
      )}
    </Section>
  );
}

/** Everybody's answer, for those who are asked, once the survey is completed and the coordinator shares them. */
function SharedAnswers({
  data,
  answers,
}: {
  data: RoundPageData;
  answers: NonNullable<RoundPageData["answers"]>;
}) {
  const t = useText(resultText);
  const r = useText(renewalsText);
  const format = useFormat();
  return (
    <Section title={t.result}>
      <Table
        caption={t.table}
        rows={answers}
        rowKey={(row) => row.id}
        columns={[
          {
            id: "name",
            heading: t.columns.organisation,
            isRowHeader: true,
            cell: (row) => row.organisation,
          },
          { id: "answer", heading: t.columns.answer, cell: (row) => r.answer.words[row.answer] },
          {
            id: "quantity",
            heading: [t.columns.quantity, data.round.quantity_unit].filter(Boolean).join(", "),
            align: "end",
            cell: (row) => (row.quantity === null ? "" : format.number(row.quantity)),
          },
        ]}
      />
    </Section>
  );
}

/** The steps that are taken seldom, after everything else. */
function OtherActions({ data }: { data: RoundPageData }) {
  const t = useText(resultText);
  const r = useText(renewalsText);
  const part = usePart(data);
  const { can, slug, round } = data;
  return (
    <div className="button-row no-print">
      {can.export && (
        <>
          <LinkButton
            href={renewalFilePath(slug, round.id, "result.xlsx")}
            variant="secondary"
            icon="excel"
            download
          >
            {t.xlsx}
          </LinkButton>
          <LinkButton
            href={renewalFilePath(slug, round.id, "result.pdf")}
            variant="secondary"
            icon="download"
            download
          >
            {t.pdf}
          </LinkButton>
        </>
      )}
      {can.close && (
        <LinkButton href={part("closing")} variant="secondary">
          {r.close}
        </LinkButton>
      )}
      {can.reopen && (
        <LinkButton href={part("reopening")} variant="secondary">
          {r.reopen}
        </LinkButton>
      )}
      {can.withdraw && (
        <LinkButton href={part("withdrawal")} variant="secondary" color="danger">
          {r.withdraw}
        </LinkButton>
      )}
      {can.edit && (
        <LinkButton href={part("removal")} variant="tertiary" color="danger">
          {r.remove}
        </LinkButton>
      )}
    </div>
  );
}

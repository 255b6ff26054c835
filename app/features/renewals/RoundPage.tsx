import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { pagesText } from "../surveys/pages.text.ts";
import { OwnReply, SeldomSteps, SurveyHeader } from "../surveys/SurveyParts.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
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
      <SurveyHeader
        survey={round}
        isOwn={data.isOwn}
        crumb={{ label: r.title, href: renewalsPath(data.slug) }}
        state={<RoundState state={round.state} />}
        actions={<MainActions data={data} />}
      />
      <Flash message={saved ? t.saved[saved] : null} />
      {!data.isSent && data.isOwn && <Steps data={data} />}
      {data.isSent && <RoundReply data={data} />}
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
  const u = useText(pagesText);
  const part = usePart(data);
  const { can } = data;
  return (
    <>
      {can.edit && (
        <LinkButton href={part("edit")} variant="secondary" icon="pencil">
          {u.edit}
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
function RoundReply({ data }: { data: RoundPageData }) {
  const t = useText(resultText);
  const r = useText(renewalsText);
  const format = useFormat();
  const part = usePart(data);
  const { own, round } = data;
  const { newest, price } = own;
  const many =
    newest && newest.quantity !== null
      ? `, ${[format.number(newest.quantity), round.quantity_unit].filter(Boolean).join(" ")}`
      : "";
  const answer = newest && (
    <>
      <strong>{r.answer.words[newest.answer]}</strong>
      {many}
    </>
  );
  return (
    <OwnReply
      survey={round}
      own={{
        newest: newest && { ...newest, answer },
        hasDraft: own.hasDraft,
        isAsked: data.isAsked,
        isOwn: data.isOwn,
        mayReply: data.can.answer,
      }}
      words={t}
      hrefs={{ reply: part("answer"), receipt: part("receipt") }}
    >
      {own.exit && (
        <Alert tone="info">
          {t.ownExit(
            format.dayInWords(own.exit.leaves_on),
            t.exit(own.exit.loans, own.exit.rights > 0 ? format.number(own.exit.rights) : ""),
          )}
        </Alert>
      )}
      {price && round.state === "open" && <OwnPrice price={price} round={round} />}
    </OwnReply>
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
  const u = useText(pagesText);
  const v = useText(surveysText);
  const r = useText(renewalsText);
  const format = useFormat();
  return (
    <Section title={u.result}>
      <Table
        caption={u.table}
        rows={answers}
        rowKey={(row) => row.id}
        columns={[
          {
            id: "name",
            heading: v.organisation,
            isRowHeader: true,
            cell: (row) => row.organisation,
          },
          { id: "answer", heading: u.ourReply, cell: (row) => r.answer.words[row.answer] },
          {
            id: "quantity",
            heading: [u.quantity, data.round.quantity_unit].filter(Boolean).join(", "),
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
  const u = useText(pagesText);
  const { can, slug, round } = data;
  return (
    <SeldomSteps can={can} part={usePart(data)}>
      {can.export && (
        <>
          <LinkButton
            href={renewalFilePath(slug, round.id, "result.xlsx")}
            variant="secondary"
            icon="excel"
            download
          >
            {u.xlsx}
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
    </SeldomSteps>
  );
}

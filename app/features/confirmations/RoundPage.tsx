import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day } from "../../ui/Values.tsx";
import { usagePath } from "../systems/systems.paths.ts";
import { roundsPath } from "./confirmations.paths.ts";
import { escalatesOn } from "./confirmations.rules.ts";
import { confirmationsText } from "./confirmations.text.ts";
import { RoundTag } from "./RoundsPage.tsx";
import type { RoundPageData } from "./rounds.server.ts";

interface Props {
  data: RoundPageData;
  /** Letters just sent, from the address. */
  sent: string | null;
  isClosedNow: boolean;
  refused?: "closed" | "past" | "nobody";
}

/** One round: whom it would ask, or how far it has come. */
export function RoundPage({ data, sent, isClosedNow, refused }: Props) {
  const t = useText(confirmationsText);
  const format = useFormat();
  const { slug, round, progress } = data;
  const takesOver = t.escalation(round.escalate_to, format.dayInWords(escalatesOn(round)));
  return (
    <>
      <PageHeader
        title={round.name}
        crumbs={[{ label: t.title, href: roundsPath(slug) }]}
        meta={<RoundTag state={round.state} />}
      />
      {refused && (
        <Alert tone="warning" role="alert">
          <p>{t.refused[refused]}</p>
        </Alert>
      )}
      <Flash
        message={isClosedNow ? t.closedNow : sent && /^\d{1,6}$/.test(sent) ? t.sent(Number(sent)) : null}
      />
      <DescriptionList
        items={[
          { term: t.scope, value: round.unit ?? t.allSystems },
          {
            term: round.state === "draft" ? t.opensOn : t.opened,
            value: <Day on={round.opens_on} />,
          },
          { term: t.closesOn, value: <Day on={round.closes_on} /> },
          {
            term: t.escalateTo,
            value: round.escalate_to,
            note: takesOver,
          },
        ]}
      />
      {progress && <ProgressParts data={data} progress={progress} />}
      {round.state !== "closed" && <Preview data={data} />}
      <Actions data={data} />
    </>
  );
}

function ProgressParts({
  data: { slug },
  progress,
}: {
  data: RoundPageData;
  progress: NonNullable<RoundPageData["progress"]>;
}) {
  const t = useText(confirmationsText);
  const format = useFormat();
  const { sum, units, unanswered } = progress;
  return (
    <>
      <Section title={t.progress}>
        <ProgressBar label={t.progressBar} value={sum.total - sum.unanswered} max={sum.total} />
        <Table
          caption={t.progress}
          rows={[...units, ...(units.length > 1 ? [{ ...sum, unit: t.sum }] : [])]}
          rowKey={(row) => row.unit ?? "-"}
          columns={[
            { id: "unit", heading: t.unit, isRowHeader: true, cell: (row) => row.unit ?? t.noUnit },
            ...(["total", "confirmed", "corrected", "unanswered"] as const).map((id) => ({
              id,
              heading: t[id],
              align: "end" as const,
              cell: (row: { [key in typeof id]: number }) => format.number(row[id]),
            })),
            {
              id: "completeness",
              heading: t.completeness,
              align: "end",
              cell: (row) => (row.completeness === null ? null : format.percent(row.completeness, 0)),
            },
          ]}
        />
      </Section>
      <Section title={t.unansweredTitle}>
        {unanswered.length === 0 ? (
          <p>{t.allAnswered}</p>
        ) : (
          <Table
            caption={t.unansweredTitle}
            rows={unanswered}
            rowKey={(row) => row.id}
            columns={[
              {
                id: "system",
                heading: t.total,
                isRowHeader: true,
                cell: (row) => <a href={usagePath(slug, row.id)}>{row.own_name}</a>,
              },
              { id: "unit", heading: t.unit, cell: (row) => row.unit ?? t.noUnit },
              { id: "asked", heading: t.asked, cell: (row) => row.asked },
              {
                id: "state",
                heading: t.state,
                cell: (row) =>
                  row.state === "escalated" ? (
                    <Tag tone="warning">{t.rowStates.escalated}</Tag>
                  ) : (
                    <Tag>{t.rowStates.waiting}</Tag>
                  ),
              },
            ]}
          />
        )}
        {progress.isCut && <p className="muted">{t.unansweredCut}</p>}
      </Section>
    </>
  );
}

function Preview({ data: { preview, round, slug } }: { data: RoundPageData }) {
  const t = useText(confirmationsText);
  const format = useFormat();
  if (!preview) return null;
  const { owners, withoutOwner, withoutOwnerCount } = preview;
  return (
    <>
      {round.state === "draft" && (
        <Section title={t.preview}>
          <p>{t.previewText(preview.systems, owners.length)}</p>
          {owners.length === 0 ? (
            <p>{t.noOwners}</p>
          ) : (
            <Table
              caption={t.preview}
              rows={owners}
              rowKey={(row) => row.id}
              columns={[
                { id: "owner", heading: t.owner, isRowHeader: true, cell: (row) => row.name },
                {
                  id: "systems",
                  heading: t.systems,
                  align: "end",
                  cell: (row) => format.number(row.systems),
                },
                {
                  id: "mail",
                  heading: t.mail,
                  cell: (row) => (row.hasMail ? t.hasMail : <Tag tone="warning">{t.noMail}</Tag>),
                },
              ]}
            />
          )}
        </Section>
      )}
      {withoutOwnerCount > 0 && (
        <Section title={t.withoutOwner(withoutOwnerCount)}>
          <p className="muted">{t.withoutOwnerText}</p>
          <ul className="ds-list">
            {withoutOwner.map((system) => (
              <li key={system.id}>
                <a className="ds-link" href={usagePath(slug, system.id)}>
                  {system.own_name}
                </a>
              </li>
            ))}
            {withoutOwnerCount > withoutOwner.length && (
              <li>{t.andMore(withoutOwnerCount - withoutOwner.length)}</li>
            )}
          </ul>
        </Section>
      )}
    </>
  );
}

function Actions({ data: { round, preview } }: { data: RoundPageData }) {
  const t = useText(confirmationsText);
  if (round.state === "closed") return null;
  const isDraft = round.state === "draft";
  return (
    <Form method="post">
      <p className="muted">{isDraft ? t.openText : t.askNewText}</p>
      <div className="button-row">
        {(!isDraft || (preview?.owners.length ?? 0) > 0) && (
          <SubmitButton name="intent" value="open" variant={isDraft ? "primary" : "secondary"} icon="mail">
            {isDraft ? t.open : t.askNew}
          </SubmitButton>
        )}
        {isDraft ? (
          <SubmitButton name="intent" value="remove" variant="tertiary" color="danger">
            {t.removeDraft}
          </SubmitButton>
        ) : (
          <SubmitButton name="intent" value="close" variant="secondary" color="danger">
            {t.close}
          </SubmitButton>
        )}
      </div>
      {!isDraft && <p className="muted">{t.closeText}</p>}
    </Form>
  );
}

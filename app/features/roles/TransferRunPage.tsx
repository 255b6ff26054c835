import { Form } from "@remix-run/react";
import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { personText } from "./person.text.ts";
import { heldOnPath, personRolesPath } from "./roles.paths.ts";
import type { RunRow, TransferRun } from "./transfer-run.server.ts";

/** What a transfer did, and the way back. */
export function TransferRunPage(props: {
  slug: string;
  peopleHref: string;
  run: TransferRun;
  rows: readonly RunRow[];
  can: { undo: boolean };
  problem: string | null;
}) {
  const t = useText(personText);
  const format = useFormat();
  const { slug, run, rows } = props;
  const isStanding = rows.every((row) => row.isAsLeft);
  return (
    <>
      <PageHeader
        title={t.runTitle[run.mode]}
        crumbs={[
          { label: t.people, href: props.peopleHref },
          { label: run.from_name, href: personRolesPath(slug, run.person_id) },
        ]}
        lead={t.runLead(run.from_name, run.to_name, format.day(run.from_on))}
        actions={
          <LinkButton href={`/${slug}/history?run_id=${run.id}`} variant="tertiary" icon="history">
            {t.history}
          </LinkButton>
        }
      />
      {props.problem && (
        <Alert tone="warning" role="alert">
          <p>{props.problem === "undone_before" ? t.undoneBefore : t.undoNot}</p>
        </Alert>
      )}
      <p role="status">
        {t.runDone(run.by_name, format.instant(run.done_at))}{" "}
        {run.undone_at && (
          <strong>{t.runUndone(run.undone_by_name ?? "", format.instant(run.undone_at))}</strong>
        )}
      </p>
      <RunTable slug={slug} run={run} rows={rows} />
      {props.can.undo && run.undone_at === null && (
        <Section title={t.undo}>
          {isStanding ? (
            <Form method="post" className="form">
              <p>{t.undoText}</p>
              <div className="form-actions">
                <SubmitButton variant="secondary" icon="undo">
                  {t.undo}
                </SubmitButton>
              </div>
            </Form>
          ) : (
            <p>{t.undoNot}</p>
          )}
        </Section>
      )}
    </>
  );
}

function RunTable({ slug, run, rows }: { slug: string; run: TransferRun; rows: readonly RunRow[] }) {
  const t = useText(personText);
  const format = useFormat();
  const locale = useLocale();
  const happened = (row: RunRow) =>
    row.outcome === "given"
      ? t.outcomes.given(run.to_name, format.day(row.given_from_on ?? run.from_on))
      : t.outcomes[row.outcome](run.to_name);
  return (
    <Table
      caption={t.previewHeading(rows.length)}
      showCaption
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          id: "system",
          heading: t.system,
          isRowHeader: true,
          cell: (row) => <a href={heldOnPath(slug, row.usage_id)}>{row.own_name}</a>,
        },
        { id: "role", heading: t.role, cell: (row) => (locale === "sv" ? row.role_sv : row.role_en) },
        { id: "happens", heading: t.happens, cell: happened },
        ...(run.undone_at === null
          ? [
              {
                id: "state",
                heading: t.state,
                cell: (row: RunRow) => (row.isAsLeft ? t.asLeft : <Tag tone="warning">{t.changedSince}</Tag>),
              },
            ]
          : []),
      ]}
    />
  );
}

import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { Day } from "../../ui/Values.tsx";
import { agreementPath, newAgreementPath, reportPath } from "./agreements.paths.ts";
import type { loadAgreements } from "./agreements.server.ts";
import { agreementsText } from "./agreements.text.ts";
import { agreementWords } from "./words.text.ts";

type Data = Awaited<ReturnType<typeof loadAgreements>>;
type Row = Data["agreements"][number];

const tones: Record<Row["status"], TagTone> = {
  draft: "neutral",
  negotiation: "info",
  in_force: "success",
  winding_down: "warning",
  ended: "neutral",
};

/** Where an agreement stands, in a word. */
export function AgreementStatusTag({ status }: { status: Row["status"] }) {
  const w = useText(agreementWords);
  return <Tag tone={tones[status]}>{w.status[status]}</Tag>;
}

/** The register: what waits for the organisation, what is in force, what is over. */
export function AgreementsPage({ data }: { data: Data }) {
  const t = useText(agreementsText);
  const { slug, agreements, mayWrite, isPreview } = data;
  const waits = (row: Row) => !row.isOwn && !row.is_confirmed && !row.isPast && !isPreview;
  const groups = [
    { id: "to-answer", title: t.toAnswer, rows: agreements.filter(waits) },
    { id: "running", title: t.running, rows: agreements.filter((row) => !waits(row) && !row.isPast) },
    { id: "past", title: t.past, rows: agreements.filter((row) => row.isPast) },
  ];
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <>
            {!isPreview && (
              <LinkButton href={reportPath(slug)} variant="secondary" icon="file">
                {t.report}
              </LinkButton>
            )}
            {mayWrite && (
              <LinkButton href={newAgreementPath(slug)} icon="plus">
                {t.add}
              </LinkButton>
            )}
          </>
        }
      />
      {agreements.length === 0 && (
        <EmptyState title={t.emptyTitle} icon="cooperation">
          <p>{t.emptyText}</p>
        </EmptyState>
      )}
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ id, title, rows }) => (
          <Section key={id} id={id} title={title}>
            <AgreementTable slug={slug} title={title} rows={rows} />
          </Section>
        ))}
      {data.pages.total > data.pages.pageSize && <Pager {...data.pages} />}
    </>
  );
}

function AgreementTable({ slug, title, rows }: { slug: string; title: string; rows: Row[] }) {
  const t = useText(agreementsText);
  const w = useText(agreementWords);
  const format = useFormat();
  const columns: Column<Row>[] = [
    {
      id: "title",
      heading: t.columns.title,
      isRowHeader: true,
      cell: (row) => (
        <>
          <a href={agreementPath(slug, row.id)}>{row.title}</a>
          {row.number && <span className="description-note">{row.number}</span>}
        </>
      ),
    },
    { id: "form", heading: t.columns.form, cell: (row) => w.form[row.form] },
    { id: "owner", heading: t.columns.owner, cell: (row) => row.owner_name },
    {
      id: "status",
      heading: t.columns.status,
      cell: (row) => (
        <>
          <AgreementStatusTag status={row.status} />{" "}
          {!row.is_confirmed && !row.isPast && <Tag tone="warning">{t.waitingForUs}</Tag>}
          {row.own_leaves_on && (
            <Tag tone="warning">
              {row.isPast
                ? t.hasLeft(format.day(row.own_leaves_on))
                : t.leaves(format.day(row.own_leaves_on))}
            </Tag>
          )}
        </>
      ),
    },
    { id: "parties", heading: t.columns.parties, align: "end", cell: (row) => row.parties },
    { id: "starts", heading: t.columns.starts, cell: (row) => <Day on={row.starts_on} /> },
  ];
  return <Table caption={title} rows={rows} rowKey={(row) => row.id} columns={columns} />;
}

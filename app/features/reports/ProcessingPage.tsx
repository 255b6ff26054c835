import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Stat, StatRow } from "../../ui/Stat.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { systemsPath, usagePath } from "../systems/systems.paths.ts";
import { GAPS, type Gap } from "./processing.rules.ts";
import type { ProcessingCounts, Review } from "./processing.server.ts";
import { processingText } from "./processing.text.ts";
import { processingFilePath, reportsPath } from "./reports.paths.ts";
import { reportsText } from "./reports.text.ts";

export interface ProcessingPageProps {
  slug: string;
  today: string;
  counts: ProcessingCounts;
  /** Systems of this page of the list, each with what it lacks. */
  incomplete: readonly { id: string; own_name: string; missing: Gap[] }[];
  page: number;
  pageSize: number;
  reviews: readonly Review[];
  isCut: boolean;
}

/** What the record of processing is, what it lacks, and which reviews are near. */
export function ProcessingPage(props: ProcessingPageProps) {
  const { slug, counts } = props;
  const t = useText(processingText);
  const reports = useText(reportsText);
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: reports.title, href: reportsPath(slug) }]}
        actions={
          counts.total > 0 && (
            <>
              <LinkButton href={processingFilePath(slug, "csv")} variant="secondary" icon="csv" download>
                {t.csv}
              </LinkButton>
              <LinkButton href={processingFilePath(slug, "xlsx")} variant="secondary" icon="excel" download>
                {t.excel}
              </LinkButton>
            </>
          )
        }
      />
      <p>{t.what}</p>
      <Figures slug={slug} counts={counts} />
      <Section title={t.missing}>
        {counts.total === 0 ? (
          <EmptyState title={t.none} icon="shield">
            <p>{t.noneText}</p>
          </EmptyState>
        ) : counts.incomplete === 0 ? (
          <p>{t.missingNone}</p>
        ) : (
          <MissingTables {...props} />
        )}
      </Section>
      <Section title={t.reviews} id="reviews">
        <Reviews {...props} />
      </Section>
    </>
  );
}

function Figures({ slug, counts }: { slug: string; counts: ProcessingCounts }) {
  const t = useText(processingText);
  const format = useFormat();
  return (
    <StatRow>
      <Stat value={format.number(counts.total)} label={t.total} />
      <Stat value={format.number(counts.incomplete)} label={t.incomplete} />
      <Stat
        value={format.number(counts.unassessed)}
        label={t.unassessed}
        href={systemsPath(slug, "?work=without_personal_data&column=product&column=unit&column=system_owner")}
      />
    </StatRow>
  );
}

function MissingTables({ slug, counts, incomplete, page, pageSize }: ProcessingPageProps) {
  const t = useText(processingText);
  const format = useFormat();
  return (
    <>
      <Table
        caption={t.perGap}
        showCaption
        rows={GAPS.filter((gap) => counts.gaps[gap])}
        rowKey={(gap) => gap}
        columns={[
          { id: "gap", heading: t.gap, isRowHeader: true, cell: (gap) => t.gaps[gap] },
          {
            id: "count",
            heading: t.count,
            align: "end",
            cell: (gap) => format.number(counts.gaps[gap] ?? 0),
          },
        ]}
      />
      <Table
        caption={t.perSystem}
        showCaption
        rows={incomplete}
        rowKey={(row) => row.id}
        columns={[
          {
            id: "system",
            heading: t.system,
            isRowHeader: true,
            cell: (row) => <a href={usagePath(slug, row.id)}>{row.own_name}</a>,
          },
          { id: "gap", heading: t.gap, cell: (row) => row.missing.map((gap) => t.gaps[gap]).join(", ") },
        ]}
      />
      <Pager page={page} pageSize={pageSize} total={counts.incomplete} />
    </>
  );
}

function Reviews({ slug, today, reviews, isCut }: ProcessingPageProps) {
  const t = useText(processingText);
  const format = useFormat();
  if (reviews.length === 0) return <p>{t.reviewsNone}</p>;
  return (
    <>
      {isCut && <Alert>{t.reviewsCut(reviews.length)}</Alert>}
      <Table
        caption={t.reviews}
        rows={reviews}
        rowKey={(row) => `${row.id} ${row.kind}`}
        columns={[
          {
            id: "system",
            heading: t.system,
            isRowHeader: true,
            cell: (row) => <a href={usagePath(slug, row.id)}>{row.own_name}</a>,
          },
          { id: "kind", heading: t.review, cell: (row) => t.kinds[row.kind] },
          {
            id: "on",
            heading: t.on,
            cell: (row) => (
              <>
                <time dateTime={row.on}>{format.day(row.on)}</time>{" "}
                {row.on < today && <Tag tone="warning">{t.overdue}</Tag>}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

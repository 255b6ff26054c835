import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { BucketBar, BucketTable } from "../surveys/Buckets.tsx";
import { pagesText } from "../surveys/pages.text.ts";
import { QuorumMeter } from "../surveys/QuorumMeter.tsx";
import { Nominations } from "../surveys/SurveyParts.tsx";
import { interestPartPath } from "./interest-checks.paths.ts";
import { BUCKETS } from "./interest-checks.rules.ts";
import type { CheckPageData } from "./page.server.ts";
import { ReplyTable } from "./ReplyTable.tsx";
import { resultText } from "./result.text.ts";

/** What was answered: groups as a picture, how far it is to the lowest number, sums, and everybody's reply. */
export function ResultSection({ data }: { data: CheckPageData }) {
  const t = useText(resultText);
  const u = useText(pagesText);
  const format = useFormat();
  const { result, check } = data;
  const unit = check.quantity_unit ?? "";
  const nominated = result.rows
    .filter(({ standing }) => standing === "self")
    .map(({ id, name }) => ({ id, name }));
  const parts = BUCKETS.filter((bucket) => bucket !== "self" || result.buckets.self > 0).map((bucket) => ({
    bucket,
    label: t.buckets[bucket]!,
    count: result.buckets[bucket],
  }));
  const sums = (["yes", "option", "ceiling"] as const).map((id) => ({ id, ...result.sums[id] }));
  return (
    <Section title={u.result}>
      {result.changedAfterClose > 0 && (
        <Alert tone="warning">{t.changedAfter(result.changedAfterClose)}</Alert>
      )}
      <div className="columns survey-result">
        <div className="survey-groups">
          <BucketBar parts={parts} total={result.rows.length} />
          <BucketTable heading={u.bucket} parts={parts} total={result.rows.length} />
        </div>
        <div>
          <h3 className="ds-heading" data-size="2xs">
            {u.quorum}
          </h3>
          <QuorumMeter quorum={result.quorum} />
          <p className="muted">
            {t.quorumHow[check.counts_as]} {check.counts_option && t.quorumOption}
          </p>
          <h3 className="ds-heading" data-size="2xs">
            {unit ? `${t.sums} (${unit})` : t.sums}
          </h3>
          <Table
            caption={t.sumsCaption}
            rows={sums}
            rowKey={(row) => row.id}
            columns={[
              { id: "name", heading: t.sums, isRowHeader: true, cell: (row) => t.sumRows[row.id] },
              ...(["low", "likely", "high"] as const).map((id) => ({
                id,
                heading: t[id],
                align: "end" as const,
                cell: (row: (typeof sums)[number]) => format.number(row[id]),
              })),
            ]}
          />
        </div>
      </div>
      <div className="survey-replies">
        <ReplyTable data={data} />
      </div>
      {data.can.participants && nominated.length > 0 && (
        <>
          <h3 className="ds-heading" data-size="2xs">
            {u.nominations}
          </h3>
          <Nominations waiting={nominated} action={interestPartPath(data.slug, check.id, "participants")} />
        </>
      )}
    </Section>
  );
}

/** Instead of the result while answers are hidden: who has answered, never what. */
export function HiddenSection({ data: { result, can, slug, check } }: { data: CheckPageData }) {
  const t = useText(resultText);
  const u = useText(pagesText);
  const rows = result.invitees.map(({ id, name }) => ({ id, name, has: result.answered.includes(id) }));
  const columns: Column<(typeof rows)[number]>[] = [
    { id: "name", heading: t.columns.organisation, isRowHeader: true, cell: (row) => row.name },
    {
      id: "state",
      heading: t.columns.state,
      cell: (row) => (row.has ? <Tag tone="info">{t.hasAnswered}</Tag> : <Tag>{t.hasNotAnswered}</Tag>),
    },
  ];
  return (
    <Section title={u.result}>
      <Alert title={t.hiddenTitle}>
        <p>{t.hiddenText(rows.filter((row) => row.has).length, rows.length)}</p>
        {result.hiddenSelf.length > 0 && (
          <p>{t.hiddenSelf(result.hiddenSelf.map(({ name }) => name).join(", "))}</p>
        )}
      </Alert>
      {can.participants && (
        <Nominations waiting={result.hiddenSelf} action={interestPartPath(slug, check.id, "participants")} />
      )}
      <Table caption={u.table} rows={rows} rowKey={(row) => row.id} columns={columns} />
    </Section>
  );
}

import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Missing } from "../../ui/Values.tsx";
import { BucketBar, BucketKey } from "../surveys/Buckets.tsx";
import { pagesText } from "../surveys/pages.text.ts";
import { QuorumMeter } from "../surveys/QuorumMeter.tsx";
import { questionColumns, Signed } from "../surveys/ReplyCells.tsx";
import { Nominations } from "../surveys/SurveyParts.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import type { RoundPageData } from "./page.server.ts";
import { renewalPartPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";
import { resultText } from "./result.text.ts";

type Result = NonNullable<RoundPageData["result"]>;
type Row = Result["rows"][number];
interface Props {
  data: RoundPageData;
  result: Result;
}

/** What was answered, for the coordinator: groups with their sums, the step that is reached, and everybody's answer. */
export function ResultSection({ data, result }: Props) {
  const t = useText(resultText);
  const u = useText(pagesText);
  const r = useText(renewalsText);
  const format = useFormat();
  const { round } = data;
  const { quorum, reached, total } = result;
  return (
    <Section title={u.result}>
      {quorum && !quorum.isReached && (
        <Alert tone="warning">{t.quorumNotReached(quorum.counted, quorum.needed)}</Alert>
      )}
      <div className="columns survey-result">
        <div className="survey-groups">
          <BucketBar
            parts={result.buckets.map(({ bucket, organisations }) => ({
              bucket,
              label: t.buckets[bucket]!,
              count: organisations,
            }))}
            total={total.organisations}
          />
        </div>
        <div>
          <p className="quorum-figure">
            <strong>
              {reached
                ? t.reached(
                    format.money(reached.unit_price_minor, round.currency),
                    format.number(reached.from_quantity),
                  )
                : t.notReached}
            </strong>
          </p>
          {quorum && (
            <>
              <h3 className="ds-heading" data-size="2xs">
                {u.quorum}
              </h3>
              <QuorumMeter quorum={quorum} />
              <p className="muted">{t.quorumHow}</p>
            </>
          )}
        </div>
      </div>
      <div className="survey-replies">
        <Groups data={data} result={result} />
      </div>
      {data.can.accept && (
        <Nominations
          waiting={result.rows
            .filter(({ standing }) => standing === "self")
            .map(({ id, name, reply }) => ({ id, name, answer: reply ? r.answer.words[reply.answer] : "" }))}
          action={renewalPartPath(data.slug, round.id, "nominations")}
        />
      )}
      <div className="survey-replies">
        <AnswerTable data={data} result={result} />
      </div>
    </Section>
  );
}

/** Organisations, quantity and cost by group; the last row is everybody, and it adds up. */
function Groups({ data: { round, can, slug }, result }: Props) {
  const t = useText(resultText);
  const u = useText(pagesText);
  const v = useText(surveysText);
  const format = useFormat();
  const rows = [
    ...result.buckets.map((row) => ({ ...row, key: row.bucket as string, label: t.buckets[row.bucket]! })),
    { ...result.total, key: "total", label: v.total },
  ];
  return (
    <Table
      caption={u.result}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          id: "bucket",
          heading: u.bucket,
          isRowHeader: true,
          cell: (row) =>
            row.key === "total" ? (
              <strong>{row.label}</strong>
            ) : (
              <BucketKey bucket={row.key} label={row.label} />
            ),
        },
        {
          id: "organisations",
          heading: t.bucketColumns.organisations,
          align: "end",
          cell: (row) => format.number(row.organisations),
        },
        ...(round.is_unlimited
          ? []
          : [
              {
                id: "quantity",
                heading: [u.quantity, round.quantity_unit].filter(Boolean).join(", "),
                align: "end" as const,
                cell: (row: (typeof rows)[number]) => format.number(row.quantity),
              },
            ]),
        {
          id: "cost",
          heading: t.bucketColumns.cost,
          align: "end",
          cell: (row) => <span className="nowrap">{format.money(row.cost, round.currency)}</span>,
        },
        ...(can.place
          ? [
              {
                id: "move",
                heading: t.move,
                cell: (row: (typeof rows)[number]) =>
                  row.key !== "total" &&
                  row.organisations > 1 && (
                    <a
                      href={renewalPartPath(slug, round.id, "placement", `?bucket=${row.key}`)}
                      aria-label={t.moveSomeLabel(row.label)}
                    >
                      {t.moveSome}
                    </a>
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** Everybody's answer; "no answer" is a row as well. */
function AnswerTable({ data, result }: Props) {
  const t = useText(resultText);
  const u = useText(pagesText);
  const v = useText(surveysText);
  const format = useFormat();
  const { round, can, slug } = data;
  const columns: Column<Row>[] = [
    { id: "organisation", heading: v.organisation, isRowHeader: true, cell: (row) => row.name },
    { id: "bucket", heading: u.bucket, cell: (row) => <BucketCell row={row} /> },
    {
      id: "quantity",
      heading: u.quantity,
      align: "end",
      cell: (row) => (row.quantity > 0 ? format.number(row.quantity) : <Missing />),
    },
    {
      id: "cost",
      heading: t.columns.cost,
      align: "end",
      cell: (row) =>
        row.cost > 0 ? <span className="nowrap">{format.money(row.cost, round.currency)}</span> : <Missing />,
    },
    // columns in which nobody wrote anything only push the others out of sight
    ...(result.rows.some(({ reply }) => reply?.comment)
      ? [
          {
            id: "comment",
            heading: t.columns.comment,
            cell: ({ reply }: Row) =>
              reply?.comment ? <span className="prewrap">{reply.comment}</span> : <Missing />,
          },
        ]
      : []),
    ...questionColumns<Row>(result.questions),
    { id: "who", heading: u.who, cell: ({ reply }) => <Signed reply={reply} /> },
    ...(can.place
      ? [
          {
            id: "move",
            heading: t.move,
            cell: (row: Row) =>
              row.isTransferred ? (
                <Tag tone="success">{t.isTransferred}</Tag>
              ) : (
                <a
                  href={renewalPartPath(slug, round.id, "placement", `?organisation=${row.id}`)}
                  aria-label={t.moveLabel(row.name)}
                >
                  {t.move}
                </a>
              ),
          },
        ]
      : []),
  ];
  return (
    <Table caption={u.table} showCaption rows={result.rows} rowKey={(row) => row.id} columns={columns} />
  );
}

function BucketCell({ row }: { row: Row }) {
  const t = useText(resultText);
  const u = useText(pagesText);
  const words = [
    row.reply && u.kinds[row.reply.kind],
    row.counts && u.counted,
    row.standing === "self" && t.self,
  ];
  return (
    <>
      <BucketKey bucket={row.bucket} label={t.buckets[row.bucket]!} />
      <span className="block muted">{words.filter(Boolean).join(", ")}</span>
      {row.placedReason && <span className="block muted">{t.moved(row.placedReason)}</span>}
    </>
  );
}

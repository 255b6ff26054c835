import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Button } from "../../ui/Button.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import { BucketKey } from "../surveys/Buckets.tsx";
import { pagesText } from "../surveys/pages.text.ts";
import { questionColumns, Signed } from "../surveys/ReplyCells.tsx";
import { interestPartPath } from "./interest-checks.paths.ts";
import type { CheckPageData } from "./page.server.ts";
import { resultText } from "./result.text.ts";

type Row = CheckPageData["result"]["rows"][number];

/** Everybody's reply; "no reply" is a row as well, and a no keeps its day and who gave it. */
export function ReplyTable({ data }: { data: CheckPageData }) {
  const t = useText(resultText);
  const u = useText(pagesText);
  const format = useFormat();
  const { result, check, can, slug } = data;
  const columns: Column<Row>[] = [
    {
      id: "organisation",
      heading: t.columns.organisation,
      isRowHeader: true,
      cell: (row) => row.name,
    },
    {
      id: "bucket",
      heading: u.bucket,
      cell: (row) => (
        <>
          <BucketKey bucket={row.bucket} label={t.buckets[row.bucket]!} />
          {row.reply && (
            <span className="block muted">
              {[u.kinds[row.reply.kind], row.counts && u.counted].filter(Boolean).join(", ")}
            </span>
          )}
          {row.reply?.is_after_close && <Tag tone="warning">{t.late}</Tag>}
        </>
      ),
    },
    {
      id: "quantity",
      heading: u.quantity,
      align: "end",
      cell: ({ reply }) => (reply ? quantities(reply, format.number) : <Missing />),
    },
    // columns in which nobody wrote anything only push the others out of sight
    ...(result.rows.some(({ reply }) => reply?.earliest_on)
      ? [
          {
            id: "earliest",
            heading: t.columns.earliest,
            cell: ({ reply }: Row) => <Day on={reply?.earliest_on} />,
          },
        ]
      : []),
    {
      id: "conditions",
      heading: t.columns.conditions,
      cell: (row) => (
        <>
          {row.reply?.conditions ? <span className="prewrap">{row.reply.conditions}</span> : <Missing />}
          {row.bucket === "conditional" && (
            <Condition
              row={row}
              isOpen={can.participants}
              action={interestPartPath(slug, check.id, "participants")}
            />
          )}
        </>
      ),
    },
    ...questionColumns(result.questions),
    { id: "who", heading: u.who, cell: ({ reply }) => <Signed reply={reply} /> },
  ];
  return (
    <Table caption={u.table} showCaption rows={result.rows} rowKey={(row) => row.id} columns={columns} />
  );
}

/** The probable quantity, and below it how far it may reach, as far as they were given. */
function quantities(
  { quantity_low: low, quantity_likely: likely, quantity_high: high }: NonNullable<Row["reply"]>,
  write: (value: number) => string,
) {
  const ends = [low, high].filter((value) => value !== null);
  if (likely === null && ends.length === 0) return <Missing />;
  return (
    <>
      {likely !== null && <span className="nowrap">{write(likely)}</span>}
      {ends.length > 0 && <span className="block muted nowrap">{ends.map(write).join(" – ")}</span>}
    </>
  );
}

function Condition({ row, isOpen, action }: { row: Row; isOpen: boolean; action: string }) {
  const t = useText(resultText);
  const format = useFormat();
  const isMet = row.conditionMetOn !== null;
  return (
    <>
      {row.conditionMetOn && (
        <span className="block">
          <Tag tone="success">{t.conditionMet(format.day(row.conditionMetOn))}</Tag>
        </span>
      )}
      {isOpen && row.standing !== "self" && (
        <Form method="post" action={action}>
          <input type="hidden" name="organisation" value={row.id} />
          <Button
            type="submit"
            name="intent"
            value={isMet ? "unmet" : "met"}
            variant="tertiary"
            aria-label={isMet ? t.markUnmetLabel(row.name) : t.markMetLabel(row.name)}
          >
            {isMet ? t.markUnmet : t.markMet}
          </Button>
        </Form>
      )}
    </>
  );
}

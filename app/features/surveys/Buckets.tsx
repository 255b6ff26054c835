import { useFormat, useText } from "../../text/useText.ts";
import { Table } from "../../ui/Table.tsx";
import { surveysText } from "./surveys.text.ts";

/** A group of answers as it is shown; its colour follows from its name (surveys.css). */
export interface BucketPart {
  bucket: string;
  label: string;
  count: number;
}

/** The groups as one bar: as long as all who are asked, one part per group that holds somebody. */
export function BucketBar({ parts, total }: { parts: readonly BucketPart[]; total: number }) {
  const t = useText(surveysText);
  if (total === 0) return null;
  const filled = parts.filter(({ count }) => count > 0);
  let at = 0;
  return (
    <svg
      className="survey-bar"
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      role="img"
      aria-label={t.picture(filled.map(({ label, count }) => `${label} ${count}`).join(", "))}
    >
      {filled.map(({ bucket, count }) => {
        const width = (100 * count) / total;
        const x = at;
        at += width;
        return <rect key={bucket} x={x} y="0" width={width} height="8" data-bucket={bucket} />;
      })}
    </svg>
  );
}

/** The name of a group beside its colour in the bar. */
export function BucketKey({ bucket, label }: { bucket: string; label: string }) {
  return (
    <span className="survey-key" data-bucket={bucket}>
      {label}
    </span>
  );
}

/** How many stand in each group; the last row is everybody. */
export function BucketTable({
  heading,
  parts,
  total,
}: {
  heading: string;
  parts: readonly BucketPart[];
  total: number;
}) {
  const t = useText(surveysText);
  const format = useFormat();
  const rows = [...parts, { bucket: "total", label: t.total, count: total }];
  return (
    <Table
      caption={t.bucketsCaption}
      rows={rows}
      rowKey={(row) => row.bucket}
      columns={[
        {
          id: "bucket",
          heading,
          isRowHeader: true,
          cell: (row) => (row.bucket === "total" ? <strong>{row.label}</strong> : <BucketKey {...row} />),
        },
        { id: "count", heading: t.bucketCount, align: "end", cell: (row) => format.number(row.count) },
      ]}
    />
  );
}

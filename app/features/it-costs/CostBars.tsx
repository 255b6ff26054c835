import { useFormat, useText } from "../../text/useText.ts";
import type { Measure, OrganisationRow } from "./it-costs.rules.ts";
import { itCostsText } from "./it-costs.text.ts";

const HEIGHT = 22;
const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

interface Props {
  rows: readonly OrganisationRow[];
  nameOf: (id: string) => string;
  measure: Measure;
  median: number | null;
  ownId: string | null;
}

/**
 * The comparison as bars, one per organisation. Lengths are shares of the width, so it fits a telephone and a paper alike; the table
 * below says the same in words, so screen readers are led past it. What is missing has words instead of a bar.
 */
export function CostBars({ rows, nameOf, measure, median, ownId }: Props) {
  const t = useText(itCostsText);
  const most = Math.max(1, ...rows.map((row) => row.per[measure] ?? 0));
  const title = t.picture(t.measuresLong[measure]);
  return (
    <figure className="it-cost-picture">
      <figcaption className="it-cost-picture-title">{title}</figcaption>
      <div role="img" aria-label={t.pictureLabel(t.measuresLong[measure])}>
        <ul className="it-cost-bars" aria-hidden="true">
          {rows.map((row) => (
            <li key={row.tenant_id} data-own={row.tenant_id === ownId || undefined}>
              <span className="it-cost-bar-name">{nameOf(row.tenant_id)}</span>
              <Bar row={row} measure={measure} most={most} median={median} />
              <Value row={row} measure={measure} />
            </li>
          ))}
        </ul>
        <Legend hasMedian={median !== null} />
      </div>
    </figure>
  );
}

function Bar({
  row,
  measure,
  most,
  median,
}: {
  row: OrganisationRow;
  measure: Measure;
  most: number;
  median: number | null;
}) {
  const amount = row.per[measure];
  const { fromContracts, fromStated, total } = row;
  const length = amount === null ? 0 : Math.max(0, amount) / most;
  const isSplit = total !== null && total > 0 && fromContracts.minor >= 0 && fromStated.minor >= 0;
  const contracts = isSplit ? length * (fromContracts.minor / total) : length;
  return (
    <svg className="it-cost-bar" width="100%" height={HEIGHT} aria-hidden="true" focusable="false">
      {contracts > 0 && (
        <rect className="it-cost-contract" x="0" y="4" width={percent(contracts)} height={HEIGHT - 8} />
      )}
      {length > contracts && (
        <rect
          className="it-cost-stated"
          x={percent(contracts)}
          y="5"
          width={percent(length - contracts)}
          height={HEIGHT - 10}
        />
      )}
      {median !== null && (
        <line
          className="it-cost-median"
          x1={percent(median / most)}
          x2={percent(median / most)}
          y1="0"
          y2={HEIGHT}
        />
      )}
    </svg>
  );
}

function Value({ row, measure }: { row: OrganisationRow; measure: Measure }) {
  const t = useText(itCostsText);
  const format = useFormat();
  const amount = row.per[measure];
  if (amount !== null) return <span className="it-cost-bar-value">{format.money(amount)}</span>;
  return (
    <span className="it-cost-bar-value muted">
      {row.total === null ? t.missing.year : t.missing[measure]}
    </span>
  );
}

function Legend({ hasMedian }: { hasMedian: boolean }) {
  const t = useText(itCostsText);
  const sign = (name: "contract" | "stated" | "median") => (
    <svg width="20" height="14" aria-hidden="true" focusable="false">
      {name === "median" ? (
        <line className="it-cost-median" x1="10" x2="10" y1="0" y2="14" />
      ) : (
        <rect className={`it-cost-${name}`} x="1" y="3" width="18" height="8" />
      )}
    </svg>
  );
  return (
    <p className="it-cost-legend" aria-hidden="true">
      <span>
        {sign("contract")} {t.legendContract}
      </span>
      <span>
        {sign("stated")} {t.legendStated}
      </span>
      {hasMedian && (
        <span>
          {sign("median")} {t.legendMedian}
        </span>
      )}
    </p>
  );
}

import { useFormat, useText } from "../../text/useText.ts";
import type { ItemPageData } from "./page.server.ts";
import { poolText } from "./pool.text.ts";

interface Bar {
  key: string;
  name: string;
  available: number;
  used: number;
  free: number;
  overuse: number;
  isUncounted: boolean;
}

/**
 * The pool in one picture: for each municipality what it has, uses, has free and over-uses, on one scale. Widths are percentages, so the
 * picture fits a phone and a paper alike; the table below it says the same in figures, so screen readers are led past it.
 */
export function PoolPicture({ data }: { data: ItemPageData }) {
  const t = useText(poolText);
  const format = useFormat();
  const { rows, hidden } = data.picture;
  const bars: Bar[] = rows.map((row) => ({
    ...row,
    key: row.party,
    name: row.name ?? "",
    used: row.used ?? 0,
    isUncounted: row.used === null,
  }));
  if (hidden?.sums)
    bars.push({ ...hidden.sums, key: "others", name: t.others(hidden.count), isUncounted: false });
  const most = Math.max(1, ...bars.map((bar) => Math.max(bar.available, bar.used)));
  const width = (quantity: number) => `${(100 * quantity) / most}%`;
  return (
    <div className="pool-picture" role="img" aria-label={t.picture(data.item.name)}>
      {bars.map((bar) => {
        const within = bar.used - bar.overuse;
        return (
          <div key={bar.key} className="pool-row" aria-hidden="true">
            <span className="pool-row-name">{bar.name}</span>
            <svg className="pool-row-bar" width="100%" height={18} aria-hidden="true" focusable="false">
              {bar.isUncounted && (
                <rect className="pool-unknown" x={0} y={3} width={width(bar.available)} height={12} />
              )}
              <rect className="pool-used" x={0} y={3} width={width(within)} height={12} />
              <rect className="pool-free" x={width(within)} y={3} width={width(bar.free)} height={12} />
              <rect
                className="pool-over"
                x={width(bar.available)}
                y={3}
                width={width(bar.overuse)}
                height={12}
              />
              <line
                className="pool-mark"
                x1={width(bar.available)}
                x2={width(bar.available)}
                y1={0}
                y2={18}
              />
            </svg>
            <span className="pool-row-figure">
              {bar.overuse > 0
                ? `+${format.number(bar.overuse)}`
                : bar.free > 0
                  ? format.number(bar.free)
                  : ""}
            </span>
          </div>
        );
      })}
      <p className="pool-legend" aria-hidden="true">
        <span className="pool-key pool-key-used">{t.legendUsed}</span>
        <span className="pool-key pool-key-free">{t.legendFree}</span>
        <span className="pool-key pool-key-over">{t.legendOver}</span>
        {bars.some((bar) => bar.isUncounted) && (
          <span className="pool-key pool-key-unknown">{t.legendUnknown}</span>
        )}
        <span className="pool-key pool-key-mark">{t.legendEntitled}</span>
      </p>
    </div>
  );
}

import { Fragment } from "react";
import { useText } from "../../text/useText.ts";
import { ScrollRegion } from "../../ui/Table.tsx";
import { Day } from "../../ui/Values.tsx";
import { usagePath } from "../systems/systems.paths.ts";
import type { MatrixColumn } from "./overlap.rules.ts";
import { type LineKind, POINTS_PER_ROW, type TimelinePoint, type TimelineRow } from "./timeline.rules.ts";
import { timelineText } from "./timeline.text.ts";

/** The picture in words: each line's days, with the systems behind them as links. */
export function TimelineTable({
  slug,
  rows,
  lines,
  columns,
  today,
  names,
  hrefs,
}: {
  slug: string;
  rows: readonly TimelineRow[];
  lines: LineKind;
  columns: readonly MatrixColumn[];
  today: string;
  names: (row: TimelineRow) => string;
  hrefs: (row: TimelineRow) => string;
}) {
  const t = useText(timelineText);
  return (
    <ScrollRegion label={t.tableCaption}>
      <table className="ds-table table timeline-table">
        <caption className="ds-sr-only">{t.tableCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.columns.day}</th>
            <th scope="col">{t.columns.what}</th>
            <th scope="col">{t.columns.whose}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.key}>
              <tr className="overlap-group" id={`line-${row.key}`}>
                <th scope="rowgroup" colSpan={3}>
                  <a href={hrefs(row)}>{names(row)}</a>
                  {row.isCut && <span className="overlap-note">{t.cut(POINTS_PER_ROW)}</span>}
                </th>
              </tr>
              {row.points.map((point) => (
                <tr key={`${point.kind} ${point.on}`}>
                  <th scope="row" data-narrow="">
                    <Day on={point.on} />
                    {point.on < today && <span className="overlap-note">{t.passed}</span>}
                  </th>
                  <td>{t.kindHeadings[point.kind]}</td>
                  <td>
                    <Items slug={slug} point={point} lines={lines} columns={columns} />
                  </td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Items({
  slug,
  point,
  lines,
  columns,
}: {
  slug: string;
  point: TimelinePoint;
  lines: LineKind;
  columns: readonly MatrixColumn[];
}) {
  const t = useText(timelineText);
  const place = (id: string) => columns.find((column) => column.id === id)?.name ?? "";
  return (
    <ul className="overlap-items">
      {point.items.map((item) => (
        <li key={`${item.tenant_id} ${item.id}`}>
          <a href={usagePath(slug, item.id)}>{t.item(place(item.tenant_id), item.own_name)}</a>
          {lines === "function" && item.product_name !== item.own_name && (
            <span className="overlap-mark"> ({item.product_name})</span>
          )}
        </li>
      ))}
      {point.count > point.items.length && <li>{t.more(point.count - point.items.length)}</li>}
    </ul>
  );
}

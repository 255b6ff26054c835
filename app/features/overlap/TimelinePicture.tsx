import { useFormat, useText } from "../../text/useText.ts";
import {
  type Axis,
  marksOf,
  placeOn,
  type TimelineKind,
  type TimelineRow,
  timelineKinds,
} from "./timeline.rules.ts";
import { timelineText } from "./timeline.text.ts";

const HEIGHT = 36;
const percent = (place: number) => `${(place * 100).toFixed(2)}%`;

/**
 * What ends when: a line per product or function, years across, today marked. Places are shares of the width, so the picture fits a
 * telephone and an A4; every line says in words what it shows, and its name leads to the days in the table below.
 */
export function TimelinePicture({
  rows,
  axis,
  today,
  kinds,
  names,
}: {
  rows: readonly TimelineRow[];
  axis: Axis;
  today: string;
  kinds: readonly TimelineKind[];
  /** What the lines are called, by key. */
  names: (row: TimelineRow) => string;
}) {
  const t = useText(timelineText);
  const format = useFormat();
  const hasPast = rows.some((row) => row.points.some((point) => point.on < axis.from));
  return (
    <figure className="timeline">
      <ul className="timeline-legend" aria-label={t.legend}>
        {kinds.map((kind) => (
          <li key={kind}>
            <svg width="14" height="14" aria-hidden="true" focusable="false">
              <Sign kind={kind} x="50%" y={7} />
            </svg>
            {t.kinds[kind]}
          </li>
        ))}
        <li>
          <span className="timeline-today" aria-hidden="true" />
          {t.today(format.day(today))}
        </li>
      </ul>
      <div className="timeline-axis" aria-hidden="true">
        <svg width="100%" height="20" aria-hidden="true" focusable="false">
          {axis.years.map((year) => (
            <text key={year} x={percent(placeOn(axis, `${year}-01-01`))} y="14" dx="2">
              {year}
            </text>
          ))}
        </svg>
      </div>
      <ol className="timeline-lines">
        {rows.map((row) => (
          <li key={row.key}>
            <a className="ds-link timeline-name" href={`#line-${row.key}`}>
              {names(row)}
            </a>
            <Line row={row} axis={axis} today={today} />
          </li>
        ))}
      </ol>
      {hasPast && <figcaption>{t.before(axis.years[0]!)}</figcaption>}
    </figure>
  );
}

function Line({ row, axis, today }: { row: TimelineRow; axis: Axis; today: string }) {
  const t = useText(timelineText);
  const format = useFormat();
  const marks = marksOf(row.points, axis);
  const label = marks
    .map(({ kind, on, days }) => t.markLabel(t.kindHeadings[kind], format.day(on), days))
    .join(", ");
  const lanes = timelineKinds.filter((kind) => marks.some((mark) => mark.kind === kind));
  const lane = (kind: TimelineKind) => (HEIGHT * (lanes.indexOf(kind) + 1)) / (lanes.length + 1);
  const now = percent(placeOn(axis, today));
  return (
    <svg
      className="timeline-line"
      role="img"
      aria-label={label}
      width="100%"
      height={HEIGHT}
      focusable="false"
    >
      {axis.years.map((year) => {
        const x = percent(placeOn(axis, `${year}-01-01`));
        return <line key={year} className="timeline-year" x1={x} x2={x} y1="0" y2={HEIGHT} />;
      })}
      <line className="timeline-now" x1={now} x2={now} y1="0" y2={HEIGHT} />
      {marks.map((mark) => (
        <Sign
          key={`${mark.kind} ${mark.on}`}
          kind={mark.kind}
          x={percent(mark.place)}
          y={lane(mark.kind)}
          isPast={mark.on < today}
        />
      ))}
    </svg>
  );
}

/** The kinds differ in form as well as in colour: dot, diamond, triangle, ring; the past is paler. */
function Sign({ kind, x, y, isPast }: { kind: TimelineKind; x: string; y: number; isPast?: boolean }) {
  const shape =
    kind === "support" ? (
      <circle r="5" />
    ) : kind === "life" ? (
      <path d="M0 -6 6 0 0 6 -6 0Z" />
    ) : kind === "phase_out" ? (
      <path d="M0 -5.5 6 5 -6 5Z" />
    ) : (
      <circle r="4" />
    );
  return (
    <svg
      x={x}
      y={y}
      overflow="visible"
      aria-hidden="true"
      className="timeline-sign"
      data-kind={kind}
      data-past={isPast || undefined}
    >
      {shape}
    </svg>
  );
}

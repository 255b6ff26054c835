import { useText } from "../../text/useText.ts";
import { placeOf, type RadarGroup, type RadarLine, yearsIn } from "./radar.rules.ts";
import { radarText } from "./radar.text.ts";

const ROW = { height: 26, bar: 10 };
const percent = (place: number) => `${place}%`;

interface Props {
  group: RadarGroup;
  today: string;
  /** The alternative drawn: its day to start by stands in the picture. */
  startBy: string;
}

/**
 * Windows, possible ends and chosen ends of a group on one line of time. Places are percentages, so the picture fits a phone and a
 * paper alike; the table under it says the same in words, so screen readers are led past it.
 */
export function RadarTimeline({ group, today, startBy }: Props) {
  const t = useText(radarText);
  const { picture } = group;
  return (
    <div className="radar-picture" role="img" aria-label={t.picture(group.name)}>
      {group.lines.map((line) => (
        <div key={line.contractId} className="radar-row" aria-hidden="true">
          <span className="radar-row-name">{line.ownerName}</span>
          <svg
            className="radar-row-bar"
            width="100%"
            height={ROW.height}
            aria-hidden="true"
            focusable="false"
          >
            <Background picture={picture} today={today} startBy={startBy} />
            <Window line={line} picture={picture} />
          </svg>
        </div>
      ))}
      <div className="radar-row" aria-hidden="true">
        <span className="radar-row-name" />
        <svg className="radar-row-bar" width="100%" height={18} aria-hidden="true" focusable="false">
          {yearsIn(picture).map((year) => (
            <text
              key={year}
              className="radar-year"
              x={percent(placeOf(`${year}-01-01`, picture))}
              y="13"
              textAnchor="middle"
            >
              {year}
            </text>
          ))}
        </svg>
      </div>
      <p className="radar-legend" aria-hidden="true">
        <Key name="window">{t.legendWindow}</Key>
        <Key name="end">{t.legendEnd}</Key>
        <Key name="chosen">{t.legendChosen}</Key>
        <Key name="today">{t.today}</Key>
        <Key name="start">{t.legendStart}</Key>
      </p>
    </div>
  );
}

function Background({
  picture,
  today,
  startBy,
}: Pick<Props, "today" | "startBy"> & Pick<RadarGroup, "picture">) {
  const line = (day: string, className: string) => (
    <line
      key={className + day}
      className={className}
      x1={percent(placeOf(day, picture))}
      x2={percent(placeOf(day, picture))}
      y1="0"
      y2={ROW.height}
    />
  );
  return (
    <>
      {yearsIn(picture).map((year) => line(`${year}-01-01`, "radar-year-line"))}
      {line(today, "radar-today")}
      {startBy >= picture.from && line(startBy, "radar-start")}
    </>
  );
}

function Window({ line, picture }: { line: RadarLine; picture: RadarGroup["picture"] }) {
  const middle = ROW.height / 2;
  const from = placeOf(line.windowFrom, picture);
  const to = placeOf(line.windowTo ?? picture.to, picture);
  return (
    <>
      <rect
        className="radar-window"
        data-open={line.windowTo === null || undefined}
        data-own={line.isOwn || undefined}
        x={percent(from)}
        width={percent(Math.max(0.6, Math.round((to - from) * 100) / 100))}
        y={middle - ROW.bar / 2}
        height={ROW.bar}
        rx="3"
      />
      {line.ends.map((end) => (
        <circle key={end} className="radar-end" cx={percent(placeOf(end, picture))} cy={middle} r="3.5" />
      ))}
      <circle
        className="radar-chosen"
        cx={percent(placeOf(line.chosen.endsOn, picture))}
        cy={middle}
        r="6.5"
      />
    </>
  );
}

function Key({ name, children }: { name: string; children: string }) {
  return (
    <span className="radar-key">
      <svg width="20" height="14" aria-hidden="true" focusable="false">
        {name === "window" && <rect className="radar-window" x="0" y="3" width="20" height="8" rx="3" />}
        {name === "end" && <circle className="radar-end" cx="10" cy="7" r="3.5" />}
        {name === "chosen" && <circle className="radar-chosen" cx="10" cy="7" r="6" />}
        {name === "today" && <line className="radar-today" x1="10" x2="10" y1="0" y2="14" />}
        {name === "start" && <line className="radar-start" x1="10" x2="10" y1="0" y2="14" />}
      </svg>
      {children}
    </span>
  );
}

import { useFormat, useText } from "../../text/useText.ts";
import { contractsText } from "./contracts.text.ts";
import { type Bar, type Timeline as Drawn, type Mark, placeOf, yearsShown } from "./timeline.rules.ts";

/** The contract in time, drawn; the list below says the same in words, for everybody and on paper. */
export function Timeline({ timeline, name }: { timeline: Drawn; name: string }) {
  const t = useText(contractsText);
  const format = useFormat();
  const at = (day: string) => placeOf(timeline, day);
  const span = (bar: Bar) =>
    bar.kind === "current" && timeline.isOpen
      ? `${format.day(bar.from)} – ${t.untilNotice}`
      : t.periodSpan(format.day(bar.from), format.day(bar.to));
  const title = (each: Bar | Mark) =>
    `${t.legend[each.kind] ?? t.today}${each.seq && each.kind !== "tacit" ? ` ${each.seq}` : ""}`;
  return (
    <figure className="contract-timeline">
      <div className="contract-timeline-drawing">
        <svg
          viewBox="0 0 100 40"
          preserveAspectRatio="none"
          role="img"
          aria-label={`${t.timelineTitle}: ${name}`}
        >
          {yearsShown(timeline).map((day) => (
            <line key={day} className="term-year" x1={at(day)} x2={at(day)} y1="0" y2="40" />
          ))}
          {timeline.bars.map((bar) => (
            <rect
              key={`${bar.kind} ${bar.from}`}
              className="term-bar"
              data-kind={bar.kind}
              x={at(bar.from)}
              y={bar.kind === "current" || bar.kind === "past" ? 10 : 14}
              width={Math.max(0.6, at(bar.to) - at(bar.from))}
              height={bar.kind === "current" || bar.kind === "past" ? 20 : 12}
            />
          ))}
          {timeline.marks.map((mark) => (
            <line
              key={`${mark.kind} ${mark.on} ${mark.seq ?? ""}`}
              className="term-mark"
              data-kind={mark.kind}
              x1={at(mark.on)}
              x2={at(mark.on)}
              y1={mark.kind === "today" ? 0 : 4}
              y2={mark.kind === "today" ? 40 : 36}
            />
          ))}
        </svg>
        <div className="term-years" aria-hidden="true">
          {yearsShown(timeline).map((day) => (
            <span key={day} style={{ insetInlineStart: `${at(day)}%` }}>
              {day.slice(0, 4)}
            </span>
          ))}
        </div>
      </div>
      <ul className="term-legend">
        {timeline.bars.map((bar) => (
          <li key={`${bar.kind} ${bar.from}`} data-kind={bar.kind}>
            {title(bar)}: {span(bar)}
          </li>
        ))}
        {timeline.marks.map((mark) => (
          <li key={`${mark.kind} ${mark.on} ${mark.seq ?? ""}`} data-kind={mark.kind} data-mark="">
            {mark.kind === "today" ? t.today : title(mark)}: {format.day(mark.on)}
          </li>
        ))}
      </ul>
    </figure>
  );
}

import { useFormat, useText } from "../../text/useText.ts";
import type { CircleChoice } from "./matrix.server.ts";
import { overlapText } from "./overlap.text.ts";

/** Below the matrix and its sister pages, on screen and paper: date, circle, and what is left out by rule. Never who is behind it. */
export function Basis({
  circle,
  today,
  rules,
  note,
  legend,
  level = 2,
}: {
  circle: CircleChoice | null;
  today: string;
  rules: readonly string[];
  /** Said after the date: the filter in force. */
  note?: string;
  /** Explains abbreviations that only paper has. */
  legend?: string;
  level?: 2 | 3;
}) {
  const t = useText(overlapText);
  const format = useFormat();
  const Heading = level === 2 ? "h2" : "h3";
  const name = circle
    ? t.circleName(circle.cooperation, circle.is_everyone ? t.everyone : circle.name)
    : t.basisOwn;
  return (
    <div className="overlap-basis">
      <Heading className="ds-heading" data-size="2xs">
        {t.basis}
      </Heading>
      <p>
        {t.basisLine(name, format.day(today))}
        {note && ` ${note}`}
        {legend && <span className="print-only"> {legend}.</span>}
      </p>
      <ul>
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </div>
  );
}

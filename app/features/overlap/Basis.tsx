import { useFormat, useText } from "../../text/useText.ts";
import type { Overlap } from "./overlap.server.ts";
import { overlapText } from "./overlap.text.ts";

/** Under the matrix, on screen and paper: date, circle, and what is left out by rule. Never who is behind it. */
export function Basis({
  overlap,
  level = 2,
}: {
  overlap: Pick<Overlap, "circle" | "rules" | "today" | "query">;
  level?: 2 | 3;
}) {
  const t = useText(overlapText);
  const format = useFormat();
  const { circle } = overlap;
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
        {t.basisLine(name, format.day(overlap.today))}
        {overlap.query.focus !== "all" && ` ${t.focus}: ${t.focuses[overlap.query.focus]}.`}
        <span className="print-only"> {t.legend}.</span>
      </p>
      <ul>
        {overlap.rules.map((rule) => (
          <li key={rule}>{t.ruleTexts[rule]}</li>
        ))}
      </ul>
    </div>
  );
}

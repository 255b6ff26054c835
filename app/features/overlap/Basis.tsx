import { useFormat, useText } from "../../text/useText.ts";
import type { Overlap } from "./overlap.server.ts";
import { overlapText } from "./overlap.text.ts";

/** Under the matrix, on screen and paper: date, circle, and what is left out by rule. Never who is behind it. */
export function Basis({
  overlap,
  headingId = "basis",
}: {
  overlap: Pick<Overlap, "circle" | "rules" | "today" | "query">;
  /** Needed where several stand on a page. */
  headingId?: string;
}) {
  const t = useText(overlapText);
  const format = useFormat();
  const { circle } = overlap;
  const name = circle
    ? t.circleName(circle.cooperation, circle.is_everyone ? t.everyone : circle.name)
    : t.basisOwn;
  return (
    <aside className="overlap-basis" aria-labelledby={headingId}>
      <h2 id={headingId} className="ds-heading" data-size="2xs">
        {t.basis}
      </h2>
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
    </aside>
  );
}

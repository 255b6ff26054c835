import { useText } from "../../text/useText.ts";
import { Basis } from "./Basis.tsx";
import type { Overlap } from "./overlap.server.ts";
import { overlapText } from "./overlap.text.ts";

/** What the matrix rests on and leaves out by rule. */
export function MatrixBasis({
  overlap,
  level,
}: {
  overlap: Pick<Overlap, "circle" | "rules" | "today" | "query">;
  level?: 2 | 3;
}) {
  const t = useText(overlapText);
  const { focus } = overlap.query;
  return (
    <Basis
      circle={overlap.circle}
      today={overlap.today}
      rules={overlap.rules.map((rule) => t.ruleTexts[rule])}
      note={focus === "all" ? undefined : `${t.focus}: ${t.focuses[focus]}.`}
      legend={t.legend}
      level={level}
    />
  );
}

import { useFormat, useText } from "../../text/useText.ts";
import { Section } from "../../ui/PageHeader.tsx";
import type { loadExitCost } from "./exit-cost.server.ts";
import { SideBySide } from "./KeyForm.tsx";
import { keyText } from "./key.text.ts";
import { costKeyPath } from "./settlements.paths.ts";

/** On the page of leaving an agreement: what the others pay when one is gone. */
export function ExitCost({ slug, cost }: { slug: string; cost: Awaited<ReturnType<typeof loadExitCost>> }) {
  const t = useText(keyText);
  const format = useFormat();
  return (
    <Section title={t.exitCost}>
      {cost ? (
        <>
          <p>
            {cost.isExample
              ? t.exitCostExample(format.money(cost.totalMinor))
              : t.exitCostBudget(cost.year, format.money(cost.totalMinor))}{" "}
            <a href={costKeyPath(slug, cost.key.id)}>{t.exitCostKey(cost.key.name, cost.year)}</a>
          </p>
          <SideBySide caption={t.exitCost} rows={cost.rows} before={t.todayHeading} after={t.thenHeading} />
        </>
      ) : (
        <p className="muted">{t.exitCostNone}</p>
      )}
    </Section>
  );
}

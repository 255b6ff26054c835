import { useLocale, useText } from "../../text/useText.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { CostBars } from "./CostBars.tsx";
import { CostFrame } from "./CostFrame.tsx";
import { CostTable } from "./CostTable.tsx";
import { figuresPath } from "./it-costs.paths.ts";
import type { Statistic } from "./it-costs.rules.ts";
import type { ItCosts } from "./it-costs.server.ts";
import { itCostsText } from "./it-costs.text.ts";
import { nameIn, statisticInWords } from "./itCostsInWords.ts";

export interface ItCostsPageProps {
  slug: string;
  costs: ItCosts;
  previewOf: string | null;
  /** The person may enter employees and users. */
  mayEnter: boolean;
}

/** What IT costs each municipality of the circle, as a picture and as a table. */
export function ItCostsPage({ slug, costs, previewOf, mayEnter }: ItCostsPageProps) {
  const t = useText(itCostsText);
  const { measure } = costs.query;
  const hasCosts = costs.rows.some((row) => row.total !== null);
  const own = costs.rows.find((row) => row.tenant_id === costs.ownId);
  return (
    <CostFrame slug={slug} costs={costs} previewOf={previewOf} hasFiles={hasCosts}>
      {mayEnter && own && (!own.employees || !own.users) && (
        <p>
          {t.missingFigures}{" "}
          <a className="ds-link" href={figuresPath(slug)}>
            {t.missingFiguresLink}
          </a>
        </p>
      )}
      {hasCosts ? (
        <>
          <CostBars
            rows={costs.rows}
            nameOf={(id) => nameIn(costs, id)}
            measure={measure}
            median={costs.statistics.find((one) => one.measure === measure)?.median ?? null}
            ownId={costs.ownId}
          />
          <CostTable costs={costs} />
          <Statistics statistics={costs.statistics} />
        </>
      ) : (
        <EmptyState title={t.noneTitle} icon="chart">
          <p>{t.noneText}</p>
        </EmptyState>
      )}
    </CostFrame>
  );
}

/** Median and spread where three or more lie behind, else why there are none. */
export function Statistics({ statistics }: { statistics: readonly Statistic[] }) {
  const t = useText(itCostsText);
  const locale = useLocale();
  if (statistics.length === 0) return <p className="rows-shown">{t.tooFew}</p>;
  return (
    <ul className="price-statistics" aria-label={t.statistics}>
      {statistics.map((one) => (
        <li key={one.measure}>{statisticInWords(one, locale)}</li>
      ))}
    </ul>
  );
}

import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Money } from "../../ui/Values.tsx";
import { contractPartPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import type { YearOfCosts } from "./costs.rules.ts";
import type { ContractPageData } from "./record.server.ts";

/** Years before this one that stand with those to come; earlier ones are unfolded. */
const YEARS_BACK = 2;

const mostOf = (years: readonly YearOfCosts[]) =>
  Math.max(1, ...years.map((year) => year.recurring_minor + year.one_off_minor));

/** What the contract costs: a year, once, and over its term as a picture. */
export function Costs({ data }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const format = useFormat();
  const { costs, can, slug, contract } = data;
  const part = (name: "costs" | "index" | "changes") => contractPartPath(slug, contract.id, name);
  // the last years of a contract that has been over for long stay in sight
  const lastYear = costs.years.at(-1)?.year ?? 0;
  const shownFrom = Math.min(Number(data.today.slice(0, 4)), lastYear) - YEARS_BACK;
  const earlier = costs.years.filter((row) => row.year < shownFrom);
  const isShut = !data.hasPrice && !data.ownRow;
  return (
    <Section
      title={t.costs}
      id="costs"
      actions={
        can.edit && (
          <LinkButton href={part("costs")} variant="tertiary" icon="pencil">
            {t.editCosts}
          </LinkButton>
        )
      }
    >
      {isShut ? (
        <p className="muted">{t.costsNotShared}</p>
      ) : data.lines === 0 ? (
        <p className="muted">{t.noCosts}</p>
      ) : (
        <>
          {!data.hasPrice && <p className="muted">{t.ownCostsOnly}</p>}
          <DescriptionList
            items={[
              { term: t.yearly, value: <Money minor={costs.yearly_minor} /> },
              ...(costs.one_off_minor !== 0
                ? [{ term: t.oneOff, value: <Money minor={costs.one_off_minor} /> }]
                : []),
              ...(costs.current
                ? [
                    {
                      term: t.forecastCurrent(format.day(costs.current.until)),
                      value: <Money minor={costs.current.total_minor} />,
                    },
                  ]
                : []),
              ...(costs.last
                ? [
                    {
                      term: t.forecastLast(format.day(costs.last.until)),
                      value: <Money minor={costs.last.total_minor} />,
                    },
                  ]
                : []),
            ]}
          />
          {costs.until === null && <p className="muted">{t.forecastOpen}</p>}
          <CostChart years={costs.years.filter((row) => row.year >= shownFrom)} most={mostOf(costs.years)} />
          {earlier.length > 0 && (
            <details className="explanation">
              <summary>{t.earlierYears(earlier.length)}</summary>
              <CostChart years={earlier} most={mostOf(costs.years)} />
            </details>
          )}
        </>
      )}
      {!isShut && (can.edit || data.indexes + data.changes > 0) && (
        <p>
          <a href={part("index")}>{t.priceIndex}</a> · <a href={part("changes")}>{t.changes}</a>
        </p>
      )}
    </Section>
  );
}

/** A bar per year, recurring and one-off apart, beside the figures that it draws. @param most öre of the longest bar */
function CostChart({ years, most }: { years: readonly YearOfCosts[]; most: number }) {
  const t = useText(contractsText);
  const width = (minor: number) => Math.max(0, (minor / most) * 100);
  if (years.length === 0) return null;
  return (
    <Table
      caption={t.chart}
      rows={years}
      rowKey={(row) => String(row.year)}
      columns={[
        { id: "year", heading: t.year, isRowHeader: true, isNarrow: true, cell: (row) => row.year },
        {
          id: "bar",
          heading: t.chart,
          cell: (row) => (
            <svg className="cost-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect className="cost-bar-recurring" width={width(row.recurring_minor)} height="10" />
              <rect
                className="cost-bar-one-off"
                x={width(row.recurring_minor)}
                width={width(row.one_off_minor)}
                height="10"
              />
            </svg>
          ),
        },
        {
          id: "recurring",
          heading: t.recurring,
          align: "end",
          cell: (row) => <Money minor={row.recurring_minor} />,
        },
        ...(years.some((row) => row.one_off_minor !== 0)
          ? [
              {
                id: "one_off",
                heading: t.oneOffShort,
                align: "end" as const,
                cell: (row: YearOfCosts) => <Money minor={row.one_off_minor} />,
              },
            ]
          : []),
        ...(years.some((row) => row.actual_minor !== 0)
          ? [
              {
                id: "actual",
                heading: t.actual,
                align: "end" as const,
                // no outcome entered is not an outcome of nothing
                cell: (row: YearOfCosts) =>
                  row.actual_minor === 0 ? "–" : <Money minor={row.actual_minor} />,
              },
            ]
          : []),
      ]}
    />
  );
}

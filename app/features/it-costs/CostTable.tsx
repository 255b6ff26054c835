import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { Table } from "../../ui/Table.tsx";
import { Amount, Old, OrganisationName } from "./CostCells.tsx";
import type { OrganisationRow } from "./it-costs.rules.ts";
import type { ItCosts } from "./it-costs.server.ts";
import { itCostsText } from "./it-costs.text.ts";
import { divisorsInWords, sourcesInWords } from "./itCostsInWords.ts";

/** The comparison as a table: every figure with what it rests on, its source and year. */
export function CostTable({ costs }: { costs: ItCosts }) {
  const t = useText(itCostsText);
  const format = useFormat();
  const locale = useLocale();
  const { today } = costs;
  return (
    <Table
      caption={t.caption}
      rows={costs.rows}
      rowKey={(row) => row.tenant_id}
      columns={[
        {
          id: "organisation",
          heading: t.columns.organisation,
          isRowHeader: true,
          cell: (row) => <OrganisationName id={row.tenant_id} costs={costs} />,
        },
        {
          id: "inhabitant",
          heading: t.columns.inhabitant,
          align: "end",
          cell: (row) => (
            <Amount
              minor={row.per.inhabitant}
              basis={
                <>
                  {divisorsInWords(row, locale).inhabitant}
                  <Old year={row.population && Number(row.population.counted_on.slice(0, 4))} today={today} />
                </>
              }
              missing={missingIn(row, t.missing, "inhabitant")}
            />
          ),
        },
        ...(["employee", "user"] as const).map((measure) => ({
          id: measure,
          heading: t.columns[measure],
          align: "end" as const,
          cell: (row: OrganisationRow) => (
            <Amount
              minor={row.per[measure]}
              basis={
                <>
                  {divisorsInWords(row, locale)[measure]}
                  <Old year={(measure === "employee" ? row.employees : row.users)?.year} today={today} />
                </>
              }
              missing={missingIn(row, t.missing, measure)}
            />
          ),
        })),
        {
          id: "year",
          heading: t.columns.year,
          align: "end",
          cell: (row) => (
            <Amount
              minor={row.total}
              basis={sourcesInWords(row, locale).join("; ")}
              missing={t.missing.year}
            />
          ),
        },
        {
          id: "coverage",
          heading: t.columns.coverage,
          align: "end",
          cell: (row) =>
            row.systems === 0 ? (
              <span className="muted">{t.noSystems}</span>
            ) : (
              t.coverage(format.number(row.systemsWithCost), format.number(row.systems))
            ),
        },
      ]}
    />
  );
}

/** Why a figure is missing: no cost, or nothing to divide by. */
function missingIn(
  row: OrganisationRow,
  words: Record<"inhabitant" | "employee" | "user" | "year", string>,
  measure: "inhabitant" | "employee" | "user",
): string {
  return row.total === null ? words.year : words[measure];
}

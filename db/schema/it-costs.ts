import type { ColumnType, Generated } from "kysely";

type Instant = ColumnType<Date, Date | string | undefined, Date | string>;

/** What an organisation divides its IT cost by; one row per kind and year. */
export interface OrganisationFigureTable {
  tenant_id: string;
  id: Generated<string>;
  kind: "employees" | "users";
  year: number;
  /** Persons. */
  value: number;
  source: string;
  entered_by: string | null;
  entered_by_name: string;
  entered_at: Instant;
  version: Generated<number>;
}

export interface ItCostsTables {
  organisation_figure: OrganisationFigureTable;
}

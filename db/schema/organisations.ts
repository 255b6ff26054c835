import type { Generated } from "kysely";
import type { Day, Instant, OrganisationKind } from "./values.ts";

export interface OrganisationTable {
  id: Generated<string>;
  slug: string;
  name: string;
  full_name: string;
  kind: OrganisationKind;
  municipality_code: string | null;
  county_code: string | null;
  county: string | null;
  organisation_number: string | null;
  parent_organisation_id: string | null;
  created_at: Instant;
}

export interface PopulationTable {
  organisation_id: string;
  counted_on: Day;
  inhabitants: number;
  source: string;
}

export interface OrganisationSettingTable {
  tenant_id: string;
  theme: Generated<string>;
  /** null: as the installation says. */
  requires_second_factor: boolean | null;
  hidden_field_groups: Generated<string[]>;
  /** Where receipts and documents for the registry go. */
  registry_email: Generated<string | null>;
  invoice_address: Generated<string | null>;
}

export interface UnitTable {
  tenant_id: string;
  id: Generated<string>;
  name: string;
  parent_unit_id: string | null;
  version: Generated<number>;
}

export interface PersonTable {
  tenant_id: string;
  id: Generated<string>;
  name: string;
  email: string | null;
  title: string | null;
  unit_id: string | null;
  version: Generated<number>;
}

/** Organisations with their units, people, settings and population. */
export interface OrganisationsTables {
  organisation: OrganisationTable;
  population: PopulationTable;
  organisation_setting: OrganisationSettingTable;
  unit: UnitTable;
  person: PersonTable;
}

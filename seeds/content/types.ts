import type {
  CodeBasis,
  FieldGroup,
  HostingForm,
  Lifecycle,
  MemberRole,
  OrganisationKind,
  ProductKind,
} from "#db/schema/values.ts";

/**
 * Shapes of the demo content. Column names are those of the tables; keys (`treserva`, `borgholm`) stand in for ids.
 * Real products and suppliers are named as facts. Who uses what, people, amounts and dates are invented.
 */

export interface SupplierContent {
  key: string;
  name: string;
  aliases: readonly string[];
  website: string | null;
  /** `concept` suppliers were added by one municipality and wait for the catalogue editor. */
  state: "approved" | "concept";
  created_by: string | null;
  /** Key of its own organisation in Samverka, when it has accounts. */
  organisation: string | null;
}

export interface ProductContent {
  key: string;
  name: string;
  supplier: string | null;
  rights_holder: string | null;
  kind: ProductKind;
  functions: readonly string[];
  aliases: readonly string[];
  previous_name: string | null;
  code_basis: CodeBasis | null;
  parent: string | null;
  state: "approved" | "concept";
  created_by: string | null;
  sale_ends_on: string | null;
  support_ends_on: string | null;
  life_ends_on: string | null;
  dates_source: string | null;
}

/** One usage with all its field groups flattened; `undefined` = not known. Days are `YYYY-MM-DD`, money whole öre. */
export interface UsageContent {
  tenant: string;
  product: string;
  own_name: string;
  own_id?: string;
  unit?: string;
  lifecycle: Lifecycle;
  is_hidden: boolean;
  is_society_critical?: Tri;
  criticality?: "low" | "medium" | "high" | "critical";
  contains_ai?: Tri;
  taken_into_use_on?: string;
  phase_out_from_on?: string;
  retired_on?: string;
  planned_replacement?: string;
  version_text?: string;
  hosting_form?: HostingForm;
  /** Key of the organisation that runs it, for `host_municipality` and `joint_body`. */
  host?: string;
  operations_supplier?: string;
  hosting_country?: string;
  ends_on?: string;
  notice_on?: string;
  /** Supplier as the municipality states it; may be another than the product's (reseller). */
  term_supplier?: string;
  yearly_minor?: number;
  cost_year?: number;
  user_count?: number;
  user_count_on?: string;
  confidentiality?: number;
  integrity?: number;
  availability?: number;
  classified_on?: string;
  personal_data?: "none" | "ordinary" | "sensitive" | "unknown";
  dpa_needed?: Tri;
  dpa_signed_on?: string;
  third_country?: Tri;
  oversight_interval_months?: number;
  oversight_last_on?: string;
  risk_assessed_on?: string;
  risk_next_on?: string;
  dpia_needed?: Tri;
  dpia_done_on?: string;
  code_kind?: "open_source" | "proprietary" | "in_house" | "unknown";
  export_formats?: string;
  has_open_format?: Tri;
  has_api?: Tri;
  api_link?: string;
  data_extraction?: "self" | "supplier" | "supplier_paid" | "no" | "unknown";
  lock_in_note?: string;
  /** Keys of people: who answers for the system, and who manages it. */
  owner?: string;
  manager?: string;
  confirmed_on?: string;
  note?: string;
  documents: readonly { title: string; url: string }[];
  sub_processors: readonly { name: string; country: string; basis: string | null }[];
  /** Why and under which name it was retired. */
  retirement_reason?: string;
  /** Functions of the product that it does not have here, and functions it has only here. */
  opted_out_functions: readonly string[];
  added_functions: readonly string[];
  /** Days before the seeding day on which the record was made and last changed. */
  created_days_ago: number;
  updated_days_ago: number;
}

type Tri = "yes" | "no" | "unknown";

export interface OrganisationContent {
  key: string;
  name: string;
  kind: OrganisationKind;
  county_code: string | null;
  /** Key of the owner, for a municipal company. */
  parent: string | null;
  /** true: a fact that the reference data already brings. */
  in_reference: boolean;
}

export interface UnitContent {
  key: string;
  name: string;
}

export interface PersonContent {
  key: string;
  organisation: string;
  name: string;
  email: string;
  title: string;
  unit: string | null;
}

export interface CooperationContent {
  key: string;
  name: string;
  host: string;
  purpose: string;
  members: readonly MemberContent[];
  /** Circles besides the one with all members, which every cooperation has. */
  circles: readonly { key: string; name: string; members: readonly string[] }[];
}

/** One account of the demo; the first membership is where it lands after sign-in. */
export interface DemoAccount {
  key: string;
  email: string;
  name: string;
  memberships: readonly {
    organisation: string;
    roles: readonly MemberRole[];
    title_sv: string;
    title_en: string;
  }[];
  is_catalogue_editor: boolean;
  description: { sv: string; en: string };
}

export interface MemberContent {
  organisation: string;
  joined_on: string;
  /** Day of leaving; absent while still a member. */
  left_on?: string;
  /** Which sides have confirmed; the membership counts only with both. */
  confirmed_by: readonly ("cooperation" | "organisation")[];
}

export interface ShareContent {
  tenant: string;
  /** Key of a cooperation (its circle with all members) or `cooperation/circle`. */
  circle: string;
  field_groups: readonly FieldGroup[];
}

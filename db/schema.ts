import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { AgreementsTables } from "./schema/agreements.ts";
import type { BulkEditTables } from "./schema/bulk-edits.ts";
import type { ContractsTables } from "./schema/contracts.ts";
import type { DocumentsTables } from "./schema/documents.ts";
import type { InterestCheckTables } from "./schema/interest-checks.ts";
import type { LicencesTables } from "./schema/licences.ts";
import type { NamesTables } from "./schema/names.ts";
import type { OpennessTables } from "./schema/openness.ts";
import type { RadarTables } from "./schema/radar.ts";
import type { RemindersTables } from "./schema/reminders.ts";

/** A day as `YYYY-MM-DD`. */
export type Day = string;
type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
type NullableInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type Tri = "yes" | "no" | "unknown";
export type OrganisationKind =
  | "municipality"
  | "region"
  | "joint_board"
  | "municipal_federation"
  | "municipal_company"
  | "central_purchasing_body"
  | "supplier";
export type MemberRole = "reader" | "editor" | "local_admin";
export type CatalogueState = "concept" | "approved" | "merged" | "rejected" | "withdrawn";
export type ProductKind = "application" | "module" | "platform" | "service" | "infrastructure";
export type CodeBasis = "proprietary" | "open_source" | "freeware";
export type Lifecycle = "planned" | "pilot" | "phasing_in" | "in_operation" | "phasing_out" | "retired";
export type HostingForm =
  | "on_premise"
  | "host_municipality"
  | "joint_body"
  | "external_hosting"
  | "saas"
  | "paas"
  | "iaas"
  | "hybrid";
export type FieldGroup =
  | "core"
  | "dates"
  | "operation"
  | "term"
  | "price"
  | "volume"
  | "classification"
  | "openness"
  | "contacts"
  | "documents";
export type Via = "ui" | "import" | "api" | "job";

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
export interface AccountTable {
  id: Generated<string>;
  email: string;
  name: string;
  password_hash: string | null;
  is_catalogue_editor: Generated<boolean>;
  /** Encrypted with a key from the installation's secret. */
  totp_secret: string | null;
  totp_confirmed_at: NullableInstant;
  /** Last accepted time step, so that a code works once. */
  totp_last_step: number | null;
  disabled_at: NullableInstant;
  created_at: Instant;
}
export interface SessionTable {
  /** SHA-256 of the token in the cookie. */
  id: string;
  account_id: string;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  absolute_expires_at: Instant;
  second_factor_at: NullableInstant;
  device: string | null;
}
export interface RecoveryCodeTable {
  account_id: string;
  code_hash: string;
  used_at: NullableInstant;
}
export interface PasswordResetTable {
  token_hash: string;
  account_id: string;
  expires_at: Instant;
  used_at: NullableInstant;
}
export interface RateLimitTable {
  /** HMAC of what is limited. */
  key: string;
  points: Generated<number>;
  /** Milliseconds since 1970. */
  expire: number | null;
}
export interface MembershipTable {
  tenant_id: string;
  account_id: string;
  person_id: string;
  roles: MemberRole[];
  created_at: Instant;
  ended_at: NullableInstant;
}
export interface InvitationTable {
  tenant_id: string;
  id: Generated<string>;
  token_hash: string;
  email: string;
  name: string;
  roles: MemberRole[];
  invited_by: string;
  created_at: Instant;
  expires_at: Instant;
  accepted_at: NullableInstant;
  revoked_at: NullableInstant;
}
export interface OutboxTable {
  id: Generated<string>;
  tenant_id: string | null;
  to_address: string;
  subject: string;
  body: string;
  created_at: Instant;
  /** Set before it is handed to the mail server; without an answer nobody knows whether it arrived. */
  sending_at: NullableInstant;
  sent_at: NullableInstant;
  /** The answer never came: not sent again unless a person says so. */
  unsure_at: NullableInstant;
  attempts: Generated<number>;
  last_error: string | null;
}
export interface ChangeEventTable {
  tenant_id: string;
  id: Generated<string>;
  at: Instant;
  account_id: string | null;
  by_name: string;
  object_kind: string;
  object_id: string;
  object_name: string | null;
  action: string;
  field: string | null;
  old: JSONColumnType<object> | null;
  new: JSONColumnType<object> | null;
  via: Via;
  reason: string | null;
  run_id: string | null;
}
export interface AccessEventTable {
  tenant_id: string;
  viewer_organisation_id: string;
  seen_on: Day;
  via: "list" | "record" | "export" | "overlap" | "search" | "radar";
  object_kind: string;
  object_id: string | null;
  first_at: Instant;
}
export interface CooperationTable {
  /** The coordinating organisation. */
  tenant_id: string;
  id: Generated<string>;
  name: string;
  description: Generated<string>;
  version: Generated<number>;
  created_at: Instant;
}
export interface CooperationMemberTable {
  tenant_id: string;
  cooperation_id: string;
  organisation_id: string;
  from_on: Generated<Day>;
  ended_on: Day | null;
}
export interface CooperationJoinTable {
  /** The member, in its own word. */
  tenant_id: string;
  cooperation_id: string;
  joined_on: Day;
  leaves_on: Day | null;
  joined_by: string | null;
}
export interface CircleTable {
  tenant_id: string;
  id: Generated<string>;
  cooperation_id: string;
  name: string;
  /** The circle of all members; one per cooperation. */
  is_everyone: Generated<boolean>;
}
export interface CircleMemberTable {
  tenant_id: string;
  circle_id: string;
  organisation_id: string;
}
export interface ShareTable {
  tenant_id: string;
  id: Generated<string>;
  circle_id: string;
  object_kind: "system_usage";
  field_group: FieldGroup;
  from_on: Generated<Day>;
  to_on: Day | null;
  set_by: string | null;
}
export interface FunctionTable {
  id: Generated<string>;
  code: string;
  group_code: string;
  group_name_sv: string;
  group_name_en: string;
  name_sv: string;
  name_en: string;
  position: number;
}
export interface SupplierTable {
  id: Generated<string>;
  name: string;
  normalised_name: string;
  organisation_number: string | null;
  website: string | null;
  country: string | null;
  state: Generated<CatalogueState>;
  organisation_id: string | null;
  created_by_tenant_id: string | null;
  merged_into_id: string | null;
  approved_at: NullableInstant;
  /** What the catalogue editor wrote to the maker when a concept was rejected. */
  decision_message: Generated<string | null>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}
/** A merge of two products or two suppliers; read by catalogue editors, written by `app.merge_records` and `app.undo_merge`. */
export interface CatalogueMergeTable {
  id: Generated<string>;
  kind: "product" | "supplier";
  winner: string;
  loser: string;
  winner_name: string;
  loser_name: string;
  loser_state: CatalogueState;
  added_aliases: string[];
  added_functions: string[];
  by_name: string;
  by_organisation_id: string;
  merged_at: Instant;
  undone_at: NullableInstant;
  undone_by_name: string | null;
}
export interface SupplierAliasTable {
  supplier_id: string;
  name: string;
  normalised_name: string;
}
export interface ProductTable {
  id: Generated<string>;
  name: string;
  previous_name: string | null;
  normalised_name: string;
  kind: Generated<ProductKind>;
  supplier_id: string | null;
  rights_holder_id: string | null;
  parent_product_id: string | null;
  code_basis: CodeBasis | null;
  description: Generated<string>;
  website: string | null;
  state: Generated<CatalogueState>;
  sale_ends_on: Day | null;
  support_ends_on: Day | null;
  life_ends_on: Day | null;
  dates_source: string | null;
  created_by_tenant_id: string | null;
  merged_into_id: string | null;
  approved_at: NullableInstant;
  /** What the catalogue editor wrote to the maker when a concept was rejected. */
  decision_message: Generated<string | null>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}
export interface ProductAliasTable {
  product_id: string;
  name: string;
  normalised_name: string;
}
export interface ProductFunctionTable {
  product_id: string;
  function_id: string;
}
export interface SystemUsageTable {
  tenant_id: string;
  id: Generated<string>;
  product_id: string;
  own_name: string;
  lifecycle: Lifecycle;
  is_hidden: Generated<boolean>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}
interface OfUsage {
  tenant_id: string;
  usage_id: string;
}
export interface SystemUsageInternalTable extends OfUsage {
  unit_id: string | null;
  note: string | null;
  counts_as_valid: Generated<boolean>;
  counts_as_valid_reason: string | null;
  confirmed_on: Day | null;
  confirmed_by: string | null;
  /** Also of those who confirmed by a link, without an account. */
  confirmed_by_name: string | null;
  /** Somebody other than the owner changed the record; set by the trigger on `change_event`. */
  needs_check_since: NullableInstant;
  /** The retired usage that this one takes up again. */
  preceding_usage_id: string | null;
}
export interface SystemUsageUnitTable extends OfUsage {
  unit_id: string;
}
export interface SystemUsageFunctionTable extends OfUsage {
  function_id: string;
  /** true: the product has this function, but not here. */
  is_opted_out: Generated<boolean>;
}
export interface SystemUsageDatesTable extends OfUsage {
  taken_into_use_on: Day | null;
  phase_out_from_on: Day | null;
  retired_on: Day | null;
  planned_replacement: string | null;
}
export interface SystemUsageOperationTable extends OfUsage {
  own_id: string | null;
  version_text: string | null;
  hosting_form: HostingForm | null;
  host_organisation_id: string | null;
  operations_supplier_id: string | null;
  hosting_country: string | null;
}
export interface HostingConfirmationTable {
  /** The host. */
  tenant_id: string;
  usage_tenant_id: string;
  usage_id: string;
  answer: "confirmed" | "declined";
  answered_at: Instant;
  answered_by: string | null;
}
export interface SystemUsageTermTable extends OfUsage {
  supplier_id: string | null;
  ends_on: Day | null;
  notice_on: Day | null;
}
export interface SystemUsagePriceTable extends OfUsage {
  /** Öre per year. */
  yearly_minor: number | null;
  currency: Generated<string>;
  cost_year: number | null;
}
export interface SystemUsageVolumeTable extends OfUsage {
  user_count: number | null;
  user_count_on: Day | null;
}
export interface SystemUsageClassificationTable extends OfUsage {
  confidentiality: number | null;
  integrity: number | null;
  availability: number | null;
  classified_on: Day | null;
  personal_data: "none" | "ordinary" | "sensitive" | "unknown" | null;
  dpa_needed: Tri | null;
  dpa_signed_on: Day | null;
  dpa_link: string | null;
  joint_controllership: Tri | null;
  third_country: Tri | null;
  oversight_interval_months: number | null;
  oversight_last_on: Day | null;
  risk_assessed_on: Day | null;
  risk_next_on: Day | null;
  dpia_needed: Tri | null;
  dpia_done_on: Day | null;
  accessibility_statement_link: string | null;
  accessibility_checked_on: Day | null;
  contains_ai: Tri | null;
  is_society_critical: Tri | null;
  criticality: "low" | "medium" | "high" | "critical" | null;
}
export interface SubProcessorTable extends OfUsage {
  id: Generated<string>;
  name: string;
  country: string | null;
  basis: string | null;
}
export interface RoleTypeTable {
  code: string;
  name_sv: string;
  name_en: string;
  answers_for_sv: string;
  answers_for_en: string;
  position: number;
}
export interface RoleAssignmentTable extends OfUsage {
  id: Generated<string>;
  role_type: string;
  person_id: string;
  from_on: Generated<Day>;
  /** Last day; null while it goes on. */
  to_on: Day | null;
}
/** A type without a row is in use, not mandatory, and gives no right to edit. */
export interface RoleTypeSettingTable {
  tenant_id: string;
  role_type: string;
  is_on: Generated<boolean>;
  description: string | null;
  is_mandatory: Generated<boolean>;
  /** Whoever holds the role on a record may edit that record. */
  grants_edit: Generated<boolean>;
}
export interface DeputyTable {
  tenant_id: string;
  id: Generated<string>;
  /** Whom the deputy stands in for. */
  person_id: string;
  deputy_person_id: string;
  /** null: all roles. */
  role_type: string | null;
  from_on: Day;
  /** Last day. */
  to_on: Day;
}
export interface RoleTransferTable {
  tenant_id: string;
  id: Generated<string>;
  person_id: string;
  to_person_id: string;
  mode: "move" | "copy";
  /** First day of the new holder. */
  from_on: Day;
  by_name: string;
  done_at: Instant;
  undone_at: NullableInstant;
  undone_by_name: string | null;
}
export interface RoleTransferRowTable extends OfUsage {
  id: Generated<string>;
  transfer_id: string;
  role_type: string;
  /** `handed_over`: the assignment itself changed person, since it had not begun; `already_held`: only ended. */
  outcome: "given" | "handed_over" | "already_held";
  assignment_id: string | null;
  given_id: string | null;
  given_from_on: Day | null;
  /** Last day of the assignment before the step. */
  old_to_on: Day | null;
}
export interface SystemUsageDocumentTable extends OfUsage {
  id: Generated<string>;
  title: string;
  url: string;
  checked_at: NullableInstant;
  check_result: "ok" | "broken" | "not_reachable" | null;
}
export interface RetirementRecordTable extends OfUsage {
  id: Generated<string>;
  retired_on: Day;
  own_name: string;
  reason: string;
  by_name: string;
  snapshot: JSONColumnType<Record<string, unknown>>;
  created_at: Instant;
}
export interface ConfirmationRoundTable {
  tenant_id: string;
  id: Generated<string>;
  name: string;
  opens_on: Day;
  closes_on: Day;
  /** null: all systems. */
  unit_id: string | null;
  escalate_after_days: number;
  escalate_to_person_id: string;
  created_by_name: string;
  created_at: Instant;
  opened_at: NullableInstant;
  closed_at: NullableInstant;
}
export interface ConfirmationRequestTable {
  tenant_id: string;
  id: Generated<string>;
  round_id: string;
  person_id: string;
  kind: "owner" | "escalation";
  mailed_at: NullableInstant;
}
export interface ConfirmationRowTable {
  tenant_id: string;
  round_id: string;
  request_id: string;
  usage_id: string;
  /** Whom a deputy answers for. */
  for_person_id: string | null;
  answer: "confirmed" | "corrected" | null;
  answered_at: NullableInstant;
  answered_by_name: string | null;
}
export interface ConfirmationLinkTable {
  tenant_id: string;
  token_hash: string;
  request_id: string;
  /** SHA-256 of the cookie of the browser that opened the link; null until then. */
  browser_hash: string | null;
  created_at: Instant;
}
export interface CompletenessWeightTable {
  tenant_id: string;
  field: string;
  weight: number;
  counts_unknown: boolean;
}
export interface ListSettingTable {
  tenant_id: string;
  account_id: string;
  list: string;
  columns: string[];
}
/** A list as somebody has named and kept it. */
export interface SavedViewTable {
  tenant_id: string;
  id: Generated<string>;
  owner_kind: "person" | "organisation" | "circle";
  /** Of a circle's view; null when the circle is gone. */
  circle_id: string | null;
  /** Who made it. */
  account_id: string;
  list: string;
  name: string;
  columns: string[];
  sort: string | null;
  /** Search words and filters as they stand in the address. */
  filter: string;
  is_shown_on_start: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<Instant>;
}
/** Columns that a list shows in an organisation until somebody chooses their own. */
export interface ListStandardTable {
  tenant_id: string;
  list: string;
  columns: string[];
}
export interface FormSubmissionTable {
  tenant_id: string;
  key: string;
  location: string;
  at: Instant;
}

export interface ImportRunTable {
  tenant_id: string;
  id: Generated<string>;
  kind: ImportKind;
  state: Generated<"uploaded" | "mapped" | "checked" | "applied" | "undone" | "discarded">;
  file_name: string;
  file_bytes: number;
  format: "csv" | "xlsx";
  encoding: string | null;
  separator: string | null;
  sheets: Generated<string[]>;
  sheet: string | null;
  heading_row: number;
  /** Columns of the file with letters, heading and whether any row holds something there. */
  columns: JSONColumnType<{ index: number; letters: string; heading: string; isFilled: boolean }[]>;
  samples: JSONColumnType<{ sheetRow: number; cells: (string | number)[] }[]>;
  row_count: number;
  mapping: ColumnType<Record<string, string>, string | undefined, string>;
  settings: ColumnType<ImportSettings, string | undefined, string>;
  /** What a job is doing with the run; null when nothing is under way. */
  work: "checking" | "applying" | "undoing" | null;
  work_seen_at: NullableInstant;
  work_done: Generated<number>;
  work_problem: JSONColumnType<{ code: string; details: Record<string, string | number> }> | null;
  plan_number: Generated<number>;
  counts: JSONColumnType<ImportCounts> | null;
  is_correct_rows_only: boolean | null;
  undo_counts: JSONColumnType<Record<"reversed" | "kept" | "impossible", number>> | null;
  created_by: string | null;
  created_by_name: string;
  created_at: Instant;
  applied_by_name: string | null;
  applied_at: NullableInstant;
  undone_by_name: string | null;
  undone_at: NullableInstant;
}
/** How the cells of a file are to be understood, where the file itself does not say. */
export interface ImportSettings {
  dayOrder?: "day_first" | "month_first";
  /** Of new systems that the file says nothing about; `planned` when not chosen. */
  lifecycle?: Lifecycle;
  /** New systems may lack the day or role that their lifecycle asks for; they land on the work list. */
  isLenient?: boolean;
}
export type ImportCounts = Record<
  | "create"
  | "update"
  | "unchanged"
  | "skip"
  | "error"
  | "warnings"
  | "new_products"
  | "new_suppliers"
  | "changed_since",
  number
>;
interface OfImportRun {
  tenant_id: string;
  run_id: string;
}
export interface ImportFilePartTable extends OfImportRun {
  position: number;
  bytes: Buffer;
}
export interface ImportRowTable extends OfImportRun {
  sheet_row: number;
  given: JSONColumnType<Record<string, unknown>>;
  names: JSONColumnType<Record<string, string | string[]>>;
  has_cell_error: boolean;
  /** Ids by field, for what names mean. */
  links: Generated<JSONColumnType<Record<string, string | string[] | null>>>;
  product: string | null;
  action: "create" | "update" | "unchanged" | "skip" | "error" | null;
  reason: string | null;
  reason_row: number | null;
  /** The record that the row is about, when there is one. */
  target: string | null;
  /** Id of the record that the row makes, if it makes one. */
  fresh: Generated<string>;
  /** Which record the person says is meant; the same as `fresh` for a new one. */
  picked: string | null;
  seen_version: number | null;
  changes: JSONColumnType<Record<string, { old: unknown; new: unknown }>> | null;
  is_changed_since: Generated<boolean>;
  outcome: "reversed" | "kept" | "impossible" | null;
  outcome_reason: string | null;
}
export interface ImportCellErrorTable extends OfImportRun {
  sheet_row: number;
  id: Generated<string>;
  seen_in: "file" | "plan";
  is_warning: boolean;
  column_letters: string;
  heading: string;
  field: string | null;
  value: string;
  code: string;
  allowed: string[] | null;
  suggestions: string[] | null;
  details: JSONColumnType<Record<string, string>> | null;
}
export type ImportKind = "systems" | "products" | "contracts";
export type ImportSort = "product" | "supplier" | "organisation" | "unit" | "person" | "function" | "system";
export interface ImportResolutionTable extends OfImportRun {
  sort: ImportSort;
  key: string;
  written: string;
  supplier_written: string | null;
  organisation_number: string | null;
  row_count: number;
  standing: "found" | "create" | "undecided" | "left_out" | null;
  reason: "unknown" | "ambiguous" | "other_supplier" | null;
  found: string | null;
  choice: "create" | "use" | "leave_out" | null;
  chosen: string | null;
  fresh: Generated<string>;
}
export interface ImportMappingTable {
  tenant_id: string;
  kind: ImportKind;
  name: string;
  uses: ColumnType<Record<string, string>, string, string>;
  settings: ColumnType<ImportSettings, string | undefined, string>;
  used_at: Instant;
}
export interface ImportConceptTable extends OfImportRun {
  sort: "product" | "supplier";
  concept: string;
  name: string;
  outcome: "reversed" | "kept" | "impossible" | null;
}

/** Every table, by name; columns are used in TypeScript as they are called in SQL. */
export interface Database
  extends AgreementsTables,
    BulkEditTables,
    ContractsTables,
    DocumentsTables,
    InterestCheckTables,
    LicencesTables,
    NamesTables,
    OpennessTables,
    RadarTables,
    RemindersTables {
  organisation: OrganisationTable;
  population: PopulationTable;
  organisation_setting: OrganisationSettingTable;
  unit: UnitTable;
  person: PersonTable;
  account: AccountTable;
  session: SessionTable;
  recovery_code: RecoveryCodeTable;
  password_reset: PasswordResetTable;
  rate_limit: RateLimitTable;
  membership: MembershipTable;
  invitation: InvitationTable;
  outbox: OutboxTable;
  change_event: ChangeEventTable;
  access_event: AccessEventTable;
  cooperation: CooperationTable;
  cooperation_member: CooperationMemberTable;
  cooperation_join: CooperationJoinTable;
  circle: CircleTable;
  circle_member: CircleMemberTable;
  share: ShareTable;
  function: FunctionTable;
  supplier: SupplierTable;
  supplier_alias: SupplierAliasTable;
  catalogue_merge: CatalogueMergeTable;
  product: ProductTable;
  product_alias: ProductAliasTable;
  product_function: ProductFunctionTable;
  system_usage: SystemUsageTable;
  system_usage_internal: SystemUsageInternalTable;
  system_usage_unit: SystemUsageUnitTable;
  system_usage_function: SystemUsageFunctionTable;
  system_usage_dates: SystemUsageDatesTable;
  system_usage_operation: SystemUsageOperationTable;
  hosting_confirmation: HostingConfirmationTable;
  system_usage_term: SystemUsageTermTable;
  system_usage_price: SystemUsagePriceTable;
  system_usage_volume: SystemUsageVolumeTable;
  system_usage_classification: SystemUsageClassificationTable;
  sub_processor: SubProcessorTable;
  role_type: RoleTypeTable;
  role_assignment: RoleAssignmentTable;
  role_type_setting: RoleTypeSettingTable;
  deputy: DeputyTable;
  role_transfer: RoleTransferTable;
  role_transfer_row: RoleTransferRowTable;
  system_usage_document: SystemUsageDocumentTable;
  retirement_record: RetirementRecordTable;
  confirmation_round: ConfirmationRoundTable;
  confirmation_request: ConfirmationRequestTable;
  confirmation_row: ConfirmationRowTable;
  confirmation_link: ConfirmationLinkTable;
  completeness_weight: CompletenessWeightTable;
  list_setting: ListSettingTable;
  saved_view: SavedViewTable;
  list_standard: ListStandardTable;
  form_submission: FormSubmissionTable;
  import_run: ImportRunTable;
  import_file_part: ImportFilePartTable;
  import_row: ImportRowTable;
  import_cell_error: ImportCellErrorTable;
  import_resolution: ImportResolutionTable;
  import_mapping: ImportMappingTable;
  import_concept: ImportConceptTable;
}

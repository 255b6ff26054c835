import type { Generated } from "kysely";
import type { OfUsage } from "./systems.ts";
import type { Day, Instant, NullableInstant } from "./values.ts";

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

/** Who answers for what, and who stands in. */
export interface RolesTables {
  role_type: RoleTypeTable;
  role_assignment: RoleAssignmentTable;
  role_type_setting: RoleTypeSettingTable;
  deputy: DeputyTable;
  role_transfer: RoleTransferTable;
  role_transfer_row: RoleTransferRowTable;
}

import type { Generated } from "kysely";
import type { Day, FieldGroup, Instant } from "./values.ts";

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
  /** The agreement whose parties are the circle; the database keeps its members. */
  agreement_id: Generated<string | null>;
}

export interface CircleMemberTable {
  tenant_id: string;
  circle_id: string;
  organisation_id: string;
  /** First and last day, both covered; null: always. */
  from_on: Generated<Day | null>;
  until_on: Generated<Day | null>;
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

/** Cooperations, circles and what is shared with them. */
export interface CooperationsTables {
  cooperation: CooperationTable;
  cooperation_member: CooperationMemberTable;
  cooperation_join: CooperationJoinTable;
  circle: CircleTable;
  circle_member: CircleMemberTable;
  share: ShareTable;
}

import type { ColumnType } from "kysely";

/** A day as `YYYY-MM-DD`. */
export type Day = string;
/** Written by the database when left out. */
export type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
export type NullableInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
export type Tri = "yes" | "no" | "unknown";
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

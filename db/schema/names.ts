import type { ColumnType, Generated } from "kysely";

type Kind = "product" | "supplier";
/** Written by the database when left out. */
type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
type NullableInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** Two records that look alike; kept by triggers on the records and their names. */
export interface DuplicatePairTable {
  kind: Kind;
  /** The smaller of the two ids. */
  first: string;
  second: string;
  score: number;
  reasons: DuplicateReason[];
}
export type DuplicateReason = "same_name" | "similar_name" | "alias" | "organisation_number" | "website";

/** What somebody said of a pair; `first_name` and `second_name` are the normalised names it was said of. */
export interface DuplicateVerdictTable {
  id: Generated<string>;
  kind: Kind;
  first: string;
  second: string;
  first_name: string;
  second_name: string;
  verdict: "different" | "same";
  is_editors: boolean;
  by_name: string;
  by_organisation_id: string;
  said_at: Instant;
  withdrawn_at: NullableInstant;
  withdrawn_by_name: string | null;
}

/** Systems of one municipality that rightly rest on one product. */
export interface UsagesSideBySideTable {
  tenant_id: string;
  id: Generated<string>;
  usages: string[];
  reason: string | null;
  by_name: string;
  said_at: Instant;
  withdrawn_at: NullableInstant;
}

/** Tables of duplicates in the catalogue and in a municipality's own inventory. */
export interface NamesTables {
  duplicate_pair: DuplicatePairTable;
  duplicate_verdict: DuplicateVerdictTable;
  usages_side_by_side: UsagesSideBySideTable;
}

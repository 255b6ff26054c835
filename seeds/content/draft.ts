import type { HostingForm, Lifecycle } from "#db/schema/values.ts";
import type { UsageContent } from "./types.ts";

/**
 * A usage as it is written by hand or drawn from the table of needs. What is left out is filled in from what is usual;
 * `null` says that the municipality does not know.
 */
export interface Draft {
  product: string;
  name?: string;
  unit?: string;
  life?: Lifecycle;
  /** Day it was taken into use, or months from the seeding day (negative = before). */
  since?: string | number | null;
  /** Months from the seeding day to the end of use or the day it ended. */
  out?: number;
  /** Months from the seeding day to the planned end of use of a system still in use. */
  planned_end?: number;
  replaced_by?: string;
  /** Months from the seeding day to the end of the contract; `notice` months before that it must be given notice. */
  end?: number | null;
  notice?: number | null;
  /** Yearly cost in thousand kronor. */
  tkr?: number | null;
  users?: number | null;
  form?: HostingForm | null;
  host?: string;
  run_by?: string;
  country?: string;
  version?: string;
  own_id?: string;
  seller?: string;
  /** Levels K, R, T as three digits. */
  krt?: string | null;
  data?: UsageContent["personal_data"];
  hidden?: boolean;
  ai?: "yes" | "no" | "unknown";
  owner?: string;
  manager?: string;
  note?: string;
  /** Titles and addresses. */
  documents?: UsageContent["documents"];
  sub_processors?: UsageContent["sub_processors"];
  reason?: string;
  not?: readonly string[];
  also?: readonly string[];
}

/** Shorthand for hand-written tables. */
export function draft(product: string, rest: Omit<Draft, "product"> = {}): Draft {
  return { product, ...rest };
}

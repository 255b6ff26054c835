import type { Generated } from "kysely";
import type { CatalogueState, CodeBasis, Day, Instant, NullableInstant, ProductKind } from "./values.ts";

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

/** Functions, suppliers and products. */
export interface CatalogueTables {
  function: FunctionTable;
  supplier: SupplierTable;
  supplier_alias: SupplierAliasTable;
  catalogue_merge: CatalogueMergeTable;
  product: ProductTable;
  product_alias: ProductAliasTable;
  product_function: ProductFunctionTable;
}

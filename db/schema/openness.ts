/** How open a system is, as its organisation knows it; field group `openness`. */
export interface SystemUsageOpennessTable {
  tenant_id: string;
  usage_id: string;
  code_kind: "open_source" | "proprietary" | "in_house" | "unknown" | null;
  export_formats: string | null;
  has_open_format: "yes" | "no" | "unknown" | null;
  has_api: "yes" | "no" | "unknown" | null;
  api_link: string | null;
  data_extraction: "self" | "supplier" | "supplier_paid" | "no" | "unknown" | null;
  lock_in_note: string | null;
}

export interface OpennessTables {
  system_usage_openness: SystemUsageOpennessTable;
}

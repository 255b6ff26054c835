import type { Generated } from "kysely";

/** Days of one part of a form's lead time, where an organisation has set its own. */
export interface LeadTimeTable {
  tenant_id: string;
  form: "eu" | "advertised" | "call_off" | "direct";
  part: "mandates" | "documents" | "tender_time" | "evaluation" | "standstill" | "changeover";
  days: number;
}

/** The organisation's contracts may stand behind an anonymous figure in the circle. */
export interface RadarCountingTable {
  tenant_id: string;
  circle_id: string;
  from_on: Generated<string>;
}

/** How many organisations an anonymous figure in the circle needs; 3 where there is no row. */
export interface RadarFloorTable {
  tenant_id: string;
  circle_id: string;
  organisations: number;
}

export interface RadarTables {
  lead_time: LeadTimeTable;
  radar_counting: RadarCountingTable;
  radar_floor: RadarFloorTable;
}

import type { UsageContent } from "./types.ts";

/** What is usual for a system with a certain function; the generator fills unknown values from here. */
export interface Traits {
  /** Key of the responsible unit. */
  unit: string;
  /** Users as a share of the inhabitants (a municipality employs about 8 of 100). */
  users: number;
  /** Yearly cost in thousand kronor before size, and öre per inhabitant on top. */
  base_tkr: number;
  ore_per_inhabitant: number;
  personal_data: NonNullable<UsageContent["personal_data"]>;
  criticality: NonNullable<UsageContent["criticality"]>;
  /** Usual levels for confidentiality, integrity, availability. */
  levels: readonly [number, number, number];
}

type Row = readonly [
  codes: string,
  unit: string,
  users: number,
  base_tkr: number,
  ore_per_inhabitant: number,
  personal_data: Traits["personal_data"],
  criticality: Traits["criticality"],
  levels: string,
];

const rows: readonly Row[] = [
  ["planning_follow_up decision_support", "ks", 0.008, 90, 450, "ordinary", "low", "121"],
  [
    "political_meetings quality_deviations project_portfolio",
    "ks",
    0.01,
    60,
    250,
    "ordinary",
    "medium",
    "221",
  ],
  ["accounting invoicing", "ks", 0.02, 350, 1600, "ordinary", "high", "232"],
  [
    "purchasing procurement_contracts payment_control assets",
    "ks",
    0.012,
    90,
    420,
    "ordinary",
    "medium",
    "221",
  ],
  ["payroll scheduling", "ks", 0.08, 380, 1900, "sensitive", "high", "333"],
  ["recruitment rehabilitation_work_environment learning", "ks", 0.02, 55, 260, "ordinary", "low", "221"],
  ["care_case_management social_case_management", "soc", 0.025, 420, 2300, "sensitive", "high", "333"],
  ["care_planning medication_signing home_care_locks", "soc", 0.02, 140, 900, "sensitive", "high", "333"],
  ["safety_alarm", "soc", 0.01, 160, 1100, "sensitive", "high", "233"],
  ["health_records", "soc", 0.008, 40, 180, "sensitive", "high", "333"],
  ["meals", "ks", 0.003, 60, 150, "ordinary", "medium", "121"],
  [
    "financial_assistance family_counselling guardianship labour_market",
    "soc",
    0.003,
    70,
    240,
    "sensitive",
    "medium",
    "332",
  ],
  ["student_administration preschool", "bun", 0.03, 180, 1500, "ordinary", "high", "232"],
  ["learning_platform timetable_absence", "bun", 0.15, 90, 900, "ordinary", "medium", "222"],
  ["student_health", "bun", 0.002, 70, 220, "sensitive", "medium", "332"],
  ["digital_learning_resources digital_exams", "bun", 0.11, 40, 700, "ordinary", "low", "111"],
  ["school_transport", "bun", 0.001, 50, 140, "ordinary", "medium", "221"],
  ["library facility_booking arts_school", "kof", 0.004, 70, 330, "ordinary", "low", "121"],
  ["associations_grants cash_registers_tickets", "kof", 0.003, 30, 120, "ordinary", "low", "121"],
  ["building_permits environmental_supervision", "sbf", 0.003, 130, 620, "ordinary", "medium", "132"],
  ["alcohol_permits energy_follow_up", "sbf", 0.001, 30, 110, "ordinary", "low", "121"],
  ["gis surveying_cad property_information", "sbf", 0.004, 110, 540, "none", "medium", "122"],
  ["property_management streets_parks", "sbf", 0.004, 90, 380, "ordinary", "medium", "121"],
  ["rescue_services crisis_management", "ks", 0.002, 60, 210, "ordinary", "high", "233"],
  ["access_control video_surveillance", "ks", 0.03, 60, 280, "ordinary", "medium", "222"],
  ["water_customers water_network", "sbf", 0.002, 110, 430, "ordinary", "medium", "132"],
  ["process_control", "sbf", 0.001, 180, 500, "none", "high", "133"],
  ["fleet", "sbf", 0.006, 30, 150, "ordinary", "low", "111"],
  ["e_services contact_centre website", "ks", 0.01, 120, 520, "ordinary", "medium", "122"],
  ["surveys_newsletters digital_mail", "ks", 0.004, 25, 110, "ordinary", "low", "121"],
  ["records_management", "ks", 0.02, 190, 880, "ordinary", "high", "232"],
  ["digital_archive historical_archive", "ks", 0.002, 90, 330, "ordinary", "medium", "232"],
  ["servers_virtualisation networks_firewalls backup", "it", 0.0008, 150, 780, "none", "high", "233"],
  ["databases_integration monitoring service_desk", "it", 0.002, 70, 340, "ordinary", "medium", "122"],
  ["client_management endpoint_protection", "it", 0.08, 80, 650, "ordinary", "medium", "122"],
  ["directory e_identification", "it", 0.09, 70, 380, "ordinary", "high", "233"],
  ["office meetings_chat file_sharing", "it", 0.08, 150, 2600, "ordinary", "high", "222"],
  ["telephony", "it", 0.06, 140, 900, "ordinary", "medium", "122"],
];

const byFunction = new Map<string, Traits>(
  rows.flatMap(([codes, unit, users, base_tkr, ore_per_inhabitant, personal_data, criticality, levels]) =>
    codes.split(" ").map((code) => {
      const [confidentiality, integrity, availability] = [...levels].map(Number);
      return [
        code,
        {
          unit,
          users,
          base_tkr,
          ore_per_inhabitant,
          personal_data,
          criticality,
          levels: [confidentiality!, integrity!, availability!],
        } satisfies Traits,
      ] as const;
    }),
  ),
);

/** Traits of a function; throws for a code without a row, which a test turns into a failure. */
export function traitsOf(functionCode: string): Traits {
  const traits = byFunction.get(functionCode);
  if (!traits) throw new Error(`no traits for function ${functionCode}`);
  return traits;
}

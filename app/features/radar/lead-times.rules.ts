/** Forms of procurement with a lead time of their own. */
export const procurementForms = ["eu", "advertised", "call_off", "direct"] as const;
export type ProcurementForm = (typeof procurementForms)[number];

/** Steps from the first mandate to the first day of the new contract, in order. */
export const leadTimeParts = [
  "mandates",
  "documents",
  "tender_time",
  "evaluation",
  "standstill",
  "changeover",
] as const;
export type LeadTimePart = (typeof leadTimeParts)[number];

/** Days per part. */
export type LeadTime = Record<LeadTimePart, number>;

/** What the installation begins with; every organisation sets its own. One year for a procurement above the thresholds. */
export const startingLeadTimes: Record<ProcurementForm, LeadTime> = {
  eu: { mandates: 50, documents: 60, tender_time: 35, evaluation: 30, standstill: 10, changeover: 180 },
  advertised: {
    mandates: 45,
    documents: 45,
    tender_time: 20,
    evaluation: 30,
    standstill: 10,
    changeover: 120,
  },
  call_off: { mandates: 30, documents: 30, tender_time: 15, evaluation: 15, standstill: 0, changeover: 90 },
  direct: { mandates: 15, documents: 15, tender_time: 15, evaluation: 15, standstill: 0, changeover: 60 },
};

/**
 * Days the law leaves no choice about: tender time of an open procedure above the thresholds with electronic tenders
 * (LOU 11:2, 11:5) and standstill after an electronic notice of the award (LOU 20:1). Other parts have no least.
 */
export const leastByLaw: Partial<Record<ProcurementForm, Partial<LeadTime>>> = {
  eu: { tender_time: 30, standstill: 10 },
  advertised: { standstill: 10 },
};

/** Days from the first step to the first day of the new contract. */
export function totalLeadTime(leadTime: LeadTime): number {
  return leadTimeParts.reduce((days, part) => days + leadTime[part], 0);
}

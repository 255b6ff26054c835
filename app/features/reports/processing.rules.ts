/** What a system in the record of processing may lack, in the order of the page. */
export const GAPS = [
  "personal_data",
  "purpose",
  "joint_controllership",
  "dpa",
  "processor",
  "third_country",
  "risk",
  "dpia",
] as const;
export type Gap = (typeof GAPS)[number];

/** A processor on one line: name, country, basis of what is known. */
export function processorLine(processor: {
  name: string;
  country: string | null;
  basis: string | null;
}): string {
  const more = [processor.country, processor.basis].filter(Boolean).join(", ");
  return more === "" ? processor.name : `${processor.name} (${more})`;
}

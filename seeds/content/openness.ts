import type { Place } from "./complete.ts";
import { monthEnd } from "./days.ts";
import type { Random } from "./random.ts";
import type { ProductContent, UsageContent } from "./types.ts";

const openFormats = ["CSV, XML", "CSV", "SIE 4, CSV", "XML (FGS)", "GeoPackage, CSV", "JSON, CSV"];
const ownFormats = ["leverantörens eget format", "Excel", "PDF"];
const notes = [
  "Gå igenom villkoren för uttag av data innan avtalet förlängs.",
  "Egna formulär och rapporter behöver byggas om vid ett byte.",
  "Integrationerna mot e-tjänsterna behöver göras om vid ett byte.",
];

/** How open a system is; most organisations have only asked about some of theirs. */
export function openness(place: Place, product: ProductContent, random: Random): Partial<UsageContent> {
  if (product.code_basis === "open_source")
    return {
      code_kind: "open_source",
      export_formats: random.pick(openFormats),
      has_open_format: "yes",
      has_api: "yes",
      data_extraction: "self",
    };
  if (!random.chance(place.tidiness * 0.7)) return {};
  const has_open_format = random.weighted([
    ["yes", 45],
    ["no", 30],
    ["unknown", 25],
  ] as const);
  const has_api = random.weighted([
    ["yes", 40],
    ["no", 35],
    ["unknown", 25],
  ] as const);
  const data_extraction = random.weighted([
    ["self", 30],
    ["supplier", 25],
    ["supplier_paid", 20],
    ["no", 8],
    ["unknown", 17],
  ] as const);
  const isFast = data_extraction === "no" || (has_open_format === "no" && has_api === "no");
  return {
    code_kind: codeKind(product),
    export_formats:
      has_open_format === "unknown"
        ? undefined
        : random.pick(has_open_format === "yes" ? openFormats : ownFormats),
    has_open_format,
    has_api,
    // many have not been asked about the extraction yet
    data_extraction: random.chance(0.85) ? data_extraction : undefined,
    lock_in_note: isFast && random.chance(0.5) ? random.pick(notes) : undefined,
  };
}

/** What a municipality has added itself and nobody delivers, it has made itself. */
function codeKind({ state, supplier, code_basis }: ProductContent): UsageContent["code_kind"] {
  if (state === "concept" && supplier === null) return "in_house";
  return code_basis === "proprietary" ? "proprietary" : "unknown";
}

/** Risk assessments, oversight and impact assessments with their next days, some of them near or past. */
export function reviews(
  usage: Pick<UsageContent, "personal_data" | "lifecycle">,
  place: Place,
  random: Random,
): Partial<UsageContent> {
  const holdsPersonalData = usage.personal_data === "ordinary" || usage.personal_data === "sensitive";
  if (!holdsPersonalData || usage.lifecycle === "retired" || !random.chance(place.tidiness * 0.6)) return {};
  const monthsAgo = random.whole(3, 30);
  const interval = random.pick([12, 24, 36]);
  const isSensitive = usage.personal_data === "sensitive";
  return {
    risk_assessed_on: monthEnd(place.today, -monthsAgo),
    risk_next_on: monthEnd(place.today, 24 - monthsAgo),
    ...(random.chance(0.5)
      ? {
          oversight_interval_months: interval,
          oversight_last_on: monthEnd(place.today, -random.whole(2, 34)),
        }
      : {}),
    dpia_needed: isSensitive ? "yes" : "no",
    dpia_done_on: isSensitive && random.chance(0.6) ? monthEnd(place.today, -monthsAgo - 1) : undefined,
  };
}

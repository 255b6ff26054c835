import type { Place } from "./complete.ts";
import { monthEnd } from "./days.ts";
import type { Draft } from "./draft.ts";
import type { Random } from "./random.ts";
import type { Traits } from "./traits.ts";
import type { UsageContent } from "./types.ts";

/** Levels, personal data and importance of a usage; many organisations know only some of it. */
export function classification(
  draft: Draft,
  place: Place,
  traits: Traits,
  random: Random,
): Partial<UsageContent> {
  const isClassified = random.chance(place.tidiness * 0.55);
  const shift = traits.levels.map((level) =>
    Math.min(4, Math.max(0, level + random.pick([-1, 0, 0, 0, 0, 1]))),
  );
  const monthsAgo = random.whole(2, 50);
  const dataKnown = random.chance(place.tidiness);
  const signed = random.chance(0.7);
  const third = random.weighted<"yes" | "no" | "unknown">([
    ["no", 70],
    ["unknown", 22],
    ["yes", 8],
  ]);
  const criticalKnown = random.chance(place.tidiness * 0.6);
  const aiKnown = random.chance(0.25);
  const krt =
    draft.krt === undefined
      ? isClassified
        ? shift
        : undefined
      : draft.krt === null
        ? undefined
        : [...draft.krt].map(Number);
  const personal = draft.data ?? (dataKnown ? traits.personal_data : undefined);
  const needs =
    personal === "ordinary" || personal === "sensitive" ? "yes" : personal === "none" ? "no" : undefined;
  return {
    confidentiality: krt?.[0],
    integrity: krt?.[1],
    availability: krt?.[2],
    classified_on: krt ? monthEnd(place.today, -monthsAgo) : undefined,
    personal_data: personal,
    dpa_needed: needs,
    dpa_signed_on: needs === "yes" && signed ? monthEnd(place.today, -monthsAgo - 3) : undefined,
    third_country: needs === "yes" ? third : undefined,
    criticality: criticalKnown || draft.krt ? traits.criticality : undefined,
    is_society_critical: traits.levels[2] >= 3 && criticalKnown ? "yes" : criticalKnown ? "no" : undefined,
    contains_ai:
      draft.ai ??
      (aiKnown
        ? random.weighted([
            ["no", 80],
            ["unknown", 15],
            ["yes", 5],
          ])
        : undefined),
  };
}

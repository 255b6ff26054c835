import { describe, expect, test } from "vitest";
import { explained } from "#app/features/deadlines/deadlines.text.ts";
import { reachableEnds } from "#app/features/deadlines/reachable.rules.ts";
import { computeTerm } from "#app/features/deadlines/term.rules.ts";
import { fixed, openEnded, options, term } from "./terms.ts";

describe("Så räknades det", () => {
  test("every date of every kind of contract is told in whole sentences, in both languages", () => {
    const contracts = [
      term(),
      term({ admin_buffer_days: 30, binding_until_on: "2027-06-30" }),
      term({ starts_on: "2024-02-29", notice_anchor: "quarter_end", max_total_months: 50 }),
      term({ initial_unit: "days", renewal_kind: "express", renewal_max_times: 2 }),
      fixed({ ends_on: "2026-12-31" }),
      openEnded({ notice_anchor: "month_end", notice_anchor_side: "start" }),
      openEnded({
        notice_anchor: "term_of_office_end",
        binding_until_on: "2027-01-01",
        binding_applies_to: "notice",
      }),
      term({ notice_given_on: "2025-01-01" }),
    ];
    for (const contract of contracts)
      for (const day of ["2025-06-01", "2026-11-20", "2027-02-01"]) {
        const facts = computeTerm(contract, options(contract.renewal_kind === "none" ? 2 : 0), [], day);
        const ends = reachableEnds(contract, [], [], day, "2029-12-31");
        const explanations = [...Object.values(facts.explain), ...ends.map((end) => end.explain)];
        for (const locale of ["sv", "en"] as const)
          for (const sentence of explanations.flatMap((explanation) => explained(explanation, locale)))
            expect(sentence).not.toMatch(/undefined|null|NaN| {2}|\$\{|\s[.,]/);
      }
  });

  test("the intermediate days are there", () => {
    const facts = computeTerm(term({ admin_buffer_days: 30 }), [], [], "2026-03-01");
    expect(explained(facts.explain.current_end, "sv")).toEqual([
      "Första perioden är 36 månader från 2024-01-01. Samma dag i månaden är 2027-01-01; sista dagen är dagen före, 2026-12-31.",
    ]);
    expect(explained(facts.explain.last_notice, "sv")).toEqual([
      "Sista dag med 3 månader kvar till 2026-12-31: 2026-09-30 + 3 månader = 2026-12-30. Dagen efter, 2026-10-01 + 3 månader = 2027-01-01, är för sent.",
      "Egen handläggning tar 30 dagar: agera senast 2026-08-31, räknat från 2026-09-30.",
    ]);
  });
});

import { type SettlementBasis, settle, snapshotOf } from "../app/features/settlements/settlement.rules.ts";

/**
 * A year's settlement of 290 members × 500 cost lines, worked out as when it is made and as when a closed one is opened: a mixed key,
 * some members for part of the year, rounded once and by line. No database: `node bench/settlements.ts`.
 */
const MEMBERS = 290;
const LINES = 500;

function basisOf(rounding: "once" | "per_line"): SettlementBasis {
  return {
    format: 1,
    agreement: { number: "1", title: "Avtal" },
    host: { id: "p0", name: "p0", organisation_number: null },
    year: 2026,
    run: 1,
    dated: "2027-01-20",
    key: {
      ...{ name: "2026", key_version: 1, kind: "mixed", driver: "inhabitants", equal_percent: "30" },
      ...{ equal_minor: null, rounding, source: "SCB", as_of_on: null, decided_on: null },
      ...{ decided_by: "", decision_ref: "" },
    },
    parties: Array.from({ length: MEMBERS }, (_, index) => ({
      ...{ id: `p${index}`, name: `p${index}`, organisation_number: null, party_order: index + 1 },
      ...{ weight: String(5_000 + index * 317), floor_minor: null, cap_minor: null, from: null },
      to: index % 50 === 1 ? "2026-06-30" : null,
      ...{ paid_minor: 0, previous_minor: null },
    })),
    lines: Array.from({ length: LINES }, (_, index) => ({
      account: String(4_000 + index),
      text: "",
      amount_minor: 1_234_567 + index * 991,
    })),
  };
}

for (const rounding of ["once", "per_line"] as const) {
  const basis = basisOf(rounding);
  const start = performance.now();
  const { rows } = settle(basis);
  const bytes = snapshotOf(basis).length;
  const took = performance.now() - start;
  const sum = rows.reduce((total, row) => total + row.share_minor, 0);
  const whole = basis.lines.reduce((total, line) => total + line.amount_minor, 0);
  if (sum !== whole) throw new Error(`${sum} is not ${whole}`);
  process.stdout.write(
    `settlement ${MEMBERS} × ${LINES}, ${rounding}: ${took.toFixed(0)} ms, ${bytes} characters kept\n`,
  );
}

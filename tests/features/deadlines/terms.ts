import type { OptionInput, TermInput } from "#app/features/deadlines/term.rules.ts";

/** A contract of 36 months from New Year 2024 that renews itself by 12 months, notice three months before; change what the test is about. */
export function term(changes: Partial<TermInput> = {}): TermInput {
  return {
    starts_on: "2024-01-01",
    ends_on: null,
    initial_length: 36,
    initial_unit: "months",
    is_open_ended: false,
    renewal_kind: "tacit",
    renewal_length: 12,
    renewal_unit: "months",
    renewal_max_times: null,
    renewal_decide_length: null,
    renewal_decide_unit: null,
    max_total_months: null,
    notice_length: 3,
    notice_unit: "months",
    notice_anchor: "period_end",
    notice_anchor_side: "end",
    binding_until_on: null,
    binding_applies_to: "end",
    admin_buffer_days: 0,
    notice_given_on: null,
    ...changes,
  };
}

/** A fixed term without renewal or notice. */
export function fixed(changes: Partial<TermInput> = {}): TermInput {
  return term({
    renewal_kind: "none",
    renewal_length: null,
    renewal_unit: null,
    notice_length: null,
    notice_unit: null,
    ...changes,
  });
}

/** Until further notice from March 2022, three months' notice. */
export function openEnded(changes: Partial<TermInput> = {}): TermInput {
  return term({
    starts_on: "2022-03-14",
    initial_length: null,
    initial_unit: null,
    is_open_ended: true,
    renewal_kind: "none",
    notice_anchor: "running",
    ...changes,
  });
}

/** Options of 12 months, called three months before; the first `called` of them have been. */
export function options(count: number, called = 0): OptionInput[] {
  return Array.from({ length: count }, (_, index) => ({
    seq: index + 1,
    length: 12,
    unit: "months" as const,
    call_before_length: 3,
    call_before_unit: "months" as const,
    called_on: index < called ? "2026-01-01" : null,
  }));
}

/** Numbers that look random and are the same every time. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

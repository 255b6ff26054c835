import { describe, expect, test } from "vitest";
import { reachableEnds } from "#app/features/deadlines/reachable.rules.ts";
import { fixed, openEnded, options, term } from "./terms.ts";

const seen = "2026-11-20";
const until = "2029-12-31";

/** End, act and last day of the first act. */
const short = (ends: ReturnType<typeof reachableEnds>) =>
  ends.map(({ ends_on, action, due, option_seqs, is_from }) =>
    [ends_on, action, due?.last_on ?? "", option_seqs.join("+"), is_from ? "from" : ""].join(" ").trim(),
  );

describe("the radar's example, seen 2026-11-20", () => {
  test("A: 2+1+1 from 2025-03-01, call three months before", () => {
    const contract = fixed({ starts_on: "2025-03-01", initial_length: 24 });
    expect(short(reachableEnds(contract, options(2), [], seen, until))).toEqual([
      "2027-02-28 none",
      "2028-02-29 option 2026-11-30 1",
      "2029-02-28 option 2026-11-30 1+2",
    ]);
  });

  test("B: 36 months from 2024-01-01, tacit 12, notice 3; the end of 2026 is out of reach", () => {
    expect(short(reachableEnds(term(), [], [], seen, until))).toEqual([
      "2027-12-31 notice 2027-09-30",
      "2028-12-31 notice 2028-09-30",
      "2029-12-31 notice 2029-09-30",
    ]);
  });

  test("C: until further notice, 6 months, quarter end", () => {
    const contract = openEnded({ notice_length: 6, notice_anchor: "quarter_end" });
    expect(short(reachableEnds(contract, [], [], seen, "2027-12-31"))).toEqual([
      "2027-06-30 notice 2026-12-31",
      "2027-09-30 notice 2027-03-31",
      "2027-12-31 notice 2027-06-30",
    ]);
  });
});

test("a lapsed option leads nowhere", () => {
  const contract = fixed({ starts_on: "2025-03-01", initial_length: 24 });
  expect(short(reachableEnds(contract, options(2), [], "2026-12-01", until))).toEqual(["2027-02-28 none"]);
});

test("a running notice ends it on any day from the first", () => {
  expect(short(reachableEnds(openEnded(), [], [], seen, until))).toEqual([
    "2027-02-20 notice 2026-11-20  from",
  ]);
  const early = fixed({
    initial_length: 48,
    notice_length: 3,
    notice_unit: "months",
    notice_anchor: "running",
  });
  expect(short(reachableEnds(early, [], [], seen, until))).toEqual([
    "2027-02-20 notice 2026-11-20  from",
    "2027-12-31 none",
  ]);
});

test("the last renewal allowed ends by itself", () => {
  expect(short(reachableEnds(term({ renewal_max_times: 2 }), [], [], seen, until))).toEqual([
    "2027-12-31 notice 2027-09-30",
    "2028-12-31 none",
  ]);
});

test("after notice there is one end; what is unknown gives none", () => {
  expect(short(reachableEnds(term({ notice_given_on: "2026-09-01" }), [], [], seen, until))).toEqual([
    "2026-12-31 none",
  ]);
  expect(reachableEnds(term({ notice_anchor: "unknown" }), [], [], seen, until)).toEqual([]);
  expect(reachableEnds(term({ renewal_kind: "unknown" }), [], [], seen, until)).toEqual([]);
  expect(reachableEnds(fixed({ starts_on: "2020-01-01" }), [], [], seen, until)).toEqual([]);
});

test("an agreed renewal needs both", () => {
  const express = fixed({
    renewal_kind: "express",
    renewal_length: 12,
    renewal_unit: "months",
    renewal_max_times: 1,
  });
  expect(short(reachableEnds(express, [], [], seen, until))).toEqual([
    "2026-12-31 none",
    "2027-12-31 agreement 2026-12-31",
  ]);
});

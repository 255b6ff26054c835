import { describe, expect, test } from "vitest";
import { shareOut } from "#app/features/cost-keys/keys.rules.ts";
import { advancesOf, budgetAmounts, forecasts } from "#app/features/settlements/budget.rules.ts";
import { readLedger } from "#app/features/settlements/ledger.rules.ts";
import {
  basisOf,
  hindersApproval,
  keyOf,
  mayGo,
  SETTLEMENT_STATES,
  type SettlementBasis,
  settle,
  snapshotOf,
} from "#app/features/settlements/settlement.rules.ts";

const party = (
  id: string,
  party_order: number,
  weight: string,
  more: Partial<SettlementBasis["parties"][number]> = {},
) => ({
  ...{
    id,
    name: id,
    organisation_number: "2120000001",
    party_order,
    weight,
    floor_minor: null,
    cap_minor: null,
  },
  ...{ from: null, to: null, paid_minor: 0, previous_minor: null },
  ...more,
});
const basis = (more: Partial<SettlementBasis> = {}): SettlementBasis => ({
  format: 1,
  agreement: { number: "1", title: "Avtalet" },
  host: { id: "Luleå", name: "Luleå", organisation_number: null },
  year: 2027,
  run: 1,
  dated: "2028-01-20",
  key: {
    ...{
      name: "2027",
      key_version: 1,
      kind: "inhabitants",
      driver: null,
      equal_percent: null,
      equal_minor: null,
    },
    ...{
      rounding: "once",
      source: "SCB",
      as_of_on: "2026-11-01",
      decided_on: "2026-12-01",
      decided_by: "KF",
      decision_ref: "§ 1",
    },
  },
  parties: [
    party("Luleå", 1, "79000", { paid_minor: 68_398_268 }),
    party("Boden", 2, "28500", { paid_minor: 24_675_325 }),
    party("Älvsbyn", 3, "8000", { paid_minor: 6_926_407 }),
  ],
  lines: [
    { account: "6500", text: "IT", amount_minor: 100_000_000 },
    { account: "5000", text: "Lön", amount_minor: 8_341_735 },
  ],
  ...more,
});

describe("settlement", () => {
  test("the extra bill is the difference of two full allocations", () => {
    expect(settle(basis()).rows.map((row) => row.difference_minor)).toEqual([5_705_603, 2_058_350, 577_782]);
  });

  test("a correction run pays back against what was billed", () => {
    const first = settle(basis()).rows;
    const corrected = basis({
      run: 2,
      lines: [{ account: "6500", text: "IT", amount_minor: 107_900_000 }],
      parties: basis().parties.map((each, index) => ({ ...each, previous_minor: first[index]!.share_minor })),
    });
    expect(settle(corrected).rows.map((row) => row.difference_minor)).toEqual([-302_139, -109_000, -30_596]);
  });

  test("the same bytes whatever order the rows were read in, and the same answer from the bytes", () => {
    const one = basis();
    const turned = basis({ parties: [...one.parties].reverse(), lines: [...one.lines].reverse() });
    expect(snapshotOf(turned)).toBe(snapshotOf(one));
    expect(settle(basisOf(snapshotOf(one)))).toEqual(settle(one));
  });

  test("states go one way, back to open only before approval", () => {
    const ways = SETTLEMENT_STATES.flatMap((from) =>
      SETTLEMENT_STATES.filter((to) => mayGo(from, to)).map((to) => `${from}>${to}`),
    );
    expect(ways).toEqual([
      "open>preliminary",
      "preliminary>open",
      "preliminary>sent",
      "sent>open",
      "sent>approved",
      "approved>invoiced",
      "invoiced>closed",
    ]);
  });

  test("approval waits for answers, for everybody or for the end of the period", () => {
    const words = { parties: ["B", "C"], approved: ["B"], unanswered: [], remarksUntil: "2028-02-10" };
    expect(hindersApproval({ ...words, unanswered: ["Boden"] }, "2028-03-01")).toEqual({
      code: "AVS-001",
      party: "Boden",
    });
    expect(hindersApproval(words, "2028-02-10")).toEqual({ code: "remarks_open", approved: 1, of: 2 });
    expect(hindersApproval(words, "2028-02-11")).toBeNull();
    expect(hindersApproval({ ...words, approved: ["B", "C"] }, "2028-02-01")).toBeNull();
  });
});

describe("budget", () => {
  test("indirect lines follow the direct ones", () => {
    const { lines, totalMinor } = budgetAmounts([
      { amount_minor: 80_000_001, template_percent: null },
      { amount_minor: null, template_percent: "12.5" },
    ]);
    expect(lines[1]!.minor).toBe(10_000_000);
    expect(totalMinor).toBe(90_000_001);
  });

  test("advances: four each, larger first; whoever joins in July pays in two quarters", () => {
    const key = keyOf(basis());
    const parts = advancesOf(shareOut(key, 100_000_000, 2027), key.members);
    const of = (name: string) => parts.filter((part) => part.party === name).map((part) => part.minor);
    expect(of("Boden")).toEqual([6_168_832, 6_168_831, 6_168_831, 6_168_831]);
    expect(of("Älvsbyn")).toEqual([1_731_602, 1_731_602, 1_731_602, 1_731_601]);
    const late = {
      ...key,
      members: key.members.map((each) => (each.party === "Älvsbyn" ? { ...each, from: "2027-07-01" } : each)),
    };
    const lateParts = advancesOf(shareOut(late, 120_000_000, 2027), late.members);
    expect(lateParts.filter((part) => part.party === "Älvsbyn").map((part) => part.quarter)).toEqual([3, 4]);
    expect(lateParts.reduce((sum, part) => sum + part.minor, 0)).toBe(120_000_000);
  });

  test("the forecast warns when outcome and what is left pass the budget by the set share", () => {
    const about = { year: 2026, budgetMinor: 100_000_000, alertPercent: 5 };
    const booked = [
      { month: 2, minor: 25_000_000 },
      { month: 6, minor: 31_000_000 },
    ];
    expect(forecasts(about, booked, "2026-07-01")).toEqual([
      { quarter: 1, actualMinor: 25_000_000, forecastMinor: 100_000_000, isOver: false },
      { quarter: 2, actualMinor: 56_000_000, forecastMinor: 106_000_000, isOver: true },
    ]);
    expect(forecasts(about, booked, "2026-06-30")).toHaveLength(1);
  });
});

describe("ledger file", () => {
  const sheet = (...rows: string[][]) => rows.map((cells, index) => ({ sheetRow: index + 1, cells }));
  test("columns in any order, amounts in one column or two, days in several shapes", () => {
    expect(
      readLedger(
        sheet(
          ["Konto", "Bokf.datum", "Text", "Belopp"],
          ["6540", "20260301", "Drift", "12 500,50"],
          ["", "", "", ""],
        ),
        2026,
      ),
    ).toEqual({
      bookings: [
        { booked_on: "2026-03-01", account: "6540", text: "Drift", amount_minor: 1_250_050, voucher: null },
      ],
    });
    const two = readLedger(
      sheet(
        ["Datum", "Konto", "Debet", "Kredit", "Ver.nr"],
        ["2026-01-02", "5010", "100", "", "A1"],
        ["2026-01-03", "5010", "", "40,5", "A2"],
      ),
      2026,
    );
    expect("bookings" in two && two.bookings.map((each) => each.amount_minor)).toEqual([10_000, -4_050]);
  });
  test("every fault of every row, with row and column; nothing is taken half", () => {
    expect(
      readLedger(
        sheet(
          ["Datum", "Konto", "Belopp"],
          ["2025-12-31", "6540", "1"],
          ["2026-02-30", "x", "tolv"],
          ["2026-03-01", "6540", "5"],
        ),
        2026,
      ),
    ).toEqual({
      problems: [
        { row: 2, column: "Datum", value: "2025-12-31", code: "other_year" },
        { row: 3, column: "Datum", value: "2026-02-30", code: "not_a_day" },
        { row: 3, column: "Konto", value: "x", code: "not_an_account" },
        { row: 3, column: "Belopp", value: "tolv", code: "not_an_amount" },
      ],
    });
  });
  test("a file without what is needed is refused as a whole", () => {
    expect(readLedger(sheet(["Konto", "Belopp"], ["6540", "1"]), 2026)).toEqual({
      refused: { code: "no_heading", column: "booked_on" },
    });
    expect(
      readLedger(sheet(["Datum", "Konto", "Konto", "Belopp"], ["2026-01-01", "1", "2", "3"]), 2026),
    ).toEqual({
      refused: { code: "double_heading", column: "Konto" },
    });
    expect(readLedger(sheet(["Datum", "Konto", "Belopp"]), 2026)).toEqual({ refused: { code: "no_rows" } });
  });
});

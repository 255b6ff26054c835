import { describe, expect, test } from "vitest";
import { readCell, readCount, readDate, readMoney, readNames } from "#app/features/imports/cells.rules.ts";

describe("not given, cleared, given", () => {
  test.each(["", " ", "\u00a0", "-", "–", "n/a", "N/A", "saknas"])("%j is not given", (text) => {
    expect(readCell(text)).toEqual({ state: "not_given" });
  });
  test.each(["(töm)", "(TÖM)", " (töm) ", "(to\u0308m)"])("%j clears", (text) => {
    expect(readCell(text)).toEqual({ state: "clear" });
  });
  test("okänt is a value, not an empty cell", () => {
    expect(readCell("okänt")).toEqual({ state: "given", cell: "okänt" });
  });
  test.each(["=1+1", "+46", "-5", "@sum"])("%j stays text as it is written", (text) => {
    expect(readCell(text)).toEqual({ state: "given", cell: text });
  });
  test.each(["#REF!", "#N/A", "#SAKNAS!", "#FORMEL!"])("%s is an error", (text) => {
    expect(readCell(text)).toEqual({ state: "error", code: "formula_error" });
  });
  test("right-to-left override and other invisible characters are taken out and said", () => {
    expect(readCell("Vis\u202ema\u200b")).toEqual({
      state: "given",
      cell: "Visma",
      warning: "odd_characters",
    });
    expect(readCell("a\u0007b")).toEqual({ state: "given", cell: "ab", warning: "odd_characters" });
    expect(readCell("två\nrader\toch flik")).toEqual({ state: "given", cell: "två\nrader\toch flik" });
  });
});

describe("dates", () => {
  test.each([
    ["2026-04-03", "2026-04-03"],
    ["2026/4/3", "2026-04-03"],
    ["20260403", "2026-04-03"],
    ["2026-04-03 00:00:00", "2026-04-03"],
    ["2026-04-03T10:15:00Z", "2026-04-03"],
    ["3/4 2026", "2026-04-03"],
    ["25/4 2026", "2026-04-25"],
    ["25/4/2026", "2026-04-25"],
    ["25.4.2026", "2026-04-25"],
    ["4/25/2026", "2026-04-25"],
    ["3/3/2026", "2026-03-03"],
    ["3 april 2026", "2026-04-03"],
    ["den 3:e april 2026", "2026-04-03"],
    ["April 3, 2026", "2026-04-03"],
    ["3 okt 2026", "2026-10-03"],
    ["29/2 2028", "2028-02-29"],
    ["46115", "2026-04-03"],
  ])("%s is %s", (text, on) => {
    expect(readDate(text)).toEqual({ value: on });
  });
  test("a spreadsheet's serial numbers", () => {
    expect(readDate(46115)).toEqual({ value: "2026-04-03" });
    expect(readDate(46115.75)).toEqual({ value: "2026-04-03" });
    expect(readDate(20260403)).toEqual({ value: "2026-04-03" });
    expect(readDate(0.5)).toEqual({ error: "not_a_date" });
  });
  test.each(["3/4/2026", "03/04/2026", "3.4.2026", "03-04-2026"])("%s can be read two ways", (text) => {
    const details = { day_first: "2026-04-03", month_first: "2026-03-04" };
    expect(readDate(text)).toEqual({ error: "ambiguous_date", details });
    expect(readDate(text, "day_first")).toEqual({ value: "2026-04-03" });
    expect(readDate(text, "month_first")).toEqual({ value: "2026-03-04" });
  });
  test.each([
    ["2026-02-30", "no_such_date"],
    ["31/4 2026", "no_such_date"],
    ["2026-13-01", "no_such_date"],
    ["2026", "no_day"],
    ["2026-04", "no_day"],
    ["april 2026", "no_day"],
    ["3/4 26", "no_year"],
    ["3/4", "no_year"],
    ["snart", "not_a_date"],
    ["2026-04-03 eller senare", "not_a_date"],
    ["1850-01-01", "year_out_of_range"],
  ])("%s is refused: %s", (text, code) => {
    expect(readDate(text)).toMatchObject({ error: code });
  });
  test("an order chosen in the mapping is kept to", () => {
    expect(readDate("4/25/2026", "day_first")).toEqual({ error: "no_such_date" });
    expect(readDate("2026-04-03", "month_first")).toEqual({ value: "2026-04-03" });
  });
  test.each(["2036-01-01", "9999-12-31", "1/1 2036", 49675, 2958465])(
    "%s is a stand-in for nothing",
    (cell) => {
      expect(readDate(cell)).toMatchObject({ value: undefined, warning: "stand_in_date" });
    },
  );
});

describe("money in öre", () => {
  test.each([
    ["1 250 000,50", 125000050],
    ["1\u00a0250\u202f000,50", 125000050],
    ["1.250.000", 125000000],
    ["1.250.000,5", 125000050],
    ["1,250,000.50", 125000050],
    ["1250 kr", 125000],
    ["1 250:-", 125000],
    ["SEK 1250", 125000],
    ["1250 kr/år", 125000],
    ["1250.5", 125050],
    ["0,10", 10],
    ["0", 0],
    [1250000.5, 125000050],
    [0.1 + 0.2, 30],
    [1.1, 110],
    [29.99, 2999],
  ])("%s is %i", (cell, minor) => {
    expect(readMoney(cell)).toEqual({ value: minor });
  });
  test.each([
    ["1,2 mkr", "multiplied_amount"],
    ["250 tkr", "multiplied_amount"],
    ["250 k", "multiplied_amount"],
    ["100 €", "foreign_currency"],
    ["100 EUR", "foreign_currency"],
    ["1.250", "ambiguous_number"],
    ["1,250", "ambiguous_number"],
    ["12 50", "not_a_number"],
    ["ca 1000", "not_a_number"],
    ["-5", "negative"],
    ["−5", "negative"],
    ["1".repeat(20), "number_too_large"],
  ])("%s is refused: %s", (text, code) => {
    expect(readMoney(text)).toMatchObject({ error: code });
  });
  test("more decimals than öre are rounded, and said", () => {
    expect(readMoney("10,005")).toEqual({ error: "ambiguous_number" });
    expect(readMoney("10,0050")).toEqual({ value: 1001, warning: "rounded" });
    expect(readMoney(12.345)).toEqual({ value: 1235, warning: "rounded" });
    expect(readMoney(12.3401)).toEqual({ value: 1234, warning: "rounded" });
  });
  test("any whole number of öre comes back as it was written", () => {
    for (let minor = 1; minor < 9_000_000_000_000; minor = minor * 7 + 13) {
      const [kronor, ore] = [Math.floor(minor / 100), String(minor % 100).padStart(2, "0")];
      const grouped = String(kronor).replace(/\B(?=(\d{3})+$)/g, " ");
      expect(readMoney(`${grouped},${ore} kr`)).toEqual({ value: minor });
    }
  });
});

describe("counts and lists", () => {
  test.each([
    ["1 250", 1250],
    ["1.250", 1250],
    ["250 st", 250],
    ["12,0", 12],
    [42, 42],
  ])("%s is %i", (cell, count) => {
    expect(readCount(cell)).toEqual({ value: count });
  });
  test.each([
    ["12,5", "not_whole"],
    [1.5, "not_whole"],
    ["100-150", "not_a_number"],
    ["-1", "negative"],
  ])("%s is refused: %s", (cell, code) => {
    expect(readCount(cell)).toMatchObject({ error: code });
  });
  test("names in one cell, each once", () => {
    const isKnown = (name: string) => ["Vård", "Kultur", "Gata, park och felanmälan"].includes(name);
    expect(readNames("Skola; Vård ,Skola\n Kultur", isKnown)).toEqual({ value: ["Skola", "Vård", "Kultur"] });
    expect(readNames("Gata, park och felanmälan, Vård", isKnown)).toEqual({
      value: ["Gata, park och felanmälan", "Vård"],
    });
    expect(readNames("Lagring, hantering och analys", isKnown)).toEqual({
      value: ["Lagring, hantering och analys"],
    });
  });
});

import { expect, test } from "vitest";
import {
  formatBytes,
  formatDay,
  formatDayInWords,
  formatInstant,
  formatMoney,
  formatNumber,
  formatPercent,
  stockholmTime,
} from "#app/text/format.ts";

const nbsp = "\u00a0";
const spaced = (text: string) => text.replaceAll("_", nbsp);

test.each([
  [0, "0", "0"],
  [1234, "1_234", "1,234"],
  [1234567.891, "1_234_567,89", "1,234,567.89"],
  [-5, "−5", "−5"],
  [-0.001, "0", "0"],
  [999.999, "1_000", "1,000"],
  [1e9, "1_000_000_000", "1,000,000,000"],
])("number %d", (value, sv, en) => {
  expect(formatNumber(value, "sv")).toBe(spaced(sv));
  expect(formatNumber(value, "en")).toBe(en);
});

test.each([
  [123_400, "SEK", "1_234_kr", "SEK_1,234"],
  [123_450, "SEK", "1_234,50_kr", "SEK_1,234.50"],
  [5, "SEK", "0,05_kr", "SEK_0.05"],
  [-100, "SEK", "−1_kr", "SEK_−1"],
  [100_00, "EUR", "100_EUR", "EUR_100"],
])("money %d öre in %s", (minor, currency, sv, en) => {
  expect(formatMoney(minor, currency, "sv")).toBe(spaced(sv));
  expect(formatMoney(minor, currency, "en")).toBe(spaced(en));
});

test("a share", () => {
  expect(formatPercent(0.256, "sv")).toBe(spaced("25,6_%"));
  expect(formatPercent(1, "en", 0)).toBe("100%");
});

test("a day, in lists and in words", () => {
  expect(formatDay("2026-03-01", "sv")).toBe("2026-03-01");
  expect(formatDay("2026-03-01", "en")).toBe("1 Mar 2026");
  expect(formatDayInWords("2026-03-01", "sv")).toBe("1 mars 2026");
  expect(formatDayInWords("2026-12-31", "en")).toBe("31 December 2026");
  expect(formatDay("okänt", "en")).toBe("okänt");
});

test.each([
  ["2026-01-15T22:59:00Z", "2026-01-15", "23:59"],
  ["2026-01-15T23:00:00Z", "2026-01-16", "00:00"],
  ["2026-07-15T22:00:00Z", "2026-07-16", "00:00"],
  ["2026-03-29T00:59:59Z", "2026-03-29", "01:59"],
  ["2026-03-29T01:00:00Z", "2026-03-29", "03:00"],
])("instant %s is %s %s in Sweden", (instant, day, time) => {
  expect(stockholmTime(instant)).toEqual({ day, time });
});

test("an instant in the reader's language", () => {
  expect(formatInstant("2026-03-01T13:05:00Z", "sv")).toBe("2026-03-01 14:05");
  expect(formatInstant("2026-03-01T13:05:00Z", "en")).toBe("1 Mar 2026 14:05");
});

test("bytes", () => {
  expect(formatBytes(999, "sv")).toBe(spaced("999_B"));
  expect(formatBytes(340_200, "sv")).toBe(spaced("340_kB"));
  expect(formatBytes(1_260_000, "sv")).toBe(spaced("1,3_MB"));
});

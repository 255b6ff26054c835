import { describe, expect, test } from "vitest";
import { termInWords } from "#app/features/contracts/term-words.rules.ts";
import {
  readContractLength,
  readContractOptions,
  readCpv,
  readNotice,
  readOneLength,
  readRenewal,
  settleTerms,
} from "#app/features/imports/contract-terms.rules.ts";

describe("lengths", () => {
  test.each([
    ["36 månader", "36 months"],
    ["36 mån", "36 months"],
    ["3 år", "3 years"],
    ["Tre (3) år", undefined],
    ["två år", "2 years"],
    ["2+1+1", "2 years + 1 years + 1 years"],
    ["2+1+1 år", "2 years + 1 years + 1 years"],
    ["24+12+12", "24 months + 12 months + 12 months"],
    ["24 + 12 + 12 mån", "24 months + 12 months + 12 months"],
    ["2 år + 12 mån", "2 years + 12 months"],
    ["2 år med option på 1+1 år", "2 years + 1 years + 1 years"],
    ["24 månader med möjlighet till förlängning option 12 månader", undefined],
    ["Tills vidare", "open"],
    ["36", undefined],
    ["2+6", undefined],
    ["okänt", undefined],
    ["0 år", undefined],
    ["9999 år", undefined],
  ])("%s", (text, value) => {
    const read = readContractLength(text);
    if (value === undefined) expect(read).toHaveProperty("error");
    else expect(read).toEqual({ value });
  });

  test("a number alone says that it may be years or months", () => {
    expect(readContractLength(36)).toEqual({ error: "ambiguous_length" });
    expect(readContractLength("2+6")).toEqual({ error: "ambiguous_length" });
  });

  test.each([
    ["1+1 år", "1 years + 1 years"],
    ["2 x 12 månader", "12 months + 12 months"],
    ["12+12", "12 months + 12 months"],
    ["Option om 1 år", "1 years"],
    ["Nej", "none"],
    ["inga optioner", "none"],
  ])("options: %s", (text, value) => expect(readContractOptions(text)).toEqual({ value }));

  test("how long before", () => {
    expect(readOneLength("3 mån före avtalets slut")).toEqual({ value: "3 months" });
    expect(readOneLength("3+3 mån")).toEqual({ error: "not_a_length" });
  });
});

describe("notice: the rule where it is said, otherwise unknown", () => {
  test.each([
    ["3 månader före avtalets utgång", "3 months period_end"],
    ["6 mån till periodens slut", "6 months period_end"],
    ["Löpande med 3 månaders uppsägningstid", "3 months running"],
    ["3 månader till närmaste kvartalsskifte", "3 months quarter_end"],
    ["12 månader till årsskifte", "12 months year_end"],
    ["okänt", "unknown"],
  ])("%s", (text, value) => expect(readNotice(text)).toEqual({ value }));

  test.each([
    ["3 månader", "3 months unknown", "notice_anchor_unknown"],
    ["enligt avtal", "unknown: enligt avtal", "notice_unknown"],
    ["3 mån första året, därefter 6 mån", "unknown: 3 mån första året, därefter 6 mån", "notice_unknown"],
    [
      "3 månader, löpande eller till årsskifte",
      "unknown: 3 månader, löpande eller till årsskifte",
      "notice_unknown",
    ],
  ])("%s is kept as it stands and said", (text, value, warning) =>
    expect(readNotice(text)).toEqual({ value, warning }),
  );
});

test.each([
  ["Automatisk förlängning med 12 månader", "tacit 12 months", undefined],
  ["förlängs med ett år i taget", "tacit 1 years", undefined],
  ["Efter överenskommelse, 1 år", "express 1 years", undefined],
  ["Nej", "none", undefined],
  ["12 månader", "unknown", "renewal_unknown"],
  ["Ja", "unknown", "renewal_unknown"],
  ["Automatiskt", "tacit", "renewal_length_unknown"],
])("renewal: %s", (text, value, warning) =>
  expect(readRenewal(text)).toEqual({ value, ...(warning && { warning }) }),
);

test("CPV with its name, and what is none", () => {
  expect(readCpv("48000000 Programvara och informationssystem")).toEqual({ value: "48000000" });
  expect(readCpv("72222300-0")).toEqual({ value: "72222300" });
  expect(readCpv("4800")).toEqual({ error: "not_a_cpv_code" });
});

describe("what one row says in several cells", () => {
  test("options behind a length, months as a number, and when an option is called", () => {
    const values = { length: "24 months + 12 months", option_call: "3 months" };
    expect(settleTerms(values)).toBeUndefined();
    expect(values).toEqual({ length: "24 months", options: "12 months by 3 months" });
    const months = { length_months: 36 };
    settleTerms(months);
    expect(months).toEqual({ length: "36 months" });
  });
  test("what contradicts itself is named", () => {
    expect(settleTerms({ length: "24 months + 12 months", options: "6 months" })).toBe("options");
    expect(settleTerms({ length: "2 years", length_months: 36 })).toBe("length_months");
  });
});

test("terms in words", () => {
  expect(termInWords("3 months period_end", "sv")).toBe("3 månader till periodens slut");
  expect(termInWords("12 months by 3 months + 1 years", "sv")).toBe("12 månader avrop före 3 månader + 1 år");
  expect(termInWords("unknown: enligt open", "sv")).toBe("okänt: enligt open");
  expect(termInWords("tacit 12 months", "en")).toBe("automatic 12 months");
});

import { describe, expect, test } from "vitest";
import { cellsText } from "#app/features/imports/cells.text.ts";
import { rowChecker } from "#app/features/imports/check.rules.ts";
import type { ChoiceList } from "#app/features/imports/choices.rules.ts";
import { CHOICES, choiceLabel, readChoice, readCountry } from "#app/features/imports/choices.rules.ts";
import { fieldsOf, findField, type ImportKind } from "#app/features/imports/fields.rules.ts";
import { readHeadings, suggestMapping } from "#app/features/imports/headings.rules.ts";
import { FIELDS } from "#app/features/systems/fields.rules.ts";
import { choicesOf, fieldsText as systemsText } from "#app/features/systems/fields.text.ts";

const read = (key: string, cell: string | number, kind: ImportKind = "systems") =>
  findField(kind, key)!.read(cell);

describe("coded values", () => {
  test("codes and both labels mean the code, in every list", () => {
    for (const list of Object.keys(CHOICES) as ChoiceList[]) {
      for (const { code } of CHOICES[list]) {
        for (const word of [code, choiceLabel(list, code, "sv"), choiceLabel(list, code, "en")]) {
          expect(readChoice(` ${word.toUpperCase()} `, list)).toEqual({ value: code });
        }
      }
    }
  });
  test.each([
    ["lifecycle", "I drift", "in_operation"],
    ["lifecycle", "avvecklas", "phasing_out"],
    ["lifecycle", "avvecklad", "retired"],
    ["hosting_form", "Molntjänst", "saas"],
    ["hosting_form", "on-premise", "on_premise"],
    ["contains_ai", "x", "yes"],
    ["contains_ai", "?", "unknown"],
    ["personal_data", "känsliga", "sensitive"],
    ["criticality", "verksamhetskritiskt", "critical"],
  ])("%s: %s is %s", (key, cell, code) => {
    expect(read(key, cell)).toEqual({ value: code });
  });
  test.each([
    ["3", 3],
    [3, 3],
    ["3 - allvarlig", 3],
    ["synnerligen allvarlig", 4],
    [0, 0],
  ])("level %s is %i", (cell, level) => {
    expect(read("confidentiality", cell)).toEqual({ value: level });
  });
  test("an unknown value lists what is allowed and what is nearest", () => {
    expect(read("lifecycle", "i dirft")).toEqual({
      error: "unknown_value",
      allowed: ["planned", "pilot", "phasing_in", "in_operation", "phasing_out", "retired"],
      suggestions: ["in_operation"],
    });
    expect(read("confidentiality", 5)).toMatchObject({ error: "unknown_value" });
    expect(read("is_hidden", "okänt")).toMatchObject({ error: "unknown_value", allowed: ["yes", "no"] });
  });
});

describe("what the portal writes, the import reads", () => {
  test("words of the systems' choices, as lists and exports show them", () => {
    for (const language of ["sv", "en"] as const) {
      const words = systemsText[language];
      const lists = FIELDS.filter(({ kind }) => kind === "choice" || kind === "level");
      for (const { key } of [...lists, { key: "lifecycle" }]) {
        const field = findField("systems", key);
        if (!field) continue;
        for (const [code, word] of Object.entries(choicesOf(words, key))) {
          const value = field.choices === "level" ? Number(code) : code;
          expect([key, word, field.read(word)]).toEqual([key, word, { value }]);
        }
      }
      expect(read("is_hidden", words.choices.is_hidden!.yes!)).toEqual({ value: true });
      expect(read("is_hidden", words.choices.is_hidden!.no!)).toEqual({ value: false });
    }
  });
  test("headings of exported lists lead to their fields", () => {
    for (const language of ["sv", "en"] as const) {
      for (const { key } of fieldsOf("systems")) {
        const heading = systemsText[language].fields[key];
        if (!heading) continue;
        expect([heading, Object.values(suggestMapping("systems", readHeadings([heading])))]).toEqual([
          heading,
          [key],
        ]);
      }
    }
  });
  test("a neutralised formula is itself again", () => {
    const columns = readHeadings(["Produkt", "Anteckning"]);
    const check = rowChecker({ kind: "systems", columns, mapping: suggestMapping("systems", columns) });
    expect(check({ sheetRow: 2, cells: ["'=1+1", "'+46"] })?.values).toEqual({
      product: "=1+1",
      note: "+46",
    });
  });
});

describe("other fields", () => {
  test("countries by code and by name", () => {
    for (const text of ["SE", "se", "Sverige", "Sweden"]) expect(readCountry(text)).toEqual({ value: "SE" });
    expect(readCountry("USA")).toEqual({ value: "US" });
    expect(readCountry("Svergie")).toMatchObject({ error: "not_a_country", suggestions: ["sverige"] });
    for (const text of ["ZZ", "EU", "XX"])
      expect(readCountry(text)).toMatchObject({ error: "not_a_country" });
  });
  test("links get a scheme, and no other scheme than http", () => {
    expect(read("product_website", "www.visma.se/lön")).toEqual({ value: "https://www.visma.se/lön" });
    expect(read("product_website", "http://x.se")).toEqual({ value: "http://x.se" });
    for (const text of ["javascript:alert(1)", "ingen", "data:text/html,x", "se mejl från Åsa"]) {
      expect(read("product_website", text)).toEqual({ error: "not_a_link" });
    }
  });
  test("organisation numbers: a wrong check digit keeps the row and names the digit", () => {
    expect(read("organisation_number", "212000-0514", "products")).toEqual({ value: "2120000514" });
    expect(read("organisation_number", "212000-0513", "products")).toEqual({
      value: "2120000513",
      warning: "check_digit",
      details: { given: "3", expected: "4" },
    });
    expect(cellsText.sv.check_digit({ given: "3", expected: "4" })).toContain("är 3 men borde vara 4");
    expect(read("organisation_number", "212000", "products")).toEqual({
      error: "not_an_organisation_number",
    });
  });
  test("a personal identity number in a note is said", () => {
    expect(read("note", "ring 19800101-1234")).toMatchObject({ warning: "looks_like_personal_number" });
    expect(read("note", "org.nr 556036-0793")).toEqual({ value: "org.nr 556036-0793" });
  });
  test("years", () => {
    expect(read("cost_year", 2026)).toEqual({ value: 2026 });
    expect(read("cost_year", "26")).toEqual({ error: "not_a_date" });
  });
});

describe("a row", () => {
  const columns = readHeadings(["Produkt", "Livscykelstatus", "Version", "Antal användare"]);
  const check = rowChecker({ kind: "systems", columns, mapping: suggestMapping("systems", columns) });
  test("not given, cleared and given are three things", () => {
    expect(check({ sheetRow: 2, cells: ["A", "-", "(töm)"] })).toMatchObject({
      values: { product: "A", version_text: null },
    });
  });
  test("what a record cannot do without cannot be cleared", () => {
    expect(check({ sheetRow: 2, cells: ["(töm)"] })?.errors).toEqual([
      { column: "A", heading: "Produkt", field: "product", value: "(töm)", code: "required" },
    ]);
  });
  test("is JSON through and through", () => {
    const row = check({ sheetRow: 2, cells: ["A", "i drift", 2.1, "1 250"] });
    expect(JSON.parse(JSON.stringify(row))).toEqual(row);
  });
  test("a name without letters is an error", () => {
    expect(check({ sheetRow: 2, cells: ["***"] })?.errors[0]).toMatchObject({ code: "no_letters" });
  });
});

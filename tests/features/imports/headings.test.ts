import { describe, expect, test } from "vitest";
import { fieldsOf, IMPORT_KINDS } from "#app/features/imports/fields.rules.ts";
import { fieldsText } from "#app/features/imports/fields.text.ts";
import {
  LEAVE_OUT,
  mappingProblems,
  readHeadings,
  suggestMapping,
} from "#app/features/imports/headings.rules.ts";

const suggest = (...headings: string[]) => suggestMapping("systems", readHeadings(headings));

describe("headings", () => {
  test("are trimmed; line breaks and curly apostrophes become plain", () => {
    expect(
      readHeadings(["  Antal\r\nanvändare ", "It’s “ok”", "\ufeffProdukt"]).map((one) => one.heading),
    ).toEqual(["Antal användare", `It's "ok"`, "Produkt"]);
  });
  test("that are the same are refused, with their columns", () => {
    const read = () => readHeadings(["Namn", "Version", " namn"]);
    expect(read).toThrow(
      expect.objectContaining({ code: "duplicate_headings", details: { headings: "Namn (A, C)" } }),
    );
    expect(readHeadings(["Namn", "", ""]).map((one) => one.letters)).toEqual(["A", "B", "C"]);
  });
});

describe("suggested mapping", () => {
  test("in Swedish and English, whatever the punctuation", () => {
    expect(suggest("System-ID", "Systemnamn", "Leverantör", "Driftform:", "ANTAL ANV.")).toEqual({
      "system-id": "own_id",
      systemnamn: "product",
      leverantör: "supplier",
      "driftform:": "hosting_form",
      "antal anv.": "user_count",
    });
    expect(suggest("Name", "Vendor", "Go-live", "Yearly cost")).toEqual({
      name: "product",
      vendor: "supplier",
      "go-live": "taken_into_use_on",
      "yearly cost": "yearly_minor",
    });
  });
  test("nearly the same heading is suggested, an unknown one is not", () => {
    expect(suggest("Antal användre", "Prod", "Färg på loggan")).toEqual({ "antal användre": "user_count" });
  });
  test("a field is suggested once, for the heading that says it best", () => {
    expect(suggest("Namn", "Produkt")).toEqual({ produkt: "product" });
  });
  test("what was decided before goes first", () => {
    const columns = readHeadings(["Namn", "Produkt"]);
    expect(suggestMapping("systems", columns, { namn: "product", produkt: LEAVE_OUT })).toEqual({
      namn: "product",
      produkt: LEAVE_OUT,
    });
    expect(suggestMapping("systems", columns, { produkt: "no_such_field" })).toEqual({ produkt: "product" });
  });
  test("every label of every field leads to that field", () => {
    for (const kind of IMPORT_KINDS) {
      for (const language of ["sv", "en"] as const) {
        const labels = fieldsOf(kind).map(({ key }) => fieldsText[language][kind][key]);
        expect(labels).not.toContain(undefined);
        const mapping = suggestMapping(kind, readHeadings(labels as string[]));
        expect(Object.values(mapping)).toEqual(expect.arrayContaining(fieldsOf(kind).map(({ key }) => key)));
        for (const [i, { key }] of fieldsOf(kind).entries())
          expect(mapping[labels[i]!.toLowerCase()]).toBe(key);
      }
    }
  });
});

describe("a mapping that cannot be used says why", () => {
  const columns = readHeadings(["Namn", "Färg", ""]);
  test("every column must be decided, also the one without heading", () => {
    expect(mappingProblems("systems", columns, { namn: "product" })).toEqual([
      { code: "undecided", columns: [columns[1], columns[2]] },
    ]);
    expect(
      mappingProblems("systems", columns, { namn: "product", färg: LEAVE_OUT, "#C": LEAVE_OUT }),
    ).toEqual([]);
  });
  test("two columns for one field, an unknown field, no key, nothing at all", () => {
    const codes = (mapping: Record<string, string>) =>
      mappingProblems("systems", columns, { "#C": LEAVE_OUT, ...mapping }).map(({ code }) => code);
    expect(codes({ namn: "product", färg: "product" })).toEqual(["used_twice"]);
    expect(codes({ namn: "product", färg: "colour" })).toEqual(["unknown_field"]);
    expect(codes({ namn: "note", färg: LEAVE_OUT })).toEqual(["no_key"]);
    expect(codes({ namn: LEAVE_OUT, färg: LEAVE_OUT })).toEqual(["nothing_mapped"]);
  });
});

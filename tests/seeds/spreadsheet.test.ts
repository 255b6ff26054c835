import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { CheckedRow } from "#app/features/imports/check.rules.ts";
import { lookAtFile, readCheckedRows } from "#app/features/imports/file.server.ts";
import { mappingProblems, suggestMapping } from "#app/features/imports/headings.rules.ts";
import { spreadsheetRows } from "../../seeds/content/spreadsheet.ts";
import { csvBytes } from "../../seeds/spreadsheet-files.ts";

const file = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../public/demo/${name}`, import.meta.url)));

/** The file as the import reads it, with the columns that it suggests by itself. */
async function checked(name: string) {
  const bytes = file(name);
  const look = await lookAtFile(bytes);
  const mapping = suggestMapping("systems", look.columns);
  const rows: CheckedRow[] = [];
  for await (const batch of readCheckedRows(bytes, { kind: "systems", mapping }))
    rows.push(...JSON.parse(batch));
  return { look, mapping, rows };
}

test("the published CSV is what the content says, in Windows-1252 with semicolons", async () => {
  expect(Buffer.from(file("borgholm-system.csv")).equals(csvBytes())).toBe(true);
  const { look } = await checked("borgholm-system.csv");
  expect(look).toMatchObject({
    format: "csv",
    encoding: "windows-1252",
    separator: ";",
    rows: spreadsheetRows.length,
  });
});

test("most columns are recognised; the odd ones are reported", async () => {
  const { look, mapping } = await checked("borgholm-system.csv");
  expect(Object.values(mapping)).toEqual(
    expect.arrayContaining(["product", "supplier", "term_ends_on", "yearly_minor"]),
  );
  const problems = mappingProblems("systems", look.columns, mapping);
  const undecided = problems
    .flatMap((problem) => ("columns" in problem ? problem.columns : []))
    .map(({ heading }) => heading);
  expect(undecided).toContain('Prio "röd/gul/grön"');
});

test.each(["borgholm-system.csv", "borgholm-system.xlsx"])(
  "%s has the faults that the tour shows, and no others",
  async (name) => {
    const { rows } = await checked(name);
    expect(rows).toHaveLength(spreadsheetRows.length);
    const errors = rows.flatMap((row) => row.errors.map(({ code, value }) => `${code}: ${value}`));
    expect(errors.sort()).toEqual(
      [
        "ambiguous_date: 03/04/2010",
        "multiplied_amount: 1,1 mkr",
        "multiplied_amount: ca 180 tkr",
        "no_day: 2016",
        "no_such_date: 30/2 2026",
        "no_such_date: 31/6 2027",
        "not_a_number: 55 000 – 60 000",
        "not_a_number: ca 75",
        "unknown_value: Delvis i drift",
        "unknown_value: Rullar på",
        "unknown_value: hos Atea?",
      ].sort(),
    );
    const warnings = rows.flatMap((row) => row.warnings.map(({ code, value }) => `${code}: ${value}`));
    expect(warnings).toEqual(
      expect.arrayContaining(["stand_in_date: 2036-01-01", "stand_in_date: 9999-12-31"]),
    );
    expect(rows[0]!.values).toMatchObject({
      product: "Treserva",
      yearly_minor: 125_000_000,
      user_count: 425,
    });
  },
);

import { readFileSync } from "node:fs";
import { municipalitySlug, slugOf } from "./slugs.ts";

/** One of the 290 municipalities. Source of code, county and population: Statistics Sweden (SCB). */
export interface MunicipalityFact {
  code: string;
  name: string;
  full_name: string;
  county_code: string;
  county: string;
  population: number;
  population_on: string;
  /** Ten digits with hyphen; null for the municipalities whose number has not been verified. */
  organisation_number: string | null;
  slug: string;
}

export interface RegionFact {
  organisation_number: string;
  name: string;
  county_code: string | null;
  slug: string;
}

/** All 290, in code order. Reads a file shipped with the product; no arguments, throws if the file is damaged. */
export function readMunicipalities(): MunicipalityFact[] {
  return readRows("municipalities.csv").map((row) => {
    const fact = {
      code: row.code!,
      name: row.name!,
      full_name: row.full_name!,
      county_code: row.county_code!,
      county: row.county!,
      population: Number(row.population),
      population_on: row.population_on!,
      organisation_number: row.organisation_number || null,
    };
    if (!/^\d{4}$/.test(fact.code) || !Number.isSafeInteger(fact.population)) {
      throw new Error(`municipalities.csv: damaged row for ${fact.name}`);
    }
    return { ...fact, slug: municipalitySlug(fact) };
  });
}

/** The regions that are organisations of their own (Gotland is a municipality with a region's tasks). */
export function readRegions(): RegionFact[] {
  return readRows("regions.csv").map((row) => ({
    organisation_number: row.organisation_number!,
    name: row.name!,
    county_code: row.county_code || null,
    slug: slugOf(row.name!),
  }));
}

/** Our own files hold neither quotes nor commas in a value, so splitting is enough; anything else is an error. */
function readRows(file: string): Record<string, string>[] {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  const [head, ...lines] = text.trimEnd().split("\n");
  const columns = head!.split(",");
  return lines.map((line, index) => {
    const cells = line.split(",");
    if (cells.length !== columns.length || line.includes('"')) {
      throw new Error(`${file}: line ${index + 2} has ${cells.length} cells, expected ${columns.length}`);
    }
    return Object.fromEntries(columns.map((column, at) => [column, cells[at]!]));
  });
}

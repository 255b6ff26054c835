import { describe, expect, test } from "vitest";
import { functions } from "#db/reference/functions.ts";
import { readMunicipalities, readRegions } from "#db/reference/read.ts";
import { isLegalSlug, reservedSlugs, slugOf } from "#db/reference/slugs.ts";

/** Luhn check digit of a Swedish organisation number. */
function hasValidCheckDigit(number: string): boolean {
  const digits = [...number.replace("-", "")].map(Number);
  const sum = digits.reduce((total, digit, at) => {
    const product = at % 2 === 0 ? digit * 2 : digit;
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return digits.length === 10 && sum % 10 === 0;
}

describe("municipalities", () => {
  const all = readMunicipalities();

  test("are 290 with a unique code and name", () => {
    expect(all).toHaveLength(290);
    expect(new Set(all.map((m) => m.code)).size).toBe(290);
    expect(new Set(all.map((m) => m.name)).size).toBe(290);
    expect(new Set(all.map((m) => m.county_code)).size).toBe(21);
  });

  test("carry the population of 31 December 2023", () => {
    const population = (name: string) => all.find((m) => m.name === name)?.population;
    expect(population("Luleå")).toBe(79_352);
    expect(population("Boden")).toBe(27_943);
    expect(population("Älvsbyn")).toBe(7_783);
    expect(all.every((m) => m.population > 1_000 && m.population_on === "2023-12-31")).toBe(true);
  });

  test("have a verified organisation number or none", () => {
    const numbers = all.map((m) => m.organisation_number).filter((number) => number !== null);
    expect(numbers).toHaveLength(290 - 19);
    expect(numbers.filter((number) => !hasValidCheckDigit(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test("have unique legal addresses, Habo and Håbo too", () => {
    expect(all.map((m) => m.slug).filter((slug) => !isLegalSlug(slug))).toEqual([]);
    const slugs = [...all, ...readRegions()].map((organisation) => organisation.slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(all.find((m) => m.name === "Habo")?.slug).toBe("habo");
    expect(all.find((m) => m.name === "Håbo")?.slug).toBe("habo-uppsala");
  });
});

describe("slugs", () => {
  test.each([
    ["Malung-Sälen", "malung-salen"],
    ["Upplands Väsby", "upplands-vasby"],
    ["Örnsköldsvik", "ornskoldsvik"],
    ["Västra Götalandsregionen", "vastra-gotalandsregionen"],
    ["  A & B  ", "a-b"],
    // the same letter written as letter + combining ring
    ["Luleå".normalize("NFD"), "lulea"],
  ])("%s becomes %s", (name, slug) => expect(slugOf(name)).toBe(slug));

  test("refuse what the application answers itself, and odd forms", () => {
    for (const slug of [
      ...reservedSlugs,
      "",
      "a",
      "-a",
      "a-",
      "Å",
      "a b",
      "borgholm~morbylanga",
      "x".repeat(61),
    ]) {
      expect(isLegalSlug(slug), slug).toBe(false);
    }
  });
});

test("regions have a county and a name in proper case", () => {
  const regions = readRegions();
  expect(regions).toHaveLength(20);
  expect(
    regions.every((region) => region.county_code && hasValidCheckDigit(region.organisation_number)),
  ).toBe(true);
  expect(regions.map((region) => region.name)).toContain("Region Jämtland Härjedalen");
});

test("functions have unique codes and names, one name per group, groups in one piece", () => {
  expect(new Set(functions.map((f) => f.code)).size).toBe(functions.length);
  expect(new Set(functions.map((f) => f.name_sv)).size).toBe(functions.length);
  expect(functions.filter((f) => !/^[a-z][a-z_]+$/.test(f.code))).toEqual([]);
  const groups = new Set(functions.map((f) => `${f.group_code}|${f.group_name_sv}|${f.group_name_en}`));
  expect(new Set(functions.map((f) => f.group_code)).size).toBe(groups.size);
  const changes = functions.filter((f, at) => f.group_code !== functions[at - 1]?.group_code);
  expect(changes).toHaveLength(groups.size);
});

import { describe, expect, test } from "vitest";
import {
  checkDigit,
  formatOrganisationNumber,
  mayBePersonal,
  readOrganisationNumber,
} from "#app/features/suppliers/organisation-number.rules.ts";

describe("readOrganisationNumber", () => {
  test.each(["2120000514", "212000-0514", " 212000 0514 ", "16212000-0514", "SE212000051401", "212000–0514"])(
    "%s is read",
    (text) => {
      expect(readOrganisationNumber(text)).toEqual({ ok: true, digits: "2120000514" });
    },
  );
  test("a wrong check digit is named, and the digits are still given", () => {
    expect(readOrganisationNumber("212000-0513")).toEqual({
      ok: false,
      reason: "check_digit",
      digits: "2120000513",
      given: "3",
      expected: "4",
    });
  });
  test.each([
    ["212000-051", "length"],
    ["", "length"],
    ["212000-0514X", "characters"],
    ["FI12345678", "characters"],
  ])("%s is refused: %s", (text, reason) => {
    expect(readOrganisationNumber(text)).toEqual({ ok: false, reason });
  });
  test("exactly one last digit is right", () => {
    for (const nine of ["556036079", "232100006", "202100407"]) {
      const right = [...Array(10).keys()].filter((last) => readOrganisationNumber(`${nine}${last}`).ok);
      expect(right).toEqual([Number(checkDigit(nine))]);
    }
  });
});

test("written with a hyphen", () => {
  expect(formatOrganisationNumber("2120000514")).toBe("212000-0514");
  expect(formatOrganisationNumber("12")).toBe("12");
});

test("a personal identity number is recognised", () => {
  expect(mayBePersonal("8001011234")).toBe(true);
  expect(mayBePersonal("5560360793")).toBe(false);
});

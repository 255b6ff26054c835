import { describe, expect, test } from "vitest";
import { likeness, nearestNames, nearness, normaliseName } from "#app/features/catalogue/names.rules.ts";

describe("normaliseName", () => {
  test.each([
    ["  Visma   Lön ", "visma lön"],
    ["TIETOEVRY SWEDEN AB (publ)", "tietoevry sweden"],
    ["HOGIA PUBLIC TRANSPORT SYSTEMS AKTIEBOLAG", "hogia public transport systems"],
    ["AB Svenska Bostäder", "svenska bostäder"],
    ["Novo A/S", "novo"],
    ["Systemion Oy", "systemion"],
    ["SAP GmbH", "sap"],
    ["Esri Inc.", "esri"],
    ["Acme, Ltd.", "acme"],
    ["AB", "ab"],
    ["A/S", "as"],
    ["HR-system", "hr system"],
    ["Visma.net", "vismanet"],
    ["Node.js", "nodejs"],
    ["Procapita 2.0", "procapita 2 0"],
    ["Pro 20", "pro 20"],
    ["O’Reilly", "oreilly"],
    ["O'Reilly", "oreilly"],
    ["Microsoft® 365™", "microsoft 365"],
    ["C++", "c++"],
    ["C#", "c#"],
    ["Notepad++ (x64)", "notepad++ x64"],
    ["A + B", "a b"],
    ["ﬁber", "fiber"],
    ["A\u030AKARP", "åkarp"],
    ["Ärendehantering – Öland", "ärendehantering öland"],
    ["Absint", "absint"],
    ["Access to Memory (AtoM)", "access to memory atom"],
    ["***", ""],
    ["", ""],
  ])("%s → %s", (text, expected) => {
    expect(normaliseName(text)).toBe(expected);
  });

  test("is a fixed point", () => {
    for (const text of ["Ab Oy Visma AB (publ)", "C++ AB", "IST Sverige AB", "1.2.3", "a/s a/s"]) {
      const once = normaliseName(text);
      expect(normaliseName(once)).toBe(once);
    }
  });

  test("different products stay different", () => {
    const names = ["C", "C++", "C#", "Visma Lön", "Visma Lon", "Procapita 2", "Procapita 20"];
    expect(new Set(names.map(normaliseName)).size).toBe(names.length);
  });
});

describe("nearness", () => {
  test("same name in other clothes is 1, nothing in common is 0", () => {
    expect(nearness("Visma AB", "VISMA")).toBe(1);
    expect(nearness("Visma", "Kohort")).toBe(0);
    expect(nearness("", "Visma")).toBe(0);
  });
  test("as pg_trgm counts it", () => {
    expect(nearness("word", "two words")).toBeCloseTo(0.363636, 5);
  });
  test("typing mistakes count little", () => {
    expect(likeness("Svergie", "Sverige")).toBeCloseTo(6 / 7, 5);
    expect(likeness("Visma", "Kohort")).toBeLessThan(0.3);
    expect(likeness("***", "!")).toBe(0);
  });
  test("nearest first, none below the limit", () => {
    const list = ["Procapita", "Pro Capita", "Lifecare", "Treserva"];
    expect(nearestNames("Procapta", list)[0]).toBe("Procapita");
    expect(nearestNames("Zzz", list)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { portalHistoryWords } from "#app/features/start/history.rules.ts";
import { fieldsText } from "#app/features/systems/fields.text.ts";
import { historyWords, joinedWords } from "#app/features/systems/history.rules.ts";

const words = joinedWords(
  historyWords(fieldsText.sv, { locale: "sv", roles: [], money: String }),
  portalHistoryWords("sv"),
);

describe("the history says in words", () => {
  const plain = (text: string) => text.replace(/\u00a0/g, " ");
  test.each([
    [
      "contract",
      "cost_line",
      { kind: "recurring", amount_minor: 120_000_00, currency: "SEK", per: "year" },
      "Kostnadsrad: löpande 120 000 kr per år",
    ],
    [
      "contract",
      "cost_line",
      { kind: "one_off", amount_minor: 5_00, currency: "EUR", per: null },
      "Kostnadsrad: engångskostnad 5 EUR",
    ],
    ["contract", "price_adjustment", "1039864.86", "Prisjustering: 1 039 864,86 kr"],
    ["contract", "is_counted_valid", true, "Räknas som gällande trots datumen: ja"],
    ["contract", "renewal_kind", "tacit", "Vad händer när perioden är slut?: Det förlängs automatiskt"],
    ["contract", "notice", "3 months period_end", "Uppsägningstid: 3 månader till periodens slut"],
    ["contract", "participant", "Mörbylånga", "Deltagare: Mörbylånga"],
    ["organisation", "lists.element.backup", "✓", "Avtalsdelar: Säkerhetskopiering: ✓"],
    ["organisation", "lead_time.eu.evaluation", 45, "Utvärdering, Annonserad över tröskelvärdet, dagar: 45"],
    ["organisation", "radar_counting.Öland v. 2", false, "Räkna våra avtal anonymt i Öland v. 2: nej"],
    ["reminder_setting", "licence", "60, 14", "Licensavtal: 60, 14"],
    ["reminder_setting", "steps", "60, 14", "Dagar före: 60, 14"],
  ])("%s %s", (kind, field, value, said) => {
    expect(plain(`${words.field(kind, field)}: ${words.value(kind, field, value)}`)).toBe(said);
  });

  test("what a calendar address shows, not its code", () => {
    expect(words.name?.("calendar_feed", "person")).toBe("Mina avtal");
    expect(words.name?.("contract", "person")).toBe("person");
  });
});

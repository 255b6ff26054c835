import { describe, expect, test } from "vitest";
import { pc8, type SieFile, sieFile, Unbalanced } from "#app/features/settlements/sie.rules.ts";

/** Reads a SIE file as the specification has it: code page 437, posts that begin with #, fields by blanks, texts in quotes. */
function readSie(bytes: Uint8Array) {
  const swedish: Record<number, string> = {
    134: "å",
    132: "ä",
    148: "ö",
    143: "Å",
    142: "Ä",
    153: "Ö",
    130: "é",
  };
  const text = [...bytes]
    .map((byte) => (byte < 128 ? String.fromCharCode(byte) : (swedish[byte] ?? "\ufffd")))
    .join("");
  expect(text.endsWith("\r\n")).toBe(true);
  return text
    .slice(0, -2)
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/"((?:\\"|[^"])*)"|(\{[^}]*\}|\S+)/g)].map((part) =>
        (part[1] ?? part[2])!.replaceAll('\\"', '"'),
      ),
    );
}

const file: SieFile = {
  generatedOn: "2027-01-20",
  company: "Mörbylånga kommun",
  organisationNumber: "2120000704",
  year: { from: "2026-01-01", to: "2026-12-31" },
  accounts: [
    { account: "2990", name: "Övriga upplupna kostnader" },
    { account: "7400", name: 'Köp av "IT"\nverksamhet' },
  ],
  vouchers: [
    {
      series: "A",
      number: 1,
      on: "2026-12-31",
      text: "Avräkning 2026",
      transactions: [
        { account: "7400", minor: -577_783, text: "Borgholm" },
        { account: "2990", minor: 577_783, text: "Borgholm" },
        { account: "2990", minor: 0, text: "ingenting" },
      ],
    },
  ],
};

describe("SIE type 4", () => {
  test("what the format demands, in its order, each post once", () => {
    const posts = readSie(sieFile(file));
    const labels = posts.map((post) => post[0]);
    expect(labels.slice(0, 5)).toEqual(["#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP"]);
    for (const label of ["#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#ORGNR", "#FNAMN", "#RAR"])
      expect(
        labels.filter((each) => each === label),
        label,
      ).toHaveLength(1);
    expect(posts.find((post) => post[0] === "#FORMAT")).toEqual(["#FORMAT", "PC8"]);
    expect(posts.find((post) => post[0] === "#ORGNR")).toEqual(["#ORGNR", "212000-0704"]);
    expect(posts.find((post) => post[0] === "#FNAMN")).toEqual(["#FNAMN", "Mörbylånga kommun"]);
    expect(posts.find((post) => post[0] === "#RAR")).toEqual(["#RAR", "0", "20260101", "20261231"]);
    expect(labels.lastIndexOf("#KONTO")).toBeLessThan(labels.indexOf("#VER"));
    expect(posts.filter((post) => post[0] === "#KONTO")[1]).toEqual([
      "#KONTO",
      "7400",
      'Köp av "IT" verksamhet',
    ]);
  });

  test("a voucher stands in braces, balances to the öre and uses accounts that are declared", () => {
    const posts = readSie(sieFile(file));
    const at = posts.findIndex((post) => post[0] === "#VER");
    expect(posts[at]).toEqual(["#VER", "A", "1", "20261231", "Avräkning 2026", "20270120"]);
    expect(posts[at + 1]).toEqual(["{"]);
    expect(posts.at(-1)).toEqual(["}"]);
    const rows = posts.slice(at + 2, -1);
    expect(rows).toEqual([
      ["#TRANS", "7400", "{}", "-5777.83", "20261231", "Borgholm"],
      ["#TRANS", "2990", "{}", "5777.83", "20261231", "Borgholm"],
    ]);
    expect(rows.reduce((sum, row) => sum + Math.round(Number(row[3]) * 100), 0)).toBe(0);
    const declared = posts.filter((post) => post[0] === "#KONTO").map((post) => post[1]);
    expect(rows.every((row) => declared.includes(row[1]))).toBe(true);
  });

  test("a voucher that does not balance is never written", () => {
    const transactions = [{ account: "7400", minor: 1, text: "" }];
    expect(() => sieFile({ ...file, vouchers: [{ ...file.vouchers[0]!, transactions }] })).toThrow(
      Unbalanced,
    );
  });

  test("letters of code page 437; others lose their accents or become a question mark", () => {
    expect([...pc8("åäöÅÄÖéÉü")]).toEqual([0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82, 0x90, 0x81]);
    expect(String.fromCharCode(...pc8("Šárá – 漢"))).toBe(
      `S${String.fromCharCode(0xa0)}r${String.fromCharCode(0xa0)} - ?`,
    );
  });
});

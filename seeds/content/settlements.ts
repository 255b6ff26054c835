/** The money of the demo's agreement on Öland: one year sent to the parties, one under way. Amounts in öre. */
export interface YearOfMoney {
  /** Whole years from the demo's day. */
  yearsAgo: 0 | 1;
  lines: readonly {
    account: string;
    text: string;
    minor?: number;
    template?: "it" | "management";
    percent?: string;
  }[];
  /** Bookings by month; those that are not reached yet are left out. */
  bookings: readonly { month: number; account: string; text: string; minor: number }[];
}

export const keyDecision = { by: "Kommunstyrelsen i Borgholm", ref: "KS 2024 § 212" };

export const settlementYears: readonly YearOfMoney[] = [
  {
    yearsAgo: 1,
    lines: [
      { account: "5010", text: "Löner IT-enheten", minor: 412_000_000 },
      { account: "6540", text: "Drift och servrar", minor: 185_000_000 },
      { account: "6930", text: "Gemensamma licenser", minor: 96_000_000 },
      { account: "9100", text: "Ledning", template: "management", percent: "6" },
    ],
    bookings: [
      { month: 3, account: "5010", text: "Löner kvartal 1", minor: 104_300_000 },
      { month: 6, account: "5010", text: "Löner kvartal 2", minor: 103_900_000 },
      { month: 9, account: "5010", text: "Löner kvartal 3", minor: 104_100_000 },
      { month: 12, account: "5010", text: "Löner kvartal 4", minor: 105_250_000 },
      { month: 5, account: "6540", text: "Serverdrift", minor: 201_417_335 },
      { month: 2, account: "6930", text: "Licenser", minor: 94_875_000 },
      { month: 12, account: "9100", text: "Ledning, schablon", minor: 41_580_000 },
    ],
  },
  {
    yearsAgo: 0,
    lines: [
      { account: "5010", text: "Löner IT-enheten", minor: 428_000_000 },
      { account: "6540", text: "Drift och servrar", minor: 205_000_000 },
      { account: "6930", text: "Gemensamma licenser", minor: 102_000_000 },
      { account: "9100", text: "Ledning", template: "management", percent: "6" },
    ],
    bookings: [
      { month: 3, account: "5010", text: "Löner kvartal 1", minor: 108_100_000 },
      { month: 6, account: "5010", text: "Löner kvartal 2", minor: 109_400_000 },
      { month: 9, account: "5010", text: "Löner kvartal 3", minor: 108_700_000 },
      { month: 2, account: "6930", text: "Licenser", minor: 131_250_000 },
      { month: 8, account: "6540", text: "Serverdrift och nytt datorrum", minor: 248_300_000 },
    ],
  },
];

export const settlementRemark =
  "Serverdriften blev dyrare än i budgeten. Vad är det för något som har tillkommit?";

import type { Day } from "../deadlines/days.rules.ts";

/*
 * SIE type 4 (format 4B/4C of the SIE group): a text file with accounts and vouchers that Swedish accounting systems read. Code page
 * 437 ("PC8"), one post per line, fields parted by a blank, texts in quotation marks, amounts with a point.
 */

export interface SieTransaction {
  account: string;
  /** Öre; debit positive, credit negative. */
  minor: number;
  text: string;
}

export interface SieVoucher {
  series: string;
  number: number;
  on: Day;
  text: string;
  transactions: readonly SieTransaction[];
}

export interface SieFile {
  /** The day the file is made. */
  generatedOn: Day;
  company: string;
  organisationNumber: string | null;
  /** First and last day of the year that is booked in. */
  year: { from: Day; to: Day };
  accounts: readonly { account: string; name: string }[];
  vouchers: readonly SieVoucher[];
}

/** Upper half of code page 437, from 0x80. */
const PC8 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/** Letters that code page 437 lacks and that have a plain neighbour. */
const NEAR: Record<string, string> = {
  "–": "-",
  "—": "-",
  "−": "-",
  "’": "'",
  "”": '"',
  "“": '"',
  "§": "par.",
  ø: "o",
  Ø: "O",
};

/** A text in code page 437; what it lacks loses its accents, or becomes a question mark. */
export function pc8(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const letter of text.normalize("NFC")) bytes.push(...lettersOf(letter).map(byteOf));
  return new Uint8Array(bytes);
}

function lettersOf(letter: string): string[] {
  if (byteOf(letter) !== 63 || letter === "?") return [letter];
  return [...(NEAR[letter] ?? letter.normalize("NFD").replace(/\p{M}/gu, ""))];
}

function byteOf(letter: string): number {
  const code = letter.codePointAt(0)!;
  if (code < 128) return code;
  const at = PC8.indexOf(letter);
  return at < 0 ? 63 : 128 + at;
}

/** A text field: no control characters, quotation marks escaped. */
function quoted(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format allows none of them in a text
  const plain = text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
  return `"${plain.replaceAll('"', '\\"')}"`;
}

const compact = (day: Day) => day.replaceAll("-", "");

function amount(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, "0");
  return `${minor < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A voucher whose debit and credit differ: the file would be refused by whoever reads it. */
export class Unbalanced extends Error {}

/**
 * The file as bytes. Vouchers and transactions come in the order given; transactions of nothing are left out.
 * @throws Unbalanced when a voucher's transactions do not sum to zero
 */
export function sieFile(file: SieFile): Uint8Array<ArrayBuffer> {
  const { company, organisationNumber, year, accounts, vouchers } = file;
  const lines = [
    "#FLAGGA 0",
    '#PROGRAM "Samverka" "1"',
    "#FORMAT PC8",
    `#GEN ${compact(file.generatedOn)}`,
    "#SIETYP 4",
    ...(organisationNumber ? [`#ORGNR ${organisationNumber.replace(/^(\d{6})(\d{4})$/, "$1-$2")}`] : []),
    `#FNAMN ${quoted(company)}`,
    `#RAR 0 ${compact(year.from)} ${compact(year.to)}`,
    "#VALUTA SEK",
    ...accounts.map(({ account, name }) => `#KONTO ${account} ${quoted(name)}`),
    ...vouchers.flatMap((voucher) => voucherLines(voucher, file.generatedOn)),
  ];
  return pc8(`${lines.join("\r\n")}\r\n`);
}

function voucherLines({ series, number, on, text, transactions }: SieVoucher, generatedOn: Day): string[] {
  const some = transactions.filter(({ minor }) => minor !== 0);
  if (some.reduce((sum, { minor }) => sum + minor, 0) !== 0) throw new Unbalanced(text);
  if (some.length === 0) return [];
  return [
    `#VER ${quoted(series)} ${number} ${compact(on)} ${quoted(text)} ${compact(generatedOn)}`,
    "{",
    ...some.map(
      ({ account, minor, text: words }) =>
        `#TRANS ${account} {} ${amount(minor)} ${compact(on)} ${quoted(words)}`,
    ),
    "}",
  ];
}

export type OrganisationNumber =
  | { ok: true; digits: string }
  | { ok: false; reason: "length" | "characters" }
  | { ok: false; reason: "check_digit"; digits: string; given: string; expected: string };

/**
 * Reads a Swedish organisation number: ten digits with or without hyphen and spaces, with the century prefix 16,
 * or as a VAT number (SE…01). Never throws. A wrong check digit still gives the ten digits, and says which last
 * digit was expected, so that the caller may keep the value and warn.
 */
export function readOrganisationNumber(text: string): OrganisationNumber {
  const compact = text.normalize("NFKC").replace(/[\s\u2010-\u2015-]/g, "");
  const vat = /^SE(\d{10})01$/i.exec(compact);
  const digits = vat?.[1] ?? (/^16\d{10}$/.test(compact) ? compact.slice(2) : compact);
  if (!/^\d*$/.test(digits)) return { ok: false, reason: "characters" };
  if (digits.length !== 10) return { ok: false, reason: "length" };
  const expected = checkDigit(digits.slice(0, 9));
  const given = digits[9]!;
  if (given !== expected) return { ok: false, reason: "check_digit", digits, given, expected };
  return { ok: true, digits };
}

/** The last digit (Luhn) that belongs to the nine first digits of an organisation number. */
export function checkDigit(nineDigits: string): string {
  let sum = 0;
  for (let i = 0; i < nineDigits.length; i++) {
    const product = Number(nineDigits[i]) * (i % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Ten digits as people write them: NNNNNN-NNNN. Anything else is returned as it came. */
export function formatOrganisationNumber(digits: string): string {
  return /^\d{10}$/.test(digits) ? `${digits.slice(0, 6)}-${digits.slice(6)}` : digits;
}

/**
 * True when the ten digits may be a personal identity number (a sole trader's number): the third digit of every
 * other organisation number is 2 or higher. Such a number is personal data.
 */
export function mayBePersonal(digits: string): boolean {
  return /^\d{2}[01]\d{7}$/.test(digits);
}

import type { CellCode } from "./cells.rules.ts";

type Details = Record<string, string>;
type Wording = Record<CellCode, (d: Details) => string>;

/** What is wrong, or worth knowing, with one cell. */
export const cellsText: { sv: Wording; en: Wording } = {
  sv: {
    unknown_value: () => "Värdet finns inte i listan.",
    not_a_number: () => "Värdet är inget tal.",
    not_whole: () => "Talet måste vara ett heltal.",
    negative: () => "Talet får inte vara negativt.",
    number_too_large: (d) => `Talet är för stort; högst ${d.limit}.`,
    ambiguous_number: () =>
      "Talet kan läsas på två sätt: punkten eller kommat kan skilja tusental eller decimaler. Skriv 1250 eller 1,25.",
    multiplied_amount: () => "Skriv beloppet i hela kronor, inte i tusental eller miljoner.",
    foreign_currency: () => "Beloppet ska vara i svenska kronor.",
    not_a_date: () => "Värdet är inget datum. Skriv till exempel 2026-04-03.",
    ambiguous_date: (d) =>
      `Datumet kan läsas på två sätt: ${d.day_first} eller ${d.month_first}. Välj dag först eller månad först i kolumnmappningen, eller skriv ÅÅÅÅ-MM-DD.`,
    no_such_date: () => "Dagen finns inte i almanackan.",
    no_day: () => "Datumet saknar dag. Skriv en hel dag, till exempel 2026-04-03.",
    no_year: () => "Datumet saknar årtal med fyra siffror. Skriv till exempel 2026-04-03.",
    year_out_of_range: (d) => `Året i ${d.date} är orimligt.`,
    too_long: (d) => `Texten har ${d.length} tecken; högst ${d.limit}.`,
    not_a_link: () => "Värdet är ingen webbadress (http eller https).",
    not_a_country: () => "Landet är okänt. Skriv namnet eller landskoden, till exempel Sverige eller SE.",
    not_an_organisation_number: () => "Organisationsnumret ska ha tio siffror, till exempel 212000-0514.",
    formula_error: () => "Cellen innehåller en formel utan giltigt värde.",
    malformed_quotes: () => "Raden har citattecken som inte går ihop.",
    too_many_cells: () => "Raden har fler celler än det finns rubriker.",
    required: () => "Fältet kan inte tömmas.",
    no_letters: () => "Namnet har varken bokstäver eller siffror.",
    stand_in_date: (d) => `${d.date} betyder oftast ”inget slutdatum” och lämnas därför tomt.`,
    odd_characters: () => "Osynliga tecken har tagits bort ur texten.",
    unreadable_characters: () =>
      "Texten har tecken som inte gick att läsa. Kontrollera filens teckenkodning.",
    rounded: () => "Beloppet har avrundats till hela ören.",
    check_digit: (d) => `Organisationsnumrets sista siffra är ${d.given} men borde vara ${d.expected}.`,
    personal_number: () => "Numret kan vara ett personnummer (enskild firma) och är då en personuppgift.",
    looks_like_personal_number: () => "Texten tycks innehålla ett personnummer.",
    not_a_length: () => "Värdet är ingen tidslängd. Skriv till exempel 36 månader, 3 år eller 2+1+1 år.",
    ambiguous_length: () =>
      "Det framgår inte om talet är år eller månader. Skriv enheten, till exempel 36 månader.",
    contradicting_terms: () => "Kolumnerna för avtalstid och optioner säger emot varandra på raden.",
    not_a_cpv_code: () => "CPV-koden ska ha åtta siffror, till exempel 48000000.",
    notice_unknown: () =>
      "Uppsägningstiden går inte att tolka säkert. Den förs in som okänd, med texten kvar, och inget datum räknas fram.",
    notice_anchor_unknown: () =>
      "Det framgår inte till när uppsägningstiden räknas, till exempel avtalsperiodens slut eller löpande. Regeln förs in som okänd tills någon anger det.",
    renewal_unknown: () =>
      "Det framgår inte om avtalet förlängs automatiskt eller efter överenskommelse. Det förs in som okänt.",
    renewal_length_unknown: () => "Det framgår inte hur länge avtalet förlängs. Det förs in som okänt.",
  },
  en: {
    unknown_value: () => "The value is not in the list.",
    not_a_number: () => "The value is not a number.",
    not_whole: () => "The number must be whole.",
    negative: () => "The number may not be negative.",
    number_too_large: (d) => `The number is too large; at most ${d.limit}.`,
    ambiguous_number: () =>
      "The number can be read two ways: the point or comma may part thousands or decimals. Write 1250 or 1,25.",
    multiplied_amount: () => "Write the amount in whole kronor, not in thousands or millions.",
    foreign_currency: () => "The amount must be in Swedish kronor.",
    not_a_date: () => "The value is not a date. Write for example 2026-04-03.",
    ambiguous_date: (d) =>
      `The date can be read two ways: ${d.day_first} or ${d.month_first}. Choose day first or month first in the mapping, or write YYYY-MM-DD.`,
    no_such_date: () => "There is no such day in the calendar.",
    no_day: () => "The date has no day. Write a whole date, for example 2026-04-03.",
    no_year: () => "The date has no year of four digits. Write for example 2026-04-03.",
    year_out_of_range: (d) => `The year in ${d.date} is unreasonable.`,
    too_long: (d) => `The text has ${d.length} characters; at most ${d.limit}.`,
    not_a_link: () => "The value is not a web address (http or https).",
    not_a_country: () => "The country is unknown. Write its name or code, for example Sweden or SE.",
    not_an_organisation_number: () =>
      "The organisation number must have ten digits, for example 212000-0514.",
    formula_error: () => "The cell holds a formula without a valid value.",
    malformed_quotes: () => "The row has quotation marks that do not match.",
    too_many_cells: () => "The row has more cells than there are headings.",
    required: () => "The field cannot be cleared.",
    no_letters: () => "The name has neither letters nor digits.",
    stand_in_date: (d) => `${d.date} usually means “no end date” and is therefore left empty.`,
    odd_characters: () => "Invisible characters were taken out of the text.",
    unreadable_characters: () =>
      "The text has characters that could not be read. Check the encoding of the file.",
    rounded: () => "The amount was rounded to whole öre.",
    check_digit: (d) =>
      `The last digit of the organisation number is ${d.given} but should be ${d.expected}.`,
    personal_number: () =>
      "The number may be a personal identity number (sole trader) and is then personal data.",
    not_a_length: () =>
      "The value is not a length of time. Write for example 36 months, 3 years or 2+1+1 years.",
    ambiguous_length: () =>
      "It does not say whether the number is years or months. Write the unit, for example 36 months.",
    contradicting_terms: () => "The columns for length and options contradict each other in this row.",
    not_a_cpv_code: () => "A CPV code has eight digits, for example 48000000.",
    notice_unknown: () =>
      "The notice period cannot be read with certainty. It is kept as unknown, with its text, and no date is computed.",
    notice_anchor_unknown: () =>
      "It does not say to when the notice period counts, for example the end of the period or running. The rule is kept as unknown until somebody says.",
    renewal_unknown: () =>
      "It does not say whether the contract renews automatically or by agreement. It is kept as unknown.",
    renewal_length_unknown: () => "It does not say for how long the contract renews. It is kept as unknown.",
    looks_like_personal_number: () => "The text seems to hold a personal identity number.",
  },
};

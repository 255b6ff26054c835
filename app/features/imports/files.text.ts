import type { FileProblemCode, FileProblemDetails } from "./file.rules.ts";

type Wording = Record<FileProblemCode, (d: FileProblemDetails) => string>;

/** Why a file cannot be used, and what to do about it. */
export const filesText: { sv: Wording; en: Wording } = {
  sv: {
    empty_file: () => "Filen är tom. Välj en fil med rubriker på första raden och minst en rad under.",
    no_rows: () => "Filen har bara rubriker. Lägg till minst en rad under dem och försök igen.",
    too_large: (d) => `Filen är ${d.megabytes} MB; gränsen är ${d.limit} MB. Dela upp den i flera filer.`,
    too_many_rows: (d) => `Filen har fler än ${d.limit} rader. Dela upp den i flera filer.`,
    too_many_columns: (d) =>
      `Rad ${d.row} har ${d.columns} kolumner eller fler; gränsen är ${d.limit}. Kontrollera att skiljetecknet är rätt och ta bort kolumner som inte ska med.`,
    cell_too_long: (d) => `En cell på rad ${d.row} har mer än ${d.limit} tecken. Korta texten.`,
    record_too_long: (d) => `Rad ${d.row} är orimligt lång. Kontrollera att filen verkligen är en tabell.`,
    unclosed_quote: (d) =>
      `Ett citattecken som öppnas på rad ${d.row} stängs aldrig, så resten av filen går inte att läsa. Ta bort det eller sätt ett till efter texten.`,
    nul_bytes: () =>
      "Filen innehåller nolltecken och är inte en vanlig textfil. Spara om den som CSV (UTF-8) eller XLSX.",
    encoding: () => "Filens teckenkodning är trasig. Spara om den som CSV (UTF-8) eller XLSX.",
    encrypted: () => "Filen är skyddad med lösenord. Ta bort lösenordet och spara om den.",
    old_excel: () =>
      "Filen är i det gamla Excel-formatet (.xls). Spara om den som Excel-arbetsbok (.xlsx) eller CSV.",
    binary_excel: () =>
      "Filen är en binär Excel-arbetsbok (.xlsb). Spara om den som Excel-arbetsbok (.xlsx) eller CSV.",
    open_document: () =>
      "Filen är ett kalkylark i OpenDocument-format (.ods). Spara om det som .xlsx eller CSV.",
    pdf: () => "Filen är en PDF. Hämta listan som Excel eller CSV i stället.",
    picture: () => "Filen är en bild. Hämta listan som Excel eller CSV i stället.",
    web_page: () =>
      "Filen är en webbsida eller XML-fil. Öppna den i kalkylprogrammet och spara om den som .xlsx eller CSV.",
    archive: () => "Filen är ett komprimerat arkiv. Packa upp det och välj filen inuti.",
    not_a_spreadsheet: () => "Filen är inget kalkylark. Välj en XLSX- eller CSV-fil.",
    damaged: () => "Filen är skadad och går inte att läsa. Öppna den i kalkylprogrammet och spara om den.",
    packed_bomb: () => "Filen packas upp till orimligt mycket och har avvisats.",
    xml_entities: () =>
      "Filen innehåller XML-entiteter, som inte hör hemma i ett kalkylark, och har avvisats.",
    unknown_sheet: (d) => `Bladet ”${d.sheet}” finns inte. Bladen heter: ${d.sheets}.`,
    too_many_sheets: (d) =>
      `Arbetsboken har fler än ${d.limit} blad. Spara det blad som ska med i en egen fil.`,
    heading_row_missing: (d) => `Rad ${d.row} är tom eller finns inte. Välj den rad där rubrikerna står.`,
    duplicate_headings: (d) =>
      `Samma rubrik förekommer flera gånger: ${d.headings}. Ge kolumnerna olika rubriker.`,
    too_slow: () => "Filen tog för lång tid att läsa och har avbrutits. Dela upp den i flera filer.",
    too_heavy: () => "Filen kräver för mycket minne att läsa. Dela upp den i flera filer.",
    reader_failed: () => "Filen gick inte att läsa. Försök igen, eller spara om den som CSV (UTF-8).",
  },
  en: {
    empty_file: () =>
      "The file is empty. Choose a file with headings in the first row and at least one row below.",
    no_rows: () => "The file has headings only. Add at least one row below them and try again.",
    too_large: (d) =>
      `The file is ${d.megabytes} MB; the limit is ${d.limit} MB. Divide it into several files.`,
    too_many_rows: (d) => `The file has more than ${d.limit} rows. Divide it into several files.`,
    too_many_columns: (d) =>
      `Row ${d.row} has ${d.columns} columns or more; the limit is ${d.limit}. Check the separator and take away columns that are not needed.`,
    cell_too_long: (d) => `A cell in row ${d.row} has more than ${d.limit} characters. Shorten the text.`,
    record_too_long: (d) => `Row ${d.row} is unreasonably long. Check that the file really is a table.`,
    unclosed_quote: (d) =>
      `A quotation mark opened in row ${d.row} is never closed, so the rest of the file cannot be read. Take it away or close it after the text.`,
    nul_bytes: () =>
      "The file holds NUL characters and is not a plain text file. Save it as CSV (UTF-8) or XLSX.",
    encoding: () => "The character encoding of the file is broken. Save it as CSV (UTF-8) or XLSX.",
    encrypted: () => "The file is protected by a password. Take the password away and save it again.",
    old_excel: () =>
      "The file is in the old Excel format (.xls). Save it as an Excel workbook (.xlsx) or CSV.",
    binary_excel: () =>
      "The file is a binary Excel workbook (.xlsb). Save it as an Excel workbook (.xlsx) or CSV.",
    open_document: () => "The file is an OpenDocument spreadsheet (.ods). Save it as .xlsx or CSV.",
    pdf: () => "The file is a PDF. Get the list as Excel or CSV instead.",
    picture: () => "The file is a picture. Get the list as Excel or CSV instead.",
    web_page: () =>
      "The file is a web page or XML file. Open it in the spreadsheet program and save it as .xlsx or CSV.",
    archive: () => "The file is a compressed archive. Unpack it and choose the file inside.",
    not_a_spreadsheet: () => "The file is no spreadsheet. Choose an XLSX or CSV file.",
    damaged: () =>
      "The file is damaged and cannot be read. Open it in the spreadsheet program and save it again.",
    packed_bomb: () => "The file unpacks to an unreasonable size and was refused.",
    xml_entities: () => "The file holds XML entities, which do not belong in a spreadsheet, and was refused.",
    unknown_sheet: (d) => `There is no sheet “${d.sheet}”. The sheets are: ${d.sheets}.`,
    too_many_sheets: (d) =>
      `The workbook has more than ${d.limit} sheets. Save the one you need in a file of its own.`,
    heading_row_missing: (d) => `Row ${d.row} is empty or does not exist. Choose the row with the headings.`,
    duplicate_headings: (d) =>
      `The same heading occurs several times: ${d.headings}. Give the columns different headings.`,
    too_slow: () => "The file took too long to read and was stopped. Divide it into several files.",
    too_heavy: () => "The file needs too much memory to read. Divide it into several files.",
    reader_failed: () => "The file could not be read. Try again, or save it as CSV (UTF-8).",
  },
};

/** The few pages that the HTTP server shows itself, before any application code has run. */

const PAGES = {
  400: { title: "Adressen går inte att läsa", text: "Kontrollera adressen och försök igen." },
  405: { title: "Metoden stöds inte", text: "Adressen finns, men kan inte användas så." },
  413: {
    title: "För stort att ta emot",
    text: "Formuläret får vara högst 1 MB. Korta texterna och försök igen.",
  },
  500: { title: "Något gick fel", text: "Felet är antecknat. Försök igen om en stund." },
  503: { title: "Tjänsten startar om", text: "Försök igen om en stund." },
} as const;

/**
 * A whole page in plain HTML: works without styles, scripts and database.
 * @param largestFile with 413: the largest file that the page takes, in bytes, when it takes files
 */
export function errorPage(status: keyof typeof PAGES, requestId: string, largestFile?: number): string {
  const { title, text } = status === 413 && largestFile ? fileTooLarge(largestFile) : PAGES[status];
  return `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – Samverka</title></head>
<body><main><h1>${title}</h1><p>${text}</p><p><a href="/">Till startsidan</a></p><p><small>Ärendenummer: ${requestId}</small></p></main></body>
</html>
`;
}

function fileTooLarge(bytes: number) {
  return {
    title: "Filen är för stor",
    text: `En fil får vara högst ${bytes / 1_000_000} MB. Dela upp filen eller ta bort delar som inte behövs, och försök igen.`,
  };
}

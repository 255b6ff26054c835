/** The few pages that the HTTP server shows itself, before any application code has run. */

const PAGES = {
  400: { title: "Adressen går inte att läsa", text: "Kontrollera adressen och försök igen." },
  405: { title: "Metoden stöds inte", text: "Adressen finns, men kan inte användas så." },
  413: {
    title: "Filen är för stor",
    text: "En fil får vara högst 60 MB, ett vanligt formulär högst 1 MB. Dela upp filen och försök igen.",
  },
  500: { title: "Något gick fel", text: "Felet är antecknat. Försök igen om en stund." },
  503: { title: "Tjänsten startar om", text: "Försök igen om en stund." },
} as const;

/** A whole page in plain HTML: works without styles, scripts and database. */
export function errorPage(status: keyof typeof PAGES, requestId: string): string {
  const { title, text } = PAGES[status];
  return `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – Samverka</title></head>
<body><main><h1>${title}</h1><p>${text}</p><p><a href="/">Till startsidan</a></p><p><small>Ärendenummer: ${requestId}</small></p></main></body>
</html>
`;
}

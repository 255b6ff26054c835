/** What a letter about an agreement's money may name: never an amount. */
export interface MoneyMailFacts {
  to: string;
  agreement: string;
  year: number;
  host: string;
  /** The day by which something is asked for; "" where nothing is. */
  until: string;
  /** The party that said something, why something was done, or how far something has come; "" for none. */
  about: string;
  /** 1 is the year's settlement, what follows are correction runs. */
  run: number;
  link: string;
}
export interface MoneyMail {
  subject: string;
  body: string;
}

/** To the parties, to one of them, and to whoever keeps the agreement. */
export const LETTER_KINDS = [
  "budget_sent",
  "budget_decided",
  "forecast",
  "sent",
  "reminder",
  "opened",
  "approved",
  "invoiced",
  "closed",
  "answered",
  "budget_answered",
  "remark",
  "party_approved",
  "figures_due",
] as const;
export type MoneyLetterKind = (typeof LETTER_KINDS)[number];

const sv = ({ to, link }: MoneyMailFacts, subject: string, ...lines: string[]): MoneyMail => ({
  subject,
  body: `Hej ${to}!\n\n${lines.join("\n")}\n\nLäs mer i portalen:\n${link}\n`,
});
const en = ({ to, link }: MoneyMailFacts, subject: string, ...lines: string[]): MoneyMail => ({
  subject,
  body: `Hello ${to},\n\n${lines.join("\n")}\n\nRead more in the portal:\n${link}\n`,
});
const whatSv = ({ run, year }: MoneyMailFacts) =>
  run > 1 ? `rättelsekörning ${run} av avräkningen ${year}` : `avräkningen ${year}`;
const whatEn = ({ run, year }: MoneyMailFacts) =>
  run > 1 ? `correction run ${run} of the settlement of ${year}` : `the settlement of ${year}`;

type Letters = Record<MoneyLetterKind, (facts: MoneyMailFacts) => MoneyMail>;

/** In the language that each person has chosen (decision 170). */
export const moneyMailText: { sv: Letters; en: Letters } = {
  sv: {
    budget_sent: (f) =>
      sv(
        f,
        `Budget ${f.year} på samråd: ${f.agreement}`,
        `${f.host} har skickat förslaget till budget för ${f.year} på samråd. Svara senast ${f.until}.`,
        "Ange också när ni behöver siffrorna till er egen budget.",
      ),
    budget_decided: (f) =>
      sv(
        f,
        `Budget ${f.year} är beslutad: ${f.agreement}`,
        `${f.host} har beslutat budgeten för ${f.year}. Er andel syns i portalen.`,
      ),
    forecast: (f) =>
      sv(
        f,
        `Prognosen går över budgeten: ${f.agreement} ${f.year}`,
        `Prognosen efter kvartal ${f.about} går över budgeten för ${f.year} med mer än den gräns som är satt.`,
        "Er andel kan bli högre än de förskott som är uträknade.",
      ),
    sent: (f) =>
      sv(
        f,
        `Avräkning ${f.year} på remiss: ${f.agreement}`,
        `${f.host} har skickat ${whatSv(f)} på remiss. Lämna synpunkter eller godkänn senast ${f.until}.`,
      ),
    reminder: (f) =>
      sv(
        f,
        `Påminnelse: svara senast ${f.until} – ${f.agreement} ${f.year}`,
        `Ni har inte godkänt ${whatSv(f)}. Sista dag för synpunkter är ${f.until}.`,
      ),
    opened: (f) =>
      sv(
        f,
        `Avräkning ${f.year} räknas om: ${f.agreement}`,
        `${f.host} har öppnat ${whatSv(f)} igen. Det som var skickat gäller inte längre.`,
        `Skäl: ${f.about}`,
      ),
    approved: (f) =>
      sv(f, `Avräkning ${f.year} är godkänd: ${f.agreement}`, `${f.host} har godkänt ${whatSv(f)}.`),
    invoiced: (f) =>
      sv(
        f,
        `Avräkning ${f.year} är fakturerad: ${f.agreement}`,
        `${f.host} har fakturerat ${whatSv(f)}. Numret på er faktura eller kreditnota står i portalen.`,
      ),
    closed: (f) =>
      sv(
        f,
        `Avräkning ${f.year} är stängd: ${f.agreement}`,
        `${f.host} har stängt ${whatSv(f)}. Underlaget för er bokföring finns i portalen.`,
      ),
    answered: (f) =>
      sv(f, `Svar på er synpunkt: ${f.agreement} ${f.year}`, `${f.host} har svarat på er synpunkt.`),
    budget_answered: (f) =>
      sv(
        f,
        `${f.about} har svarat om budget ${f.year}: ${f.agreement}`,
        `${f.about} har svarat på samrådet om budgeten för ${f.year}.`,
      ),
    remark: (f) =>
      sv(
        f,
        `Synpunkt från ${f.about}: ${f.agreement} ${f.year}`,
        `${f.about} har lämnat en synpunkt på ${whatSv(f)}. Den ska besvaras innan avräkningen kan godkännas.`,
      ),
    party_approved: (f) =>
      sv(
        f,
        `${f.about} har godkänt: ${f.agreement} ${f.year}`,
        `${f.about} har godkänt ${whatSv(f)} för sin del.`,
      ),
    figures_due: (f) =>
      sv(
        f,
        `Parterna behöver budgeten ${f.year} senast ${f.until}: ${f.agreement}`,
        `${f.about} behöver siffrorna för ${f.year} senast ${f.until}. Budgeten är inte beslutad.`,
      ),
  },
  en: {
    budget_sent: (f) =>
      en(
        f,
        `Budget ${f.year} out for consultation: ${f.agreement}`,
        `${f.host} has sent the budget proposal for ${f.year} out for consultation. Answer by ${f.until}.`,
        "Also say by when you need the figures for your own budget.",
      ),
    budget_decided: (f) =>
      en(
        f,
        `The budget for ${f.year} is decided: ${f.agreement}`,
        `${f.host} has decided the budget for ${f.year}. Your share is in the portal.`,
      ),
    forecast: (f) =>
      en(
        f,
        `The forecast passes the budget: ${f.agreement} ${f.year}`,
        `The forecast after quarter ${f.about} passes the budget for ${f.year} by more than the limit that is set.`,
        "Your share may become higher than the advances that were worked out.",
      ),
    sent: (f) =>
      en(
        f,
        `Settlement ${f.year} out for remarks: ${f.agreement}`,
        `${f.host} has sent ${whatEn(f)} out for remarks. Make remarks or approve by ${f.until}.`,
      ),
    reminder: (f) =>
      en(
        f,
        `Reminder: answer by ${f.until} – ${f.agreement} ${f.year}`,
        `You have not approved ${whatEn(f)}. The last day for remarks is ${f.until}.`,
      ),
    opened: (f) =>
      en(
        f,
        `Settlement ${f.year} is worked out again: ${f.agreement}`,
        `${f.host} has opened ${whatEn(f)} again. What was sent does not hold any more.`,
        `Reason: ${f.about}`,
      ),
    approved: (f) =>
      en(f, `Settlement ${f.year} is approved: ${f.agreement}`, `${f.host} has approved ${whatEn(f)}.`),
    invoiced: (f) =>
      en(
        f,
        `Settlement ${f.year} is invoiced: ${f.agreement}`,
        `${f.host} has invoiced ${whatEn(f)}. The number of your invoice or credit note is in the portal.`,
      ),
    closed: (f) =>
      en(
        f,
        `Settlement ${f.year} is closed: ${f.agreement}`,
        `${f.host} has closed ${whatEn(f)}. The statement for your books is in the portal.`,
      ),
    answered: (f) =>
      en(f, `Your remark is answered: ${f.agreement} ${f.year}`, `${f.host} has answered your remark.`),
    budget_answered: (f) =>
      en(
        f,
        `${f.about} has answered about budget ${f.year}: ${f.agreement}`,
        `${f.about} has answered the consultation on the budget for ${f.year}.`,
      ),
    remark: (f) =>
      en(
        f,
        `Remark from ${f.about}: ${f.agreement} ${f.year}`,
        `${f.about} has made a remark on ${whatEn(f)}. It has to be answered before the settlement can be approved.`,
      ),
    party_approved: (f) =>
      en(
        f,
        `${f.about} has approved: ${f.agreement} ${f.year}`,
        `${f.about} has approved ${whatEn(f)} for its part.`,
      ),
    figures_due: (f) =>
      en(
        f,
        `The parties need the budget for ${f.year} by ${f.until}: ${f.agreement}`,
        `${f.about} needs the figures for ${f.year} by ${f.until}. The budget is not decided.`,
      ),
  },
};

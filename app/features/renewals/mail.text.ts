/** Mail about a renewal survey: subject and plain text. */
export interface RenewalMail {
  subject: string;
  body: string;
}

/** What a letter may name. Answers are not among it, but in the receipt, which goes to whoever gave them. */
export interface RenewalMailFacts {
  to: string;
  organisation: string;
  coordinator: string;
  round: string;
  item: string;
  until: string;
  reason: string;
  /** What no answer means, in words. */
  silence: string;
  isBinding: boolean;
  link: string;
}
export interface ReceiptFacts {
  organisation: string;
  coordinator: string;
  round: string;
  isBinding: boolean;
  number: string;
  day: string;
  lines: readonly (readonly [string, string])[];
}

type Kind = "asked" | "reminder" | "reopened" | "withdrawn" | "completed" | "closed";
type Mails = Record<Kind, (facts: RenewalMailFacts) => RenewalMail> & {
  receipt: (facts: ReceiptFacts) => RenewalMail;
};

/** Sent in Swedish, the portal's first language: who reads them in the other organisation is not known here. */
export const renewalMailText = {
  sv: {
    asked: ({ to, organisation, coordinator, round, item, until, silence, isBinding, link }) => ({
      subject: `Förlängningsenkät från ${coordinator}: ${round}`,
      body: `Hej ${to}!\n\n${coordinator} frågar vad ${organisation} vill för nästa period: ${round} (${item}). Ett svar per organisation, senast ${until}. ${isBinding ? "Svaret är bindande och lämnas med stöd av beslut eller delegation." : "Svaret är en indikation."}\n${silence}\n\nLäs och svara:\n${link}\n`,
    }),
    reminder: ({ to, organisation, coordinator, round, until, silence, link }) => ({
      subject: `Påminnelse: svara senast ${until} – ${round}`,
      body: `Hej ${to}!\n\n${organisation} har inte svarat på förlängningsenkäten ${round} från ${coordinator}. Sista dag att svara är ${until}.\n${silence}\n\nLäs och svara:\n${link}\n`,
    }),
    reopened: ({ to, coordinator, round, until, reason, link }) => ({
      subject: `Öppen igen: ${round}`,
      body: `Hej ${to}!\n\n${coordinator} har öppnat förlängningsenkäten ${round} igen, till och med ${until}.\nSkäl: ${reason}\n\nVill ni ändra eller lämna ert svar:\n${link}\n`,
    }),
    withdrawn: ({ to, coordinator, round, reason, link }) => ({
      subject: `Återkallad: ${round}`,
      body: `Hej ${to}!\n\n${coordinator} har återkallat förlängningsenkäten ${round}. Ni behöver inte göra något.\nSkäl: ${reason}\n\nLäs mer:\n${link}\n`,
    }),
    completed: ({ to, coordinator, round, link }) => ({
      subject: `Avslutad: ${round}`,
      body: `Hej ${to}!\n\n${coordinator} har avslutat förlängningsenkäten ${round}. Resultatet finns i portalen:\n${link}\n`,
    }),
    closed: ({ to, round, until, link }) => ({
      subject: `Svarstiden är slut: ${round}`,
      body: `Hej ${to}!\n\nSvarstiden för er förlängningsenkät ${round} gick ut ${until}. Nu kan svaren utvärderas:\n${link}\n`,
    }),
    receipt: ({ organisation, coordinator, round, isBinding, number, day, lines }) => ({
      subject: `Kvittens ${number}: ${round}`,
      body: `Svar för ${organisation} på förlängningsenkäten ${round} från ${coordinator} är mottaget ${day}.\nSvaret är ${isBinding ? "bindande" : "en indikation"}.\nKvittensnummer: ${number}\n\n${lines.map(([name, value]) => `${name}: ${value}`).join("\n")}\n`,
    }),
  },
  en: {
    asked: ({ to, organisation, coordinator, round, item, until, silence, isBinding, link }) => ({
      subject: `Renewal survey from ${coordinator}: ${round}`,
      body: `Hello ${to},\n\n${coordinator} asks what ${organisation} wants for the next period: ${round} (${item}). One answer per organisation, by ${until}. ${isBinding ? "The answer binds and rests on a decision or delegation." : "The answer is an indication."}\n${silence}\n\nRead and answer:\n${link}\n`,
    }),
    reminder: ({ to, organisation, coordinator, round, until, silence, link }) => ({
      subject: `Reminder: answer by ${until} – ${round}`,
      body: `Hello ${to},\n\n${organisation} has not answered the renewal survey ${round} from ${coordinator}. The last day to answer is ${until}.\n${silence}\n\nRead and answer:\n${link}\n`,
    }),
    reopened: ({ to, coordinator, round, until, reason, link }) => ({
      subject: `Open again: ${round}`,
      body: `Hello ${to},\n\n${coordinator} has opened the renewal survey ${round} again, through ${until}.\nReason: ${reason}\n\nTo change or give your answer:\n${link}\n`,
    }),
    withdrawn: ({ to, coordinator, round, reason, link }) => ({
      subject: `Withdrawn: ${round}`,
      body: `Hello ${to},\n\n${coordinator} has withdrawn the renewal survey ${round}. There is nothing for you to do.\nReason: ${reason}\n\nRead more:\n${link}\n`,
    }),
    completed: ({ to, coordinator, round, link }) => ({
      subject: `Completed: ${round}`,
      body: `Hello ${to},\n\n${coordinator} has completed the renewal survey ${round}. The result is in the portal:\n${link}\n`,
    }),
    closed: ({ to, round, until, link }) => ({
      subject: `Closed for answers: ${round}`,
      body: `Hello ${to},\n\nThe time to answer your renewal survey ${round} ran out on ${until}. The answers can be evaluated now:\n${link}\n`,
    }),
    receipt: ({ organisation, coordinator, round, isBinding, number, day, lines }) => ({
      subject: `Receipt ${number}: ${round}`,
      body: `The answer of ${organisation} to the renewal survey ${round} from ${coordinator} was received on ${day}.\nThe answer is ${isBinding ? "binding" : "an indication"}.\nReceipt number: ${number}\n\n${lines.map(([name, value]) => `${name}: ${value}`).join("\n")}\n`,
    }),
  },
} satisfies Record<"sv" | "en", Mails>;

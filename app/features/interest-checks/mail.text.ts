/** Mail about an interest check: subject and plain text. */
export interface InterestMail {
  subject: string;
  body: string;
}

/** What a letter may name. Answers are not among it: a letter is read by others than it was meant for. */
export interface InterestMailFacts {
  to: string;
  organisation: string;
  coordinator: string;
  check: string;
  until: string;
  reason: string;
  outcome: "go" | "no_go" | null;
  link: string;
}

type Kind = "asked" | "reminder" | "reopened" | "extended" | "withdrawn" | "decided" | "closed";
type Mails = Record<Kind, (facts: InterestMailFacts) => InterestMail>;

/** Sent in Swedish, the portal's first language: who reads them in the other organisation is not known here. */
export const interestMailText = {
  sv: {
    asked: ({ to, organisation, coordinator, check, until, link }) => ({
      subject: `Intresseförfrågan från ${coordinator}: ${check}`,
      body: `Hej ${to}!\n\n${coordinator} undrar om ${organisation} vill vara med: ${check}. Svaret tar några minuter. Ett svar per organisation, senast ${until}.\n\nLäs och svara:\n${link}\n`,
    }),
    reminder: ({ to, organisation, coordinator, check, until, link }) => ({
      subject: `Påminnelse: svara senast ${until} – ${check}`,
      body: `Hej ${to}!\n\n${organisation} har inte svarat på intresseförfrågan ${check} från ${coordinator}. Sista dag att svara är ${until}. Även ett nej är till nytta.\n\nLäs och svara:\n${link}\n`,
    }),
    reopened: ({ to, coordinator, check, until, reason, link }) => ({
      subject: `Öppen igen: ${check}`,
      body: `Hej ${to}!\n\n${coordinator} har öppnat intresseförfrågan ${check} igen, till och med ${until}.\nSkäl: ${reason}\n\nVill ni ändra eller lämna ert svar:\n${link}\n`,
    }),
    extended: ({ to, organisation, coordinator, check, until, reason, link }) => ({
      subject: `Längre svarstid, till och med ${until}: ${check}`,
      body: `Hej ${to}!\n\n${coordinator} har förlängt svarstiden i intresseförfrågan ${check} till och med ${until}. ${organisation} har inte svarat än.\nSkäl: ${reason}\n\nLäs och svara:\n${link}\n`,
    }),
    withdrawn: ({ to, coordinator, check, reason, link }) => ({
      subject: `Återkallad: ${check}`,
      body: `Hej ${to}!\n\n${coordinator} har återkallat intresseförfrågan ${check}. Ni behöver inte göra något.\nSkäl: ${reason}\n\nLäs mer:\n${link}\n`,
    }),
    decided: ({ to, coordinator, check, outcome, link }) => ({
      subject: `Beslut: ${check}`,
      body: `Hej ${to}!\n\n${coordinator} har beslutat i intresseförfrågan ${check}: ${outcome === "go" ? "man går vidare tillsammans" : "man går inte vidare"}. Beslutet och skälet finns i portalen:\n${link}\n`,
    }),
    closed: ({ to, check, until, link }) => ({
      subject: `Svarstiden är slut: ${check}`,
      body: `Hej ${to}!\n\nSvarstiden för er intresseförfrågan ${check} gick ut ${until}. Nu väntar ert beslut. De tillfrågade får veta vad det blev.\n\nSe resultatet och besluta:\n${link}\n`,
    }),
  },
  en: {
    asked: ({ to, organisation, coordinator, check, until, link }) => ({
      subject: `Interest check from ${coordinator}: ${check}`,
      body: `Hello ${to},\n\n${coordinator} asks whether ${organisation} wants to take part: ${check}. Answering takes a few minutes. One reply per organisation, by ${until}.\n\nRead and reply:\n${link}\n`,
    }),
    reminder: ({ to, organisation, coordinator, check, until, link }) => ({
      subject: `Reminder: reply by ${until} – ${check}`,
      body: `Hello ${to},\n\n${organisation} has not replied to the interest check ${check} from ${coordinator}. The last day to reply is ${until}. A no is useful as well.\n\nRead and reply:\n${link}\n`,
    }),
    reopened: ({ to, coordinator, check, until, reason, link }) => ({
      subject: `Open again: ${check}`,
      body: `Hello ${to},\n\n${coordinator} has opened the interest check ${check} again, through ${until}.\nReason: ${reason}\n\nTo change or give your reply:\n${link}\n`,
    }),
    extended: ({ to, organisation, coordinator, check, until, reason, link }) => ({
      subject: `More time to reply, through ${until}: ${check}`,
      body: `Hello ${to},\n\n${coordinator} has given more time to reply to the interest check ${check}, through ${until}. ${organisation} has not replied yet.\nReason: ${reason}\n\nRead and reply:\n${link}\n`,
    }),
    withdrawn: ({ to, coordinator, check, reason, link }) => ({
      subject: `Withdrawn: ${check}`,
      body: `Hello ${to},\n\n${coordinator} has withdrawn the interest check ${check}. There is nothing for you to do.\nReason: ${reason}\n\nRead more:\n${link}\n`,
    }),
    decided: ({ to, coordinator, check, outcome, link }) => ({
      subject: `Decision: ${check}`,
      body: `Hello ${to},\n\n${coordinator} has decided on the interest check ${check}: ${outcome === "go" ? "going ahead together" : "not going ahead"}. The decision and its reason are in the portal:\n${link}\n`,
    }),
    closed: ({ to, check, until, link }) => ({
      subject: `Closed for replies: ${check}`,
      body: `Hello ${to},\n\nThe time to reply to your interest check ${check} ran out on ${until}. It now waits for your decision, and those who were asked are told about it.\n\nSee the result and decide:\n${link}\n`,
    }),
  },
} satisfies Record<"sv" | "en", Mails>;

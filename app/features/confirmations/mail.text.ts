/** Mail of a round: subject and plain text. */
export interface RoundMail {
  subject: string;
  body: string;
}

interface RoundMails {
  ask(mail: { to: string; organisation: string; systems: number; until: string; link: string }): RoundMail;
  escalate(mail: {
    to: string;
    organisation: string;
    round: string;
    systems: number;
    until: string;
    link: string;
  }): RoundMail;
  again(mail: { to: string; organisation: string; until: string; link: string }): RoundMail;
}

/** Whoever gets these may have no account and so no chosen language: they are sent in Swedish, the portal's first language. */
export const roundMailText = {
  sv: {
    ask: ({ to, organisation, systems, until, link }) => ({
      subject: `Stämmer uppgifterna om dina system? ${organisation}`,
      body: `Hej ${to}!\n\n${organisation} går igenom sin systemförteckning. Du svarar för ${systems} system, som systemägare eller i en systemägares ställe. Bekräfta uppgifterna eller rätta det som inte stämmer. Du behöver inget konto.\n\nÖppna din lista:\n${link}\n\nLänken är personlig och gäller till och med ${until}. Den fungerar i den webbläsare där du först öppnar den.\n`,
    }),
    escalate: ({ to, organisation, round, systems, until, link }) => ({
      subject: `Obesvarade system i ${round}`,
      body: `Hej ${to}!\n\nI bekräftelserundan ${round} i ${organisation} är ${systems} system inte besvarade i tid. Du står som den som tar över då. Du kan bekräfta eller rätta uppgifterna själv, eller påminna systemägaren. Du behöver inget konto.\n\nÖppna listan:\n${link}\n\nLänken är personlig och gäller till och med ${until}. Den fungerar i den webbläsare där du först öppnar den.\n`,
    }),
    again: ({ to, organisation, until, link }) => ({
      subject: `Ny länk till dina system i ${organisation}`,
      body: `Hej ${to}!\n\nHär är den nya länk som beställdes från sidan för bekräftelse av system i ${organisation}:\n${link}\n\nLänken är personlig och gäller till och med ${until}. Den fungerar i den webbläsare där du först öppnar den. Har du inte bett om den kan du bortse från meddelandet.\n`,
    }),
  },
  en: {
    ask: ({ to, organisation, systems, until, link }) => ({
      subject: `Are the details of your systems right? ${organisation}`,
      body: `Hello ${to},\n\n${organisation} is reviewing its system inventory. You answer for ${systems === 1 ? "1 system" : `${systems} systems`}, as system owner or in a system owner’s place. Confirm the details or correct what is wrong. You do not need an account.\n\nOpen your list:\n${link}\n\nThe link is personal and valid through ${until}. It works in the browser where you first open it.\n`,
    }),
    escalate: ({ to, organisation, round, systems, until, link }) => ({
      subject: `Unanswered systems in ${round}`,
      body: `Hello ${to},\n\nIn the confirmation round ${round} of ${organisation}, ${systems === 1 ? "1 system has" : `${systems} systems have`} not been answered in time. You are named to take over. You can confirm or correct the details yourself, or remind the system owner. You do not need an account.\n\nOpen the list:\n${link}\n\nThe link is personal and valid through ${until}. It works in the browser where you first open it.\n`,
    }),
    again: ({ to, organisation, until, link }) => ({
      subject: `New link to your systems in ${organisation}`,
      body: `Hello ${to},\n\nHere is the new link that was asked for on the page for confirming systems in ${organisation}:\n${link}\n\nThe link is personal and valid through ${until}. It works in the browser where you first open it. If you did not ask for it, you can ignore the message.\n`,
    }),
  },
} satisfies Record<"sv" | "en", RoundMails>;

/** Mail about accounts: subject and plain text. */
export interface MailWording {
  subject: string;
  body: string;
}

interface AccountMails {
  invitation(to: string, by: string, organisation: string, link: string): MailWording;
  reset(name: string, link: string): MailWording;
  passwordChanged(name: string): MailWording;
  secondFactorOff(name: string): MailWording;
}

export const mailText = {
  sv: {
    invitation: (to: string, by: string, organisation: string, link: string) => ({
      subject: `Inbjudan till ${organisation} i Samverka`,
      body: `Hej ${to}!\n\n${by} har bjudit in dig till ${organisation} i Samverka, kommunernas gemensamma systemförteckning.\n\nTacka ja här:\n${link}\n\nLänken gäller i 14 dagar och kan användas en gång. Om du inte väntade dig det här kan du bortse från meddelandet.\n`,
    }),
    reset: (name: string, link: string) => ({
      subject: "Välj ett nytt lösenord i Samverka",
      body: `Hej ${name}!\n\nNågon, troligen du, har bett om att få byta lösenord i Samverka. Välj ett nytt här:\n${link}\n\nLänken gäller i en timme och kan användas en gång. Har du inte bett om det kan du bortse från meddelandet; ditt lösenord är oförändrat.\n`,
    }),
    passwordChanged: (name: string) => ({
      subject: "Ditt lösenord i Samverka har ändrats",
      body: `Hej ${name}!\n\nLösenordet till ditt konto i Samverka har ändrats och du är utloggad från andra enheter.\n\nVar det inte du? Återställ lösenordet på inloggningssidan genast och kontakta din lokala administratör.\n`,
    }),
    secondFactorOff: (name: string) => ({
      subject: "Tvåstegsverifieringen i Samverka är avstängd",
      body: `Hej ${name}!\n\nTvåstegsverifieringen för ditt konto i Samverka har stängts av.\n\nVar det inte du? Återställ lösenordet på inloggningssidan genast och kontakta din lokala administratör.\n`,
    }),
  },
  en: {
    invitation: (to: string, by: string, organisation: string, link: string) => ({
      subject: `Invitation to ${organisation} in Samverka`,
      body: `Hello ${to},\n\n${by} has invited you to ${organisation} in Samverka, the municipalities’ shared system inventory.\n\nAccept here:\n${link}\n\nThe link is valid for 14 days and works once. If you did not expect this, you can ignore the message.\n`,
    }),
    reset: (name: string, link: string) => ({
      subject: "Choose a new password in Samverka",
      body: `Hello ${name},\n\nSomebody, probably you, has asked to change the password in Samverka. Choose a new one here:\n${link}\n\nThe link is valid for one hour and works once. If you did not ask for it, you can ignore the message; your password is unchanged.\n`,
    }),
    passwordChanged: (name: string) => ({
      subject: "Your password in Samverka has been changed",
      body: `Hello ${name},\n\nThe password of your account in Samverka has been changed, and you have been signed out on other devices.\n\nWas it not you? Reset the password on the sign-in page at once and contact your local administrator.\n`,
    }),
    secondFactorOff: (name: string) => ({
      subject: "Two-step verification in Samverka has been switched off",
      body: `Hello ${name},\n\nTwo-step verification of your account in Samverka has been switched off.\n\nWas it not you? Reset the password on the sign-in page at once and contact your local administrator.\n`,
    }),
  },
} satisfies Record<"sv" | "en", AccountMails>;

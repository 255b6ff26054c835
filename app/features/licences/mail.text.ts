/** A loan as its letters tell it. */
export interface LoanLetter {
  to: string;
  lender: string;
  borrower: string;
  quantity: number;
  item: string;
  /** Last day. */
  to_on: string;
  reason: string | null;
  link: string;
}

interface Mail {
  subject: string;
  body: string;
}
type Words = Record<
  "proposed" | "accepted" | "declined" | "withdrawn" | "recalled" | "returned" | "reminder",
  (letter: LoanLetter) => Mail
> & {
  question: (q: { to: string; from: string; agreement: string; question: string; link: string }) => Mail;
};

const sv = (letter: LoanLetter, subject: string, ...lines: string[]): Mail => ({
  subject,
  body: [`Hej ${letter.to}!`, ...lines.filter(Boolean), letter.link, "Hälsningar\nSamverka"].join("\n\n"),
});
const en = (letter: LoanLetter, subject: string, ...lines: string[]): Mail => ({
  subject,
  body: [`Hello ${letter.to},`, ...lines.filter(Boolean), letter.link, "Regards\nSamverka"].join("\n\n"),
});
const whatSv = ({ lender, borrower, quantity, item, to_on }: LoanLetter) =>
  `${lender} lånar ut ${quantity} st ${item} till ${borrower}, till och med ${to_on}.`;
const whatEn = ({ lender, borrower, quantity, item, to_on }: LoanLetter) =>
  `${lender} lends ${quantity} of ${item} to ${borrower}, until ${to_on}.`;
const why = (word: string, reason: string | null) => (reason ? `${word}: ${reason}` : "");

/** Letters about loans and questions to the coordinator. They name item, quantity and dates; no price. */
export const loanMailText: { sv: Words; en: Words } = {
  sv: {
    proposed: (l) =>
      sv(
        l,
        `Förslag om utlåning av licenser: ${l.item}`,
        whatSv(l),
        "Den andra parten godkänner eller avböjer i portalen.",
      ),
    accepted: (l) => sv(l, `Utlåningen är godkänd: ${l.item}`, whatSv(l)),
    declined: (l) => sv(l, `Utlåningen är avböjd: ${l.item}`, whatSv(l), why("Skäl", l.reason)),
    withdrawn: (l) =>
      sv(l, `Förslaget om utlåning är återtaget: ${l.item}`, whatSv(l), why("Skäl", l.reason)),
    recalled: (l) =>
      sv(
        l,
        `Utlånade licenser är återkallade: ${l.item}`,
        `${l.lender} har återkallat ${l.quantity} st ${l.item}. Sista dag för ${l.borrower} är ${l.to_on}.`,
        why("Skäl", l.reason),
        "Licenser som används efter den dagen blir överuttag.",
      ),
    returned: (l) =>
      sv(
        l,
        `Lånade licenser är återlämnade: ${l.item}`,
        `${l.borrower} har återlämnat ${l.quantity} st ${l.item}. Sista dag är ${l.to_on}.`,
        why("Skäl", l.reason),
      ),
    reminder: (l) =>
      sv(
        l,
        `Utlåningen slutar ${l.to_on}: ${l.item}`,
        whatSv(l),
        "Licenser som den lånande kommunen använder efter den dagen blir överuttag.",
      ),
    question: ({ to, from, agreement, question, link }) => ({
      subject: `Fråga om licensavtalet ${agreement}`,
      body: [`Hej ${to}!`, `${from} frågar om ${agreement}:`, question, link, "Hälsningar\nSamverka"].join(
        "\n\n",
      ),
    }),
  },
  en: {
    proposed: (l) =>
      en(
        l,
        `Proposed loan of licences: ${l.item}`,
        whatEn(l),
        "The other side accepts or declines in the portal.",
      ),
    accepted: (l) => en(l, `The loan is accepted: ${l.item}`, whatEn(l)),
    declined: (l) => en(l, `The loan is declined: ${l.item}`, whatEn(l), why("Reason", l.reason)),
    withdrawn: (l) => en(l, `The proposed loan is withdrawn: ${l.item}`, whatEn(l), why("Reason", l.reason)),
    recalled: (l) =>
      en(
        l,
        `Lent licences are recalled: ${l.item}`,
        `${l.lender} has recalled ${l.quantity} of ${l.item}. The last day for ${l.borrower} is ${l.to_on}.`,
        why("Reason", l.reason),
        "Licences used after that day are over-use.",
      ),
    returned: (l) =>
      en(
        l,
        `Borrowed licences are returned: ${l.item}`,
        `${l.borrower} has returned ${l.quantity} of ${l.item}. The last day is ${l.to_on}.`,
        why("Reason", l.reason),
      ),
    reminder: (l) =>
      en(
        l,
        `The loan ends ${l.to_on}: ${l.item}`,
        whatEn(l),
        "Licences that the borrower uses after that day are over-use.",
      ),
    question: ({ to, from, agreement, question, link }) => ({
      subject: `Question about the licence agreement ${agreement}`,
      body: [`Hello ${to},`, `${from} asks about ${agreement}:`, question, link, "Regards\nSamverka"].join(
        "\n\n",
      ),
    }),
  },
};

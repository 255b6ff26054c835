import { formatDayInWords } from "../../text/format.ts";
import { oneLine } from "../../text/one-line.ts";
import type { DeadlineKind } from "./contract-deadlines.rules.ts";

/** One deadline as a letter tells it. */
export interface MailLine {
  kind: DeadlineKind;
  contract: string;
  deadline_on: string;
  last_on: string;
  then_on: string | null;
  option_seq: number | null;
}

interface Digest {
  subject: string;
  body: string;
}

const sv = (day: string) => formatDayInWords(day, "sv");
const en = (day: string) => formatDayInWords(day, "en");

const svWhat: Record<DeadlineKind, (line: MailLine) => string> = {
  notice: ({ deadline_on, last_on, then_on }) =>
    `Agera senast ${sv(deadline_on)} om avtalet ska sägas upp; sista uppsägningsdag är ${sv(last_on)}. Görs inget förlängs avtalet${then_on ? ` till ${sv(then_on)}` : ""}.`,
  option: ({ deadline_on, last_on, then_on, option_seq }) =>
    `Agera senast ${sv(deadline_on)} om option ${option_seq} ska avropas; sista dag är ${sv(last_on)}. Görs inget förfaller optionen${then_on ? ` och avtalet upphör ${sv(then_on)}` : ""}.`,
  agreement: ({ deadline_on, last_on, then_on }) =>
    `Agera senast ${sv(deadline_on)} om avtalet ska förlängas; sista dag att komma överens är ${sv(last_on)}. Görs inget upphör avtalet${then_on ? ` ${sv(then_on)}` : ""}.`,
  end: ({ deadline_on }) => `Avtalet upphör ${sv(deadline_on)}. Görs inget finns inget avtal därefter.`,
  unclear: ({ deadline_on }) =>
    `Avtalsperioden slutar ${sv(deadline_on)}. Villkoren i Samverka säger inte vad som händer då eller när avtalet senast måste sägas upp. Görs inget vet ingen om avtalet upphör eller förlängs.`,
  missed: ({ last_on, then_on }) =>
    `Sista uppsägningsdag ${sv(last_on)} har passerat utan uppsägning. Avtalet är förlängt${then_on ? ` till ${sv(then_on)}` : ""}. Görs inget gäller det till dess.`,
};

const enWhat: Record<DeadlineKind, (line: MailLine) => string> = {
  notice: ({ deadline_on, last_on, then_on }) =>
    `Act by ${en(deadline_on)} if notice is to be given; the last notice date is ${en(last_on)}. If nothing is done the contract is renewed${then_on ? ` to ${en(then_on)}` : ""}.`,
  option: ({ deadline_on, last_on, then_on, option_seq }) =>
    `Act by ${en(deadline_on)} if option ${option_seq} is to be called; the last day is ${en(last_on)}. If nothing is done the option lapses${then_on ? ` and the contract ends on ${en(then_on)}` : ""}.`,
  agreement: ({ deadline_on, last_on, then_on }) =>
    `Act by ${en(deadline_on)} if the contract is to be renewed; the last day to agree is ${en(last_on)}. If nothing is done the contract ends${then_on ? ` on ${en(then_on)}` : ""}.`,
  end: ({ deadline_on }) =>
    `The contract ends on ${en(deadline_on)}. If nothing is done there is no contract after that.`,
  unclear: ({ deadline_on }) =>
    `The contract period ends on ${en(deadline_on)}. The terms in Samverka do not say what happens then, or by when notice must be given. If nothing is done nobody knows whether the contract ends or is renewed.`,
  missed: ({ last_on, then_on }) =>
    `The last notice date ${en(last_on)} has passed without notice. The contract is renewed${then_on ? ` to ${en(then_on)}` : ""}. If nothing is done it runs until then.`,
};

/** What a deadline asks for and what follows when nobody acts: in letters, in the list and in calendars. */
export const deadlineSentences = { sv: svWhat, en: enWhat };

/** The daily letter, in the language that its receiver has chosen; whoever has no account gets it in Swedish. No price stands in it. */
export const reminderMailText = {
  sv: {
    digest({ to, organisation, lines, orphans, link }: DigestFacts): Digest {
      const count = lines.length + orphans.length;
      const parts = [`Hej ${to}!`];
      if (lines.length > 0) parts.push(`Det här behöver någon ta ställning till i ${organisation}:`);
      parts.push(...lines.map((line) => `${oneLine(line.contract)}\n${svWhat[line.kind](line)}`));
      if (orphans.length > 0)
        parts.push(
          "De här påminnelserna har ingen mottagare. Ange vem som ansvarar för avtalet:",
          ...orphans.map((line) => `${oneLine(line.contract)}\n${svWhat[line.kind](line)}`),
        );
      parts.push(`Öppna påminnelserna:\n${link}`);
      return {
        subject: `Påminnelse om ${count === 1 ? "ett avtal" : `${count} avtal`}, ${organisation}`,
        body: `${parts.join("\n\n")}\n`,
      };
    },
  },
  en: {
    digest({ to, organisation, lines, orphans, link }: DigestFacts): Digest {
      const count = lines.length + orphans.length;
      const parts = [`Hello ${to},`];
      if (lines.length > 0) parts.push(`Somebody at ${organisation} has to decide about this:`);
      parts.push(...lines.map((line) => `${oneLine(line.contract)}\n${enWhat[line.kind](line)}`));
      if (orphans.length > 0)
        parts.push(
          "These reminders have no recipient. Say who answers for the contract:",
          ...orphans.map((line) => `${oneLine(line.contract)}\n${enWhat[line.kind](line)}`),
        );
      parts.push(`Open the reminders:\n${link}`);
      return {
        subject: `Reminder about ${count === 1 ? "a contract" : `${count} contracts`}, ${organisation}`,
        body: `${parts.join("\n\n")}\n`,
      };
    },
  },
};

interface DigestFacts {
  to: string;
  organisation: string;
  lines: readonly MailLine[];
  /** For administrators: what nobody else was told. */
  orphans: readonly MailLine[];
  link: string;
}

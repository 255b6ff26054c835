import { type Locale, textFor } from "../../text/text.ts";
import { agreementHistoryWords } from "../agreements/history.rules.ts";
import type { MoreHistoryWords } from "../audit/history.server.ts";
import { contractHistoryWords, listChoiceWords } from "../contracts/history.rules.ts";
import { choiceWord, wordsText } from "../contracts/words.text.ts";
import { licenceHistoryWords } from "../licences/history.rules.ts";
import { radarSettingWords } from "../radar/history.rules.ts";
import { remindersText } from "../reminders/reminders.text.ts";

/** Words of the whole portal's history by kind of record, for the kinds that have fields of their own. */
export function portalHistoryWords(locale: Locale): Record<string, MoreHistoryWords> {
  const reminders = textFor(remindersText, locale);
  const contract = textFor(wordsText, locale);
  return {
    agreement: agreementHistoryWords(locale),
    contract: contractHistoryWords(locale),
    licence_agreement: licenceHistoryWords(locale),
    organisation: {
      field: (_kind, field) =>
        field ? (listChoiceWords(field, locale) ?? radarSettingWords(field, locale)) : undefined,
      value: () => undefined,
    },
    reminder_setting: {
      field(_kind, field) {
        if (field === "steps") return reminders.steps;
        return field === "any" ? reminders.anyType : choiceWord(contract, "type", field);
      },
      value: () => undefined,
    },
    calendar_feed: {
      field: () => undefined,
      value: () => undefined,
      name: (_kind, name) => ({ person: reminders.ownFeed, organisation: reminders.organisationFeed })[name],
    },
  };
}

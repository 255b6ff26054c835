import { type Locale, type Texts, textFor } from "../../text/text.ts";
import type { Explanation } from "./explanation.rules.ts";
import type { HolidayCode } from "./holidays.rules.ts";
import { stepsText } from "./steps.text.ts";
import type { MissingRule, TermStatus } from "./term.rules.ts";

const svHolidays: Record<HolidayCode, string> = {
  new_year: "nyårsdagen",
  epiphany: "trettondedag jul",
  good_friday: "långfredagen",
  easter_sunday: "påskdagen",
  easter_monday: "annandag påsk",
  may_day: "första maj",
  ascension: "Kristi himmelsfärdsdag",
  whit_sunday: "pingstdagen",
  whit_monday: "annandag pingst",
  national_day: "Sveriges nationaldag",
  midsummer_eve: "midsommarafton",
  midsummer_day: "midsommardagen",
  all_saints: "alla helgons dag",
  christmas_eve: "julafton",
  christmas_day: "juldagen",
  boxing_day: "annandag jul",
  new_year_eve: "nyårsafton",
};

const enHolidays: Record<HolidayCode, string> = {
  new_year: "New Year's Day",
  epiphany: "Epiphany",
  good_friday: "Good Friday",
  easter_sunday: "Easter Sunday",
  easter_monday: "Easter Monday",
  may_day: "May Day",
  ascension: "Ascension Day",
  whit_sunday: "Whit Sunday",
  whit_monday: "Whit Monday",
  national_day: "National Day of Sweden",
  midsummer_eve: "Midsummer Eve",
  midsummer_day: "Midsummer Day",
  all_saints: "All Saints' Day",
  christmas_eve: "Christmas Eve",
  christmas_day: "Christmas Day",
  boxing_day: "Boxing Day",
  new_year_eve: "New Year's Eve",
};

const svStatuses: Record<TermStatus, string> = {
  not_started: "Ej påbörjat",
  in_force: "Gällande",
  notice_given: "Uppsagt",
  expiring: "Löper ut utan förlängning",
  ended: "Upphört",
  unknown: "Okänt",
};

const enStatuses: Record<TermStatus, string> = {
  not_started: "Not started",
  in_force: "In force",
  notice_given: "Notice given",
  expiring: "Expires without renewal",
  ended: "Ended",
  unknown: "Unknown",
};

const svMissing: Record<MissingRule, string> = {
  start: "startdag",
  first_end: "första periodens längd eller slutdag",
  renewal: "om och hur avtalet förlängs",
  renewal_length: "hur länge en förlängning gäller",
  renewal_limit: "hur många gånger avtalet får förlängas",
  notice_length: "uppsägningstid",
  notice_anchor: "vad uppsägningstiden räknas till",
  option_call: "hur långt före slutet optionen ska avropas",
};

const enMissing: Record<MissingRule, string> = {
  start: "start day",
  first_end: "length or end of the first period",
  renewal: "whether and how the contract is renewed",
  renewal_length: "how long a renewal lasts",
  renewal_limit: "how many times the contract may be renewed",
  notice_length: "notice period",
  notice_anchor: "what the notice period runs to",
  option_call: "how long before the end the option must be called",
};

/** Words of the date engine: statuses, holidays, what is missing, and the sentences of "Så räknades det". */
export const deadlinesText = {
  sv: {
    howCounted: "Så räknades det",
    unknown: "Okänt",
    untilNotice: "Tills uppsagt",
    openEnded: "Tills vidare",
    extendedTo: (day: string) => `Förlängt till ${day}`,
    twoReadings: (last: string, cautious: string) =>
      `Dagen kan läsas på två sätt: ${last} eller, försiktigt räknat, ${cautious}.`,
    lastWorkday: (day: string) => `Sista arbetsdag före: ${day}`,
    missingRule: (rule: string) => `Okänt tills detta är ifyllt: ${rule}.`,
    lateNotice: (on: string, last: string, end: string, next: string) =>
      `Uppsägningen kom in ${on}, efter sista uppsägningsdag ${last}. Avtalet förlängs till ${end}; nästa uppsägningsdag är ${next}.`,
    lateOption: (last: string) => `Optionen skulle ha avropats senast ${last}. Den har förfallit.`,
    postAgain: "anslå på nytt",
    publicHoliday: "allmän helgdag",
    equalDay: "likställd dag",
    statuses: svStatuses,
    missing: svMissing,
    holidays: svHolidays,
    steps: stepsText.sv,
  },
  en: {
    howCounted: "How it was counted",
    unknown: "Unknown",
    untilNotice: "Until notice is given",
    openEnded: "Until further notice",
    extendedTo: (day: string) => `Renewed to ${day}`,
    twoReadings: (last: string, cautious: string) =>
      `The day can be read in two ways: ${last} or, counted cautiously, ${cautious}.`,
    lastWorkday: (day: string) => `Last working day before: ${day}`,
    missingRule: (rule: string) => `Unknown until this is filled in: ${rule}.`,
    lateNotice: (on: string, last: string, end: string, next: string) =>
      `The notice arrived on ${on}, after the last notice date ${last}. The contract is renewed to ${end}; the next notice date is ${next}.`,
    lateOption: (last: string) => `The option had to be called by ${last}. It has lapsed.`,
    postAgain: "post it again",
    publicHoliday: "public holiday",
    equalDay: "day that counts as one",
    statuses: enStatuses,
    missing: enMissing,
    holidays: enHolidays,
    steps: stepsText.en,
  },
} satisfies Texts;

/** An explanation as sentences, in the order of the steps. */
export function explained(explanation: Explanation | undefined, locale: Locale): string[] {
  const { steps } = textFor(deadlinesText, locale);
  return (explanation ?? []).map(({ code, values }) => steps[code](values));
}

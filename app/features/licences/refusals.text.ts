import type { Texts } from "../../text/text.ts";

/** What a refusal knows, as far as its sentence says it. */
export interface RefusalFacts {
  free?: number;
  asked?: number;
  from?: string;
  to?: string;
  way?: { name: string; kind: string; quantity: number }[];
}

const waySv: Record<string, string> = { entitled: "nyttjanderätt", assigned: "tilldelat", lent: "utlånat" };
const wayEn: Record<string, string> = { entitled: "entitled", assigned: "assigned", lent: "lent" };

const kronor = (minor: number, locale: string) => `${(minor / 100).toLocaleString(locale)} kr`;

/** Sentences of refusals (licences.md 11), and of what a form got wrong. */
export const refusalsText = {
  sv: {
    rules: {
      // without figures where the lender does not share them
      pool_exceeded: ({ free, asked = 0 }: RefusalFacts) =>
        free === undefined
          ? "Poolen räcker inte: den utlånande kommunen har inte så många lediga hela perioden."
          : `Poolen räcker inte: ${free} lediga, ${asked} begärda.`,
      lending_not_allowed: () =>
        "Avtalet saknar stöd för utlåning. Ange klausul eller leverantörens godkännande.",
      loan_overlaps_assignment: ({ from = "", to = "" }: RefusalFacts) =>
        `Licenserna är tilldelade i den utlånande kommunen ${from}–${to}.`,
      not_member_on_date: () => "Organisationen är inte deltagare under hela perioden.",
      metric_unlimited: () => "Licensen är obegränsad och kan inte fördelas eller lånas ut.",
      count_stale: ({ from = "", way }: RefusalFacts) =>
        `${way?.[0] ? `${way[0].name}: ` : ""}Mätningen är äldre än avtalet tillåter (räknad ${from}).`,
      count_missing: ({ way }: RefusalFacts) =>
        `${way?.[0]?.name ?? "En deltagare"} har ingen bekräftad mätning. Vänta på den eller markera att den saknas.`,
      tier_gap: ({ free = 0, asked = 0 }: RefusalFacts) =>
        `Volymtrappan har ett glapp mellan ${free} och ${asked}.`,
      locked_period: ({ from = "" }: RefusalFacts) => `${from.slice(0, 4)} är avräknat. Gör en rättelse.`,
      changed_meanwhile: () => "Någon annan hann före. Läs in igen.",
      in_the_way: ({ way = [] }: RefusalFacts) =>
        `Det går inte att minska så långt. I vägen står: ${way
          .map(({ name, kind, quantity }) => `${name}, ${waySv[kind] ?? kind} ${quantity}`)
          .join("; ")}.`,
      must_distribute_all: ({ free = 0 }: RefusalFacts) =>
        `Avtalet säger att allt ska fördelas, och ${free} skulle bli ofördelade. Flytta nyttjanderätten i stället.`,
      ceiling_exceeded: ({ free = 0, asked = 0 }: RefusalFacts) =>
        `Beställningen går över avtalets takvolym: ${kronor(free, "sv-SE")} kvar, ${kronor(asked, "sv-SE")} begärda.`,
      contract_left: () =>
        "Organisationen lämnar avtalet som licenserna hör till. Ta tillbaka det utträdet först.",
    } as Record<string, (facts: RefusalFacts) => string>,
    /** The rules by name, for a history. */
    names: {
      pool_exceeded: "poolen räcker inte",
      lending_not_allowed: "utlåning saknar stöd",
      loan_overlaps_assignment: "licenserna är tilldelade",
      not_member_on_date: "inte deltagare hela perioden",
      metric_unlimited: "obegränsad licens",
      count_stale: "för gammal mätning",
      count_missing: "mätning saknas",
      tier_gap: "glapp i volymtrappan",
      locked_period: "avräknad period",
      changed_meanwhile: "ändrat av någon annan",
      in_the_way: "rätter eller lån står i vägen",
      must_distribute_all: "allt ska fördelas",
      ceiling_exceeded: "över takvolymen",
      contract_left: "lämnar avtalet",
    } as Record<string, string>,
    errors: {
      required: "Fyll i fältet.",
      not_a_number: "Skriv ett heltal.",
      out_of_range: "Värdet är utanför det tillåtna.",
      not_an_amount: "Skriv ett belopp, till exempel 540,00.",
      not_a_day: "Skriv ett datum som finns.",
      unknown_choice: "Välj ett av alternativen.",
      after_end: "Sista dagen är före den första.",
      before_today: "Dagen har redan varit.",
      before_start: "Dagen är före den första dagen.",
      not_earlier: "Välj en tidigare dag än den som redan gäller.",
      from_population: "Invånare räknas inte här: folkmängden hämtas ur befolkningstabellen.",
      in_future: "Mätningen kan inte ligga i framtiden.",
      taken: "Organisationen är redan deltagare.",
      unit_or_label: "Välj en enhet eller skriv vad tilldelningen gäller.",
      same_organisation: "Välj två olika kommuner.",
      loan_needs_end: "En utlåning måste ha en sista dag.",
      recall_too_soon: "Sista dagen ligger närmare än uppsägningstiden för lånet.",
      metric_fixed: "En post kan inte bytas mellan begränsad och obegränsad.",
      tiers_missing: "Ange minst en nivå.",
      tiers_start_at_one: "Volymtrappan ska börja på 1.",
      tiers_not_rising: "Nivåerna ska stiga.",
      tier_overlap: "Två nivåer går in i varandra.",
      tier_currency: "Alla nivåer ska ha samma valuta.",
      key_missing:
        "Fördelningsnyckeln saknas. Ange deltagarnas kostnadsandelar på avtalet, eller fördela efter överuttag.",
    } as Record<string, string>,
    otherErrors: "Det gick inte att spara.",
  },
  en: {
    rules: {
      pool_exceeded: ({ free, asked = 0 }: RefusalFacts) =>
        free === undefined
          ? "The pool is not enough: the lender does not have as many free throughout."
          : `The pool is not enough: ${free} free, ${asked} asked for.`,
      lending_not_allowed: () =>
        "The agreement gives no ground for lending. State the clause or the supplier's consent.",
      loan_overlaps_assignment: ({ from = "", to = "" }: RefusalFacts) =>
        `The licences are assigned in the lending municipality ${from}–${to}.`,
      not_member_on_date: () => "The organisation is not a member for the whole period.",
      metric_unlimited: () => "The licence is unlimited and can be neither distributed nor lent.",
      count_stale: ({ from = "", way }: RefusalFacts) =>
        `${way?.[0] ? `${way[0].name}: ` : ""}The count is older than the agreement allows (counted ${from}).`,
      count_missing: ({ way }: RefusalFacts) =>
        `${way?.[0]?.name ?? "A member"} has no confirmed count. Wait for it or mark it as missing.`,
      tier_gap: ({ free = 0, asked = 0 }: RefusalFacts) =>
        `The price ladder has a gap between ${free} and ${asked}.`,
      locked_period: ({ from = "" }: RefusalFacts) => `${from.slice(0, 4)} is settled. Make a correction.`,
      changed_meanwhile: () => "Somebody else was faster. Load the page again.",
      in_the_way: ({ way = [] }: RefusalFacts) =>
        `It cannot be cut that far. In the way: ${way
          .map(({ name, kind, quantity }) => `${name}, ${wayEn[kind] ?? kind} ${quantity}`)
          .join("; ")}.`,
      must_distribute_all: ({ free = 0 }: RefusalFacts) =>
        `The agreement says that everything is distributed, and ${free} would be left. Move the right instead.`,
      ceiling_exceeded: ({ free = 0, asked = 0 }: RefusalFacts) =>
        `The order is above the contract's ceiling: ${kronor(free, "en-GB")} left, ${kronor(asked, "en-GB")} asked for.`,
      contract_left: () =>
        "The organisation leaves the contract that the licences belong to. Take back that departure first.",
    } as Record<string, (facts: RefusalFacts) => string>,
    /** The rules by name, for a history. */
    names: {
      pool_exceeded: "the pool is not enough",
      lending_not_allowed: "no ground for lending",
      loan_overlaps_assignment: "the licences are assigned",
      not_member_on_date: "not a member throughout",
      metric_unlimited: "unlimited licence",
      count_stale: "count too old",
      count_missing: "count missing",
      tier_gap: "gap in the price ladder",
      locked_period: "settled period",
      changed_meanwhile: "changed by somebody else",
      in_the_way: "rights or loans in the way",
      must_distribute_all: "everything is distributed",
      ceiling_exceeded: "above the ceiling",
      contract_left: "leaves the contract",
    } as Record<string, string>,
    errors: {
      required: "Fill in the field.",
      not_a_number: "Write a whole number.",
      out_of_range: "The value is outside what is allowed.",
      not_an_amount: "Write an amount, such as 540.00.",
      not_a_day: "Write a day that exists.",
      unknown_choice: "Choose one of the options.",
      after_end: "The last day is before the first.",
      before_today: "The day has passed.",
      before_start: "The day is before the first day.",
      not_earlier: "Choose an earlier day than the one that holds already.",
      from_population: "Inhabitants are not counted here: they come from the table of population.",
      in_future: "A count cannot lie in the future.",
      taken: "The organisation is a member already.",
      unit_or_label: "Choose a unit or write what is assigned.",
      same_organisation: "Choose two different municipalities.",
      loan_needs_end: "A loan must have a last day.",
      recall_too_soon: "The last day is nearer than the loan's recall period.",
      metric_fixed: "An item cannot change between limited and unlimited.",
      tiers_missing: "Give at least one step.",
      tiers_start_at_one: "The price ladder begins at 1.",
      tiers_not_rising: "The steps must rise.",
      tier_overlap: "Two steps overlap.",
      tier_currency: "All steps must be in the same currency.",
      key_missing:
        "There is no cost key. Enter the participants' shares on the contract, or share by over-use.",
    } as Record<string, string>,
    otherErrors: "It could not be saved.",
  },
} satisfies Texts;

import type { Texts } from "../../text/text.ts";
import { reader, type Values } from "./lengths.text.ts";

const sv = reader("sv");
const en = reader("en");

type Step = (values: Values) => string;

/** Every step takes values, also those that need none, so that a page can call them alike. */
function stepsOf<Code extends string>(steps: Record<Code, Step>): Record<Code, Step> {
  return steps;
}

/*
 * "Så räknades det": one sentence per step. Codes come from the rules, which say which values belong to each.
 */

const svSteps = stepsOf({
  open_ended: () => "Avtalet gäller tills vidare och har inget slutdatum förrän det sägs upp.",
  stated_end: (v) => `Första perioden slutar den dag som står i avtalet, ${sv.day(v, "ends_on")}.`,
  first_days: (v) =>
    `Första perioden är ${sv.length(v)} från ${sv.day(v, "starts_on")}. Första dagen räknas med, så sista dagen är ${sv.day(v, "ends_on")}.`,
  first_months: (v) =>
    `Första perioden är ${sv.length(v)} från ${sv.day(v, "starts_on")}. Samma dag i månaden är ${sv.day(v, "same_on")}; sista dagen är dagen före, ${sv.day(v, "ends_on")}.`,
  first_months_short: (v) =>
    `Första perioden är ${sv.length(v)} från ${sv.day(v, "starts_on")}. Slutmånaden har ingen sådan dag, så sista dagen är månadens sista, ${sv.day(v, "ends_on")}.`,
  option_called: (v) =>
    `Option ${v.seq} på ${sv.length(v)} avropades ${sv.day(v, "called_on")}: avtalet gäller till och med ${sv.day(v, "ends_on")}.`,
  renewal_agreed: (v) =>
    `Parterna har kommit överens om förlängning nummer ${v.number}: avtalet gäller till och med ${sv.day(v, "ends_on")}.`,
  renewed: (v) =>
    `Avtalet har förlängts automatiskt, gång nummer ${v.number}, med ${sv.length(v)}: perioden ${sv.day(v, "starts_on")}–${sv.day(v, "ends_on")}, räknat från ${sv.day(v, "counted_from")} så att dagen inte glider.`,
  renewed_cut: (v) =>
    `Avtalet har förlängts automatiskt, gång nummer ${v.number}, men längst till den sammanlagda tid som avtalet får gälla: perioden ${sv.day(v, "starts_on")}–${sv.day(v, "ends_on")}.`,
  latest_day: (v) =>
    `Sista dag med ${sv.length(v)} kvar till ${sv.day(v, "end")}: ${sv.day(v, "last_on")} + ${sv.length(v)} = ${sv.day(v, "reaches")}. Dagen efter, ${sv.day(v, "next_on")} + ${sv.length(v)} = ${sv.day(v, "next_reaches")}, är för sent.`,
  cautious: (v) =>
    `Räknat baklänges ${sv.length(v)} till samma dag i månaden blir det ${sv.day(v, "cautious_on")}. Avtalet kan läsas på båda sätten; den tidigare dagen är säker.`,
  workday_before: (v) =>
    `${sv.day(v, "day")} är ingen arbetsdag. Dagen flyttas inte; sista arbetsdagen före är ${sv.day(v, "workday")}.`,
  buffer: (v) =>
    `Egen handläggning tar ${v.days} dagar: agera senast ${sv.day(v, "act_by_on")}, räknat från ${sv.day(v, "from")}.`,
  notice_from: (v) =>
    `Bundet till och med ${sv.day(v, "binding")}: uppsägning kan lämnas tidigast dagen efter, ${sv.day(v, "first_on")}.`,
  notice_runs: (v) => `Uppsägning ${sv.day(v, "from")} + ${sv.length(v)} = ${sv.day(v, "reached")}.`,
  notice_anchored: (v) =>
    `Uppsägning ${sv.day(v, "from")} + ${sv.length(v)} = ${sv.day(v, "reached")}; räknat fram till ${sv.anchor(v)} blir slutdagen ${sv.day(v, "ends_on")}.`,
  notice_start_anchor: (v) =>
    `Uppsägning ${sv.day(v, "from")}; uppsägningstiden räknas från ${sv.anchor(v)}, ${sv.day(v, "counted_from")}. Med ${sv.length(v)} till månadens slut blir det ${sv.day(v, "ends_on")}.`,
  bound_until: (v) => `Avtalet är bundet till och med ${sv.day(v, "binding")} och kan inte upphöra tidigare.`,
  bound_anchor: (v) =>
    `Avtalet är bundet till och med ${sv.day(v, "binding")}; räknat fram till ${sv.anchor(v)} blir slutdagen ${sv.day(v, "ends_on")}.`,
  latest_anchor: (v) =>
    `Sista dag är ${sv.day(v, "last_on")}, för ${sv.length(v)} räknas från ${sv.anchor(v)} och ska nå till ${sv.day(v, "end")}.`,
  not_an_end: (v) =>
    `Avtalet kan inte upphöra ${sv.day(v, "wanted")} (uppsägning till ${sv.anchor(v)}). Närmaste möjliga dag är ${sv.day(v, "nearest_on")}.`,
  not_after_end: (v) => `Perioden slutar ändå ${sv.day(v, "ends_on")}.`,
  ends_by_itself: (v) => `Avtalet upphör av sig självt ${sv.day(v, "ends_on")}.`,
  notice_in_time: (v) =>
    `Uppsägning senast ${sv.day(v, "last_on")} räcker, så avtalet kan upphöra ${sv.day(v, "ends_on")}.`,
  notice_too_late: (v) =>
    `Sista uppsägningsdag för ${sv.day(v, "ends_on")} var ${sv.day(v, "last_on")} och har passerat.`,
  next_end: (v) =>
    `Nästa möjliga slut är ${sv.day(v, "ends_on")}, med uppsägning senast ${sv.day(v, "last_on")}.`,
  missed: (v) =>
    `Avtalet sades inte upp senast ${sv.day(v, "missed_on")} och är förlängt till ${sv.day(v, "ends_on")}.`,
  option_next: (v) =>
    `Option ${v.seq} ger perioden ${sv.day(v, "starts_on")}–${sv.day(v, "ends_on")} om den avropas i tid.`,
  express_next: (v) =>
    `Förlängning nummer ${v.seq} ger perioden ${sv.day(v, "starts_on")}–${sv.day(v, "ends_on")} om parterna kommer överens i tid.`,
  lapsed: (v) => `Dagen ${sv.day(v, "last_on")} har passerat; möjligheten har förfallit.`,
  all_extensions: (v) =>
    `Med alla förlängningar som återstår gäller avtalet längst till ${sv.day(v, "ends_on")}.`,
  no_extension: (v) => `Ingenting kan förlänga avtalet efter ${sv.day(v, "ends_on")}.`,
  max_total: (v) => `Avtalet får längst gälla till och med ${sv.day(v, "ends_on")}.`,
  until_notice: () => "Avtalet fortsätter tills det sägs upp.",
  notice_given: (v) =>
    `Avtalet är uppsagt. Uppsägningen kom fram ${sv.day(v, "notice_on")}, och avtalet upphör ${sv.day(v, "ends_on")}.`,
  notice_given_unknown: (v) =>
    `Avtalet är uppsagt. Uppsägningen kom fram ${sv.day(v, "notice_on")}, men regeln för uppsägning saknas, så slutdagen är okänd.`,
  rule: (v) => `Regel: ${v.legal_ref}.`,
  rule_guidance: (v) => `Regel: ${v.legal_ref} (vägledning, inte lagtext).`,
  counted: (v) => `${sv.length(v)} räknat från ${sv.day(v, "from")}, som är dag 0: ${sv.day(v, "raw_on")}.`,
  moved: (v) =>
    `${sv.day(v, "raw_on")} är en lördag, söndag, helgdag eller afton som räknas som helgdag, så fristen går ut nästa vardag, ${sv.day(v, "moved_on")} (lag 1930:173, 2 §).`,
  moved_unsure: (v) =>
    `${sv.day(v, "raw_on")} är ingen vardag. Den säkra dagen är ${sv.day(v, "raw_on")}; flyttad dag ${sv.day(v, "moved_on")} är inte bekräftad för denna frist.`,
  latest_sending: (v) =>
    `Beskedet sändes på olika dagar eller sätt; den senaste sändningen, ${sv.day(v, "from")}, räknas.`,
  stated_days: (v) => `I beslutet står ${v.days} dagar. Minst ${v.minimum} krävs.`,
  sign_from: (v) => `Avtalet får tecknas tidigast dagen efter sista dagen: ${sv.day(v, "sign_from_on")}.`,
  tender_floor: (v) =>
    `Tiden är en lägsta tid och flyttas inte. Rekommenderad sista dag är ${sv.day(v, "recommended_on")} klockan 23.59.`,
  all_posted: (v) => `Tillkännagivandet är anslaget på alla anslagstavlor från ${sv.day(v, "on")}.`,
  not_all_posted: (v) =>
    `Tiden löper inte: anslaget på ${v.posted} av ${v.boards} anslagstavlor (KL 13 kap. 5 §).`,
  taken_down_early: (v) =>
    `Anslaget togs ned ${sv.day(v, "taken_down_on")}, före ${sv.day(v, "from")}. Klagotiden löper inte ut; anslå på nytt.`,
});

/** Codes that an explanation may hold. */
export type StepCode = keyof typeof svSteps;

const enSteps: Record<StepCode, Step> = {
  open_ended: () => "The contract runs until further notice and has no end until notice is given.",
  stated_end: (v) => `The first period ends on the day stated in the contract, ${en.day(v, "ends_on")}.`,
  first_days: (v) =>
    `The first period is ${en.length(v)} from ${en.day(v, "starts_on")}. The first day counts, so the last day is ${en.day(v, "ends_on")}.`,
  first_months: (v) =>
    `The first period is ${en.length(v)} from ${en.day(v, "starts_on")}. The same day of the month is ${en.day(v, "same_on")}; the last day is the day before, ${en.day(v, "ends_on")}.`,
  first_months_short: (v) =>
    `The first period is ${en.length(v)} from ${en.day(v, "starts_on")}. The last month has no such day, so the last day is the month's last, ${en.day(v, "ends_on")}.`,
  option_called: (v) =>
    `Option ${v.seq} of ${en.length(v)} was called on ${en.day(v, "called_on")}: the contract runs to ${en.day(v, "ends_on")}.`,
  renewal_agreed: (v) =>
    `The parties agreed on renewal number ${v.number}: the contract runs to ${en.day(v, "ends_on")}.`,
  renewed: (v) =>
    `The contract has renewed itself, time number ${v.number}, by ${en.length(v)}: the period ${en.day(v, "starts_on")}–${en.day(v, "ends_on")}, counted from ${en.day(v, "counted_from")} so that the day does not drift.`,
  renewed_cut: (v) =>
    `The contract has renewed itself, time number ${v.number}, but only to the longest total time it may run: the period ${en.day(v, "starts_on")}–${en.day(v, "ends_on")}.`,
  latest_day: (v) =>
    `The last day with ${en.length(v)} left to ${en.day(v, "end")}: ${en.day(v, "last_on")} + ${en.length(v)} = ${en.day(v, "reaches")}. The day after, ${en.day(v, "next_on")} + ${en.length(v)} = ${en.day(v, "next_reaches")}, is too late.`,
  cautious: (v) =>
    `Counted backwards ${en.length(v)} to the same day of the month it is ${en.day(v, "cautious_on")}. The contract can be read either way; the earlier day is safe.`,
  workday_before: (v) =>
    `${en.day(v, "day")} is not a working day. The day is not moved; the last working day before it is ${en.day(v, "workday")}.`,
  buffer: (v) =>
    `Our own handling takes ${v.days} days: act by ${en.day(v, "act_by_on")}, counted from ${en.day(v, "from")}.`,
  notice_from: (v) =>
    `Bound until ${en.day(v, "binding")}: notice can be given at the earliest the day after, ${en.day(v, "first_on")}.`,
  notice_runs: (v) => `Notice on ${en.day(v, "from")} + ${en.length(v)} = ${en.day(v, "reached")}.`,
  notice_anchored: (v) =>
    `Notice on ${en.day(v, "from")} + ${en.length(v)} = ${en.day(v, "reached")}; counted on to ${en.anchor(v)} it is ${en.day(v, "ends_on")}.`,
  notice_start_anchor: (v) =>
    `Notice on ${en.day(v, "from")}; the period is counted from ${en.anchor(v)}, ${en.day(v, "counted_from")}. With ${en.length(v)} to the end of the month it is ${en.day(v, "ends_on")}.`,
  bound_until: (v) => `The contract is bound until ${en.day(v, "binding")} and cannot end earlier.`,
  bound_anchor: (v) =>
    `The contract is bound until ${en.day(v, "binding")}; counted on to ${en.anchor(v)} it is ${en.day(v, "ends_on")}.`,
  latest_anchor: (v) =>
    `The last day is ${en.day(v, "last_on")}, because ${en.length(v)} are counted from ${en.anchor(v)} and must reach ${en.day(v, "end")}.`,
  not_an_end: (v) =>
    `The contract cannot end on ${en.day(v, "wanted")} (notice to ${en.anchor(v)}). The nearest possible day is ${en.day(v, "nearest_on")}.`,
  not_after_end: (v) => `The period ends on ${en.day(v, "ends_on")} anyway.`,
  ends_by_itself: (v) => `The contract ends by itself on ${en.day(v, "ends_on")}.`,
  notice_in_time: (v) =>
    `Notice by ${en.day(v, "last_on")} is enough, so the contract can end on ${en.day(v, "ends_on")}.`,
  notice_too_late: (v) =>
    `The last notice date for ${en.day(v, "ends_on")} was ${en.day(v, "last_on")} and has passed.`,
  next_end: (v) =>
    `The next possible end is ${en.day(v, "ends_on")}, with notice by ${en.day(v, "last_on")}.`,
  missed: (v) =>
    `No notice was given by ${en.day(v, "missed_on")}, and the contract is renewed to ${en.day(v, "ends_on")}.`,
  option_next: (v) =>
    `Option ${v.seq} gives the period ${en.day(v, "starts_on")}–${en.day(v, "ends_on")} if it is called in time.`,
  express_next: (v) =>
    `Renewal number ${v.seq} gives the period ${en.day(v, "starts_on")}–${en.day(v, "ends_on")} if the parties agree in time.`,
  lapsed: (v) => `${en.day(v, "last_on")} has passed; the possibility has lapsed.`,
  all_extensions: (v) =>
    `With all extensions that are left the contract runs to ${en.day(v, "ends_on")} at the longest.`,
  no_extension: (v) => `Nothing can extend the contract after ${en.day(v, "ends_on")}.`,
  max_total: (v) => `The contract may run to ${en.day(v, "ends_on")} at the longest.`,
  until_notice: () => "The contract goes on until notice is given.",
  notice_given: (v) =>
    `Notice has been given. It arrived on ${en.day(v, "notice_on")}, and the contract ends on ${en.day(v, "ends_on")}.`,
  notice_given_unknown: (v) =>
    `Notice has been given. It arrived on ${en.day(v, "notice_on")}, but the notice rule is missing, so the end is unknown.`,
  rule: (v) => `Rule: ${v.legal_ref}.`,
  rule_guidance: (v) => `Rule: ${v.legal_ref} (guidance, not the text of the law).`,
  counted: (v) =>
    `${en.length(v)} counted from ${en.day(v, "from")}, which is day 0: ${en.day(v, "raw_on")}.`,
  moved: (v) =>
    `${en.day(v, "raw_on")} is a Saturday, Sunday, public holiday or an eve that counts as one, so the deadline is the next working day, ${en.day(v, "moved_on")} (lag 1930:173, section 2).`,
  moved_unsure: (v) =>
    `${en.day(v, "raw_on")} is not a working day. The safe day is ${en.day(v, "raw_on")}; the moved day ${en.day(v, "moved_on")} is not confirmed for this deadline.`,
  latest_sending: (v) =>
    `It was sent on different days or in different ways; the latest sending, ${en.day(v, "from")}, counts.`,
  stated_days: (v) => `The decision states ${v.days} days. At least ${v.minimum} are required.`,
  sign_from: (v) =>
    `The contract may be signed at the earliest the day after the last day: ${en.day(v, "sign_from_on")}.`,
  tender_floor: (v) =>
    `The period is a minimum and is not moved. The recommended last day is ${en.day(v, "recommended_on")} at 23:59.`,
  all_posted: (v) => `The announcement is up on all notice boards from ${en.day(v, "on")}.`,
  not_all_posted: (v) =>
    `The time does not run: posted on ${v.posted} of ${v.boards} notice boards (KL 13:5).`,
  taken_down_early: (v) =>
    `The announcement was taken down on ${en.day(v, "taken_down_on")}, before ${en.day(v, "from")}. The time for appeal does not run out; post it again.`,
};

export const stepsText = { sv: svSteps, en: enSteps } satisfies Texts;

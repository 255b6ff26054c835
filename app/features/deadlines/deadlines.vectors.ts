import { appealPeriod, type Posting } from "./appeal.rules.ts";
import {
  checkAdjustment,
  type ItemAttendance,
  minutesAdjustment,
  minutesAnnouncement,
  quorumOnItem,
  requiredForQuorum,
} from "./board.rules.ts";
import {
  backwardPlan,
  type ChosenMeeting,
  type DecisionLevel,
  decisionChain,
  type LeadTimes,
  lastMeetingBefore,
  type Organ,
} from "./chains.rules.ts";
import type { Day } from "./days.rules.ts";
import { deadlinesText } from "./deadlines.text.ts";
import { holidaysOf } from "./holidays.rules.ts";
import * as standstills from "./standstill.rules.ts";
import type { StatutoryDeadline } from "./statutory.rules.ts";
import {
  additionalInformationLastDay,
  dutyAfterDays,
  earliestTenderDeadline,
} from "./tender-periods.rules.ts";

/* Test vectors about statutory deadlines, in the spelling of shared/vectors, put to the functions that the product uses. */

const words = deadlinesText.sv;

const raw = (deadline: StatutoryDeadline | null) => ({
  raw_last_day: deadline?.raw_on ?? null,
  last_day: deadline?.last_on ?? null,
});

const signing = (deadline: standstills.SigningDeadline | null) => ({
  ...raw(deadline),
  earliest_signing_date: deadline?.sign_from_on ?? null,
});

/** Deadlines whose moving is not certain: the raw day is the one to warn at. */
const bothDays = (deadline: StatutoryDeadline | null) => ({
  raw_day: deadline?.raw_on ?? null,
  moved_day: deadline?.moved_on ?? null,
  warn_at: deadline?.last_on ?? null,
});

function nonWorkingDays({ year }: { year: number }) {
  const days = holidaysOf(year).map(({ on, code, kind }) => ({
    date: on,
    name_sv: words.holidays[code],
    kind_sv: kind === "public" ? words.publicHoliday : words.equalDay,
  }));
  return { days };
}

function standstill(input: {
  sent: [standstills.Sending, ...standstills.Sending[]];
  stated_standstill_days: number | null;
}) {
  const answer = standstills.standstill(input.sent, input.stated_standstill_days);
  const counted = answer.state === "counted" ? answer : null;
  return {
    minimum_days: answer.state === "unknown" ? null : answer.minimum_days,
    refused: answer.state === "refused",
    error_code: answer.state === "refused" ? answer.code : null,
    days_applied: counted?.days ?? null,
    counted_from: counted?.counted_from ?? null,
    ...signing(counted?.deadline ?? null),
  };
}

function appeal(input: { boards: Posting[]; reposted_on?: Day | null }) {
  const period = appealPeriod(input.boards, input.reposted_on ?? null);
  return {
    clock: period.clock,
    counted_from: period.counted_from,
    raw_last_day: period.raw_on,
    last_appeal_day: period.last_appeal_on,
    take_down_not_before: period.take_down_from_on,
    legal_force_on: period.legal_force_on,
    required_action: period.must_post_again ? words.postAgain : null,
  };
}

function adjustmentCheck(input: { meeting_on: Day; planned_adjustment_on: Day }) {
  const check = checkAdjustment(input.meeting_on, input.planned_adjustment_on);
  return {
    day_number: check?.day_number ?? null,
    latest_raw_day: check?.latest_on ?? null,
    within_limit: check?.is_in_time ?? null,
    warning_code: check && !check.is_in_time ? "PRO-001" : null,
  };
}

function itemQuorum(input: ItemAttendance) {
  const { serving, required, is_quorate } = quorumOnItem(input);
  return {
    serving_on_item: serving,
    required,
    quorate: is_quorate,
    error_code: is_quorate ? null : "NAM-001",
  };
}

const meetingOf = (chosen: ChosenMeeting | null) => ({
  meeting: chosen?.meeting_on ?? null,
  agenda_deadline: chosen?.agenda_deadline_on ?? null,
  adjusted_latest: chosen?.adjusted_on ?? null,
});

function oneOrgan(input: {
  act_by: Day;
  meetings: { date: Day; adjustment_days: number; summons_days: number }[];
  level: DecisionLevel;
}) {
  const meetings = input.meetings.map(({ date, ...rest }) => ({ on: date, ...rest }));
  const chosen = lastMeetingBefore(input.act_by, meetings, input.level);
  return {
    ...meetingOf(chosen),
    legal_force_latest: chosen?.legal_force_on ?? null,
    error_code: chosen ? null : "BES-001",
  };
}

function severalOrgans(input: { act_by: Day; steps: Organ[] }) {
  const chain = decisionChain(input.act_by, input.steps);
  return {
    feasible: chain.is_feasible,
    steps: chain.is_feasible ? chain.steps.map((step) => ({ organ: step.organ, ...meetingOf(step) })) : [],
    failing_organ: chain.is_feasible ? null : chain.failing_organ,
    error_code: chain.is_feasible ? null : "BES-001",
  };
}

function plan({ contract_start, ...lead }: LeadTimes & { contract_start: Day }) {
  const answer = backwardPlan(contract_start, lead);
  return {
    latest_signing_date: answer.latest_signing_on,
    latest_award_notification: answer.latest_award_on,
    latest_tender_deadline: answer.latest_tender_deadline_on,
    latest_notice_sent: answer.latest_notice_on,
    start_by: answer.start_by_on,
  };
}

export const deadlineKinds = {
  non_working_days: nonWorkingDays,
  standstill,
  veat_standstill: (input: { published_on: Day }) =>
    signing(standstills.voluntaryNoticeStandstill(input.published_on)),
  ten_day_period: (input: { decided_on: Day }) => signing(standstills.tenDayPeriod(input.decided_on)),
  cancellation_review: (input: standstills.Sending) => raw(standstills.cancellationReview(input)),
  invalidity_six_months: (input: { contract_concluded_on: Day }) =>
    raw(standstills.invalidityPeriod(input.contract_concluded_on)),
  invalidity_thirty_days: (input: { published_or_informed_on: Day }) =>
    raw(standstills.invalidityAfterNotice(input.published_or_informed_on)),
  new_circumstances_bar: (input: { application_received_on: Day }) =>
    raw(standstills.newCircumstancesBar(input.application_received_on)),
  tender_period_minimum: (input: {
    sent_for_publication_on: Day;
    minimum_days: number;
    extension_days: number;
  }) => ({
    earliest_tender_deadline: earliestTenderDeadline(
      input.sent_for_publication_on,
      input.minimum_days,
      input.extension_days,
    ).earliest_on,
  }),
  extra_information_last_day: (input: { tender_deadline: Day; days_before: number }) => ({
    last_day: additionalInformationLastDay(input.tender_deadline, input.days_before),
  }),
  appeal_single_board: (input: { posted_on: Day }) =>
    appeal({ boards: [{ posted_on: input.posted_on, taken_down_on: null }] }),
  appeal_joint_board: appeal,
  appeal_removed_early: appeal,
  minutes_adjustment: (input: { meeting_on: Day; days: number }) =>
    bothDays(minutesAdjustment(input.meeting_on, input.days)),
  minutes_adjustment_check: adjustmentCheck,
  minutes_announcement: (input: { adjusted_on: Day; days: number }) =>
    bothDays(minutesAnnouncement(input.adjusted_on, input.days)),
  thirty_day_duty: (input: { contract_concluded_on: Day; days: number }) =>
    bothDays(dutyAfterDays(input.contract_concluded_on, input.days)),
  reasons_on_request: (input: { request_received_on: Day; days: number }) =>
    bothDays(dutyAfterDays(input.request_received_on, input.days)),
  quorum: (input: { seats: number }) => ({ required: requiredForQuorum(input.seats) }),
  quorum_per_item: itemQuorum,
  decision_chain: oneOrgan,
  decision_chain_multi: severalOrgans,
  backward_plan: plan,
};

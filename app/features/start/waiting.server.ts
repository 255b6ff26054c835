import type { Door } from "../../server/tenant.server.ts";
import { type AgreementMatter, findAgreementWork } from "../agreements/work.server.ts";
import { canCurate } from "../catalogue/catalogue.policy.ts";
import { countUnansweredRounds, listOwnConfirmations } from "../confirmations/progress.server.ts";
import { mayAnswerFor } from "../contracts/contracts.policy.ts";
import { listInvitations } from "../contracts/participants.server.ts";
import { findInterestWork, type InterestMatter } from "../interest-checks/work.server.ts";
import { findLicenceWork, type LicenceMatter } from "../licences/work.server.ts";
import { countDoubles } from "../merges/doubles.server.ts";
import { countAllDuplicates } from "../merges/duplicates.server.ts";
import type { Waiting as Matter } from "../notifications/waiting.rules.ts";
import { findReminderWork, type ReminderWork } from "../reminders/work.server.ts";
import { findRenewalWork, type RenewalMatter } from "../renewals/work.server.ts";
import { findMoneyWork, type MoneyMatter } from "../settlements/work.server.ts";
import { countWork, type WorkCounts } from "./start.server.ts";

/** What cooperation between organisations asks for, each kind once. */
export type MatterKind = InterestMatter | RenewalMatter | AgreementMatter | LicenceMatter | MoneyMatter;

/** Everything that waits for somebody in the organisation, as far as this person can do something about it. */
export interface Waiting {
  /** Days in contracts. */
  reminders: ReminderWork;
  /** Surveys, agreements, licences and settlements: what has a last day first, the nearest on top. */
  matters: Matter<MatterKind>[];
  /** Contracts that the organisation is asked to take part in; for administrators, who answer. */
  contractInvitations: number;
  confirmations: {
    /** Systems that the person is asked to confirm. */
    own: number;
    /** Open rounds with answers missing, for those who run them. */
    rounds: number;
  };
  names: {
    /** Pairs in the catalogue that look alike and that the person may decide on. */
    duplicates: number;
    /** Products that the organisation has several systems of. */
    doubles: number;
  };
  /** The register; null for readers. */
  register: WorkCounts | null;
  /** Answers for the organisation's cooperations. */
  isAdmin: boolean;
}

/** Reads what waits. Nothing here is a guess: each count is that of the page it leads to. */
export async function findWaiting(door: Door): Promise<Waiting> {
  const { db, actor, tenant, today } = door;
  const mayWrite = actor.roles.some((role) => role !== "reader");
  const mayCurate = canCurate(actor, tenant);
  return {
    reminders: await findReminderWork(door),
    matters: await findMatters(door),
    contractInvitations: mayAnswerFor(actor)
      ? (await listInvitations(db)).filter((invitation) => !invitation.declined_at).length
      : 0,
    confirmations: {
      own: (await listOwnConfirmations(db, actor, today)).length,
      rounds: mayWrite ? await countUnansweredRounds(db, today) : 0,
    },
    names: {
      duplicates: mayWrite || mayCurate ? await countAllDuplicates({ db, actor, tenant }) : 0,
      doubles: mayWrite ? await countDoubles(db) : 0,
    },
    register: mayWrite ? await countWork(db, tenant.id, today) : null,
    isAdmin: actor.roles.includes("local_admin"),
  };
}

/** Each feature answers for its own; here they are only put in order. */
async function findMatters(door: Door): Promise<Matter<MatterKind>[]> {
  const matters = [
    ...(await findInterestWork(door)),
    ...(await findRenewalWork(door)),
    ...(await findMoneyWork(door)),
    ...(await findAgreementWork(door)),
    ...(await findLicenceWork(door)),
  ];
  const last = "9999-12-31";
  return matters.sort((a, b) => (a.until ?? last).localeCompare(b.until ?? last));
}

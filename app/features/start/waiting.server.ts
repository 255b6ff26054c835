import type { Door } from "../../server/tenant.server.ts";
import { mayBind } from "../agreements/agreements.policy.ts";
import {
  type AgreementKeeping,
  type AgreementWork,
  findAgreementKeeping,
  findAgreementWork,
} from "../agreements/work.server.ts";
import { canCurate } from "../catalogue/catalogue.policy.ts";
import { countUnansweredRounds, listOwnConfirmations } from "../confirmations/progress.server.ts";
import { mayAnswerFor } from "../contracts/contracts.policy.ts";
import { listInvitations } from "../contracts/participants.server.ts";
import { findInterestWork, type InterestWork } from "../interest-checks/work.server.ts";
import { countDoubles } from "../merges/doubles.server.ts";
import { countAllDuplicates } from "../merges/duplicates.server.ts";
import { findReminderWork, type ReminderWork } from "../reminders/work.server.ts";
import { countWork, type WorkCounts } from "./start.server.ts";

/** Everything that waits for somebody in the organisation, as far as this person can do something about it. */
export interface Waiting {
  /** Days in contracts. */
  reminders: ReminderWork;
  /** Interest checks that wait for an answer or a decision; null for readers. */
  interest: InterestWork | null;
  /** Cooperation agreements without the organisation's own decision; for administrators, who record it. */
  agreements: AgreementWork | null;
  /** What the organisation has to see to in agreements that it keeps; null for readers. */
  agreementKeeping: AgreementKeeping | null;
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
    interest: mayWrite ? await findInterestWork(db, today) : null,
    agreements: mayBind(actor) ? await findAgreementWork(db) : null,
    agreementKeeping: mayWrite ? await findAgreementKeeping(db, today) : null,
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

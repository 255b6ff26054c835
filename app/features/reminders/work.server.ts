import type { Door } from "../../server/tenant.server.ts";
import { listUnsureMail } from "../notifications/outbox.server.ts";
import { mayAdminister, mayHandle } from "./reminders.policy.ts";
import { contractsOfPerson, countWithoutRecipient, type Ladder, listLadders } from "./reminders.server.ts";

/** Days in contracts that wait for somebody to take a stand. */
export interface Due {
  count: number;
  /** There are more than are counted. */
  isCut: boolean;
  /** The nearest day still ahead, to act or else the last one; null when all of them are missed. */
  until: string | null;
}

/** What waits about contracts' days, for the start page; the counts are those of the pages they lead to. */
export interface ReminderWork {
  /** All of the organisation's, for those who work with the register. */
  all: Due | null;
  /** Of what the person answers for. */
  mine: Due | null;
  /** Deadlines without anybody to remind; for administrators. */
  withoutRecipient: number;
  /** Letters of which nobody knows whether they arrived; for administrators. */
  unsure: number;
}

/** For the start page: what is reminded of and not handled, and what keeps reminders from arriving. */
export async function findReminderWork({
  db,
  actor,
  today,
}: Pick<Door, "db" | "actor" | "today">): Promise<ReminderWork> {
  const { ladders, isCut } = await listLadders(db, { show: "due" }, today);
  const own = ladders.length > 0 ? new Set(await contractsOfPerson(db, actor.personId, today)) : new Set();
  const mine = ladders.filter((ladder) => own.has(ladder.contract_id));
  const isAdministrator = mayAdminister(actor);
  return {
    all: mayHandle(actor, false) ? dueOf(ladders, isCut, today) : null,
    mine: dueOf(mine, isCut && mine.length > 0, today),
    withoutRecipient: isAdministrator ? await countWithoutRecipient(db) : 0,
    unsure: isAdministrator ? (await listUnsureMail(db)).length : 0,
  };
}

function dueOf(ladders: readonly Ladder[], isCut: boolean, today: string): Due | null {
  if (ladders.length === 0) return null;
  const ahead = ladders.map(({ deadline_on, last_on }) => (deadline_on >= today ? deadline_on : last_on));
  const until = ahead.filter((day) => day >= today).sort()[0] ?? null;
  return { count: ladders.length, isCut, until };
}

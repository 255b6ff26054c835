import type { TaskList } from "graphile-worker";
import { deleteExpiredResets } from "./features/accounts/password-reset.server.ts";
import { followUpRounds } from "./features/confirmations/escalation.server.ts";
import { keepFactsAhead } from "./features/contracts/facts.server.ts";
import { REMOVE_FILE_TASK } from "./features/documents/documents.server.ts";
import { type RemoveFileJob, removeContent, removeOrphans } from "./features/documents/orphans.server.ts";
import { discardStaleImports, doImportWork, type ImportJob } from "./features/imports/work.server.ts";
import {
  followUpInterestChecks,
  type LetterJob,
  writeLetters,
} from "./features/interest-checks/letters.server.ts";
import {
  type LoanLetterJob,
  type QuestionJob,
  remindOfLoans,
  writeLoanLetters,
  writeQuestion,
} from "./features/licences/letters.server.ts";
import { deleteOldMail, noteUnsureMail, sendMail } from "./features/notifications/outbox.server.ts";
import { remindEverybody } from "./features/reminders/sending.server.ts";
import {
  followUpRenewals,
  type RenewalLetterJob,
  writeRenewalLetters,
} from "./features/renewals/letters.server.ts";
import { followUpMoney } from "./features/settlements/follow-up.server.ts";
import { type MoneyLetterJob, writeMoneyLetters } from "./features/settlements/letters.server.ts";
import { checkLinks } from "./features/systems/link-check.server.ts";
import { startJobs, stopJobs } from "./server/jobs.server.ts";
import { deleteExpiredLimits } from "./server/limits.server.ts";
import { deleteExpiredSessions } from "./server/session.server.ts";

/** What is done outside requests, by name. A feature's task is one line here. */
const tasks: TaskList = {
  expired_sessions: async () => {
    await deleteExpiredSessions();
    await deleteExpiredLimits();
    await deleteExpiredResets();
    await noteUnsureMail();
    await deleteOldMail();
  },
  check_links: () => checkLinks(),
  stale_imports: () => discardStaleImports(),
  confirmation_rounds: () => followUpRounds(),
  reminders: () => remindEverybody(),
  interest_checks: () => followUpInterestChecks(),
  interest_letters: (payload) => writeLetters(payload as LetterJob),
  licence_loans: () => remindOfLoans(),
  loan_letters: (payload) => writeLoanLetters(payload as LoanLetterJob),
  licence_question: (payload) => writeQuestion(payload as QuestionJob),
  renewals: () => followUpRenewals(),
  renewal_letters: (payload) => writeRenewalLetters(payload as RenewalLetterJob),
  settlements: () => followUpMoney(),
  settlement_letters: (payload) => writeMoneyLetters(payload as MoneyLetterJob),
  import_work: (payload) => doImportWork(payload as ImportJob),
  orphaned_files: async () => {
    await removeOrphans();
  },
  contract_dates: async () => {
    await keepFactsAhead();
  },
  [REMOVE_FILE_TASK]: (payload) => removeContent(payload as RemoveFileJob),
  send_mail: (payload) => sendMail(payload as { id: string }),
};

/** Starts the background work of this process. @param connectionString of the role `samverka_worker` */
export function startWorker(connectionString: string): Promise<void> {
  return startJobs(connectionString, tasks);
}

export { stopJobs as stopWorker };

/** A role of one person on one record. */
export interface TransferableRole {
  id: string;
  usage_id: string;
  role_type: string;
  from_on: string;
  /** Last day; null while it goes on. */
  to_on: string | null;
}

export type TransferMode = "move" | "copy";

/**
 * What happens with one role:
 * `given` – the new person gets it from the day, and when moving it ends for the old one the day before;
 * `handed_over` – it has not begun, so it changes person as it is;
 * `already_held` – the new person has it all that time; when moving it only ends for the old one.
 */
export interface TransferStep {
  role: TransferableRole;
  outcome: "given" | "handed_over" | "already_held";
  /** First day of the new holder; null when nothing new is made. */
  given_from_on: string | null;
}

/** What a transfer on the day does with each role that is not over by then. */
export function planTransfer(
  roles: readonly TransferableRole[],
  ofTarget: readonly TransferableRole[],
  { mode, day }: { mode: TransferMode; day: string },
): TransferStep[] {
  return roles
    .filter((role) => role.to_on === null || role.to_on >= day)
    .map((role): TransferStep => {
      if (mode === "move" && role.from_on >= day)
        return { role, outcome: "handed_over", given_from_on: null };
      const start = role.from_on > day ? role.from_on : day;
      if (ofTarget.some((held) => covers(held, role, start)))
        return { role, outcome: "already_held", given_from_on: null };
      return { role, outcome: "given", given_from_on: start };
    });
}

function covers(held: TransferableRole, role: TransferableRole, start: string): boolean {
  return (
    held.usage_id === role.usage_id &&
    held.role_type === role.role_type &&
    held.from_on <= start &&
    (held.to_on === null || (role.to_on !== null && held.to_on >= role.to_on))
  );
}

/** What a step left, and how it is now. */
export interface DoneStep {
  outcome: TransferStep["outcome"];
  given_from_on: string | null;
  old_to_on: string | null;
  /** The role that was there before; null when it has been removed since. */
  before: { person_id: string; to_on: string | null } | null;
  /** The role that was made; null when none was, or when it has been removed since. */
  given: { person_id: string; from_on: string; to_on: string | null } | null;
}

/** Whether everything is still as the step left it, so that it can be taken back. @param dayBefore the last day of the old holder */
export function isAsLeft(
  step: DoneStep,
  run: { mode: TransferMode; person_id: string; to_person_id: string; dayBefore: string },
): boolean {
  const { before, given } = step;
  if (step.outcome === "handed_over")
    return before !== null && before.person_id === run.to_person_id && before.to_on === step.old_to_on;
  const isEnded = before !== null && before.person_id === run.person_id && before.to_on === run.dayBefore;
  if (run.mode === "move" && !isEnded) return false;
  if (step.outcome === "already_held") return true;
  return (
    given !== null &&
    given.person_id === run.to_person_id &&
    given.from_on === step.given_from_on &&
    given.to_on === step.old_to_on
  );
}

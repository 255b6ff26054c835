/** Facts of a record that decide what its holder has to do; days are `YYYY-MM-DD`. */
export interface RecordFacts {
  lifecycle: string;
  taken_into_use_on: string | null;
  retired_on: string | null;
  notice_on: string | null;
  ends_on: string | null;
  support_ends_on: string | null;
}

export type Task =
  | { kind: "overdue" | "support_ended" | "contract_ended"; on: string }
  | { kind: "notice_near"; on: string }
  | { kind: "without_start" };

/** What needs doing on the record today, most pressing first. @param near the last day that counts as near */
export function tasksOf(facts: RecordFacts, today: string, near: string): Task[] {
  const tasks: Task[] = [];
  const { notice_on, ends_on, retired_on, support_ends_on, lifecycle } = facts;
  if (retired_on !== null && retired_on < today && lifecycle !== "retired")
    tasks.push({ kind: "overdue", on: retired_on });
  if (notice_on !== null && notice_on >= today && notice_on <= near)
    tasks.push({ kind: "notice_near", on: notice_on });
  if (ends_on !== null && ends_on < today && lifecycle !== "retired")
    tasks.push({ kind: "contract_ended", on: ends_on });
  if (lifecycle === "in_operation" && support_ends_on !== null && support_ends_on < today)
    tasks.push({ kind: "support_ended", on: support_ends_on });
  if (lifecycle === "in_operation" && facts.taken_into_use_on === null) tasks.push({ kind: "without_start" });
  return tasks;
}

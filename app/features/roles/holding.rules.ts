/** A role on a record, with its first and last day; days are `YYYY-MM-DD`. */
export interface Assignment {
  usageId: string;
  roleType: string;
  personId: string;
  fromOn: string;
  /** null while it goes on. */
  toOn: string | null;
}

/** Somebody stands in for somebody else, in one role or in all, from the first to the last day. */
export interface Deputyship {
  personId: string;
  deputyPersonId: string;
  /** null: all roles. */
  roleType: string | null;
  fromOn: string;
  toOn: string;
}

/** Who acts in a role; `forPersonId` is set when it is a deputy. */
export interface Holder {
  usageId: string;
  roleType: string;
  personId: string;
  forPersonId: string | null;
}

interface Period {
  fromOn: string;
  toOn: string | null;
}

/** Whether the day lies in the period; first and last day count. */
export function isOn(period: Period, day: string): boolean {
  return period.fromOn <= day && (period.toOn === null || day <= period.toOn);
}

/**
 * Who holds the roles on a day, and after each holder those who stand in for them. A deputy's own deputy inherits nothing:
 * what somebody may do in another's place was decided by that other, not passed on. Everybody stands once per role and record;
 * one's own role counts before a stand-in.
 */
export function holdersOn(
  day: string,
  assignments: readonly Assignment[],
  deputyships: readonly Deputyship[],
): Holder[] {
  const held = assignments.filter((assignment) => isOn(assignment, day));
  return oncePerRole([
    ...held.map(asHolder),
    ...held.flatMap((assignment) => deputiesOf(assignment, day, deputyships)),
  ]);
}

function asHolder({ usageId, roleType, personId }: Assignment): Holder {
  return { usageId, roleType, personId, forPersonId: null };
}

function oncePerRole(holders: readonly Holder[]): Holder[] {
  const seen = new Set<string>();
  return holders.filter((holder) => {
    const key = `${holder.usageId} ${holder.roleType} ${holder.personId}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function deputiesOf(assignment: Assignment, day: string, deputyships: readonly Deputyship[]): Holder[] {
  const { usageId, roleType, personId } = assignment;
  return deputyships
    .filter(
      (each) =>
        each.personId === personId &&
        (each.roleType === null || each.roleType === roleType) &&
        isOn(each, day),
    )
    .map((each) => ({ usageId, roleType, personId: each.deputyPersonId, forPersonId: personId }));
}

/**
 * Who is to be told or asked on that day: the holders, but in the place of a holder who has a deputy that day the deputy.
 * Several deputies of one holder are all told.
 */
export function recipientsOn(
  day: string,
  assignments: readonly Assignment[],
  deputyships: readonly Deputyship[],
): Holder[] {
  const held = assignments
    .filter((assignment) => isOn(assignment, day))
    .map((assignment) => ({ assignment, deputies: deputiesOf(assignment, day, deputyships) }));
  return oncePerRole([
    ...held.filter((each) => each.deputies.length === 0).map((each) => asHolder(each.assignment)),
    ...held.flatMap((each) => each.deputies),
  ]);
}

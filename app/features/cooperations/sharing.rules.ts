import type { FieldGroup } from "#db/schema/values.ts";

/** All field groups of a system usage, in the order they are shown. */
export const fieldGroups = [
  "core",
  "dates",
  "operation",
  "term",
  "volume",
  "openness",
  "contacts",
  "documents",
  "price",
  "classification",
] as const satisfies readonly FieldGroup[];

export function isFieldGroup(value: unknown): value is FieldGroup {
  return (fieldGroups as readonly unknown[]).includes(value);
}

/** Groups that are never shared by default and ask once more before they are. */
export type SensitiveGroup = "price" | "classification";

export function isSensitiveGroup(value: unknown): value is SensitiveGroup {
  return value === "price" || value === "classification";
}

export function needsSecondConfirmation(group: FieldGroup): boolean {
  return isSensitiveGroup(group);
}

/** A circle that the organisation is in, with the other organisations in it. */
export interface SharingCircle {
  id: string;
  name: string;
  cooperation_name: string;
  is_everyone: boolean;
  organisations: { id: string; name: string }[];
}

/** A field group open to a circle today. */
export interface OpenShare {
  circle_id: string;
  field_group: FieldGroup;
  from_on: string;
}

export function isShared(shares: readonly OpenShare[], circleId: string, group: FieldGroup): boolean {
  return shares.some((share) => share.circle_id === circleId && share.field_group === group);
}

/** The groups open to a circle, in the order they are shown. */
export function groupsOf(shares: readonly OpenShare[], circleId: string): FieldGroup[] {
  return fieldGroups.filter((group) => isShared(shares, circleId, group));
}

/** For each organisation in the circle: is it touched by a change here, or does it see the group through other circles anyway? */
export interface Reach {
  touched: { id: string; name: string }[];
  untouched: { id: string; name: string; through: string[] }[];
}

/** Whom granting or withdrawing one group in one circle makes a difference for. */
export function reachOf(
  circles: readonly SharingCircle[],
  shares: readonly OpenShare[],
  { circleId, group }: { circleId: string; group: FieldGroup },
): Reach {
  const reach: Reach = { touched: [], untouched: [] };
  for (const organisation of circles.find((circle) => circle.id === circleId)?.organisations ?? []) {
    const through = circles
      .filter((circle) => circle.id !== circleId && isShared(shares, circle.id, group))
      .filter((circle) => circle.organisations.some((other) => other.id === organisation.id))
      .map(circleTitle);
    if (through.length > 0) reach.untouched.push({ ...organisation, through });
    else reach.touched.push(organisation);
  }
  return reach;
}

/** The groups each organisation may read today, all circles together; organisations by name. */
export function groupsByOrganisation(circles: readonly SharingCircle[], shares: readonly OpenShare[]) {
  const found = new Map<string, { id: string; name: string; groups: Set<FieldGroup> }>();
  for (const circle of circles)
    for (const organisation of circle.organisations) {
      const entry = found.get(organisation.id) ?? { ...organisation, groups: new Set() };
      found.set(organisation.id, entry);
      for (const share of shares) if (share.circle_id === circle.id) entry.groups.add(share.field_group);
    }
  return [...found.values()]
    .map(({ id, name, groups }) => ({ id, name, groups: readable(groups) }))
    .sort((a, b) => a.name.localeCompare(b.name, "sv") || a.id.localeCompare(b.id));
}

/** Without the core group nothing else is seen: the records themselves are missing. */
function readable(groups: ReadonlySet<FieldGroup>): FieldGroup[] {
  return groups.has("core") ? fieldGroups.filter((group) => groups.has(group)) : [];
}

/** "Kalmar läns IT-samverkan" for the circle of all members, else "Kalmar läns IT-samverkan: Kartor". */
export function circleTitle(
  circle: Pick<SharingCircle, "name" | "cooperation_name" | "is_everyone">,
): string {
  return circle.is_everyone ? circle.cooperation_name : `${circle.cooperation_name}: ${circle.name}`;
}

/** One line of the log of sharing: what was opened or closed, to whom, by whom, when. */
export interface SharingChange {
  id: string;
  at: string;
  by_name: string;
  circle_id: string;
  circle: string;
  action: string;
  field: string;
  old: string | boolean | null;
  new: string | boolean | null;
  reason: string | null;
}

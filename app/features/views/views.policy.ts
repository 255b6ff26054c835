import type { OwnerKind } from "./views.rules.ts";

interface Actor {
  accountId: string;
  roles: readonly string[];
  isPreview: boolean;
}
interface View {
  owner_kind: OwnerKind;
  account_id: string;
  /** Made in the reader's organisation; the others of a circle only read. */
  isOwn: boolean;
}

/** Everybody keeps views of their own; in "view as" nothing is one's own. */
export function mayKeepViews(actor: Pick<Actor, "isPreview">): boolean {
  return !actor.isPreview;
}

/** Views that the whole organisation or a circle sees are made by those who work with its register. */
export function mayShareViews(actor: Pick<Actor, "roles" | "isPreview">): boolean {
  return !actor.isPreview && (actor.roles.includes("editor") || actor.roles.includes("local_admin"));
}

/** Whether the person may keep a new view, or one that becomes another kind, for these readers (`ownerWord`). */
export function mayKeepAs(actor: Pick<Actor, "roles" | "isPreview">, ownerKind: string): boolean {
  const isShared = ownerKind === "organisation" || ownerKind.startsWith("circle");
  return isShared ? mayShareViews(actor) : mayKeepViews(actor);
}

/** Whoever made a view changes it; a shared one the administrators as well, since its maker may have left. */
export function mayChangeView(actor: Actor, view: View): boolean {
  if (actor.isPreview || !view.isOwn) return false;
  if (view.account_id === actor.accountId) return true;
  return view.owner_kind !== "person" && actor.roles.includes("local_admin");
}

/** Only its maker can take a view back for themselves: it would disappear for everybody else. */
export function mayMakePrivate(actor: Actor, view: View): boolean {
  return !actor.isPreview && view.isOwn && view.account_id === actor.accountId;
}

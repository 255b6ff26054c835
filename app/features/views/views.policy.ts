interface Actor {
  accountId: string;
  roles: readonly string[];
  isPreview: boolean;
}
interface View {
  owner_kind: "person" | "organisation";
  account_id: string;
}

/** Everybody keeps views of their own; in "view as" nothing is one's own. */
export function mayKeepViews(actor: Pick<Actor, "isPreview">): boolean {
  return !actor.isPreview;
}

/** Views that the whole organisation sees are made by those who work with its register. */
export function mayShareViews(actor: Pick<Actor, "roles" | "isPreview">): boolean {
  return !actor.isPreview && (actor.roles.includes("editor") || actor.roles.includes("local_admin"));
}

/** Whether the person may keep a new view, or one that becomes another kind, for these readers. */
export function mayKeepAs(actor: Pick<Actor, "roles" | "isPreview">, ownerKind: string): boolean {
  return ownerKind === "organisation" ? mayShareViews(actor) : mayKeepViews(actor);
}

/** Whoever made a view changes it; a shared one the administrators as well, since its maker may have left. */
export function mayChangeView(actor: Actor, view: View): boolean {
  if (actor.isPreview) return false;
  if (view.account_id === actor.accountId) return true;
  return view.owner_kind === "organisation" && actor.roles.includes("local_admin");
}

/** Only its maker can take a view back for themselves: it would disappear for everybody else. */
export function mayMakePrivate(actor: Actor, view: View): boolean {
  return !actor.isPreview && view.account_id === actor.accountId;
}

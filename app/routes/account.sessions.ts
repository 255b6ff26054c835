import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { withAccount } from "../server/account-door.server.ts";
import { endOtherSessions, endOwnSession, endSession } from "../server/session.server.ts";

/** Ends one of the person's own sessions (`session`), or all but this browser's (no `session`). */
export async function action(args: ActionFunctionArgs) {
  return withAccount(args, async ({ person, form }) => {
    const session = form.get("session");
    if (typeof session !== "string") {
      await endOtherSessions(person);
      return redirect("/account?notice=sessions-ended");
    }
    if (session === person.sessionId)
      return redirect("/login?notice=signed-out", {
        headers: { "Set-Cookie": await endSession(person.sessionId) },
      });
    await endOwnSession(person.accountId, session);
    return redirect("/account?notice=session-ended");
  });
}

export function loader() {
  return redirect("/account");
}

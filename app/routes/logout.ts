import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { inPublic } from "../server/account-door.server.ts";
import { endSession } from "../server/session.server.ts";

/** Ends this browser's session. */
export async function action(args: ActionFunctionArgs) {
  return inPublic(args, async ({ person }) => {
    const headers = person ? { "Set-Cookie": await endSession(person.sessionId) } : undefined;
    return redirect("/login?notice=signed-out", { headers });
  });
}

/** Signing out changes something, so a link or an image elsewhere cannot do it. */
export function loader() {
  return redirect("/");
}

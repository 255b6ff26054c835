import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { rememberLanguage } from "../features/accounts/own-account.server.ts";
import { inPublic } from "../server/account-door.server.ts";
import { defaultLocale, isLocale, localeCookie } from "../text/text.ts";
import { localPath } from "../ui/localPath.ts";

/** Remembers the reader's language, in the browser and for whoever is signed in, and returns to the page they came from. */
export async function action(args: ActionFunctionArgs) {
  if (args.request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
  return inPublic(args, async ({ form, person }) => {
    const asked = form.get("locale");
    const locale = isLocale(asked) ? asked : defaultLocale;
    if (person) await rememberLanguage(person.accountId, locale);
    const headers = { "Set-Cookie": localeCookie(locale) };
    return redirect(localPath(form.get("to"), "/"), { status: 303, headers });
  });
}

export function loader() {
  return redirect("/");
}

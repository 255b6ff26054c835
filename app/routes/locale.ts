import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { errorResponse } from "../server/errors.server.ts";
import { refuseForeignOrigin } from "../server/tenant.server.ts";
import { defaultLocale, isLocale } from "../text/text.ts";
import { localPath } from "../ui/localPath.ts";

const oneYear = 60 * 60 * 24 * 365;

/** Remembers the reader's language and returns to the page they came from. */
export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
  try {
    refuseForeignOrigin(request);
  } catch (error) {
    throw errorResponse(error) ?? error;
  }
  const form = await request.formData();
  const locale = form.get("locale");
  const cookie = `locale=${isLocale(locale) ? locale : defaultLocale}; Path=/; Max-Age=${oneYear}; SameSite=Lax; HttpOnly`;
  return redirect(localPath(form.get("to"), "/"), { status: 303, headers: { "Set-Cookie": cookie } });
}

export function loader() {
  return redirect("/");
}

import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { defaultLocale, isLocale } from "../text/text.ts";
import { localPath } from "../ui/localPath.ts";

const oneYear = 60 * 60 * 24 * 365;

/** Remembers the reader's language and returns to the page they came from. */
export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
  const origin = request.headers.get("Origin");
  if (origin && URL.canParse(origin) && new URL(origin).host !== hostOf(request)) {
    return new Response(null, { status: 403 });
  }
  const form = await request.formData();
  const locale = form.get("locale");
  const cookie = `locale=${isLocale(locale) ? locale : defaultLocale}; Path=/; Max-Age=${oneYear}; SameSite=Lax; HttpOnly`;
  return redirect(localPath(form.get("to"), "/"), { status: 303, headers: { "Set-Cookie": cookie } });
}

export function loader() {
  return redirect("/");
}

function hostOf(request: Request): string {
  return request.headers.get("X-Forwarded-Host") ?? request.headers.get("Host") ?? new URL(request.url).host;
}

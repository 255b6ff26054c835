import type { LoaderFunctionArgs } from "@remix-run/node";
import { readFeed } from "../features/reminders/feeds.server.ts";
import { inPublic } from "../server/account-door.server.ts";
import { NotFound } from "../server/errors.server.ts";

/** A calendar feed behind its secret address, `/calendar/<secret>.ics`, for programs that have no session. */
export async function loader(args: LoaderFunctionArgs) {
  return inPublic(args, async ({ now }) => {
    const secret = /^([\w-]{20,200})\.ics$/.exec(args.params.file ?? "")?.[1];
    const feed = secret && (await readFeed(secret, now));
    if (!feed) throw new NotFound();
    const headers = {
      ETag: feed.etag,
      "Cache-Control": "private, no-cache",
      "Referrer-Policy": "no-referrer",
    };
    const known = args.request.headers.get("If-None-Match")?.split(/\s*,\s*/) ?? [];
    if (known.some((etag) => etag.replace(/^W\//, "") === feed.etag))
      return new Response(null, { status: 304, headers });
    return new Response(feed.body, {
      headers: {
        ...headers,
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="samverka.ics"',
        "X-Robots-Tag": "noindex",
      },
    });
  });
}

import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MailPage } from "../features/notifications/MailPage.tsx";
import { listMail } from "../features/notifications/outbox.server.ts";
import { inPublic } from "../server/account-door.server.ts";
import { config } from "../server/config.server.ts";
import { NotFound } from "../server/errors.server.ts";

/** What the demo would have sent: there is no mail server, and links in mail must be reachable. */
export async function loader(args: LoaderFunctionArgs) {
  return inPublic(args, async () => {
    const { demo, publicUrl } = config();
    if (!demo) throw new NotFound();
    return json({
      publicUrl,
      mails: await listMail(new URL(args.request.url).searchParams.get("q")?.trim()),
    });
  });
}

export default function Mail() {
  return <MailPage {...useLoaderData<typeof loader>()} />;
}

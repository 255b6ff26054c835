import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { confirmByLink, listLetterSystems } from "../features/confirmations/answers.server.ts";
import { linkPath } from "../features/confirmations/confirmations.paths.ts";
import { type LinkAnswer, LinkPage, type LinkState } from "../features/confirmations/LinkPages.tsx";
import {
  inConfirmation,
  type LinkDoor,
  mailNewLink,
  openLink,
} from "../features/confirmations/link.server.ts";
import { linkText } from "../features/confirmations/link.text.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  const state: LinkState = (await inConfirmation(args, stateFor)) ?? { kind: "dead" };
  const search = new URL(args.request.url).searchParams;
  const id = search.get("done");
  const answered = state.kind === "list" ? state.systems.find((system) => system.id === id) : undefined;
  const title = textFor(linkText, localeOf(args.request)).title;
  return json(
    {
      state,
      title,
      done: answered?.answer
        ? { name: answered.own_name, isCorrected: answered.answer === "corrected" }
        : null,
    },
    state.kind === "dead" || state.kind === "closed" ? 410 : 200,
  );
}

async function stateFor(door: LinkDoor): Promise<LinkState> {
  const organisation = door.tenant.name;
  if (!door.isOpen) return { kind: "closed", organisation };
  if (door.browser === "other") return { kind: "elsewhere" };
  if (door.browser === "new") return { kind: "landing", organisation, name: door.person.name };
  const { token, round, request } = door;
  return {
    kind: "list",
    token,
    organisation,
    round: round.name,
    until: round.closes_on,
    isManager: request.kind === "escalation",
    systems: await listLetterSystems(door),
  };
}

export async function action(args: ActionFunctionArgs) {
  const answer = await inConfirmation(args, async (door): Promise<Response> => {
    const here = redirect(linkPath(door.token));
    const intent = door.form.get("intent");
    if (!door.isOpen && intent === "confirm") return json<LinkAnswer>({ refused: "closed" }, 409);
    if (!door.isOpen) return here;
    if (intent === "open") {
      const cookie = await openLink(door);
      return cookie ? redirect(linkPath(door.token), { headers: { "Set-Cookie": cookie } }) : here;
    }
    if (intent === "renew") {
      await mailNewLink(door); // the answer is the same without an address or after too many
      return json<LinkAnswer>({ isSent: true });
    }
    if (door.browser !== "ours" || intent !== "confirm") return here;
    const id = String(door.form.get("usage") ?? "");
    const refused = await confirmByLink(door, id);
    if (refused) return json<LinkAnswer>({ refused }, 409);
    return redirect(linkPath(door.token, `?done=${id}#system-${id}`));
  });
  return answer ?? redirect(new URL(args.request.url).pathname);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} – Samverka` : "Samverka" },
];

export default function Confirm() {
  const { state, done } = useLoaderData<typeof loader>();
  return (
    <LinkPage state={state} done={done} answer={useActionData<typeof action>() as LinkAnswer | undefined} />
  );
}

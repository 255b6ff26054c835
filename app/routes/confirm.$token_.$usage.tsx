import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  type CorrectionState,
  correctByLink,
  loadCorrection,
  type Refusal,
} from "../features/confirmations/answers.server.ts";
import { CorrectionPage } from "../features/confirmations/CorrectionPage.tsx";
import { linkPath } from "../features/confirmations/confirmations.paths.ts";
import { inConfirmation } from "../features/confirmations/link.server.ts";
import { linkText } from "../features/confirmations/link.text.ts";
import { localeOf, textFor } from "../text/text.ts";

interface Answer {
  state?: CorrectionState;
  refused?: Refusal;
}

export async function loader(args: LoaderFunctionArgs) {
  const data = await inConfirmation(args, async (door) =>
    door.isOpen && door.browser === "ours"
      ? { ...(await loadCorrection(door, args.params.usage ?? "")), token: door.token }
      : undefined,
  );
  // the list's page says what is the matter with the link
  if (!data) throw redirect(linkPath(args.params.token ?? ""));
  return json({ ...data, title: textFor(linkText, localeOf(args.request)).title });
}

export async function action(args: ActionFunctionArgs) {
  const answer = await inConfirmation(args, async (door): Promise<Response> => {
    if (door.browser !== "ours") return redirect(linkPath(door.token));
    if (!door.isOpen) return json<Answer>({ refused: "closed" }, 409);
    const id = args.params.usage ?? "";
    const outcome = await correctByLink(door, id);
    if ("done" in outcome) return redirect(linkPath(door.token, `?done=${id}#system-${id}`));
    if ("refused" in outcome) return json<Answer>({ refused: outcome.refused }, 409);
    return json<Answer>({ state: outcome.state }, outcome.status);
  });
  return answer ?? redirect(linkPath(args.params.token ?? ""));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} – Samverka` : "Samverka" },
];

export default function Correct() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer | undefined;
  return (
    <CorrectionPage
      data={data}
      state={answer?.state ?? data.state}
      token={data.token}
      refused={answer?.refused}
    />
  );
}

import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { accountText } from "../features/accounts/account.text.ts";
import { codeForm, readForm, switchOffForm } from "../features/accounts/accounts.form.ts";
import { deviceOf } from "../features/accounts/device.rules.ts";
import { OwnSecondFactorPage } from "../features/accounts/OwnSecondFactorPage.tsx";
import { type Asking, switchOffSecondFactor } from "../features/accounts/own-account.server.ts";
import {
  checkCode,
  confirmEnrolment,
  countRecoveryCodes,
  offerEnrolment,
  renewRecoveryCodes,
} from "../features/accounts/second-factor.server.ts";
import { type AccountDoor, withAccount } from "../server/account-door.server.ts";
import { remoteAddress } from "../server/remote-address.server.ts";
import { renewOwnSession, renewSessions } from "../server/session.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";
import { localPath } from "../ui/localPath.ts";

export async function loader(args: LoaderFunctionArgs) {
  return withAccount(args, async ({ person }) => {
    const { searchParams } = new URL(args.request.url);
    return json({
      to: localPath(searchParams.get("to"), "/account"),
      isRequired: searchParams.has("required"),
      enrolment: person.hasSecondFactor ? null : offerEnrolment(person),
      recoveryCodes: person.hasSecondFactor ? await countRecoveryCodes(person.accountId) : 0,
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return withAccount(args, async (door) => {
    const intent = door.form.get("intent");
    if (intent === "off") return switchOff(args, door);
    if (intent === "codes") return renewCodes(door);
    return switchOn(args, door);
  });
}

async function switchOn(args: ActionFunctionArgs, { person, form, now }: AccountDoor) {
  if (person.hasSecondFactor) return redirect("/account/second-factor");
  const read = readForm(codeForm, form);
  if (!read.ok) return json({ intent: "on" as const, errors: read.errors }, 422);
  const codes = await confirmEnrolment(person, read.data.code, now);
  if (!codes) return json({ intent: "on" as const, errors: { code: "code_wrong" as const } }, 422);
  const device = deviceOf(args.request.headers.get("User-Agent"));
  const cookie = await renewSessions(person.accountId, { secondFactorAt: now, device });
  const to = localPath(form.get("to"), "/account");
  return json({ intent: "on" as const, codes, to }, { headers: { "Set-Cookie": cookie, ...unkept } });
}

async function renewCodes({ person, form, now }: AccountDoor) {
  const read = readForm(codeForm, form);
  if (!read.ok) return json({ intent: "codes" as const, errors: read.errors }, 422);
  const answer = await checkCode(person.accountId, read.data.code, now);
  if (answer.kind === "limited") return tooMany("codes", "code", answer.waitSeconds);
  if (answer.kind === "wrong")
    return json({ intent: "codes" as const, errors: { code: "code_wrong" as const } }, 422);
  const codes = await renewRecoveryCodes(person.accountId);
  return json({ intent: "codes" as const, codes, to: "/account" }, { headers: unkept });
}

async function switchOff(args: ActionFunctionArgs, { person, form, now }: AccountDoor) {
  const read = readForm(switchOffForm, form);
  if (!read.ok) return json({ intent: "off" as const, errors: read.errors }, 422);
  const asking: Asking = { address: remoteAddress(args), locale: localeOf(args.request), now };
  const answer = await switchOffSecondFactor(person, read.data, asking);
  if (answer.kind === "limited") return tooMany("off", "password", answer.waitSeconds);
  if (answer.kind === "wrong_password")
    return json({ intent: "off" as const, errors: { password: "password_wrong" as const } }, 422);
  if (answer.kind === "wrong_code")
    return json({ intent: "off" as const, errors: { code: "code_wrong" as const } }, 422);
  const device = deviceOf(args.request.headers.get("User-Agent"));
  return redirect("/account?notice=factor-off", { headers: await renewOwnSession(args, device) });
}

function tooMany(intent: "off" | "codes", field: string, waitSeconds: number) {
  const errors = { [field]: "too_many_tries" as const };
  return json({ intent, errors, waitMinutes: Math.ceil(waitSeconds / 60) }, 429);
}

/** Codes that are shown once must not lie in a cache. */
const unkept = { "Cache-Control": "no-store" };

export const meta: MetaFunction = (asked) => pageTitle(asked, accountText, (t) => t.secondFactor);

export default function OwnSecondFactor() {
  return <OwnSecondFactorPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}

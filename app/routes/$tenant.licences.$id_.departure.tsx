import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { loadLicenceDeparture, saveLicenceDeparture } from "../features/licences/departures.server.ts";
import { licencesText } from "../features/licences/licences.text.ts";
import { LicenceDeparturePage } from "../features/licences/MemberPages.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: await loadLicenceDeparture(door, args.params.id ?? "", new URL(args.request.url).searchParams),
      formKey: randomUUID(),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await saveLicenceDeparture(
      door,
      args.params.id ?? "",
      new URL(args.request.url).searchParams,
    );
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, licencesText, (t) =>
    t.departureTitle(data?.data.member.name ?? "", data?.data.licence.name ?? ""),
  );

export default function LicenceDeparture() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <LicenceDeparturePage data={data} formKey={formKey} {...answer} />;
}

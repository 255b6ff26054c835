import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RadarSettingsPage } from "../features/radar/RadarSettingsPage.tsx";
import { radarSettingsPath } from "../features/radar/radar.paths.ts";
import { loadRadarSettings, saveRadarSettings } from "../features/radar/settings.server.ts";
import { radarSettingsText } from "../features/radar/settings.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      title: textFor(radarSettingsText, localeOf(args.request)).title,
      isSaved: new URL(args.request.url).searchParams.get("done") === "saved",
      ...(await loadRadarSettings(door)),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const refused = await saveRadarSettings(door);
    if (refused) return json(refused, 422);
    return redirect(`${radarSettingsPath(door.tenant.slug)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function RadarSettings() {
  return <RadarSettingsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}

import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { askHrefs } from "../features/radar/asking.rules.ts";
import { RadarPage } from "../features/radar/RadarPage.tsx";
import { canSeeRadar } from "../features/radar/radar.policy.ts";
import { findRadar, GROUPS_PER_PAGE } from "../features/radar/radar.server.ts";
import { radarText } from "../features/radar/radar.text.ts";
import { mayWriteSurveys } from "../features/surveys/surveys.policy.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const locale = localeOf(args.request);
  return inTenant(args, async (door) => {
    door.authorize(canSeeRadar(door.tenant));
    const radar = await findRadar(door, search, { limit: GROUPS_PER_PAGE, via: "radar", locale });
    return json({
      title: textFor(radarText, locale).title,
      slug: door.tenant.slug,
      previewOf: door.tenant.previewOf?.name ?? null,
      radar,
      askHrefs: mayWriteSurveys(door.actor, door.tenant) ? askHrefs(door.tenant.slug, radar) : {},
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function ContractRadar() {
  return <RadarPage {...useLoaderData<typeof loader>()} />;
}

import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { checkCourse } from "../features/interest-checks/course.server.ts";
import { interestChecksPath } from "../features/interest-checks/interest-checks.paths.ts";
import { useCheckPlace } from "../features/interest-checks/useCheckPlace.ts";
import { pagesText } from "../features/surveys/pages.text.ts";
import { RemovalPage } from "../features/surveys/StepPages.tsx";
import { removeDraft } from "../features/surveys/steps.server.ts";
import { openDraft } from "../features/surveys/surveys.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const { id, name } = await openDraft(door, checkCourse, args.params.id ?? "");
    return json({ slug: door.tenant.slug, survey: { id, name } });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    await removeDraft(door, checkCourse, args.params.id ?? "");
    return redirect(interestChecksPath(door.tenant.slug));
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, pagesText, (t) => t.removeTitle(data?.survey.name ?? ""));

export default function InterestRemoval() {
  const { slug, survey } = useLoaderData<typeof loader>();
  return <RemovalPage place={useCheckPlace(slug, survey)} name={survey.name} />;
}

import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { agreementPath } from "../features/agreements/agreements.paths.ts";
import { CirclePage } from "../features/cooperations/CirclePage.tsx";
import { changeCircleMembers, findCircle, renameCircle } from "../features/cooperations/circles.server.ts";
import { circleForm, errorCodes } from "../features/cooperations/cooperations.form.ts";
import { circlePath } from "../features/cooperations/cooperations.paths.ts";
import {
  canCoordinate,
  canReadCooperations,
  isKeptByHand,
} from "../features/cooperations/cooperations.policy.ts";
import { listMembers } from "../features/cooperations/cooperations.server.ts";
import { Refused } from "../server/errors.server.ts";
import { inTenant, type TenantDb } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(canReadCooperations(actor, tenant));
    const circle = await findCircle(db, args.params.id!);
    return json({
      slug: tenant.slug,
      circle,
      today,
      agreementHref: circle.agreement_id && agreementPath(tenant.slug, circle.agreement_id),
      members: await candidates(db, circle.cooperation_id, today),
      can: { coordinate: canCoordinate(actor, tenant, circle) },
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

/** Members and invited organisations; those who are gone are left out. */
async function candidates(db: TenantDb, cooperationId: string, today: string) {
  const members = await listMembers(db, cooperationId, today);
  return members
    .filter((member) => member.state !== "left" && member.state !== "ended")
    .map(({ id, name }) => ({ id, name }));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, form, authorize, record }) => {
    const circle = await findCircle(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, circle) && isKeptByHand(circle));
    const organisations = form.getAll("organisation").map(String);
    const before = form.getAll("before").map(String);
    const values = { name: String(form.get("name") ?? ""), organisations };
    const read = circleForm.safeParse(values);
    if (!read.success) return json({ values, errors: errorCodes(read.error) }, 422);
    const known = await candidates(db, circle.cooperation_id, today);
    try {
      await renameCircle(db, circle, read.data.name, record);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return json({ values, errors: { name: error.code } as Record<string, string> }, 422);
    }
    const change = {
      added: known.filter(({ id }) => organisations.includes(id) && !before.includes(id)),
      removed: known.filter(({ id }) => before.includes(id) && !organisations.includes(id)),
    };
    await changeCircleMembers(db, { ...circle, name: read.data.name }, change, record);
    return redirect(`${circlePath(tenant.slug, circle.id)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.circle.name ?? ""} – Samverka` },
];

export default function Circle() {
  const answer = useActionData<typeof action>();
  return <CirclePage {...useLoaderData<typeof loader>()} values={answer?.values} errors={answer?.errors} />;
}

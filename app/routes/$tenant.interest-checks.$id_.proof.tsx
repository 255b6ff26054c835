import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ProofPage } from "../features/interest-checks/ProofPage.tsx";
import { loadProof } from "../features/interest-checks/proof.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadProof(door, args.params.id ?? "", localeOf(args.request))),
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function InterestProof() {
  return <ProofPage data={useLoaderData<typeof loader>()} />;
}

import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { licencesText } from "../features/licences/licences.text.ts";
import { loadRegister } from "../features/licences/list.server.ts";
import { RegisterPage } from "../features/licences/RegisterPage.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({ data: await loadRegister(door, new URL(args.request.url).searchParams) }),
  );
}

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  pageTitle({ matches }, licencesText, (t) => t.title);

export default function Licences() {
  const { data } = useLoaderData<typeof loader>();
  return <RegisterPage data={data} />;
}

import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { sharingPath } from "../features/cooperations/cooperations.paths.ts";
import { canReadSharing } from "../features/cooperations/cooperations.policy.ts";
import { SharingLog } from "../features/cooperations/SharingLog.tsx";
import { countSharingChanges, listSharingChanges } from "../features/cooperations/sharing.server.ts";
import { sharingText } from "../features/cooperations/sharing.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Pager } from "../ui/Pager.tsx";
import { pageFrom } from "../ui/pages.ts";

const PAGE_SIZE = 50;

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canReadSharing(actor, tenant));
    const page = pageFrom(new URL(args.request.url).searchParams);
    return json({
      title: textFor(sharingText, localeOf(args.request)).logTitle,
      slug: tenant.slug,
      page,
      total: await countSharingChanges(db),
      changes: await listSharingChanges(db, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function SharingHistory() {
  const { slug, page, total, changes } = useLoaderData<typeof loader>();
  const t = useText(sharingText);
  return (
    <>
      <PageHeader
        title={t.logTitle}
        lead={t.logLead}
        crumbs={[{ label: t.title, href: sharingPath(slug) }]}
      />
      <SharingLog changes={changes} />
      {total > 0 && <Pager page={page} pageSize={PAGE_SIZE} total={total} />}
    </>
  );
}

import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { navigationFor } from "../features/start/navigation.rules.ts";
import { startText } from "../features/start/start.text.ts";
import { config } from "../server/config.server.ts";
import { frameOf } from "../server/tenant.server.ts";
import { useLocale, useText } from "../text/useText.ts";
import { ErrorPage } from "../ui/ErrorPage.tsx";
import { PublicShell } from "../ui/PublicShell.tsx";
import { Shell } from "../ui/Shell.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { person, tenant, actor } = await frameOf(args);
  return json({
    slug: tenant.slug,
    name: tenant.name,
    kind: tenant.kind,
    theme: tenant.theme,
    previewOf: tenant.previewOf ?? null,
    roles: actor.roles,
    isCatalogueEditor: actor.isCatalogueEditor,
    userName: person.name,
    organisations: person.memberships.map(({ slug, name }) => ({ slug, name })),
    showsMail: config().demo && !config().smtpUrl,
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.previewOf?.name ?? data.name} – Samverka` : "Samverka" },
];

export default function TenantLayout() {
  return (
    <TenantShell data={useLoaderData<typeof loader>()}>
      <Outlet />
    </TenantShell>
  );
}

type Frame = ReturnType<typeof useLoaderData<typeof loader>>;

function TenantShell({ data, children }: { data: Frame; children: ReactNode }) {
  const t = useText(startText);
  const locale = useLocale();
  const owner = data.previewOf ?? data;
  const roles = data.roles.map((role) => t.roles[role]).join(", ");
  return (
    <Shell
      organisation={{ name: owner.name, theme: data.theme, homeHref: `/${owner.slug}` }}
      organisations={data.organisations.map(({ slug, name }) => ({
        name,
        href: `/${slug}`,
        isCurrent: slug === owner.slug,
      }))}
      nav={navigationFor({ ...data, isPreview: data.previewOf !== null }, locale)}
      user={{
        name: data.userName,
        detail: data.isCatalogueEditor ? `${roles}, ${t.catalogueEditor}` : roles,
        accountHref: "/account",
        signOutAction: "/logout",
      }}
      userLinks={data.showsMail ? [{ label: t.sentMail, href: "/mail" }] : []}
      banner={
        data.previewOf && (
          <p className="preview-banner">
            <span>{t.previewBanner(data.previewOf.name, data.name)}</span>{" "}
            <a className="ds-link" href={`/${data.previewOf.slug}/view-as`}>
              {t.leavePreview}
            </a>
          </p>
        )
      }
    >
      {children}
    </Shell>
  );
}

/** Errors of the pages below stay inside the organisation's frame; where the frame itself failed there is none to show. */
export function ErrorBoundary() {
  const error = useRouteError();
  const data = useRouteLoaderData<typeof loader>("routes/$tenant");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (!data) {
    return (
      <PublicShell wide>
        <ErrorPage status={status} />
      </PublicShell>
    );
  }
  return (
    <TenantShell data={data}>
      <ErrorPage status={status} homeHref={`/${data.slug}`} />
    </TenantShell>
  );
}

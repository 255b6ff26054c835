import { json, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useMatches,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import stylesHref from "./styles/app.css";
import { defaultLocale, localeOf } from "./text/text.ts";
import { LocaleProvider, useText } from "./text/useText.ts";
import { useClientLinks } from "./ui/clientLinks.ts";
import { RouteErrorPage } from "./ui/ErrorPage.tsx";
import { NonceContext } from "./ui/nonce.ts";
import { PublicShell } from "./ui/PublicShell.tsx";
import { themeOf } from "./ui/themes.ts";
import { uiText } from "./ui/ui.text.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: stylesHref },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: "Samverka" }];

export async function loader({ request }: LoaderFunctionArgs) {
  return json({ locale: localeOf(request) });
}

/** Changing language loads the whole document anew, so nothing here changes between client navigations. */
export function shouldRevalidate(_: ShouldRevalidateFunctionArgs) {
  return false;
}

/** Wraps the page as well as the error boundary, so both have language, theme and scripts. */
export function Layout({ children }: { children: ReactNode }) {
  const locale = useRouteLoaderData<typeof loader>("root")?.locale ?? defaultLocale;
  const nonce = useContext(NonceContext);
  const theme = themeOf(useMatches().map((match) => match.data));
  return (
    <LocaleProvider locale={locale}>
      <html lang={locale} data-color-scheme="light" data-theme={theme} data-size="sm">
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <Meta />
          <Links />
        </head>
        <body>
          <SkipLink />
          {children}
          <ScrollRestoration nonce={nonce} {...quiet} />
          <Scripts nonce={nonce} {...quiet} />
        </body>
      </html>
    </LocaleProvider>
  );
}

// Browsers hide a script's nonce after reading it, so React would find it missing when it takes over the page.
const quiet = { suppressHydrationWarning: true };

function SkipLink() {
  const t = useText(uiText);
  return (
    <a className="ds-skip-link" href="#main">
      {t.skipToMain}
    </a>
  );
}

export default function App() {
  useClientLinks();
  return <Outlet />;
}

export function ErrorBoundary() {
  return (
    <PublicShell wide>
      <RouteErrorPage />
    </PublicShell>
  );
}

import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useText } from "../text/useText.ts";
import { LinkButton } from "./Button.tsx";
import { uiText } from "./ui.text.ts";

type KnownStatus = keyof typeof uiText.sv.errors;

function known(status: number): KnownStatus {
  return status in uiText.sv.errors ? (status as KnownStatus) : 500;
}

export interface ErrorPageProps {
  status: number;
  /** Where the way out leads; the portal's start page unless told otherwise. */
  homeHref?: string;
  /** Replaces the standard explanation, e.g. the reason of a 409. */
  text?: string;
}

/** What a person sees instead of the page: what happened, in plain words, and a way on. Stands inside any shell. */
export function ErrorPage({ status, homeHref = "/", text }: ErrorPageProps) {
  const t = useText(uiText);
  const wording = t.errors[known(status)];
  return (
    <div className="error-page">
      <p className="error-page-code">{t.errorCode(status)}</p>
      <h1 className="ds-heading" data-size="md">
        {wording.title}
      </h1>
      <p className="ds-paragraph error-page-text">{text ?? wording.text}</p>
      <LinkButton href={homeHref}>{t.toStart}</LinkButton>
    </div>
  );
}

export interface RouteErrorPageProps {
  homeHref?: string;
  /** Explanations for the codes of refusals (409 and 403), e.g. `{ already_member: "Organisationen är redan med." }`. */
  reasons?: Readonly<Record<string, string>>;
}

/** The error page for what the route threw; the whole content of an `ErrorBoundary`. */
export function RouteErrorPage({ homeHref, reasons }: RouteErrorPageProps) {
  const error = useRouteError();
  if (!isRouteErrorResponse(error)) return <ErrorPage status={500} homeHref={homeHref} />;
  const code: unknown = error.data?.code;
  const text = typeof code === "string" ? reasons?.[code] : undefined;
  return <ErrorPage status={error.status} homeHref={homeHref} text={text} />;
}

import { useText } from "../text/useText.ts";
import { LinkButton } from "./Button.tsx";
import { uiText } from "./ui.text.ts";

type KnownStatus = 403 | 404 | 409 | 413 | 429 | 500;

function known(status: number): KnownStatus {
  return status === 403 || status === 404 || status === 409 || status === 413 || status === 429
    ? status
    : 500;
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
      <h1 className="ds-heading" data-size="lg">
        {wording.title}
      </h1>
      <p className="ds-paragraph error-page-text">{text ?? wording.text}</p>
      <LinkButton href={homeHref}>{t.toStart}</LinkButton>
    </div>
  );
}

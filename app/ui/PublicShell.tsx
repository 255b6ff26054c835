import type { ReactNode } from "react";
import { useText } from "../text/useText.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { Mark } from "./Mark.tsx";
import { uiText } from "./ui.text.ts";

export interface PublicShellProps {
  /** Beside the content on wide screens, above it on narrow ones: what the portal is for. */
  pitch?: ReactNode;
  /** Lets the content take the page's width instead of a card. */
  wide?: boolean;
  /** After the card, over the whole width. */
  below?: ReactNode;
  children: ReactNode;
}

/** The frame of pages for people who are not signed in: product name, language, a card with the form. */
export function PublicShell({ pitch, wide, below, children }: PublicShellProps) {
  const t = useText(uiText);
  return (
    <div className="public">
      <header className="public-header">
        <a className="shell-brand" href="/">
          <Mark theme="samverka" name={t.product} />
          <span className="shell-brand-name">{t.product}</span>
        </a>
        <LanguageSwitch />
      </header>
      <main id="main" tabIndex={-1} className="public-main" data-wide={wide || undefined}>
        {pitch && <div className="public-pitch">{pitch}</div>}
        <div className={wide ? "public-wide" : "public-card"}>{children}</div>
        {below && <div className="public-below">{below}</div>}
      </main>
      <footer className="public-footer">
        <p>{t.footer}</p>
      </footer>
    </div>
  );
}

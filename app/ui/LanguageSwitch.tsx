import { useLocation } from "@remix-run/react";
import { useLocale, useText } from "../text/useText.ts";
import { Icon } from "./Icon.tsx";
import { uiText } from "./ui.text.ts";

/** Changes the language of the portal and stays on the page. A plain form, so the document is loaded anew. */
export function LanguageSwitch() {
  const t = useText(uiText);
  const other = useLocale() === "sv" ? "en" : "sv";
  const { pathname, search } = useLocation();
  return (
    <form method="post" action="/locale" className="language-switch">
      <input type="hidden" name="to" value={pathname + search} />
      <button
        type="submit"
        name="locale"
        value={other}
        lang={other}
        className="ds-button"
        data-variant="tertiary"
      >
        <Icon name="language" />
        <span>{t.otherLanguage}</span>
      </button>
    </form>
  );
}

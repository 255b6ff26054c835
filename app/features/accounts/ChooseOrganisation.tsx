import { useText } from "../../text/useText.ts";
import { Button } from "../../ui/Button.tsx";
import { Mark } from "../../ui/Mark.tsx";
import { PublicShell } from "../../ui/PublicShell.tsx";
import { uiText } from "../../ui/ui.text.ts";
import { accountsText } from "./accounts.text.ts";

export interface ChooseOrganisationProps {
  organisations: { href: string; name: string; mark: string }[];
}

/** Where to work, for somebody in several organisations; or why there is nowhere. */
export function ChooseOrganisation({ organisations }: ChooseOrganisationProps) {
  const t = useText(accountsText);
  const ui = useText(uiText);
  const isHomeless = organisations.length === 0;
  return (
    <PublicShell>
      <h1 className="ds-heading" data-size="sm">
        {isHomeless ? t.homelessTitle : t.chooserTitle}
      </h1>
      <p>{isHomeless ? t.homeless : t.chooserLead}</p>
      <ul className="choices">
        {organisations.map((organisation) => (
          <li key={organisation.href}>
            <a href={organisation.href} className="choice">
              <Mark theme={organisation.mark} name={organisation.name} />
              {organisation.name}
            </a>
          </li>
        ))}
      </ul>
      <form method="post" action="/logout" className="button-row">
        <Button type="submit" variant="tertiary" icon="signOut">
          {ui.signOut}
        </Button>
        <a className="ds-link" href="/account">
          {ui.account}
        </a>
      </form>
    </PublicShell>
  );
}

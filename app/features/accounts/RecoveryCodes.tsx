import { useEffect, useState } from "react";
import { useText } from "../../text/useText.ts";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { accountText } from "./account.text.ts";

/** The recovery codes, the only time they are shown. */
export function RecoveryCodes({ codes, to }: { codes: string[]; to: string }) {
  const t = useText(accountText);
  const canPrint = useScript();
  return (
    <div className="narrow" role="status">
      <PageHeader title={t.codesTitle} lead={t.codesLead} />
      <ul className="recovery-codes" aria-label={t.codesList}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="button-row no-print">
        {canPrint && (
          <Button variant="secondary" icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
        )}
        <LinkButton href={to} data-reload="">
          {t.continueOn}
        </LinkButton>
      </div>
    </div>
  );
}

/** False until script runs: a button that needs it is not shown without. */
function useScript(): boolean {
  const [runs, setRuns] = useState(false);
  useEffect(() => setRuns(true), []);
  return runs;
}

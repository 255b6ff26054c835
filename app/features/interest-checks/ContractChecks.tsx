import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { StateTag } from "./ChecksPage.tsx";
import type { loadContractChecks } from "./checks.server.ts";
import { interestCheckPath, newInterestCheckPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";

type Data = NonNullable<Awaited<ReturnType<typeof loadContractChecks>>>;

/** On an own contract's page: what the others have been asked because of it, and the way to ask them before buying anew. */
export function ContractChecks({ data }: { data: Data }) {
  const t = useText(interestChecksText);
  const { slug, about, checks } = data;
  return (
    <Section title={t.title}>
      {checks.length === 0 ? (
        <p className="muted">{t.noneFromContract}</p>
      ) : (
        <ul>
          {checks.map((check) => (
            <li key={check.id}>
              <a href={interestCheckPath(slug, check.id)}>{check.name}</a>{" "}
              <StateTag state={check.state} outcome={check.outcome} />
            </li>
          ))}
        </ul>
      )}
      {data.mayAsk && (
        <div className="button-row">
          <LinkButton href={newInterestCheckPath(slug, about)} variant="secondary" icon="question">
            {t.askBeforeBuying}
          </LinkButton>
        </div>
      )}
    </Section>
  );
}

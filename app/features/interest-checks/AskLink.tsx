import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { type NewInterestCheck, newInterestCheckPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";

/** "Fråga grannarna" on a page that knows what it would be about. */
export function AskLink({ slug, about }: { slug: string; about: NewInterestCheck }) {
  const t = useText(interestChecksText);
  return (
    <LinkButton href={newInterestCheckPath(slug, about)} variant="tertiary" icon="question">
      {t.ask}
    </LinkButton>
  );
}

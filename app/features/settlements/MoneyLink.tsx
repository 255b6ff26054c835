import { useText } from "../../text/useText.ts";
import { Section } from "../../ui/PageHeader.tsx";
import { settlementsPath } from "./settlements.paths.ts";
import { settlementsText } from "./settlements.text.ts";

/** From an agreement's page to what it costs; in "view as" (`owner~viewer`) there is nothing to be seen there. */
export function MoneyLink({ slug }: { slug: string }) {
  const t = useText(settlementsText);
  if (slug.includes("~")) return null;
  return (
    <Section title={t.title}>
      <p>
        <a href={settlementsPath(slug)}>{t.fromAgreement}</a>
      </p>
    </Section>
  );
}

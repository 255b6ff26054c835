import type { ReactNode } from "react";
import type { CatalogueState } from "#db/schema/values.ts";
import { useText } from "../../text/useText.ts";
import { SubmitButton } from "../../ui/Button.tsx";
import { catalogueText } from "./catalogue.text.ts";
import { StateMark } from "./StateTag.tsx";

/** A record that may be the one somebody is about to add. */
export interface NearRecord {
  id: string;
  name: string;
  state: CatalogueState;
  matched_name: string;
  href: string;
  /** Supplier or organisation number. */
  detail: string | null;
  /** What can be done with it at once. */
  action?: ReactNode;
}

/** Records like the new one, offered before it is made. Stands inside the form. */
export function NearMatches({ records }: { records: readonly NearRecord[] }) {
  const t = useText(catalogueText);
  if (records.length === 0) return null;
  return (
    <section className="near-matches" aria-labelledby="near-matches">
      <h2 id="near-matches" className="ds-heading" data-size="2xs">
        {t.nearTitle}
      </h2>
      <p>{t.nearText}</p>
      <ul>
        {records.map((record) => (
          <li key={record.id}>
            <span>
              <a href={record.href}>{record.name}</a> <StateMark state={record.state} />
              <span className="muted">
                {" "}
                {[record.detail, record.matched_name !== record.name && t.nearAlias(record.matched_name)]
                  .filter(Boolean)
                  .join(", ")}
              </span>
            </span>
            {record.action}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Makes the record in spite of those like it; holds only for the name that they were shown for. Nothing before they were shown. */
export function CreateAnyway({ nearFor }: { nearFor: string | undefined }) {
  const t = useText(catalogueText);
  if (!nearFor) return null;
  return (
    <>
      <input type="hidden" name="near_for" value={nearFor} />
      <SubmitButton variant="secondary" name="create_anyway" value="yes">
        {t.createAnyway}
      </SubmitButton>
    </>
  );
}

import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { catalogueText } from "./catalogue.text.ts";

/** What somebody else changed while the form was open; the form below holds what was typed. */
export function ConflictNotice({ fields }: { fields: readonly { label: string; now: string }[] }) {
  const t = useText(catalogueText);
  return (
    <Alert tone="warning" title={t.conflictTitle} role="alert">
      <p>{t.conflictText}</p>
      <ul className="ds-list">
        {fields.map(({ label, now }) => (
          <li key={label}>{t.conflictField(label, now || t.nothing)}</li>
        ))}
      </ul>
    </Alert>
  );
}

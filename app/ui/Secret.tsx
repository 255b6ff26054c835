import { useText } from "../text/useText.ts";
import { uiText } from "./ui.text.ts";

/** A value to copy that is shown only once: an invitation link, recovery codes, a token. */
export function Secret({ id, label, value }: { id: string; label: string; value: string }) {
  const t = useText(uiText);
  return (
    <div className="ds-field secret-field">
      <label className="ds-label" htmlFor={id}>
        {label}
      </label>
      <div id={`${id}-description`} data-field="description">
        {t.copyHint}
      </div>
      <input
        id={id}
        className="ds-input secret"
        readOnly
        value={value}
        aria-describedby={`${id}-description`}
        onFocus={(event) => event.currentTarget.select()}
      />
    </div>
  );
}

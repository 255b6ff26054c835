import { useEffect, useRef } from "react";
import { useText } from "../text/useText.ts";
import { type FieldError, fieldId, hasError } from "./Field.tsx";
import { uiText } from "./ui.text.ts";

/** Errors of a form by field name; "" holds what concerns the form as a whole. */
export type FormErrors = Readonly<Record<string, FieldError>>;

/**
 * What must be corrected, first in the form, with a link to each field. Takes the focus when it appears: with script on every new
 * set of errors, without by `autofocus`. Renders nothing when there is nothing to say.
 */
export function ErrorSummary({ errors, title }: { errors: FormErrors | undefined; title?: string }) {
  const t = useText(uiText);
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer from the server means new focus
  useEffect(() => box.current?.focus(), [errors]);
  const wrong = Object.entries(errors ?? {}).filter(([, error]) => hasError(error));
  if (wrong.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: without script this is what moves the reader to the errors
    <div className="ds-error-summary" ref={box} tabIndex={-1} role="alert" autoFocus>
      <h2 className="ds-heading" data-size="2xs">
        {title ?? t.errorsTitle(wrong.length)}
      </h2>
      <ul className="ds-list">
        {wrong.flatMap(([name, error]) =>
          [error].flat().map((sentence) => (
            <li key={`${name} ${sentence}`}>
              {name ? (
                <a className="ds-link" href={`#${fieldId(name)}`}>
                  {sentence}
                </a>
              ) : (
                sentence
              )}
            </li>
          )),
        )}
      </ul>
    </div>
  );
}

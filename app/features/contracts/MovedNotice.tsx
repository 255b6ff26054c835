import { type ReactNode, useEffect, useRef } from "react";
import { useText } from "../../text/useText.ts";
import { contractFormText } from "./form.text.ts";
import { MovedDates } from "./MovedDates.tsx";
import { type MovedDate, movedKey } from "./moved.rules.ts";
import { partsText } from "./parts.text.ts";

/** The dates that a change would move, before it is saved; takes the focus, since the button that asked may be far below. */
export function MovedNotice({ moved, children }: { moved: readonly MovedDate[]; children: ReactNode }) {
  const t = useText(contractFormText);
  const p = useText(partsText);
  const notice = useRef<HTMLDivElement>(null);
  const key = movedKey(moved);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other dates are another message
  useEffect(() => notice.current?.focus(), [key]);
  return (
    <section
      className="ds-alert"
      data-color="warning"
      aria-labelledby="moved-title"
      tabIndex={-1}
      ref={notice}
    >
      <h2 className="ds-heading" data-size="2xs" id="moved-title">
        {t.movedTitle}
      </h2>
      <p>{moved.length === 0 ? p.nothingMoves : t.movedText}</p>
      {moved.length > 0 && <MovedDates moved={moved} />}
      <input type="hidden" name="agreed" value={key} />
      <div className="form-actions">{children}</div>
    </section>
  );
}

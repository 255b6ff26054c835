import type { ReactNode } from "react";
import { useText } from "../text/useText.ts";
import { uiText } from "./ui.text.ts";

export interface Description {
  term: ReactNode;
  /** Nothing (null, undefined, "") is shown as "Ej angivet". */
  value: ReactNode;
  /** Small line below, e.g. when the value was last changed. */
  note?: ReactNode;
}

/** Fields of a record for reading. */
export function DescriptionList({ items }: { items: readonly Description[] }) {
  const t = useText(uiText);
  return (
    <dl className="description-list">
      {items.map((item, index) => (
        <div key={index}>
          <dt>{item.term}</dt>
          <dd>
            {isEmpty(item.value) ? <span className="muted">{t.emptyValue}</span> : item.value}
            {item.note && <span className="description-note">{item.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isEmpty(value: ReactNode): boolean {
  return value === null || value === undefined || value === "";
}

import { useText } from "../../text/useText.ts";
import { fieldsText } from "./fields.text.ts";
import { systemsFormText } from "./form.text.ts";
import type { OpenShare } from "./parts.server.ts";

/** Who sees which field groups of the organisation's systems today. */
export function ShareList({ shares, none }: { shares: readonly OpenShare[]; none: string }) {
  const t = useText(systemsFormText);
  const f = useText(fieldsText);
  if (shares.length === 0) return <p>{none}</p>;
  return (
    <ul className="ds-list">
      {shares.map((share) => (
        <li key={`${share.cooperation} ${share.circle}`}>
          {t.retireShare(
            share.is_everyone ? share.cooperation : `${share.cooperation}, ${share.circle}`,
            share.groups.map((group) => f.groups[group as keyof typeof f.groups] ?? group).join(", "),
          )}
        </li>
      ))}
    </ul>
  );
}

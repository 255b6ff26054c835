import { useFormat, useText } from "../../text/useText.ts";
import { Tag } from "../../ui/Tag.tsx";
import { cooperationsText } from "./cooperations.text.ts";

/** "lämnar {datum}" beside the name of an organisation that has given notice of a cooperation agreement; nothing for the others. */
export function LeavingTag({ on }: { on: string | null | undefined }) {
  const t = useText(cooperationsText);
  const format = useFormat();
  return on ? <Tag tone="warning">{t.leavesCooperation(format.day(on))}</Tag> : null;
}

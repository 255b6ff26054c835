import { useFormat, useText } from "../../text/useText.ts";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import type { MemberState } from "./cooperations.rules.ts";
import { cooperationsText } from "./cooperations.text.ts";

const tones: Record<MemberState, TagTone> = {
  invited: "info",
  upcoming: "info",
  member: "success",
  leaving: "warning",
  left: "neutral",
  ended: "neutral",
};

/** What a membership is today, and until when if that is known. */
export function MemberStateTag({
  state,
  ended_on,
  leaves_on,
}: {
  state: MemberState;
  ended_on: string | null;
  leaves_on: string | null;
}) {
  const t = useText(cooperationsText);
  const format = useFormat();
  const lastDay = [ended_on, leaves_on].filter((day) => day !== null).sort()[0];
  return (
    <>
      <Tag tone={tones[state]}>{t.states[state]}</Tag>
      {state === "leaving" && lastDay && <span className="nowrap"> {t.lastDay(format.day(lastDay))}</span>}
    </>
  );
}

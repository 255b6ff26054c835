import { useText } from "../../text/useText.ts";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { choiceWord, wordsText } from "./words.text.ts";

const tones: Record<string, TagTone> = {
  in_force: "success",
  expiring: "warning",
  notice_given: "warning",
  not_started: "info",
  ended: "neutral",
  superseded: "neutral",
  unknown: "neutral",
};

/** The status of a contract in a word. */
export function StatusTag({ status }: { status: string }) {
  const w = useText(wordsText);
  return <Tag tone={tones[status] ?? "neutral"}>{choiceWord(w, "status", status)}</Tag>;
}

import type { CatalogueState } from "#db/schema/values.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { catalogueText } from "./catalogue.text.ts";

const tones: Record<CatalogueState, TagTone> = {
  concept: "warning",
  approved: "success",
  merged: "neutral",
  rejected: "danger",
  withdrawn: "neutral",
};

/** The state of a product or supplier in a word. */
export function StateTag({ state }: { state: CatalogueState }) {
  const t = useText(catalogueText);
  return <Tag tone={tones[state]}>{t.states[state]}</Tag>;
}

/** The mark beside a name that is not an ordinary, approved record; nothing otherwise. */
export function StateMark({ state }: { state: CatalogueState }) {
  return state === "approved" ? null : <StateTag state={state} />;
}

/** What it means that the record is a concept, rejected or withdrawn; nothing otherwise. `message`: the editor's words to the maker. */
export function StateNotice({
  state,
  maker,
  message,
}: {
  state: CatalogueState;
  maker: string | null;
  message?: string | null;
}) {
  const t = useText(catalogueText);
  if (state === "rejected")
    return (
      <Alert tone="warning" title={t.rejectedTitle}>
        <p>{t.rejectedText}</p>
        {message && <p className="prewrap">{t.rejectedMessage(message)}</p>}
      </Alert>
    );
  if (state === "withdrawn") return <Alert tone="warning">{t.withdrawnText}</Alert>;
  if (state !== "concept" || !maker) return null;
  return (
    <Alert tone="info" title={t.conceptTitle}>
      <p>{t.conceptText(maker)}</p>
    </Alert>
  );
}

import type { CatalogueState } from "#db/schema.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { catalogueText } from "./catalogue.text.ts";

const tones: Record<CatalogueState, TagTone> = {
  concept: "warning",
  approved: "success",
  merged: "neutral",
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

/** What it means that the record is a concept or withdrawn; nothing otherwise. */
export function StateNotice({ state, maker }: { state: CatalogueState; maker: string | null }) {
  const t = useText(catalogueText);
  if (state === "withdrawn") return <Alert tone="warning">{t.withdrawnText}</Alert>;
  if (state !== "concept" || !maker) return null;
  return (
    <Alert tone="info" title={t.conceptTitle}>
      <p>{t.conceptText(maker)}</p>
    </Alert>
  );
}

import { useText } from "../../text/useText.ts";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { SurveyList } from "../surveys/SurveyList.tsx";
import { newRenewalPath, renewalPath } from "./renewals.paths.ts";
import type { State } from "./renewals.rules.ts";
import { renewalsText } from "./renewals.text.ts";
import type { loadRounds } from "./rounds.server.ts";

const tones: Record<State, TagTone> = {
  draft: "neutral",
  ready: "neutral",
  open: "info",
  closed: "warning",
  in_evaluation: "warning",
  completed: "success",
  withdrawn: "neutral",
};

/** Where a survey stands, in a word. */
export function RoundState({ state }: { state: State }) {
  const t = useText(renewalsText);
  return <Tag tone={tones[state]}>{t.states[state]}</Tag>;
}

/** What the organisation is asked and what it asks. */
export function RoundsPage({
  data: { slug, surveys, mayAsk, isCut },
}: {
  data: Awaited<ReturnType<typeof loadRounds>>;
}) {
  const t = useText(renewalsText);
  return (
    <SurveyList
      words={{ ...t, name: t.columns.name }}
      newHref={mayAsk ? newRenewalPath(slug) : undefined}
      rows={surveys}
      isCut={isCut}
      pathOf={(id) => renewalPath(slug, id)}
      answers={t.answer.words}
      stateOf={(row) => <RoundState state={row.state} />}
      before={[{ id: "item", heading: t.columns.item, cell: (row) => row.item_name }]}
      rest={[{ id: "others", title: t.others, holds: () => true }]}
    />
  );
}

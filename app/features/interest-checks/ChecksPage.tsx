import { useText } from "../../text/useText.ts";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { SurveyList } from "../surveys/SurveyList.tsx";
import type { loadChecks } from "./checks.server.ts";
import { interestCheckPath, newInterestCheckPath } from "./interest-checks.paths.ts";
import type { State } from "./interest-checks.rules.ts";
import { interestChecksText } from "./interest-checks.text.ts";

const tones: Record<State, TagTone> = {
  draft: "neutral",
  open: "info",
  closed: "warning",
  decided: "success",
  withdrawn: "neutral",
};

/** Where a check stands, in a word. */
export function StateTag({ state, outcome }: { state: State; outcome?: "go" | "no_go" | null }) {
  const t = useText(interestChecksText);
  return <Tag tone={tones[state]}>{outcome ? t.outcomes[outcome] : t.states[state]}</Tag>;
}

/** What the organisation is asked, what it asks, and what else its circles ask. */
export function ChecksPage({
  data: { slug, surveys, mayAsk, isCut },
}: {
  data: Awaited<ReturnType<typeof loadChecks>>;
}) {
  const t = useText(interestChecksText);
  const concernsUs = (row: (typeof surveys)[number]) => row.is_asked || row.own_answer !== null;
  return (
    <SurveyList
      words={{ ...t, name: t.columns.name }}
      newHref={mayAsk ? newInterestCheckPath(slug) : undefined}
      rows={surveys}
      isCut={isCut}
      pathOf={(id) => interestCheckPath(slug, id)}
      answers={t.answers}
      stateOf={(row) => <StateTag state={row.state} outcome={row.outcome} />}
      after={[{ id: "asked", heading: t.columns.asked, align: "end", cell: (row) => row.asked }]}
      rest={[
        { id: "answered", title: t.answered, holds: concernsUs },
        { id: "others", title: t.others, holds: (row) => !concernsUs(row) },
      ]}
    />
  );
}

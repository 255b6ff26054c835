import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { changedQuery } from "../../ui/query.ts";
import type { ListSelection } from "../lists/Selection.tsx";
import type { SelectionData } from "./selection.server.ts";
import { selectionText } from "./selection.text.ts";

interface Row {
  id: string;
  own_name: string;
}

/** Selecting in the systems list: the option of the list when it is switched on, and the button that switches it. */
export function useSystemSelection(data: SelectionData | null): {
  selection?: ListSelection<Row>;
  tool?: ReactNode;
} {
  const t = useText(selectionText);
  const format = useFormat();
  const { search } = useLocation();
  if (!data) return {};
  if (!data.isOn)
    return {
      tool: (
        <LinkButton href={changedQuery(search, { select: "1" })} variant="secondary" icon="check">
          {t.start}
        </LinkButton>
      ),
    };
  const [chosen, refused] = [new Set(data.chosenHere), new Set(data.refusedHere)];
  const problem = data.problem && t.problems[data.problem](format.number(data.most));
  return {
    tool: (
      <LinkButton
        href={changedQuery(search, { select: null, problem: null })}
        variant="secondary"
        icon="close"
      >
        {t.stop}
      </LinkButton>
    ),
    selection: {
      action: data.action,
      isChosen: (row) => chosen.has(row.id),
      refusal: (row) => (refused.has(row.id) ? t.refused : undefined),
      label: (row) => t.choose(row.own_name),
      chosen: data.chosen,
      next: t.next,
      notice: (problem || data.leftOut > 0) && (
        <Alert tone="warning" role="alert">
          <p>{problem ?? t.leftOut(data.leftOut)}</p>
        </Alert>
      ),
      tools: <a href={data.runsHref}>{t.runs}</a>,
    },
  };
}

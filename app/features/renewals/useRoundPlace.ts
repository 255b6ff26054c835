import { useText } from "../../text/useText.ts";
import type { Place } from "../surveys/StepPages.tsx";
import { renewalPath, renewalsPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";

/** Where the pages below a survey are. */
export function useRoundPlace(slug: string, round: { id: string; name: string }): Place {
  const t = useText(renewalsText);
  const href = renewalPath(slug, round.id);
  return {
    href,
    crumbs: [
      { label: t.title, href: renewalsPath(slug) },
      { label: round.name, href },
    ],
  };
}

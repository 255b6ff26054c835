import { useText } from "../../text/useText.ts";
import type { Place } from "../surveys/StepPages.tsx";
import { interestCheckPath, interestChecksPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";

/** Where the pages below a check are. */
export function useCheckPlace(slug: string, check: { id: string; name: string }): Place {
  const t = useText(interestChecksText);
  const href = interestCheckPath(slug, check.id);
  return {
    href,
    crumbs: [
      { label: t.title, href: interestChecksPath(slug) },
      { label: check.name, href },
    ],
  };
}

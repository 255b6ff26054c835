import { useLocale, useText } from "../../text/useText.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { functionName, functionsPath, groupName } from "./functions.rules.ts";
import type { FunctionRow } from "./functions.server.ts";
import { functionsText } from "./functions.text.ts";

/** Top of a function's page. */
export function FunctionHeader({ slug, row }: { slug: string; row: FunctionRow }) {
  const t = useText(functionsText);
  const locale = useLocale();
  return (
    <PageHeader
      title={functionName(row, locale)}
      crumbs={[{ label: t.title, href: functionsPath(slug) }]}
      meta={<span className="muted">{groupName(row, locale)}</span>}
    />
  );
}

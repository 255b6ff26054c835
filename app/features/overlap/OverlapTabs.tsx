import { useLocation } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Tabs } from "../../ui/Tabs.tsx";
import { overlapPages } from "./overlap.paths.ts";
import { overlapText } from "./overlap.text.ts";
import { sharedQuery } from "./query.rules.ts";

/** The ways of looking at the same circle: matrix, timeline, choice of products, prices. The choice of whose systems goes along. */
export function OverlapTabs({ slug }: { slug: string }) {
  const t = useText(overlapText);
  const { search } = useLocation();
  const query = sharedQuery(search);
  return (
    <Tabs
      label={t.views}
      tabs={overlapPages(slug).map(({ page, href }) => ({
        label: t.viewNames[page],
        href: `${href}${query}`,
        exact: page === "matrix",
      }))}
    />
  );
}

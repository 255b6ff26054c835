import { useFormat, useText } from "../../text/useText.ts";
import { Card } from "../../ui/Card.tsx";
import { Stat, StatRow } from "../../ui/Stat.tsx";
import { viewPath, viewsPath } from "../views/views.paths.ts";
import { viewsText } from "../views/views.text.ts";

export interface StartViews {
  views: { id: string; name: string; list: string; total: number; isCut: boolean }[];
  /** More views were chosen than are counted. */
  isCut: boolean;
}

/** The views chosen for the start page with their counts; nothing when none is chosen. */
export function StartViewsCard({ slug, views, isCut }: StartViews & { slug: string }) {
  const t = useText(viewsText);
  const format = useFormat();
  if (views.length === 0) return null;
  return (
    <Card title={t.onStartTitle}>
      <StatRow>
        {views.map((view) => (
          <Stat
            key={view.id}
            value={`${view.isCut ? "> " : ""}${format.number(view.total)}`}
            label={view.name}
            note={t.lists[view.list]}
            href={viewPath(slug, view.id)}
          />
        ))}
      </StatRow>
      <p className="card-more">
        {isCut && `${t.atMost(views.length)} `}
        <a className="ds-link" href={viewsPath(slug)}>
          {t.all}
        </a>
      </p>
    </Card>
  );
}

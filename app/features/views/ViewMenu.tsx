import { useLocation } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { changedQuery } from "../../ui/query.ts";
import { editViewPath, newViewPath, viewPath, viewsPath } from "./views.paths.ts";
import type { ListViews } from "./views.server.ts";
import { viewsText } from "./views.text.ts";

/** The saved views of a list: which is open, the others, and the list as it stands under a new or the open name. */
export function ViewMenu({ slug, list, views, shown }: ListViews & { shown: readonly string[] }) {
  const t = useText(viewsText);
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  const open = views.find((view) => view.id === query.get("view"));
  const state = changedQuery(search, { column: shown, view: null });
  const groups = [
    { title: t.own, views: views.filter((view) => !view.isShared) },
    { title: t.shared, views: views.filter((view) => view.ownerKind === "organisation") },
    { title: t.circles, views: views.filter((view) => view.ownerKind === "circle") },
  ].filter((group) => group.views.length > 0);
  const scope = query.get("scope");
  return (
    <details className="column-chooser" key={search}>
      <summary className="ds-button" data-variant="secondary">
        <Icon name="star" />
        {open ? t.menuOpen(open.name) : t.menu}
      </summary>
      <div className="column-chooser-panel view-menu">
        {groups.length === 0 && <p>{t.none}</p>}
        {groups.map((group) => (
          <div key={group.title}>
            <p className="card-note">{group.title}</p>
            <ul className="menu-list">
              {group.views.map((view) => (
                <li key={view.id}>
                  <a href={viewPath(slug, view.id)} aria-current={view === open ? "true" : undefined}>
                    {view.by ? t.by(view.name, view.by) : view.name}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <ul className="menu-list">
          <li>
            <a href={newViewPath(slug, list, state)}>{t.saveAs}</a>
          </li>
          {open?.mayChange && (
            <li>
              <a href={editViewPath(slug, open.id, state)}>{t.change(open.name)}</a>
            </li>
          )}
          {open && (
            <li>
              <a href={scope ? `?scope=${encodeURIComponent(scope)}` : "?"}>{t.leave}</a>
            </li>
          )}
          <li>
            <a href={viewsPath(slug)}>{t.all}</a>
          </li>
        </ul>
      </div>
    </details>
  );
}

import { useLocation } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { changedQuery } from "../../ui/query.ts";
import { COLUMNS_PER_PAGE } from "./overlap.rules.ts";
import { overlapText } from "./overlap.text.ts";
import type { Scope } from "./scope.server.ts";

/** Links to the other municipalities of a large circle. @param page the page of rows, which stays */
export function ColumnPager({
  scope,
  page: rows,
}: {
  scope: Pick<Scope, "columns" | "columnPages">;
  page: number;
}) {
  const t = useText(overlapText);
  const format = useFormat();
  const { search } = useLocation();
  const { page, pages, others } = scope.columnPages;
  if (pages <= 1) return null;
  const own = scope.columns.filter((column) => column.state === "own").length;
  const size = COLUMNS_PER_PAGE - own;
  const link = (to: number) =>
    changedQuery(search, { columns: to === 1 ? null : String(to), page: String(rows) });
  return (
    <nav className="overlap-columns" aria-label={t.columnPages}>
      {page > 1 && (
        <LinkButton href={link(page - 1)} variant="secondary" icon="chevronLeft">
          {t.previousColumns}
        </LinkButton>
      )}
      <span>
        {t.columnPage(
          format.number((page - 1) * size + 1),
          format.number(Math.min(page * size, others)),
          format.number(others),
        )}
      </span>
      {page < pages && (
        <LinkButton href={link(page + 1)} variant="secondary" icon="chevronRight">
          {t.nextColumns}
        </LinkButton>
      )}
    </nav>
  );
}

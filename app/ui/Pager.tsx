import { useLocation } from "@remix-run/react";
import { useFormat, useText } from "../text/useText.ts";
import { pageCount, pagesToOffer, rowsOnPage } from "./pages.ts";
import { changedQuery } from "./query.ts";
import { uiText } from "./ui.text.ts";

export interface PagerProps {
  page: number;
  pageSize: number;
  total: number;
  /** The count stopped at `total`; there are more. */
  isCut?: boolean;
}

/** Which rows are shown and links to the other pages (`?page=`). Page links are left out when one page holds everything. */
export function Pager({ page, pageSize, total, isCut }: PagerProps) {
  const t = useText(uiText);
  const { search } = useLocation();
  const pages = pageCount(pageSize, total);
  const to = (n: number) => changedQuery(search, { page: n === 1 ? null : String(n) });
  return (
    <div className="pager">
      <p className="rows-shown">{useRowsShown({ page, pageSize, total, isCut })}</p>
      {pages > 1 && (
        <nav className="ds-pagination" aria-label={t.pages}>
          <ul>
            <Step label={t.previousPage} href={page > 1 ? to(page - 1) : undefined} rel="prev" />
            {pagesToOffer(page, pages).map((n, index) =>
              n === "gap" ? (
                <li key={`gap ${index}`} aria-hidden="true" />
              ) : (
                <li key={n}>
                  <a
                    className="ds-button"
                    data-variant="tertiary"
                    href={to(n)}
                    aria-label={t.page(String(n))}
                    aria-current={n === page ? "page" : undefined}
                  >
                    {n}
                  </a>
                </li>
              ),
            )}
            <Step label={t.nextPage} href={page < pages ? to(page + 1) : undefined} rel="next" />
          </ul>
        </nav>
      )}
    </div>
  );
}

/** "Visar 1–50 av 345" above a list; read out when a new search changes it. */
export function RowsShown(props: PagerProps) {
  return (
    <p className="rows-shown" role="status">
      {useRowsShown(props)}
    </p>
  );
}

function useRowsShown({ page, pageSize, total, isCut }: PagerProps): string {
  const t = useText(uiText);
  const format = useFormat();
  if (total === 0) return t.showingNone;
  const { from, to } = rowsOnPage(page, pageSize, total);
  const numbers = [format.number(from), format.number(to), format.number(total)] as const;
  return isCut ? t.showingCut(...numbers) : t.showing(...numbers);
}

function Step({ label, href, rel }: { label: string; href?: string; rel: "prev" | "next" }) {
  return (
    <li className="pager-step">
      {href ? (
        <a className="ds-button" data-variant="tertiary" href={href} rel={rel}>
          {label}
        </a>
      ) : (
        <span className="ds-button" data-variant="tertiary" aria-hidden="true">
          {label}
        </span>
      )}
    </li>
  );
}

import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
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
  /** Name of a field: the pages are then buttons that send the form around them, with the page as its value. */
  submitAs?: string;
}

/** Which rows are shown and links to the other pages (`?page=`). Page links are left out when one page holds everything. */
export function Pager({ page, pageSize, total, isCut, submitAs }: PagerProps) {
  const t = useText(uiText);
  const { search } = useLocation();
  const pages = pageCount(pageSize, total);
  const to = (n: number): Target =>
    submitAs
      ? { name: submitAs, value: String(n) }
      : { href: changedQuery(search, { page: n === 1 ? null : String(n) }) };
  return (
    <div className="pager">
      <p className="rows-shown">{useRowsShown({ page, pageSize, total, isCut })}</p>
      {pages > 1 && (
        <nav className="ds-pagination" aria-label={t.pages}>
          <ul>
            <Step label={t.previousPage} to={page > 1 ? to(page - 1) : undefined} rel="prev" />
            {pagesToOffer(page, pages).map((n, index) =>
              n === "gap" ? (
                <li key={`gap ${index}`} aria-hidden="true" />
              ) : (
                <li key={n}>
                  <Turn to={to(n)} label={t.page(String(n))} isCurrent={n === page}>
                    {n}
                  </Turn>
                </li>
              ),
            )}
            <Step label={t.nextPage} to={page < pages ? to(page + 1) : undefined} rel="next" />
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

/** Where a page is: an address, or a value of the form around the pager. */
type Target = { href: string } | { name: string; value: string };

function Turn(props: { to: Target; label?: string; rel?: string; isCurrent?: boolean; children: ReactNode }) {
  const { to, label, rel, isCurrent, children } = props;
  const common = {
    className: "ds-button",
    "data-variant": "tertiary",
    "aria-label": label,
    "aria-current": isCurrent ? ("page" as const) : undefined,
  };
  return "href" in to ? (
    <a {...common} href={to.href} rel={rel}>
      {children}
    </a>
  ) : (
    <button {...common} type="submit" {...to}>
      {children}
    </button>
  );
}

function Step({ label, to, rel }: { label: string; to?: Target; rel: "prev" | "next" }) {
  return (
    <li className="pager-step">
      {to ? (
        <Turn to={to} rel={rel}>
          {label}
        </Turn>
      ) : (
        <span className="ds-button" data-variant="tertiary" aria-hidden="true">
          {label}
        </span>
      )}
    </li>
  );
}

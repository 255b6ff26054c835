import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useText } from "../text/useText.ts";
import { Button } from "./Button.tsx";
import { fieldId } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { useKeptFocus } from "./keptFocus.ts";
import { carriedFields, changedQuery, withoutValue } from "./query.ts";
import { uiText } from "./ui.text.ts";

/** A filter in force: `name`/`value` as they stand in the address, `label` as people read it ("Status: i drift"). */
export interface ActiveFilter {
  name: string;
  value: string;
  label: string;
}

export interface FilterBarProps {
  /** Label of the free-text field (`?q=`); left out when the list has no text search. */
  searchLabel?: string;
  /** Fields always visible, e.g. a Select or two with `defaultValue` from the address. */
  children?: ReactNode;
  /** Fields behind "Fler filter". */
  more?: ReactNode;
  /** Names of all fields in `children` and `more`; the address's other fields (sort, columns) are carried along. */
  fields: readonly string[];
  active: readonly ActiveFilter[];
}

/** Search and filters of a list as a GET form, and below it what is chosen, each with a link that removes it. */
export function FilterBar({ searchLabel, children, more, fields, active }: FilterBarProps) {
  const t = useText(uiText);
  const { search } = useLocation();
  const keptFocus = useKeptFocus(search);
  const own = searchLabel ? ["q", ...fields] : fields;
  const isSearchOnly = searchLabel && !children && !more;
  const filters = active.filter((filter) => filter.name !== "q");
  return (
    <div className="filter-bar" {...keptFocus}>
      {/* The key gives the fields their new values when a chip is removed. */}
      <Form key={search} method="get" role="search" aria-label={searchLabel ?? t.filter}>
        {carriedFields(search, own).map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="filter-bar-fields">
          {searchLabel && (
            <SearchField label={searchLabel} value={new URLSearchParams(search).get("q") ?? ""} />
          )}
          {children}
          <Button
            id="filter-submit"
            type="submit"
            variant={searchLabel ? "secondary" : "primary"}
            icon={isSearchOnly ? "search" : "filter"}
          >
            {isSearchOnly ? t.search : t.apply}
          </Button>
        </div>
        {more && (
          <details className="ds-details filter-bar-more" open={filters.length > 0 && !children}>
            <summary>{t.moreFilters}</summary>
            <div className="filter-bar-fields">{more}</div>
          </details>
        )}
      </Form>
      {active.length > 0 && <ActiveFilters active={active} search={search} own={own} />}
    </div>
  );
}

function SearchField({ label, value }: { label: string; value: string }) {
  return (
    <div className="ds-field filter-bar-search">
      <label className="ds-label" htmlFor={fieldId("q")}>
        {label}
      </label>
      <div className="search-box">
        <Icon name="search" />
        <input id={fieldId("q")} className="ds-input" type="search" name="q" defaultValue={value} />
      </div>
    </div>
  );
}

function ActiveFilters({
  active,
  search,
  own,
}: {
  active: readonly ActiveFilter[];
  search: string;
  own: readonly string[];
}) {
  const t = useText(uiText);
  const cleared = changedQuery(search, Object.fromEntries(own.map((name) => [name, null])));
  return (
    <ul className="active-filters" aria-label={t.activeFilters}>
      {active.map((filter) => (
        <li key={`${filter.name} ${filter.value}`}>
          <a
            className="ds-chip"
            data-removable=""
            href={withoutValue(search, filter.name, filter.value)}
            aria-label={t.removeFilter(filter.label)}
          >
            {filter.label}
          </a>
        </li>
      ))}
      <li>
        <a className="ds-link" href={cleared}>
          {t.clearAll}
        </a>
      </li>
    </ul>
  );
}

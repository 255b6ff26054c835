import { useLocation } from "@remix-run/react";
import { isCurrent } from "./navigation.ts";

export interface Tab {
  label: string;
  href: string;
  /** Current only on exactly this path. */
  exact?: boolean;
  /** Set it where the address's path does not tell (tabs in the query). */
  isCurrent?: boolean;
  count?: string;
}

/** Parts of a record as links; each has its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const { pathname } = useLocation();
  return (
    <nav className="tab-links" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a
              href={tab.href}
              aria-current={(tab.isCurrent ?? isCurrent(tab, pathname)) ? "page" : undefined}
            >
              {tab.label}
              {tab.count && <span className="tab-count">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

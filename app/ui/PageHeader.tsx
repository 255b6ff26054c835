import type { ReactNode } from "react";
import { useText } from "../text/useText.ts";
import { uiText } from "./ui.text.ts";

export interface Crumb {
  label: string;
  href: string;
}

export interface PageHeaderProps {
  title: string;
  /** The way here, outermost first; the page itself is left out. */
  crumbs?: readonly Crumb[];
  /** Small line beside or below the title: tags, dates. */
  meta?: ReactNode;
  /** One or two sentences on what the page is for. */
  lead?: ReactNode;
  /** Buttons; the main one last in the markup order they are read. */
  actions?: ReactNode;
}

/** Top of every page: the way here, the only h1, what can be done. */
export function PageHeader({ title, crumbs, meta, lead, actions }: PageHeaderProps) {
  const t = useText(uiText);
  return (
    <div className="page-header">
      {crumbs && crumbs.length > 0 && (
        <nav className="ds-breadcrumbs" aria-label={t.breadcrumbs}>
          <ol>
            {crumbs.map((crumb) => (
              <li key={crumb.href}>
                <a className="ds-link" href={crumb.href}>
                  {crumb.label}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="page-header-row">
        <div className="page-header-title">
          <h1 className="ds-heading" data-size="md">
            {title}
          </h1>
          {meta && <div className="page-header-meta">{meta}</div>}
        </div>
        {actions && <div className="button-row">{actions}</div>}
      </div>
      {lead && <p className="page-header-lead">{lead}</p>}
    </div>
  );
}

/** A part of a page under an h2 (or h3), with its own actions. */
export function Section({
  title,
  level = 2,
  actions,
  id,
  children,
}: {
  title: string;
  level?: 2 | 3;
  actions?: ReactNode;
  id?: string;
  children: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className="page-section" id={id}>
      <div className="page-section-header">
        <Heading className="ds-heading" data-size={level === 2 ? "xs" : "2xs"}>
          {title}
        </Heading>
        {actions && <div className="button-row">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

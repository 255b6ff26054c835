import type { ReactNode } from "react";

/** A framed part of a page. `href` makes the title a link that stands for the whole card. */
export function Card({
  title,
  href,
  level = 2,
  actions,
  children,
}: {
  title?: ReactNode;
  href?: string;
  level?: 2 | 3;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="ds-card card" data-variant="default">
      {title && (
        <div className="card-header">
          <Heading className="ds-heading" data-size="2xs">
            {href ? <a href={href}>{title}</a> : title}
          </Heading>
          {actions}
        </div>
      )}
      {children}
    </div>
  );
}

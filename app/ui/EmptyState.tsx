import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

/** Instead of an empty list: what would be here and how to get it. */
export function EmptyState({
  title,
  icon = "inbox",
  actions,
  level = 2,
  children,
}: {
  title: string;
  icon?: IconName;
  actions?: ReactNode;
  level?: 2 | 3;
  children?: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="empty-state">
      <Icon name={icon} />
      <Heading className="ds-heading" data-size="2xs">
        {title}
      </Heading>
      {children && <div className="empty-state-text">{children}</div>}
      {actions && <div className="button-row">{actions}</div>}
    </div>
  );
}

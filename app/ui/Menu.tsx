import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

export interface MenuProps {
  /** Unique on the page. */
  id: string;
  label: string;
  /** What a screen reader hears when `label` alone is not clear. Must contain `label`. */
  hint?: string;
  icon?: IconName;
  align: "start" | "end";
  children: ReactNode;
}

/**
 * A button that opens a small panel of links or forms. The browser's popover does the work: no script, Escape and a click
 * outside close it, and so does a navigation.
 */
export function Menu({ id, label, hint, icon, align, children }: MenuProps) {
  const { pathname, search } = useLocation();
  return (
    <div className="menu" data-align={align}>
      <button
        type="button"
        className="ds-button menu-button"
        data-variant="tertiary"
        aria-label={hint}
        {...{ popovertarget: id }}
      >
        {icon && <Icon name={icon} />}
        <span className="menu-button-label">{label}</span>
        <Icon name="chevronDown" className="menu-chevron" />
      </button>
      <div key={pathname + search} id={id} className="menu-panel" data-align={align} {...{ popover: "auto" }}>
        {children}
      </div>
    </div>
  );
}

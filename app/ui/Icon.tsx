import type { iconNames } from "./iconNames.ts";
import iconsHref from "./icons.svg";

export type IconName = (typeof iconNames)[number];

/** A drawing beside words. Without `label` it is hidden from screen readers, because the words already say it. */
export function Icon({ name, label, className }: { name: IconName; label?: string; className?: string }) {
  return (
    <svg
      className={className ? `icon ${className}` : "icon"}
      focusable="false"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <use href={`${iconsHref}#${name}`} />
    </svg>
  );
}

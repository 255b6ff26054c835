import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

export type TagTone = "neutral" | "info" | "success" | "warning" | "danger" | "accent";

/** A short state in words. Colour and drawing only repeat what the words say. */
export function Tag({
  tone = "neutral",
  icon,
  children,
}: {
  tone?: TagTone;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className="ds-tag" data-color={tone}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

const lifecycleTones = {
  planned: "info",
  pilot: "info",
  phasing_in: "info",
  in_operation: "success",
  phasing_out: "warning",
  retired: "neutral",
} as const satisfies Record<string, TagTone>;

/** A lifecycle state with its colour and drawing (content.css); the feature gives the word. */
export function LifecycleTag({ lifecycle, children }: { lifecycle: string; children: ReactNode }) {
  const tone =
    lifecycle in lifecycleTones ? lifecycleTones[lifecycle as keyof typeof lifecycleTones] : "neutral";
  return (
    <span className="ds-tag" data-color={tone} data-lifecycle={lifecycle}>
      {children}
    </span>
  );
}

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

const lifecycleLooks = {
  planned: { tone: "info", icon: "planned" },
  pilot: { tone: "info", icon: "pilot" },
  phasing_in: { tone: "info", icon: "phaseIn" },
  in_operation: { tone: "success", icon: "running" },
  phasing_out: { tone: "warning", icon: "phaseOut" },
  retired: { tone: "neutral", icon: "retired" },
} as const satisfies Record<string, { tone: TagTone; icon: IconName }>;

/** A lifecycle state with its colour and drawing; the feature gives the word. */
export function LifecycleTag({ lifecycle, children }: { lifecycle: string; children: ReactNode }) {
  const looks =
    lifecycle in lifecycleLooks ? lifecycleLooks[lifecycle as keyof typeof lifecycleLooks] : undefined;
  return (
    <Tag tone={looks?.tone} icon={looks?.icon}>
      {children}
    </Tag>
  );
}

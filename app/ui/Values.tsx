import type { ReactNode } from "react";
import { stockholmTime } from "../text/format.ts";
import { useFormat, useText } from "../text/useText.ts";
import { uiText } from "./ui.text.ts";

/** For screen readers only. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="ds-sr-only">{children}</span>;
}

/** An instant (ISO string) as Swedish clock time. */
export function Timestamp({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} className="nowrap">
      {format.instant(at)}
    </time>
  );
}

/** The day an instant fell on in Sweden. */
export function DayOf({ at }: { at: string }) {
  return <Day on={stockholmTime(at).day} />;
}

/** A calendar day "YYYY-MM-DD"; nothing becomes a dash that is read as "Ej angivet". */
export function Day({ on }: { on: string | null | undefined }) {
  const format = useFormat();
  if (!on) return <Missing />;
  return (
    <time dateTime={on} className="nowrap">
      {format.day(on)}
    </time>
  );
}

/** Öre as money; nothing becomes a dash. */
export function Money({ minor, currency }: { minor: number | null | undefined; currency?: string }) {
  const format = useFormat();
  if (minor === null || minor === undefined) return <Missing />;
  return <span className="nowrap">{format.money(minor, currency)}</span>;
}

/** Where a list has no value: a dash for the eye, "Ej angivet" for the ear. */
export function Missing() {
  const t = useText(uiText);
  return (
    <span className="missing">
      <span className="ds-sr-only">{t.emptyValue}</span>
    </span>
  );
}

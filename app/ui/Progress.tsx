import { useId } from "react";
import { useFormat } from "../text/useText.ts";

/** How far something has come; without `max` it is under way and nobody knows how far. */
export function ProgressBar({ label, value, max }: { label: string; value?: number; max?: number }) {
  const id = useId();
  const format = useFormat();
  const isKnown = value !== undefined && max !== undefined && max > 0;
  return (
    <div className="progress">
      <div className="progress-label">
        <span id={id}>{label}</span>
        {isKnown && <span>{format.percent(value / max, 0)}</span>}
      </div>
      <progress aria-labelledby={id} {...(isKnown ? { value, max } : {})} />
    </div>
  );
}

/** A share of a whole as a bar with its figure, e.g. how complete a record is. `value` from 0 to 1. */
export function Meter({ label, value }: { label: string; value: number }) {
  const percent = useFormat().percent(value, 0);
  return (
    <span className="meter">
      <meter min={0} max={1} value={value} aria-label={label}>
        {percent}
      </meter>
      <span>{percent}</span>
    </span>
  );
}

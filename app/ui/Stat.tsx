import type { ReactNode } from "react";

/** A number that matters, with what it counts; with `href` a link to the list behind it. */
export function Stat({
  value,
  label,
  note,
  href,
}: {
  value: string;
  label: string;
  note?: ReactNode;
  href?: string;
}) {
  const content = (
    <>
      <span className="stat-value">{value}</span>
      <span className="stat-label">{label}</span>
      {note && <span className="stat-note">{note}</span>}
    </>
  );
  if (!href) return <div className="stat">{content}</div>;
  return (
    <a className="stat" href={href}>
      {content}
    </a>
  );
}

/** Numbers beside each other. */
export function StatRow({ children }: { children: ReactNode }) {
  return <div className="stat-row">{children}</div>;
}

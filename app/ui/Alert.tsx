import type { ReactNode } from "react";

export type AlertTone = "info" | "success" | "warning" | "danger";

/** A message in the page. `role` only for what appears as an answer to something the reader did. */
export function Alert({
  tone = "info",
  title,
  role,
  children,
}: {
  tone?: AlertTone;
  title?: ReactNode;
  role?: "status" | "alert";
  children?: ReactNode;
}) {
  return (
    <div className="ds-alert" data-color={tone} role={role}>
      {title && (
        <p className="alert-title">
          <strong>{title}</strong>
        </p>
      )}
      {children}
    </div>
  );
}

/** What the last action led to ("Ändringen är sparad."), read out by screen readers. Renders nothing without a message. */
export function Flash({ message, tone = "success" }: { message?: ReactNode; tone?: AlertTone }) {
  if (!message) return null;
  return (
    <Alert tone={tone} role="status">
      {message}
    </Alert>
  );
}

import type { ReactNode } from "react";
import { isTheme, type Theme } from "./themes.ts";

/** Invented marks in a 32 × 32 box; none of them is a coat of arms. */
const drawings: Record<Theme, ReactNode> = {
  samverka: (
    <>
      <circle cx="12" cy="12" r="6.5" fill="none" stroke="currentColor" strokeWidth="2.6" />
      <circle cx="20" cy="12" r="6.5" fill="none" stroke="currentColor" strokeWidth="2.6" />
      <circle cx="16" cy="19.5" r="6.5" fill="none" stroke="currentColor" strokeWidth="2.6" />
    </>
  ),
  borgholm: (
    <>
      <path d="M7 25V12h3v3h4v-3h4v3h4v-3h3v13h-6v-4a3 3 0 0 0-6 0v4z" fill="currentColor" />
      <path d="M7 8.5h18" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
    </>
  ),
  morbylanga: (
    <>
      <path d="M15 26V14h2v12z" fill="currentColor" />
      <path
        d="M16 13 8 7m8 6 8-6m-8 6-8 6m8-6 8 6"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
        fill="none"
      />
      <circle cx="16" cy="13" r="2.6" fill="currentColor" />
    </>
  ),
  lulea: (
    <>
      <path
        d="M6 20c3.3-2.6 6.7-2.6 10 0s6.7 2.6 10 0M6 25c3.3-2.6 6.7-2.6 10 0s6.7 2.6 10 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <path d="M16 5.5 21 15H11z" fill="currentColor" />
    </>
  ),
  karlsborg: (
    <>
      <path
        d="M16 5.5 25.5 11v10L16 26.5 6.5 21V11z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinejoin="round"
      />
      <path d="m16 11 4.5 2.6v5.2L16 21.4l-4.5-2.6v-5.2z" fill="currentColor" />
    </>
  ),
};

/**
 * The organisation's mark: its theme's drawing, or the first letter of its name where the organisation has no theme of its own.
 * Decorative: the name always stands beside it.
 */
export function Mark({ theme, name }: { theme?: string | null; name: string }) {
  const isPortal = name === "Samverka";
  const drawing = isPortal ? drawings.samverka : isTheme(theme) && theme !== "samverka" && drawings[theme];
  return (
    <span className="mark">
      <svg viewBox="0 0 32 32" focusable="false" aria-hidden="true">
        {drawing || (
          <text x="16" y="22" textAnchor="middle" fontSize="17" fontWeight="600" fill="currentColor">
            {name.slice(0, 1).toUpperCase()}
          </text>
        )}
      </svg>
    </span>
  );
}

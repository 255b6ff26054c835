/** Looks an organisation may choose: colours in `app/styles/themes.css`, mark in `Mark.tsx`. */
export const themes = ["samverka", "borgholm", "morbylanga", "lulea", "karlsborg"] as const;

export type Theme = (typeof themes)[number];

export function isTheme(value: unknown): value is Theme {
  return (themes as readonly unknown[]).includes(value);
}

/**
 * Theme of a page: the innermost route whose loader data has `theme` with a known value (`{ theme: "borgholm", … }`),
 * else the portal's own.
 */
export function themeOf(routeData: readonly unknown[]): Theme {
  for (const data of [...routeData].reverse()) {
    if (typeof data === "object" && data !== null && "theme" in data && isTheme(data.theme))
      return data.theme;
  }
  return "samverka";
}

/**
 * Address pieces ("slugs") for organisations: `/borgholm/systems`.
 * Pure text; the caller decides what to do about a slug that is taken.
 */

/** First path segments the application itself answers on; no organisation may have one of them as slug. */
export const reservedSlugs: readonly string[] = [
  "about",
  "access",
  "account",
  "accounts",
  "admin",
  "api",
  "assets",
  "build",
  "calendar",
  "catalogue",
  "confirm",
  "cookies",
  "demo",
  "docs",
  "favicon",
  "fonts",
  "healthz",
  "help",
  "images",
  "index",
  "invitation",
  "invitations",
  "language",
  "locale",
  "login",
  "logout",
  "mail",
  "metrics",
  "new",
  "password",
  "password-reset",
  "public",
  "readyz",
  "robots",
  "samverka",
  "search",
  "session",
  "sessions",
  "static",
  "system",
  "systems",
  "theme",
  "well-known",
];

const foldedLetters: Record<string, string> = { å: "a", ä: "a", ö: "o", æ: "a", ø: "o", é: "e", ü: "u" };

/** Lower-case a–z, 0–9 and single hyphens; "Malung-Sälen" → "malung-salen". May be empty for a name without letters. */
export function slugOf(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[åäöæøéü]/g, (letter) => foldedLetters[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** 2–60 characters, begins and ends with a letter or digit, and is not an address of the application itself. */
export function isLegalSlug(slug: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])$/.test(slug) && !reservedSlugs.includes(slug);
}

/**
 * Slug of a municipality. Habo and Håbo fold to the same letters; the one that lost a letter
 * in the folding gets its county added, so that both addresses stay readable and fixed.
 */
export function municipalitySlug(municipality: { code: string; name: string }): string {
  return municipality.code === "0305" ? "habo-uppsala" : slugOf(municipality.name);
}

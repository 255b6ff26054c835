/**
 * Value of `Content-Disposition` for a file to be saved, never shown in the browser: a plain name for old programs and the whole
 * name as RFC 6266 and RFC 5987 (now 8187) have it.
 * @param name without line breaks or lone surrogates, see `safeFileName`
 */
export function attachment(name: string): string {
  const whole = encodeURIComponent(name).replace(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${whole}`;
}

function asciiName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]/g, "-");
}

/**
 * A name as it is kept: on one line, without control characters and without the signs that turn the direction of writing, with which a
 * name could look like another. Letters of all languages and what joins emoji stay.
 */
export function oneLine(text: string): string {
  return text
    .replace(/\s+|\u0085/gu, " ")
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "")
    .replace(/ +/g, " ")
    .trim();
}

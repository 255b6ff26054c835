const LONGEST = 150;
/** Names that Windows keeps for devices; a file called so can neither be saved nor deleted there. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A name that is safe to show, to send in a header and to save on any machine. What a folder, a line break or a sign that turns the
 * direction of writing could hide is gone; letters of all languages stay.
 * @param name as the sender has it, possibly with its whole path
 * @param otherwise name of a file that has none left
 */
export function safeFileName(name: string, otherwise = "dokument"): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu, "")
    .replace(/[<>:"|?*;%]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/^[ .]+|[ .]+$/g, "");
  const known = DEVICES.test(clean) ? `_${clean}` : clean;
  if (known === "") return otherwise;
  return shortened(known);
}

/** The ending without its dot, in small letters; empty when there is none. */
export function fileExtension(name: string): string {
  return /\.([\p{L}\p{N}]{1,10})$/u.exec(name)?.[1]?.toLowerCase() ?? "";
}

/** Keeps the ending: it is what the machine goes by. */
function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  const ending = fileExtension(name);
  const tail = ending ? `.${ending}` : "";
  return letters.slice(0, LONGEST - [...tail].length).join("") + tail;
}

export const LONGEST_NOTE = 2000;

export type NoteError = "noteMissing" | "noteTooLong";

/** The note that silences a ladder; it cannot be left out, for it is what whoever comes later has to go by. */
export function readNote(text: string): { note: string } | { error: NoteError } {
  const note = text.trim();
  if (note === "") return { error: "noteMissing" };
  return note.length > LONGEST_NOTE ? { error: "noteTooLong" } : { note };
}

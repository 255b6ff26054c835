import type { Texts } from "../../text/text.ts";

/** What selecting adds to the systems list. */
export const selectionText = {
  sv: {
    start: "Välj flera",
    stop: "Sluta välja",
    choose: (name: string) => `Välj ${name}`,
    refused: "Du får inte ändra det här systemet.",
    next: "Ändra valda …",
    runs: "Tidigare massändringar",
    problems: {
      none_chosen: (_most: string) => "Välj minst ett system först.",
      too_many: (most: string) =>
        `Högst ${most} system kan ändras på en gång. Filtrera listan eller töm urvalet.`,
    },
    leftOut: (n: number) =>
      n === 1
        ? "1 system som filtret visar är inte valt, för du får inte ändra det."
        : `${n} system som filtret visar är inte valda, för du får inte ändra dem.`,
  },
  en: {
    start: "Choose several",
    stop: "Stop choosing",
    choose: (name: string) => `Choose ${name}`,
    refused: "You may not change this system.",
    next: "Change the chosen …",
    runs: "Earlier bulk edits",
    problems: {
      none_chosen: (_most: string) => "Choose at least one system first.",
      too_many: (most: string) =>
        `At most ${most} systems can be changed at once. Filter the list or clear the selection.`,
    },
    leftOut: (n: number) =>
      n === 1
        ? "1 system that the filter shows is not chosen, because you may not change it."
        : `${n} systems that the filter shows are not chosen, because you may not change them.`,
  },
} satisfies Texts;

import type { Texts } from "../../text/text.ts";

export const opennessText = {
  sv: {
    title: "Öppna standarder och inlåsning",
    lead: "Hur öppna era system är och hur lätt det är att byta. Bara er egen organisation räknas, och avvecklade system är inte med.",
    card: "Kodbas, öppna format, öppna gränssnitt och uttag av data: vad som är svårt att byta ut, och vad ni inte vet.",
    open: "Öppna rapporten",
    first: "Att se på först",
    answers: "Svaren fråga för fråga",
    answersNote: "”Okänt” är ett svar. ”Ej angivet” betyder att ingen har svarat.",
    answer: "Svar",
    question: "Fråga",
    share: "Andel",
    file: "oppna-standarder",
    sheet: "Öppna standarder",
  },
  en: {
    title: "Open standards and lock-in",
    lead: "How open your systems are and how easy they are to replace. Only your own organisation counts, and retired systems are left out.",
    card: "Code basis, open formats, open interfaces and extraction of data: what is hard to replace, and what you do not know.",
    open: "Open the report",
    first: "To look at first",
    answers: "The answers, question by question",
    answersNote: "“Unknown” is an answer. “Not given” means that nobody has answered.",
    answer: "Answer",
    question: "Question",
    share: "Share",
    file: "open-standards",
    sheet: "Open standards",
  },
} satisfies Texts;

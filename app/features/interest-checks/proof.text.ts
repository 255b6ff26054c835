import type { Texts } from "../../text/text.ts";

/**
 * The proof for the decision file. Its title is the words of municipal IT policies: "bör intresse för samordning stämmas av med
 * närliggande kommuner innan beslut fattas".
 */
export const proofText = {
  sv: {
    title: "Intresset för samordning är avstämt",
    intro: (coordinator: string, n: number, name: string, sent: string) =>
      `${coordinator} har frågat ${n === 1 ? "1 annan organisation" : `${n} andra organisationer`} om intresse för samordning: ${name}. Förfrågan skickades ${sent}, innan beslut fattades.`,
    openUntil: (until: string) => `Svarstiden gick till och med ${until}.`,
    closedEarly: (on: string, until: string) => `Förfrågan stängdes ${on}, före sista svarsdagen ${until}.`,
    reopened: (first: string) => `Förfrågan stängde först ${first} och öppnades igen efter det.`,
    facts: "Förfrågan",
    factsCaption: "Uppgifter om förfrågan",
    fact: "Uppgift",
    content: "Innehåll",
    rows: {
      name: "Rubrik",
      need: "Behov",
      background: "Bakgrund",
      scope: "Omfattning",
      time_frame: "Tidplan",
      product: "Produkt",
      function: "Verksamhetsfunktion",
      circle: "Krets",
      case_number: "Diarienummer",
      quorum: "Lägsta antal",
    },
    answers: "Vilka som tillfrågades och vad de svarade",
    answersCaption: "Svar per organisation",
    columns: {
      organisation: "Organisation",
      asked: "Tillfrågad",
      answer: "Svar",
      quantity: "Volym",
      who: "Vem som svarade",
      submitted: "Lämnat",
    },
    self: "egen anmälan",
    ourselves: "samordnare",
    noAnswer: "Ej svarat",
    late: "efter stängning",
    authority: (ref: string) => `stöd: ${ref}`,
    receipt: (number: string) => `kvittens ${number}`,
    conditions: "Villkor och kommentarer",
    condition: (name: string, text: string) => `${name}: ${text}`,
    conditionMet: (day: string) => `(uppfyllt ${day})`,
    silent: "Har inte svarat",
    allAnswered: "Alla tillfrågade har svarat.",
    summary: "Sammanfattning",
    bucket: (name: string, n: number) => `${name}: ${n}`,
    quorum: (counted: number, needed: number, isReached: boolean) =>
      `Lägsta antal: ${counted} av ${needed}, ${isReached ? "nått" : "inte nått"}.`,
    sums: (low: string, likely: string, high: string, unit: string) =>
      `Volym för dem som deltar eller vill ha option: lägst ${low}, troligt ${likely}, högst ${high}${unit && ` ${unit}`}.`,
    changed: (n: number) =>
      n === 1
        ? "1 svar är lämnat eller ändrat efter att förfrågan först stängde."
        : `${n} svar är lämnade eller ändrade efter att förfrågan först stängde.`,
    decision: "Beslut",
    undecided: "Beslut är inte fattat när intyget hämtas.",
    decided: { go: "Gå vidare tillsammans.", no_go: "Inte gå vidare tillsammans." } as Record<string, string>,
    decidedBy: (name: string, day: string) => `Beslutat av ${name} ${day}.`,
    by: (ref: string) => `Med stöd av ${ref}.`,
    reason: (text: string) => `Motivering: ${text}`,
    foot: (day: string) =>
      `Hämtat ur Samverka ${day}. Ändringar i förfrågan och svar finns i historiken hos den som gjorde dem.`,
    pageOf: (page: number, pages: number) => `Sida ${page} av ${pages}`,
    file: "intresseavstamning",
    sheetFile: "intressesvar",
    download: "Ladda ner som PDF",
  },
  en: {
    title: "The interest in coordination has been checked",
    intro: (coordinator: string, n: number, name: string, sent: string) =>
      `${coordinator} has asked ${n === 1 ? "1 other organisation" : `${n} other organisations`} about their interest in coordination: ${name}. The check was sent on ${sent}, before any decision was taken.`,
    openUntil: (until: string) => `Replies were taken through ${until}.`,
    closedEarly: (on: string, until: string) =>
      `The check was closed on ${on}, before the last day to reply, ${until}.`,
    reopened: (first: string) => `The check first closed on ${first} and was opened again after that.`,
    facts: "The check",
    factsCaption: "Facts about the check",
    fact: "Item",
    content: "Content",
    rows: {
      name: "Heading",
      need: "Need",
      background: "Background",
      scope: "Scope",
      time_frame: "Time frame",
      product: "Product",
      function: "Function",
      circle: "Circle",
      case_number: "Case number",
      quorum: "Lowest number",
    },
    answers: "Who was asked and what they replied",
    answersCaption: "Replies by organisation",
    columns: {
      organisation: "Organisation",
      asked: "Asked",
      answer: "Reply",
      quantity: "Quantity",
      who: "Who replied",
      submitted: "Handed in",
    },
    self: "self-nominated",
    ourselves: "coordinator",
    noAnswer: "No reply",
    late: "after closing",
    authority: (ref: string) => `by: ${ref}`,
    receipt: (number: string) => `receipt ${number}`,
    conditions: "Conditions and comments",
    condition: (name: string, text: string) => `${name}: ${text}`,
    conditionMet: (day: string) => `(met ${day})`,
    silent: "Have not replied",
    allAnswered: "Everybody asked has replied.",
    summary: "Summary",
    bucket: (name: string, n: number) => `${name}: ${n}`,
    quorum: (counted: number, needed: number, isReached: boolean) =>
      `Lowest number: ${counted} of ${needed}, ${isReached ? "reached" : "not reached"}.`,
    sums: (low: string, likely: string, high: string, unit: string) =>
      `Quantity of those who take part or want an option: lowest ${low}, probable ${likely}, highest ${high}${unit && ` ${unit}`}.`,
    changed: (n: number) =>
      n === 1
        ? "1 reply was given or changed after the check first closed."
        : `${n} replies were given or changed after the check first closed.`,
    decision: "Decision",
    undecided: "No decision has been taken when this proof is fetched.",
    decided: { go: "To go ahead together.", no_go: "Not to go ahead together." } as Record<string, string>,
    decidedBy: (name: string, day: string) => `Decided by ${name} on ${day}.`,
    by: (ref: string) => `By authority of ${ref}.`,
    reason: (text: string) => `Reasons: ${text}`,
    foot: (day: string) =>
      `Fetched from Samverka on ${day}. Changes of the check and of replies are in the history of whoever made them.`,
    pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
    file: "interest-check-proof",
    sheetFile: "survey-replies",
    download: "Download as PDF",
  },
} satisfies Texts;

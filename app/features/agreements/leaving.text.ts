import type { Texts } from "../../text/text.ts";

type Words = Record<string, string>;
/** A point of the wind-down list by its number. */
type Facts = Record<string, (n: number) => string>;

/** Wording of leaving an agreement: notice, wind-down list, shares at exit. */
export const leavingText = {
  sv: {
    noticeTitle: (name: string) => `Uppsägning av ${name}`,
    noticeLead: (day: string) => `En uppsägning som kommer in i dag gör att ni lämnar avtalet ${day}.`,
    noticeWhat:
      "När uppsägningen sparas får ni en sista dag i avtalet, övriga parter ser att ni lämnar, och en avvecklingslista skapas.",
    noticeClosed: "Avtalet går inte att säga upp i det läge som det har.",
    givenOn: "Uppsägningen kom in till övriga parter",
    wantedOn: "Vi vill lämna avtalet",
    wantedHint: "Lämna tomt för tidigaste möjliga dag.",
    saveNotice: "Spara uppsägningen",
    saveLateNotice: "Spara uppsägningen till den senare dagen",
    noticeGiven: (given: string, last: string) => `Ni sade upp avtalet ${given}. Sista dag är ${last}.`,
    withdrawNotice: "Återta uppsägningen",
    withdrawText: "Avvecklingspunkter som inte är klara tas bort, och ni står kvar som part.",
    windDownTitle: (name: string) => `Avveckling enligt ${name}`,
    windDownLead:
      "Det som ska vara klart när en part lämnar. Avtalet kan avslutas först när varje punkt är klar.",
    windDownOf: (party: string, day: string) => `${party}, lämnar ${day}`,
    done: (day: string, by: string) => `klar ${day}, ${by}`,
    remains: "återstår",
    facts: {
      call_offs: (n) =>
        n === 0
          ? "Parten deltar inte i något pågående avtal som ni ser."
          : n === 1
            ? "Parten deltar i 1 pågående avtal."
            : `Parten deltar i ${n} pågående avtal.`,
      licences: (n) =>
        n === 0
          ? "Inga gemensamma licensavtal eller lån."
          : n === 1
            ? "1 gemensamt licensavtal eller lån att avsluta eller ta över."
            : `${n} gemensamma licensavtal och lån att avsluta eller ta över.`,
      assets: (n) =>
        n === 0
          ? "Ingen gemensam egendom."
          : n === 1
            ? "1 post gemensam egendom eller skuld att fördela."
            : `${n} poster gemensam egendom och skuld att fördela.`,
      personal_data: (n) =>
        n === 0
          ? "Inga kopplade avtal om partens personuppgifter."
          : n === 1
            ? "1 gällande avtal om partens personuppgifter."
            : `${n} gällande avtal om partens personuppgifter.`,
      settlements: (n) =>
        n === 0
          ? "Inga öppna avräkningar."
          : n === 1
            ? "1 avräkning är inte stängd."
            : `${n} avräkningar är inte stängda.`,
    } as Facts,
    factShow: (name: string) => `Visa för ${name}`,
    accessEnds: (day: string) =>
      `Medlemskapet i samverkansgruppen och allt som delas där upphör av sig självt efter ${day}.`,
    note: "Vad som är gjort",
    noteFor: (item: string) => `Vad som är gjort: ${item}`,
    markDone: "Klar",
    reopen: "Öppna igen",
    reopenLabel: (item: string) => `Öppna igen: ${item}`,
    doneLabel: (item: string) => `Klar: ${item}`,
    exitTitle: (name: string) => `Utträde ur ${name}`,
    exitLead:
      "Så fördelas det som ägs och är skyldigt gemensamt om en part lämnar, enligt avtalets grund. Skulder är negativa.",
    exitParty: "Part som lämnar",
    exitShow: "Visa",
    exitCaption: "Andel av tillgångar och skulder per part",
    exitTotal: "Summa",
    exitAsset: "Post",
    exitValue: "Värde",
    exitShareOf: (name: string) => `${name}s andel`,
    exitBasis: (basis: string) => `Andelen räknas efter ${basis}.`,
    exitProblems: {
      no_inhabitants: "Invånarantal saknas för någon part.",
      percent_sum: "Parternas procentsatser summerar inte till 100.",
      no_party: "Avtalet har inga parter än.",
    } as Words,
  },
  en: {
    noticeTitle: (name: string) => `Notice on ${name}`,
    noticeLead: (day: string) => `A notice that comes in today means that you leave the agreement ${day}.`,
    noticeWhat:
      "When the notice is saved you get a last day in the agreement, the other parties see that you leave, and a wind-down list is made.",
    noticeClosed: "Notice cannot be given in the state that the agreement has.",
    givenOn: "The notice came in to the other parties",
    wantedOn: "We want to leave the agreement",
    wantedHint: "Leave empty for the earliest possible day.",
    saveNotice: "Save the notice",
    saveLateNotice: "Save the notice to the later day",
    noticeGiven: (given: string, last: string) => `You gave notice ${given}. The last day is ${last}.`,
    withdrawNotice: "Take the notice back",
    withdrawText: "Points of the winding down that are not done are removed, and you stay as a party.",
    windDownTitle: (name: string) => `Winding down under ${name}`,
    windDownLead:
      "What has to be done when a party leaves. The agreement can be ended only when every point is done.",
    windDownOf: (party: string, day: string) => `${party}, leaves ${day}`,
    done: (day: string, by: string) => `done ${day}, ${by}`,
    remains: "remains",
    facts: {
      call_offs: (n) =>
        n === 0
          ? "The party takes part in no running contract that you see."
          : n === 1
            ? "The party takes part in 1 running contract."
            : `The party takes part in ${n} running contracts.`,
      licences: (n) =>
        n === 0
          ? "No joint licence agreements or loans."
          : n === 1
            ? "1 joint licence agreement or loan to end or take over."
            : `${n} joint licence agreements and loans to end or take over.`,
      assets: (n) =>
        n === 0
          ? "No common property."
          : n === 1
            ? "1 item of common property or debt to divide."
            : `${n} items of common property and debt to divide.`,
      personal_data: (n) =>
        n === 0
          ? "No linked agreements on the party’s personal data."
          : n === 1
            ? "1 agreement on the party’s personal data in force."
            : `${n} agreements on the party’s personal data in force.`,
      settlements: (n) =>
        n === 0
          ? "No open settlements."
          : n === 1
            ? "1 settlement is not closed."
            : `${n} settlements are not closed.`,
    } as Facts,
    factShow: (name: string) => `Show for ${name}`,
    accessEnds: (day: string) =>
      `Membership of the cooperation and everything shared there ends by itself after ${day}.`,
    note: "What has been done",
    noteFor: (item: string) => `What has been done: ${item}`,
    markDone: "Done",
    reopen: "Open again",
    reopenLabel: (item: string) => `Open again: ${item}`,
    doneLabel: (item: string) => `Done: ${item}`,
    exitTitle: (name: string) => `Leaving ${name}`,
    exitLead:
      "How what is owned and owed together is shared if a party leaves, on the agreement’s basis. Debts are negative.",
    exitParty: "Party that leaves",
    exitShow: "Show",
    exitCaption: "Share of assets and debts per party",
    exitTotal: "Sum",
    exitAsset: "Item",
    exitValue: "Value",
    exitShareOf: (name: string) => `Share of ${name}`,
    exitBasis: (basis: string) => `The share is counted by ${basis}.`,
    exitProblems: {
      no_inhabitants: "The number of inhabitants is missing for a party.",
      percent_sum: "The parties’ percentages do not sum to 100.",
      no_party: "The agreement has no parties yet.",
    } as Words,
  },
} satisfies Texts;

import type { Texts } from "../../text/text.ts";

type Words = Record<string, string>;

/** Wording of a party's own decision, and of the steps that are asked about. */
export const decisionsText = {
  sv: {
    decisionTitle: (name: string) => `Vårt beslut om ${name}`,
    reglementeTitle: (name: string) => `Vårt beslut om reglementet för ${name}`,
    decisionLead:
      "Beslutet gäller avtalet som det lyder nu. Ändras det efteråt behöver ni besluta på nytt. Med beslutet bekräftar ni också att ni är part.",
    decisionClosed: "Beslut registreras från det att avtalet är utskickat tills ni är part i det.",
    decided: {
      kind: "Beslutet gäller",
      organ: "Organ",
      organ_name: "Organets namn",
      paragraph: "Paragraf",
      decided_on: "Beslutsdag",
      authority: "Organets rätt att besluta",
      document_url: "Länk till beslutet",
      verdict: "Vårt svar",
      reason: "Skäl",
    } as Words,
    authorityHint: "Behövs när ett annat organ än fullmäktige har beslutat.",
    fileLabel: "Beslutet som fil",
    fileHave: (name: string) => `Inlämnad fil: ${name}. En ny fil ersätter den.`,
    document: "Beslutshandling",
    documentHint: "Lämna en länk eller en fil. Alla parter kan läsa handlingen.",
    saveDecision: "Registrera beslutet",
    steps: {
      sending: {
        title: (name: string) => `Skicka ${name} till parterna`,
        text: "Parterna ser avtalet, bekräftar att de är parter och registrerar sina beslut. Texten går att ändra tills avtalet är gällande, men då behöver den som redan har beslutat besluta på nytt.",
        confirm: "Skicka till parterna",
      },
      confirmation: {
        title: (name: string) => `Bekräfta att ni är part i ${name}`,
        text: "Ni bekräftar att ni deltar i samverkan. Beslutet i fullmäktige registreras för sig.",
        confirm: "Bekräfta",
      },
      force: {
        title: (name: string) => `Sätt ${name} i kraft`,
        text: "Alla parter har beslutat. Texten låses som version 1, och parterna blir medlemmar i samverkansgruppen utan att bjudas in en gång till.",
        confirm: "Sätt i kraft",
      },
      end: {
        title: (name: string) => `Avsluta ${name}`,
        text: "Avvecklingen är klar. Avtalet finns kvar i historiken.",
        confirm: "Avsluta avtalet",
      },
      closing: {
        title: (name: string) => `Avveckla ${name}`,
        text: "Avtalet löper ut och förlängs inte. Alla parter får samma sista dag, deras medlemskap slutar dagen efter, och en avvecklingslista skapas för var och en.",
        confirm: "Avveckla avtalet",
      },
      reopening: {
        title: (name: string) => `Återta avvecklingen av ${name}`,
        text: "Parterna står kvar utan sista dag, och avvecklingspunkter som inte är klara tas bort. Parter som själva har sagt upp avtalet lämnar ändå.",
        confirm: "Återta avvecklingen",
      },
      circle: {
        title: (name: string) => `Krets av parterna i ${name}`,
        text: "Kretsen hör till avtalets samverkansgrupp. Vilka som är med bestäms av avtalet, från inträdesdag till sista dag; ingen läggs till eller tas bort för hand. Inget delas med kretsen förrän någon väljer det.",
        confirm: "Skapa kretsen",
      },
      removal: {
        title: (name: string) => `Ta bort utkastet ${name}`,
        text: "Utkastet försvinner med parter och text. Ingen annan har sett det.",
        confirm: "Ta bort utkastet",
      },
    },
    lastDay: (day: string) => `Sista dagen blir ${day}.`,
    admissionTitle: (party: string, name: string) => `Släpp in ${party} i ${name}`,
    admissionText: (party: string, day: string) =>
      `${party} blir part från ${day} och medlem i samverkansgruppen.`,
    admit: "Släpp in som part",
  },
  en: {
    decisionTitle: (name: string) => `Our decision on ${name}`,
    reglementeTitle: (name: string) => `Our decision on the reglemente of ${name}`,
    decisionLead:
      "The decision concerns the agreement as it reads now. If it is changed afterwards you need to decide anew. With the decision you also confirm that you are a party.",
    decisionClosed:
      "Decisions are recorded from when the agreement has been sent until you are a party of it.",
    decided: {
      kind: "The decision concerns",
      organ: "Body",
      organ_name: "Name of the body",
      paragraph: "Paragraph",
      decided_on: "Day of the decision",
      authority: "The body’s right to decide",
      document_url: "Link to the decision",
      verdict: "Our answer",
      reason: "Reason",
    } as Words,
    authorityHint: "Needed when another body than the council has decided.",
    fileLabel: "The decision as a file",
    fileHave: (name: string) => `File handed in: ${name}. A new file replaces it.`,
    document: "Decision document",
    documentHint: "Give a link or a file. All parties can read the document.",
    saveDecision: "Record the decision",
    steps: {
      sending: {
        title: (name: string) => `Send ${name} to the parties`,
        text: "The parties see the agreement, confirm that they are parties and record their decisions. The text can be changed until the agreement is in force, but then whoever has decided needs to decide anew.",
        confirm: "Send to the parties",
      },
      confirmation: {
        title: (name: string) => `Confirm that you are a party of ${name}`,
        text: "You confirm that you take part in the cooperation. The decision of the council is recorded by itself.",
        confirm: "Confirm",
      },
      force: {
        title: (name: string) => `Put ${name} in force`,
        text: "All parties have decided. The text is locked as version 1, and the parties become members of the cooperation without being invited once more.",
        confirm: "Put in force",
      },
      end: {
        title: (name: string) => `End ${name}`,
        text: "The winding down is finished. The agreement stays in the history.",
        confirm: "End the agreement",
      },
      closing: {
        title: (name: string) => `Wind ${name} down`,
        text: "The agreement runs out and is not renewed. All parties get the same last day, their membership ends the day after, and each gets a wind-down list.",
        confirm: "Wind the agreement down",
      },
      reopening: {
        title: (name: string) => `Take back the winding down of ${name}`,
        text: "The parties stay without a last day, and points that are not done are taken away. Parties that have given notice themselves leave all the same.",
        confirm: "Take the winding down back",
      },
      circle: {
        title: (name: string) => `Circle of the parties of ${name}`,
        text: "The circle belongs to the agreement’s cooperation. The agreement decides who is in it, from the day of joining to the last day; nobody is added or removed by hand. Nothing is shared with the circle until somebody chooses to.",
        confirm: "Make the circle",
      },
      removal: {
        title: (name: string) => `Remove the draft ${name}`,
        text: "The draft goes with parties and text. Nobody else has seen it.",
        confirm: "Remove the draft",
      },
    },
    lastDay: (day: string) => `The last day will be ${day}.`,
    admissionTitle: (party: string, name: string) => `Admit ${party} to ${name}`,
    admissionText: (party: string, day: string) =>
      `${party} becomes a party from ${day} and a member of the cooperation.`,
    admit: "Admit as a party",
  },
} satisfies Texts;

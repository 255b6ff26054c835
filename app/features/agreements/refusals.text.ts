import type { Texts } from "../../text/text.ts";

/** Why a form or a step could not be taken: codes of forms, and sentences of the rules. */
export const refusalsText = {
  sv: {
    errors: {
      missing: "Fyll i fältet.",
      too_long: "Texten är för lång.",
      not_a_day: "Skriv ett datum som finns, till exempel 2026-12-31.",
      number_wrong: "Skriv ett tal.",
      choice_wrong: "Välj i listan.",
      not_an_address: "Skriv en adress som börjar med https:// eller http://.",
      ends_before: "Slutet kan inte ligga före början.",
      length_and_unit: "Ange både antal och enhet.",
      end_missing: "Ange slutdag, eller att avtalet gäller tills vidare.",
      taken: "Finns redan.",
      same_twice: "Välj en annan organisation än den personuppgiftsansvariga.",
      share_sum: "Parternas andelar ska vara 100 procent tillsammans.",
      in_future: "Dagen har inte varit än.",
      before_joining: "Organisationen var inte part den dagen.",
      end_passed: "Sista dagen i avtalet har redan varit med den dagen. Ange när uppsägningen kom in.",
      one_document: "Lämna antingen en länk eller en fil.",
      document_missing: "Länka till beslutet eller lämna det som fil.",
      authority_missing: "Ange vad som ger organet rätt att besluta, till exempel en paragraf i reglementet.",
      council_only: "Reglementet antas av fullmäktige.",
      owner_stays: "Den som förvaltar avtalet är alltid part.",
      still_party: "Parten är med i avtalet längre än så. Ange dagen efter dess sista dag eller senare.",
      changed_meanwhile: "Någon annan har ändrat under tiden. Läs in sidan på nytt.",
      note_missing: "Skriv en anteckning.",
      nothing_changed: "Både text och villkor är oförändrade.",
      one_amendment: "En ändring är redan på väg. Sätt den i kraft eller återta den först.",
    } as Record<string, string>,
    refusals: {
      "SAM-001": (n: number, m: number, missing: string) =>
        `Avtalet kan inte bli gällande: ${n} av ${m} parter har registrerat beslut. Saknas: ${missing} (organ, paragraf, datum och handling).`,
      "SAM-002": (name: string) => `Reglementet är inte antaget av fullmäktige i ${name} (KL 9 kap. 33 §).`,
      "SAM-003": (name: string) =>
        `Ändringen träder inte i kraft: ${name} har godkänt en annan lydelse eller inte godkänt.`,
      "SAM-004": (item: string) => `Avvecklingen är inte klar: ${item} återstår.`,
      "SAM-005": (name: string) => `Ange inträdesdag, beslut och fördelningsnyckel som omfattar ${name}.`,
      "DLG-001": () => "Beslutanderätten får inte delegeras i denna fråga (KL 6 kap. 38 §).",
      "DLG-002": () => "Ange hur beslut som fattas på delegation ska anmälas (KL 7 kap. 8 §).",
      "GRU-001": () => "Ange underlag för tre år (LOU 3 kap. 16 eller 18 §).",
      "RAP-001": (name: string, year: number) =>
        `${name} gällde under ${year} och ska med i rapporten, eller undantas med skäl (KL 9 kap. 38 §).`,
      "UPP-001": (given: string, last: string, end: string, next: string) =>
        `Uppsägningen kom in ${given}, efter sista uppsägningsdag ${last}. Avtalet förlängs till ${end}; nästa uppsägningsdag är ${next}.`,
      "UPP-002": (wanted: string, why: string, nearest: string) =>
        `Avtalet kan inte upphöra ${wanted} (${why}). Närmaste möjliga dag är ${nearest}.`,
      noticeTo: (anchor: string) => `uppsägning till ${anchor}`,
      boundTo: (day: string) => `bundet till och med ${day}`,
      two_parties: () => "Lägg till minst en part till, annars finns det ingen att komma överens med.",
      no_text: () => "Skriv avtalstexten först: minst en klausul.",
      no_start: () => "Ange från och med vilken dag avtalet ska gälla.",
      no_notice_rule: () =>
        "Avtalet anger inte hur det sägs upp. Komplettera avtalet med en uppsägningsregel, eller kom överens om en ändring.",
      last_day_ahead: (day: string) => `Sista dagen är ${day}. Avtalet kan avslutas dagen efter.`,
      effective_ahead: (day: string) => `Ändringen gäller från ${day} och kan sättas i kraft den dagen.`,
      still_party: (name: string, day: string) =>
        `${name} är part till och med ${day}, och medlem i samverkansgruppen lika länge. Släpp in parten igen efter den dagen.`,
      no_end: () => "Avtalet löper inte ut av sig självt. Det upphör när parterna säger upp det.",
      no_cooperation: () => "Avtalet har ingen samverkansgrupp, eller så finns kretsen redan.",
      not_possible: () => "Steget går inte att ta: någon har hunnit före, eller så saknas något.",
    },
  },
  en: {
    errors: {
      missing: "Fill in the field.",
      too_long: "The text is too long.",
      not_a_day: "Write a date that exists, for example 2026-12-31.",
      number_wrong: "Write a number.",
      choice_wrong: "Choose from the list.",
      not_an_address: "Write an address that begins with https:// or http://.",
      ends_before: "The end cannot come before the beginning.",
      length_and_unit: "Give both number and unit.",
      end_missing: "Give the last day, or that it runs until further notice.",
      taken: "Is there already.",
      same_twice: "Choose another organisation than the controller.",
      share_sum: "The parties’ shares are to be 100 per cent together.",
      in_future: "The day has not come yet.",
      before_joining: "The organisation was not a party on that day.",
      end_passed: "With that day the last day has passed already. Give the day on which the notice came in.",
      one_document: "Give either a link or a file.",
      document_missing: "Link to the decision or hand it in as a file.",
      authority_missing: "Say what gives the body the right to decide, for example a paragraph of its rules.",
      council_only: "The reglemente is adopted by the council.",
      owner_stays: "Whoever keeps the agreement is always a party.",
      still_party:
        "The party is in the agreement longer than that. Give the day after its last day, or later.",
      changed_meanwhile: "Somebody else has made a change meanwhile. Load the page again.",
      note_missing: "Write a note.",
      nothing_changed: "Neither text nor terms are changed.",
      one_amendment: "An amendment is on its way already. Put it in force or take it back first.",
    } as Record<string, string>,
    refusals: {
      "SAM-001": (n: number, m: number, missing: string) =>
        `The agreement cannot come into force: ${n} of ${m} parties have recorded decisions. Missing: ${missing} (body, paragraph, date and document).`,
      "SAM-002": (name: string) => `The reglemente has not been adopted by the council of ${name} (KL 9:33).`,
      "SAM-003": (name: string) =>
        `The amendment does not take effect: ${name} has approved another wording or not approved.`,
      "SAM-004": (item: string) => `The winding down is not finished: ${item} remains.`,
      "SAM-005": (name: string) =>
        `Give the day of joining, the decision and a cost key that covers ${name}.`,
      "DLG-001": () => "The right to decide may not be delegated in this matter (KL 6:38).",
      "DLG-002": () => "Say how decisions taken by delegation are reported (KL 7:8).",
      "GRU-001": () => "Give figures for three years (LOU 3:16 or 3:18).",
      "RAP-001": (name: string, year: number) =>
        `${name} was in force during ${year} and belongs in the report, or is left out with a reason (KL 9:38).`,
      "UPP-001": (given: string, last: string, end: string, next: string) =>
        `The notice came in ${given}, after the last day for notice ${last}. The agreement is renewed until ${end}; the next day for notice is ${next}.`,
      "UPP-002": (wanted: string, why: string, nearest: string) =>
        `The agreement cannot end ${wanted} (${why}). The nearest possible day is ${nearest}.`,
      noticeTo: (anchor: string) => `notice to ${anchor}`,
      boundTo: (day: string) => `bound until ${day}`,
      two_parties: () => "Add at least one more party, or there is nobody to agree with.",
      no_text: () => "Write the text first: at least one clause.",
      no_start: () => "Give the day from which the agreement is to be in force.",
      no_notice_rule: () =>
        "The agreement does not say how it is ended. Add a notice rule, or agree on an amendment.",
      last_day_ahead: (day: string) => `The last day is ${day}. The agreement can be ended the day after.`,
      effective_ahead: (day: string) => `The amendment holds from ${day} and can be put in force that day.`,
      still_party: (name: string, day: string) =>
        `${name} is a party until ${day}, and a member of the cooperation as long. Admit it again after that day.`,
      no_end: () => "The agreement does not run out by itself. It ends when the parties give notice.",
      no_cooperation: () => "The agreement has no cooperation, or its circle is there already.",
      not_possible: () => "The step cannot be taken: somebody was faster, or something is missing.",
    },
  },
} satisfies Texts;

import type { Texts } from "../../text/text.ts";

export const startText = {
  sv: {
    start: "Start",
    inventory: "Systemförteckning",
    buying: "Avtal och inköp",
    systems: "System",
    mySystems: "Mina system",
    contracts: "Avtal",
    licences: "Licenser",
    roleHolders: "Roller",
    imports: "Import",
    overlap: "Överlapp",
    radar: "Avtalsradar",
    itCosts: "IT-kostnad",
    reminders: "Påminnelser",
    reports: "Rapporter",
    confirmations: "Bekräftelser",
    agreements: "Samverkansavtal",
    interestChecks: "Intresseförfrågningar",
    renewals: "Förlängningsenkäter",
    settlements: "Kostnadsfördelning",
    agreementDuties: (n: number) =>
      n === 1
        ? "1 försenad uppgift i ett samverkansavtals årshjul"
        : `${n} försenade uppgifter i samverkansavtals årshjul`,
    agreementReviews: (n: number) =>
      n === 1
        ? "1 prövning av upphandlingsrättslig grund ska göras om"
        : `${n} prövningar av upphandlingsrättslig grund ska göras om`,
    interestToAnswer: (n: number, until: string) =>
      n === 1
        ? `1 intresseförfrågan att svara på, senast ${until}`
        : `${n} intresseförfrågningar att svara på, den första senast ${until}`,
    interestToDecide: (n: number) =>
      n === 1
        ? "1 intresseförfrågan väntar på ert beslut"
        : `${n} intresseförfrågningar väntar på ert beslut`,
    catalogue: "Katalog",
    products: "Produkter",
    suppliers: "Leverantörer",
    concepts: "Konceptposter",
    duplicates: "Dubbletter",
    merges: "Sammanslagningar",
    functions: "Verksamhetsfunktioner",
    cooperation: "Samverkan",
    cooperations: "Samverkansgrupper",
    sharing: "Delning",
    receipt: "Delningskvitto",
    viewAs: "Visa som kommun",
    organisation: "Organisation",
    members: "Medlemmar",
    people: "Personer",
    units: "Enheter",
    history: "Historik",
    settings: "Inställningar",
    sentMail: "Skickad post (demo)",
    previewBanner: (owner: string, viewer: string) =>
      `Du ser ${owner}s poster som ${viewer} ser dem. Allt är skrivskyddat.`,
    leavePreview: "Avsluta",
    roles: { reader: "läsare", editor: "redaktör", local_admin: "lokal administratör" },
    catalogueEditor: "katalogredaktör",
    greeting: (name: string) => `Hej ${name}!`,
    lead: (organisation: string) => `Läget i ${organisation} just nu.`,
    todo: "Att göra",
    nothingToDo: "Inget väntar på dig",
    nothingToDoText:
      "Här samlas det som behöver åtgärdas: dagar i avtal, frågor att svara på, importer som inte är klara och uppgifter som saknas.",
    invitations: (n: number) =>
      n === 1 ? "1 inbjudan till samverkan att svara på" : `${n} inbjudningar till samverkan att svara på`,
    moreThan: (n: string) => `fler än ${n}`,
    due: ({ n, count, until }: { n: number; count: string; until: string | null }) =>
      `${n === 1 ? "1 dag" : `${count} dagar`} att ta ställning till i avtal${until ? `, nästa ${until}` : ""}`,
    dueMine: ({ n, count, until }: { n: number; count: string; until: string | null }) =>
      `${n === 1 ? "1 dag" : `${count} dagar`} att ta ställning till i avtal som du svarar för${until ? `, nästa ${until}` : ""}`,
    withoutRecipient: (n: number) =>
      n === 1 ? "1 påminnelse saknar mottagare" : `${n} påminnelser saknar mottagare`,
    unsureMail: (n: number) => (n === 1 ? "Osäkert om 1 brev gick fram" : `Osäkert om ${n} brev gick fram`),
    agreementsToDecide: (n: number) =>
      n === 1 ? "1 samverkansavtal väntar på ert beslut" : `${n} samverkansavtal väntar på ert beslut`,
    contractInvitations: (n: number) =>
      n === 1 ? "1 avtal som ni är tillfrågade att delta i" : `${n} avtal som ni är tillfrågade att delta i`,
    hosting: (n: number) =>
      n === 1 ? "1 uppgift om drift hos er att bekräfta" : `${n} uppgifter om drift hos er att bekräfta`,
    ownConfirmations: (n: number) => (n === 1 ? "1 system att bekräfta" : `${n} system att bekräfta`),
    openRounds: (n: number) =>
      n === 1 ? "1 öppen bekräftelserunda där svar saknas" : `${n} öppna bekräftelserundor där svar saknas`,
    doubles: (n: number) =>
      n === 1 ? "1 produkt som ni har flera system av" : `${n} produkter som ni har flera system av`,
    duplicatePairs: (n: number) =>
      n === 1
        ? "1 par poster i katalogen som liknar varandra"
        : `${n} par poster i katalogen som liknar varandra`,
    openImports: (n: number) => (n === 1 ? "1 import är inte slutförd" : `${n} importer är inte slutförda`),
    rejectedProduct: (n: number) =>
      n === 1
        ? "1 system har en produkt som avvisats ur katalogen, välj en annan"
        : `${n} system har en produkt som avvisats ur katalogen, välj en annan`,
    supportEnded: (n: number) =>
      n === 1
        ? "1 system i drift har passerat leverantörens sista supportdag"
        : `${n} system i drift har passerat leverantörens sista supportdag`,
    withoutStart: (n: number) =>
      n === 1
        ? "1 system i drift saknar datum för ibruktagande"
        : `${n} system i drift saknar datum för ibruktagande`,
    overdue: (n: number) =>
      n === 1
        ? "1 system har passerat sitt avvecklingsdatum men är inte avvecklat"
        : `${n} system har passerat sitt avvecklingsdatum men är inte avvecklade`,
    withoutRole: (n: number) =>
      n === 1
        ? "1 system saknar någon i en obligatorisk roll"
        : `${n} system saknar någon i en obligatorisk roll`,
    reviews: (n: number) =>
      n === 1
        ? "1 system har tillsyn eller riskbedömning inom sex månader"
        : `${n} system har tillsyn eller riskbedömning inom sex månader`,
    counts: "I siffror",
    ownSystems: "egna system",
    inOperation: "i drift",
    changing: "införs eller avvecklas",
    neighbours: "system delade av andra",
    productsInUse: "produkter ni använder",
    sharedProducts: "av dem används även av andra",
    deadlines: "Närmaste datum",
    deadlinesNote: "Räknat ur avtalens villkor, de närmaste tolv månaderna.",
    deadlinesStated: "För system utan avtal enligt era egna uppgifter.",
    noDeadlines: "Inga avtalsdatum de närmaste tolv månaderna.",
    allDeadlines: "Kommande påminnelser",
    nearKinds: {
      act_by: (last: string) => `Agera senast, sista dag ${last}`,
      notice: "Sista uppsägningsdag",
      option: "Sista dag för avrop av option",
      ends: "Avtalet slutar",
    },
    stated: "angivet för systemet",
    latest: "Senaste ändringar",
    noChanges: "Inga ändringar ännu.",
    allHistory: "Hela historiken",
    system: "System",
    what: "Vad",
    when: "När",
    who: "Vem",
    emptyTitle: "Börja med er systemlista",
    emptyText:
      "Läs in ert kalkylblad, eller ta en produkt i bruk från katalogen. Provkörningen visar allt innan något sparas.",
    emptyImport: "Importera systemlista",
    emptyProducts: "Öppna produktkatalogen",
    supplierLead:
      "Ni ser katalogens uppgifter om era produkter. Kommunernas system, avtal och delningar visas aldrig för leverantörer.",
    supplierProducts: "Produkter i katalogen",
    changed: {
      created: "skapade",
      updated: "ändrade",
      deleted: "tog bort",
      shared: "delade",
      withdrawn: "återtog",
      applied: "läste in",
      created_anyway: "skapade",
      restored: "återställde",
      hidden: "dolde",
      unhidden: "slutade dölja",
      retired: "avvecklade",
      lifecycle_changed: "gav ny status åt",
      confirmed: "bekräftade",
      declined: "avböjde",
      approved: "godkände",
      merged: "slog samman",
      undone: "ångrade",
      opened: "öppnade",
      closed: "stängde",
      reopened: "öppnade igen",
      invited: "bjöd in",
      accepted: "antog",
      revoked: "återkallade",
      joined: "gick med i",
      left: "lämnar",
      ended: "avslutade",
      handled: "hanterade",
      submitted: "lämnade",
      notice_given: "sade upp",
      notice_withdrawn: "ångrade uppsägningen av",
      option_called: "avropade option i",
      participant_confirmed: "tackade ja till",
      participant_declined: "tackade nej till",
      participant_leaves: "lämnar",
    },
    changedOther: "ändrade",
    notFoundTitle: "Sidan finns inte",
  },
  en: {
    start: "Start",
    inventory: "System inventory",
    buying: "Contracts and purchases",
    systems: "Systems",
    mySystems: "My systems",
    contracts: "Contracts",
    licences: "Licences",
    roleHolders: "Roles",
    imports: "Import",
    overlap: "Overlap",
    radar: "Contract radar",
    itCosts: "IT cost",
    reminders: "Reminders",
    reports: "Reports",
    confirmations: "Confirmations",
    agreements: "Cooperation agreements",
    interestChecks: "Interest checks",
    renewals: "Renewal surveys",
    settlements: "Cost sharing",
    agreementDuties: (n: number) =>
      n === 1
        ? "1 late duty in the yearly clock of an agreement"
        : `${n} late duties in the yearly clocks of agreements`,
    agreementReviews: (n: number) =>
      n === 1
        ? "1 examination of the ground in procurement law is due again"
        : `${n} examinations of the ground in procurement law are due again`,
    interestToAnswer: (n: number, until: string) =>
      n === 1
        ? `1 interest check to reply to, by ${until}`
        : `${n} interest checks to reply to, the first by ${until}`,
    interestToDecide: (n: number) =>
      n === 1 ? "1 interest check waits for your decision" : `${n} interest checks wait for your decision`,
    catalogue: "Catalogue",
    products: "Products",
    suppliers: "Suppliers",
    concepts: "Concept records",
    duplicates: "Duplicates",
    merges: "Merges",
    functions: "Functions",
    cooperation: "Cooperation",
    cooperations: "Cooperations",
    sharing: "Sharing",
    receipt: "Sharing receipt",
    viewAs: "View as municipality",
    organisation: "Organisation",
    members: "Members",
    people: "People",
    units: "Units",
    history: "History",
    settings: "Settings",
    sentMail: "Sent mail (demo)",
    previewBanner: (owner: string, viewer: string) =>
      `You see ${owner}'s records as ${viewer} sees them. Everything is read-only.`,
    leavePreview: "Leave",
    roles: { reader: "reader", editor: "editor", local_admin: "local administrator" },
    catalogueEditor: "catalogue editor",
    greeting: (name: string) => `Hello ${name}!`,
    lead: (organisation: string) => `How things stand in ${organisation}.`,
    todo: "To do",
    nothingToDo: "Nothing is waiting for you",
    nothingToDoText:
      "What needs attention is gathered here: days in contracts, questions to answer, unfinished imports and missing information.",
    invitations: (n: number) =>
      n === 1 ? "1 invitation to a cooperation to answer" : `${n} invitations to cooperations to answer`,
    moreThan: (n: string) => `more than ${n}`,
    due: ({ n, count, until }: { n: number; count: string; until: string | null }) =>
      `${n === 1 ? "1 day" : `${count} days`} to decide on in contracts${until ? `, the next ${until}` : ""}`,
    dueMine: ({ n, count, until }: { n: number; count: string; until: string | null }) =>
      `${n === 1 ? "1 day" : `${count} days`} to decide on in contracts that you answer for${until ? `, the next ${until}` : ""}`,
    withoutRecipient: (n: number) =>
      n === 1 ? "1 reminder has no recipient" : `${n} reminders have no recipient`,
    unsureMail: (n: number) =>
      n === 1 ? "Not certain that 1 letter arrived" : `Not certain that ${n} letters arrived`,
    agreementsToDecide: (n: number) =>
      n === 1
        ? "1 cooperation agreement waits for your decision"
        : `${n} cooperation agreements wait for your decision`,
    contractInvitations: (n: number) =>
      n === 1
        ? "1 contract that you are asked to take part in"
        : `${n} contracts that you are asked to take part in`,
    hosting: (n: number) =>
      n === 1
        ? "1 statement that you host a system to confirm"
        : `${n} statements that you host systems to confirm`,
    ownConfirmations: (n: number) => (n === 1 ? "1 system to confirm" : `${n} systems to confirm`),
    openRounds: (n: number) =>
      n === 1
        ? "1 open confirmation round with answers missing"
        : `${n} open confirmation rounds with answers missing`,
    doubles: (n: number) =>
      n === 1
        ? "1 product that you have several systems of"
        : `${n} products that you have several systems of`,
    duplicatePairs: (n: number) =>
      n === 1
        ? "1 pair of catalogue records that look alike"
        : `${n} pairs of catalogue records that look alike`,
    openImports: (n: number) => (n === 1 ? "1 import is not finished" : `${n} imports are not finished`),
    rejectedProduct: (n: number) =>
      n === 1
        ? "1 system has a product rejected from the catalogue, choose another"
        : `${n} systems have a product rejected from the catalogue, choose another`,
    supportEnded: (n: number) =>
      n === 1
        ? "1 system in operation is past the supplier's last support day"
        : `${n} systems in operation are past the supplier's last support day`,
    withoutStart: (n: number) =>
      n === 1
        ? "1 system in operation has no date taken into use"
        : `${n} systems in operation have no date taken into use`,
    overdue: (n: number) =>
      n === 1
        ? "1 system is past its retirement date but not retired"
        : `${n} systems are past their retirement date but not retired`,
    withoutRole: (n: number) =>
      n === 1 ? "1 system has nobody in a mandatory role" : `${n} systems have nobody in a mandatory role`,
    reviews: (n: number) =>
      n === 1
        ? "1 system has oversight or a risk assessment due within six months"
        : `${n} systems have oversight or a risk assessment due within six months`,
    counts: "In numbers",
    ownSystems: "own systems",
    inOperation: "in operation",
    changing: "being introduced or phased out",
    neighbours: "systems shared by others",
    productsInUse: "products you use",
    sharedProducts: "of them also used by others",
    deadlines: "Next dates",
    deadlinesNote: "Computed from the contracts’ terms, the next twelve months.",
    deadlinesStated: "For systems without a contract as you have stated them.",
    noDeadlines: "No contract dates in the next twelve months.",
    allDeadlines: "Coming reminders",
    nearKinds: {
      act_by: (last: string) => `Act by, last day ${last}`,
      notice: "Last day to give notice",
      option: "Last day to call the option",
      ends: "Contract ends",
    },
    stated: "stated for the system",
    latest: "Latest changes",
    noChanges: "No changes yet.",
    allHistory: "Whole history",
    system: "System",
    what: "What",
    when: "When",
    who: "Who",
    emptyTitle: "Start with your list of systems",
    emptyText:
      "Read in your spreadsheet, or take a product into use from the catalogue. The dry run shows everything before anything is saved.",
    emptyImport: "Import a list of systems",
    emptyProducts: "Open the product catalogue",
    supplierLead:
      "You see what the catalogue says about your products. Municipalities' systems, contracts and shares are never shown to suppliers.",
    supplierProducts: "Products in the catalogue",
    changed: {
      created: "created",
      updated: "changed",
      deleted: "removed",
      shared: "shared",
      withdrawn: "withdrew",
      applied: "read in",
      created_anyway: "created",
      restored: "restored",
      hidden: "hid",
      unhidden: "stopped hiding",
      retired: "retired",
      lifecycle_changed: "gave a new status to",
      confirmed: "confirmed",
      declined: "declined",
      approved: "approved",
      merged: "merged",
      undone: "undid",
      opened: "opened",
      closed: "closed",
      reopened: "reopened",
      invited: "invited",
      accepted: "accepted",
      revoked: "revoked",
      joined: "joined",
      left: "leaves",
      ended: "ended",
      handled: "handled",
      submitted: "handed in",
      notice_given: "gave notice of",
      notice_withdrawn: "took back the notice of",
      option_called: "called an option in",
      participant_confirmed: "said yes to",
      participant_declined: "said no to",
      participant_leaves: "leaves",
    },
    changedOther: "changed",
    notFoundTitle: "There is no such page",
  },
} satisfies Texts;

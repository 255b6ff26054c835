import type { Texts } from "../../text/text.ts";

/** A line for each kind of matter: how many, and the first last day in figures where there is one. */
type MatterWords = Record<string, (n: number, until: string) => string>;

/** The work list of the start page. */
export const waitingText = {
  sv: {
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
    /** What cooperation between municipalities asks for, by kind. */
    matters: {
      interest_answer: (n, until) =>
        n === 1
          ? `1 intresseförfrågan att svara på, senast ${until}`
          : `${n} intresseförfrågningar att svara på, den första senast ${until}`,
      interest_decide: (n) =>
        n === 1
          ? "1 intresseförfrågan väntar på ert beslut"
          : `${n} intresseförfrågningar väntar på ert beslut`,
      renewal_answer: (n, until) =>
        n === 1
          ? `1 förlängningsenkät att svara på, senast ${until}`
          : `${n} förlängningsenkäter att svara på, den första senast ${until}`,
      renewal_decide: (n) =>
        n === 1
          ? "1 stängd förlängningsenkät att utvärdera och avsluta"
          : `${n} stängda förlängningsenkäter att utvärdera och avsluta`,
      agreement_decision: (n) =>
        n === 1 ? "1 samverkansavtal väntar på ert beslut" : `${n} samverkansavtal väntar på ert beslut`,
      agreement_confirmation: (n) =>
        n === 1
          ? "1 samverkansavtal där ni ska bekräfta att ni är part"
          : `${n} samverkansavtal där ni ska bekräfta att ni är part`,
      amendment_approval: (n) =>
        n === 1
          ? "1 ändring av ett samverkansavtal väntar på ert godkännande"
          : `${n} ändringar av samverkansavtal väntar på ert godkännande`,
      agreement_duty_late: (n) =>
        n === 1
          ? "1 försenad uppgift i ett samverkansavtals årshjul"
          : `${n} försenade uppgifter i samverkansavtals årshjul`,
      agreement_duty: (n, until) =>
        n === 1
          ? `1 uppgift i ett samverkansavtals årshjul, senast ${until}`
          : `${n} uppgifter i samverkansavtals årshjul, den första senast ${until}`,
      agreement_renewal: (n, until) =>
        n === 1
          ? `1 samverkansavtal att besluta om förlängning av, senast ${until}`
          : `${n} samverkansavtal att besluta om förlängning av, det första senast ${until}`,
      agreement_renewal_late: (n) =>
        n === 1
          ? "1 samverkansavtal vars förlängning inte beslutades i tid"
          : `${n} samverkansavtal vars förlängning inte beslutades i tid`,
      agreement_ended: (n) =>
        n === 1
          ? "1 samverkansavtal har löpt ut och ska avvecklas eller förlängas"
          : `${n} samverkansavtal har löpt ut och ska avvecklas eller förlängas`,
      agreement_review_late: (n) =>
        n === 1
          ? "1 prövning av upphandlingsrättslig grund ska göras om"
          : `${n} prövningar av upphandlingsrättslig grund ska göras om`,
      agreement_review: (n, until) =>
        n === 1
          ? `1 prövning av upphandlingsrättslig grund ska göras om senast ${until}`
          : `${n} prövningar av upphandlingsrättslig grund ska göras om, den första senast ${until}`,
      licence_invitation: (n) =>
        n === 1
          ? "1 licensavtal som ni är tillfrågade att gå med i"
          : `${n} licensavtal som ni är tillfrågade att gå med i`,
      loan_proposed: (n) =>
        n === 1
          ? "1 förslag om utlåning av licenser att svara på"
          : `${n} förslag om utlåning av licenser att svara på`,
      loan_ends: (n, until) =>
        n === 1
          ? `1 utlåning av licenser slutar ${until}`
          : `${n} utlåningar av licenser slutar snart, den första ${until}`,
      count_to_confirm: (n) =>
        n === 1
          ? "1 mätning av licenser som samordnaren fört in åt er att bekräfta"
          : `${n} mätningar av licenser som samordnaren fört in åt er att bekräfta`,
      count_stale: (n) =>
        n === 1
          ? "1 licenspost saknar aktuell mätning av hur många ni använder"
          : `${n} licensposter saknar aktuell mätning av hur många ni använder`,
      true_up_order: (n) =>
        n === 1
          ? "1 avstämning av licenser väntar på att beställningen godkänns"
          : `${n} avstämningar av licenser väntar på att beställningen godkänns`,
      true_up_open: (n) =>
        n === 1 ? "1 påbörjad avstämning av licenser" : `${n} påbörjade avstämningar av licenser`,
      settlement_to_approve: (n, until) =>
        n === 1
          ? `1 avräkning att godkänna eller lämna synpunkter på, senast ${until}`
          : `${n} avräkningar att godkänna eller lämna synpunkter på, den första senast ${until}`,
      budget_to_answer: (n, until) =>
        n === 1
          ? `1 budgetförslag på samråd att svara på, senast ${until}`
          : `${n} budgetförslag på samråd att svara på, det första senast ${until}`,
      budget_figures: (n, until) =>
        n === 1
          ? `1 budget som parterna behöver senast ${until} är inte beslutad`
          : `${n} budgetar som parterna snart behöver är inte beslutade, den första senast ${until}`,
      settlement_remarks: (n) =>
        n === 1 ? "1 avräkning har synpunkter att besvara" : `${n} avräkningar har synpunkter att besvara`,
      settlement_approvable: (n) =>
        n === 1 ? "1 avräkning kan godkännas" : `${n} avräkningar kan godkännas`,
      settlement_under_way: (n) => (n === 1 ? "1 påbörjad avräkning" : `${n} påbörjade avräkningar`),
    } satisfies MatterWords,
  },
  en: {
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
    matters: {
      interest_answer: (n, until) =>
        n === 1
          ? `1 interest check to reply to, by ${until}`
          : `${n} interest checks to reply to, the first by ${until}`,
      interest_decide: (n) =>
        n === 1 ? "1 interest check waits for your decision" : `${n} interest checks wait for your decision`,
      renewal_answer: (n, until) =>
        n === 1
          ? `1 renewal survey to answer, by ${until}`
          : `${n} renewal surveys to answer, the first by ${until}`,
      renewal_decide: (n) =>
        n === 1
          ? "1 closed renewal survey to evaluate and complete"
          : `${n} closed renewal surveys to evaluate and complete`,
      agreement_decision: (n) =>
        n === 1
          ? "1 cooperation agreement waits for your decision"
          : `${n} cooperation agreements wait for your decision`,
      agreement_confirmation: (n) =>
        n === 1
          ? "1 cooperation agreement in which you are to confirm that you are a party"
          : `${n} cooperation agreements in which you are to confirm that you are a party`,
      amendment_approval: (n) =>
        n === 1
          ? "1 amendment of a cooperation agreement waits for your approval"
          : `${n} amendments of cooperation agreements wait for your approval`,
      agreement_duty_late: (n) =>
        n === 1
          ? "1 late duty in the yearly clock of an agreement"
          : `${n} late duties in the yearly clocks of agreements`,
      agreement_duty: (n, until) =>
        n === 1
          ? `1 duty in the yearly clock of an agreement, by ${until}`
          : `${n} duties in the yearly clocks of agreements, the first by ${until}`,
      agreement_renewal: (n, until) =>
        n === 1
          ? `1 agreement whose renewal is to be decided on by ${until}`
          : `${n} agreements whose renewal is to be decided on, the first by ${until}`,
      agreement_renewal_late: (n) =>
        n === 1
          ? "1 agreement whose renewal was not decided on in time"
          : `${n} agreements whose renewal was not decided on in time`,
      agreement_ended: (n) =>
        n === 1
          ? "1 agreement has run out and is to be wound down or renewed"
          : `${n} agreements have run out and are to be wound down or renewed`,
      agreement_review_late: (n) =>
        n === 1
          ? "1 examination of the ground in procurement law is due again"
          : `${n} examinations of the ground in procurement law are due again`,
      agreement_review: (n, until) =>
        n === 1
          ? `1 examination of the ground in procurement law is due again by ${until}`
          : `${n} examinations of the ground in procurement law are due again, the first by ${until}`,
      licence_invitation: (n) =>
        n === 1
          ? "1 licence agreement that you are asked to join"
          : `${n} licence agreements that you are asked to join`,
      loan_proposed: (n) =>
        n === 1 ? "1 proposed loan of licences to answer" : `${n} proposed loans of licences to answer`,
      loan_ends: (n, until) =>
        n === 1
          ? `1 loan of licences ends on ${until}`
          : `${n} loans of licences end soon, the first on ${until}`,
      count_to_confirm: (n) =>
        n === 1
          ? "1 count of licences that the coordinator entered for you to confirm"
          : `${n} counts of licences that the coordinator entered for you to confirm`,
      count_stale: (n) =>
        n === 1
          ? "1 licence item has no recent count of how many you use"
          : `${n} licence items have no recent count of how many you use`,
      true_up_order: (n) =>
        n === 1
          ? "1 true-up waits for its order to be approved"
          : `${n} true-ups wait for their orders to be approved`,
      true_up_open: (n) => (n === 1 ? "1 true-up under way" : `${n} true-ups under way`),
      settlement_to_approve: (n, until) =>
        n === 1
          ? `1 settlement to approve or remark on, by ${until}`
          : `${n} settlements to approve or remark on, the first by ${until}`,
      budget_to_answer: (n, until) =>
        n === 1
          ? `1 budget proposal out for consultation to answer, by ${until}`
          : `${n} budget proposals out for consultation to answer, the first by ${until}`,
      budget_figures: (n, until) =>
        n === 1
          ? `1 budget that the parties need by ${until} is not decided`
          : `${n} budgets that the parties soon need are not decided, the first by ${until}`,
      settlement_remarks: (n) =>
        n === 1 ? "1 settlement has remarks to answer" : `${n} settlements have remarks to answer`,
      settlement_approvable: (n) =>
        n === 1 ? "1 settlement can be approved" : `${n} settlements can be approved`,
      settlement_under_way: (n) => (n === 1 ? "1 settlement under way" : `${n} settlements under way`),
    } satisfies MatterWords,
  },
} satisfies Texts;

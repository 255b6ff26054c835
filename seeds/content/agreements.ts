import type { AgreementForm, ClauseCode, ExemptionGround } from "#db/schema/agreements.ts";
import { dayAfter, yearOf } from "./days.ts";

/** Invented cooperation agreements, believable in form. Years and days are counted from the day of seeding. */
export interface AgreementContent {
  owner: string;
  /** Key of the owner's cooperation whose members follow the agreement. */
  cooperation: string;
  title: string;
  number: string;
  form: AgreementForm;
  legal_ground: string;
  purpose: string;
  starts_on: string;
  notice: { length: number; anchor: "year_end" | "term_of_office_end" };
  exit_basis: "equal" | "inhabitants";
  exit_rule: string;
  /** In the agreement's order, the host first, each with the paragraph of its council's decision. */
  parties: readonly { organisation: string; paragraph: string }[];
  areas: readonly { name: string; tasks: string; host: string }[];
  clauses: readonly {
    code: ClauseCode;
    heading: string;
    body: string;
    deviation?: { organisation: string; body: string };
  }[];
  bodies: readonly {
    kind: "board" | "council" | "steering";
    name: string;
    tasks: string;
    roles: readonly { title: string; person_name: string; organisation: string }[];
  }[];
  /** Agreements on personal data that belong to it. */
  links: readonly {
    kind: "processing" | "joint_controllership";
    title: string;
    number: string;
    controller: string;
    processor?: string;
  }[];
  /** Rights to decide that a party has given to an employee of another. */
  delegations: readonly {
    organisation: string;
    task: string;
    receiver: string;
    receiver_role: string;
    limits: string;
    reporting: string;
  }[];
  /** What changes it, in order. Who has not approved has not answered; in force when all have. */
  amendments: readonly AmendmentContent[];
  /** The keeper's own words in the yearly report, for last year. */
  follow_up?: string;
  duties: readonly { title: string; day: number; month: number; organisation?: string }[];
  assets: readonly { description: string; acquired_on: string; value_minor: number; exit_rule: string }[];
  exemption?: {
    ground: ExemptionGround;
    answers: readonly string[];
    evidence: string;
    figures: readonly { year: number; whole: number; part: number }[];
    reviewer_role: string;
  };
}

export interface AmendmentContent {
  title: string;
  reason: string;
  sent_on: string;
  effective_on: string;
  /** The clause that it gives other words. */
  clause: { code: ClauseCode; body: string };
  notice_length: { from: number; to: number };
  /** Who has approved; everybody when it is in force. */
  isApprovedBy: (organisation: string) => boolean;
}

const norrbotten =
  "boden alvsbyn arjeplog arvidsjaur gallivare haparanda jokkmokk kalix kiruna pajala pitea overkalix overtornea".split(
    " ",
  );

/** @param today day of seeding, `YYYY-MM-DD` */
export const demoAgreements = (today: string): readonly AgreementContent[] => {
  const year = yearOf(today);
  const lastYears = [year - 1, year - 2, year - 3];
  return [
    {
      owner: "borgholm",
      cooperation: "it-samverkan-oland",
      title: "Samverkansavtal om IT på Öland",
      number: `KS ${year - 3}/118`,
      form: "contract",
      legal_ground: "KL 9 kap. 37 §",
      purpose:
        "Borgholm och Mörbylånga driver IT tillsammans för att ha hög driftsäkerhet, en gemensam teknisk plattform och mer kompetens än var och en för sig.",
      starts_on: `${year - 2}-01-01`,
      notice: { length: 6, anchor: "year_end" },
      exit_basis: "inhabitants",
      exit_rule: "Gemensam utrustning värderas till bokfört värde på utträdesdagen.",
      parties: [
        { organisation: "borgholm", paragraph: "§ 141" },
        { organisation: "morbylanga", paragraph: "§ 97" },
      ],
      areas: [
        { name: "IT-drift och support", tasks: "Servrar, nät, klienter och servicedesk", host: "borgholm" },
        { name: "Telefoni och växel", tasks: "Växel, mobiltelefoni och kontaktcenter", host: "morbylanga" },
      ],
      clauses: [
        {
          code: "purpose",
          heading: "Ändamål",
          body: "Parterna bedriver gemensam IT-verksamhet. Borgholms kommun är värdkommun och utför uppgifterna åt båda parter.",
        },
        {
          code: "organisation",
          heading: "Organisation",
          body: "Verksamheten tillhör Borgholms kommun. Ett samverkansråd med två företrädare från varje part sammanträder minst fyra gånger om året.",
        },
        {
          code: "finances",
          heading: "Ekonomi",
          body: "Kostnaden fördelas lika mellan parterna. Förskott betalas varje kvartal och avräknas efter årets slut.",
        },
        {
          code: "service_level",
          heading: "Servicenivå",
          body: "Servicedesk är bemannad helgfria vardagar 07.30–16.30. Verksamhetskritiska system övervakas dygnet runt.",
          deviation: { organisation: "morbylanga", body: "Jour för växeln även lördagar." },
        },
        {
          code: "personal_data",
          heading: "Sekretess och personuppgifter",
          body: "Ett personuppgiftsbiträdesavtal gäller mellan parterna för de system som värdkommunen driver.",
        },
        {
          code: "termination",
          heading: "Upphörande",
          body: "Avtalet gäller tills vidare. Uppsägningstiden framgår av avtalets villkor. Uppsägningen ska vara skriftlig.",
        },
      ],
      links: [
        {
          kind: "processing",
          title: "Personuppgiftsbiträdesavtal för gemensam IT-drift",
          number: `KS ${year - 3}/131`,
          controller: "morbylanga",
          processor: "borgholm",
        },
        {
          kind: "joint_controllership",
          title: "Gemensamt personuppgiftsansvar för växel och kontaktcenter",
          number: `KS ${year - 2}/17`,
          controller: "morbylanga",
        },
      ],
      delegations: [
        {
          organisation: "morbylanga",
          task: "Beslut om behörigheter i verksamhetssystem som värdkommunen driver",
          receiver: "borgholm",
          receiver_role: "IT-chef",
          limits: "Endast system i den gemensamma driften",
          reporting: "Anmäls till kommunstyrelsen i Mörbylånga varje kvartal",
        },
      ],
      amendments: [
        {
          title: "Fördelning efter invånare och längre uppsägningstid",
          reason: "Samverkansrådets förslag efter det första året.",
          sent_on: `${year - 2}-09-02`,
          effective_on: `${year - 1}-01-01`,
          clause: {
            code: "finances",
            body: "Kostnaden fördelas efter invånarantal den 1 november året före. Förskott betalas varje kvartal och avräknas efter årets slut.",
          },
          notice_length: { from: 6, to: 12 },
          isApprovedBy: () => true,
        },
      ],
      follow_up:
        "Servicedesk löste 84 procent av ärendena inom avtalad tid. Samverkansrådet möttes fyra gånger. Kostnaden per användare sjönk med tre procent.",
      bodies: [
        {
          kind: "council",
          name: "Samverkansråd IT Öland",
          tasks: "Bereder budget, följer upp servicenivåer och prioriterar utveckling",
          roles: [
            { title: "ordförande", person_name: "Maj Sandström", organisation: "borgholm" },
            { title: "vice ordförande", person_name: "Ture Ekvall", organisation: "morbylanga" },
          ],
        },
      ],
      duties: [
        { title: "Prognos efter första halvåret", day: 15, month: 8, organisation: "borgholm" },
        { title: "Förslag till budget för nästa år", day: 15, month: 9, organisation: "borgholm" },
        { title: "Synpunkter på budgetförslaget", day: 30, month: 10 },
        { title: "Avräkning för föregående år", day: 28, month: 2, organisation: "borgholm" },
      ],
      assets: [
        {
          description: "Serverhall i Borgholm",
          acquired_on: `${year - 6}-05-01`,
          value_minor: 184_500_000,
          exit_rule: "Stannar hos värdkommunen",
        },
        {
          description: "Fibernät mellan kommunhusen",
          acquired_on: `${year - 4}-09-01`,
          value_minor: 92_300_000,
          exit_rule: "",
        },
      ],
      exemption: {
        ground: "hamburg",
        answers: ["public_services", "common_objectives", "public_interest"],
        evidence: "Utdrag ur ekonomisystemet, projekt 4410, tre bokslut.",
        figures: lastYears.map((each, index) => ({
          year: each,
          whole: 21_400_000 - index * 600_000,
          part: 480_000 - index * 30_000,
        })),
        reviewer_role: "Kommunjurist",
      },
    },
    {
      owner: "lulea",
      cooperation: "norrbottens-e-namnd",
      title: "Avtal om Norrbottens e-nämnd",
      number: `KLF ${year - 7}/702`,
      form: "joint_board",
      legal_ground: "KL 9 kap. 19–35 §§",
      purpose:
        "Gemensam nämnd för digital utveckling, gemensamma licenser och upphandlingar i länets kommuner.",
      starts_on: `${year - 6}-01-01`,
      notice: { length: 12, anchor: "term_of_office_end" },
      exit_basis: "equal",
      exit_rule: "Den som lämnar har ingen rätt till nämndens tillgångar.",
      parties: ["lulea", ...norrbotten].map((organisation, index) => ({
        organisation,
        paragraph: `§ ${61 + index * 7}`,
      })),
      areas: [
        { name: "Gemensamma licenser", tasks: "Licensavtal, avstämning och fördelning", host: "lulea" },
      ],
      clauses: [
        {
          code: "purpose",
          heading: "Nämndens uppgifter",
          body: "Nämnden samordnar digital utveckling och ingår gemensamma licensavtal för de samverkande kommunerna.",
        },
        {
          code: "organisation",
          heading: "Organisation",
          body: "Nämnden tillsätts i Luleå kommun och ingår i dess organisation. Varje kommun utser en ledamot och en ersättare.",
        },
        {
          code: "finances",
          heading: "Ekonomi",
          body: "Trettio procent av kostnaden delas lika, resten efter invånarantal. Luleå upprättar budget efter samråd med de andra (KL 9 kap. 26 §).",
        },
        {
          code: "insight",
          heading: "Insyn och revision",
          body: "Varje kommun har rätt till insyn i nämndens räkenskaper. Revisorerna i Luleå granskar nämnden och lämnar sin berättelse till alla fullmäktige.",
        },
        {
          code: "archive",
          heading: "Arkiv",
          body: "Nämndens handlingar förvaras hos Luleå kommun, som är arkivmyndighet för nämnden.",
        },
        {
          code: "personal_data",
          heading: "Personuppgifter",
          body: "Nämnden är personuppgiftsansvarig för sin egen behandling. För gemensamma tjänster är nämnden biträde åt kommunerna.",
        },
        {
          code: "termination",
          heading: "Utträde",
          body: "En kommun kan lämna nämnden vid mandatperiodens slut. Licenser som kommunen har i nämndens avtal lämnas tillbaka eller tas över.",
        },
      ],
      links: [
        {
          kind: "processing",
          title: "Personuppgiftsbiträdesavtal för gemensamma licenser",
          number: `KLF ${year - 6}/48`,
          controller: "boden",
          processor: "lulea",
        },
      ],
      delegations: [],
      amendments: [
        {
          title: "Digitaliseringsråd och längre uppsägningstid",
          reason:
            "Nämndens beslut i våras: frågor bereds av ett råd, och en kommun som lämnar behöver säga till tidigare.",
          sent_on: dayAfter(today, -40),
          effective_on: `${year + 1}-01-01`,
          clause: {
            code: "organisation",
            body: "Nämnden tillsätts i Luleå kommun och ingår i dess organisation. Varje kommun utser en ledamot och en ersättare. Ett digitaliseringsråd med en tjänsteperson från varje kommun bereder nämndens ärenden.",
          },
          notice_length: { from: 12, to: 24 },
          isApprovedBy: (organisation) =>
            !["arjeplog", "jokkmokk", "pajala", "overtornea"].includes(organisation),
        },
      ],
      bodies: [
        {
          kind: "board",
          name: "Norrbottens e-nämnd",
          tasks: "Beslutar om gemensamma tjänster, licenser och upphandlingar",
          roles: [
            { title: "ordförande", person_name: "Britta Nyström", organisation: "lulea" },
            { title: "vice ordförande", person_name: "Folke Rova", organisation: "boden" },
            { title: "ledamot", person_name: "Siv Niia", organisation: "kiruna" },
          ],
        },
        {
          kind: "steering",
          name: "Styrgrupp för gemensamma licenser",
          tasks: "Följer avstämning och förslag till nästa licensperiod",
          roles: [{ title: "sammankallande", person_name: "Elin Wikström", organisation: "lulea" }],
        },
      ],
      duties: [
        { title: "Avstämning av gemensamma licenser", day: 31, month: 3, organisation: "lulea" },
        { title: "Samråd om nästa års budget", day: 30, month: 9, organisation: "lulea" },
      ],
      assets: [],
    },
  ];
};

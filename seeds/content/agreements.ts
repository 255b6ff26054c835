import type { AgreementForm, ClauseCode, ExemptionGround } from "#db/schema/agreements.ts";
import { yearOf } from "./days.ts";

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
      notice: { length: 12, anchor: "year_end" },
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
          body: "Kostnaden fördelas efter invånarantal den 1 november året före. Förskott betalas varje kvartal och avräknas efter årets slut.",
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
          body: "Avtalet gäller tills vidare med tolv månaders uppsägningstid till ett årsskifte. Uppsägningen ska vara skriftlig.",
        },
      ],
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
      ],
      bodies: [
        {
          kind: "board",
          name: "Norrbottens e-nämnd",
          tasks: "Beslutar om gemensamma tjänster, licenser och upphandlingar",
          roles: [{ title: "ordförande", person_name: "Britta Nyström", organisation: "lulea" }],
        },
      ],
      duties: [{ title: "Samråd om nästa års budget", day: 30, month: 9, organisation: "lulea" }],
      assets: [],
    },
  ];
};

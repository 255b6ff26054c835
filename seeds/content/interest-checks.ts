import type { InterestAnswerWord } from "#db/schema/interest-checks.ts";
import type { QuestionKind } from "#db/schema/surveys.ts";

/** Invented interest checks, believable in form. Days are counted back from the day of seeding; a negative number is ahead. */
export interface InterestCheckContent {
  coordinator: string;
  /** Key of a circle, as in `cooperations.ts`. */
  circle: string;
  name: string;
  need: string;
  background: string;
  scope: string;
  time_frame: string;
  case_number: string;
  quantity_unit: string;
  quorum_min: number;
  asked: readonly string[];
  opened: number;
  closes: number;
  questions: readonly {
    kind: QuestionKind;
    label: string;
    options?: readonly string[];
    unit?: string;
    is_mandatory?: boolean;
  }[];
  replies: readonly InterestReplyContent[];
  decision?: { days_ago: number; outcome: "go" | "no_go"; reason: string; authority_ref: string };
}

export interface InterestReplyContent {
  organisation: string;
  days_ago: number;
  answer: InterestAnswerWord;
  kind: "indication" | "binding";
  responder: string;
  authority_ref?: string;
  conditions?: string;
  quantities?: readonly [low: number, likely: number, high: number];
  /** By question, in their order. */
  answers?: readonly string[];
}

export const interestChecks: readonly InterestCheckContent[] = [
  {
    coordinator: "kalmar",
    circle: "kalmar-lans-it-samverkan/socialtjanstsystem",
    name: "Gemensamt verksamhetssystem för socialtjänsten",
    need: "Kalmars avtal om verksamhetssystem för socialtjänsten går mot sitt slut. Vi vill handla upp ett nytt tillsammans med grannar som står inför samma sak.",
    background:
      "Fyra kommuner i kretsen använder i dag tre olika system. Flera avtal kan sluta ungefär samtidigt om optioner och uppsägningar samordnas.",
    scope: "Myndighetsutövning, utförare och ekonomiskt bistånd. E-tjänster och hemteknik ingår inte.",
    time_frame: "Upphandling under nästa år, avtalsstart tidigast ett år efter det.",
    case_number: "SN 2026-0412",
    quantity_unit: "användare",
    quorum_min: 3,
    asked: ["kalmar", "nybro", "borgholm", "morbylanga"],
    opened: 12,
    closes: -9,
    questions: [
      { kind: "yes_no", label: "Kan ni bidra med en person i arbetsgruppen?", is_mandatory: true },
      {
        kind: "choice",
        label: "Vilken driftform föredrar ni?",
        options: ["Molntjänst", "Drift hos värdkommun", "Egen drift"],
      },
    ],
    replies: [
      {
        organisation: "kalmar",
        days_ago: 11,
        answer: "yes",
        kind: "binding",
        responder: "Helena Bergström, systemarkitekt",
        authority_ref: "Delegationsbeslut SN 2026-0412-3",
        quantities: [620, 680, 760],
        answers: ["yes", "Molntjänst"],
      },
      {
        organisation: "morbylanga",
        days_ago: 6,
        answer: "yes",
        kind: "binding",
        responder: "Sara Holmgren, digitaliseringsstrateg",
        authority_ref: "Delegationsbeslut 2026-88",
        quantities: [140, 160, 180],
        answers: ["yes", "Drift hos värdkommun"],
      },
      {
        organisation: "nybro",
        days_ago: 4,
        answer: "conditional",
        kind: "indication",
        responder: "Socialförvaltningen",
        conditions:
          "Vi är bundna av nuvarande avtal i arton månader till. Vi är med om vi kan ansluta senare.",
        quantities: [180, 210, 240],
        answers: ["no"],
      },
    ],
  },
  {
    coordinator: "borgholm",
    circle: "kalmar-lans-it-samverkan",
    name: "Ny plattform för e-tjänster",
    need: "Borgholm behöver byta e-tjänsteplattform. Enligt IT-policyn ska intresset för samordning stämmas av med närliggande kommuner innan beslut fattas.",
    background: "Dagens plattform får ingen ny version. Vi har omkring sextio e-tjänster.",
    scope:
      "Plattform, drift och support. Varje kommun bygger sina egna e-tjänster och delar dem med de andra.",
    time_frame: "Avtal inom ett år.",
    case_number: "KS 2026-0198",
    quantity_unit: "invånare",
    quorum_min: 2,
    asked: ["kalmar", "nybro", "oskarshamn", "morbylanga", "region-kalmar-lan"],
    opened: 75,
    closes: 46,
    questions: [{ kind: "number", label: "Hur många e-tjänster har ni i dag?", unit: "e-tjänster" }],
    replies: [
      {
        organisation: "morbylanga",
        days_ago: 70,
        answer: "yes",
        kind: "binding",
        responder: "Sara Holmgren, digitaliseringsstrateg",
        authority_ref: "Delegationsbeslut 2026-51",
        quantities: [15_000, 15_600, 16_000],
        answers: ["41"],
      },
      {
        organisation: "nybro",
        days_ago: 61,
        answer: "yes",
        kind: "binding",
        responder: "IT-chefen",
        authority_ref: "KS 2026-0301",
        quantities: [20_000, 20_200, 20_400],
        answers: ["57"],
      },
      {
        organisation: "oskarshamn",
        days_ago: 55,
        answer: "option",
        kind: "indication",
        responder: "Upphandlingsenheten",
        quantities: [26_000, 27_000, 27_500],
        answers: ["88"],
      },
      {
        organisation: "kalmar",
        days_ago: 50,
        answer: "no",
        kind: "indication",
        responder: "Helena Bergström, systemarkitekt",
        conditions: "Vi förlängde vårt avtal i våras.",
      },
    ],
    decision: {
      days_ago: 31,
      outcome: "go",
      reason:
        "Två grannkommuner har lämnat bindande svar och en vill ha option. En gemensam upphandling förbereds.",
      authority_ref: "Kommunstyrelsens delegationsordning 4.2",
    },
  },
];

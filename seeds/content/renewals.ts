import type { RenewalAnswerWord } from "#db/schema/renewals.ts";
import type { QuestionKind } from "#db/schema/surveys.ts";

/** An invented renewal survey, believable in form. Days are counted back from the day of seeding; a negative number is ahead. */
export interface RenewalContent {
  coordinator: string;
  /** Name of the licence agreement and of its item. */
  agreement: string;
  item: string;
  name: string;
  quantity_unit: string;
  guidance_existing: string;
  guidance_new: string;
  min_participants: number;
  /** Hundredths of a per cent. */
  price_change: number;
  opened: number;
  closes: number;
  /** Months of the new period. */
  months: number;
  questions: readonly {
    kind: QuestionKind;
    label: string;
    options?: readonly string[];
    is_mandatory?: boolean;
  }[];
  answers: readonly RenewalAnswerContent[];
}

export interface RenewalAnswerContent {
  organisation: string;
  days_ago: number;
  answer: RenewalAnswerWord;
  quantity?: number;
  comment?: string;
  responder: string;
  authority_ref: string;
  invoice_address?: string;
  /** By question, in their order. */
  answers?: readonly string[];
}

export const renewals: readonly RenewalContent[] = [
  {
    coordinator: "lulea",
    agreement: "Microsoft 365 för Norrbotten",
    item: "Microsoft 365 E3",
    name: "Microsoft 365 i Norrbotten, nästa period",
    quantity_unit: "användare",
    guidance_existing:
      "Räkna användare som har konto i dag och som ni behöver i början av nya perioden. Priset per användare sjunker för alla när vi blir fler tillsammans.",
    guidance_new: "Ni kan ansluta er till samma villkor från den nya periodens första dag.",
    min_participants: 8,
    price_change: 300,
    opened: 12,
    closes: -16,
    months: 36,
    questions: [
      {
        kind: "yes_no",
        label: "Vill ni ha möjlighet att låna ut licenser till varandra?",
        is_mandatory: true,
      },
      {
        kind: "choice",
        label: "Hur vill ni bli fakturerade?",
        options: ["Per år i förskott", "Per kvartal"],
      },
    ],
    answers: [
      {
        organisation: "lulea",
        days_ago: 11,
        answer: "yes",
        quantity: 1450,
        responder: "Eva Nordström, it-chef",
        authority_ref: "Delegationsbeslut 2026-214",
        invoice_address: "Luleå kommun, fakturaservice, 971 85 Luleå",
        answers: ["yes", "Per år i förskott"],
      },
      {
        organisation: "pitea",
        days_ago: 9,
        answer: "yes",
        quantity: 880,
        responder: "Jonas Lundmark, digitaliseringschef",
        authority_ref: "KS 2026-131",
        invoice_address: "Piteå kommun, 941 85 Piteå",
        answers: ["yes", "Per kvartal"],
      },
      {
        organisation: "boden",
        days_ago: 6,
        answer: "yes",
        quantity: 440,
        comment: "Vi räknar med färre när servicecentret läggs ned.",
        responder: "Karin Öhman, it-strateg",
        authority_ref: "Delegationsbeslut 2026-77",
        answers: ["yes"],
      },
      {
        organisation: "kalix",
        days_ago: 4,
        answer: "yes",
        quantity: 435,
        responder: "Mats Fors, kanslichef",
        authority_ref: "KS 2026-58",
        invoice_address: "Kalix kommun, 952 81 Kalix",
        answers: ["no", "Per år i förskott"],
      },
      {
        organisation: "arjeplog",
        days_ago: 2,
        answer: "no",
        comment: "Vi går över till en annan lösning.",
        responder: "Britta Stenman, kommunchef",
        authority_ref: "KS 2026-12",
      },
    ],
  },
];

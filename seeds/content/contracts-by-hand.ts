import type { ContractContent, ParticipantContent } from "./contracts.ts";
import { dayAfter, monthEnd, monthStart, yearOf } from "./days.ts";

const norrbotten =
  "arjeplog arvidsjaur boden gallivare haparanda jokkmokk kalix kiruna pajala pitea alvsbyn overkalix overtornea".split(
    " ",
  );

const usual = { is_hidden: false, options: [], costs: [], participants: [], usages: [] } as const;

/** The contracts that the tour tells of. @param today day of seeding */
export function handWritten(today: string): ContractContent[] {
  const year = yearOf(today);
  return [...oland(today, year), ...norrbottenContracts(today, year), ...example(today)];
}

function oland(today: string, year: number): ContractContent[] {
  const morbylanga = (more: Partial<ParticipantContent> = {}): ParticipantContent => ({
    organisation: "morbylanga",
    role: "party",
    coordination_form: "agent",
    joined: -40,
    ...more,
  });
  return [
    {
      ...usual,
      tenant: "borgholm",
      key: "treserva",
      number: "KS 2012/148",
      name: "Verksamhetssystem för omsorgen (Treserva)",
      supplier: "cgi",
      product: "treserva",
      usages: ["Treserva", "Treserva IFO", "Treserva i mobilen"],
      type: "main",
      purchase_form: "eu_notice",
      cpv_code: "48000000",
      signed_on: monthStart(today, 9 - 169),
      term: {
        starts_on: monthStart(today, 10 - 168),
        initial_length: 48,
        initial_unit: "months",
        renewal_kind: "tacit",
        renewal_length: 12,
        renewal_unit: "months",
        notice_length: 6,
        notice_unit: "months",
        notice_anchor: "period_end",
        notice_form: "Skriftligen, av behörig firmatecknare",
        admin_buffer_days: 30,
      },
      costs: [
        {
          kind: "recurring",
          per: "year",
          amount_minor: 116_500_000,
          element: "licence",
          organisation: "borgholm",
        },
        {
          kind: "recurring",
          per: "year",
          amount_minor: 95_200_000,
          element: "licence",
          organisation: "morbylanga",
        },
        { kind: "recurring", per: "quarter", amount_minor: 11_400_000, element: "operation" },
        { kind: "one_off", amount_minor: 48_000_000, element: "development", status: "actual" },
      ],
      participants: [morbylanga({ cost_share: 45, quantity: 510, joined: -120 })],
      manager: "borgholm/forvaltare_soc",
      renewal_intent: "review",
      note: "Uppsägningen måste fram före nästa budgetbeslut. Mörbylånga vill vara med och upphandla nytt.",
      index: {
        series: "Tjänsteprisindex, dataprogrammering",
        base_period: `${year - 2} kv 3`,
        indexed_share: 80,
        cap: 3,
      },
      documents: [
        { title: "Huvudavtal Treserva", file: "Huvudavtal Treserva.pdf", is_shared: true },
        { title: "Intern bedömning av leverantören", file: "Bedömning.pdf", is_shared: false },
        {
          title: "Avtalet i diariet",
          url: "https://dokument.borgholm.demo.invalid/ks-2012-148",
          is_shared: true,
        },
      ],
    },
    {
      ...usual,
      tenant: "borgholm",
      key: "treserva-pub",
      number: "KS 2018/77",
      name: "Personuppgiftsbiträdesavtal för Treserva",
      supplier: "cgi",
      product: "treserva",
      type: "data_processing",
      purchase_form: null,
      parent: "treserva",
      signed_on: "2018-05-25",
      term: { starts_on: "2018-05-25", is_open_ended: true, renewal_kind: "none", notice_anchor: "unknown" },
    },
    {
      ...usual,
      tenant: "borgholm",
      key: "microsoft",
      number: `KS ${year - 2}/31`,
      name: "Microsoft 365 för Öland",
      supplier: "atea",
      product: "microsoft_365",
      usages: ["Microsoft 365 (Öland)"],
      type: "licence",
      purchase_form: "call_off",
      cpv_code: "48000000",
      signed_on: monthStart(today, -18),
      term: {
        starts_on: monthStart(today, -16),
        initial_length: 36,
        initial_unit: "months",
        renewal_kind: "none",
        notice_anchor: "period_end",
        binding_until_on: monthEnd(today, 19),
      },
      costs: [
        {
          kind: "per_metric",
          per: "month",
          amount_minor: 1895,
          currency: "EUR",
          rate: 11.42,
          rate_on: monthStart(today, -16),
          quantity: 1900,
          metric: "användare",
          element: "licence",
        },
      ],
      participants: [morbylanga({ role: "call_off_only", quantity: 1100, joined: -16 })],
      manager: "borgholm/it_chef",
    },
    {
      ...usual,
      tenant: "borgholm",
      key: "drift-morbylanga",
      number: "KS 2013/402",
      name: "Drift och support av IT åt Mörbylånga",
      direction: "delivered",
      counterparty: "Mörbylånga kommun",
      type: "operation",
      purchase_form: "internal",
      term: {
        starts_on: "2014-01-01",
        is_open_ended: true,
        renewal_kind: "none",
        notice_length: 12,
        notice_unit: "months",
        notice_anchor: "year_end",
        binding_until_on: `${year + 1}-12-31`,
      },
      costs: [{ kind: "recurring", per: "year", amount_minor: 742_000_000, element: "operation" }],
      participants: [morbylanga({ joined: -150 })],
      manager: "borgholm/it_chef",
    },
    {
      ...usual,
      tenant: "morbylanga",
      key: "edlevo",
      number: `KS ${year - 1}/212`,
      name: "Elevadministration (Edlevo)",
      supplier: "tietoevry",
      product: "edlevo",
      usages: ["Edlevo"],
      type: "main",
      purchase_form: "national_notice",
      cpv_code: "48000000",
      signed_on: monthStart(today, -15),
      term: {
        starts_on: monthStart(today, -14),
        initial_length: 48,
        initial_unit: "months",
        renewal_kind: "none",
        notice_anchor: "unknown",
      },
      costs: [{ kind: "recurring", per: "year", amount_minor: 46_500_000, element: "licence" }],
      participants: [{ organisation: "borgholm", role: "observer", joined: -2, is_waiting: true }],
      manager: "morbylanga/digitalisering",
    },
  ];
}

function norrbottenContracts(today: string, year: number): ContractContent[] {
  const role = (organisation: string): ParticipantContent => ({
    organisation,
    role: organisation === "pitea" || organisation === "boden" ? "party" : "call_off_only",
    coordination_form: "joint_award",
    joined: -50,
    ...(organisation === "arjeplog" ? { leaves: 13 } : {}),
    ...(organisation === "jokkmokk" || organisation === "overkalix"
      ? { is_waiting: true as const, joined: 0 }
      : {}),
  });
  return [
    {
      ...usual,
      tenant: "lulea",
      key: "abou",
      number: `ENA ${year - 3}/18`,
      name: "Gemensam e-tjänsteplattform i Norrbotten",
      product: "abou",
      usages: ["e-tjänster Norrbotten (Abou)"],
      counterparty: "Abou AB",
      type: "main",
      purchase_form: "eu_notice",
      cpv_code: "72000000",
      signed_on: monthStart(today, -30),
      term: {
        starts_on: monthStart(today, -28),
        initial_length: 36,
        initial_unit: "months",
        renewal_kind: "none",
        notice_anchor: "period_end",
      },
      options: [
        { length: 12, call_before_length: 6 },
        { length: 12, call_before_length: 6 },
      ],
      costs: [
        { kind: "recurring", per: "year", amount_minor: 84_500_000, element: "licence" },
        { kind: "per_metric", per: "year", amount_minor: 320, quantity: 167_000, metric: "invånare" },
      ],
      participants: norrbotten.map(role),
      manager: "lulea/enamnd",
      note: "Optionen tas upp i e-nämnden i god tid.",
      documents: [{ title: "Avtal med bilagor", file: "Avtal e-tjänsteplattform.pdf", is_shared: true }],
    },
    {
      ...usual,
      tenant: "lulea",
      key: "microsoft-norrbotten",
      number: `ENA ${year - 1}/7`,
      name: "Microsoft 365 för Norrbotten",
      supplier: "atea",
      product: "microsoft_365",
      type: "licence",
      purchase_form: "call_off",
      cpv_code: "48000000",
      signed_on: monthStart(today, -13),
      term: {
        starts_on: monthStart(today, -11),
        initial_length: 24,
        initial_unit: "months",
        renewal_kind: "none",
        notice_anchor: "period_end",
      },
      costs: [
        {
          kind: "per_metric",
          per: "year",
          amount_minor: 54_000,
          quantity: 5740,
          metric: "användare",
          element: "licence",
        },
      ],
      participants: [],
      manager: "lulea/enamnd",
    },
  ];
}

/**
 * Three neighbours whose contracts for the same product can be made to end at about the same time: one with an option to call
 * within days or weeks, one that renews itself, one until further notice (contracts.md 8).
 */
function example(today: string): ContractContent[] {
  // told as seen in November 2026; all days move with the month of the seeding
  const months = (Number(today.slice(0, 4)) - 2026) * 12 + Number(today.slice(5, 7)) - 11;
  const first = (day: string) => monthStart(day, months);
  const common = {
    ...usual,
    supplier: "enghouse",
    product: "trio",
    type: "main",
    purchase_form: "call_off",
    cpv_code: "32550000",
  } as const;
  return [
    {
      ...common,
      tenant: "lulea",
      key: "vaxel",
      number: "KS 2025/12",
      name: "Telefonväxel och kontaktcenter",
      usages: ["Trio"],
      signed_on: dayAfter(first("2025-03-01"), -40),
      term: {
        starts_on: first("2025-03-01"),
        initial_length: 24,
        initial_unit: "months",
        renewal_kind: "none",
        notice_anchor: "period_end",
      },
      options: [
        { length: 12, call_before_length: 3 },
        { length: 12, call_before_length: 3 },
      ],
      costs: [{ kind: "recurring", per: "year", amount_minor: 89_000_000, element: "licence" }],
      manager: "lulea/it_chef",
    },
    {
      ...common,
      tenant: "pitea",
      key: "vaxel",
      number: "2023:311",
      name: "Växel",
      signed_on: dayAfter(first("2024-01-01"), -30),
      term: {
        starts_on: first("2024-01-01"),
        initial_length: 36,
        initial_unit: "months",
        renewal_kind: "tacit",
        renewal_length: 12,
        renewal_unit: "months",
        notice_length: 3,
        notice_unit: "months",
        notice_anchor: "period_end",
      },
      costs: [{ kind: "recurring", per: "year", amount_minor: 41_500_000, element: "licence" }],
      manager: "pitea/it_chef",
    },
    {
      ...common,
      tenant: "boden",
      key: "vaxel",
      number: "KS/2019:88",
      name: "Telefoni (Trio)",
      term: {
        starts_on: "2019-05-01",
        is_open_ended: true,
        renewal_kind: "none",
        notice_length: 6,
        notice_unit: "months",
        notice_anchor: "quarter_end",
      },
      costs: [{ kind: "recurring", per: "year", amount_minor: 27_800_000, element: "licence" }],
      manager: "boden/it_chef",
    },
  ];
}

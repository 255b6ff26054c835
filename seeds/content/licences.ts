/** An invented licence agreement of the demo: who buys together, what, and how it is used. Days are counted from the day of seeding. */
export interface LicenceContent {
  coordinator: string;
  /** Name of the coordinator's contract that it belongs to. */
  contract: string;
  name: string;
  lending_basis: string;
  terms: string;
  overuse_rule: "warn" | "true_up";
  count_interval_days: number;
  /** Days from the seeding day; the coordinator is a member too. */
  starts: number;
  ends: number;
  items: readonly LicenceItemContent[];
  /** Who takes part, in the fixed order. */
  members: readonly string[];
}

export interface LicenceItemContent {
  name: string;
  products: readonly string[];
  metric: "named_user" | "unlimited";
  price_model: "all_units" | "graduated" | "lump_sum";
  tiers: readonly [from: number, minor: number][];
  /** Left out for unlimited items. */
  bought?: number;
  /** Rights, what is used (null: nobody has counted), and days since it was counted. */
  rights?: Readonly<Record<string, readonly [entitled: number, used: number | null, daysAgo: number]>>;
  /** Counts that the coordinator has brought in and the member has not confirmed. */
  unconfirmed?: readonly [member: string, used: number, daysAgo: number][];
  loans?: readonly LicenceLoanContent[];
}

export interface LicenceLoanContent {
  lender: string;
  borrower: string;
  quantity: number;
  from: number;
  to: number;
  state: "proposed" | "accepted";
}

const norrbotten =
  "lulea pitea boden kiruna gallivare kalix alvsbyn haparanda pajala arvidsjaur jokkmokk overtornea overkalix arjeplog".split(
    " ",
  );

export const licences: readonly LicenceContent[] = [
  {
    coordinator: "lulea",
    contract: "Microsoft 365 för Norrbotten",
    name: "Microsoft 365 för Norrbotten",
    lending_basis: "Punkt 7.3 i avtalet, och leverantörens mejl till e-nämnden",
    terms: "Antalet justeras en gång per år, vid avstämningen. Nya användare får tilldelas under året.",
    overuse_rule: "true_up",
    count_interval_days: 180,
    starts: -330,
    ends: 395,
    members: norrbotten,
    items: [
      {
        name: "Microsoft 365 E3",
        products: ["microsoft_365"],
        metric: "named_user",
        price_model: "all_units",
        tiers: [
          [1, 60_000],
          [2000, 54_000],
          [6000, 48_000],
        ],
        bought: 5740,
        rights: {
          lulea: [1400, 1460, 12],
          pitea: [900, 862, 20],
          boden: [450, 430, 9],
          kiruna: [650, 611, 31],
          gallivare: [520, 548, 25],
          kalix: [420, 431, 14],
          alvsbyn: [300, 310, 18],
          haparanda: [260, null, 0],
          pajala: [180, 171, 230],
          arvidsjaur: [170, 166, 40],
          jokkmokk: [150, 149, 8],
          overtornea: [130, 121, 16],
          overkalix: [100, 97, 22],
          arjeplog: [90, 84, 35],
        },
        unconfirmed: [["haparanda", 252, 6]],
        loans: [
          { lender: "pitea", borrower: "kalix", quantity: 15, from: -60, to: 26, state: "accepted" },
          { lender: "kiruna", borrower: "gallivare", quantity: 20, from: 10, to: 190, state: "proposed" },
        ],
      },
      {
        name: "Utbildningslicens för elever",
        products: [],
        metric: "unlimited",
        price_model: "lump_sum",
        tiers: [[1, 38_500_000]],
      },
    ],
  },
  {
    coordinator: "borgholm",
    contract: "Microsoft 365 för Öland",
    name: "Microsoft 365 för Öland",
    lending_basis: "Punkt 4.2 i avropsavtalet",
    terms: "Borgholm köper för båda kommunerna och fördelar efter användare.",
    overuse_rule: "warn",
    count_interval_days: 365,
    starts: -480,
    ends: 600,
    members: ["borgholm", "morbylanga"],
    items: [
      {
        name: "Microsoft 365 för Öland, användare",
        products: ["microsoft_365"],
        metric: "named_user",
        price_model: "graduated",
        tiers: [
          [1, 24_000],
          [1000, 22_000],
        ],
        bought: 1900,
        rights: { borgholm: [800, 823, 15], morbylanga: [1100, 1040, 11] },
      },
    ],
  },
];

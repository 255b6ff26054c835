import { nearestNames } from "../catalogue/names.rules.ts";
import { fieldsText as systemsText } from "../systems/fields.text.ts";
import type { Reading } from "./cells.rules.ts";
import type { Cell } from "./file.rules.ts";

/** A coded value with everything people write for it, in Swedish and English; the first of each is the label. */
export type Choice = { code: string; sv: string[]; en: string[] };

const choice = (code: string, sv: string, en: string): Choice => ({
  code,
  sv: sv.split("|"),
  en: en.split("|"),
});

const TRI = [
  choice("yes", "ja|j|x|sant|stämmer|har|finns", "yes|y|true|1"),
  choice("no", "nej|n|falskt|ej|inte", "no|false|0"),
  choice("unknown", "okänt|okänd|vet ej|vet inte|oklart|?", "unknown|not known|unclear"),
];

/** The lists of allowed values, by name. */
export const CHOICES = {
  contract_type: [
    choice("main", "huvudavtal|huvudkontrakt", "main contract|main"),
    choice("supplementary", "tilläggsavtal|tillägg", "supplementary contract|supplementary"),
    choice("service", "tjänsteavtal|tjänst|konsultavtal", "service contract|service"),
    choice("integration", "integrationsavtal|integration", "integration contract|integration"),
    choice("licence", "licensavtal|licens|licenser", "licence contract|licence|license"),
    choice(
      "data_processing",
      "PUB-avtal|personuppgiftsbiträdesavtal|pub|biträdesavtal",
      "data processing agreement|dpa",
    ),
    choice("operation", "driftavtal|drift|driftsavtal", "operation contract|operation|hosting"),
  ],
  purchase_form: [
    choice(
      "call_off",
      "avrop från ramavtal|avrop|ramavtal|ramavtalsavrop|förnyad konkurrensutsättning",
      "call-off|call off",
    ),
    choice(
      "national_notice",
      "annonserad upphandling|förenklat förfarande|annonserad|förenklad upphandling",
      "advertised procurement|national",
    ),
    choice("eu_notice", "EU-annonserad upphandling|eu-upphandling|direktivstyrd|eu", "EU procurement"),
    choice("direct_award", "direktupphandling|direkt", "direct award|direct"),
    choice("internal", "intern|internt|kommunal samverkan", "internal|in-house"),
  ],
  tri: TRI,
  yes_no: [
    choice("yes", "ja|j|x|sant|stämmer|dold|dolt", "yes|y|true|1|hidden"),
    choice("no", "nej|n|falskt|synlig|kan delas", "no|false|0|visible|can be shared"),
  ],
  lifecycle: [
    choice("planned", "planerad|planeras|planerat", "planned"),
    choice("pilot", "pilot|test|testas|pilotdrift|under test", "pilot|trial"),
    choice(
      "phasing_in",
      "införs|under införande|införande|implementeras|breddinförs",
      "phasing in|being introduced|implementing",
    ),
    choice(
      "in_operation",
      "i drift|drift|aktiv|aktivt|används|i bruk|produktion|i produktion|förvaltning|i förvaltning",
      "in operation|active|in use|live|production",
    ),
    choice(
      "phasing_out",
      "avvecklas|under avveckling|fasas ut|utfasning|ska avvecklas",
      "phasing out|being phased out|sunset",
    ),
    choice(
      "retired",
      "avvecklad|avvecklat|nedlagd|nedlagt|stängd|utfasad|inaktiv|inaktivt",
      "retired|decommissioned|closed|inactive|end of life",
    ),
  ],
  hosting_form: [
    choice(
      "on_premise",
      "egen drift|egendrift|lokalt|lokal|intern|internt|intern drift|kommunens drift|egen server|on-prem",
      "on premise|on-premise|on premises|own|in-house|local",
    ),
    choice(
      "host_municipality",
      "drift hos värdkommun|värdkommun|annan kommun|hos annan kommun",
      "host municipality",
    ),
    choice(
      "joint_body",
      "drift i gemensam nämnd, förbund eller bolag|gemensam nämnd|kommunalförbund|förbund|gemensam drift|bolag",
      "joint body|joint board|federation",
    ),
    choice(
      "external_hosting",
      "extern drift|extern|externt|driftleverantör|hos leverantör|leverantören|driftas externt|outsourcad",
      "external hosting|external|hosted|outsourced",
    ),
    choice(
      "saas",
      "molntjänst (SaaS)|saas|molntjänst|moln|molnet|publikt moln",
      "saas|software as a service|cloud",
    ),
    choice("paas", "molntjänst (PaaS)|paas", "paas|platform as a service"),
    choice("iaas", "molntjänst (IaaS)|iaas", "iaas|infrastructure as a service"),
    choice("hybrid", "hybrid|hybriddrift|blandat", "hybrid|mixed"),
  ],
  level: [
    choice("0", "0|ingen eller försumbar|ingen|försumbar|obetydlig", "0|none or negligible|none|negligible"),
    choice("1", "1|måttlig|låg", "1|moderate|low"),
    choice("2", "2|betydande|medel", "2|significant|medium"),
    choice("3", "3|allvarlig|hög", "3|serious|high"),
    choice("4", "4|synnerligen allvarlig|mycket hög", "4|exceptionally serious|very high"),
  ],
  personal_data: [
    choice("none", "ingen|inga|nej|saknar personuppgifter", "none|no"),
    choice("ordinary", "vanliga|ja|vanlig|personuppgifter|harmlösa", "ordinary|yes|common"),
    choice(
      "sensitive",
      "känsliga|känslig|ja känsliga|särskilda kategorier|extra skyddsvärda",
      "sensitive|special categories",
    ),
    choice("unknown", "okänt|okänd|vet ej|vet inte|oklart|?", "unknown"),
  ],
  criticality: [
    choice("low", "låg|liten|1", "low|minor"),
    choice("medium", "medel|normal|mellan|2", "medium|normal"),
    choice("high", "hög|stor|viktig|3", "high|important"),
    choice(
      "critical",
      "kritisk|kritiskt|mycket hög|verksamhetskritisk|verksamhetskritiskt|4",
      "critical|business critical|mission critical",
    ),
  ],
  code_basis: [
    choice(
      "proprietary",
      "proprietär|sluten|sluten kod|licensierad|kommersiell",
      "proprietary|closed source|commercial",
    ),
    choice(
      "open_source",
      "öppen källkod|öppen|öppen programvara|öppen kod|fri programvara",
      "open source|open|foss|free software",
    ),
    choice("freeware", "gratisprogram|gratis|kostnadsfri", "freeware|free of charge"),
  ],
  code_kind: [
    choice(
      "open_source",
      "öppen källkod|öppen|öppen programvara|öppen kod|fri programvara",
      "open source|open|foss|free software",
    ),
    choice(
      "proprietary",
      "proprietär|sluten|sluten kod|licensierad|kommersiell",
      "proprietary|closed source|commercial",
    ),
    choice("in_house", "egenutvecklad|egen|egen utveckling|eget bygge", "developed in-house|in-house|own"),
    choice("unknown", "okänt|okänd|vet ej|vet inte|oklart|?", "unknown|not known|unclear"),
  ],
  data_extraction: [
    choice("self", "ja, av oss själva|ja|själva|vi själva|kommunen", "yes, by ourselves|yes|ourselves"),
    choice("supplier", "ja, av leverantören|leverantören|via leverantören", "yes, by the supplier|supplier"),
    choice(
      "supplier_paid",
      "ja, av leverantören mot betalning|mot betalning|leverantören mot betalning",
      "yes, by the supplier for payment|for payment",
    ),
    choice("no", "nej|n|går inte|ej möjligt", "no|not possible"),
    choice("unknown", "okänt|okänd|vet ej|vet inte|oklart|?", "unknown|not known|unclear"),
  ],
  product_kind: [
    choice(
      "application",
      "applikation|program|programvara|system|verksamhetssystem|it-system",
      "application|software|system",
    ),
    choice("module", "modul|tillägg|tilläggsmodul|delsystem", "module|add-on|addon|component"),
    choice("platform", "plattform|databas|operativsystem", "platform|database|operating system"),
    choice("service", "tjänst|e-tjänst|webbtjänst", "service|web service"),
    choice("infrastructure", "infrastruktur|server|nätverk|hårdvara", "infrastructure|network|hardware"),
  ],
} satisfies Record<string, Choice[]>;

export type ChoiceList = keyof typeof CHOICES;

const indexes = new Map<ChoiceList, Map<string, string>>();

function indexOf(list: ChoiceList): Map<string, string> {
  const known = indexes.get(list);
  if (known) return known;
  const index = new Map<string, string>();
  for (const { code, sv, en } of CHOICES[list]) {
    for (const word of [code, ...sv, ...en]) if (!index.has(plain(word))) index.set(plain(word), code);
  }
  for (const { choices } of [systemsText.sv, systemsText.en]) {
    const words = choices[list === "yes_no" ? "is_hidden" : list] ?? {};
    for (const [code, word] of Object.entries(words))
      if (!index.has(plain(word))) index.set(plain(word), code);
  }
  indexes.set(list, index);
  return index;
}

const plain = (text: string) =>
  text === "?"
    ? text
    : text
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim();

/** The code that a cell means, or which codes are allowed and which labels are nearest to what was written. */
export function readChoice(cell: Cell, list: ChoiceList): Reading {
  const text = plain(String(cell));
  const index = indexOf(list);
  const code = index.get(text) ?? index.get(/^(\d)\s+\D/.exec(text)?.[1] ?? "");
  if (code !== undefined) return { value: code };
  const labels = CHOICES[list].flatMap(({ sv, en }) => [sv[0]!, en[0]!]);
  const nearest = nearestNames(String(cell), labels, { atMost: 2, least: 0.4 });
  const suggestions = CHOICES[list].filter(
    ({ sv, en }) => nearest.includes(sv[0]!) || nearest.includes(en[0]!),
  );
  return {
    error: "unknown_value",
    allowed: CHOICES[list].map((one) => one.code),
    suggestions: suggestions.map((one) => one.code),
  };
}

/** How a code of a list is written on screen. */
export function choiceLabel(list: ChoiceList, code: string, language: "sv" | "en"): string {
  return CHOICES[list].find((one) => one.code === code)?.[language][0] ?? code;
}

let countries: Map<string, string> | undefined;

/** Country as two letters (ISO 3166-1), from its code or its Swedish or English name. */
export function readCountry(cell: Cell): Reading {
  countries ??= listCountries();
  const text = plain(String(cell));
  const code = countries.get(text);
  if (code) return { value: code };
  const names = [...countries.keys()].filter((name) => name.length > 3);
  return { error: "not_a_country", suggestions: nearestNames(text, names, { atMost: 2, least: 0.6 }) };
}

function listCountries(): Map<string, string> {
  const found = new Map<string, string>();
  for (const language of ["sv", "en"]) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (let i = 0; i < 676; i++) {
      const code = String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26));
      if (
        /^(AA|Q[M-Z]|X[A-JL-Z]|ZZ|EU|EZ|UN|UK|UX|AC|CP|DG|EA|IC|TA|CQ|SU|AN|CS|DD|FX|NT|TP|YD|YU|ZR|BU|DY|HV|NH|RH|VD)$/.test(
          code,
        )
      )
        continue;
      const name = names.of(code);
      if (!name) continue;
      found.set(plain(name), code);
      found.set(code.toLowerCase(), code);
    }
  }
  for (const [name, code] of [
    ["uk", "GB"],
    ["usa", "US"],
    ["england", "GB"],
    ["holland", "NL"],
  ] as const)
    found.set(name, code);
  return found;
}

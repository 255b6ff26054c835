import { slugOf } from "#db/reference/slugs.ts";
import type { OrganisationContent, UnitContent } from "./types.ts";

/** Municipalities that take part in the demo; key = slug. Facts about them come from the reference data. */
export const demoMunicipalities = [
  "borgholm",
  "morbylanga",
  "kalmar",
  "nybro",
  "oskarshamn",
  "vastervik",
  "torsas",
  "lulea",
  "arjeplog",
  "arvidsjaur",
  "boden",
  "gallivare",
  "haparanda",
  "jokkmokk",
  "kalix",
  "kiruna",
  "pajala",
  "pitea",
  "alvsbyn",
  "overkalix",
  "overtornea",
  "karlsborg",
  "tibro",
  "hjo",
  "skovde",
  "falkoping",
  "tidaholm",
  "sigtuna",
] as const;

/** Organisations of other kinds. The first three are invented; the others exist. */
export const otherOrganisations: readonly OrganisationContent[] = [
  {
    key: "olands-kommunala-fastigheter-ab",
    name: "Ölands kommunala fastigheter AB",
    kind: "municipal_company",
    county_code: "08",
    parent: "borgholm",
    in_reference: false,
  },
  {
    key: "kommunalforbundet-raddning-vid-vattern",
    name: "Kommunalförbundet Räddning vid Vättern",
    kind: "municipal_federation",
    county_code: "14",
    parent: null,
    in_reference: false,
  },
  {
    key: "kustlinjen-system-ab",
    name: "Kustlinjen System AB",
    kind: "supplier",
    county_code: null,
    parent: null,
    in_reference: false,
  },
  {
    key: "sydarkivera",
    name: "Kommunalförbundet Sydarkivera",
    kind: "municipal_federation",
    county_code: null,
    parent: null,
    in_reference: false,
  },
  {
    key: "region-norrbotten",
    name: "Region Norrbotten",
    kind: "region",
    county_code: "25",
    parent: null,
    in_reference: true,
  },
  {
    key: "region-kalmar-lan",
    name: "Region Kalmar län",
    kind: "region",
    county_code: "08",
    parent: null,
    in_reference: true,
  },
];

const ordinaryUnits: readonly UnitContent[] = [
  { key: "ks", name: "Kommunledningskontoret" },
  { key: "it", name: "IT-enheten" },
  { key: "soc", name: "Socialförvaltningen" },
  { key: "bun", name: "Barn- och utbildningsförvaltningen" },
  { key: "sbf", name: "Samhällsbyggnadsförvaltningen" },
  { key: "kof", name: "Kultur- och fritidsförvaltningen" },
];

/** Own names of the administrations where a municipality calls them something else; same keys everywhere. */
const ownUnitNames: Record<string, Partial<Record<string, string>>> = {
  borgholm: {
    it: "IT-avdelningen (gemensam med Mörbylånga)",
    bun: "Utbildningsförvaltningen",
    sbf: "Plan- och byggenheten",
  },
  morbylanga: {
    ks: "Kommunstaben",
    it: "Digitaliseringsfunktionen",
    bun: "Barn och utbildning",
    soc: "Vård och omsorg",
    sbf: "Samhällsbyggnad",
    kof: "Kultur och fritid",
  },
  lulea: {
    ks: "Kommunstyrelseförvaltningen",
    it: "IT-avdelningen",
    soc: "Socialförvaltningen",
    bun: "Utbildningsförvaltningen",
    sbf: "Stadsbyggnadsförvaltningen",
    kof: "Kultur- och fritidsförvaltningen",
  },
  kalmar: { bun: "Utbildningsförvaltningen", soc: "Omsorgsförvaltningen", sbf: "Samhällsbyggnadskontoret" },
  skovde: {
    ks: "Sektor styrning",
    it: "Avdelning IT",
    soc: "Sektor socialtjänst",
    bun: "Sektor barn och utbildning",
  },
  kiruna: { ks: "Kommunledningsförvaltningen", sbf: "Stadsbyggnadsförvaltningen" },
  karlsborg: { it: "IT-funktionen", bun: "Barn- och utbildningsförvaltningen", kof: "Fritid och kultur" },
};

/** Units (förvaltningar) of an organisation, the same six keys in every municipality. */
export function unitsOf(organisation: string): readonly UnitContent[] {
  if (!(demoMunicipalities as readonly string[]).includes(organisation)) {
    return [
      { key: "ks", name: "Kansliet" },
      { key: "it", name: "IT" },
    ];
  }
  const own = ownUnitNames[organisation] ?? {};
  return ordinaryUnits.map((unit) => ({ key: unit.key, name: own[unit.key] ?? unit.name }));
}

/** Host part of invented e-mail addresses; `.invalid` can never receive mail. */
export function mailDomain(organisation: string): string {
  return `${slugOf(organisation)}.demo.invalid`;
}

/** Keys of all organisations that have units, people and usages in the demo. */
export const demoOrganisationKeys: readonly string[] = [
  ...demoMunicipalities,
  "olands-kommunala-fastigheter-ab",
  "kommunalforbundet-raddning-vid-vattern",
  "region-kalmar-lan",
];

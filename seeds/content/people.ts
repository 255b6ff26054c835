import { slugOf } from "#db/reference/slugs.ts";
import { demoMunicipalities, demoOrganisationKeys, mailDomain } from "./organisations.ts";
import { randomFrom } from "./random.ts";
import type { PersonContent } from "./types.ts";

/** Invented people with common names. Nobody here exists; any likeness to a colleague is chance. */
const firstNames =
  "Anna Erik Maria Lars Karin Anders Sara Johan Emma Per Eva Mikael Lena Peter Ingrid Jonas Helena Fredrik Elin Magnus Amina Niklas Sofia Henrik Malin Ali Camilla Stefan Åsa Mattias Fatima Robert Ulrika Daniel Yusuf Josefin".split(
    " ",
  );
const lastNames =
  "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Lindqvist Lindberg Sandström Bergström Lundgren Engström Nyberg Holmgren Wikström Åberg Sundström Forsberg Björk Hedlund Isaksson Norberg Fransson Blom Ekman Hassan Öhman Ström Falk".split(
    " ",
  );

/** Posts every municipality has, with the unit they sit in. The key is how usages name an owner or manager. */
const posts: readonly [key: string, title: string, unit: string][] = [
  ["it_chef", "IT-chef", "it"],
  ["it_drift", "IT-tekniker", "it"],
  ["digitalisering", "Digitaliseringsstrateg", "ks"],
  ["ekonomichef", "Ekonomichef", "ks"],
  ["hr_chef", "HR-chef", "ks"],
  ["kanslichef", "Kanslichef", "ks"],
  ["upphandlare", "Upphandlare", "ks"],
  ["sakerhet", "Informationssäkerhetssamordnare", "ks"],
  ["socialchef", "Förvaltningschef", "soc"],
  ["forvaltare_soc", "Systemförvaltare", "soc"],
  ["skolchef", "Förvaltningschef", "bun"],
  ["forvaltare_bun", "Systemförvaltare", "bun"],
  ["samhallschef", "Förvaltningschef", "sbf"],
  ["gis", "GIS-ingenjör", "sbf"],
  ["kulturchef", "Kultur- och fritidschef", "kof"],
];

/** What a company, a federation and a region have at least. */
const postsOfSmallOnes = ["it_chef", "it_drift", "digitalisering", "kanslichef"];

/** People written by hand because the demo accounts are theirs. */
export const namedPeople: readonly PersonContent[] = [
  person("borgholm", "it_chef", "Anna Lindqvist", "IT-chef", "it"),
  person("borgholm", "forvaltare_soc", "Mikael Öhman", "Systemförvaltare", "soc"),
  person("borgholm", "namndsekreterare", "Karin Fransson", "Nämndsekreterare", "ks"),
  person("borgholm", "it_drift", "Jonas Ekman", "IT-tekniker", "it"),
  person("morbylanga", "digitalisering", "Sara Holmgren", "Digitaliseringsstrateg", "it"),
  person("lulea", "upphandlare", "Henrik Sandström", "Upphandlare", "ks"),
  person("lulea", "enamnd", "Elin Wikström", "Nämndsekreterare", "ks"),
  person("lulea", "it_chef", "Mattias Norberg", "IT-chef", "it"),
  person("karlsborg", "it_chef", "Per Falk", "IT-samordnare", "it"),
  person("sigtuna", "it_chef", "Amina Hassan", "IT-chef", "it"),
];

function person(
  organisation: string,
  post: string,
  name: string,
  title: string,
  unit: string,
): PersonContent {
  const [first, ...rest] = name.split(" ");
  return {
    key: `${organisation}/${post}`,
    organisation,
    name,
    email: `${slugOf(first!)}.${slugOf(rest.join(" "))}@${mailDomain(organisation)}`,
    title,
    unit,
  };
}

/** People of one organisation: the named ones and an invented holder for every other post. */
function peopleOf(organisation: string): PersonContent[] {
  const named = namedPeople.filter((one) => one.organisation === organisation);
  const isMunicipality = (demoMunicipalities as readonly string[]).includes(organisation);
  const wanted = isMunicipality ? posts : posts.filter(([key]) => postsOfSmallOnes.includes(key));
  const taken = new Set(named.map((one) => one.name));
  const random = randomFrom(`people ${organisation}`);
  const invented = wanted
    .filter(([key]) => !named.some((one) => one.key === `${organisation}/${key}`))
    .map(([key, title, unit]) => {
      let name = "";
      do name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
      while (taken.has(name));
      taken.add(name);
      return person(organisation, key, name, title, unit);
    });
  return [...named, ...invented];
}

export const people: readonly PersonContent[] = demoOrganisationKeys.flatMap(peopleOf);

import { likeness } from "../catalogue/names.rules.ts";
import { fieldsOf, type ImportKind } from "./fields.rules.ts";
import { fieldLabel, fieldsText } from "./fields.text.ts";
import { type Cell, columnLetters, FileProblem } from "./file.rules.ts";

/** A column of the file: its place, its letters in the sheet and its cleaned heading ("" when it has none). */
export type Column = { index: number; letters: string; heading: string };

/** What a column is for: a field, or explicitly nothing. Columns that are not decided have no entry. */
export type Use = string | "leave_out";
export const LEAVE_OUT = "leave_out";

/** Decided uses by plain heading, as they are remembered per organisation. */
export type Mapping = Record<string, Use>;

/** A heading as it is compared and shown: one line, straight apostrophes and quotes, single spaces. */
export function cleanHeading(cell: Cell | undefined): string {
  return String(cell ?? "")
    .normalize("NFKC")
    .replace(/[‘’‚‛´`]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The form in which headings are told apart and remembered: capitals do not matter. */
export function plainHeading(heading: string): string {
  return cleanHeading(heading).toLowerCase();
}

/** How a column is named in a mapping: its plain heading, or `#E` where it has none. */
export function columnKey(column: Column): string {
  return column.heading === "" ? `#${column.letters}` : plainHeading(column.heading);
}

/**
 * The columns of a heading row. Empty headings stay as columns without heading; whether they matter depends on
 * their cells.
 * @throws FileProblem `duplicate_headings` with the headings and their columns
 */
export function readHeadings(cells: Cell[]): Column[] {
  const columns = cells.map((cell, index) => ({
    index,
    letters: columnLetters(index),
    heading: cleanHeading(cell),
  }));
  const seen = new Map<string, Column[]>();
  for (const column of columns) {
    if (column.heading === "") continue;
    const key = plainHeading(column.heading);
    seen.set(key, [...(seen.get(key) ?? []), column]);
  }
  const doubled = [...seen.values()].filter((same) => same.length > 1);
  if (doubled.length > 0) {
    const headings = doubled.map(
      (same) => `${same[0]!.heading} (${same.map((one) => one.letters).join(", ")})`,
    );
    throw new FileProblem("duplicate_headings", { headings: headings.join("; ") });
  }
  return columns;
}

const SYNONYMS: Record<ImportKind, Record<string, string>> = {
  systems: {
    own_id:
      "id|system-id|systemid|system id|eget id|objekt-id|objektid|nr|nummer|systemnummer|ci|ci-nummer|referens|identifier|own id|reference|external id",
    product:
      "produkt|produktnamn|programvara|system|systemnamn|systemets namn|namn på system|it-system|applikation|applikationsnamn|program|namn|name|product|product name|application|software|system name",
    supplier:
      "leverantör|leverantörer|systemleverantör|tillverkare|företag|namn för leverantör|leverantörsnamn|supplier|vendor|manufacturer|publisher",
    own_name:
      "eget namn|lokalt namn|kallas|benämning|internt namn|smeknamn|visningsnamn|alias|own name|local name|display name",
    functions:
      "verksamhetsfunktion|verksamhetsfunktioner|funktion|funktioner|funktionsområde|kategori|kategorier|användningsområde|område|function|functions|category|business function|capability",
    lifecycle:
      "livscykel|livscykelstatus|status|systemstatus|fas|livscykelfas|lifecycle|life cycle|phase|state",
    is_hidden: "dold|dolt|dold post|visas inte|hidden|is hidden",
    unit: "ansvarig enhet|enhet|förvaltning|avdelning|nämnd|verksamhet|organisation|ansvarig förvaltning|sektor|kontor|department|unit|business unit",
    note: "anteckning|anteckningar|kommentar|kommentarer|beskrivning|övrigt|notering|noteringar|syfte|note|notes|comment|comments|description",
    product_website:
      "produktens webbplats|webbplats|hemsida|webbadress|url|länk|website|web site|homepage|link",
    product_description: "produktbeskrivning|beskrivning av produkten|product description",
    product_code_basis: "kodbas|licenstyp|öppen källkod|code basis|licence type",
    taken_into_use_on:
      "tagen i bruk|togs i bruk|i bruk från|i drift från|driftsatt|driftsättning|driftstart|startdatum|införd|införandedatum|produktionssatt|taken into use|go-live|go live|start date|in use since",
    phase_out_from_on:
      "avvecklas från|avveckling från|planerad avveckling|avvecklingsstart|phase out from|phase-out date",
    retired_on:
      "avvecklad|avvecklad den|avvecklingsdatum|stängd den|slutdatum system|retired|retired on|end of use",
    planned_replacement:
      "planerad ersättare|ersätts av|ersättare|planerad ersättning|replaced by|planned replacement|successor",
    version_text: "version|versionsnummer|systemversion|release",
    hosting_form: "driftform|drift|driftsform|driftmiljö|driftmodell|hosting|hosting form|deployment",
    host_organisation: "värd|värdkommun|värdorganisation|driftas av|host|host organisation|host municipality",
    operations_supplier: "driftleverantör|driftsleverantör|driftpartner|hosting provider|operations supplier",
    hosting_country: "driftland|land för drift|land|lagringsland|hosting country|country",
    user_count: "antal användare|användare|antal anv|antal anv.|users|user count|number of users",
    user_count_on:
      "antal användare per|användare per|räknat den|antal användare datum|users counted on|user count date",
    term_supplier: "avtalsleverantör|avtalspart|återförsäljare|säljare|contract supplier|reseller",
    term_ends_on:
      "avtalsslut|avtal slut|avtalet slutar|avtal t.o.m.|avtal tom|avtal till|avtalstid till|avtalet upphör|slutdatum|avtalsperiod slut|contract end|contract ends|end date|expires",
    notice_on: "uppsägning senast|sista uppsägningsdag|uppsägningsdatum|säg upp senast|notice date|notice by",
    yearly_minor:
      "årskostnad|kostnad per år|årlig kostnad|kostnad/år|kostnad|pris|årspris|årsavgift|licenskostnad|yearly cost|annual cost|cost per year|cost",
    cost_year: "kostnadsår|år för kostnad|prisår|kostnad avser år|cost year",
    confidentiality: "konfidentialitet|k|k-klass|sekretess|confidentiality",
    integrity: "riktighet|r|r-klass|integrity",
    availability: "tillgänglighet|t|t-klass|availability",
    classified_on:
      "klassad|klassad den|klassningsdatum|informationsklassad|datum för klassning|classified on|classification date",
    personal_data: "personuppgifter|behandlar personuppgifter|innehåller personuppgifter|gdpr|personal data",
    dpa_needed: "pub-avtal behövs|behöver pub-avtal|pub krävs|dpa needed",
    dpa_signed_on:
      "pub-avtal|pub-avtal tecknat|pub-avtal datum|personuppgiftsbiträdesavtal|dpa signed|dpa|data processing agreement",
    dpa_link: "länk till pub-avtal|pub-avtal länk|dpa link",
    joint_controllership: "gemensamt personuppgiftsansvar|joint controllership",
    third_country: "tredje land|tredjeland|tredjelandsöverföring|överföring till tredje land|third country",
    risk_assessed_on: "riskanalys|riskanalys gjord|riskbedömd|riskbedömning|risk assessed|risk assessment",
    risk_next_on: "nästa riskanalys|nästa riskbedömning|next risk assessment",
    dpia_needed: "konsekvensbedömning behövs|dpia behövs|dpia needed",
    dpia_done_on: "konsekvensbedömning|konsekvensbedömning gjord|dpia|dpia gjord|dpia done",
    accessibility_statement_link: "tillgänglighetsredogörelse|accessibility statement",
    contains_ai: "ai|innehåller ai|använder ai|ai-funktioner|contains ai|uses ai",
    is_society_critical: "samhällsviktig|samhällsviktigt|samhällsviktig verksamhet|society critical",
    criticality:
      "kritikalitet|kritiskt|viktighet|prioritet|verksamhetskritisk|verksamhetskritiskt|criticality|importance",
    code_kind: "systemets kodbas|egen kodbas|code kind",
    export_formats: "exportformat|exportformat för data|format för export|export formats|export format",
    has_open_format: "öppet format|öppna format|öppet exportformat|open format|open export format",
    has_api: "api|öppet api|öppet gränssnitt|öppna gränssnitt|gränssnitt|open interface|has api",
    api_link: "api-dokumentation|länk till api|gränssnittets dokumentation|api documentation|api link",
    data_extraction: "uttag av data|datauttag|kan data tas ut|dataexport|data extraction|taking data out",
    lock_in_note: "inlåsning|om inlåsning|inlåsningseffekter|lock-in|lock in",
    system_owner: "systemägare|ägare|objektägare|system owner|owner",
    system_manager:
      "systemförvaltare|förvaltare|systemansvarig|objektförvaltare|kontaktperson|system manager|manager",
    operations_manager:
      "systemdriftsansvarig|driftansvarig|driftsansvarig|teknisk förvaltare|operations manager",
    information_owner: "informationsägare|information owner",
  },
  products: {
    product:
      "produkt|produktnamn|namn|programvara|system|systemnamn|applikation|titel|upphandlingens titel|name|product|product name|application|software|title",
    supplier:
      "leverantör|leverantörsnamn|namn för leverantör|företag|tillverkare|supplier|vendor|supplier name|manufacturer",
    organisation_number:
      "organisationsnummer|org.nr|orgnr|org nr|org.nummer|orgnummer|organisationsnummer för leverantör|leverantörens organisationsnummer|organisation number|company number",
    kind: "typ|produkttyp|sort|kind|type|product type",
    functions:
      "verksamhetsfunktion|verksamhetsfunktioner|funktion|funktioner|kategori|användningsområde|function|functions|category",
    code_basis: "kodbas|licenstyp|öppen källkod|code basis|licence type",
    website: "webbplats|hemsida|webbadress|url|länk|website|homepage|link",
    description: "beskrivning|produktbeskrivning|om produkten|description",
    previous_name: "tidigare namn|hette tidigare|previous name|former name",
    sale_ends_on: "försäljning upphör|säljstopp|end of sale",
    support_ends_on: "support upphör|supportslut|support till|end of support",
    life_ends_on: "livslängd upphör|end of life",
    dates_source: "källa|källa för datum|source",
  },
  contracts: {
    number:
      "avtalsnummer|avtalsnr|avtal nr|avtals-id|avtalsid|diarienummer|dnr|dnr.|diarienr|ärendenummer|kontraktsnummer|anbudsområdes-id|upphandlings-id|id|nr|nummer|contract number|contract id|reference",
    name: "avtalsnamn|avtal|avtalets namn|benämning|titel|rubrik|upphandlingens titel|avser|namn|contract|contract name|title|name",
    supplier:
      "leverantör|leverantörer|leverantörsnamn|namn för leverantör|avtalspart|motpart|företag|supplier|supplier name|vendor|counterparty",
    type: "avtalstyp|typ|contract type|type",
    purchase_form: "anskaffningsform|upphandlingsform|inköpsform|purchase form",
    cpv_code: "cpv|cpv-kod|cpv kod|huvudsaklig cpv-kod|cpv code",
    systems: "system|systemnamn|berörda system|it-system|applikation|gäller system|systems|system names",
    is_hidden: "dold|dolt|sekretess|hidden",
    signed_on: "tecknat|avtal tecknat|tecknat den|undertecknat|avtalsdatum|tecknandedatum|signed|signed on",
    starts_on:
      "startdatum|avtalsstart|avtal från|avtal fr.o.m.|avtal from|gäller från|giltigt från|från|fr.o.m.|from|start|start date|valid from",
    ends_on:
      "slutdatum|avtalsslut|avtal till|avtal t.o.m.|avtal tom|gäller till|giltigt till|avtalet upphör|till|t.o.m.|tom|end|end date|valid to|expires",
    length:
      "avtalstid|avtalslängd|avtalsperiod|löptid|avtalstid inkl. optioner|term|contract length|duration",
    length_months: "avtalstid (mån)|avtalstid i månader|avtalslängd (mån)|antal månader|löptid (mån)|months",
    options:
      "option|optioner|förlängningsoption|förlängningsoptioner|förlängningsmöjlighet|options|extension options",
    option_call: "option avropas senast|avrop av option|optionstid|varseltid option|option notice",
    renewal: "förlängning|automatisk förlängning|förlängs|förlängningsperiod|renewal|auto renewal",
    notice: "uppsägningstid|uppsägning|uppsägningsregel|uppsägningsvillkor|notice|notice period|notice rule",
    binding_until_on: "bindningstid|bundet till|bindningstid till|bunden till|bound until|binding until",
    yearly_minor:
      "årskostnad|kostnad per år|årlig kostnad|kostnad/år|årsavgift|årspris|yearly cost|annual cost|cost per year",
    contract_manager:
      "avtalsansvarig|ansvarig|avtalsägare|kontaktperson|handläggare|contract manager|responsible|contact",
    note: "anteckning|anteckningar|kommentar|kommentarer|övrigt|notering|note|notes|comment",
  },
};

const compact = (text: string) =>
  plainHeading(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Every wording for a field, best first: labels, key, synonyms. */
function wordsFor(kind: ImportKind, key: string): string[] {
  const languages = ["sv", "en"] as const;
  const labels = languages.flatMap((one) => [fieldLabel(kind, key, one), fieldsText[one][kind][key] ?? key]);
  return [...labels, key, key.replaceAll("_", " "), ...(SYNONYMS[kind][key]?.split("|") ?? [])];
}

type Hit = { column: Column; key: string; score: number };

/**
 * Suggested uses for the columns: what was decided earlier for the same heading, then headings that say a field's
 * name or synonym exactly, then the same without punctuation, then nearly so. Each field is suggested once.
 * Columns nobody can guess have no entry: the person decides. With `isExact` nothing is suggested by likeness, because
 * nobody will look at it.
 */
export function suggestMapping(
  kind: ImportKind,
  columns: Column[],
  remembered: Mapping = {},
  { isExact = false } = {},
): Mapping {
  const mapping: Mapping = {};
  const taken = new Set<string>();
  for (const column of columns) {
    const use = remembered[columnKey(column)];
    if (use === undefined || taken.has(use)) continue;
    if (use !== LEAVE_OUT && !fieldsOf(kind).some((field) => field.key === use)) continue;
    mapping[columnKey(column)] = use;
    if (use !== LEAVE_OUT) taken.add(use);
  }
  const open = columns.filter((column) => column.heading !== "" && mapping[columnKey(column)] === undefined);
  const hits = open.flatMap((column) => hitsFor(kind, column)).filter(({ score }) => !isExact || score > 1);
  hits.sort((a, b) => b.score - a.score || a.column.index - b.column.index);
  for (const { column, key } of hits) {
    if (taken.has(key) || mapping[columnKey(column)] !== undefined) continue;
    mapping[columnKey(column)] = key;
    taken.add(key);
  }
  return mapping;
}

function hitsFor(kind: ImportKind, column: Column): Hit[] {
  const heading = plainHeading(column.heading);
  const bare = compact(column.heading);
  return fieldsOf(kind).flatMap(({ key, choices }) => {
    let score = 0;
    // a wrong guess at a field with a list of values is an error in every row
    const least = choices && kind === "contracts" ? 0.85 : 0.7;
    for (const [place, word] of wordsFor(kind, key).entries()) {
      const plain = plainHeading(word);
      const exact = plain === heading ? 3 : compact(word) === bare ? 2 : 0;
      const near = exact || word.length < 4 || bare.length < 4 ? 0 : likeness(word, bare);
      score = Math.max(score, exact > 0 ? exact - place / 1000 : near >= least ? near : 0);
    }
    return score > 0 ? [{ column, key, score }] : [];
  });
}

/** What a mapping still lacks or has too much of before the file can be checked. */
export type MappingProblem =
  | { code: "undecided"; columns: Column[] }
  | { code: "used_twice"; field: string; columns: Column[] }
  | { code: "unknown_field"; field: string }
  | { code: "nothing_mapped" }
  | { code: "no_key" };

/** Checks decided uses against the columns of the file. An empty list means that the file can be checked. */
export function mappingProblems(kind: ImportKind, columns: Column[], mapping: Mapping): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const undecided = columns.filter((column) => mapping[columnKey(column)] === undefined);
  if (undecided.length > 0) problems.push({ code: "undecided", columns: undecided });
  const users = new Map<string, Column[]>();
  for (const column of columns) {
    const use = mapping[columnKey(column)];
    if (use !== undefined && use !== LEAVE_OUT) users.set(use, [...(users.get(use) ?? []), column]);
  }
  for (const [field, same] of users) {
    if (!fieldsOf(kind).some(({ key }) => key === field)) problems.push({ code: "unknown_field", field });
    else if (same.length > 1) problems.push({ code: "used_twice", field, columns: same });
  }
  if (users.size === 0) problems.push({ code: "nothing_mapped" });
  else if (![...KEYS[kind]].some((key) => users.has(key))) problems.push({ code: "no_key" });
  return problems;
}

/** At least one of these must be mapped, or no row can be told from another. */
const KEYS: Record<ImportKind, readonly string[]> = {
  systems: ["own_id", "product"],
  products: ["product", "supplier"],
  contracts: ["number", "name"],
};

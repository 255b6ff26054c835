/**
 * What a municipality usually has: one line per need, how common it is in a small municipality, and the products
 * that meet it with their weights. The generator draws from this table; neighbours in a cooperation lean the same way.
 */
export interface Need {
  /** Share of small municipalities (0–1) that have such a system; large ones nearly always do. */
  common: number;
  /** `product weight` pairs. */
  choices: readonly (readonly [product: string, weight: number])[];
  /** Names people in the house use for it, sometimes written instead of the product's. */
  own_names: readonly string[];
}

const lines: readonly (readonly [common: number, choices: string, ...own_names: string[]])[] = [
  [0.9, "stratsys 5, hypergene 4", "Ledningssystemet", "Verksamhetsstyrning"],
  [0.4, "power_bi 5, qlik_sense 3, hypergene 1", "Beslutsstöd"],
  [0.6, "troman 1", "Förtroendemannaregistret"],
  [0.7, "netpublicator 5, meetings_plus 3", "Läsplattor för politiker", "Digitala möten"],
  [0.6, "dfrespons 1", "Synpunktshantering", "Avvikelser"],
  [0.12, "antura 1"],
  [1, "raindance 5, visma_control 4, unit4_erp 3", "Ekonomisystemet"],
  [0.5, "raindance_eshop 3, visma_proceedo 4", "E-handel"],
  [0.8, "tendsign 1", "Upphandlingsverktyget"],
  [0.4, "tendsign_contracts 1", "Avtalsdatabasen"],
  [0.4, "inyett 1", "Betalkontroll"],
  [1, "heroma 4, personec_p 5, hr_plus 2", "Lönesystemet", "HR-systemet"],
  [0.8, "medvind 3, timecare_planering 5", "Bemanning", "Schemaläggning vård"],
  [0.4, "timecare_pool 1", "Vikariepoolen"],
  [0.9, "varbi 4, visma_recruit 3", "Rekryteringsverktyget"],
  [0.7, "kia 1", "Tillbud och olycksfall"],
  [0.5, "adato 1", "Rehabstöd"],
  [0.4, "luvit 1", "Utbildningsportalen"],
  [0.15, "winningtemp 1", "Temperaturmätning"],
  [1, "treserva 4, lifecare 5, procapita_voo 2, viva 3, combine 2", "Verksamhetssystem socialtjänst"],
  [0.5, "treserva_ifo 3, lifecare 2, combine 2, magna_cura 1", "IFO-systemet"],
  [0.6, "tes 3, lifecare_planning 4, treserva_mobile 3", "Planering hemtjänst"],
  [0.6, "phoniro_care 1", "Nyckelfri hemtjänst"],
  [0.8, "appva 4, alfa_ecare 3", "Digital signering"],
  [0.7, "tunstall_response 1", "Trygghetslarm"],
  [0.9, "npo 1", "NPÖ"],
  [0.7, "pascal 1"],
  [0.6, "lifecare_sp 4, cosmic_link 3", "Samordnad vårdplanering"],
  [0.4, "senior_alert 1"],
  [0.6, "mashie 4, matilda 4", "Kostsystemet"],
  [0.5, "ssbtek 1", "SSBTEK"],
  [0.5, "provisum 3, warna 4", "Överförmyndarsystemet"],
  [0.25, "accorda 1", "Arbetsmarknad"],
  [1, "ist_administration 5, edlevo 4, dexter 1", "Elevregistret"],
  [0.7, "ist_preschool 5, edlevo 3", "Förskola och fritids", "Kö och placering"],
  [0.9, "unikum 4, vklass 3, schoolsoft 2", "Lärplattformen"],
  [0.5, "google_workspace 1", "Google i skolan"],
  [0.8, "skola24 5, dexter 1", "Frånvaro och schema"],
  [0.8, "prorenata 5, pmo 3", "Elevhälsans journal"],
  [0.5, "skolon 1"],
  [0.7, "inlasning 1", "Talböcker och inläst"],
  [0.3, "ne_skola 1"],
  [0.3, "digiexam 1", "Digitala prov"],
  [0.35, "optiplan 3, skolskjutsportalen 1", "Skolskjuts"],
  [0.95, "book_it 4, quria 4, koha 2", "Bibliotekssystemet"],
  [0.85, "interbook_go 5, fri 4", "Bokningen", "Lokalbokning"],
  [0.5, "studyalong 3, speedadmin 3", "Kulturskolan"],
  [0.15, "tickster 1", "Biljetter"],
  [0.95, "byggr 5, edp_vision 2, castor 1", "Bygglov"],
  [0.9, "ecos 5, edp_vision 3", "Miljösystemet"],
  [0.5, "alkt 1", "Serveringstillstånd"],
  [0.7, "arcgis 4, geosecma 4, qgis 2", "Kommunkartan", "GIS"],
  [0.35, "qgis 1, origo 1, arcgis_online 1", "Webbkartan"],
  [0.35, "fme 1"],
  [0.6, "topocad 4, autocad 2, novapoint 1", "Mätning"],
  [0.8, "metria_fastighet 4, kubx 2", "Fastighetsregistret"],
  [0.7, "incit_xpand 4, vitec_hyra 3, dedu 2", "Fastighetssystemet", "Hyressystemet"],
  [0.5, "infracontrol 5, kustlinjen_felanmalan 1", "Felanmälan"],
  [0.3, "energiuppfoljning 1", "Energiuppföljning"],
  [0.4, "daedalos 1", "Räddningstjänsten"],
  [0.6, "rakel 1"],
  [0.4, "wis 1"],
  [0.7, "rco_mfive 1", "Passersystemet"],
  [0.3, "milestone 1", "Kameror"],
  [0.7, "edp_future 1", "VA- och renhållningskunder"],
  [0.35, "vabas 1, geosecma 1", "Ledningskartan"],
  [0.5, "cactus_uniview 1", "Driftövervakning VA"],
  [0.4, "abax 1", "Körjournaler"],
  [0.9, "open_eplatform 6, abou 4", "E-tjänster", "Mina sidor"],
  [0.4, "artvise 5, dynamics_365 1", "Kontaktcenter", "Kundtjänst"],
  [1, "sitevision 6, optimizely_cms 2, wordpress 1", "Webbplatsen", "Intranätet"],
  [0.3, "siteimprove 1"],
  [0.5, "esmaker 3, paloma 2, ungapped 2", "Nyhetsbrev och enkäter"],
  [0.4, "kivra 1", "Digital post"],
  [0.3, "comfact_signature 1", "E-underskrift"],
  [1, "platina 3, w3d3 3, ciceron 4, public_360 2, lex 2", "Diariet", "Ärendehantering"],
  [0.5, "iipax_archive 3, long_term_archive 2, comprima 2, sydarkivera 2", "E-arkiv"],
  [0.4, "visual_arkiv 3, klara_arkiv 2", "Arkivförteckningen"],
  [0.9, "vsphere 5, vsphere_seven 1", "Virtualisering"],
  [0.5, "windows_server 6, windows_server_old 1"],
  [0.7, "fortigate 4, meraki 1", "Brandvägg"],
  [0.6, "cisco_catalyst 2, meraki 1", "Nätverk"],
  [0.7, "veeam 1", "Backup"],
  [0.6, "sql_server 5, postgresql 1", "Databaser"],
  [0.15, "biztalk 1", "Integrationsplattformen"],
  [0.8, "topdesk 3, nilex 3, easit_go 3", "Ärenden IT", "Servicedesk"],
  [0.5, "zabbix 2, prtg 3, graylog 1", "Övervakning"],
  [0.6, "intune 5, config_manager 3", "Klienthantering"],
  [0.6, "papercut 1", "Utskrift"],
  [0.7, "defender 4, withsecure 3", "Virusskydd"],
  [0.8, "active_directory 1", "AD"],
  [0.7, "entra_id 1"],
  [0.3, "mim 1", "Kontohantering"],
  [0.5, "phenixid 4, keycloak 1", "Inloggning"],
  [0.5, "siths 3, freja 2", "E-legitimation i tjänsten"],
  [0.4, "hsa 1"],
  [1, "microsoft_365 1", "Office och e-post"],
  [0.35, "teams 1"],
  [0.15, "exchange_server 1", "E-postserver"],
  [0.2, "nextcloud 1, sharepoint 1", "Fildelning"],
  [0.1, "jitsi 1", "Öppna videomöten"],
  [0.3, "adobe_acrobat 2, libreoffice 1"],
  [0.9, "trio 3, touchpoint 4, ciscocm 1", "Växeln", "Telefoni"],
];

export const needs: readonly Need[] = lines.map(([common, choices, ...own_names]) => ({
  common,
  own_names,
  choices: choices.split(", ").map((choice) => {
    const [product, weight] = choice.split(" ");
    return [product!, Number(weight)] as const;
  }),
}));

/** Products that cooperation partners have in common more often than chance; weight times six. */
const leanings: Record<string, string> = {
  kalmar: "treserva heroma raindance platina ist_administration sydarkivera byggr",
  nybro: "treserva personec_p visma_control ciceron sydarkivera",
  oskarshamn: "lifecare raindance heroma w3d3 sydarkivera",
  norrbotten: "lifecare personec_p raindance ciceron ist_administration abou quria iipax_archive trio",
  skaraborg: "treserva heroma raindance platina ist_administration open_eplatform kustlinjen_felanmalan dedu",
};

const norrbotten = new Set(
  "lulea arjeplog arvidsjaur boden gallivare haparanda jokkmokk kalix kiruna pajala pitea alvsbyn overkalix overtornea".split(
    " ",
  ),
);
const skaraborg = new Set("karlsborg tibro hjo skovde falkoping tidaholm".split(" "));

/** The products a municipality leans towards. */
export function leaningOf(tenant: string): ReadonlySet<string> {
  const group = norrbotten.has(tenant) ? "norrbotten" : skaraborg.has(tenant) ? "skaraborg" : tenant;
  return new Set((leanings[group] ?? "").split(" "));
}

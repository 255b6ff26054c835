import type { SupplierContent } from "./types.ts";

type Row = readonly [key: string, name: string, website: string | null, ...aliases: string[]];

/**
 * Real companies and public bodies known for municipal systems, named as facts. Organisation numbers are left out
 * on purpose: an invented one would be wrong and a remembered one could be.
 */
const rows: readonly Row[] = [
  ["advania", "Advania Sverige AB", "https://www.advania.se", "Advania"],
  ["atea", "Atea Sverige AB", "https://www.atea.se", "Atea"],
  ["iver", "Iver Sverige AB", "https://www.iver.com", "Iver"],
  ["adtollo", "Adtollo AB", "https://www.adtollo.se"],
  ["alfa_ecare", "Alfa eCare AB", "https://www.alfaecare.se", "Alfa e-Care"],
  ["artvise", "Artvise AB", "https://www.artvise.se"],
  ["autodesk", "Autodesk AB", "https://www.autodesk.com"],
  ["axiell", "Axiell Sverige AB", "https://www.axiell.com", "Axiell"],
  ["broadcom", "Broadcom Inc.", "https://www.broadcom.com", "VMware"],
  ["cactus", "Cactus Utilities AB", null, "Cactus"],
  ["cambio", "Cambio Healthcare Systems AB", "https://www.cambio.se", "Cambio"],
  ["cgi", "CGI Sverige AB", "https://www.cgi.com", "CGI", "Logica Sverige"],
  ["cisco", "Cisco Systems", "https://www.cisco.com", "Cisco"],
  ["comprima", "Comprima AB", "https://www.comprima.se"],
  ["edp", "EDP Consult AB", "https://www.edpconsult.se", "EDP"],
  ["enghouse", "Enghouse Interactive AB", null, "Enghouse", "Trio Enterprise AB"],
  ["esri", "Esri Sverige AB", "https://www.esri.se", "Esri"],
  ["formpipe", "Formpipe Software AB", "https://www.formpipe.com", "Formpipe"],
  ["fortinet", "Fortinet", "https://www.fortinet.com"],
  ["fujitsu", "Fujitsu Sweden AB", "https://www.fujitsu.com", "Fujitsu"],
  ["grade", "Grade AB", "https://www.grade.com"],
  ["hypergene", "Hypergene AB", "https://www.hypergene.se"],
  ["ida_infront", "Ida Infront AB", "https://www.idainfront.se", "Ida Infront"],
  ["incit", "Incit AB", "https://www.incit.se"],
  ["inera", "Inera AB", "https://www.inera.se"],
  ["infracontrol", "Infracontrol AB", "https://www.infracontrol.com"],
  ["inyett", "Inyett AB", "https://www.inyett.se"],
  ["ist", "IST Sverige AB", "https://www.ist.com", "IST"],
  ["kivra", "Kivra AB", "https://www.kivra.se"],
  ["mashie", "Matilda FoodTech AB", null, "Mashie"],
  ["mercell", "Mercell Sverige AB", "https://www.mercell.com", "Mercell"],
  ["metria", "Metria AB", "https://www.metria.se"],
  ["mcf", "Myndigheten för civilt försvar", null, "MSB", "Myndigheten för samhällsskydd och beredskap"],
  ["microsoft", "Microsoft AB", "https://www.microsoft.com", "Microsoft", "Microsoft Sverige"],
  ["milestone", "Milestone Systems A/S", "https://www.milestonesys.com"],
  ["netpublicator", "Netpublicator AB", "https://www.netpublicator.com"],
  ["nilex", "Nilex AB", "https://www.nilex.com"],
  ["nordic_peak", "Nordic Peak AB", "https://www.nordicpeak.com"],
  ["phoniro", "Phoniro AB", "https://www.phoniro.com"],
  ["prorenata", "ProReNata AB", "https://www.prorenata.se"],
  ["pulsen", "Pulsen Omsorg AB", "https://www.pulsen.se", "Pulsen"],
  ["rco", "RCO Security AB", "https://www.rco.se", "RCO"],
  ["rldatix", "RLDatix AB", "https://www.rldatix.com", "Allocate Software", "Time Care"],
  ["schoolsoft", "SchoolSoft AB", "https://www.schoolsoft.se"],
  ["sitevision", "Sitevision AB", "https://www.sitevision.se"],
  ["skolon", "Skolon AB", "https://www.skolon.com"],
  ["sokigo", "Sokigo AB", "https://www.sokigo.com", "Sokigo", "Tekis", "S-GROUP Solutions"],
  ["stratsys", "Stratsys AB", "https://www.stratsys.com"],
  ["sydarkivera", "Sydarkivera", "https://www.sydarkivera.se", "Kommunalförbundet Sydarkivera"],
  ["tietoevry", "Tietoevry Sweden AB", "https://www.tietoevry.com", "Tieto", "TietoEVRY", "EVRY"],
  ["topdesk", "TOPdesk Sweden AB", "https://www.topdesk.com"],
  ["trimble", "Trimble Solutions Sweden AB", "https://www.trimble.com", "Trimble"],
  ["tunstall", "Tunstall AB", "https://www.tunstall.se"],
  ["unikum", "Unikum", "https://www.unikum.net", "Unikum Unlimited"],
  ["unit4", "Unit4 AB", "https://www.unit4.com", "Agresso"],
  ["veeam", "Veeam Software", "https://www.veeam.com"],
  ["visma", "Visma AB", "https://www.visma.se", "Visma", "Visma Enterprise"],
  ["vitec", "Vitec Software Group AB", "https://www.vitecsoftware.com", "Vitec"],
  ["skola24", "Skola24 AB", "https://www.skola24.com", "Nova Software", "Visma Skola24"],
  ["google", "Google", "https://edu.google.com", "Google for Education"],
  ["freja", "Freja eID Group AB", "https://www.frejaeid.com", "Verisec"],
  ["phenixid", "PhenixID AB", "https://www.phenixid.se"],
  ["papercut", "PaperCut Software", "https://www.papercut.com"],
  ["afa", "Afa Försäkring", "https://www.afaforsakring.se", "AFA"],
  ["telia", "Telia Sverige AB", "https://www.telia.se", "Telia", "Telia Company"],
  ["safe_software", "Safe Software Inc.", "https://www.safe.com"],
];

/** Invented, so that the demo's supplier account speaks for no real company. */
const invented: Row = ["kustlinjen", "Kustlinjen System AB", null, "Kustlinjen"];

const concepts: readonly SupplierContent[] = [
  concept("pulsen_combine", "Pulsen Combine", "skovde"),
  concept("cgi_logica", "CGI (fd Logica)", "pitea"),
];

function concept(key: string, name: string, created_by: string): SupplierContent {
  return { key, name, aliases: [], website: null, state: "concept", created_by, organisation: null };
}

export const suppliers: readonly SupplierContent[] = [
  ...[...rows, invented].map(
    ([key, name, website, ...aliases]): SupplierContent => ({
      key,
      name,
      aliases,
      website,
      state: "approved",
      created_by: null,
      organisation: key === "kustlinjen" ? "kustlinjen-system-ab" : null,
    }),
  ),
  ...concepts,
];

import { concept, product } from "./product-row.ts";
import type { ProductContent } from "./types.ts";

/** Management, finance, HR, citizen contact, records. */
export const administrationProducts: readonly ProductContent[] = [
  // Management and governance
  product("stratsys", "Stratsys", "stratsys", "planning_follow_up quality_deviations", {
    kind: "platform",
    aliases: ["Stratsys verksamhetsstyrning", "Stratsys-plattformen"],
  }),
  product("hypergene", "Hypergene", "hypergene", "planning_follow_up decision_support", {
    aliases: ["Hypergene Budget", "Hypergene BI"],
  }),
  product("power_bi", "Power BI", "microsoft", "decision_support", {
    kind: "service",
    aliases: ["Microsoft Power BI", "PowerBI"],
  }),
  product("qlik_sense", "Qlik Sense", null, "decision_support", { aliases: ["Qlik", "QlikView"] }),
  product("troman", "Troman", null, "political_meetings", { aliases: ["Troman förtroendemannaregister"] }),
  product("netpublicator", "Netpublicator", "netpublicator", "political_meetings", {
    kind: "service",
    aliases: ["Netpublicator Apps", "NetPublicator Dokument"],
  }),
  product("meetings_plus", "Meetings Plus", "formpipe", "political_meetings", {
    aliases: ["MeetingPlus", "Meetings+"],
  }),
  product("dfrespons", "DF Respons", null, "quality_deviations", {
    aliases: ["DF RESPONS"],
  }),
  product("antura", "Antura Projects", null, "project_portfolio", { aliases: ["Antura"] }),

  // Finance and purchasing
  product("raindance", "Raindance", "cgi", "accounting invoicing assets", {
    aliases: ["CGI Raindance", "Raindance Portalen"],
  }),
  product("raindance_eshop", "Raindance Marknadsplats", "cgi", "purchasing", {
    kind: "module",
    parent: "raindance",
    aliases: ["Raindance MPL"],
  }),
  product("visma_control", "Visma Control", "visma", "accounting invoicing", {
    aliases: ["Control", "Visma Economy Control"],
    sale_ends_on: "2023-12-31",
    dates_source: "Besked från leverantören (påhittat för demon)",
  }),
  product("unit4_erp", "Unit4 ERP", "unit4", "accounting invoicing assets", {
    previous_name: "Agresso Business World",
    aliases: ["Agresso", "Unit4 Business World", "UBW"],
  }),
  product("visma_proceedo", "Visma Proceedo", "visma", "purchasing", {
    kind: "service",
    aliases: ["Proceedo"],
  }),
  product("tendsign", "TendSign", "mercell", "procurement_contracts", {
    kind: "service",
    previous_name: "Visma TendSign",
    aliases: ["Mercell TendSign", "Visma Opic TendSign"],
  }),
  product("tendsign_contracts", "TendSign Avtal", "mercell", "procurement_contracts", {
    kind: "module",
    parent: "tendsign",
    aliases: ["TendSign avtalskatalog"],
  }),
  product("inyett", "Inyett Detect", "inyett", "payment_control", { kind: "service", aliases: ["Inyett"] }),

  // HR and payroll
  product("heroma", "Heroma", "cgi", "payroll", { aliases: ["CGI Heroma", "HRM Heroma"] }),
  product("personec_p", "Personec P", "visma", "payroll", {
    aliases: ["Visma Personec P", "Personec"],
    sale_ends_on: "2024-06-30",
    dates_source: "Besked från leverantören (påhittat för demon)",
  }),
  product("hr_plus", "HR+", "visma", "payroll", { aliases: ["Visma HR Plus", "HR Plus"] }),
  product("medvind", "Medvind", "visma", "scheduling", { aliases: ["Visma Medvind", "Aditro Medvind"] }),
  product("timecare_planering", "Time Care Planering", "rldatix", "scheduling", {
    aliases: ["TimeCare Planering", "Time Care"],
  }),
  product("timecare_pool", "Time Care Pool", "rldatix", "scheduling", {
    kind: "module",
    parent: "timecare_planering",
    aliases: ["TimeCare Pool"],
  }),
  product("varbi", "Varbi", "grade", "recruitment", {
    kind: "service",
    aliases: ["Varbi Recruit", "Varbi AB"],
  }),
  product("visma_recruit", "Visma Recruit", "visma", "recruitment", {
    kind: "service",
    previous_name: "Offentliga Jobb",
  }),
  product("kia", "KIA", "afa", "rehabilitation_work_environment", {
    kind: "service",
    aliases: ["IA-systemet", "KIA – Kommunernas informationssystem om arbetsmiljö"],
  }),
  product("adato", "Adato", null, "rehabilitation_work_environment", {
    kind: "service",
    aliases: ["Adato Rehab"],
  }),
  product("luvit", "Luvit", "grade", "learning", {
    kind: "service",
    aliases: ["Grade Luvit", "Luvit Education Center"],
  }),
  product("winningtemp", "Winningtemp", null, "rehabilitation_work_environment", { kind: "service" }),

  // Citizen services
  product("open_eplatform", "Open ePlatform", "nordic_peak", "e_services", {
    kind: "platform",
    code_basis: "open_source",
    aliases: ["OeP", "Open E-plattform", "Öppna e-plattformen"],
  }),
  product("abou", "Abou", null, "e_services", { kind: "platform", aliases: ["ABOU e-tjänster"] }),
  product("artvise", "Artvise Kundtjänst", "artvise", "contact_centre", {
    kind: "service",
    aliases: ["Artvise", "Artvise Contact Center", "Artvise Ärende"],
  }),
  product("dynamics_365", "Dynamics 365 Customer Service", "microsoft", "contact_centre", {
    kind: "service",
    aliases: ["Dynamics CRM"],
  }),
  product("sitevision", "Sitevision", "sitevision", "website", {
    kind: "platform",
    aliases: ["SiteVision CMS", "Sitevision Intranät"],
  }),
  product("optimizely_cms", "Optimizely CMS", null, "website", {
    kind: "platform",
    previous_name: "EPiServer CMS",
    aliases: ["EPiServer", "Episerver"],
  }),
  product("wordpress", "WordPress", null, "website", { kind: "platform", code_basis: "open_source" }),
  product("siteimprove", "Siteimprove", null, "website", { kind: "service" }),
  product("esmaker", "Esmaker", null, "surveys_newsletters", { kind: "service", aliases: ["EsMaker NX3"] }),
  product("ungapped", "Ungapped", null, "surveys_newsletters", { kind: "service" }),
  product("paloma", "Paloma", null, "surveys_newsletters", { kind: "service" }),
  product("kivra", "Kivra", "kivra", "digital_mail", { kind: "service", aliases: ["Kivra avsändare"] }),
  product("comfact_signature", "Comfact Signature", null, "digital_mail", {
    kind: "service",
    aliases: ["Comfact e-underskrift"],
  }),

  // Records and archive
  product("platina", "Platina", "formpipe", "records_management", { aliases: ["Formpipe Platina"] }),
  product("w3d3", "W3D3", "formpipe", "records_management", {
    aliases: ["Formpipe W3D3", "W3D3 dokument- och ärendehantering"],
    support_ends_on: "2027-12-31",
    dates_source: "Besked från leverantören (påhittat för demon)",
  }),
  product("ciceron", "Ciceron", "visma", "records_management", {
    aliases: ["Visma Ciceron", "Ciceron DoÄ", "Ciceron Assistent"],
  }),
  product("public_360", "Public 360°", "tietoevry", "records_management", {
    aliases: ["360", "Public 360", "Tietoevry 360"],
  }),
  product("lex", "LEX", "formpipe", "records_management", {
    aliases: ["LEX2", "LEX Diarium"],
    support_ends_on: "2025-06-30",
    life_ends_on: "2026-12-31",
    dates_source: "Besked från leverantören (påhittat för demon)",
  }),
  product("iipax_archive", "iipax archive", "ida_infront", "digital_archive", {
    aliases: ["iipax e-arkiv", "iipax", "Ida Infront e-arkiv"],
  }),
  product("long_term_archive", "Formpipe Long-Term Archive", "formpipe", "digital_archive", {
    aliases: ["LTA", "Long Term Archive"],
  }),
  product("comprima", "Comprima Arkiv", "comprima", "digital_archive historical_archive", {
    aliases: ["Comprima", "Comprima bildarkiv"],
  }),
  product("sydarkivera", "Sydarkivera e-arkiv", "sydarkivera", "digital_archive", {
    kind: "service",
    code_basis: null,
  }),
  product("visual_arkiv", "Visual Arkiv", null, "historical_archive", {
    aliases: ["Visual Archive"],
    support_ends_on: "2024-12-31",
    dates_source: "Besked från leverantören (påhittat för demon)",
  }),
  product("klara_arkiv", "Klara arkivförteckning", null, "historical_archive", { aliases: ["Klara"] }),
  concept("nybro", "open_e_plattform", "Open e-plattform", null, "e_services"),
  concept("pitea", "cgi_raindance_ny", "Raindance (CGI)", "cgi_logica", "accounting"),
];

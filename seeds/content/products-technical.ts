import { concept, product } from "./product-row.ts";
import type { ProductContent } from "./types.ts";

/** Planning, environment, rescue, utilities, infrastructure, identity, collaboration. */
export const technicalProducts: readonly ProductContent[] = [
  // Community planning and GIS
  product("byggr", "ByggR", "sokigo", "building_permits", { aliases: ["Bygg-R", "Sokigo ByggR"] }),
  product("castor", "Castor", "sokigo", "building_permits", {
    support_ends_on: "2024-12-31",
    dates_source: "Besked från leverantören (påhittat för demon)",
    aliases: ["Castor bygglov"],
  }),
  product("arcgis", "ArcGIS Enterprise", "esri", "gis", {
    kind: "platform",
    aliases: ["ArcGIS", "ArcGIS Server", "Esri ArcGIS"],
  }),
  product("arcgis_online", "ArcGIS Online", "esri", "gis", { kind: "service", aliases: ["AGOL"] }),
  product("geosecma", "GEOSECMA", "sokigo", "gis water_network", {
    aliases: ["Geosecma for ArcGIS", "GEOSECMA VA"],
  }),
  product("qgis", "QGIS", null, "gis", { code_basis: "open_source", aliases: ["Quantum GIS"] }),
  product("geoserver", "GeoServer", null, "gis", { kind: "infrastructure", code_basis: "open_source" }),
  product("origo", "Origo", null, "gis", {
    code_basis: "open_source",
    aliases: ["Origo Map", "Origo kartklient"],
  }),
  product("fme", "FME Form", "safe_software", "gis databases_integration", {
    previous_name: "FME Desktop",
    aliases: ["FME", "FME Flow"],
  }),
  product("topocad", "Topocad", "adtollo", "surveying_cad", { aliases: ["TopoCad"] }),
  product("novapoint", "Novapoint", "trimble", "surveying_cad", { aliases: ["Trimble Novapoint"] }),
  product("autocad", "AutoCAD", "autodesk", "surveying_cad", {
    aliases: ["Autodesk AutoCAD", "AutoCAD Map 3D"],
  }),
  product("metria_fastighet", "Metria FastighetSök", "metria", "property_information", {
    kind: "service",
    aliases: ["FastighetSök", "Fastighetssök"],
  }),
  product("kubx", "KubX", "sokigo", "property_information", { aliases: ["KUBX"] }),
  product("incit_xpand", "Incit Xpand", "incit", "property_management", {
    aliases: ["Xpand", "INCIT Xpand 4.5"],
  }),
  product("vitec_hyra", "Vitec Hyra", "vitec", "property_management", { aliases: ["Vitec 3L", "Hyra"] }),
  product("dedu", "DeDU", null, "property_management energy_follow_up", {
    aliases: ["DeDu drift och underhåll"],
  }),
  product("infracontrol", "Infracontrol Online", "infracontrol", "streets_parks", {
    kind: "service",
    aliases: ["Infracontrol", "Felanmälan Infracontrol"],
  }),
  // invented, like its supplier
  product("kustlinjen_felanmalan", "Kustlinjen Felanmälan", "kustlinjen", "streets_parks e_services", {
    kind: "service",
    aliases: ["Kustlinjen"],
  }),

  // Environment
  product("ecos", "Ecos 2", "sokigo", "environmental_supervision", { aliases: ["Ecos", "ECOS II", "Ecos2"] }),
  product("edp_vision", "EDP Vision", "edp", "environmental_supervision building_permits", {
    aliases: ["Vision miljö", "EDP Vision Bygg & Miljö"],
  }),
  product("alkt", "AlkT", "sokigo", "alcohol_permits", { aliases: ["Alk-T"] }),
  product("energiuppfoljning", "Vitec Energi", "vitec", "energy_follow_up", {
    aliases: ["Vitec Energiuppföljning"],
  }),

  // Rescue and security
  product("daedalos", "Daedalos", null, "rescue_services", { aliases: ["Daedalos räddningstjänst"] }),
  product("rakel", "Rakel", "mcf", "crisis_management", {
    kind: "service",
    code_basis: null,
    aliases: ["Rakel-abonnemang"],
  }),
  product("wis", "WIS", "mcf", "crisis_management", {
    kind: "service",
    code_basis: null,
    aliases: ["Webbaserat informationssystem WIS"],
  }),
  product("rco_mfive", "RCO M5", "rco", "access_control", { aliases: ["R-CARD M5", "RCO R-CARD"] }),
  product("milestone", "XProtect", "milestone", "video_surveillance", { aliases: ["Milestone XProtect"] }),

  // Utilities
  product("edp_future", "EDP Future", "edp", "water_customers", { aliases: ["Future", "EDP Future VA"] }),
  product("cactus_uniview", "Cactus Uniview", "cactus", "process_control", {
    aliases: ["Uniview", "Uni-View"],
  }),
  product("vabas", "VABAS", null, "water_network", { aliases: ["Vabas Duf"] }),
  product("abax", "ABAX Körjournal", null, "fleet", { kind: "service", aliases: ["Abax", "ABAX Triplog"] }),

  // IT infrastructure
  product("vsphere", "VMware vSphere", "broadcom", "servers_virtualisation", {
    kind: "infrastructure",
    aliases: ["vSphere", "VMware ESXi", "vSphere 8"],
  }),
  product("vsphere_seven", "VMware vSphere 7", "broadcom", "servers_virtualisation", {
    kind: "infrastructure",
    aliases: ["ESXi 7"],
    support_ends_on: "2025-10-02",
    dates_source: "Tillverkarens livscykellista",
  }),
  product("windows_server", "Windows Server 2022", "microsoft", "servers_virtualisation", {
    kind: "infrastructure",
    aliases: ["Windows Server"],
    support_ends_on: "2031-10-14",
    dates_source: "Tillverkarens livscykellista",
  }),
  product("windows_server_old", "Windows Server 2012 R2", "microsoft", "servers_virtualisation", {
    kind: "infrastructure",
    support_ends_on: "2023-10-10",
    dates_source: "Tillverkarens livscykellista",
  }),
  product("fortigate", "FortiGate", "fortinet", "networks_firewalls", {
    kind: "infrastructure",
    aliases: ["Fortinet brandvägg"],
  }),
  product("cisco_catalyst", "Cisco Catalyst", "cisco", "networks_firewalls", {
    kind: "infrastructure",
    aliases: ["Cisco switchar"],
  }),
  product("meraki", "Cisco Meraki", "cisco", "networks_firewalls", { kind: "service", aliases: ["Meraki"] }),
  product("veeam", "Veeam Backup & Replication", "veeam", "backup", {
    kind: "infrastructure",
    aliases: ["Veeam"],
  }),
  product("sql_server", "SQL Server", "microsoft", "databases_integration", {
    kind: "infrastructure",
    aliases: ["Microsoft SQL Server", "MSSQL", "SQL Server 2019"],
  }),
  product("postgresql", "PostgreSQL", null, "databases_integration", {
    kind: "infrastructure",
    code_basis: "open_source",
    aliases: ["Postgres"],
  }),
  product("biztalk", "BizTalk Server 2020", "microsoft", "databases_integration", {
    kind: "platform",
    support_ends_on: "2028-04-11",
    dates_source: "Tillverkarens livscykellista",
  }),
  product("topdesk", "TOPdesk", "topdesk", "service_desk", { kind: "service", aliases: ["TopDesk"] }),
  product("nilex", "Nilex Service Platform", "nilex", "service_desk", {
    aliases: ["Nilex", "NSP", "Nilex HelpDesk"],
  }),
  product("easit_go", "Easit GO", null, "service_desk", { aliases: ["Easit"] }),
  product("zabbix", "Zabbix", null, "monitoring", { kind: "infrastructure", code_basis: "open_source" }),
  product("prtg", "PRTG Network Monitor", null, "monitoring", { kind: "infrastructure", aliases: ["PRTG"] }),
  product("graylog", "Graylog", null, "monitoring", { kind: "infrastructure", code_basis: null }),
  product("intune", "Microsoft Intune", "microsoft", "client_management", {
    kind: "service",
    aliases: ["Intune", "Endpoint Manager"],
  }),
  product("config_manager", "Configuration Manager", "microsoft", "client_management", {
    kind: "infrastructure",
    aliases: ["SCCM", "MECM", "ConfigMgr"],
  }),
  product("papercut", "PaperCut MF", "papercut", "client_management", {
    aliases: ["PaperCut", "Follow-me print"],
  }),
  product("defender", "Microsoft Defender for Endpoint", "microsoft", "endpoint_protection", {
    kind: "service",
    aliases: ["Defender"],
  }),
  product("withsecure", "WithSecure Elements", null, "endpoint_protection", {
    kind: "service",
    previous_name: "F-Secure PSB",
    aliases: ["F-Secure"],
  }),

  // Identity
  product("active_directory", "Active Directory", "microsoft", "directory", {
    kind: "infrastructure",
    aliases: ["AD", "Microsoft AD DS"],
  }),
  product("entra_id", "Microsoft Entra ID", "microsoft", "directory", {
    kind: "service",
    previous_name: "Azure Active Directory",
    aliases: ["Azure AD", "Entra"],
  }),
  product("mim", "Microsoft Identity Manager", "microsoft", "directory", {
    kind: "infrastructure",
    aliases: ["MIM 2016", "FIM"],
    support_ends_on: "2029-01-09",
    dates_source: "Tillverkarens livscykellista",
  }),
  product("phenixid", "PhenixID Authentication Services", "phenixid", "e_identification", {
    kind: "infrastructure",
    aliases: ["PhenixID", "PAS"],
  }),
  product("freja", "Freja", "freja", "e_identification", {
    kind: "service",
    previous_name: "Freja eID",
    aliases: ["Freja OrgID", "Freja eID Plus"],
  }),
  product("siths", "SITHS", "inera", "e_identification", {
    kind: "service",
    aliases: ["SITHS e-id", "SITHS-kort"],
    code_basis: null,
  }),
  product("hsa", "HSA-katalogen", "inera", "directory", {
    kind: "service",
    aliases: ["Katalogtjänst HSA"],
    code_basis: null,
  }),
  product("keycloak", "Keycloak", null, "e_identification", {
    kind: "infrastructure",
    code_basis: "open_source",
  }),

  // Collaboration
  product("microsoft_365", "Microsoft 365", "microsoft", "office meetings_chat", {
    kind: "platform",
    previous_name: "Office 365",
    aliases: ["M365", "O365", "Microsoft 365 E3", "Office 365 E3"],
  }),
  product("teams", "Microsoft Teams", "microsoft", "meetings_chat", {
    kind: "module",
    parent: "microsoft_365",
    aliases: ["Teams"],
  }),
  product("sharepoint", "SharePoint Online", "microsoft", "file_sharing website", {
    kind: "module",
    parent: "microsoft_365",
    aliases: ["SharePoint"],
  }),
  product("exchange_server", "Exchange Server 2019", "microsoft", "office", {
    kind: "infrastructure",
    aliases: ["Exchange"],
    support_ends_on: "2025-10-14",
    dates_source: "Tillverkarens livscykellista",
  }),
  product("nextcloud", "Nextcloud", null, "file_sharing", { kind: "platform", code_basis: "open_source" }),
  product("jitsi", "Jitsi Meet", null, "meetings_chat", { code_basis: "open_source" }),
  product("libreoffice", "LibreOffice", null, "office", { code_basis: "open_source" }),
  product("adobe_acrobat", "Adobe Acrobat", null, "office", { aliases: ["Acrobat DC", "Adobe Acrobat Pro"] }),
  product("trio", "Trio Enterprise", "enghouse", "telephony", { aliases: ["Trio växel", "Enghouse Trio"] }),
  product("touchpoint", "Touchpoint", "telia", "telephony", {
    kind: "service",
    aliases: ["Telia Touchpoint", "Telia växel"],
  }),
  product("ciscocm", "Cisco Unified Communications Manager", "cisco", "telephony", {
    kind: "infrastructure",
    aliases: ["CUCM", "CallManager"],
  }),

  concept("lulea", "ms_teams", "MS Teams", "microsoft", "meetings_chat"),
  concept("kalmar", "geosecma_arcgis", "Geosecma ArcGIS Pro", "sokigo", "gis"),
  concept("karlsborg", "foreningsregister", "Föreningsregister Karlsborg", null, "associations_grants", {
    code_basis: "open_source",
  }),
];

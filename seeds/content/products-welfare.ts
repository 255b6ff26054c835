import { concept, product } from "./product-row.ts";
import type { ProductContent } from "./types.ts";

/** Care, social services, education, culture. */
export const welfareProducts: readonly ProductContent[] = [
  // Care
  product("treserva", "Treserva", "cgi", "care_case_management social_case_management", {
    kind: "platform",
    aliases: ["CGI Treserva", "Treserva verksamhetssystem"],
  }),
  product("treserva_hso", "Treserva Hälso- och sjukvård", "cgi", "health_records", {
    kind: "module",
    parent: "treserva",
    aliases: ["Treserva HSL", "Treserva HSV"],
  }),
  product("treserva_mobile", "Treserva Genomförande mobil", "cgi", "care_planning", {
    kind: "module",
    parent: "treserva",
    aliases: ["Treserva app"],
  }),
  product("lifecare", "Lifecare", "tietoevry", "care_case_management social_case_management", {
    kind: "platform",
    aliases: ["Tietoevry Lifecare", "LifeCare"],
  }),
  product("lifecare_planning", "Lifecare Planering", "tietoevry", "care_planning", {
    kind: "module",
    parent: "lifecare",
    aliases: ["LMO", "Lifecare Mobil Omsorg"],
  }),
  product("lifecare_sp", "Lifecare SP", "tietoevry", "health_records", {
    kind: "module",
    parent: "lifecare",
    aliases: ["Lifecare Samordnad planering", "Prator"],
    previous_name: "Prator",
  }),
  product("procapita_voo", "Procapita Vård och omsorg", "tietoevry", "care_case_management", {
    aliases: ["Procapita VoO", "Procapita"],
    sale_ends_on: "2021-12-31",
    support_ends_on: "2026-06-30",
    dates_source: "Besked från leverantören (påhittat för demon)",
  }),
  product("viva", "Viva", "cambio", "care_case_management social_case_management", {
    aliases: ["Cambio Viva", "Ilab Viva"],
  }),
  product(
    "combine",
    "Combine",
    "pulsen",
    "care_case_management social_case_management financial_assistance",
    {
      kind: "platform",
      aliases: ["Pulsen Combine"],
    },
  ),
  product("tes", "TES", "tunstall", "care_planning", { aliases: ["TES planering", "Tunstall TES"] }),
  product("phoniro_care", "Phoniro Care", "phoniro", "home_care_locks care_planning", {
    aliases: ["Phoniro lås"],
  }),
  product("tunstall_response", "Tunstall larmmottagning", "tunstall", "safety_alarm", {
    kind: "service",
    aliases: ["Trygghetslarm Tunstall"],
  }),
  product("appva", "MCSS", "vitec", "medication_signing", {
    kind: "service",
    aliases: ["Appva MCSS", "Vitec Appva", "Appva"],
  }),
  product("alfa_ecare", "Alfa eCare Medicinlista", "alfa_ecare", "medication_signing", {
    kind: "service",
    aliases: ["Alfa digital signering"],
  }),
  product("npo", "Nationell patientöversikt", "inera", "health_records", {
    kind: "service",
    aliases: ["NPÖ"],
  }),
  product("pascal", "Pascal", "inera", "medication_signing health_records", {
    kind: "service",
    aliases: ["Pascal ordinationsverktyg"],
  }),
  product("cosmic_link", "Cosmic Link", "cambio", "health_records", { kind: "module", aliases: ["Link"] }),
  product("senior_alert", "Senior alert", null, "quality_deviations health_records", {
    kind: "service",
    code_basis: null,
  }),
  product("mashie", "Mashie", "mashie", "meals", { aliases: ["Mashie kostdatasystem"] }),
  product("matilda", "Matilda", "mashie", "meals", { aliases: ["Matilda kost", "Matilda Kostdata"] }),

  // Social services
  product(
    "treserva_ifo",
    "Treserva Individ- och familjeomsorg",
    "cgi",
    "social_case_management financial_assistance",
    {
      kind: "module",
      parent: "treserva",
      aliases: ["Treserva IFO-modul"],
    },
  ),
  product("ssbtek", "SSBTEK", null, "financial_assistance", {
    kind: "service",
    aliases: ["Sammansatt bastjänst ekonomiskt bistånd"],
    code_basis: null,
  }),
  product("magna_cura", "Magna Cura", null, "social_case_management", {
    support_ends_on: "2025-12-31",
    dates_source: "Besked från leverantören (påhittat för demon)",
  }),
  product("provisum", "Provisum", null, "guardianship", { aliases: ["ProVisum"] }),
  product("warna", "Wärna Go", null, "guardianship", { aliases: ["Wärna", "E-Wärna"] }),
  product("accorda", "Accorda", null, "labour_market", { aliases: ["Accorda arbetsmarknad"] }),

  // Education
  product("ist_administration", "IST Administration", "ist", "student_administration", {
    kind: "platform",
    previous_name: "Extens",
    aliases: ["IST Extens", "IST Skola"],
  }),
  product("ist_preschool", "IST Förskola", "ist", "preschool", { aliases: ["Hypernet", "IST Hypernet"] }),
  product("dexter", "Dexter", "ist", "timetable_absence student_administration", {
    aliases: ["IST Dexter"],
    support_ends_on: "2026-06-30",
    dates_source: "Besked från leverantören (påhittat för demon)",
  }),
  product("edlevo", "Edlevo", "tietoevry", "student_administration preschool", {
    kind: "platform",
    previous_name: "Procapita Barn och utbildning",
    aliases: ["Tietoevry Edlevo", "Tieto Education"],
  }),
  product("schoolsoft", "SchoolSoft", "schoolsoft", "learning_platform student_administration", {
    kind: "service",
  }),
  product("unikum", "Unikum", "unikum", "learning_platform preschool", {
    kind: "service",
    aliases: ["Unikum lärplattform"],
  }),
  product("vklass", "Vklass", null, "learning_platform", { kind: "service", aliases: ["V-klass"] }),
  product("google_workspace", "Google Workspace for Education", "google", "learning_platform office", {
    kind: "service",
    previous_name: "G Suite for Education",
    aliases: ["GWE", "Google Classroom", "GAFE"],
  }),
  product("skola24", "Skola24", "skola24", "timetable_absence", {
    kind: "service",
    aliases: ["Nova Skola24", "Skola24 frånvaro", "Novaschem"],
  }),
  product("prorenata", "ProReNata", "prorenata", "student_health", {
    kind: "service",
    aliases: ["PRN", "ProReNata Journal"],
  }),
  product("pmo", "PMO", null, "student_health", { aliases: ["CGM PMO", "Profdoc PMO"] }),
  product("skolon", "Skolon", "skolon", "digital_learning_resources", { kind: "service" }),
  product("inlasning", "Inläsningstjänst", null, "digital_learning_resources", {
    kind: "service",
    aliases: ["ILT", "Polyglutt"],
  }),
  product("ne_skola", "NE Skola", null, "digital_learning_resources", {
    kind: "service",
    aliases: ["Nationalencyklopedin skola"],
  }),
  product("digiexam", "Digiexam", null, "digital_exams", { kind: "service", aliases: ["DigiExam"] }),
  product("optiplan", "Optiplan", null, "school_transport", { aliases: ["Optiplan skolskjuts"] }),
  product("skolskjutsportalen", "Skolskjutsportalen", "nordic_peak", "school_transport e_services", {
    kind: "module",
    parent: "open_eplatform",
    code_basis: "open_source",
  }),

  // Culture and leisure
  product("book_it", "BOOK-IT", "axiell", "library", {
    aliases: ["Axiell BOOK-IT", "Bookit"],
    sale_ends_on: "2024-12-31",
    support_ends_on: "2027-06-30",
    dates_source: "Besked från leverantören (påhittat för demon)",
  }),
  product("quria", "Quria", "axiell", "library", { kind: "service", aliases: ["Axiell Quria"] }),
  product("koha", "Koha", null, "library", { code_basis: "open_source", aliases: ["Koha bibliotekssystem"] }),
  product("interbook_go", "Interbook GO", "sokigo", "facility_booking associations_grants", {
    kind: "service",
    aliases: ["Interbook", "IBGO"],
  }),
  product("fri", "FRI", null, "facility_booking associations_grants", {
    aliases: ["FRI webbokning", "Fri Bokning"],
  }),
  product("studyalong", "StudyAlong", null, "arts_school", { kind: "service", aliases: ["Study Along"] }),
  product("speedadmin", "SpeedAdmin", null, "arts_school", { kind: "service" }),
  product("tickster", "Tickster", null, "cash_registers_tickets", { kind: "service" }),

  concept("alvsbyn", "treserva_ifo_old", "Treserva IFO", "cgi", "social_case_management"),
  concept(
    "skovde",
    "combine_concept",
    "Pulsen Combine Socialtjänst",
    "pulsen_combine",
    "social_case_management",
  ),
  concept("oskarshamn", "lifecare_voo", "LifeCare VoO", "tietoevry", "care_case_management"),
  concept("kalix", "prorenata_concept", "Pro Re Nata", null, "student_health"),
  concept("borgholm", "seniorkoll", "Seniorkoll Öland", null, "care_planning", { kind: "service" }),
];

/**
 * Verksamhetsfunktioner: the shared list of what municipal systems are for. Codes are stable and never reused;
 * names may be improved. Order is the order on screen.
 */
export interface FunctionFact {
  code: string;
  group_code: string;
  group_name_sv: string;
  group_name_en: string;
  name_sv: string;
  name_en: string;
  position: number;
}

type Row = readonly [code: string, sv: string, en: string];

const groups: readonly { group: Row; functions: readonly Row[] }[] = [
  {
    group: ["governance", "Ledning och styrning", "Management and governance"],
    functions: [
      ["planning_follow_up", "Verksamhetsplanering och uppföljning", "Planning and follow-up"],
      ["decision_support", "Beslutsstöd och analys", "Business intelligence"],
      ["political_meetings", "Sammanträden och förtroendevalda", "Political meetings and elected members"],
      ["quality_deviations", "Kvalitet och avvikelser", "Quality and deviations"],
      ["project_portfolio", "Projekt och portfölj", "Projects and portfolio"],
    ],
  },
  {
    group: ["finance", "Ekonomi och inköp", "Finance and purchasing"],
    functions: [
      ["accounting", "Redovisning och ekonomisystem", "Accounting"],
      ["invoicing", "Fakturering och kundreskontra", "Invoicing and receivables"],
      ["purchasing", "Inköp och e-handel", "Purchasing and e-commerce"],
      ["procurement_contracts", "Upphandling och avtal", "Procurement and contracts"],
      ["payment_control", "Betalningskontroll", "Payment control"],
      ["assets", "Anläggningar och inventarier", "Fixed assets"],
    ],
  },
  {
    group: ["people", "HR och lön", "HR and payroll"],
    functions: [
      ["payroll", "Lön och personaladministration", "Payroll and personnel administration"],
      ["scheduling", "Schema och bemanning", "Scheduling and staffing"],
      ["recruitment", "Rekrytering", "Recruitment"],
      [
        "rehabilitation_work_environment",
        "Rehabilitering och arbetsmiljö",
        "Rehabilitation and work environment",
      ],
      ["learning", "Kompetens och utbildning", "Learning and skills"],
    ],
  },
  {
    group: ["care", "Vård och omsorg", "Health and elderly care"],
    functions: [
      ["care_case_management", "Verksamhetssystem vård och omsorg", "Care case management"],
      ["care_planning", "Insatsplanering hemtjänst", "Home care planning"],
      ["medication_signing", "Signering och läkemedel", "Medication signing"],
      ["safety_alarm", "Trygghetslarm och välfärdsteknik", "Safety alarms and welfare technology"],
      ["home_care_locks", "Digitala lås", "Digital locks"],
      ["health_records", "Journal och informationsöverföring", "Health records and information exchange"],
      ["meals", "Kost och måltider", "Meals"],
    ],
  },
  {
    group: ["social_services", "Individ- och familjeomsorg", "Social services"],
    functions: [
      ["social_case_management", "Verksamhetssystem IFO", "Social services case management"],
      ["financial_assistance", "Ekonomiskt bistånd", "Financial assistance"],
      ["family_counselling", "Familjerätt och rådgivning", "Family law and counselling"],
      ["labour_market", "Arbetsmarknad och integration", "Labour market and integration"],
      ["guardianship", "Överförmyndare", "Chief guardian"],
    ],
  },
  {
    group: ["education", "Skola och förskola", "School and preschool"],
    functions: [
      ["student_administration", "Elev- och barnregister", "Student administration"],
      ["learning_platform", "Lärplattform", "Learning platform"],
      ["timetable_absence", "Schema och frånvaro", "Timetable and absence"],
      ["preschool", "Förskola och barnomsorg", "Preschool and childcare"],
      ["student_health", "Elevhälsa", "Student health"],
      ["digital_learning_resources", "Digitala läromedel", "Digital learning resources"],
      ["digital_exams", "Digitala prov", "Digital exams"],
      ["school_transport", "Skolskjuts", "School transport"],
    ],
  },
  {
    group: ["culture", "Kultur och fritid", "Culture and leisure"],
    functions: [
      ["library", "Bibliotek", "Library"],
      ["facility_booking", "Lokal- och anläggningsbokning", "Facility booking"],
      ["arts_school", "Kulturskola", "School of arts"],
      ["associations_grants", "Föreningar och bidrag", "Associations and grants"],
      ["cash_registers_tickets", "Kassa och biljetter", "Cash registers and tickets"],
    ],
  },
  {
    group: ["planning", "Samhällsbyggnad och GIS", "Community planning and GIS"],
    functions: [
      ["building_permits", "Bygglov", "Building permits"],
      ["gis", "GIS och kartor", "GIS and maps"],
      ["surveying_cad", "Mätning och CAD", "Surveying and CAD"],
      ["property_information", "Fastighetsinformation", "Property information"],
      ["property_management", "Fastighetsförvaltning", "Property management"],
      ["streets_parks", "Gata, park och felanmälan", "Streets, parks and fault reports"],
    ],
  },
  {
    group: ["environment", "Miljö och hälsoskydd", "Environment and health protection"],
    functions: [
      ["environmental_supervision", "Miljötillsyn", "Environmental supervision"],
      ["alcohol_permits", "Serveringstillstånd och tobak", "Alcohol and tobacco permits"],
      ["energy_follow_up", "Energiuppföljning", "Energy follow-up"],
    ],
  },
  {
    group: ["rescue_security", "Räddning och säkerhet", "Rescue and security"],
    functions: [
      ["rescue_services", "Räddningstjänst", "Rescue services"],
      ["crisis_management", "Krisledning och samband", "Crisis management and communication"],
      ["access_control", "Passage och lås", "Access control"],
      ["video_surveillance", "Kameror och larm", "Cameras and alarms"],
    ],
  },
  {
    group: ["utilities", "Teknik, VA och avfall", "Utilities and waste"],
    functions: [
      ["water_customers", "VA- och avfallskunder", "Water and waste customers"],
      ["water_network", "Ledningsnät", "Pipe network"],
      ["process_control", "Styr- och övervakning", "Process control"],
      ["fleet", "Fordon och transporter", "Fleet and transport"],
    ],
  },
  {
    group: ["citizen_services", "E-tjänster och medborgarkontakt", "E-services and citizen contact"],
    functions: [
      ["e_services", "E-tjänster", "E-services"],
      ["contact_centre", "Kontaktcenter och ärenden", "Contact centre"],
      ["website", "Webbplats och intranät", "Website and intranet"],
      ["surveys_newsletters", "Enkäter och nyhetsbrev", "Surveys and newsletters"],
      ["digital_mail", "Digital post och e-underskrift", "Digital mail and e-signatures"],
    ],
  },
  {
    group: ["records", "Ärende, dokument och arkiv", "Records and archive"],
    functions: [
      ["records_management", "Ärende- och dokumenthantering", "Records and document management"],
      ["digital_archive", "E-arkiv", "Digital archive"],
      ["historical_archive", "Historiskt arkiv", "Historical archive"],
    ],
  },
  {
    group: ["it", "IT-infrastruktur", "IT infrastructure"],
    functions: [
      ["servers_virtualisation", "Servrar och virtualisering", "Servers and virtualisation"],
      ["networks_firewalls", "Nätverk och brandvägg", "Networks and firewalls"],
      ["backup", "Säkerhetskopiering", "Backup"],
      ["databases_integration", "Databaser och integration", "Databases and integration"],
      ["service_desk", "Servicedesk", "Service desk"],
      ["monitoring", "Övervakning och logg", "Monitoring and logs"],
      ["client_management", "Klienthantering och utskrift", "Client management and print"],
      ["endpoint_protection", "Skydd mot skadlig kod", "Endpoint protection"],
    ],
  },
  {
    group: ["identity", "Identitet och behörighet", "Identity and access"],
    functions: [
      ["directory", "Katalog och konton", "Directory and accounts"],
      ["e_identification", "E-legitimation och inloggning", "Electronic identification and sign-in"],
    ],
  },
  {
    group: ["collaboration", "Samarbete och kontor", "Collaboration and office"],
    functions: [
      ["office", "Kontorsprogram och e-post", "Office and e-mail"],
      ["meetings_chat", "Videomöten och chatt", "Video meetings and chat"],
      ["telephony", "Telefoni och växel", "Telephony and switchboard"],
      ["file_sharing", "Fildelning", "File sharing"],
    ],
  },
];

/** Functions in screen order; codes unique over all groups. */
export const functions: readonly FunctionFact[] = groups
  .flatMap(({ group, functions: rows }) => rows.map((row) => ({ group, row })))
  .map(({ group, row }, index) => ({
    code: row[0],
    group_code: group[0],
    group_name_sv: group[1],
    group_name_en: group[2],
    name_sv: row[1],
    name_en: row[2],
    position: index + 1,
  }));

/**
 * The spreadsheet of the tour: how an IT manager in Borgholm has kept her list for years, with the faults such lists
 * have. Invented. Days are written as people write them; the XLSX holds real dates where a cell is a plain day.
 */
export const spreadsheetHeadings = [
  "Systemnamn",
  "Kommunens ’eget’ namn",
  "Leverantör",
  "Förvaltning",
  "Status",
  "Driftform",
  "I drift från",
  "Avtal t.o.m.",
  "Säg upp senast",
  "Årskostnad",
  "Antal\nanvändare",
  "Systemägare",
  "Personuppgifter",
  "Prio ”röd/gul/grön”",
  "Kommentar",
] as const;

type Row = readonly [
  product: string,
  own: string,
  supplier: string,
  unit: string,
  status: string,
  hosting: string,
  since: string,
  end: string,
  notice: string,
  cost: string,
  users: string,
  owner: string,
  personal: string,
  priority: string,
  comment: string,
];

// biome-ignore format: a table, one system per line
export const spreadsheetRows: readonly Row[] = [
  // already in the inventory: some say the same, some know more
  ["Treserva", "Treserva", "CGI Sverige AB", "Socialförvaltningen", "I drift", "Egen drift", "2012-09-01", "", "", "1 250 000 kr", "425", "", "Känsliga", "röd", "Dyrt, jämför med Mörbylånga"],
  ["Visma Control", "Visma ekonomi", "Visma", "Kommunledningskontoret", "I drift", "Egen drift", "2009-01-01", "", "", "412 000", "140", "", "Vanliga", "gul", ""],
  ["Proceedo", "Proceedo e-handel", "Visma AB", "Kommunledningskontoret", "I drift", "SaaS", "2016-09-01", "", "", "168 000", "210", "", "Vanliga", "grön", ""],
  ["Personec", "Personec P – lön", "Visma", "Kommunledningskontoret", "I drift", "Extern drift", "2007-01-01", "", "", "655 000,00", "1 150", "", "Känsliga", "röd", "Ny upphandling inom två år"],
  ["BOOK-IT", "BOOK-IT bibliotek", "Axiell", "Kultur- och fritidsförvaltningen", "I drift", "", "2008-05-01", "", "", "127 000", "14", "", "Vanliga", "gul", ""],
  ["Unikum", "Unikum", "Unikum", "Utbildningsförvaltningen", "I drift", "Molntjänst", "2016-08-01", "", "", "148000", "2600", "", "Vanliga", "grön", ""],
  ["ByggR", "ByggR bygglov", "Sokigo", "Plan- och byggenheten", "I drift", "Egen drift", "2010-02-01", "", "", "214 000", "28", "", "Vanliga", "gul", ""],
  ["Sitevision", "borgholm.se", "Sitevision AB", "Kommunledningskontoret", "I drift", "SaaS", "2015-06-01", "", "", "142 000", "45", "", "Vanliga", "grön", ""],

  // new for the inventory, found in the catalogue
  ["Power BI", "Beslutsstöd", "Microsoft", "Kommunledningskontoret", "Pilot", "SaaS", "2026-02-01", "2027-12-31", "2027-09-30", "45 000", "35", "", "Inga", "grön", ""],
  ["Daedalos", "Räddningstjänstens system", "", "Kommunledningskontoret", "I drift", "Egen drift", "2011-01-01", "2027-06-30", "2026-12-31", "96 000", "22", "", "Vanliga", "gul", ""],
  ["Digiexam", "Digitala prov", "", "Utbildningsförvaltningen", "Införs", "SaaS", "2026-08-15", "2028-06-30", "2028-03-31", "38 500", "480", "", "Vanliga", "grön", ""],
  ["NE Skola", "NE", "", "Utbildningsförvaltningen", "I drift", "SaaS", "2019-08-01", "2027-07-31", "2027-04-30", "42 000", "1 400", "", "Vanliga", "grön", ""],
  ["DF Respons", "Synpunkter och avvikelser", "", "Socialförvaltningen", "I drift", "Extern drift", "2014-03-01", "2028-02-28", "2027-08-31", "61 000", "120", "", "Vanliga", "gul", ""],
  ["ABAX Körjournal", "Körjournaler", "", "Plan- och byggenheten", "I drift", "SaaS", "2020-05-01", "2027-04-30", "2027-01-31", "54 900,50", "64", "", "Vanliga", "grön", "Räkna av mot fordonslistan"],
  ["SITHS", "SITHS-kort", "Inera", "Socialförvaltningen", "I drift", "SaaS", "2013-01-01", "", "", "31 000", "95", "", "Vanliga", "grön", ""],
  ["Nationell patientöversikt", "NPÖ", "Inera AB", "Socialförvaltningen", "I drift", "SaaS", "2013-01-01", "", "", "26 000", "45", "", "Känsliga", "röd", ""],
  ["Senior alert", "Senior alert", "", "Socialförvaltningen", "I drift", "SaaS", "2015-01-01", "", "", "0", "70", "", "Känsliga", "gul", "Kvalitetsregister"],
  ["FME", "FME", "Safe Software", "Plan- och byggenheten", "I drift", "Egen drift", "2019-04-01", "2027-03-31", "2027-01-31", "58 000", "2", "", "Inga", "grön", ""],
  ["QGIS", "QGIS", "", "Plan- och byggenheten", "I drift", "Egen drift", "2021-01-01", "-", "-", "0", "9", "", "Inga", "grön", "Öppen källkod"],
  ["Microsoft Intune", "Intune", "Microsoft AB", "IT-avdelningen (gemensam med Mörbylånga)", "Införs", "SaaS", "2026-09-01", "2028-05-31", "2028-03-31", "n/a", "2 100", "", "Vanliga", "gul", "Ingår i Microsoft 365"],
  ["PostgreSQL", "PostgreSQL", "", "IT-avdelningen (gemensam med Mörbylånga)", "I drift", "Egen drift", "2022-03-01", " ", " ", "n/a", "3", "", "Inga", "grön", ""],
  ["Comprima", "Bildarkivet", "Comprima AB", "Kommunledningskontoret", "I drift", "Extern drift", "2016-01-01", "2028-12-31", "2028-06-30", "49 000", "12", "", "Vanliga", "grön", ""],

  // names that are nearly those of the catalogue
  ["Treserva Hälso och sjukvård", "Treserva HSL", "CGI", "Socialförvaltningen", "I drift", "Egen drift", "2012-09-01", "2027-08-31", "2026-08-31", "164 000", "60", "", "Känsliga", "röd", "Modul"],
  ["Time Care Pol", "Vikariepoolen", "RLDatix AB", "Socialförvaltningen", "I drift", "SaaS", "2018-02-01", "2028-06-30", "2027-12-31", "71 000", "180", "", "Vanliga", "gul", ""],
  ["AutoCAD LT", "AutoCAD", "Autodesk", "Plan- och byggenheten", "I drift", "Egen drift", "2012-01-01", "2027-01-31", "2026-12-31", "27 400", "4", "", "Inga", "grön", ""],
  ["Castor", "Gamla bygglov", "Sokigo AB", "Plan- och byggenheten", "Avvecklas", "Egen drift", "1999-01-01", "", "", "18 000", "6", "", "Vanliga", "gul", "Läsåtkomst"],

  // not in the catalogue at all
  ["Badplatslistan", "Badplatslistan", "Egenutvecklat", "Plan- och byggenheten", "I drift", "Egen drift", "2009-05-01", "-", "-", "0", "5", "", "Inga", "grön", "Excel med makron"],
  ["Hamnkontoret Online", "Gästhamnsbokning", "Hamnsystem i Kalmarsund AB", "Kultur- och fritidsförvaltningen", "I drift", "SaaS", "2022-04-01", "2027-03-31", "2026-12-31", "36 000", "11", "", "Vanliga", "grön", "Bara sommarsäsong"],

  // faults
  ["Optiplan", "Skolskjuts", "", "Utbildningsförvaltningen", "I drift", "Egen drift", "03/04/2010", "31/12 2027", "", "42 000", "3", "", "Vanliga", "gul", ""],
  ["StudyAlong", "Kulturskolan", "", "Kultur- och fritidsförvaltningen", "I drift", "SaaS", "1/1 2018", "31/6 2027", "", "32 000", "22", "", "Vanliga", "grön", "Ska förlängas"],
  ["Wärna Go", "Överförmyndaren", "", "Kommunledningskontoret", "Rullar på", "SaaS", "2020-03-01", "2036-01-01", "", "47 000", "4", "", "Känsliga", "röd", ""],
  ["Inyett Detect", "Inyett", "Inyett AB", "Kommunledningskontoret", "Delvis i drift", "SaaS", "2020-02-01", "9999-12-31", "", "58 000", "4", "", "Vanliga", "grön", ""],
  ["Cisco Meraki", "Trådlöst nät", "Cisco", "IT-avdelningen (gemensam med Mörbylånga)", "I drift", "hos Atea?", "2021-06-01", "2027-05-31", "2027-02-28", "ca 180 tkr", "2000", "", "Vanliga", "gul", ""],
  ["Adobe Acrobat", "Acrobat", "", "IT-avdelningen (gemensam med Mörbylånga)", "i drift", "Egen drift", "2016", "2027-02-28", "2026-11-30", "64 000", "ca 75", "", "Inga", "grön", ""],
  ["Metria FastighetSök", "FastighetSök", "Metria AB", "Plan- och byggenheten", "I drift", "SaaS", "2011-01-01", "", "", "55 000 – 60 000", "60", "", "Inga", "grön", ""],
  ["Zabbix", "=HYPERLINK(\"http://overvakning.local\";\"Övervakning\")", "", "IT-avdelningen (gemensam med Mörbylånga)", "I drift", "Egen drift", "2023-01-01", "", "", "0", "4", "", "Inga", "grön", ""],
  ["WordPress", "Bildbloggen", "", "Kultur- och fritidsförvaltningen", "Avvecklad", "Extern drift", "2012-05-01", "", "", "-", "-", "", "okänt", "grön", "Stängd förra året, datum saknas"],
  ["Vision", "Miljösystemet", "", "Plan- och byggenheten", "I drift", "Egen drift", "2009-06-01", "", "", "131 000", "16", "", "Vanliga", "gul", "Oklart vilket vi menar"],
  ["Siteimprove", "Siteimprove", "", "Kommunledningskontoret", "I drift", "SaaS", "2021-05-01", "30/2 2026", "", "51 000", "12", "Anna Lindqvist", "Vanliga", "grön", ""],
  ["Telia Touchpoint", "Telefonväxel (ny)", "Telia Company", "IT-avdelningen (gemensam med Mörbylånga)", "Planerad", "SaaS", "", "", "", "1,1 mkr", "1 400", "Anna Lindqvist", "Vanliga", "gul", "Tillsammans med Mörbylånga"],
];

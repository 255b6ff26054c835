import { type Draft, draft } from "./draft.ts";

/** Karlsborg: one IT coordinator, a short list, much of it run by others. */
// biome-ignore format: a table, one system per line
export const karlsborg: readonly Draft[] = [
  draft("raindance", { name: "Raindance", since: "2011-01-01", end: 9, notice: 6, tkr: 325, users: 70, form: "host_municipality", host: "skovde" }),
  draft("heroma", { name: "Heroma", since: "2014-01-01", end: 15, notice: 12, tkr: 398, users: 720, krt: "333", form: "host_municipality", host: "skovde" }),
  draft("varbi", { since: "2019-01-01", end: 6, notice: 3, tkr: 41, users: 30 }),
  draft("timecare_planering", { name: "Time Care", since: "2015-01-01", end: 9, notice: 6, tkr: 118, users: 260 }),
  draft("stratsys", { since: "2020-01-01", end: 14, notice: 3, tkr: 92, users: 40 }),
  draft("platina", { name: "Platina", since: "2016-01-01", end: 20, notice: 9, tkr: 164, users: 85, form: "host_municipality", host: "skovde" }),
  draft("sitevision", { name: "karlsborg.se", since: "2014-01-01", end: 11, notice: 6, tkr: 98, users: 22 }),
  draft("open_eplatform", { name: "E-tjänster Skaraborg", since: "2019-06-01", end: null, tkr: 64, users: 30, form: "host_municipality", host: "skovde" }),
  draft("treserva", { name: "Treserva", since: "2010-01-01", end: 13, notice: 12, tkr: 690, users: 210, krt: "333", form: "host_municipality", host: "skovde", owner: "socialchef" }),
  draft("appva", { name: "Digital signering", since: "2020-01-01", end: 5, notice: 3, tkr: 96, users: 150 }),
  draft("phoniro_care", { since: "2019-01-01", end: 17, notice: 6, tkr: 122, users: 80 }),
  draft("tunstall_response", { name: "Trygghetslarm", since: "2017-01-01", end: 8, notice: 6, tkr: 165, users: null }),
  draft("npo", { since: "2014-01-01", end: null, tkr: 15, users: 20 }),
  draft("ist_administration", { name: "IST", since: "2009-08-01", end: 19, notice: 6, tkr: 212, users: 95 }),
  draft("unikum", { since: "2017-08-01", end: 8, notice: 4, tkr: 82, users: 1300 }),
  draft("skola24", { since: "2016-08-01", end: 8, notice: 3, tkr: 54, users: 1250 }),
  draft("prorenata", { name: "PRN", since: "2019-08-01", end: 10, notice: 6, tkr: 39, users: 6, data: "sensitive" }),
  draft("book_it", { name: "Bookit", since: "2010-01-01", end: 7, notice: 6, tkr: 68, users: 6 }),
  draft("interbook_go", { since: "2018-01-01", end: 12, notice: 3, tkr: 44, users: 8 }),
  draft("foreningsregister", { name: "Föreningsregistret", since: "2013-01-01", end: null, tkr: 0, users: 3, form: "on_premise" }),
  draft("edp_vision", { name: "EDP Vision", since: "2012-01-01", end: 21, notice: 6, tkr: 125, users: 12 }),
  draft("geosecma", { name: "Kartan", since: "2014-01-01", end: 14, notice: 3, tkr: 105, users: 30, form: "host_municipality", host: "skovde" }),
  draft("dedu", { since: "2015-01-01", end: null, tkr: 46, users: 7 }),
  draft("kustlinjen_felanmalan", { name: "Felanmälan", since: "2021-01-01", end: 4, notice: 3, tkr: 28, users: 9 }),
  draft("microsoft_365", { name: "Microsoft 365", since: "2019-01-01", end: 16, notice: 2, tkr: 890, users: 620, seller: "advania", country: "NL" }),
  draft("active_directory", { name: "AD", since: "2006-01-01", end: null, tkr: null, users: 1900, form: "on_premise" }),
  draft("vsphere", { name: "VMware", since: "2015-01-01", end: 3, notice: 1, tkr: 145, users: 2, form: "on_premise", hidden: true }),
  draft("touchpoint", { name: "Telia växel", since: "2018-01-01", end: 6, notice: 3, tkr: 186, users: 380 }),
  draft("libreoffice", { name: "LibreOffice (elevdatorer)", since: "2012-01-01", life: "phasing_out", out: 8, end: null, tkr: 0, users: 200 }),
  draft("wis", { since: "2011-01-01", end: null, tkr: 0, users: 10 }),
];

/** The three organisations that are no municipalities. */
// biome-ignore format: a table, one system per line
export const otherUsages: Readonly<Record<string, readonly Draft[]>> = {
  "olands-kommunala-fastigheter-ab": [
    draft("vitec_hyra", { name: "Vitec Hyra", unit: "ks", since: "2014-01-01", end: 16, notice: 6, tkr: 185, users: 22 }),
    draft("energiuppfoljning", { name: "Vitec Energi", unit: "ks", since: "2018-01-01", end: 16, notice: 6, tkr: 62, users: 8 }),
    draft("visma_control", { name: "Visma", unit: "ks", since: "2012-01-01", end: 13, notice: 6, tkr: 84, users: 9, form: "host_municipality", host: "borgholm" }),
    draft("rco_mfive", { name: "Taggar och portar", unit: "ks", since: "2016-01-01", end: null, tkr: 55, users: 900, hidden: true }),
    draft("microsoft_365", { name: "Microsoft 365", unit: "it", since: "2019-01-01", end: 19, notice: 2, tkr: 61, users: 35, seller: "atea" }),
    draft("sitevision", { name: "Webbplatsen", unit: "ks", since: "2020-01-01", end: 5, notice: 3, tkr: 38, users: 4 }),
  ],
  "kommunalforbundet-raddning-vid-vattern": [
    draft("daedalos", { name: "Daedalos", unit: "ks", since: "2010-01-01", end: 12, notice: 6, tkr: 190, users: 95 }),
    draft("rakel", { name: "Rakel", unit: "ks", since: "2011-01-01", end: null, tkr: 240, users: 130, hidden: true }),
    draft("wis", { unit: "ks", since: "2012-01-01", end: null, tkr: 0, users: 18 }),
    draft("heroma", { name: "Heroma", unit: "ks", since: "2015-01-01", end: 15, notice: 12, tkr: 96, users: 160, form: "host_municipality", host: "skovde" }),
    draft("platina", { name: "Diariet", unit: "ks", since: "2017-01-01", end: 20, notice: 9, tkr: 48, users: 25, form: "host_municipality", host: "skovde" }),
    draft("microsoft_365", { name: "Microsoft 365", unit: "it", since: "2018-01-01", end: 8, notice: 2, tkr: 155, users: 140 }),
    draft("touchpoint", { name: "Växel", unit: "it", since: "2018-01-01", end: 6, notice: 3, tkr: 52, users: 60 }),
  ],
  "region-kalmar-lan": [
    draft("cosmic_link", { name: "Cosmic Link", unit: "it", since: "2017-10-01", end: 28, notice: 12, tkr: null, users: 4200, krt: "333" }),
    draft("public_360", { name: "360", unit: "ks", since: "2013-01-01", end: 14, notice: 9, tkr: 1450, users: 1900 }),
    draft("raindance", { name: "Raindance", unit: "ks", since: "2005-01-01", end: 18, notice: 12, tkr: 3900, users: 2100 }),
    draft("heroma", { name: "Heroma", unit: "ks", since: "2008-01-01", end: 10, notice: 12, tkr: 5200, users: 8200 }),
    draft("microsoft_365", { name: "Microsoft 365", unit: "it", since: "2018-01-01", end: 13, notice: 2, tkr: 14_500, users: 8400 }),
    draft("siths", { name: "SITHS", unit: "it", since: "2009-01-01", end: null, tkr: 610, users: 8000 }),
    draft("hsa", { name: "HSA", unit: "it", since: "2008-01-01", end: null, tkr: 220, users: 40 }),
    draft("trio", { name: "Regionens växel", unit: "it", since: "2012-01-01", end: 7, notice: 6, tkr: 1300, users: 7600 }),
  ],
};

/** Concept records in use, so that near-duplicates are met where they arise. */
export const conceptUsages: Readonly<Record<string, readonly Draft[]>> = {
  nybro: [
    draft("open_e_plattform", { name: "E-tjänsteplattformen", since: "2019-02-01", end: 12, notice: 6 }),
  ],
  pitea: [draft("cgi_raindance_ny", { name: "Raindance", since: "2012-01-01", end: 15, notice: 12 })],
  alvsbyn: [draft("treserva_ifo_old", { name: "Treserva IFO", since: "2013-01-01", end: 9, notice: 6 })],
  skovde: [draft("combine_concept", { name: "Combine", since: "2020-01-01", end: 22, notice: 9 })],
  oskarshamn: [draft("lifecare_voo", { name: "Lifecare VoO", since: "2018-01-01", end: 11, notice: 12 })],
  kalix: [
    draft("prorenata_concept", { name: "Elevhälsojournalen", since: "2018-08-01", end: 10, notice: 3 }),
  ],
  kalmar: [
    draft("geosecma_arcgis", { name: "Kalmarkartan", since: "2014-01-01", end: 17, notice: 6, owner: "gis" }),
  ],
};

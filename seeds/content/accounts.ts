import type { DemoAccount } from "./types.ts";

/**
 * Demo accounts, one per role, offered on the sign-in page in demo mode. No database imports here, and no secrets:
 * the password is public on purpose and exists only where demo mode is on.
 */

export const demoPassword = "samverka-demo";

export const demoAccounts: readonly DemoAccount[] = [
  {
    key: "borgholm_it_manager",
    email: "anna.lindqvist@borgholm.demo.invalid",
    name: "Anna Lindqvist",
    memberships: [
      {
        organisation: "borgholm",
        roles: ["local_admin", "editor"],
        title_sv: "IT-chef",
        title_en: "IT manager",
      },
    ],
    is_catalogue_editor: false,
    description: {
      sv: "IT-chef i Borgholm: importerar systemförteckningen, bestämmer delning och ser vad grannarna kör.",
      en: "IT manager in Borgholm: imports the inventory, decides on sharing and sees what the neighbours run.",
    },
  },
  {
    key: "borgholm_editor",
    email: "mikael.ohman@borgholm.demo.invalid",
    name: "Mikael Öhman",
    memberships: [
      {
        organisation: "borgholm",
        roles: ["editor"],
        title_sv: "Systemförvaltare",
        title_en: "System manager",
      },
    ],
    is_catalogue_editor: false,
    description: {
      sv: "Systemförvaltare i Borgholm: lägger till och ändrar system men bestämmer inte om delning.",
      en: "System manager in Borgholm: adds and changes systems but does not decide on sharing.",
    },
  },
  {
    key: "borgholm_reader",
    email: "karin.fransson@borgholm.demo.invalid",
    name: "Karin Fransson",
    memberships: [
      {
        organisation: "borgholm",
        roles: ["reader"],
        title_sv: "Nämndsekreterare",
        title_en: "Committee secretary",
      },
    ],
    is_catalogue_editor: false,
    description: {
      sv: "Nämndsekreterare i Borgholm: läser allt i den egna kommunen men ändrar inget.",
      en: "Committee secretary in Borgholm: reads everything in her own municipality but changes nothing.",
    },
  },
  {
    key: "oland_it_technician",
    email: "jonas.ekman@borgholm.demo.invalid",
    name: "Jonas Ekman",
    memberships: [
      { organisation: "borgholm", roles: ["editor"], title_sv: "IT-tekniker", title_en: "IT technician" },
      { organisation: "morbylanga", roles: ["editor"], title_sv: "IT-tekniker", title_en: "IT technician" },
    ],
    is_catalogue_editor: false,
    description: {
      sv: "IT-tekniker på Öland: arbetar i både Borgholm och Mörbylånga och byter organisation utan att logga ut.",
      en: "IT technician on Öland: works in both Borgholm and Mörbylånga and switches without signing out.",
    },
  },
  {
    key: "morbylanga_admin",
    email: "sara.holmgren@morbylanga.demo.invalid",
    name: "Sara Holmgren",
    memberships: [
      {
        organisation: "morbylanga",
        roles: ["local_admin", "editor"],
        title_sv: "Digitaliseringsstrateg",
        title_en: "Digital strategist",
      },
    ],
    is_catalogue_editor: false,
    description: {
      sv: "Digitaliseringsstrateg i Mörbylånga: ser det som Borgholm delar och bestämmer över sin egen förteckning.",
      en: "Digital strategist in Mörbylånga: sees what Borgholm shares and decides over her own inventory.",
    },
  },
  {
    key: "lulea_procurement",
    email: "henrik.sandstrom@lulea.demo.invalid",
    name: "Henrik Sandström",
    memberships: [
      { organisation: "lulea", roles: ["editor"], title_sv: "Upphandlare", title_en: "Procurement officer" },
    ],
    is_catalogue_editor: false,
    description: {
      sv: "Upphandlare i Luleå: letar överlapp och avtal som går ut i länets fjorton kommuner.",
      en: "Procurement officer in Luleå: looks for overlaps and expiring contracts in the county's fourteen municipalities.",
    },
  },
  {
    key: "lulea_e_board",
    email: "elin.wikstrom@lulea.demo.invalid",
    name: "Elin Wikström",
    memberships: [
      {
        organisation: "lulea",
        roles: ["local_admin", "editor"],
        title_sv: "Nämndsekreterare, e-nämnden",
        title_en: "Secretary of the e-board",
      },
    ],
    is_catalogue_editor: false,
    description: {
      sv: "Sekreterare i Norrbottens e-nämnd: sköter samverkan, dess kretsar och Luleås delning.",
      en: "Secretary of Norrbotten's e-board: runs the cooperation, its circles and Luleå's sharing.",
    },
  },
  {
    key: "karlsborg_admin",
    email: "per.falk@karlsborg.demo.invalid",
    name: "Per Falk",
    memberships: [
      {
        organisation: "karlsborg",
        roles: ["local_admin", "editor"],
        title_sv: "IT-samordnare",
        title_en: "IT coordinator",
      },
    ],
    is_catalogue_editor: false,
    description: {
      sv: "IT-samordnare i Karlsborg: en liten kommun i Skaraborgs IT-samverkan.",
      en: "IT coordinator in Karlsborg: a small municipality in the Skaraborg cooperation.",
    },
  },
  {
    key: "catalogue_editor",
    email: "helena.bergstrom@kalmar.demo.invalid",
    name: "Helena Bergström",
    memberships: [
      { organisation: "kalmar", roles: ["editor"], title_sv: "Systemarkitekt", title_en: "System architect" },
    ],
    is_catalogue_editor: true,
    description: {
      sv: "Katalogredaktör: sköter den gemensamma katalogen över produkter och leverantörer.",
      en: "Catalogue editor: looks after the shared catalogue of products and suppliers.",
    },
  },
  {
    key: "supplier_user",
    email: "fredrik.nyberg@kustlinjen.demo.invalid",
    name: "Fredrik Nyberg",
    memberships: [
      {
        organisation: "kustlinjen-system-ab",
        roles: ["reader"],
        title_sv: "Kundansvarig",
        title_en: "Account manager",
      },
    ],
    is_catalogue_editor: false,
    description: {
      sv: "Kundansvarig hos en leverantör: ser sina egna produkter i katalogen och inget om vem som använder dem.",
      en: "Account manager at a supplier: sees its own products in the catalogue and nothing about who uses them.",
    },
  },
  {
    key: "outsider_admin",
    email: "amina.hassan@sigtuna.demo.invalid",
    name: "Amina Hassan",
    memberships: [
      {
        organisation: "sigtuna",
        roles: ["local_admin", "editor"],
        title_sv: "IT-chef",
        title_en: "IT manager",
      },
    ],
    is_catalogue_editor: false,
    description: {
      sv: "IT-chef i Sigtuna: kommunen är inte med i någon samverkan och ser bara sitt eget och katalogen.",
      en: "IT manager in Sigtuna: not in any cooperation, so she sees only her own records and the catalogue.",
    },
  },
];

/** Shared list of role types (roller); each organisation may switch types off or describe them in its own words. */
export const roleTypes: readonly { code: string; name_sv: string; name_en: string }[] = [
  { code: "system_owner", name_sv: "systemägare", name_en: "system owner" },
  { code: "system_manager", name_sv: "systemförvaltare", name_en: "system manager" },
  { code: "operations_manager", name_sv: "systemdriftsansvarig", name_en: "operations manager" },
  { code: "information_owner", name_sv: "informationsägare", name_en: "information owner" },
  { code: "system_administrator", name_sv: "systemadministratör", name_en: "system administrator" },
  { code: "it_coordinator", name_sv: "IT-samordnare", name_en: "IT coordinator" },
  { code: "super_user", name_sv: "superanvändare", name_en: "super user" },
  { code: "security_officer", name_sv: "informationssäkerhetssamordnare", name_en: "security officer" },
  { code: "data_protection_officer", name_sv: "dataskyddsombud", name_en: "data protection officer" },
  { code: "contract_manager", name_sv: "avtalsansvarig", name_en: "contract manager" },
  { code: "budget_holder", name_sv: "budgetansvarig", name_en: "budget holder" },
  { code: "invoice_receiver", name_sv: "fakturamottagare", name_en: "invoice receiver" },
  { code: "legal_adviser", name_sv: "avtalsjurist", name_en: "legal adviser" },
  { code: "procurement_contact", name_sv: "upphandlingskontakt", name_en: "procurement contact" },
];

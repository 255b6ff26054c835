/** One kind of role, in the order shown. */
export interface RoleTypeFact {
  code: string;
  name_sv: string;
  name_en: string;
  /** What the holder answers for. */
  answers_for_sv: string;
  answers_for_en: string;
  position: number;
}

const rows: readonly (readonly [code: string, sv: string, en: string, forSv: string, forEn: string])[] = [
  [
    "system_owner",
    "systemägare",
    "system owner",
    "systemet, dess budget och att uppgifterna här stämmer",
    "the system, its budget and that this record is right",
  ],
  [
    "system_manager",
    "systemförvaltare",
    "system manager",
    "daglig förvaltning och utveckling av systemet",
    "day-to-day management and development of the system",
  ],
  [
    "operations_manager",
    "systemdriftsansvarig",
    "operations manager",
    "drift, servrar, konton och säkerhetskopior",
    "operation, servers, accounts and backups",
  ],
  [
    "information_owner",
    "informationsägare",
    "information owner",
    "informationen, dess klassning och att den används lagligt",
    "the information, its classification and lawful use",
  ],
  [
    "system_administrator",
    "systemadministratör",
    "system administrator",
    "inställningar och användare i systemet",
    "settings and users in the system",
  ],
  [
    "it_coordinator",
    "IT-samordnare",
    "IT coordinator",
    "organisationens systemförteckning som helhet",
    "the organisation's inventory as a whole",
  ],
  ["super_user", "superanvändare", "super user", "stöd till kollegor", "support to colleagues"],
  [
    "security_officer",
    "informationssäkerhetssamordnare",
    "security officer",
    "råd om informationsklassning",
    "advice on classification",
  ],
  [
    "data_protection_officer",
    "dataskyddsombud",
    "data protection officer",
    "råd om personuppgifter",
    "advice on personal data",
  ],
  [
    "contract_manager",
    "avtalsansvarig",
    "contract manager",
    "avtalet och dess frister",
    "the contract and its deadlines",
  ],
  ["budget_holder", "budgetansvarig", "budget holder", "uppföljning av kostnader", "cost follow-up"],
  ["invoice_receiver", "fakturamottagare", "invoice receiver", "fakturor", "invoices"],
  ["legal_adviser", "avtalsjurist", "legal adviser", "avtalsvillkor", "contract terms"],
  [
    "procurement_contact",
    "upphandlingskontakt",
    "procurement contact",
    "intresseförfrågningar och samordnade upphandlingar",
    "interest checks and joint procurements",
  ],
];

/** Shared list of role types (roller); each organisation may switch types off or describe them in its own words. */
export const roleTypes: readonly RoleTypeFact[] = rows.map(
  ([code, name_sv, name_en, forSv, forEn], index) => ({
    code,
    name_sv,
    name_en,
    answers_for_sv: forSv,
    answers_for_en: forEn,
    position: index + 1,
  }),
);

import type { AccountsTables } from "./schema/accounts.ts";
import type { AgreementsTables } from "./schema/agreements.ts";
import type { BulkEditTables } from "./schema/bulk-edits.ts";
import type { CatalogueTables } from "./schema/catalogue.ts";
import type { ConfirmationsTables } from "./schema/confirmations.ts";
import type { ContractsTables } from "./schema/contracts.ts";
import type { CooperationsTables } from "./schema/cooperations.ts";
import type { DocumentsTables } from "./schema/documents.ts";
import type { EventsTables } from "./schema/events.ts";
import type { ImportsTables } from "./schema/imports.ts";
import type { InterestCheckTables } from "./schema/interest-checks.ts";
import type { ItCostsTables } from "./schema/it-costs.ts";
import type { LicencesTables } from "./schema/licences.ts";
import type { ListsTables } from "./schema/lists.ts";
import type { NamesTables } from "./schema/names.ts";
import type { OpennessTables } from "./schema/openness.ts";
import type { OrganisationsTables } from "./schema/organisations.ts";
import type { RadarTables } from "./schema/radar.ts";
import type { RemindersTables } from "./schema/reminders.ts";
import type { RenewalsTables } from "./schema/renewals.ts";
import type { RolesTables } from "./schema/roles.ts";
import type { SettlementTables } from "./schema/settlements.ts";
import type { SystemsTables } from "./schema/systems.ts";

/** Every table, by name; columns are used in TypeScript as they are called in SQL. */
export interface Database
  extends AccountsTables,
    AgreementsTables,
    BulkEditTables,
    CatalogueTables,
    ConfirmationsTables,
    ContractsTables,
    CooperationsTables,
    DocumentsTables,
    EventsTables,
    ImportsTables,
    InterestCheckTables,
    ItCostsTables,
    LicencesTables,
    RenewalsTables,
    ListsTables,
    NamesTables,
    OpennessTables,
    OrganisationsTables,
    RadarTables,
    RemindersTables,
    RolesTables,
    SettlementTables,
    SystemsTables {}

import { sql } from "kysely";
import type { ContractParticipantTable } from "#db/schema/contracts.ts";
import type { TenantDb } from "../../server/transaction.server.ts";

/** A participant as the viewer may see it. */
export interface Participant {
  organisation_id: string;
  name: string;
  role: ContractParticipantTable["role"];
  coordination_form: string | null;
  joined_on: string;
  leaves_on: string | null;
  /** Whose ending that is: the other takes it back only by asking anew. */
  leaving_set_by: "owner" | "participant" | null;
  own_ends_on: string | null;
  /** Who acts for it, and by which power of attorney. */
  represented_by_id: string | null;
  representative: string | null;
  authority_ref: string | null;
  call_off_notified_on: string | null;
  is_confirmed: boolean;
  is_declined: boolean;
  version: number;
  /** Follow price. */
  cost_share: string | null;
  quantity: string | null;
}

/** Whether an organisation takes part on a day: both have said so, it has begun, and it has not left. */
export function takesPart(
  participants: readonly Participant[],
  organisationId: string,
  today: string,
): Participant | undefined {
  return participants.find(
    ({ organisation_id, is_confirmed, joined_on, leaves_on }) =>
      organisation_id === organisationId &&
      is_confirmed &&
      joined_on <= today &&
      (leaves_on === null || leaves_on >= today),
  );
}

/** Participants of a contract: all of them for the owner and the confirmed ones, one's own row for whoever is asked. */
export async function listParticipants(db: TenantDb, contractId: string): Promise<Participant[]> {
  const { rows } = await sql<Participant>`
    select p.organisation_id, o.name, p.role, p.coordination_form, p.joined_on, p.leaves_on, p.leaving_set_by, p.own_ends_on,
      p.represented_by_id, b.name as representative, p.authority_ref, p.call_off_notified_on,
      p.participant_confirmed_at is not null as is_confirmed, p.participant_declined_at is not null as is_declined, p.version,
      s.cost_share::text, s.quantity::text
    from contract_participant p join organisation o on o.id = p.organisation_id
    left join organisation b on b.id = p.represented_by_id
    left join contract_participant_share s on s.tenant_id = p.tenant_id and s.contract_id = p.contract_id
      and s.organisation_id = p.organisation_id
    where p.contract_id = ${contractId} order by o.name, o.id limit 500`.execute(db);
  return rows;
}

/** What an organisation that is asked to take part is told before it has answered. */
export interface Invitation {
  owner_name: string;
  contract: string;
  number: string | null;
  name: string;
  role: string;
  coordination_form: string | null;
  joined_on: string;
  leaves_on: string | null;
  own_ends_on: string | null;
  representative: string | null;
  authority_ref: string | null;
  version: number;
  declined_at: Date | null;
}

/** Contracts that the tenant is asked to take part in; those declined stand last. */
export async function listInvitations(db: TenantDb): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select o.name as owner_name, i.contract, i.number, i.name, i.role, i.coordination_form, i.joined_on, i.leaves_on,
      i.own_ends_on, b.name as representative, i.authority_ref, i.version, i.declined_at
    from app.contract_invitations() i join organisation o on o.id = i.owner
    left join organisation b on b.id = i.represented_by
    order by i.declined_at nulls first, o.name, i.name, i.contract limit 200`.execute(db);
  return rows;
}

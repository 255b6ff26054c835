import type pg from "pg";
import { benchId, TOWN } from "./data.ts";

/**
 * A running renewal survey on the licence agreement of all 290 municipalities (`licences.ts`), coordinated by the measured one: three
 * questions, and an answer from each of them, every seventh a no, each with its answers to the questions.
 * @returns the path of its page below the municipality
 */
export async function fillSurvey(db: pg.Pool): Promise<string> {
  const lead = benchId("organisation", TOWN);
  const client = await db.connect();
  try {
    // answers are guarded by whose they are; here all of them are written at once
    await client.query("begin; set local session_replication_role = replica");
    const one = async (text: string, values: unknown[]) => (await client.query(text, values)).rows[0];
    const item = await one(
      `select i.id, i.agreement_id from licence_item i join licence_agreement a on a.id = i.agreement_id
       where i.tenant_id = $1 and a.name = 'Kontorsprogram för alla'`,
      [lead],
    );
    const { id } = await one(
      `insert into renewal_round (tenant_id, name, kind, agreement_id, item_id, item_name, is_without_successor, period_from, is_binding,
         min_participants, price_model, currency, is_configured, has_participants, has_costs, closes_on, state, opened_on, created_by_name)
       values ($1, 'Kontorsprogram, nästa period', 'renewal', $2, $3, 'Kontorsprogram', true, current_date + 60, true,
         200, 'all_units', 'SEK', true, true, true, current_date + 20, 'open', current_date - 10, 'Kim') returning id`,
      [lead, item.agreement_id, item.id],
    );
    await client.query(
      `insert into renewal_tier (tenant_id, round_id, from_quantity, unit_price_minor)
       select $1, $2, n, 70000 - n from unnest(array[1, 500, 2000, 10000, 50000]) n`,
      [lead, id],
    );
    await client.query(
      `insert into renewal_question (tenant_id, round_id, seq, kind, label)
       select $1, $2, n, case n when 1 then 'yes_no' when 2 then 'number' else 'text' end, 'Fråga ' || n from generate_series(1, 3) n`,
      [lead, id],
    );
    await client.query(
      `insert into renewal_invitee (tenant_id, round_id, organisation_id)
       select $1, $2, organisation_id from licence_member where agreement_id = $3`,
      [lead, id, item.agreement_id],
    );
    await client.query(
      `insert into renewal_answer (tenant_id, coordinator_id, round_id, version, answer, quantity, comment, kind, responder, authority_ref,
         submitted_at, submitted_on, receipt_number, saved_by_name)
       select m.organisation_id, $1, $2, 1, case when m.party_order % 7 = 0 then 'no' else 'yes' end,
         case when m.party_order % 7 = 0 then null else 100 + m.party_order * 7 end, 'Vi ser över antalet till hösten.', 'binding',
         'Kim Berg, it-chef', 'KS 2026-' || m.party_order, now(), current_date, 'R-' || m.party_order, 'Kim'
       from licence_member m where m.agreement_id = $3`,
      [lead, id, item.agreement_id],
    );
    await client.query(
      `insert into renewal_question_answer (tenant_id, reply_id, coordinator_id, question_id, value)
       select a.tenant_id, a.id, $1, q.id, case q.kind when 'yes_no' then 'yes' when 'number' then '12' else 'Som i dag.' end
       from renewal_answer a join renewal_question q on q.round_id = a.round_id where a.round_id = $2`,
      [lead, id],
    );
    await client.query("commit");
    for (const table of ["renewal_invitee", "renewal_answer", "renewal_question_answer"])
      await client.query(`analyze ${table}`);
    return `/renewals/${id}`;
  } finally {
    client.release();
  }
}

import { type Kysely, sql } from "kysely";
import { mayRead } from "../policies.ts";

const NOW =
  "agreement_id in (select app.agreements_of_mine()) and agreement_id in (select app.agreements_running_for_me())";
const inItsTime = (table: string, day: string) =>
  `exists (select 1 from app.my_agreements() m where m.agreement_id = ${table}.agreement_id and m.is_confirmed
    and (m.until_on is null or ${table}.${day} <= m.until_on))`;

/**
 * A party that has left an agreement keeps its time, as it already did for texts and amendments: what the others decide, agree on, own or
 * are tested for afterwards is not its any more. Its own money stays readable through its years (settlements).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const running = [
    ...["agreement_body", "agreement_body_role", "agreement_duty", "agreement_duty_done", "joint_asset"],
    ...["exemption_test", "exemption_figure", "delegation_out"],
  ];
  await sql
    .raw(`
    alter policy own_read on party_decision using (${mayRead(inItsTime("party_decision", "decided_on"))});
    alter policy own_read on amendment_approval using (${mayRead(inItsTime("amendment_approval", "decided_on"))});
    alter policy own_read on agreement_notice using (${mayRead(inItsTime("agreement_notice", "given_on"))});
    -- its own wind-down goes on after its last day
    alter policy own_read on wind_down_item using (${mayRead(
      `agreement_id in (select app.agreements_of_mine()) and (organisation_id = (select app.tenant())
        or agreement_id in (select app.agreements_running_for_me()))`,
    )});
    ${running.map((table) => `alter policy own_read on ${table} using (${mayRead(NOW)});`).join("\n")}
  `)
    .execute(db);
}

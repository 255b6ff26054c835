import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { agreementPath } from "./agreements.paths.ts";
import { lockOwnAgreement } from "./agreements.server.ts";
import { listDuties } from "./bodies.part.server.ts";

/** Notes that a duty of the yearly clock is done for a year; doing it twice changes nothing. */
export async function markDutyDone(door: Door, id: string): Promise<{ to: string }> {
  const { db, tenant, actor, today, form, record } = door;
  const agreement = await lockOwnAgreement(door, id);
  const [key, year] = [String(form.get("duty") ?? ""), Number(form.get("year"))];
  const duty = (await listDuties(db, id)).find((each) => each.id === key);
  if (!isUuid(key) || !duty || !Number.isInteger(year) || year < 1990 || year > 2200) throw new NotFound();
  const to = agreementPath(tenant.slug, id, "?saved=done#clock");
  const made = await db
    .insertInto("agreement_duty_done")
    .values({
      tenant_id: tenant.id,
      duty_id: duty.id,
      agreement_id: id,
      year,
      done_on: today,
      by_name: actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("year")
    .executeTakeFirst();
  if (made)
    await record({
      kind: "agreement",
      id,
      name: agreement.title,
      action: "handled",
      changes: [{ field: "duty", old: null, new: `${duty.title}, ${year}` }],
    });
  return { to };
}

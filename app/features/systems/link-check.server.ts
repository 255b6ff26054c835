import { sql } from "kysely";
import { config } from "../../server/config.server.ts";
import { eachApart } from "../../server/each-apart.server.ts";
import { askForLink, type LinkAnswer } from "../../server/outgoing.server.ts";
import { asSystem, inTenantAs, type JobScope } from "../../server/system.server.ts";

/** A link is asked for again after this many days. */
const EVERY_DAYS = 7;
/** Per organisation and run, so that one with thousands does not keep the others waiting. */
const MOST_LINKS = 200;
const AT_ONCE = 4;

/**
 * Asks for the links to documents that have not been asked for lately and notes the answers; for every organisation in turn. Safe to
 * run twice. Does nothing where the installation may not ask other servers (`CHECK_LINKS`).
 * @param ask how a link is asked for; only tests give their own
 */
export async function checkLinks(ask: (url: string) => Promise<LinkAnswer> = askForLink): Promise<void> {
  if (!config().checkLinks) return;
  const tenants = await asSystem("maintenance", (db) =>
    db.selectFrom("membership").select("tenant_id").distinct().where("ended_at", "is", null).execute(),
  );
  await eachApart(tenants, "links", ({ tenant_id }) => checkLinksOf(tenant_id, ask));
}

/** As `checkLinks`, for one organisation. No transaction is open while other servers are asked. */
export async function checkLinksOf(
  tenantId: string,
  ask: (url: string) => Promise<LinkAnswer>,
): Promise<void> {
  const scope = { tenantId, accountId: null, byName: "Samverka", via: "job" as const };
  for (const table of ["system_usage_document", "contract_document"] as const) {
    await checkLinksIn(table, scope, ask);
  }
}

async function checkLinksIn(
  table: "system_usage_document" | "contract_document",
  scope: JobScope,
  ask: (url: string) => Promise<LinkAnswer>,
): Promise<void> {
  const { tenantId } = scope;
  const rows = await inTenantAs(scope, (db) =>
    db
      .selectFrom(table)
      .select(["id", "url"])
      .where("tenant_id", "=", tenantId)
      .where("url", "is not", null)
      .where((eb) =>
        eb.or([
          eb("checked_at", "is", null),
          eb("checked_at", "<", sql<Date>`now() - make_interval(days => ${EVERY_DAYS})`),
        ]),
      )
      .orderBy("checked_at", (order) => order.asc().nullsFirst())
      .orderBy("id")
      .limit(MOST_LINKS)
      .execute(),
  );
  const waiting = rows.flatMap(({ id, url }) => (url === null ? [] : [{ id, url }]));
  for (let at = 0; at < waiting.length; at += AT_ONCE) {
    const some = waiting.slice(at, at + AT_ONCE);
    const answers = await Promise.all(some.map((each) => ask(each.url)));
    await inTenantAs(scope, async (db) => {
      for (const [index, { id, url }] of some.entries())
        await db
          .updateTable(table)
          .set({ checked_at: new Date(), check_result: answers[index]! })
          .where("tenant_id", "=", tenantId)
          .where("id", "=", id)
          .where("url", "=", url) // somebody may have corrected it meanwhile
          .execute();
    });
  }
}

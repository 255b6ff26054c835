import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { defaultLocale, type Locale } from "../../text/text.ts";

/** Somebody who is written to, in the language that the person has chosen. */
export interface Addressee {
  name: string;
  email: string;
  locale: Locale;
}

/** The language of letters to a person of the transaction's organisation, as SQL: the one chosen, else the portal's own. */
export function languageOf(person: "p.id" | "person.id") {
  return sql<Locale>`coalesce(app.language_of(${sql.ref(person)}), ${defaultLocale})`;
}

/** Those who may write for the transaction's organisation, editors and local administrators, as far as they have an address; at most 100. */
export async function listWriters(db: TenantDb): Promise<Addressee[]> {
  const { rows } = await sql<Addressee>`
    select p.name, p.email, ${languageOf("p.id")} as locale from membership m
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.email is not null
    where m.tenant_id = app.tenant() and m.ended_at is null and m.roles && array['editor', 'local_admin']
    order by p.name, p.id limit 100`.execute(db);
  return rows;
}

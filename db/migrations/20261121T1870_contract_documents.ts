import { type Kysely, sql } from "kysely";
import { mayRead } from "../policies.ts";

/**
 * A contract's documents are files or links. Those marked "delas med avtalsparter" are read by the confirmed participants of the
 * contract, and their files with them; all others by the owner alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const forParticipants = "is_shared and contract_id in (select app.contracts_of_mine())";
  const ofSharedDocument = `exists (select 1 from contract_document d where d.tenant_id = stored_file.tenant_id
    and d.file_id = stored_file.id and d.is_shared and d.contract_id in (select app.contracts_of_mine()))`;
  await sql
    .raw(`
    alter table contract_document
      add file_id uuid,
      add is_shared boolean not null default false,
      add by_name text,
      add version int not null default 1,
      add foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
      add check (num_nonnulls(url, file_id) = 1);
    create index on contract_document (tenant_id, file_id);
    alter policy own_read on contract_document using (${mayRead(forParticipants)});
    alter policy own_read on stored_file using (${mayRead(ofSharedDocument)});
  `)
    .execute(db);
}

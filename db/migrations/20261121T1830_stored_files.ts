import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/**
 * What is known of a stored file; its content lies in the file storage under `storage_key` (app/server/files.server.ts). A row is
 * made after its content and goes before it, so a row always has its file. It is never changed: another content is another file.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table stored_file (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      name text not null check (length(name) between 1 and 200),
      media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
      size bigint not null check (size > 0),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      storage_key text not null unique,
      created_by uuid references account (id),
      created_by_name text not null,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id),
      check (starts_with(storage_key, tenant_id::text || '/'))
    );
    create index on stored_file (created_by);

    ${ownedBy("stored_file", "select, insert, delete")}
  `)
    .execute(db);
}

import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** What organisations decide about the radar: their lead times, where they are counted anonymously, and from how many on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table lead_time (
      tenant_id uuid not null references organisation (id),
      form text not null check (form in ('eu', 'advertised', 'call_off', 'direct')),
      part text not null check (part in ('mandates', 'documents', 'tender_time', 'evaluation', 'standstill', 'changeover')),
      days int not null check (days between 0 and 1500),
      primary key (tenant_id, form, part)
    );
    ${ownedBy("lead_time")}

    -- "räknas anonymt": the owner's contracts may stand behind an anonymous figure in the circle
    create table radar_counting (
      tenant_id uuid not null references organisation (id),
      circle_id uuid not null references circle (id) on delete cascade,
      from_on date not null default app.today(),
      primary key (tenant_id, circle_id)
    );
    create index on radar_counting (circle_id);
    ${ownedBy("radar_counting", "select, insert, delete")}

    -- set by the cooperation's coordinator, who owns the circle; the floor of three stands in the table
    create table radar_floor (
      tenant_id uuid not null references organisation (id),
      circle_id uuid not null,
      organisations int not null check (organisations between 3 and 100),
      primary key (tenant_id, circle_id),
      unique (circle_id),
      foreign key (tenant_id, circle_id) references circle (tenant_id, id) on delete cascade
    );
    ${ownedBy("radar_floor", "select, insert, update, delete", "exists (select 1 from circle c where c.id = circle_id)")}
  `)
    .execute(db);
}

import type { Insertable } from "kysely";
import { findAgreement } from "#app/features/agreements/agreements.server.ts";
import { setAgreement } from "#app/features/agreements/edit.server.ts";
import { hashOfAgreement, keepVersion, readText } from "#app/features/agreements/texts.server.ts";
import { inTenantAs, type JobScope } from "#app/server/system.server.ts";
import { dayInSweden, type TenantDb } from "#app/server/transaction.server.ts";
import type { ChangeEventTable } from "#db/schema/events.ts";
import { insertMissing } from "./connection.ts";
import { type AgreementContent, demoAgreements } from "./content/agreements.ts";
import { dayAfter, yearOf } from "./content/days.ts";
import { seedAmendment } from "./demo-amendments.ts";
import type { CircleIds } from "./demo-cooperations.ts";

interface Demo {
  scopeOf: (key: string) => JobScope;
  circles: CircleIds;
  organisations: ReadonlyMap<string, string>;
  now: Date;
}

/**
 * The demo's cooperation agreements: drawn up by the host, decided on by each council as itself, put in force. Each step is taken on its
 * day, so that the database's own guards have let it through. One that is there already stays as it is.
 */
export async function seedAgreements(demo: Demo): Promise<void> {
  for (const content of demoAgreements(dayInSweden(demo.now))) {
    const made = await drawUp(demo, content);
    if (!made) continue;
    for (const [index, party] of content.parties.entries())
      await decide(demo, content, { made, party, index });
    await putInForce(demo, content, made);
    for (const amendment of content.amendments) await seedAmendment(demo, { content, made, amendment });
    await seedWhileInForce(demo, content, made);
  }
}

/** Some days before the agreement begins, at nine. */
function before({ starts_on }: AgreementContent, days: number): Date {
  return new Date(`${dayAfter(starts_on, -days)}T08:00:00Z`);
}

async function drawUp(demo: Demo, content: AgreementContent): Promise<string | undefined> {
  const at = before(content, 120);
  const scope = { ...demo.scopeOf(content.owner), now: at };
  const { tenantId } = scope;
  return inTenantAs(scope, async (db) => {
    const known = db.selectFrom("agreement").select("id").where("tenant_id", "=", tenantId);
    if (await known.where("title", "=", content.title).executeTakeFirst()) return undefined;
    const { id } = await db
      .insertInto("agreement")
      .values({
        tenant_id: tenantId,
        title: content.title,
        number: content.number,
        form: content.form,
        legal_ground: content.legal_ground,
        purpose: content.purpose,
        cooperation_id: demo.circles.cooperation.get(content.cooperation)!,
        starts_on: content.starts_on,
        is_open_ended: true,
        renewal_kind: "none",
        notice_length: content.notice.length,
        notice_unit: "months",
        notice_anchor: content.notice.anchor,
        admin_buffer_days: 60,
        exit_basis: content.exit_basis,
        exit_rule: content.exit_rule,
        created_at: at,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await writeParts(db, demo, content, { tenant_id: tenantId, agreement_id: id });
    await writeText(db, demo, content, { tenant_id: tenantId, agreement_id: id });
    const agreement = await findAgreement(db, id);
    await setAgreement(db, agreement, { status: "negotiation", sent_on: dayInSweden(at) });
    const of = { object_kind: "agreement", object_id: id, object_name: content.title };
    await insertMissing(db, "change_event", [
      event(scope, at, { ...of, action: "created" }),
      event(scope, at, { ...of, action: "sent" }),
    ]);
    return id;
  });
}

type Of = { tenant_id: string; agreement_id: string };

async function writeParts(db: TenantDb, { organisations, now }: Demo, content: AgreementContent, of: Of) {
  await insertMissing(
    db,
    "agreement_party",
    content.parties.map((party, index) => ({
      ...of,
      organisation_id: organisations.get(party.organisation)!,
      party_order: index + 1,
      role: index === 0 ? ("host" as const) : ("participant" as const),
      joined_on: content.starts_on,
    })),
  );
  await insertMissing(
    db,
    "agreement_area",
    content.areas.map(({ host, ...area }, index) => ({
      ...of,
      ...area,
      seq: index + 1,
      host_organisation_id: organisations.get(host)!,
    })),
  );
  for (const [index, { roles, ...body }] of content.bodies.entries()) {
    const { id } = await db
      .insertInto("agreement_body")
      .values({ ...of, ...body, seq: index + 1 })
      .returning("id")
      .executeTakeFirstOrThrow();
    await insertMissing(
      db,
      "agreement_body_role",
      roles.map(({ organisation, ...role }) => ({
        ...of,
        ...role,
        body_id: id,
        organisation_id: organisations.get(organisation)!,
      })),
    );
  }
  await writeClock(db, { organisations, now }, content, of);
  if (content.assets.length > 0)
    await insertMissing(
      db,
      "joint_asset",
      content.assets.map((asset) => ({ ...of, ...asset })),
    );
}

/** Duties, done until this year as far as their day has come more than a month ago. */
async function writeClock(
  db: TenantDb,
  { organisations, now }: Pick<Demo, "organisations" | "now">,
  content: AgreementContent,
  of: Of,
) {
  const today = dayInSweden(now);
  for (const { organisation, ...duty } of content.duties) {
    const { id } = await db
      .insertInto("agreement_duty")
      .values({ ...of, ...duty, organisation_id: organisation ? organisations.get(organisation)! : null })
      .returning("id")
      .executeTakeFirstOrThrow();
    const day = `${String(duty.month).padStart(2, "0")}-${String(duty.day).padStart(2, "0")}`;
    const years = [yearOf(today) - 1, yearOf(today)].filter((year) => dayAfter(`${year}-${day}`, 10) < today);
    await insertMissing(
      db,
      "agreement_duty_done",
      years.map((year) => ({
        ...of,
        duty_id: id,
        year,
        done_on: `${year}-${day}`,
        by_name: "Samverka",
      })),
    );
  }
}

async function writeText(db: TenantDb, { organisations }: Demo, content: AgreementContent, of: Of) {
  for (const [index, { deviation, ...clause }] of content.clauses.entries()) {
    const { id } = await db
      .insertInto("clause")
      .values({ ...of, ...clause, seq: index + 1 })
      .returning("id")
      .executeTakeFirstOrThrow();
    if (!deviation) continue;
    await db
      .insertInto("clause_deviation")
      .values({
        tenant_id: of.tenant_id,
        clause_id: id,
        organisation_id: organisations.get(deviation.organisation)!,
        body: deviation.body,
      })
      .execute();
  }
}

async function decide(
  demo: Demo,
  content: AgreementContent,
  { made, party, index }: { made: string; party: AgreementContent["parties"][number]; index: number },
) {
  const at = before(content, 70 - index * 3);
  const scope = { ...demo.scopeOf(party.organisation), now: at };
  const key = {
    tenant_id: scope.tenantId,
    owner_id: demo.organisations.get(content.owner)!,
    agreement_id: made,
  };
  await inTenantAs(scope, async (db) => {
    if (party.organisation !== content.owner)
      await db
        .insertInto("agreement_confirmation")
        .values({ ...key, confirmed_on: dayInSweden(at), by_name: scope.byName })
        .execute();
    const agreement = await findAgreement(db, made);
    const text_hash = hashOfAgreement(agreement, await readText(db, made));
    const kinds =
      content.form === "joint_board" ? (["agreement", "reglemente"] as const) : (["agreement"] as const);
    await insertMissing(
      db,
      "party_decision",
      kinds.map((kind) => ({
        ...key,
        kind,
        organ: "council" as const,
        organ_name: "Kommunfullmäktige",
        paragraph: party.paragraph,
        decided_on: dayInSweden(at),
        document_url: `https://protokoll.${party.organisation}.demo.invalid/kf`,
        text_hash,
        by_name: scope.byName,
        recorded_at: at,
      })),
    );
  });
}

async function putInForce(demo: Demo, content: AgreementContent, made: string) {
  const at = before(content, 20);
  const scope = { ...demo.scopeOf(content.owner), now: at };
  await inTenantAs(scope, async (db) => {
    const agreement = await findAgreement(db, made);
    const number = await keepVersion(db, agreement, {
      text: await readText(db, made),
      effective_on: content.starts_on,
    });
    await setAgreement(db, agreement, {
      status: "in_force",
      in_force_on: dayInSweden(at),
      text_version: number,
    });
    await db
      .updateTable("agreement_party")
      .set({ admitted_on: dayInSweden(at) })
      .where("tenant_id", "=", scope.tenantId)
      .where("agreement_id", "=", made)
      .execute();
    const of = { object_kind: "agreement", object_id: made, object_name: content.title };
    await insertMissing(db, "change_event", [event(scope, at, { ...of, action: "put_in_force" })]);
  });
}

/** The exemption's evidence, reviewed a while ago and due again next year. */
async function examine(demo: Demo, content: AgreementContent, made: string) {
  const scope = demo.scopeOf(content.owner);
  const today = dayInSweden(demo.now);
  const { figures, answers, ...test } = content.exemption!;
  await inTenantAs({ ...scope, now: demo.now }, async (db) => {
    const { id } = await db
      .insertInto("exemption_test")
      .values({
        tenant_id: scope.tenantId,
        agreement_id: made,
        ...test,
        answers: JSON.stringify(Object.fromEntries(answers.map((code) => [code, "yes"]))),
        state: "reviewed",
        outcome: "met",
        reviewed_on: dayAfter(today, -60),
        next_review_on: dayAfter(today, 305),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await insertMissing(
      db,
      "exemption_figure",
      figures.map((figure) => ({ tenant_id: scope.tenantId, agreement_id: made, test_id: id, ...figure })),
    );
  });
}

/** What is said and kept while the agreement is in force. */
async function seedWhileInForce(demo: Demo, content: AgreementContent, made: string) {
  const { organisations } = demo;
  const of = { tenant_id: organisations.get(content.owner)!, agreement_id: made };
  const { starts_on: from_on } = content;
  if (content.exemption) await examine(demo, content, made);
  await inTenantAs({ ...demo.scopeOf(content.owner), now: demo.now }, async (db) => {
    await insertMissing(
      db,
      "agreement_link",
      content.links.map(({ controller, processor, ...link }) => ({
        ...of,
        ...link,
        from_on,
        controller_id: organisations.get(controller)!,
        processor_id: processor ? organisations.get(processor)! : null,
      })),
    );
    if (content.follow_up)
      await insertMissing(db, "agreement_year", [
        {
          ...of,
          owner_id: of.tenant_id,
          year: yearOf(dayInSweden(demo.now)) - 1,
          follow_up: content.follow_up,
        },
      ]);
  });
  for (const { organisation, receiver, ...delegation } of content.delegations)
    await inTenantAs({ ...demo.scopeOf(organisation), now: demo.now }, (db) =>
      insertMissing(db, "delegation_out", [
        {
          tenant_id: organisations.get(organisation)!,
          owner_id: of.tenant_id,
          agreement_id: made,
          receiver_id: organisations.get(receiver)!,
          matter: "ordinary",
          state: "active",
          from_on,
          ...delegation,
        },
      ]),
    );
}

function event(
  scope: JobScope,
  at: Date,
  row: Pick<Insertable<ChangeEventTable>, "object_kind" | "object_id" | "object_name" | "action">,
): Insertable<ChangeEventTable> {
  return { tenant_id: scope.tenantId, by_name: scope.byName, at, via: "ui", ...row };
}

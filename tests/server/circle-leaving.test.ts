import { expect, test } from "vitest";
import { testDatabase } from "../support/database.ts";
import { cooperation, product, type Town, town } from "../support/towns.ts";

const admin = testDatabase();

test("taken out of a circle and put back, an organisation shares nothing that it has not opened anew", async () => {
  const [lead, owner, member] = [await town(admin()), await town(admin()), await town(admin())];
  const together = await cooperation(admin(), [lead, owner, member]);
  const made = await admin().query(
    "insert into circle (tenant_id, cooperation_id, name) values ($1, $2, 'Liten') returning id",
    [lead.id, together.id],
  );
  const circle = made.rows[0].id as string;
  const into = (place: Town) =>
    admin().query("insert into circle_member (tenant_id, circle_id, organisation_id) values ($1, $2, $3)", [
      lead.id,
      circle,
      place.id,
    ]);
  await into(owner);
  await into(member);
  await admin().query(
    `insert into share (tenant_id, circle_id, object_kind, field_group, from_on) values ($1, $2, 'system_usage', 'price', '2020-01-01')`,
    [owner.id, circle],
  );
  await owner.use(await product(admin()), "Dyrt", { price: { yearly_minor: 100 } });
  const prices = () =>
    member.as(
      async (db) => (await db.selectFrom("system_usage_price").select("yearly_minor").execute()).length,
    );
  expect(await prices()).toBe(1);
  await lead.as((db) =>
    db
      .deleteFrom("circle_member")
      .where("circle_id", "=", circle)
      .where("organisation_id", "=", owner.id)
      .execute(),
  );
  expect(await prices()).toBe(0);
  await into(owner);
  expect(await prices()).toBe(0);
  const history = await owner.as((db) =>
    db
      .selectFrom("change_event")
      .select(["action", "field", "by_name"])
      .where("object_kind", "=", "share")
      .execute(),
  );
  expect(history).toEqual([{ action: "withdrawn", field: "price", by_name: lead.name }]);
});

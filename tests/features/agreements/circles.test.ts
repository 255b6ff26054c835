import { beforeAll, expect, test } from "vitest";
import * as circleRoute from "#app/routes/$tenant.circles.$id.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { product, type Town, town } from "../../support/towns.ts";
import { giveNotice, inForce, members, NOW, step, view } from "./flow.ts";

const admin = testDatabase();
let keeper: Town;
let second: Town;
let third: Town;
let network: string;

beforeAll(async () => {
  keeper = await town(admin());
  second = await town(admin());
  third = await town(admin());
  // a wider network, kept by hand, that agreements are made in
  const { rows } = await admin().query(
    "insert into cooperation (tenant_id, name) values ($1, 'Nätverk') returning id",
    [keeper.id],
  );
  network = rows[0].id;
  for (const each of [keeper, second, third]) {
    await admin().query(
      "insert into cooperation_member (tenant_id, cooperation_id, organisation_id, from_on) values ($1, $2, $3, '2025-01-01')",
      [keeper.id, network, each.id],
    );
    await admin().query(
      "insert into cooperation_join (tenant_id, cooperation_id, joined_on) values ($1, $2, '2025-01-01')",
      [each.id, network],
    );
  }
});

/** Systems of somebody else that a town reads on a day. */
const seen = (reader: Town, day: string) =>
  reader.as(
    async (db) =>
      (
        await db.selectFrom("system_usage").select("own_name").where("tenant_id", "=", second.id).execute()
      ).map((row) => row.own_name),
    new Date(`${day}T09:00:00Z`),
  );

test("a circle follows the agreement to the day, and what is shared with it with it", async () => {
  const id = await inForce([keeper, second], { cooperation_id: network, title: "Avtal med krets" });
  const { circle } = await (await view(second, id)).json();
  expect(circle).toMatchObject({ name: "Avtal med krets", cooperation_id: network });
  await second.use(await product(admin()), "KANARIE-KRETS");
  await second.as((db) =>
    db
      .insertInto("share")
      .values({
        tenant_id: second.id,
        circle_id: circle.id,
        object_kind: "system_usage",
        field_group: "core",
        from_on: "2026-11-20",
        set_by: null,
      })
      .execute(),
  );
  expect(await seen(keeper, "2026-11-20")).toEqual(["KANARIE-KRETS"]);
  expect(await seen(third, "2026-11-20")).toEqual([]); // in the network, no party

  // another agreement in the same network: leaving the first does not end the membership that the second says
  await inForce([keeper, second], { cooperation_id: network, title: "Det andra avtalet" });
  expect((await giveNotice(second, id)).status).toBe(302); // to 31 December 2027
  expect((await members(admin(), id)).find((row) => row.organisation_id === second.id)).toMatchObject({
    ended_on: null,
    leaves_on: null,
  });
  expect(await seen(keeper, "2027-12-31")).toEqual(["KANARIE-KRETS"]);
  expect(await seen(keeper, "2028-01-01")).toEqual([]);
});

test("nobody is put in or taken out by hand", async () => {
  const id = await inForce([keeper, second], { cooperation_id: network, title: "Krets utan händer" });
  const { circle } = await (await view(keeper, id)).json();
  const at = { params: { tenant: keeper.slug, id: circle.id }, cookie: keeper.admin.cookie, now: NOW };
  const form = { name: "Ny", organisation: third.id };
  expect((await callAction(circleRoute.action, form, at)).status).toBe(403);
  expect(await (await callLoader(circleRoute.loader, at)).json()).toMatchObject({
    agreementHref: `/${keeper.slug}/agreements/${id}`,
    circle: { organisation_ids: [keeper.id, second.id].sort() },
  });
  await expect(
    keeper.as((db) =>
      db
        .insertInto("circle_member")
        .values({ tenant_id: keeper.id, circle_id: circle.id, organisation_id: third.id })
        .execute(),
    ),
  ).rejects.toThrow(/follows an agreement/);
});

test("an agreement that made its cooperation can have its circle later, once", async () => {
  const id = await inForce([keeper, second], { title: "Krets i efterhand" });
  expect((await (await view(keeper, id)).json()).circle).toBeNull();
  expect((await step(second, id, "circle")).status).toBe(404);
  expect((await step(keeper, id, "circle")).status).toBe(302);
  expect((await step(keeper, id, "circle")).status).toBe(409);
});

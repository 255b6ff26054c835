import { json } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { inTenant } from "#app/server/tenant.server.ts";
import { testDatabase } from "../support/database.ts";
import { callAction, callLoader } from "../support/routes.ts";
import { cooperation, product, town } from "../support/towns.ts";

const admin = testDatabase();

const list = (args: Parameters<typeof inTenant>[0]) =>
  inTenant(args, async ({ db, open }) => {
    open("test");
    return json(
      await db.selectFrom("system_usage").select(["tenant_id", "own_name"]).orderBy("own_name").execute(),
    );
  });

describe("who gets in", () => {
  test("nobody signed in is led to the sign-in page and back", async () => {
    const place = await town(admin());
    const response = await callLoader(list, {
      url: `/${place.slug}/systems?q=x`,
      params: { tenant: place.slug },
    });
    expect(response.status).toBe(302);
    expect(response.headers.get("Location")).toBe(
      `/login?to=${encodeURIComponent(`/${place.slug}/systems?q=x`)}`,
    );
  });

  test("for a stranger the organisation does not exist", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    const response = await callLoader(list, { cookie: other.admin.cookie, params: { tenant: place.slug } });
    expect(response.status).toBe(404);
  });

  test("a former member is a stranger", async () => {
    const place = await town(admin());
    const leaver = await place.person(["editor"]);
    await admin().query("update membership set ended_at = now() where account_id = $1", [leaver.accountId]);
    expect((await callLoader(list, { cookie: leaver.cookie, params: { tenant: place.slug } })).status).toBe(
      404,
    );
  });

  test("a form from a foreign page is refused", async () => {
    const place = await town(admin());
    const response = await callAction(
      list,
      {},
      {
        cookie: place.admin.cookie,
        params: { tenant: place.slug },
        headers: { Origin: "https://evil.example" },
      },
    );
    expect(response.status).toBe(403);
  });
});

describe("row-level security", () => {
  test("members see shared usages, not hidden ones; outsiders and former members see none", async () => {
    const [owner, member, outsider] = [await town(admin()), await town(admin()), await town(admin())];
    const together = await cooperation(admin(), [owner, member]);
    const item = await product(admin());
    await owner.use(item, "Öppet");
    await owner.use(item, "Dolt", { is_hidden: true });
    const names = (place: typeof owner) =>
      place.as(async (db) =>
        (await db.selectFrom("system_usage").select("own_name").execute()).map((r) => r.own_name),
      );
    expect(await names(member)).toEqual(["Öppet"]);
    expect(await names(outsider)).toEqual([]);
    await admin().query(
      "update cooperation_join set leaves_on = current_date where cooperation_id = $1 and tenant_id = $2",
      [together.id, member.id],
    );
    expect(await names(member)).toEqual([]);
    expect(await names(owner)).toHaveLength(2);
  });

  test("view as: the owner sees what the member sees of the owner's, and nothing of the member's own", async () => {
    const [owner, member] = [await town(admin()), await town(admin())];
    await cooperation(admin(), [owner, member]);
    const item = await product(admin());
    await owner.use(item, "Öppet");
    await owner.use(item, "Dolt", { is_hidden: true });
    await member.use(item, "Medlemmens");
    const response = await callLoader(list, {
      cookie: owner.admin.cookie,
      params: { tenant: `${owner.slug}~${member.slug}` },
    });
    expect(await response.json()).toEqual([{ tenant_id: owner.id, own_name: "Öppet" }]);
    const reader = await owner.person(["reader"]);
    const refused = await callLoader(list, {
      cookie: reader.cookie,
      params: { tenant: `${owner.slug}~${member.slug}` },
    });
    expect(refused.status).toBe(404);
  });

  test("a tenant cannot write another's rows, shared or not", async () => {
    const [owner, member] = [await town(admin()), await town(admin())];
    await cooperation(admin(), [owner, member]);
    const usage = await owner.use(await product(admin()), "Öppet");
    const changed = await member.as((db) =>
      db.updateTable("system_usage").set({ own_name: "Kapat" }).where("id", "=", usage).executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
  });
});

describe("what a request must do", () => {
  test("neither authorizing nor declaring itself open is an error", async () => {
    const place = await town(admin());
    const careless = (args: Parameters<typeof inTenant>[0]) => inTenant(args, async () => json({}));
    await expect(
      callLoader(careless, { cookie: place.admin.cookie, params: { tenant: place.slug } }),
    ).rejects.toThrow(/neither authorized/);
  });

  test("changing rows without history is an error and is rolled back", async () => {
    const place = await town(admin());
    const silent = (args: Parameters<typeof inTenant>[0]) =>
      inTenant(args, async ({ db, open, tenant }) => {
        open("test");
        await db.insertInto("unit").values({ tenant_id: tenant.id, name: "Tyst" }).execute();
        return json({});
      });
    await expect(
      callAction(silent, {}, { cookie: place.admin.cookie, params: { tenant: place.slug } }),
    ).rejects.toThrow(/recorded nothing/);
    const { rowCount } = await admin().query("select 1 from unit where tenant_id = $1", [place.id]);
    expect(rowCount).toBe(0);
  });

  test("history cannot be changed or removed by the application", async () => {
    const place = await town(admin());
    await place.as((_, record) => record({ kind: "unit", id: place.id, action: "created" }));
    await expect(place.as((db) => db.deleteFrom("change_event").execute())).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      place.as((db) => db.updateTable("change_event").set({ action: "x" }).execute()),
    ).rejects.toThrow(/permission denied/);
  });
});

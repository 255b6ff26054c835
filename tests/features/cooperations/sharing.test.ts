import { describe, expect, test } from "vitest";
import type { FieldGroup } from "#db/schema/values.ts";
import { loader as receiptPage } from "../../../app/routes/$tenant.receipt.tsx";
import { loader as receiptFile } from "../../../app/routes/$tenant.receipt[.]csv.ts";
import { loader as matrix } from "../../../app/routes/$tenant.sharing._index.tsx";
import { action as share, loader as sharePage } from "../../../app/routes/$tenant.sharing.$circle.$group.tsx";
import { action as confirmShare } from "../../../app/routes/$tenant.sharing.$circle.$group_.confirmation.tsx";
import { loader as log } from "../../../app/routes/$tenant.sharing.history.tsx";
import { action as undo, loader as undoPage } from "../../../app/routes/$tenant.sharing.reversal.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();

async function neighbours() {
  const [owner, member] = [await town(admin()), await town(admin())];
  const together = await cooperation(admin(), [owner, member]);
  const usage = await owner.use(await product(admin()), "Öppet", {
    operation: { version_text: "7" },
    price: { yearly_minor: 100 },
    classification: { confidentiality: 2 },
  });
  await owner.use(await product(admin()), "Dolt", { is_hidden: true, operation: { version_text: "8" } });
  const at = (group: FieldGroup) => ({
    cookie: owner.admin.cookie,
    params: { tenant: owner.slug, circle: together.everyone, group },
  });
  const press = (group: FieldGroup, what: "grant" | "withdraw") => callAction(share, { do: what }, at(group));
  return { owner, member, together, usage, at, press };
}

const versions = (place: Town) =>
  place.as(async (db) =>
    (await db.selectFrom("system_usage_operation").select("version_text").execute()).map(
      (r) => r.version_text,
    ),
  );
const prices = (place: Town) => place.as((db) => db.selectFrom("system_usage_price").selectAll().execute());

describe("granting and withdrawing", () => {
  test("holds from the next request, both ways, also several times in one day", async () => {
    const { member, press } = await neighbours();
    expect(await versions(member)).toEqual([]);
    for (let i = 0; i < 3; i++) {
      await press("operation", "grant");
      expect(await versions(member)).toEqual(["7"]);
      await press("operation", "withdraw");
      expect(await versions(member)).toEqual([]);
    }
  });

  test("twice at once is once", async () => {
    const { owner, press } = await neighbours();
    await Promise.all([press("dates", "grant"), press("dates", "grant")]);
    await Promise.all([press("dates", "withdraw"), press("dates", "withdraw")]);
    const { rows } = await admin().query(
      "select action, count(*)::int as n from change_event where tenant_id = $1 and field = 'dates' group by 1 order by 1",
      [owner.id],
    );
    expect(rows).toEqual([
      { action: "shared", n: 1 },
      { action: "withdrawn", n: 1 },
    ]);
  });

  test("before it is done the page says who will see what of how many systems, hidden ones left out", async () => {
    const { member, at } = await neighbours();
    const page = await (await callLoader(sharePage, at("operation"))).json();
    expect(page).toMatchObject({ isShared: false, isCoreShared: true, count: 1 });
    expect(page.reach.touched).toEqual([{ id: member.id, name: member.name }]);
  });

  test.each(["price", "classification"] as const)(
    "%s asks once more, and does nothing until answered",
    async (group) => {
      const { owner, press, at } = await neighbours();
      const open = async () =>
        (
          await admin().query("select 1 from share where tenant_id = $1 and field_group = $2", [
            owner.id,
            group,
          ])
        ).rowCount;
      expect((await press(group, "grant")).headers.get("Location")).toMatch(/\/confirmation$/);
      expect(await open()).toBe(0);
      const silent = await callAction(confirmShare, {}, at(group));
      expect(silent.status).toBe(422);
      expect(await open()).toBe(0);
      await callAction(confirmShare, { understood: "on" }, at(group));
      expect(await open()).toBe(1);
    },
  );

  test("the second question cannot be used for other groups, nor a circle one is not in", async () => {
    const { owner, at } = await neighbours();
    expect((await callAction(confirmShare, { understood: "on" }, at("dates"))).status).toBe(404);
    const stranger = await town(admin());
    const theirs = await cooperation(admin(), [stranger, await town(admin())]);
    const foreign = {
      ...at("dates"),
      params: { tenant: owner.slug, circle: theirs.everyone, group: "dates" },
    };
    expect((await callAction(share, { do: "grant" }, foreign)).status).toBe(404);
  });

  test("editors and readers see the matrix and change nothing", async () => {
    const { owner, at } = await neighbours();
    const editor = await owner.person(["editor"]);
    const page = await callLoader(matrix, { cookie: editor.cookie, params: { tenant: owner.slug } });
    expect((await page.json()).can).toEqual({ decide: false });
    expect((await callAction(share, { do: "grant" }, { ...at("dates"), cookie: editor.cookie })).status).toBe(
      403,
    );
  });
});

describe("the log and undo", () => {
  const here = (place: Town) => ({ cookie: place.admin.cookie, params: { tenant: place.slug } });

  test("every change stands there with old, new, who and to whom", async () => {
    const { owner, press } = await neighbours();
    await press("operation", "grant");
    await press("operation", "withdraw");
    const { changes } = await (await callLoader(log, here(owner))).json();
    expect(changes.map((c: Record<string, unknown>) => [c.field, c.old, c.new, c.by_name])).toEqual([
      ["operation", true, false, owner.admin.name],
      ["operation", false, true, owner.admin.name],
    ]);
    expect(changes[0].circle).toMatch(/^Samverkan/i);
  });

  test("the last change is undone, and only the one that was seen", async () => {
    const { owner, member, press } = await neighbours();
    await press("operation", "grant");
    const { last } = await (await callLoader(undoPage, here(owner))).json();
    await press("dates", "grant");
    expect((await callAction(undo, { change: last.id }, here(owner))).status).toBe(409);
    await press("dates", "withdraw");
    const again = (await (await callLoader(undoPage, here(owner))).json()).last;
    await callAction(undo, { change: again.id }, here(owner));
    const page = await (await callLoader(matrix, here(owner))).json();
    expect(page.shares.map((s: { field_group: string }) => s.field_group).sort()).toEqual([
      "core",
      "dates",
      "operation",
    ]);
    expect(page.changes[0]).toMatchObject({ field: "dates", new: true, reason: "undone" });
    expect(await versions(member)).toEqual(["7"]);
  });

  test("undoing a withdrawal does not share a price without asking", async () => {
    const { owner, member, press, at } = await neighbours();
    await callAction(confirmShare, { understood: "on" }, at("price"));
    await press("price", "withdraw");
    const answer = await callLoader(undoPage, here(owner));
    expect(answer.headers.get("Location")).toMatch(/\/price$/);
    const { rows } = await admin().query(
      "select id from change_event where tenant_id = $1 and object_kind = 'share' order by id desc limit 1",
      [owner.id],
    );
    expect((await callAction(undo, { change: rows[0].id }, here(owner))).status).toBe(409);
    expect(await prices(member)).toEqual([]);
  });
});

describe("the receipt", () => {
  async function opened() {
    const world = await neighbours();
    const { owner, member, usage } = world;
    await member.as(async (db) => {
      const { sql } = await import("kysely");
      await sql`select app.log_access('list', 'system_usage', array[${owner.id}]::uuid[], array[null]::uuid[])`.execute(
        db,
      );
      await sql`select app.log_access('record', 'system_usage', array[${owner.id}]::uuid[], array[${usage}]::uuid[])`.execute(
        db,
      );
    });
    const read = async (query = "") =>
      (
        await callLoader(receiptPage, {
          cookie: owner.admin.cookie,
          params: { tenant: owner.slug },
          url: `/${owner.slug}/receipt${query}`,
        })
      ).json();
    return { ...world, read };
  }

  test("says which organisation opened what, in what, and narrows it down", async () => {
    const { member, read } = await opened();
    const all = await read();
    expect(all.total).toBe(2);
    expect(all.viewers.map((v: { name: string }) => v.name)).toEqual([member.name]);
    const records = await read("?via=record");
    expect(records.openings).toEqual([
      expect.objectContaining({ organisation: member.name, via: "record", own_name: "Öppet" }),
    ]);
    expect((await read("?via=export")).total).toBe(0);
    expect((await read(`?organisation=${member.slug}&from=2020-01-01`)).total).toBe(2);
    expect((await read("?to=2020-01-01")).total).toBe(0);
    expect((await read("?via=nonsense&from=not-a-day")).total).toBe(2);
  });

  test("leaves as a file without persons and without formulas", async () => {
    const { owner, member } = await opened();
    await admin().query(
      "update system_usage set own_name = '=cmd()' where tenant_id = $1 and own_name = 'Öppet'",
      [owner.id],
    );
    const response = await callLoader(receiptFile, {
      cookie: owner.admin.cookie,
      params: { tenant: owner.slug },
    });
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
    expect(text.startsWith("\uFEFFDag;")).toBe(true);
    expect(text).toContain(member.name);
    expect(text).toContain("'=cmd()");
    expect(text).not.toContain(member.admin.name);
    expect(text).not.toContain("@");
  });

  test("the viewer's own receipt says nothing of it, and in view as there is none", async () => {
    const { owner, member } = await opened();
    const theirs = await callLoader(receiptPage, {
      cookie: member.admin.cookie,
      params: { tenant: member.slug },
    });
    expect((await theirs.json()).total).toBe(0);
    const preview = { cookie: owner.admin.cookie, params: { tenant: `${owner.slug}~${member.slug}` } };
    expect((await callLoader(receiptPage, preview)).status).toBe(403);
    expect((await callLoader(matrix, preview)).status).toBe(403);
  });
});

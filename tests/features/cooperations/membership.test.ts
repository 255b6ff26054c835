import { describe, expect, test } from "vitest";
import { action as changeCircle } from "../../../app/routes/$tenant.circles.$id.tsx";
import { action as removeCircle } from "../../../app/routes/$tenant.circles.$id_.removal.tsx";
import { loader as listPage } from "../../../app/routes/$tenant.cooperations._index.tsx";
import { loader as onePage } from "../../../app/routes/$tenant.cooperations.$id.tsx";
import { action as newCircle } from "../../../app/routes/$tenant.cooperations.$id_.circles.new.tsx";
import { action as depart } from "../../../app/routes/$tenant.cooperations.$id_.departure.tsx";
import { action as edit } from "../../../app/routes/$tenant.cooperations.$id_.edit.tsx";
import { action as inviteAction } from "../../../app/routes/$tenant.cooperations.$id_.invitations.tsx";
import { action as member } from "../../../app/routes/$tenant.cooperations.$id_.members.$organisation.tsx";
import {
  action as joinAction,
  loader as joinPage,
} from "../../../app/routes/$tenant.cooperations.$id_.membership.tsx";
import { action as create } from "../../../app/routes/$tenant.cooperations.new.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { product, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const now = new Date("2026-06-15T10:00:00Z");
const later = new Date("2026-07-02T10:00:00Z");

const call = (place: Town, params: Record<string, string> = {}, at = now) => ({
  cookie: place.admin.cookie,
  params: { tenant: place.slug, ...params },
  now: at,
});

async function found(place: Town): Promise<string> {
  const response = await callAction(create, { name: "Öland", description: "" }, call(place));
  return response.headers.get("Location")!.split("/").at(-1)!;
}
const invite = (lead: Town, id: string, other: Town) =>
  callAction(inviteAction, { organisation: other.slug }, call(lead, { id }));
const join = (place: Town, id: string, at = now) => callAction(joinAction, {}, call(place, { id }, at));

const visible = (place: Town, at = now) =>
  place.as(
    async (db) => (await db.selectFrom("system_usage").select("own_name").execute()).map((r) => r.own_name),
    at,
  );

/** Two towns, each with one usage; the first has founded a cooperation and invited the second. */
async function invited() {
  const [lead, other] = [await town(admin()), await town(admin())];
  const item = await product(admin());
  await lead.use(item, "Ledarens");
  await other.use(item, "Den andras");
  const id = await found(lead);
  await invite(lead, id, other);
  return { lead, other, id };
}

describe("becoming a member", () => {
  test("the founder coordinates, is a member and shares the core group with the circle of all", async () => {
    const lead = await town(admin());
    const id = await found(lead);
    const page = await (await callLoader(onePage, call(lead, { id }))).json();
    expect(page.mine.state).toBe("member");
    expect(page.can).toEqual({ decide: true, coordinate: true });
    expect(page.circles).toEqual([
      expect.objectContaining({ is_everyone: true, organisations: [lead.name] }),
    ]);
    const { rows } = await admin().query("select field_group, to_on from share where tenant_id = $1", [
      lead.id,
    ]);
    expect(rows).toEqual([{ field_group: "core", to_on: null }]);
  });

  test("an invitation shows nothing of anybody; a yes shows the core group at once, on both sides", async () => {
    const { lead, other, id } = await invited();
    expect(await visible(lead)).toEqual(["Ledarens"]);
    expect(await visible(other)).toEqual(["Den andras"]);
    const page = await (await callLoader(joinPage, call(other, { id }))).json();
    expect(page.members).toEqual([lead.name]);
    expect(page.count).toBe(1);
    expect((await join(other, id)).headers.get("Location")).toBe(
      `/${other.slug}/cooperations/${id}?done=joined`,
    );
    expect((await visible(lead)).sort()).toEqual(["Den andras", "Ledarens"]);
    expect((await visible(other)).sort()).toEqual(["Den andras", "Ledarens"]);
  });

  test("a double click on the yes makes one membership, one share and one line of history each", async () => {
    const { other, id } = await invited();
    const answers = await Promise.all([join(other, id), join(other, id)]);
    expect(answers.map((answer) => answer.status)).toEqual([302, 302]);
    const { rows } = await admin().query(
      "select action, count(*)::int as n from change_event where tenant_id = $1 group by 1 order by 1",
      [other.id],
    );
    expect(rows).toEqual([
      { action: "joined", n: 1 },
      { action: "shared", n: 1 },
    ]);
    expect((await admin().query("select 1 from share where tenant_id = $1", [other.id])).rowCount).toBe(1);
  });

  test("founding twice with one form makes one cooperation", async () => {
    const lead = await town(admin());
    const form = { name: "Öland", description: "", form_key: crypto.randomUUID() };
    const answers = await Promise.all([
      callAction(create, form, call(lead)),
      callAction(create, form, call(lead)),
    ]);
    expect(new Set(answers.map((answer) => answer.headers.get("Location"))).size).toBe(1);
    expect((await admin().query("select 1 from cooperation where tenant_id = $1", [lead.id])).rowCount).toBe(
      1,
    );
  });

  test("nobody joins without an invitation, and to a stranger the cooperation does not exist", async () => {
    const { id } = await invited();
    const stranger = await town(admin());
    expect((await callLoader(onePage, call(stranger, { id }))).status).toBe(404);
    expect((await join(stranger, id)).status).toBe(404);
    expect((await (await callLoader(listPage, call(stranger))).json()).rows).toEqual([]);
  });

  test("a supplier is neither invited nor lets itself in", async () => {
    const { lead, id } = await invited();
    const supplier = await town(admin(), "supplier", "bolag");
    expect((await invite(lead, id, supplier)).status).toBe(409);
    expect((await callAction(create, { name: "X", description: "" }, call(supplier))).status).toBe(403);
    await expect(
      lead.as((db) =>
        db
          .insertInto("cooperation_member")
          .values({ tenant_id: lead.id, cooperation_id: id, organisation_id: supplier.id })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test("only local administrators answer, and only the coordinator's invite", async () => {
    const { lead, other, id } = await invited();
    const editor = await other.person(["editor"]);
    expect((await callAction(joinAction, {}, { ...call(other, { id }), cookie: editor.cookie })).status).toBe(
      403,
    );
    await join(other, id);
    expect((await invite(other, id, lead)).status).toBe(403);
  });
});

describe("leaving and coming back", () => {
  test("leaving today holds from the next request, on both sides, and the address is gone", async () => {
    const { lead, other, id } = await invited();
    await join(other, id);
    const response = await callAction(depart, { day: "2026-06-15" }, call(other, { id }));
    expect(response.headers.get("Location")).toBe(`/${other.slug}/cooperations?done=left`);
    expect(await visible(lead)).toEqual(["Ledarens"]);
    expect(await visible(other)).toEqual(["Den andras"]);
    expect((await callLoader(onePage, call(other, { id }))).status).toBe(404);
  });

  test("leaving on a later day changes nothing until then, and can be taken back", async () => {
    const { lead, other, id } = await invited();
    await join(other, id);
    await callAction(depart, { day: "2026-07-01" }, call(other, { id }));
    expect(await visible(lead)).toHaveLength(2);
    expect(await visible(lead, later)).toEqual(["Ledarens"]);
    await callAction(depart, { stay: "yes" }, call(other, { id }));
    expect(await visible(lead, later)).toHaveLength(2);
  });

  test.each(["2026-06-14", "", "i morgon"])("leaving on %j is not possible", async (day) => {
    const { other, id } = await invited();
    await join(other, id);
    const response = await callAction(depart, { day }, call(other, { id }));
    expect(response.status).toBe(422);
    expect((await response.json()).values.day).toBe(day);
  });

  test("coming back takes a new invitation and a new yes, and begins with the core group alone", async () => {
    const { lead, other, id } = await invited();
    await join(other, id);
    const { rows } = await admin().query("select id from circle where cooperation_id = $1", [id]);
    await admin().query(
      "insert into share (tenant_id, circle_id, object_kind, field_group, from_on) values ($1, $2, 'system_usage', 'price', '2026-01-01')",
      [other.id, rows[0].id],
    );
    await callAction(depart, { day: "2026-06-15" }, call(other, { id }));
    expect((await join(other, id)).status).toBe(404);
    await callAction(member, { do: "invite" }, call(lead, { id, organisation: other.slug }));
    expect(await visible(lead)).toEqual(["Ledarens"]);
    expect((await join(other, id)).status).toBe(302);
    expect(await visible(lead)).toHaveLength(2);
    const open = await admin().query("select field_group from share where tenant_id = $1 and to_on is null", [
      other.id,
    ]);
    expect(open.rows).toEqual([{ field_group: "core" }]);
  });

  test("a yes given before does not answer a new invitation after the coordinator ended the membership", async () => {
    const { lead, other, id } = await invited();
    await join(other, id);
    const manage = (form: Record<string, string>) =>
      callAction(member, form, call(lead, { id, organisation: other.slug }));
    await manage({ do: "end", day: "2026-06-15" });
    expect(await visible(other)).toEqual(["Den andras"]);
    await manage({ do: "invite" });
    expect(await visible(lead)).toEqual(["Ledarens"]);
    await join(other, id);
    expect(await visible(lead)).toHaveLength(2);
  });

  test("an ending that has not come can be taken back without a new yes", async () => {
    const { lead, other, id } = await invited();
    await join(other, id);
    const manage = (form: Record<string, string>) =>
      callAction(member, form, call(lead, { id, organisation: other.slug }));
    await manage({ do: "end", day: "2026-07-01" });
    expect(await visible(lead, later)).toEqual(["Ledarens"]);
    await manage({ do: "keep" });
    expect(await visible(lead, later)).toHaveLength(2);
  });

  test("the coordinator stays", async () => {
    const { lead, id } = await invited();
    expect((await callAction(depart, { day: "2026-06-15" }, call(lead, { id }))).status).toBe(409);
    const end = callAction(
      member,
      { do: "end", day: "2026-06-15" },
      call(lead, { id, organisation: lead.slug }),
    );
    expect((await end).status).toBe(409);
  });
});

describe("two people at once", () => {
  test("of two who edit name and description the slower is told, and what was typed stays", async () => {
    const { lead, id } = await invited();
    const first = await callAction(edit, { name: "Ett", description: "", version: "1" }, call(lead, { id }));
    expect(first.status).toBe(302);
    const second = await callAction(edit, { name: "Två", description: "", version: "1" }, call(lead, { id }));
    expect(second.status).toBe(409);
    expect(await second.json()).toEqual({
      values: { name: "Två", description: "" },
      errors: { "": "changed_meanwhile" },
    });
  });

  test("of two who change a circle's members both get what they meant", async () => {
    const { lead, other, id } = await invited();
    const third = await town(admin());
    await invite(lead, id, third);
    const made = await callAction(newCircle, { name: "Kartor" }, call(lead, { id }));
    const circle = made.headers.get("Location")!.split("/").at(-1)!;
    const add = (organisation: string) =>
      callAction(changeCircle, { name: "Kartor", organisation }, call(lead, { id: circle }));
    await Promise.all([add(other.id), add(third.id)]);
    const { rows } = await admin().query("select organisation_id from circle_member where circle_id = $1", [
      circle,
    ]);
    expect(rows.map((row) => row.organisation_id).sort()).toEqual([other.id, third.id].sort());
  });
});

describe("circles", () => {
  test("a name is used once, an unused circle is removed, one that was shared with is not", async () => {
    const { lead, id } = await invited();
    const circle = async (name: string) => {
      const made = await callAction(newCircle, { name }, call(lead, { id }));
      return made.headers.get("Location")?.split("/").at(-1);
    };
    const kept = (await circle("Kartor"))!;
    const gone = (await circle("Skola"))!;
    const again = await callAction(newCircle, { name: "Kartor" }, call(lead, { id }));
    expect(await again.json()).toMatchObject({ errors: { name: "name_taken" } });
    await admin().query(
      "insert into share (tenant_id, circle_id, object_kind, field_group) values ($1, $2, 'system_usage', 'core')",
      [lead.id, kept],
    );
    expect((await callAction(removeCircle, {}, call(lead, { id: gone }))).status).toBe(302);
    const refused = await callAction(removeCircle, {}, call(lead, { id: kept }));
    expect(refused.status).toBe(409);
    expect(await refused.json()).toEqual({ isInUse: true });
  });
});

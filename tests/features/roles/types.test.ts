import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { action, loader } from "#app/routes/$tenant.settings_.roles.tsx";
import { action as assign, loader as rolesPage } from "#app/routes/$tenant.systems.$id_.roles.tsx";
import { roleTypes } from "#db/reference/role-types.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { product, type Town, town } from "../../support/towns.ts";
import { makePerson, seedRoleTypes } from "./support/roles.ts";

const admin = testDatabase();
const all = roleTypes.map((type) => type.code);
let place: Town;

beforeAll(async () => {
  await seedRoleTypes(admin());
});
beforeEach(async () => {
  place = await town(admin());
});

const call = (who = place) => ({ cookie: who.admin.cookie, params: { tenant: who.slug } });
const page = async (who = place) => (await callLoader(loader, call(who))).json();

async function saving(form: Record<string, string | string[]>, state?: string) {
  return callAction(action, { is_on: all, state: state ?? (await page()).state, ...form }, call());
}

describe("role types of an organisation", () => {
  test("are the shared fourteen, in use, not mandatory, without rights until somebody says so", async () => {
    const { types } = await page();
    expect(types).toHaveLength(14);
    for (const type of types)
      expect(type).toMatchObject({ is_on: true, is_mandatory: false, grants_edit: false, description: null });
  });

  test("are switched, described and recorded; the second municipality's stay as they are", async () => {
    const saved = await saving({
      is_on: all.filter((code) => code !== "super_user"),
      is_mandatory: ["system_owner", "super_user"],
      grants_edit: "system_manager",
      "description.system_owner": "Förvaltningschefen.",
    });
    expect(saved.status).toBe(302);
    const { types } = await page();
    const byCode = Object.fromEntries(types.map((type: { code: string }) => [type.code, type]));
    expect(byCode.system_owner).toMatchObject({ is_mandatory: true, description: "Förvaltningschefen." });
    expect(byCode.system_manager).toMatchObject({ grants_edit: true });
    expect(byCode.super_user).toMatchObject({ is_on: false, is_mandatory: false });
    const { rows } = await admin().query(
      "select object_name, field, new from change_event where tenant_id = $1 and object_kind = 'role_type' order by object_name, field",
      [place.id],
    );
    expect(rows).toEqual([
      { object_name: "superanvändare", field: "is_on", new: false },
      { object_name: "systemförvaltare", field: "grants_edit", new: true },
      { object_name: "systemägare", field: "description", new: "Förvaltningschefen." },
      { object_name: "systemägare", field: "is_mandatory", new: true },
    ]);
    const other = await town(admin());
    expect((await page(other)).types.every((type: { is_on: boolean }) => type.is_on)).toBe(true);
  });

  test("of two who change them at once the second is told and nothing of theirs is written", async () => {
    const { state } = await page();
    const both = await Promise.all([
      saving({ is_mandatory: "system_owner" }, state),
      saving({ is_mandatory: "it_coordinator" }, state),
    ]);
    expect(both.map((response) => response.status).sort()).toEqual([302, 409]);
    const { types } = await page();
    expect(types.filter((type: { is_mandatory: boolean }) => type.is_mandatory)).toHaveLength(1);
  });

  test("a description that is too long is refused by field, and what was typed stays", async () => {
    const long = "x".repeat(1001);
    const answer = await saving({ "description.system_owner": long, is_mandatory: "system_owner" });
    expect(answer.status).toBe(422);
    const body = await answer.json();
    expect(body.errors).toEqual({ "description.system_owner": "description_long" });
    expect(body.types[0]).toMatchObject({ description: long, is_mandatory: true });
  });

  test("are set by local administrators only", async () => {
    const editor = await place.person(["editor"]);
    const at = { ...call(), cookie: editor.cookie };
    expect((await callLoader(loader, at)).status).toBe(403);
    expect((await callAction(action, { is_on: all }, at)).status).toBe(403);
  });

  test("a type that is switched off is not offered and not accepted for new assignments", async () => {
    await saving({ is_on: all.filter((code) => code !== "super_user") });
    const usage = await place.use(await product(admin()), "Ett");
    const at = { ...call(), params: { tenant: place.slug, id: usage } };
    const offered = (await (await callLoader(rolesPage, at)).json()).data.roleTypes;
    expect(offered.map((type: { code: string }) => type.code)).not.toContain("super_user");
    const person = await makePerson(admin(), place);
    const answer = await callAction(assign, { role_type: "super_user", person, from_on: "2026-01-01" }, at);
    expect(answer.status).toBe(422);
    const other = await callAction(assign, { role_type: "system_owner", person, from_on: "2026-01-01" }, at);
    expect(other.status).toBe(302);
  });
});

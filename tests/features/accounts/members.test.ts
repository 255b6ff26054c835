import { beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "#app/features/accounts/passwords.server.ts";
import { loader as list } from "#app/routes/$tenant.members._index.tsx";
import { action as changeRoles } from "#app/routes/$tenant.members.$account.tsx";
import { action as end } from "#app/routes/$tenant.members.$account_.end.tsx";
import { action as reinstate } from "#app/routes/$tenant.members.$account_.reinstatement.ts";
import { action as sendAgain } from "#app/routes/$tenant.members.invitations.$id.mail.tsx";
import { action as revoke } from "#app/routes/$tenant.members.invitations.$id.revocation.ts";
import { action as invite } from "#app/routes/$tenant.members.new.tsx";
import { action as accept, loader as invitationPage } from "#app/routes/invitation.$token.tsx";
import { action as login } from "#app/routes/login.tsx";
import { signedIn } from "#app/server/session.server.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { signIn, type TestPerson, type Town, town, unique } from "../../support/towns.ts";

const admin = testDatabase();
const PASSWORD = "fyra blåa lastbilar";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

const cookieOf = (response: Response) => response.headers.get("Set-Cookie")?.split(";")[0] ?? "";
const who = (cookie: string) =>
  signedIn({ request: new Request("http://localhost:3000/", { headers: { Cookie: cookie } }), context: {} });
const address = () => `${unique("ny")}@example.invalid`;
const tokenIn = (link: string) => link.split("/").at(-1)!;

function by(person: TestPerson, place: Town, more: Record<string, string> = {}) {
  return { cookie: person.cookie, params: { tenant: place.slug, ...more } };
}

/** Invites and gives the token of the link. */
async function invited(place: Town, email = address(), roles = ["reader"]): Promise<string> {
  const response = await callAction(invite, { name: "Nils Nyman", email, roles }, by(place.admin, place));
  expect(response.status).toBe(200);
  return tokenIn((await response.json()).link);
}

const openLink = (token: string, form: Record<string, string> = {}, cookie?: string, now?: Date) =>
  callAction(accept, form, { params: { token }, url: `/invitation/${token}`, cookie, now });
const newAccount = { name: "Nils Nyman", password: PASSWORD, repeated: PASSWORD };
const history = async (place: Town, kind: string) =>
  (
    await admin().query(
      "select action from change_event where tenant_id = $1 and object_kind = $2 order by id",
      [place.id, kind],
    )
  ).rows.map((row) => row.action);
const rolesOf = async (place: Town, accountId: string) =>
  (
    await admin().query("select roles, ended_at from membership where tenant_id = $1 and account_id = $2", [
      place.id,
      accountId,
    ])
  ).rows[0];

describe("inviting", () => {
  test("a new person chooses a password and is in, with the roles of the invitation", async () => {
    const place = await town(admin());
    const email = address();
    const token = await invited(place, email, ["reader", "editor"]);
    const page = await (await callLoader(invitationPage, { params: { token } })).json();
    expect(page.state).toMatchObject({ kind: "new", organisation: place.name, email });
    const response = await openLink(token, newAccount);
    expect(response.headers.get("Location")).toBe(`/${place.slug}`);
    const person = await who(cookieOf(response));
    expect(person?.memberships).toMatchObject([{ slug: place.slug, roles: ["reader", "editor"] }]);
    expect(await history(place, "invitation")).toEqual(["created", "accepted"]);
    expect(await history(place, "membership")).toEqual(["created"]);
    expect((await callAction(login, { email, password: PASSWORD })).status).toBe(302);
  });

  test("a link works once, also for two people at the same time", async () => {
    const place = await town(admin());
    const token = await invited(place);
    const answers = await Promise.all([
      openLink(token, newAccount),
      openLink(token, {
        ...newAccount,
        name: "Någon Annan",
        password: "sju gröna bussar",
        repeated: "sju gröna bussar",
      }),
    ]);
    const places = answers.map((answer) => answer.headers.get("Location"));
    expect(places.sort()).toEqual([`/${place.slug}`, `/invitation/${token}`].sort());
    expect(await history(place, "membership")).toEqual(["created"]);
    expect((await callLoader(invitationPage, { params: { token } })).status).toBe(410);
  });

  test("an existing account accepts only when signed in as it", async () => {
    const [place, home] = [await town(admin()), await town(admin())];
    const someone = await home.person(["reader"]);
    await admin().query("update account set password_hash = $1 where id = $2", [
      passwordHash,
      someone.accountId,
    ]);
    const token = await invited(place, someone.email, ["editor"]);
    const page = async (cookie?: string) =>
      (await (await callLoader(invitationPage, { params: { token }, cookie })).json()).state.kind;
    expect(await page()).toBe("sign_in");
    expect(await page(home.admin.cookie)).toBe("other_account");
    expect(await page(someone.cookie)).toBe("accept");
    await openLink(token, newAccount); // no new password by the link
    await openLink(token, {}, home.admin.cookie);
    expect(await rolesOf(place, someone.accountId)).toBeUndefined();
    const joined = await openLink(token, {}, someone.cookie);
    expect(joined.headers.get("Location")).toBe(`/${place.slug}`);
    expect(await rolesOf(place, someone.accountId)).toMatchObject({ roles: ["editor"] });
    expect(await who(someone.cookie)).toBeUndefined();
    expect((await who(cookieOf(joined)))?.memberships).toHaveLength(2);
  });

  test("the same form sent twice invites once", async () => {
    const place = await town(admin());
    const form = { name: "Nils Nyman", email: address(), roles: "reader" };
    const answers = await Promise.all([
      callAction(invite, form, by(place.admin, place)),
      callAction(invite, form, by(place.admin, place)),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
    const { rows } = await admin().query("select 1 from invitation where tenant_id = $1", [place.id]);
    expect(rows).toHaveLength(1);
  });

  test("withdrawn, run out or replaced, a link is dead", async () => {
    const place = await town(admin());
    const idOf = async (token: string) => {
      const { invitations } = await (await callLoader(list, by(place.admin, place))).json();
      expect(JSON.stringify(invitations)).not.toContain(token);
      return invitations[0].id as string;
    };
    const withdrawn = await invited(place);
    await callAction(revoke, {}, by(place.admin, place, { id: await idOf(withdrawn) }));
    const replaced = await invited(place);
    const again = await callAction(sendAgain, {}, by(place.admin, place, { id: await idOf(replaced) }));
    const fresh = tokenIn((await again.json()).link);
    for (const token of [withdrawn, replaced, "nonsense"])
      expect((await openLink(token, newAccount)).headers.get("Location")).toBe(`/invitation/${token}`);
    const late = new Date(Date.now() + 15 * 24 * 60 * 60 * 1000);
    expect((await openLink(fresh, newAccount, undefined, late)).headers.get("Location")).toBe(
      `/invitation/${fresh}`,
    );
    expect((await openLink(fresh, newAccount)).headers.get("Location")).toBe(`/${place.slug}`);
  });

  test("members are not invited again, former members are and come back with the new roles", async () => {
    const place = await town(admin());
    const someone = await place.person(["editor"]);
    const form = { name: "Kim", email: someone.email, roles: "reader" };
    const refused = await callAction(invite, form, by(place.admin, place));
    expect((await refused.json()).errors).toEqual({ email: "already_member" });
    await callAction(end, {}, by(place.admin, place, { account: someone.accountId }));
    await admin().query("update account set password_hash = $1 where id = $2", [
      passwordHash,
      someone.accountId,
    ]);
    const token = await invited(place, someone.email);
    await openLink(token, {}, await signIn(someone.accountId));
    expect(await rolesOf(place, someone.accountId)).toEqual({ roles: ["reader"], ended_at: null });
  });

  test("whoever became a member in another way meanwhile stays as they are, and the history tells no joining", async () => {
    const [place, home] = [await town(admin()), await town(admin())];
    const someone = await home.person(["reader"]);
    const token = await invited(place, someone.email, ["local_admin"]);
    await admin().query(
      `with p as (insert into person (tenant_id, name, email) values ($1, 'Kim', 'annan@example.invalid') returning id)
       insert into membership (tenant_id, account_id, person_id, roles) select $1, $2, id, '{reader}' from p`,
      [place.id, someone.accountId],
    );
    const answer = await openLink(token, {}, someone.cookie);
    expect(answer.headers.get("Location")).toBe(`/${place.slug}`);
    expect(await rolesOf(place, someone.accountId)).toEqual({ roles: ["reader"], ended_at: null });
    expect(await history(place, "invitation")).toEqual(["created", "accepted"]);
    expect(await history(place, "membership")).toEqual([]);
    const { rows } = await admin().query("select 1 from person where tenant_id = $1 and email = $2", [
      place.id,
      someone.email,
    ]);
    expect(rows).toEqual([]);
    expect((await callLoader(invitationPage, { params: { token } })).status).toBe(410);
  });

  test.each([
    [{ name: "", email: "a@b.se", roles: "reader" }, { name: "name_missing" }],
    [{ name: "Nils", email: "nils", roles: "reader" }, { email: "email_wrong" }],
    [{ name: "Nils", email: "a@b.se" }, { roles: "roles_missing" }],
  ])("%j is refused by field", async (form, errors) => {
    const place = await town(admin());
    const response = await callAction(invite, form as Record<string, string>, by(place.admin, place));
    expect(response.status).toBe(422);
    expect((await response.json()).errors).toEqual(errors);
  });

  test("an unknown role is refused", async () => {
    const place = await town(admin());
    const form = { name: "Nils", email: address(), roles: "owner" };
    expect((await callAction(invite, form, by(place.admin, place))).status).toBe(422);
  });
});

describe("changing and ending", () => {
  test("other roles take effect at once: the person's sessions end", async () => {
    const place = await town(admin());
    const someone = await place.person(["reader"]);
    const response = await callAction(
      changeRoles,
      { roles: ["reader", "editor"] },
      by(place.admin, place, { account: someone.accountId }),
    );
    expect(response.headers.get("Location")).toBe(`/${place.slug}/members?notice=roles`);
    expect(await rolesOf(place, someone.accountId)).toMatchObject({ roles: ["reader", "editor"] });
    expect(await who(someone.cookie)).toBeUndefined();
    expect(await who(place.admin.cookie)).toBeDefined();
    expect(await history(place, "membership")).toEqual(["updated"]);
  });

  test("who changes the own roles goes on under a new session", async () => {
    const place = await town(admin());
    const second = await place.person(["local_admin"]);
    const response = await callAction(
      changeRoles,
      { roles: ["local_admin", "reader"] },
      by(second, place, { account: second.accountId }),
    );
    expect(await who(second.cookie)).toBeUndefined();
    expect((await who(cookieOf(response)))?.secondFactorAt).not.toBeNull();
  });

  test("the last local administrator neither leaves nor loses the role", async () => {
    const place = await town(admin());
    const own = by(place.admin, place, { account: place.admin.accountId });
    const demoted = await callAction(changeRoles, { roles: ["reader"] }, own);
    expect((await demoted.json()).errors).toEqual({ roles: "last_admin" });
    expect((await callAction(end, {}, own)).status).toBe(409);
    expect(await rolesOf(place, place.admin.accountId)).toMatchObject({ ended_at: null });
  });

  test("of two administrators who remove each other at the same time one stays", async () => {
    for (let round = 0; round < 5; round++) {
      const place = await town(admin());
      const second = await place.person(["local_admin"]);
      await Promise.all([
        callAction(end, {}, by(place.admin, place, { account: second.accountId })),
        callAction(changeRoles, { roles: ["reader"] }, by(second, place, { account: place.admin.accountId })),
      ]);
      const { rows } = await admin().query(
        "select 1 from membership where tenant_id = $1 and ended_at is null and 'local_admin' = any (roles)",
        [place.id],
      );
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  test("an ended membership closes the organisation, and can be taken up again", async () => {
    const place = await town(admin());
    const someone = await place.person(["editor"]);
    const target = by(place.admin, place, { account: someone.accountId });
    await callAction(end, {}, target);
    expect(await who(someone.cookie)).toBeUndefined();
    expect(
      (await callLoader(list, by({ ...someone, cookie: await signIn(someone.accountId) }, place))).status,
    ).toBe(404);
    await callAction(reinstate, {}, target);
    expect(
      (await callLoader(list, by({ ...someone, cookie: await signIn(someone.accountId) }, place))).status,
    ).toBe(200);
    expect(await history(place, "membership")).toEqual(["ended", "reinstated"]);
  });

  test("sessions of people outside the own organisation cannot be ended", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    const response = await callAction(end, {}, by(place.admin, place, { account: other.admin.accountId }));
    expect(response.status).toBe(404);
    const { sql } = await import("kysely");
    await place.as((db) => sql`select app.end_sessions_of_member(${other.admin.accountId})`.execute(db));
    expect(await who(other.admin.cookie)).toBeDefined();
  });
});

describe("who may", () => {
  test("readers and editors see the members and none of what administrators do", async () => {
    const place = await town(admin());
    await invited(place, "hemlig.inbjudan@example.invalid");
    const leaver = await place.person(["editor"]);
    await callAction(end, {}, by(place.admin, place, { account: leaver.accountId }));
    for (const roles of [["reader"], ["editor"]] as const) {
      const someone = await place.person([...roles]);
      const response = await callLoader(list, by(someone, place));
      const data = await response.json();
      expect(data.canManage).toBe(false);
      expect(JSON.stringify(data)).not.toContain("hemlig.inbjudan");
      expect(JSON.stringify(data)).not.toContain(leaver.accountId);
      const account = { account: place.admin.accountId };
      const id = { id: place.id };
      for (const [action, params] of [
        [invite, {}],
        [changeRoles, account],
        [end, account],
        [reinstate, account],
        [revoke, id],
        [sendAgain, id],
      ] as const)
        expect((await callAction(action, {}, by(someone, place, { ...params }))).status).toBe(403);
    }
  });

  test("a supplier's administrator invites to the own company and reaches no municipality's members", async () => {
    const [company, place] = [await town(admin(), "supplier", "bolag"), await town(admin())];
    expect(await invited(company)).toBeTruthy();
    expect((await callLoader(list, by(company.admin, place))).status).toBe(404);
  });

  test("in view as, members are not shown", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    const response = await callLoader(list, {
      cookie: place.admin.cookie,
      params: { tenant: `${place.slug}~${other.slug}` },
    });
    expect(response.status).toBe(403);
  });
});

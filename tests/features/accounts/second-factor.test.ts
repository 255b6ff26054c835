import { beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "#app/features/accounts/passwords.server.ts";
import { PER_FACTOR } from "#app/features/accounts/second-factor.server.ts";
import { loader as members } from "#app/routes/$tenant.members._index.tsx";
import { loader as offer, action as setUp } from "#app/routes/account.second-factor.tsx";
import { action as login } from "#app/routes/login.tsx";
import { action as showCode } from "#app/routes/login_.second-factor.tsx";
import { signedIn, startSession } from "#app/server/session.server.ts";
import { codeFor } from "../../support/codes.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { town } from "../../support/towns.ts";

const admin = testDatabase();
const PASSWORD = "fyra blåa lastbilar";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

const cookieOf = (response: Response) => response.headers.get("Set-Cookie")?.split(";")[0] ?? "";
const who = (cookie: string) =>
  signedIn({ request: new Request("http://localhost:3000/", { headers: { Cookie: cookie } }), context: {} });

/** Somebody signed in with a password only. */
async function person() {
  const place = await town(admin());
  const { accountId, email } = await place.person(["editor"]);
  await admin().query("update account set password_hash = $1, totp_confirmed_at = null where id = $2", [
    passwordHash,
    accountId,
  ]);
  await admin().query("delete from session where account_id = $1", [accountId]);
  const cookie = (await startSession(accountId, { secondFactorAt: null, device: null })).split(";")[0]!;
  return { accountId, email, cookie, place };
}

/** The same, with the second factor switched on. */
async function withFactor() {
  const someone = await person();
  const { enrolment } = await (await callLoader(offer, { cookie: someone.cookie })).json();
  const response = await callAction(
    setUp,
    { intent: "on", code: codeFor(enrolment.secret) },
    { cookie: someone.cookie },
  );
  const { codes } = await response.json();
  return {
    ...someone,
    secret: enrolment.secret as string,
    codes: codes as string[],
    renewed: cookieOf(response),
  };
}

const later = (seconds: number) => new Date(Date.now() + seconds * 1000);

describe("setting up", () => {
  test("a code of the offered secret switches it on, gives ten codes and renews the session", async () => {
    const someone = await person();
    const elsewhere = (await startSession(someone.accountId, { secondFactorAt: null, device: null })).split(
      ";",
    )[0]!;
    const { enrolment } = await (await callLoader(offer, { cookie: someone.cookie })).json();
    expect(enrolment.uri).toContain(`secret=${enrolment.secret}`);
    const response = await callAction(
      setUp,
      { intent: "on", code: codeFor(enrolment.secret), to: "//evil.example" },
      { cookie: someone.cookie },
    );
    const { codes, to } = await response.json();
    expect(new Set(codes).size).toBe(10);
    expect(to).toBe("/account");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(await who(someone.cookie)).toBeUndefined();
    expect(await who(elsewhere)).toBeUndefined();
    const now = await who(cookieOf(response));
    expect(now?.hasSecondFactor).toBe(true);
    expect(now?.secondFactorAt).not.toBeNull();
  });

  test("a wrong code switches nothing on", async () => {
    const someone = await person();
    const response = await callAction(setUp, { intent: "on", code: "000000" }, { cookie: someone.cookie });
    expect(response.status).toBe(422);
    expect((await who(someone.cookie))?.hasSecondFactor).toBe(false);
  });

  test("neither secret nor recovery codes stand readable in the database", async () => {
    const someone = await withFactor();
    const { rows } = await admin().query(
      "select a.totp_secret, r.code_hash from account a join recovery_code r on r.account_id = a.id where a.id = $1",
      [someone.accountId],
    );
    const text = JSON.stringify(rows);
    expect(rows).toHaveLength(10);
    expect(text).not.toContain(someone.secret);
    for (const code of someone.codes) expect(text).not.toContain(code.replace("-", ""));
  });
});

describe("signing in with it", () => {
  async function halfway(email: string) {
    const response = await callAction(login, { email, password: PASSWORD, to: "/account" });
    expect(response.headers.get("Location")).toBe("/login/second-factor?to=%2Faccount");
    return cookieOf(response);
  }

  test("the password alone opens no page", async () => {
    const someone = await withFactor();
    const cookie = await halfway(someone.email);
    for (const [loader, params] of [
      [members, { tenant: someone.place.slug }],
      [offer, {}],
    ] as const) {
      const response = await callLoader(loader, { cookie, params: { ...params } });
      expect(response.status).toBe(302);
      expect(response.headers.get("Location")).toMatch(/^\/login\/second-factor/);
    }
  });

  test("a code works once, also for two at the same time", async () => {
    const someone = await withFactor();
    const [first, second] = [await halfway(someone.email), await halfway(someone.email)];
    const now = later(60);
    const code = codeFor(someone.secret, now);
    const answers = await Promise.all(
      [first, second].map((cookie) => callAction(showCode, { code, to: "/account" }, { cookie, now })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([302, 422]);
    const winner = answers.find((answer) => answer.status === 302)!;
    expect((await who(cookieOf(winner)))?.secondFactorAt).not.toBeNull();
    expect(await who(answers.indexOf(winner) === 0 ? first : second)).toBeUndefined();
  });

  test("the code of the set-up does not work again, nor one that is too old", async () => {
    const someone = await withFactor();
    const cookie = await halfway(someone.email);
    expect((await callAction(showCode, { code: codeFor(someone.secret) }, { cookie })).status).toBe(422);
    const old = codeFor(someone.secret, later(60));
    expect((await callAction(showCode, { code: old }, { cookie, now: later(150) })).status).toBe(422);
  });

  test("a recovery code works once, typed in any manner", async () => {
    const someone = await withFactor();
    const typed = ` ${someone.codes[3]!.toLowerCase().replace("-", " ")} `;
    expect(
      (await callAction(showCode, { code: typed }, { cookie: await halfway(someone.email) })).status,
    ).toBe(302);
    expect(
      (await callAction(showCode, { code: typed }, { cookie: await halfway(someone.email) })).status,
    ).toBe(422);
  });

  test("another account's recovery code is worth nothing", async () => {
    const [one, other] = [await withFactor(), await withFactor()];
    const response = await callAction(
      showCode,
      { code: other.codes[0]! },
      { cookie: await halfway(one.email) },
    );
    expect(response.status).toBe(422);
  });

  test("guessing ends, also for the right code", async () => {
    const someone = await withFactor();
    const cookie = await halfway(someone.email);
    for (let n = 0; n < PER_FACTOR.points; n++) await callAction(showCode, { code: "000000" }, { cookie });
    const now = later(60);
    const response = await callAction(showCode, { code: codeFor(someone.secret, now) }, { cookie, now });
    expect(response.status).toBe(429);
  });
});

describe("afterwards", () => {
  test("switching off takes password and code, and renews the sessions", async () => {
    const someone = await withFactor();
    const cookie = someone.renewed;
    const now = later(60);
    const code = codeFor(someone.secret, now);
    const off = (form: Record<string, string>) =>
      callAction(setUp, { intent: "off", ...form }, { cookie, now });
    expect((await off({ password: "wrong", code })).status).toBe(422);
    expect((await off({ password: PASSWORD, code: "000000" })).status).toBe(422);
    const response = await off({ password: PASSWORD, code });
    expect(response.headers.get("Location")).toBe("/account?notice=factor-off");
    expect(await who(cookie)).toBeUndefined();
    expect((await who(cookieOf(response)))?.hasSecondFactor).toBe(false);
    const { rows } = await admin().query("select 1 from recovery_code where account_id = $1", [
      someone.accountId,
    ]);
    expect(rows).toHaveLength(0);
    const mail = await admin().query("select subject from outbox where to_address = $1", [someone.email]);
    expect(mail.rows[0].subject).toMatch(/Tvåstegsverifieringen/);
  });

  test("new recovery codes replace the old", async () => {
    const someone = await withFactor();
    const cookie = someone.renewed;
    const response = await callAction(setUp, { intent: "codes", code: someone.codes[0]! }, { cookie });
    const { codes } = await response.json();
    expect(codes).toHaveLength(10);
    expect(codes.filter((code: string) => someone.codes.includes(code))).toEqual([]);
    const { rows } = await admin().query("select 1 from recovery_code where account_id = $1", [
      someone.accountId,
    ]);
    expect(rows).toHaveLength(10);
  });
});

test("a local administrator without one is led to set it up, where the installation asks for it", async () => {
  const place = await town(admin());
  await admin().query("update account set totp_confirmed_at = null where id = $1", [place.admin.accountId]);
  await admin().query(
    "insert into organisation_setting (tenant_id, requires_second_factor) values ($1, true)",
    [place.id],
  );
  const response = await callLoader(members, { cookie: place.admin.cookie, params: { tenant: place.slug } });
  expect(response.headers.get("Location")).toMatch(/^\/account\/second-factor\?required=1&to=/);
});

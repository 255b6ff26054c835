import { beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "#app/features/accounts/passwords.server.ts";
import { loader as account } from "#app/routes/account._index.tsx";
import { action as changePassword, loader as passwordPage } from "#app/routes/account.password.tsx";
import { action as changeFactor, loader as factorPage } from "#app/routes/account.second-factor.tsx";
import { action as endSessions } from "#app/routes/account.sessions.ts";
import { action as chooseLanguage } from "#app/routes/locale.ts";
import { action as login } from "#app/routes/login.tsx";
import { action as askReset } from "#app/routes/password-reset._index.tsx";
import { action as reset, loader as resetPage } from "#app/routes/password-reset.$token.tsx";
import { signedIn } from "#app/server/session.server.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { signIn, town, unique } from "../../support/towns.ts";

const admin = testDatabase();
const PASSWORD = "fyra blåa lastbilar";
const NEW = "sju gröna bussar till";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

async function person() {
  const place = await town(admin());
  const someone = await place.person(["editor"]);
  await admin().query("update account set password_hash = $1, totp_confirmed_at = null where id = $2", [
    passwordHash,
    someone.accountId,
  ]);
  return someone;
}

const cookieOf = (response: Response) => response.headers.get("Set-Cookie")?.split(";")[0] ?? "";
const who = (cookie: string) =>
  signedIn({ request: new Request("http://localhost:3000/", { headers: { Cookie: cookie } }), context: {} });
const canSignIn = async (email: string, password: string) =>
  (await callAction(login, { email, password })).status === 302;

describe("the language", () => {
  const languageOf = async (accountId: string) =>
    (await admin().query("select locale from account where id = $1", [accountId])).rows[0].locale;

  test("that somebody chooses is the account's, not only the browser's; nobody else's changes", async () => {
    const [someone, other] = [await person(), await person()];
    expect(
      (await callAction(chooseLanguage, { locale: "en", to: "/" }, { cookie: someone.cookie })).status,
    ).toBe(303);
    expect([await languageOf(someone.accountId), await languageOf(other.accountId)]).toEqual(["en", null]);
  });

  test("comes along to another browser at sign-in, where one that is chosen there wins", async () => {
    const someone = await person();
    const enter = (cookie?: string) =>
      callAction(login, { email: someone.email, password: PASSWORD }, cookie ? { cookie } : {});
    const cookies = (response: Response) => response.headers.getSetCookie().map((each) => each.split(";")[0]);
    expect(cookies(await enter())).not.toContain("locale=sv");
    await callAction(chooseLanguage, { locale: "en", to: "/" }, { cookie: someone.cookie });
    expect(cookies(await enter())).toContain("locale=en");
    await enter("locale=sv");
    expect(await languageOf(someone.accountId)).toBe("sv");
  });
});

describe("own sessions", () => {
  test("are listed, this one first, and nobody else's", async () => {
    const [someone, other] = [await person(), await person()];
    const elsewhere = await signIn(someone.accountId);
    const { sessions } = await (await callLoader(account, { cookie: elsewhere })).json();
    expect(sessions.map((session: { isCurrent: boolean }) => session.isCurrent)).toEqual([true, false]);
    const { rows } = await admin().query("select id from session where account_id = $1", [other.accountId]);
    expect(JSON.stringify(sessions)).not.toContain(rows[0].id);
  });

  test("one can be ended, and somebody else's cannot", async () => {
    const [someone, other] = [await person(), await person()];
    const elsewhere = await signIn(someone.accountId);
    const id = async (cookie: string) => (await who(cookie))!.sessionId;
    const end = async (cookie: string) =>
      callAction(endSessions, { session: await id(cookie) }, { cookie: someone.cookie });
    await end(other.cookie);
    expect(await who(other.cookie)).toBeDefined();
    await end(elsewhere);
    expect(await who(elsewhere)).toBeUndefined();
    expect(await who(someone.cookie)).toBeDefined();
  });

  test("all others end at once", async () => {
    const someone = await person();
    const others = [await signIn(someone.accountId), await signIn(someone.accountId)];
    await callAction(endSessions, {}, { cookie: someone.cookie });
    expect(await Promise.all(others.map(who))).toEqual([undefined, undefined]);
    expect(await who(someone.cookie)).toBeDefined();
  });

  test("are nobody's who is not signed in", async () => {
    const response = await callLoader(account, { url: "/account" });
    expect(response.headers.get("Location")).toBe("/login?to=%2Faccount");
  });
});

describe("the account's pages", () => {
  const pages = {
    "/account": { loader: account },
    "/account/password": { loader: passwordPage, action: changePassword },
    "/account/second-factor": { loader: factorPage, action: changeFactor },
    "/account/sessions": { action: endSessions },
  };

  test.each(Object.entries(pages))("%s is closed to strangers and to half a sign-in", async (url, routes) => {
    const someone = await person();
    await admin().query("update account set totp_confirmed_at = now() where id = $1", [someone.accountId]);
    await admin().query("update session set second_factor_at = null where account_id = $1", [
      someone.accountId,
    ]);
    for (const [cookie, place] of [
      [undefined, "/login?to="],
      [someone.cookie, "/login/second-factor?to="],
    ] as const) {
      const to = place + encodeURIComponent(url);
      if ("loader" in routes)
        expect((await callLoader(routes.loader, { url, cookie })).headers.get("Location")).toBe(to);
      if ("action" in routes)
        expect((await callAction(routes.action, {}, { url, cookie })).headers.get("Location")).toBe(to);
    }
    if ("action" in routes) {
      const headers = { Origin: "https://evil.example" };
      expect((await callAction(routes.action, {}, { url, cookie: someone.cookie, headers })).status).toBe(
        403,
      );
    }
  });
});

describe("changing the password", () => {
  test("needs the current one and renews the sessions", async () => {
    const someone = await person();
    const elsewhere = await signIn(someone.accountId);
    const change = (current: string) =>
      callAction(changePassword, { current, password: NEW, repeated: NEW }, { cookie: someone.cookie });
    const refused = await change("wrong");
    expect(refused.status).toBe(422);
    expect(await refused.json()).toEqual({ errors: { current: "password_wrong" } });
    const done = await change(PASSWORD);
    expect(done.headers.get("Location")).toBe("/account?notice=password");
    expect(await who(elsewhere)).toBeUndefined();
    expect(await who(someone.cookie)).toBeUndefined();
    expect((await who(cookieOf(done)))?.accountId).toBe(someone.accountId);
    expect(await canSignIn(someone.email, PASSWORD)).toBe(false);
    expect(await canSignIn(someone.email, NEW)).toBe(true);
  });

  test.each([
    ["kort", "kort", { password: "password_short" }],
    ["aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", { password: "password_simple" }],
    [NEW, `${NEW}!`, { repeated: "password_differs" }],
    ["", "", { password: "password_short" }],
  ])("%j, %j is refused by field", async (password, repeated, errors) => {
    const someone = await person();
    const response = await callAction(
      changePassword,
      { current: PASSWORD, password, repeated },
      { cookie: someone.cookie },
    );
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ errors });
  });
});

describe("password reset", () => {
  async function link(email: string): Promise<string> {
    const { rows } = await admin().query(
      "select body from outbox where to_address = $1 and body like '%/password-reset/%' order by created_at desc limit 1",
      [email],
    );
    return /password-reset\/([\w-]+)/.exec(rows[0].body)![1]!;
  }
  const ask = (email: string) => callAction(askReset, { email });
  const use = (token: string, password = NEW, now?: Date) =>
    callAction(
      reset,
      { password, repeated: password },
      { params: { token }, url: `/password-reset/${token}`, now },
    );

  test("says the same for known and unknown addresses, and mails only the known", async () => {
    const someone = await person();
    const stranger = `${unique("nobody")}@example.invalid`;
    const texts = new Set<string>();
    for (const email of [someone.email, stranger]) {
      const response = await ask(email);
      expect(response.status).toBe(200);
      texts.add((await response.text()).replace(email, "…"));
    }
    expect(texts.size).toBe(1);
    const { rows } = await admin().query("select to_address from outbox where to_address in ($1, $2)", [
      someone.email,
      stranger,
    ]);
    expect(rows.map((row) => row.to_address)).toEqual([someone.email]);
    const jobs = await admin().query(
      "select 1 from graphile_worker.jobs where task_identifier = 'send_mail'",
    );
    expect(jobs.rows.length).toBeGreaterThan(0);
  });

  test("the link sets a new password once and ends every session", async () => {
    const someone = await person();
    await ask(someone.email);
    const token = await link(someone.email);
    const { rows } = await admin().query("select token_hash from password_reset where account_id = $1", [
      someone.accountId,
    ]);
    expect(rows[0].token_hash).not.toBe(token);
    expect((await callLoader(resetPage, { params: { token } })).status).toBe(200);
    const answers = await Promise.all([use(token), use(token, "åtta röda traktorer")]);
    const places = answers.map((answer) => answer.headers.get("Location"));
    expect(places.filter((place) => place === "/login?notice=password-changed")).toHaveLength(1);
    expect(await who(someone.cookie)).toBeUndefined();
    expect(await canSignIn(someone.email, PASSWORD)).toBe(false);
    const chosen = places[0] === "/login?notice=password-changed" ? NEW : "åtta röda traktorer";
    expect(await canSignIn(someone.email, chosen)).toBe(true);
    expect((await callLoader(resetPage, { params: { token } })).status).toBe(410);
  });

  test("the link ends after an hour, and with the first of several used", async () => {
    const someone = await person();
    await ask(someone.email);
    const first = await link(someone.email);
    await ask(someone.email);
    const second = await link(someone.email);
    const late = new Date(Date.now() + 61 * 60 * 1000);
    expect((await use(second, NEW, late)).headers.get("Location")).toBe(`/password-reset/${second}`);
    await use(second);
    expect((await use(first)).headers.get("Location")).toBe(`/password-reset/${first}`);
  });

  test("asking again and again is stopped, known or not", async () => {
    for (const email of [(await person()).email, `${unique("nobody")}@example.invalid`]) {
      const answers = [await ask(email), await ask(email), await ask(email), await ask(email)];
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 429]);
    }
  });
});

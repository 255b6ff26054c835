import { afterEach, describe, expect, test, vi } from "vitest";
import { hashPassword, isOutdated, verifyPassword } from "#app/features/accounts/passwords.server.ts";
import { PER_ACCOUNT, PER_ADDRESS } from "#app/features/accounts/sign-in.server.ts";
import { action, loader } from "#app/routes/login.tsx";
import { action as signOut } from "#app/routes/logout.ts";
import { signedIn } from "#app/server/session.server.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { town, unique } from "../../support/towns.ts";

const admin = testDatabase();
const cheap = { N: 1024, r: 8, p: 1 };
const PASSWORD = "fyra blåa lastbilar";

afterEach(() => vi.unstubAllEnvs());

/** An account with a password, without second factor. */
async function account(stored?: string) {
  const place = await town(admin());
  const person = await place.person(["editor"]);
  await admin().query("update account set password_hash = $1, totp_confirmed_at = null where id = $2", [
    stored ?? (await hashPassword(PASSWORD, cheap)),
    person.accountId,
  ]);
  return { ...person, place };
}

const cookieOf = (response: Response) => response.headers.get("Set-Cookie")?.split(";")[0] ?? "";
const who = (cookie: string) =>
  signedIn({ request: new Request("http://localhost:3000/", { headers: { Cookie: cookie } }), context: {} });

describe("passwords", () => {
  test("a password fits its own hash only, however its letters are encoded", async () => {
    const stored = await hashPassword("Blåbär på ön", cheap);
    expect(await verifyPassword("Blåbär på ön".normalize("NFD"), stored)).toBe(true);
    expect(await verifyPassword("Blåbär på öarna", stored)).toBe(false);
    expect(stored).toMatch(/^scrypt\$N=1024,r=8,p=1\$/);
    expect(isOutdated(stored)).toBe(true);
  });

  test("without a stored hash no password fits", async () => {
    expect(await verifyPassword("", null)).toBe(false);
    expect(await verifyPassword("anything", "plain:anything")).toBe(false);
  });
});

describe("signing in", () => {
  test("the right password starts a session and leads where the person was going", async () => {
    const person = await account();
    const response = await callAction(action, {
      email: ` ${person.email.toUpperCase()} `,
      password: PASSWORD,
      to: `/${person.place.slug}/systems`,
    });
    expect(response.status).toBe(302);
    expect(response.headers.get("Location")).toBe(`/${person.place.slug}/systems`);
    expect(response.headers.get("Set-Cookie")).toMatch(/HttpOnly; SameSite=Lax/);
    expect((await who(cookieOf(response)))?.accountId).toBe(person.accountId);
  });

  test("an old hash is made anew with today's parameters", async () => {
    const person = await account();
    await callAction(action, { email: person.email, password: PASSWORD });
    const { rows } = await admin().query("select password_hash from account where id = $1", [
      person.accountId,
    ]);
    expect(isOutdated(rows[0].password_hash)).toBe(false);
    expect(await verifyPassword(PASSWORD, rows[0].password_hash)).toBe(true);
  });

  test("the session that was in the browser ends, so that nobody can plant one", async () => {
    const [planted, person] = [await account(), await account()];
    const response = await callAction(
      action,
      { email: person.email, password: PASSWORD },
      { cookie: planted.cookie },
    );
    expect(await who(planted.cookie)).toBeUndefined();
    expect((await who(cookieOf(response)))?.accountId).toBe(person.accountId);
  });

  test("unknown account and wrong password get the same answer after the same work", async () => {
    const person = await account(await hashPassword(PASSWORD));
    const tries = { unknown: [] as number[], wrong: [] as number[] };
    const bodies = new Set<string>();
    for (let round = 0; round < 3; round++) {
      for (const [kind, email] of [
        ["unknown", "nobody@example.invalid"],
        ["wrong", person.email],
      ] as const) {
        const start = process.cpuUsage(); // of all threads, and whatever else the machine is doing
        const response = await callAction(action, { email, password: "not this one" });
        tries[kind].push(process.cpuUsage(start).user);
        expect(response.status).toBe(422);
        bodies.add((await response.text()).replace(email, "…"));
      }
    }
    expect(bodies.size).toBe(1);
    const fastest = { unknown: Math.min(...tries.unknown), wrong: Math.min(...tries.wrong) };
    expect(fastest.unknown / fastest.wrong).toBeGreaterThan(0.5);
    expect(fastest.unknown / fastest.wrong).toBeLessThan(2);
  });

  test("a disabled account is like an unknown one", async () => {
    const person = await account();
    await admin().query("update account set disabled_at = now() where id = $1", [person.accountId]);
    expect((await callAction(action, { email: person.email, password: PASSWORD })).status).toBe(422);
    expect(await who(person.cookie)).toBeUndefined();
  });

  test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"])(
    "does not lead to %j",
    async (to) => {
      const person = await account();
      const response = await callAction(action, { email: person.email, password: PASSWORD, to });
      expect(response.headers.get("Location")).toBe("/");
    },
  );

  test("a foreign page cannot sign somebody in", async () => {
    const person = await account();
    const response = await callAction(
      action,
      { email: person.email, password: PASSWORD },
      { headers: { Origin: "https://evil.example" } },
    );
    expect(response.status).toBe(403);
  });
});

describe("limits", () => {
  test("after ten wrong passwords even the right one has to wait, for unknown accounts as for known", async () => {
    const person = await account();
    for (const email of [person.email, `${unique("nobody")}@example.invalid`]) {
      await admin().query("delete from rate_limit");
      await Promise.all(
        Array.from({ length: PER_ACCOUNT.points }, () => callAction(action, { email, password: "wrong" })),
      );
      const response = await callAction(action, { email, password: PASSWORD });
      expect(response.status).toBe(429);
      expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(800);
    }
    const { rows } = await admin().query("select key from rate_limit");
    expect(JSON.stringify(rows)).not.toContain(person.email);
    await admin().query("update rate_limit set expire = 1");
    expect((await callAction(action, { email: person.email, password: PASSWORD })).status).toBe(302);
  }, 30_000);

  test("an address that has tried too much waits, whatever account it tries next", async () => {
    const person = await account();
    await callAction(action, { email: `${unique("nobody")}@example.invalid`, password: "wrong" });
    await admin().query("update rate_limit set points = $1 where key like $2", [
      PER_ADDRESS.points,
      `${PER_ADDRESS.name}:%`,
    ]);
    expect((await callAction(action, { email: person.email, password: PASSWORD })).status).toBe(429);
    await admin().query("delete from rate_limit");
  });

  test("one address that tries too much does not lock out the others", async () => {
    const person = await account();
    const [attacker, neighbour] = ["192.0.2.66", "192.0.2.77"];
    const nobody = { email: `${unique("nobody")}@example.invalid`, password: "wrong" };
    await callAction(action, nobody, { address: attacker });
    await admin().query("update rate_limit set points = $1 where key like $2", [
      PER_ADDRESS.points,
      `${PER_ADDRESS.name}:%`,
    ]);
    const typed = { email: person.email, password: PASSWORD };
    expect((await callAction(action, typed, { address: attacker })).status).toBe(429);
    expect((await callAction(action, typed, { address: neighbour })).status).toBe(302);
    await admin().query("delete from rate_limit");
  });

  test("X-Forwarded-For does not help to get around it", async () => {
    const person = await account();
    await callAction(action, { email: `${unique("nobody")}@example.invalid`, password: "wrong" });
    await admin().query("update rate_limit set points = $1 where key like $2", [
      PER_ADDRESS.points,
      `${PER_ADDRESS.name}:%`,
    ]);
    const response = await callAction(
      action,
      { email: person.email, password: PASSWORD },
      { headers: { "X-Forwarded-For": "192.0.2.7" } },
    );
    expect(response.status).toBe(429);
    await admin().query("delete from rate_limit");
  });
});

describe("sessions", () => {
  test("end when nothing has happened for a while, and in any case after a week", async () => {
    const idle = await account();
    await admin().query("update session set expires_at = now() - interval '1 second' where account_id = $1", [
      idle.accountId,
    ]);
    expect(await who(idle.cookie)).toBeUndefined();
    const old = await account();
    await admin().query(
      "update session set absolute_expires_at = now() - interval '1 second', expires_at = now() + interval '1 hour' where account_id = $1",
      [old.accountId],
    );
    expect(await who(old.cookie)).toBeUndefined();
  });

  test("use moves the idle limit and never the absolute one", async () => {
    const person = await account();
    await admin().query(
      "update session set expires_at = now() + interval '1 minute', last_seen_at = now() - interval '10 minutes' where account_id = $1",
      [person.accountId],
    );
    const read = () =>
      admin().query(
        "select expires_at > now() + interval '11 hours' as moved, last_seen_at > now() - interval '1 minute' as seen, absolute_expires_at from session where account_id = $1",
        [person.accountId],
      );
    const before = await read();
    expect((await who(person.cookie))?.accountId).toBe(person.accountId);
    const after = await read();
    expect(after.rows[0]).toMatchObject({ moved: true, seen: true });
    expect(after.rows[0].absolute_expires_at).toEqual(before.rows[0].absolute_expires_at);
  });

  test("the database holds no token that would open a session", async () => {
    const person = await account();
    const { rows } = await admin().query("select id from session where account_id = $1", [person.accountId]);
    const token = Buffer.from(decodeURIComponent(person.cookie.split("=")[1]!), "base64").toString();
    expect(token).not.toContain(rows[0].id);
    expect(
      await who(`session=${Buffer.from(JSON.stringify(rows[0].id)).toString("base64")}`),
    ).toBeUndefined();
  });

  test("signing out ends the session and not only the cookie", async () => {
    const person = await account();
    const response = await callAction(signOut, {}, { cookie: person.cookie });
    expect(response.headers.get("Set-Cookie")).toMatch(/Max-Age=0/);
    expect(await who(person.cookie)).toBeUndefined();
  });
});

test("outside the demo the page knows nothing of it", async () => {
  const { config } = await import("#app/server/config.server.ts");
  const body = await (await callLoader(loader, { url: "/login" })).json();
  expect(body.demo === null).toBe(!config().demo);
});

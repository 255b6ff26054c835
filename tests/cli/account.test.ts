import { execFile } from "node:child_process";
import path from "node:path";
import { describe, expect, inject, test } from "vitest";
import { action as accept, loader as page } from "#app/routes/invitation.$token.tsx";
import { testDatabase } from "../support/database.ts";
import { callAction, callLoader } from "../support/routes.ts";
import { town, unique } from "../support/towns.ts";

const admin = testDatabase();

/** Runs the command as an operator would, with a real PostgreSQL. */
function samverka(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const file = path.resolve(import.meta.dirname, "../../app/cli/samverka.ts");
  const env = { ...process.env, NODE_ENV: "production" as const, DATABASE_URL: inject("adminUrl") };
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...words], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err }),
    );
  });
}

const PASSWORD = "fyra blåa lastbilar";
const chosen = { name: "Anna Andersson", password: PASSWORD, repeated: PASSWORD };

describe("samverka account create", () => {
  test("prints a link that makes the first administrator", async () => {
    const place = await town(admin());
    const email = `${unique("anna")}@example.invalid`;
    const words = ["account", "create", "--email", email, "--name", "Anna", "--organisation", place.slug];
    const first = await samverka(...words, "--admin");
    expect(first).toMatchObject({ code: 0, err: "" });
    const again = await samverka(...words, "--admin");
    const [old, token] = [first.out, again.out].map((line) => line.trim().split("/invitation/")[1]!);
    const kind = async (link: string) =>
      (await (await callLoader(page, { params: { token: link } })).json()).state.kind;
    expect([await kind(old!), await kind(token!)]).toEqual(["dead", "new"]);
    const joined = await callAction(accept, chosen, {
      params: { token: token! },
      url: `/invitation/${token}`,
    });
    expect(joined.headers.get("Location")).toBe(`/${place.slug}`);
    const { rows } = await admin().query(
      "select m.roles from membership m join account a on a.id = m.account_id where a.email = $1",
      [email],
    );
    expect(rows).toEqual([{ roles: ["local_admin", "editor"] }]);
    expect(await samverka(...words)).toMatchObject({ code: 1, out: "" });
  }, 60_000);

  test("says what is wrong with the arguments", async () => {
    expect(await samverka("account", "create", "--email", "x")).toMatchObject({ code: 2, out: "" });
    expect((await samverka("nonsense")).err).toContain("samverka account create");
    const words = [
      "account",
      "create",
      "--email",
      "a@b.se",
      "--name",
      "A",
      "--organisation",
      unique("nowhere"),
    ];
    expect(await samverka(...words)).toMatchObject({ code: 1, out: "" });
  }, 60_000);
});

test("samverka account reset-second-factor takes it off and ends the sessions", async () => {
  const place = await town(admin());
  expect(await samverka("account", "reset-second-factor", "--email", place.admin.email)).toMatchObject({
    code: 0,
  });
  const { rows } = await admin().query(
    "select totp_confirmed_at, (select count(*)::int from session s where s.account_id = a.id) as sessions from account a where id = $1",
    [place.admin.accountId],
  );
  expect(rows).toEqual([{ totp_confirmed_at: null, sessions: 0 }]);
}, 60_000);

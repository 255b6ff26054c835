import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ActionFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, test } from "vitest";
import { FIELDS } from "#app/features/systems/fields.rules.ts";
import { testDatabase } from "../support/database.ts";
import { callAction } from "../support/routes.ts";
import { cooperation, product, type Town, town } from "../support/towns.ts";

/**
 * Every action of an organisation, found by reading the folder, gets rubbish in every field that any form has. Whatever the
 * answer, it is one that the sender can do something about: never an error of ours, which a thrown error is here.
 */
const admin = testDatabase();
const app = path.resolve(import.meta.dirname, "../../app");
const files = readdirSync(path.join(app, "routes")).filter((file) => file.startsWith("$tenant"));

type Action = (args: ActionFunctionArgs) => unknown;

/** What people and programs have been seen to send. */
const rubbish: Record<string, string> = {
  nothing: "",
  "a NUL": "a\0b",
  // random, or an index that cannot hold it would not say so
  "a long text": `å${randomBytes(6_000).toString("hex")}`,
  "a day that is none": "2026-02-30",
  "half a day": "31/11",
  "the year 0": "0000-00-00",
  "a day far off": "99999-01-01",
  "a negative number": "-1",
  "a huge number": "99999999999999999999999",
  "a number beyond numbers": "1e309",
  "an odd amount": "1 000,505",
  html: "<script>alert(1)</script>",
  emoji: "🦦🏳️‍🌈",
  "marks that turn the text": "\u202Eabc\u200F",
  "half a surrogate pair": "\uD800x",
  "a name of JavaScript": "__proto__",
  "an id of nothing": randomUUID(),
  "a broken address": "http://[",
};

/** Every name that a form or an action of ours mentions. */
function fieldNames(): string[] {
  const names = new Set(FIELDS.map((field) => field.key as string));
  for (const file of readdirSync(app, { recursive: true, encoding: "utf8" })) {
    if (!/\.(ts|tsx)$/.test(file)) continue;
    const text = readFileSync(path.join(app, file), "utf8");
    for (const [, name] of text.matchAll(/(?:\bname=|form\.get(?:All)?\()"([\w-]+)"/g)) names.add(name!);
  }
  names.delete("form_key"); // each is a first sending
  names.delete("more"); // a button that asks for more rows, and is answered with the form as it was
  return [...names];
}

const names = fieldNames();
let owner: Town;
let ids: Record<string, string>;

beforeAll(async () => {
  owner = await town(admin());
  const member = await town(admin());
  const { id: cooperationId } = await cooperation(admin(), [owner, member]);
  const one = async (statement: string, values: unknown[]): Promise<string> =>
    (await admin().query(statement, values)).rows[0].id;
  const mine = [owner.id];
  ids = {
    systems: await owner.use(await product(admin()), "Prövat system"),
    products: await one(
      "insert into product (name, normalised_name, created_by_tenant_id) values ('P', 'p', $1) returning id",
      mine,
    ),
    suppliers: await one(
      "insert into supplier (name, normalised_name, created_by_tenant_id) values ('L', 'l', $1) returning id",
      mine,
    ),
    cooperations: cooperationId,
    circles: await one(
      "insert into circle (tenant_id, cooperation_id, name) values ($1, $2, 'Krets') returning id",
      [owner.id, cooperationId],
    ),
    circle: await one("select id from circle where cooperation_id = $1 and is_everyone", [cooperationId]),
    people: await one("insert into person (tenant_id, name) values ($1, 'Kim') returning id", mine),
    units: await one("insert into unit (tenant_id, name) values ($1, 'Enhet') returning id", mine),
    account: (await owner.person(["reader"])).accountId,
    organisation: member.slug,
    group: "dates",
    list: "systems",
  };
});

function paramsFor(file: string): Record<string, string> {
  const wanted = [...file.matchAll(/\$(\w+)/g)].map(([, name]) => name!.replace(/_$/, ""));
  const area = file.split(".")[1] ?? "";
  return Object.fromEntries(
    wanted.map((name) => [
      name,
      name === "tenant" ? owner.slug : ((name === "id" ? ids[area] : ids[name]) ?? randomUUID()),
    ]),
  );
}

describe.each(files)("%s", (file) => {
  test("answers rubbish with something that the sender can mend", async () => {
    const { action } = (await import(`../../app/routes/${file}`)) as { action?: Action };
    if (!action) return;
    for (const [what, value] of Object.entries(rubbish)) {
      const form = Object.fromEntries(names.map((name) => [name, value]));
      const call = { cookie: owner.admin.cookie, params: paramsFor(file), url: `/${owner.slug}` };
      const { status } = await callAction(action, form, call);
      expect(status, `${what}: ${status}`).toBeLessThan(500);
      expect(status, `${what}: ${status}`).toBeGreaterThanOrEqual(300);
    }
  });
});

test("a form that lost its fields decides nothing: nothing is shown, shared or called valid", async () => {
  const circle = ids.circle!;
  const usage = await owner.use(await product(admin()), "Dolt system", { is_hidden: true });
  await admin().query("delete from share where tenant_id = $1 and field_group = 'dates'", [owner.id]);
  const post = async (file: string, params: Record<string, string>) => {
    const { action } = (await import(`../../app/routes/${file}`)) as { action: Action };
    return (
      await callAction(action, {}, { cookie: owner.admin.cookie, params: { tenant: owner.slug, ...params } })
    ).status;
  };
  expect(await post("$tenant.systems.$id_.visibility.tsx", { id: usage })).toBe(422);
  expect(await post("$tenant.systems.$id_.validity.tsx", { id: usage })).toBe(422);
  expect(await post("$tenant.sharing.$circle.$group.tsx", { circle, group: "dates" })).toBe(422);
  const { rows } = await admin().query(
    `select (select is_hidden from system_usage where id = $1) as hidden,
       (select count(*) from share where tenant_id = $2 and field_group = 'dates') as shares`,
    [usage, owner.id],
  );
  expect(rows[0]).toEqual({ hidden: true, shares: 0 });
});

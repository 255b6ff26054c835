import { sql } from "kysely";
import type pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import type { FieldGroup } from "#db/schema/values.ts";
import { testDatabase } from "../support/database.ts";
import { product, type Town, town } from "../support/towns.ts";

/**
 * Random histories of joining, leaving, granting, withdrawing and hiding, on random days, past and to come. After every
 * step each organisation asks PostgreSQL what it may read, on the day and on other days, and a model written without
 * looking at the SQL says what it should be. The seed is printed in the name of a failing case.
 */
const admin = testDatabase();

const TABLES: Partial<Record<FieldGroup, string>> = {
  operation: "system_usage_operation",
  price: "system_usage_price",
  classification: "system_usage_classification",
  contacts: "role_assignment",
};
const GROUPS = ["core", "operation", "price", "classification", "contacts"] as const;
type Group = (typeof GROUPS)[number];
const TODAY = "2026-06-15";

/** The world as an independent description: plain lists of facts with days. */
interface Model {
  members: { cooperation: number; organisation: number; from: string; ended: string | null }[];
  joins: { cooperation: number; organisation: number; from: string; until: string | null }[];
  circles: { cooperation: number; isEveryone: boolean; organisations: Set<number> }[];
  shares: { organisation: number; circle: number; group: Group; from: string; until: string | null }[];
  hidden: Set<number>;
  suppliers: Set<number>;
}

const holds = (from: string, until: string | null, day: string) =>
  from <= day && (until === null || day < until);

function takesPart(model: Model, organisation: number, cooperation: number, day: string): boolean {
  const invited = model.members.some(
    (m) => m.cooperation === cooperation && m.organisation === organisation && holds(m.from, m.ended, day),
  );
  const accepted = model.joins.some(
    (j) => j.cooperation === cooperation && j.organisation === organisation && holds(j.from, j.until, day),
  );
  return invited && accepted;
}

function isInCircle(model: Model, organisation: number, circle: number, day: string): boolean {
  const { cooperation, isEveryone, organisations } = model.circles[circle]!;
  return (isEveryone || organisations.has(organisation)) && takesPart(model, organisation, cooperation, day);
}

/** May `viewer` read `group` of the one usage of `owner`? */
function mayRead(model: Model, viewer: number, owner: number, group: Group, day: string): boolean {
  if (viewer === owner) return true;
  if (model.hidden.has(owner) || model.suppliers.has(viewer)) return false;
  const isOpen = (wanted: Group) =>
    model.shares.some(
      (s) =>
        s.organisation === owner &&
        s.group === wanted &&
        holds(s.from, s.until, day) &&
        isInCircle(model, owner, s.circle, day) &&
        isInCircle(model, viewer, s.circle, day),
    );
  return isOpen("core") && isOpen(group);
}

/** Small and repeatable; the quality of the randomness does not matter here. */
function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    below: (n: number) => Math.floor(next() * n),
    oneOf: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
    chance: (p: number) => next() < p,
  };
}

const day = (offset: number) => new Date(Date.parse(TODAY) + offset * 86_400_000).toISOString().slice(0, 10);
const OFFSETS = [-30, -1, 0, 0, 0, 1, 30];
const WATCHED = [TODAY, day(-1), day(1), day(30)];

interface World {
  towns: Town[];
  usages: string[];
  cooperations: string[];
  circles: string[];
  model: Model;
  run: (text: string, values: unknown[]) => Promise<unknown>;
}

type Random = ReturnType<typeof randomOf>;

/** Every move changes the database as an administrator of the server would, and the model beside it. */
const moves: ((world: World, random: Random) => Promise<string>)[] = [
  async function invite({ towns, cooperations, model, run }, random) {
    const [c, o] = [random.below(cooperations.length), random.below(towns.length)];
    const from = day(random.oneOf(OFFSETS));
    const known = model.members.find((m) => m.cooperation === c && m.organisation === o);
    if (known) {
      // an ending that has come: inviting anew forgets the organisation's earlier yes
      if (known.ended && known.ended <= TODAY)
        model.joins = model.joins.filter((j) => j.cooperation !== c || j.organisation !== o);
      Object.assign(known, { from, ended: null });
    } else model.members.push({ cooperation: c, organisation: o, from, ended: null });
    await run(
      `insert into cooperation_member (tenant_id, cooperation_id, organisation_id, from_on) values ($1, $2, $3, $4)
       on conflict (cooperation_id, organisation_id) do update set from_on = excluded.from_on, ended_on = null`,
      [towns[0]!.id, cooperations[c], towns[o]!.id, from],
    );
    return `invite ${o} to ${c} from ${from}`;
  },
  async function end({ towns, cooperations, model, run }, random) {
    const member = random.oneOf(model.members);
    if (!member || (member.ended && member.ended <= TODAY)) return "nobody to end";
    member.ended = day(random.oneOf(OFFSETS));
    await run(
      "update cooperation_member set ended_on = $3 where cooperation_id = $1 and organisation_id = $2",
      [cooperations[member.cooperation], towns[member.organisation]!.id, member.ended],
    );
    return `end ${member.organisation} in ${member.cooperation} on ${member.ended}`;
  },
  async function join({ towns, cooperations, model, run }, random) {
    const [c, o] = [random.below(cooperations.length), random.below(towns.length)];
    const from = day(random.oneOf(OFFSETS));
    model.joins = model.joins.filter((j) => j.cooperation !== c || j.organisation !== o);
    model.joins.push({ cooperation: c, organisation: o, from, until: null });
    await run(
      `insert into cooperation_join (tenant_id, cooperation_id, joined_on) values ($1, $2, $3)
       on conflict (tenant_id, cooperation_id) do update set joined_on = excluded.joined_on, leaves_on = null`,
      [towns[o]!.id, cooperations[c], from],
    );
    return `${o} joins ${c} from ${from}`;
  },
  async function leave({ towns, cooperations, model, run }, random) {
    const join = random.oneOf(model.joins);
    if (!join) return "nobody to leave";
    join.until = day(random.oneOf(OFFSETS));
    await run("update cooperation_join set leaves_on = $3 where cooperation_id = $1 and tenant_id = $2", [
      cooperations[join.cooperation],
      towns[join.organisation]!.id,
      join.until,
    ]);
    return `${join.organisation} leaves ${join.cooperation} on ${join.until}`;
  },
  async function regroup({ towns, circles, model, run }, random) {
    const [k, o] = [random.below(circles.length), random.below(towns.length)];
    const { organisations, isEveryone } = model.circles[k]!;
    const isIn = organisations.has(o);
    if (isIn) organisations.delete(o);
    else organisations.add(o);
    // taken out of a circle, one shares nothing with it any more, also when put back
    if (isIn && !isEveryone)
      for (const share of model.shares)
        if (share.organisation === o && share.circle === k && (share.until === null || share.until > TODAY))
          share.until = TODAY;
    await run(
      isIn
        ? "delete from circle_member where tenant_id = $1 and circle_id = $2 and organisation_id = $3"
        : "insert into circle_member (tenant_id, circle_id, organisation_id) values ($1, $2, $3)",
      [towns[0]!.id, circles[k], towns[o]!.id],
    );
    return `${o} ${isIn ? "out of" : "into"} circle ${k}`;
  },
  grant,
  grant,
  grant,
  async function withdraw({ towns, circles, model, run }, random) {
    const share = random.oneOf(model.shares.filter((s) => s.until === null));
    if (!share) return "nothing to withdraw";
    const until = day(random.oneOf([0, 0, 0, 1, 30]));
    share.until = until;
    await run(
      "update share set to_on = $4 where tenant_id = $1 and circle_id = $2 and field_group = $3 and to_on is null",
      [towns[share.organisation]!.id, circles[share.circle], share.group, until],
    );
    return `${share.organisation} withdraws ${share.group} from circle ${share.circle} on ${until}`;
  },
  async function hide({ towns, usages, model, run }, random) {
    const o = random.below(towns.length);
    const isHidden = random.chance(0.3);
    if (isHidden) model.hidden.add(o);
    else model.hidden.delete(o);
    await run("update system_usage set is_hidden = $2 where id = $1", [usages[o], isHidden]);
    return `${o} ${isHidden ? "hides" : "shows"} its usage`;
  },
];

async function grant({ towns, circles, model, run }: World, random: Random) {
  const [o, k] = [random.below(towns.length), random.below(circles.length)];
  const group = random.chance(0.4) ? "core" : random.oneOf(GROUPS);
  const isOpen = (s: Model["shares"][number]) =>
    s.organisation === o && s.circle === k && s.group === group && s.until === null;
  if (model.shares.some(isOpen)) return "granted already";
  const from = day(random.oneOf(OFFSETS));
  model.shares.push({ organisation: o, circle: k, group, from, until: null });
  await run(
    "insert into share (tenant_id, circle_id, object_kind, field_group, from_on) values ($1, $2, 'system_usage', $3, $4)",
    [towns[o]!.id, circles[k], group, from],
  );
  return `${o} grants ${group} to circle ${k} from ${from}`;
}

/** Most are members and share the core group, so that there is something to take away. */
async function settle({ towns, cooperations, circles, model, run }: World, random: Random) {
  const from = day(-30);
  for (const o of towns.keys()) {
    for (const c of cooperations.keys()) {
      if (random.chance(0.9)) {
        model.members.push({ cooperation: c, organisation: o, from, ended: null });
        await run(
          "insert into cooperation_member (tenant_id, cooperation_id, organisation_id, from_on) values ($1, $2, $3, $4)",
          [towns[0]!.id, cooperations[c], towns[o]!.id, from],
        );
      }
      if (random.chance(0.9)) {
        model.joins.push({ cooperation: c, organisation: o, from, until: null });
        await run("insert into cooperation_join (tenant_id, cooperation_id, joined_on) values ($1, $2, $3)", [
          towns[o]!.id,
          cooperations[c],
          from,
        ]);
      }
    }
    for (const k of circles.keys()) {
      if (random.chance(0.6)) {
        model.circles[k]!.organisations.add(o);
        await run("insert into circle_member (tenant_id, circle_id, organisation_id) values ($1, $2, $3)", [
          towns[0]!.id,
          circles[k],
          towns[o]!.id,
        ]);
      }
      for (const group of GROUPS)
        if (random.chance(group === "core" ? 0.6 : 0.2)) {
          model.shares.push({ organisation: o, circle: k, group, from, until: null });
          await run(
            "insert into share (tenant_id, circle_id, object_kind, field_group, from_on) values ($1, $2, 'system_usage', $3, $4)",
            [towns[o]!.id, circles[k], group, from],
          );
        }
    }
  }
}

const MUNICIPALITIES = 5;

/** Five municipalities and a supplier, each with one usage that has something in every group; two cooperations, four circles. */
async function makeWorld(pool: pg.Pool): Promise<World> {
  // the trigger of the database asks which day it is: the whole history takes place on one
  const run = async (text: string, values: unknown[]) => {
    const client = await pool.connect();
    try {
      await client.query(`begin; set local app.today = '${TODAY}'`);
      const result = await client.query(text, values);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback");
      throw error;
    } finally {
      client.release();
    }
  };
  const towns: Town[] = [];
  for (let i = 0; i < MUNICIPALITIES; i++) towns.push(await town(pool));
  towns.push(await town(pool, "supplier", "bolag"));
  await pool.query(
    `insert into role_type (code, name_sv, name_en, answers_for_sv, answers_for_en, position)
     values ('system_owner', 'systemägare', 'system owner', '', '', 1) on conflict do nothing`,
  );
  const item = await product(pool);
  const usages: string[] = [];
  for (const each of towns) {
    const usage = await each.use(item, `System i ${each.name}`, {
      operation: { version_text: "1" },
      price: { yearly_minor: 100 },
      classification: { confidentiality: 1 },
    });
    await pool.query(
      `insert into role_assignment (tenant_id, usage_id, role_type, person_id)
       select $1, $2, 'system_owner', id from person where tenant_id = $1 limit 1`,
      [each.id, usage],
    );
    usages.push(usage);
  }
  const model: Model = {
    members: [],
    joins: [],
    circles: [],
    shares: [],
    hidden: new Set(),
    suppliers: new Set([MUNICIPALITIES]),
  };
  const cooperations: string[] = [];
  const circles: string[] = [];
  for (const c of [0, 1]) {
    const made = await pool.query("insert into cooperation (tenant_id, name) values ($1, $2) returning id", [
      towns[0]!.id,
      `Samverkan ${c}`,
    ]);
    cooperations.push(made.rows[0].id);
    for (const isEveryone of [true, false]) {
      const circle = await pool.query(
        "insert into circle (tenant_id, cooperation_id, name, is_everyone) values ($1, $2, $3, $4) returning id",
        [towns[0]!.id, cooperations[c], isEveryone ? "Alla" : "Några", isEveryone],
      );
      circles.push(circle.rows[0].id);
      model.circles.push({ cooperation: c, isEveryone, organisations: new Set() });
    }
  }
  return { towns, usages, cooperations, circles, model, run };
}

/** What each organisation gets from the tables themselves, as `owner:group` words. */
async function readByDatabase(world: World, viewer: number, on: string): Promise<string[]> {
  const rows = await world.towns[viewer]!.as(
    async (db) => {
      const found = [
        ...(await db
          .selectFrom("system_usage")
          .select(["tenant_id", sql<string>`'core'`.as("field_group")])
          .execute()),
      ];
      for (const [group, table] of Object.entries(TABLES)) {
        const { rows } = await sql<{ tenant_id: string; field_group: string }>`
          select tenant_id, ${group} as field_group from ${sql.table(table)}`.execute(db);
        found.push(...rows);
      }
      return found;
    },
    new Date(`${on}T10:00:00Z`),
  );
  const ownerOf = (id: string) => world.towns.findIndex((each) => each.id === id);
  return rows.map((row) => `${ownerOf(row.tenant_id)}:${row.field_group}`).sort();
}

function readByModel(world: World, viewer: number, on: string): string[] {
  return world.towns
    .flatMap((_, owner) =>
      GROUPS.filter((group) => mayRead(world.model, viewer, owner, group, on)).map(
        (group) => `${owner}:${group}`,
      ),
    )
    .sort();
}

describe("who may read what, against an independent model", () => {
  const seeds = [1, 20, 300, 4000, 50_000, 600_001];
  const seen = { shared: 0, refused: 0 };

  test.each(seeds)("history %i", { timeout: 120_000 }, async (seed) => {
    const world = await makeWorld(admin());
    const random = randomOf(seed);
    await settle(world, random);
    const history: string[] = [];
    for (let step = 0; step < 45; step++) {
      history.push(await random.oneOf(moves)(world, random));
      const days = step % 9 === 8 ? WATCHED : [TODAY];
      for (const on of days)
        for (const viewer of world.towns.keys()) {
          const expected = readByModel(world, viewer, on);
          const got = await readByDatabase(world, viewer, on);
          seen.shared += expected.length - GROUPS.length;
          seen.refused += world.towns.length * GROUPS.length - expected.length;
          expect(got, `viewer ${viewer} on ${on} after\n${history.join("\n")}`).toEqual(expected);
        }
    }
  });

  test("the histories were worth telling: much was shared and much was not", () => {
    expect(seen.shared).toBeGreaterThan(2000);
    expect(seen.refused).toBeGreaterThan(2000);
  });
});

describe("counting and searching follow the same rule", () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(admin());
    const random = randomOf(77);
    await settle(world, random);
    for (let i = 0; i < 20; i++) await random.oneOf(moves)(world, random);
  });

  test("the search finds exactly the usages that the list shows", async () => {
    const now = new Date(`${TODAY}T10:00:00Z`);
    let shared = 0;
    for (const each of world.towns) {
      const [listed, found] = await each.as(async (db) => {
        const rows = await db.selectFrom("system_usage").select("id").execute();
        const hits = await sql<{ id: string }>`select id from app.search_usages('system i', 1000)`.execute(
          db,
        );
        return [rows.map((row) => row.id).sort(), hits.rows.map((row) => row.id).sort()];
      }, now);
      expect(found).toEqual(listed);
      shared += listed.length - 1;
    }
    expect(shared).toBeGreaterThan(3);
  });

  test("nobody reads another's shares, whatever is shared", async () => {
    for (const each of world.towns) {
      const shares = await each.as((db) => db.selectFrom("share").select("tenant_id").execute());
      expect(shares.filter((share) => share.tenant_id !== each.id)).toEqual([]);
    }
  });
});

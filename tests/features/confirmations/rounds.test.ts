import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { followUpRounds } from "#app/features/confirmations/escalation.server.ts";
import { loader as startPage } from "#app/routes/$tenant._index.tsx";
import { action as actOnRound, loader as roundPage } from "#app/routes/$tenant.confirmations.$id.tsx";
import { action as weights } from "#app/routes/$tenant.confirmations.completeness.tsx";
import { loader as ownConfirmations } from "#app/routes/$tenant.confirmations.mine.tsx";
import { action as makeRound } from "#app/routes/$tenant.confirmations.new.tsx";
import { loader as cooperationPage } from "#app/routes/$tenant.cooperations.$id.tsx";
import { loader as systems } from "#app/routes/$tenant.systems._index.tsx";
import { loader as record } from "#app/routes/$tenant.systems.$id.tsx";
import { action as confirmRecord } from "#app/routes/$tenant.systems.$id_.confirmation.ts";
import { action as editRecord } from "#app/routes/$tenant.systems.$id_.edit.tsx";
import { action as answer, loader as letter } from "#app/routes/confirm.$token.tsx";
import { action as correct, loader as correction } from "#app/routes/confirm.$token_.$usage.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestPerson, type Town, town, unique } from "../../support/towns.ts";
import { giveRole, makePerson, nameDeputy, personOf, seedRoleTypes } from "../roles/support/roles.ts";

const admin = testDatabase();
const now = new Date("2026-11-21T10:00:00Z");
const late = new Date("2026-12-08T10:00:00Z");

let place: Town;
let item: string;
let owner: string;
let boss: string;
let usage: string;

beforeAll(async () => {
  await seedRoleTypes(admin());
  item = await product(admin());
});

beforeEach(async () => {
  place = await town(admin());
  owner = await makePerson(admin(), place, "Olle Ägare");
  boss = await makePerson(admin(), place, "Bodil Chef");
  usage = await place.use(item, "Lönesystemet", { dates: { taken_into_use_on: "2020-01-01" } });
  await giveRole(admin(), place, { usage, person: owner });
});

const one = async <T>(text: string, values: unknown[]) => (await admin().query(text, values)).rows[0] as T;
const many = async <T>(text: string, values: unknown[]) => (await admin().query(text, values)).rows as T[];

async function draft(over: Record<string, string> = {}): Promise<string> {
  const form = {
    name: "Årlig genomgång",
    opens_on: "2026-11-21",
    closes_on: "2026-12-20",
    unit_id: "",
    escalate_after_days: "14",
    escalate_to_person_id: boss,
    form_key: crypto.randomUUID(),
    ...over,
  };
  const response = await callAction(makeRound, form, {
    cookie: place.admin.cookie,
    params: { tenant: place.slug },
    now,
  });
  expect(response.status).toBe(302);
  return response.headers.get("Location")!.split("/").pop()!;
}

const act = (id: string, intent: string, by: TestPerson = place.admin, at = now) =>
  callAction(actOnRound, { intent }, { cookie: by.cookie, params: { tenant: place.slug, id }, now: at });

async function look(id: string, at = now) {
  const response = await callLoader(roundPage, {
    cookie: place.admin.cookie,
    params: { tenant: place.slug, id },
    now: at,
  });
  return response.json();
}

async function opened(over: Record<string, string> = {}): Promise<string> {
  const id = await draft(over);
  expect((await act(id, "open")).status).toBe(302);
  return id;
}

/** Tokens of the mails to a person, oldest first. */
async function tokensTo(person: string): Promise<string[]> {
  const mails = await many<{ body: string }>(
    `select o.body from outbox o join person p on p.tenant_id = o.tenant_id and lower(p.email) = lower(o.to_address)
     where p.id = $1 order by o.created_at, o.id`,
    [person],
  );
  return mails.map((mail) => /\/confirm\/([\w-]+)/.exec(mail.body)![1]!);
}

interface Browser {
  token: string;
  cookie: string;
}

/** Opens a link as a browser without any account. */
async function open(token: string, at = now): Promise<Browser> {
  const response = await callAction(answer, { intent: "open" }, { params: { token }, now: at });
  return { token, cookie: response.headers.get("Set-Cookie")?.split(";")[0] ?? "" };
}

async function list({ token, cookie }: Browser, at = now) {
  const response = await callLoader(letter, { params: { token }, cookie, now: at });
  return { status: response.status, ...(await response.json()) };
}

const say = ({ token, cookie }: Browser, id: string, version: number, at = now) =>
  callAction(
    answer,
    { intent: "confirm", usage: id, version: String(version) },
    { params: { token }, cookie, now: at },
  );

const fix = ({ token, cookie }: Browser, id: string, form: Record<string, string>, at = now) =>
  callAction(correct, form, { params: { token, usage: id }, cookie, now: at });

async function correctionForm({ token, cookie }: Browser, id: string, at = now) {
  const response = await callLoader(correction, { params: { token, usage: id }, cookie, now: at });
  const { state } = await response.json();
  return { ...state.typed, was: JSON.stringify(state.was), version: String(state.version) };
}

const sealed = (id = usage) =>
  one<{ confirmed_on: string | null; confirmed_by_name: string | null; needs_check_since: Date | null }>(
    `select confirmed_on::text, confirmed_by_name, needs_check_since from system_usage_internal where usage_id = $1`,
    [id],
  );

describe("a round", () => {
  test("previews who is asked and what has no owner, sends nothing before it is opened", async () => {
    await place.use(item, "Utan ägare");
    await place.use(item, "Nedlagt", { lifecycle: "retired" });
    const id = await draft();
    const { round, preview, progress } = await look(id);
    expect(round.state).toBe("draft");
    expect(progress).toBeNull();
    expect(preview.systems).toBe(2);
    expect(preview.owners).toMatchObject([{ name: "Olle Ägare", systems: 1, hasMail: true }]);
    expect(preview.withoutOwner.map((each: { own_name: string }) => each.own_name)).toEqual(["Utan ägare"]);
    expect(await tokensTo(owner)).toEqual([]);
  });

  test("one mail per owner however often and however fast it is opened", async () => {
    const second = await place.use(item, "Tidrapportering");
    await giveRole(admin(), place, { usage: second, person: owner });
    const id = await draft();
    const answers = await Promise.all([act(id, "open"), act(id, "open")]);
    expect(answers.map((each) => each.status)).toEqual([302, 302]);
    await act(id, "open");
    await followUpRounds(now);
    expect(await tokensTo(owner)).toHaveLength(1);
    expect(await many("select 1 from confirmation_row where round_id = $1", [id])).toHaveLength(2);
  });

  test("a unit takes in the units below it and nothing else", async () => {
    const unit = async (name: string, parent: string | null) =>
      (
        await one<{ id: string }>(
          "insert into unit (tenant_id, name, parent_unit_id) values ($1, $2, $3) returning id",
          [place.id, name, parent],
        )
      ).id;
    const top = await unit("Socialtjänst", null);
    const below = await unit("Hemtjänst", top);
    const inside = await place.use(item, "Planering", { internal: { unit_id: below } });
    await giveRole(admin(), place, { usage: inside, person: owner });
    const { preview } = await look(await draft({ unit_id: top }));
    expect(preview.systems).toBe(1);
    expect(preview.owners[0].systems).toBe(1);
  });

  test("a deputy is asked in the owner's place, and when the days are over the owner is", async () => {
    const deputy = await makePerson(admin(), place, "Dana Vikarie");
    await nameDeputy(admin(), place, { person: owner, deputy, from: "2026-11-20", to: "2026-11-25" });
    await opened();
    expect(await tokensTo(owner)).toEqual([]);
    const [token] = await tokensTo(deputy);
    const browser = await open(token!);
    const { state } = await list(browser);
    expect(state.systems[0]).toMatchObject({ forName: "Olle Ägare", state: "to_answer" });
    const afterwards = new Date("2026-11-26T05:00:00Z");
    await followUpRounds(afterwards);
    expect(await tokensTo(owner)).toHaveLength(1);
    expect((await list(browser, afterwards)).state.systems[0].state).toBe("not_yours");
    expect((await (await say(browser, usage, 1, afterwards)).json()).refused).toBe("not_yours");
  });

  test("readers cannot see, make or open one; another municipality's round is not there", async () => {
    const id = await draft();
    const reader = await place.person(["reader"]);
    const other = await town(admin());
    expect((await act(id, "open", reader)).status).toBe(403);
    const asReader = { cookie: reader.cookie, params: { tenant: place.slug, id } };
    expect((await callLoader(roundPage, asReader)).status).toBe(403);
    const foreign = { cookie: other.admin.cookie, params: { tenant: other.slug, id } };
    expect((await callLoader(roundPage, foreign)).status).toBe(404);
    expect((await callAction(actOnRound, { intent: "open" }, foreign)).status).toBe(404);
  });

  test("nobody to ask, a passed last day and an opened round that is to be removed are refused", async () => {
    const unowned = await one<{ id: string }>(
      "insert into unit (tenant_id, name) values ($1, 'Tom') returning id",
      [place.id],
    );
    const empty = await draft({ unit_id: unowned.id });
    expect((await (await act(empty, "open")).json()).refused).toBe("nobody");
    const id = await draft();
    const past = await act(id, "open", place.admin, new Date("2026-12-24T10:00:00Z"));
    expect((await past.json()).refused).toBe("past");
    await act(id, "open");
    expect((await act(id, "remove")).status).toBe(409);
    expect((await act(empty, "remove")).status).toBe(302);
  });

  test("an owner without address is shown, gets no mail, and escalates", async () => {
    await admin().query("update person set email = null where id = $1", [owner]);
    const id = await draft();
    expect((await look(id)).preview.owners[0].hasMail).toBe(false);
    await act(id, "open");
    await followUpRounds(late);
    expect(await tokensTo(boss)).toHaveLength(1);
  });
});

describe("the link", () => {
  test("opens in one browser without an account; a look at it uses nothing up", async () => {
    await opened();
    const [token] = await tokensTo(owner);
    expect((await list({ token: token!, cookie: "" })).state.kind).toBe("landing");
    const browser = await open(token!);
    expect(browser.cookie).toMatch(/^confirm-/);
    expect((await list(browser)).state).toMatchObject({ kind: "list", organisation: place.name });
    const other = await open(token!);
    expect(other.cookie).toBe("");
    expect((await list({ token: token!, cookie: "" })).state.kind).toBe("elsewhere");
    expect((await say({ token: token!, cookie: "" }, usage, 1)).status).toBe(302);
    expect(await sealed()).toBeUndefined();
  });

  test("another browser asks for a link of its own to the same address; both work, and not without end", async () => {
    await opened();
    const [token] = await tokensTo(owner);
    const first = await open(token!);
    const renew = () => callAction(answer, { intent: "renew" }, { params: { token: token! }, now });
    expect(await (await renew()).json()).toEqual({ isSent: true });
    const [, fresh] = await tokensTo(owner);
    const second = await open(fresh!);
    expect((await list(first)).state.kind).toBe("list");
    expect((await list(second)).state.kind).toBe("list");
    expect((await list({ token: fresh!, cookie: first.cookie })).state.kind).toBe("elsewhere");
    for (let i = 0; i < 5; i += 1) await renew();
    expect(await tokensTo(owner)).toHaveLength(4);
  });

  test("a guessed token, a passed day and a closed round lead nowhere", async () => {
    const id = await opened();
    const [token] = await tokensTo(owner);
    const browser = await open(token!);
    const guess = await list({ token: "x".repeat(43), cookie: browser.cookie });
    expect(guess).toMatchObject({ status: 410, state: { kind: "dead" } });
    const over = new Date("2026-12-21T10:00:00Z");
    expect(await list(browser, over)).toMatchObject({ status: 410, state: { kind: "closed" } });
    expect((await (await say(browser, usage, 1, over)).json()).refused).toBe("closed");
    await act(id, "close");
    expect((await list(browser)).state.kind).toBe("closed");
    const form = { own_name: "Nytt", version: "1", was: "{}" };
    expect((await (await fix(browser, usage, form)).json()).refused).toBe("closed");
    expect(await sealed()).toBeUndefined();
  });

  test("the database keeps no token, only its hash", async () => {
    await opened();
    const [token] = await tokensTo(owner);
    const rows = await many<{ token_hash: string }>("select token_hash from confirmation_link", []);
    expect(rows.every((row) => row.token_hash !== token)).toBe(true);
  });

  test("it lets nobody at systems outside the letter, nor from another site", async () => {
    const foreign = await place.use(item, "Andras");
    await opened();
    const [token] = await tokensTo(owner);
    const browser = await open(token!);
    expect((await say(browser, foreign, 1)).status).toBe(404);
    expect((await fix(browser, foreign, { own_name: "Mitt", version: "1", was: "{}" })).status).toBe(404);
    const elsewhere = await callAction(
      answer,
      { intent: "confirm", usage, version: "1" },
      { params: { token: token! }, cookie: browser.cookie, headers: { Origin: "https://evil.example" }, now },
    );
    expect(elsewhere.status).toBe(403);
  });
});

describe("answers", () => {
  let browser: Browser;
  let round: string;
  beforeEach(async () => {
    round = await opened();
    browser = await open((await tokensTo(owner))[0]!);
  });

  test("Stämmer confirms the record in the owner's name and counts", async () => {
    const response = await say(browser, usage, 1);
    expect(response.status).toBe(302);
    expect(await sealed()).toMatchObject({
      confirmed_on: "2026-11-21",
      confirmed_by_name: "Olle Ägare",
      needs_check_since: null,
    });
    const [event] = await many<{ action: string; via: string; by_name: string; run_id: string }>(
      "select action, via, by_name, run_id from change_event where object_id = $1",
      [usage],
    );
    expect(event).toEqual({ action: "confirmed", via: "ui", by_name: "Olle Ägare", run_id: round });
    expect((await look(round)).progress.sum).toMatchObject({
      total: 1,
      confirmed: 1,
      corrected: 0,
      unanswered: 0,
    });
    expect((await list(browser)).state.systems[0]).toMatchObject({ state: "answered", answer: "confirmed" });
  });

  test("a correction is saved by the form's own rules, with history, and confirms", async () => {
    const form = await correctionForm(browser, usage);
    const wrong = await fix(browser, usage, {
      ...form,
      user_count: "många",
      taken_into_use_on: "2027-01-01",
    });
    expect(wrong.status).toBe(422);
    const { state } = await wrong.json();
    expect(state.errors).toEqual({
      user_count: "not_a_number",
      taken_into_use_on: "taken_into_use_in_future",
    });
    expect(state.typed.user_count).toBe("många");
    const right = await fix(browser, usage, { ...form, own_name: "Lön", user_count: "1 200" });
    expect(right.status).toBe(302);
    const events = await many<{ field: string | null; new: unknown; run_id: string; by_name: string }>(
      "select field, new, run_id, by_name from change_event where object_id = $1 order by field nulls last",
      [usage],
    );
    expect(events.map((event) => [event.field, event.new])).toEqual([
      ["own_name", "Lön"],
      ["user_count", 1200],
      [null, null],
    ]);
    expect(events.every((event) => event.run_id === round && event.by_name === "Olle Ägare")).toBe(true);
    expect((await sealed()).needs_check_since).toBeNull();
    expect((await look(round)).progress.sum.corrected).toBe(1);
  });

  test("the lifecycle goes forward by its guards, never to retired or back", async () => {
    const form = await correctionForm(browser, usage);
    const to = async (lifecycle: string, more: Record<string, string> = {}) =>
      (await fix(browser, usage, { ...form, lifecycle, ...more })).json().catch(() => ({ state: {} }));
    expect((await to("retired")).state.errors).toEqual({ lifecycle: "unknown_choice" });
    expect((await to("planned")).state.errors).toEqual({ lifecycle: "unknown_choice" });
    expect((await to("phasing_out")).state.errors).toEqual({ phase_out_from_on: "phase_out_missing" });
    await to("phasing_out", { phase_out_from_on: "2027-01-01" });
    const { lifecycle } = await one<{ lifecycle: string }>(
      "select lifecycle from system_usage where id = $1",
      [usage],
    );
    expect(lifecycle).toBe("phasing_out");
  });

  test("what somebody changed meanwhile is shown before anything is confirmed or overwritten", async () => {
    const form = await correctionForm(browser, usage);
    await admin().query("update system_usage set own_name = 'Andras namn', version = 2 where id = $1", [
      usage,
    ]);
    expect((await (await say(browser, usage, 1)).json()).refused).toBe("changed");
    const response = await fix(browser, usage, { ...form, own_name: "Mitt namn" });
    expect(response.status).toBe(409);
    const { state } = await response.json();
    expect(state.conflicts).toEqual([{ field: "own_name", theirs: "Andras namn", yours: "Mitt namn" }]);
    expect(state.typed.own_name).toBe("Mitt namn");
  });

  test("two answers at once: the second sees the first", async () => {
    const form = await correctionForm(browser, usage);
    const [a, b] = await Promise.all([
      fix(browser, usage, { ...form, own_name: "Ett" }),
      fix(browser, usage, { ...form, own_name: "Två" }),
    ]);
    expect([a.status, b.status].sort()).toEqual([302, 409]);
  });

  test("an owner who was exchanged cannot answer; the new one is asked and can", async () => {
    const successor = await makePerson(admin(), place, "Nina Ny");
    await admin().query("update role_assignment set to_on = '2026-11-20' where usage_id = $1", [usage]);
    await giveRole(admin(), place, { usage, person: successor, from: "2026-11-21" });
    expect((await (await say(browser, usage, 1)).json()).refused).toBe("not_yours");
    await act(round, "open");
    const theirs = await open((await tokensTo(successor))[0]!);
    expect((await say(theirs, usage, 1)).status).toBe(302);
    expect((await look(round)).progress.sum).toMatchObject({ total: 1, confirmed: 1 });
    expect(await tokensTo(owner)).toHaveLength(1);
  });

  test("a system retired meanwhile has nothing left to confirm", async () => {
    await admin().query("update system_usage set lifecycle = 'retired' where id = $1", [usage]);
    expect((await list(browser)).state.systems[0].state).toBe("retired");
    expect((await (await say(browser, usage, 1)).json()).refused).toBe("retired");
    expect((await look(round)).progress.sum.total).toBe(0);
  });

  test("closing while somebody answers: after the closing no answer comes in", async () => {
    const answers = await Promise.all([say(browser, usage, 1), act(round, "close")]);
    const isIn = answers[0]!.status === 302;
    const { n } = await one<{ n: number }>(
      "select count(*)::int as n from confirmation_row where round_id = $1 and answer is not null",
      [round],
    );
    expect(n).toBe(isIn ? 1 : 0);
    expect((await say(browser, usage, 1)).status).toBe(409);
  });
});

describe("no answer", () => {
  test("goes to the manager on the day, on the screen without any job, by mail once", async () => {
    const id = await opened();
    expect((await look(id, new Date("2026-12-04T10:00:00Z"))).progress.unanswered[0].state).toBe("waiting");
    expect((await look(id, late)).progress.unanswered[0].state).toBe("escalated");
    await followUpRounds(new Date("2026-12-04T10:00:00Z"));
    expect(await tokensTo(boss)).toHaveLength(0);
    await Promise.all([followUpRounds(late), followUpRounds(late)]);
    const [token, ...more] = await tokensTo(boss);
    expect(more).toEqual([]);
    const manager = await open(token!, late);
    const { state } = await list(manager, late);
    expect(state).toMatchObject({ isManager: true });
    expect(state.systems[0]).toMatchObject({ own_name: "Lönesystemet", forName: "Olle Ägare" });
    expect((await say(manager, usage, 1, late)).status).toBe(302);
    expect(await sealed()).toMatchObject({ confirmed_by_name: "Bodil Chef" });
    expect((await look(id, late)).progress.sum).toMatchObject({ total: 1, confirmed: 1 });
  });

  test("an answered round escalates nothing", async () => {
    await opened();
    await say(await open((await tokensTo(owner))[0]!), usage, 1);
    await followUpRounds(late);
    expect(await tokensTo(boss)).toEqual([]);
  });
});

describe("the seal", () => {
  const edit = (by: TestPerson, note: string) =>
    callAction(
      editRecord,
      { groups: "internal", note, unit: "", version: "1", was: "{}" },
      { cookie: by.cookie, params: { tenant: place.slug, id: usage }, now },
    );
  const press = (by: TestPerson, version: string) =>
    callAction(
      confirmRecord,
      { version },
      { cookie: by.cookie, params: { tenant: place.slug, id: usage }, now },
    );

  test("breaks when somebody else edits, until it is confirmed; shown on the record and as a filter", async () => {
    const withAccount = await place.person(["reader"]);
    await giveRole(admin(), place, { usage, person: await personOf(admin(), place, withAccount) });
    expect((await press(withAccount, "1")).headers.get("Location")).toContain("confirmation=done");
    expect((await edit(place.admin, "ändrat")).status).toBe(302);
    expect((await sealed()).needs_check_since).not.toBeNull();
    const page = { cookie: withAccount.cookie, params: { tenant: place.slug, id: usage }, now };
    expect((await (await callLoader(record, page)).json()).confirmation).toMatchObject({
      seal: "needs_check",
      mayConfirm: true,
    });
    const filtered = await callLoader(systems, {
      cookie: place.admin.cookie,
      params: { tenant: place.slug },
      url: `/${place.slug}/systems?seal=needs_check&column=seal&column=confirmed_on`,
    });
    const { rows } = await filtered.json();
    expect(rows).toMatchObject([{ id: usage, values: { seal: "needs_check", confirmed_on: "2026-11-21" } }]);
    expect((await press(withAccount, "1")).headers.get("Location")).toContain("confirmation=changed");
    await press(withAccount, "2");
    expect((await sealed()).needs_check_since).toBeNull();
  });

  test("does not break when the owner edits", async () => {
    const owning = await place.person(["editor"]);
    await giveRole(admin(), place, { usage, person: await personOf(admin(), place, owning) });
    await edit(owning, "eget");
    expect((await sealed())?.needs_check_since ?? null).toBeNull();
  });

  test("a reader who does not own the system cannot vouch for it, nor can a neighbour", async () => {
    expect((await press(await place.person(["reader"]), "1")).status).toBe(403);
    const other = await town(admin());
    await cooperation(admin(), [place, other]);
    const response = await callAction(
      confirmRecord,
      { version: "1" },
      { cookie: other.admin.cookie, params: { tenant: other.slug, id: usage }, now },
    );
    expect(response.status).toBe(404);
  });

  test("confirming on the record answers the open round, and the start page stops asking", async () => {
    const withAccount = await place.person(["reader"]);
    await giveRole(admin(), place, { usage, person: await personOf(admin(), place, withAccount) });
    const id = await opened();
    const mine = { cookie: withAccount.cookie, params: { tenant: place.slug }, now };
    const own = async () => (await (await callLoader(ownConfirmations, mine)).json()).systems;
    expect(await own()).toMatchObject([{ own_name: "Lönesystemet" }]);
    expect((await (await callLoader(startPage, mine)).json()).waiting.confirmations).toEqual({
      own: 1,
      rounds: 0,
    });
    await press(withAccount, "1");
    expect(await own()).toEqual([]);
    expect((await look(id)).progress.sum).toMatchObject({ total: 1, confirmed: 1 });
  });
});

test("completeness follows the administrator's weights", async () => {
  const page = { cookie: place.admin.cookie, params: { tenant: place.slug, id: usage }, now };
  const share = async () => (await (await callLoader(record, page)).json()).confirmation.share;
  const before = await share();
  expect(before).toBeGreaterThan(0);
  const form = { "weight:taken_into_use_on": "1", "weight:hosting_form": "1" };
  expect((await callAction(weights, form, page)).status).toBe(302);
  expect(await share()).toBe(0.5);
  expect((await callAction(weights, { "weight:hosting_form": "99" }, page)).status).toBe(422);
  const editor = await place.person(["editor"]);
  expect((await callAction(weights, form, { ...page, cookie: editor.cookie })).status).toBe(403);
});

test("freshness in a cooperation: two counts per municipality, hidden and unshared left out, consistent in view as", async () => {
  const other = await town(admin());
  const circle = await cooperation(admin(), [place, other]);
  await place.use(item, "Bekräftat", { internal: { confirmed_on: "2026-06-01" } });
  await place.use(item, "Gammalt", { internal: { confirmed_on: "2025-11-21" } });
  await place.use(item, "Dolt", { is_hidden: true, internal: { confirmed_on: "2026-06-01" } });
  const rows = async (viewer: Town, slug: string) => {
    const response = await callLoader(cooperationPage, {
      cookie: viewer.admin.cookie,
      params: { tenant: slug, id: circle.id },
      now,
    });
    return (await response.json()).freshness as { id: string; systems: number; confirmed: number }[];
  };
  const expected = { id: place.id, name: place.name, systems: 3, confirmed: 1 };
  expect((await rows(other, other.slug)).find((row) => row.id === place.id)).toEqual(expected);
  expect(await rows(place, `${place.slug}~${other.slug}`)).toEqual([expected]);
  await admin().query("update share set to_on = '2026-11-20' where tenant_id = $1", [place.id]);
  expect((await rows(other, other.slug)).map((row) => row.id)).not.toContain(place.id);
});

test("a person's name with odd signs goes into the mail as text", async () => {
  const odd = await makePerson(admin(), place, `${unique("O'Neil")} <b>`);
  await giveRole(admin(), place, { usage, person: odd });
  await opened();
  expect(await tokensTo(odd)).toHaveLength(1);
});

import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import * as historyPage from "#app/routes/$tenant.history._index.tsx";
import * as record from "#app/routes/$tenant.systems.$id.tsx";
import * as deletion from "#app/routes/$tenant.systems.$id_.deletion.tsx";
import * as documents from "#app/routes/$tenant.systems.$id_.documents.tsx";
import * as edit from "#app/routes/$tenant.systems.$id_.edit.tsx";
import * as recordHistory from "#app/routes/$tenant.systems.$id_.history.tsx";
import * as lifecycle from "#app/routes/$tenant.systems.$id_.lifecycle.tsx";
import * as move from "#app/routes/$tenant.systems.$id_.product.tsx";
import * as retirement from "#app/routes/$tenant.systems.$id_.retirement.tsx";
import * as roles from "#app/routes/$tenant.systems.$id_.roles.tsx";
import * as validity from "#app/routes/$tenant.systems.$id_.validity.tsx";
import * as visibility from "#app/routes/$tenant.systems.$id_.visibility.tsx";
import * as hosted from "#app/routes/$tenant.systems.hosted.tsx";
import * as create from "#app/routes/$tenant.systems.new.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import {
  approvedSupplier,
  cooperation,
  product,
  type TestPerson,
  type Town,
  town,
} from "../../support/towns.ts";

const admin = testDatabase();
const now = new Date("2026-11-21T10:00:00Z");

beforeAll(async () => {
  await admin().query(
    "insert into role_type values ('system_owner', 'systemägare', 'system owner', '', '', 1) on conflict do nothing",
  );
  await admin().query(
    `insert into function (code, group_code, group_name_sv, group_name_en, name_sv, name_en, position)
     values ('test_a', 'test', 'Test', 'Test', 'A', 'A', 1), ('test_b', 'test', 'Test', 'Test', 'B', 'B', 2)
     on conflict do nothing`,
  );
});

type Route = Record<string, unknown>;
type Handler = Parameters<typeof callLoader>[0];

function at(place: Town, id?: string, person: TestPerson = place.admin) {
  return { cookie: person.cookie, params: { tenant: place.slug, ...(id ? { id } : {}) }, now };
}
const load = (route: Route, call: ReturnType<typeof at>, url?: string) =>
  callLoader(route.loader as Handler, { ...call, url });
const post = (route: Route, call: ReturnType<typeof at>, form: Record<string, string | string[]>) =>
  callAction(route.action as Handler, form, call);
const history = async (id: string) =>
  (
    await admin().query(
      "select field, old, new, action, reason from change_event where object_id = $1 order by id",
      [id],
    )
  ).rows;

describe("take into use", () => {
  const form = (productId: string, more = {}) => ({
    form_key: randomUUID(),
    product: productId,
    own_name: "Vårt system",
    lifecycle: "planned",
    ...more,
  });

  test("a product becomes a system with own name, status, owner and dates, and a history", async () => {
    const place = await town(admin());
    const item = await product(admin());
    const { rows } = await admin().query("select id from person where tenant_id = $1", [place.id]);
    const posted = form(item, {
      lifecycle: "in_operation",
      taken_into_use_on: "2026-11-01",
      system_owner: rows[0].id,
      own_id: "S-1",
    });
    const response = await post(create, at(place), posted);
    expect(response.status).toBe(302);
    const id = response.headers.get("Location")!.match(/systems\/([0-9a-f-]+)\?/)![1]!;
    const page = await (await load(record, at(place, id))).json();
    expect(page.usage).toMatchObject({ own_name: "Vårt system", lifecycle: "in_operation" });
    expect(page.usage.values).toMatchObject({ taken_into_use_on: "2026-11-01", own_id: "S-1" });
    expect(page.roles).toMatchObject([{ role_type: "system_owner" }]);
    expect(await history(id)).toContainEqual(
      expect.objectContaining({ action: "created", field: "taken_into_use_on", new: "2026-11-01" }),
    );
  });

  test("a form sent twice makes one system and leads to it both times, at once as well", async () => {
    const place = await town(admin());
    const posted = form(await product(admin()));
    const [first, second] = await Promise.all([
      post(create, at(place), posted),
      post(create, at(place), posted),
    ]);
    expect(first!.headers.get("Location")).toBe(second!.headers.get("Location"));
    expect((await post(create, at(place), posted)).headers.get("Location")).toBe(
      first!.headers.get("Location"),
    );
    const { rowCount } = await admin().query("select 1 from system_usage where tenant_id = $1", [place.id]);
    expect(rowCount).toBe(1);
  });

  test("what is wrong is said by field, all at once, and what was typed stays", async () => {
    const place = await town(admin());
    const posted = form(await product(admin()), {
      own_name: " ",
      lifecycle: "in_operation",
      own_id: "x".repeat(101),
    });
    const response = await post(create, at(place), posted);
    expect(response.status).toBe(422);
    const answer = await response.json();
    expect(answer.errors).toEqual({
      own_name: "required",
      own_id: "too_long",
      taken_into_use_on: "taken_into_use_missing",
    });
    expect(answer.typed.own_id).toHaveLength(101);
  });

  test("a pilot needs an owner; a person of another organisation is nobody", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    const item = await product(admin());
    const stranger = await admin().query("select id from person where tenant_id = $1", [other.id]);
    expect((await (await post(create, at(place), form(item, { lifecycle: "pilot" }))).json()).errors).toEqual(
      {
        system_owner: "owner_missing",
      },
    );
    const posted = form(item, { lifecycle: "pilot", system_owner: stranger.rows[0].id });
    expect((await (await post(create, at(place), posted)).json()).errors).toEqual({
      system_owner: "no_person",
    });
  });

  test("a retired system is taken up as a new record with a link back", async () => {
    const place = await town(admin());
    const item = await product(admin());
    const old = await place.use(item, "Gamla", { lifecycle: "retired" });
    const response = await post(create, at(place), form(item, { again: old }));
    const id = response.headers.get("Location")!.match(/systems\/([0-9a-f-]+)/)![1]!;
    expect((await (await load(record, at(place, id))).json()).usage.preceding_usage_id).toBe(old);
    expect((await post(deletion, at(place, old), {})).status).toBe(409);
  });

  test("another's concept product is not there", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    const item = await product(admin());
    await admin().query("update product set state = 'concept', created_by_tenant_id = $2 where id = $1", [
      item,
      other.id,
    ]);
    expect((await load(create, at(place), `/x?product=${item}`)).status).toBe(404);
    expect((await post(create, at(place), form(item))).status).toBe(404);
  });
});

describe("edit", () => {
  async function opened(place: Town, id: string, group?: string) {
    const page = await (await load(edit, at(place, id), `/x${group ? `?group=${group}` : ""}`)).json();
    const { typed, was, version } = page.state;
    return {
      ...typed,
      form_key: page.formKey as string,
      groups: page.groups as string[],
      was: JSON.stringify(was),
      version: String(version),
    } as Record<string, string | string[]>;
  }

  test("only what differs is written, one history row per field, names instead of ids", async () => {
    const place = await town(admin());
    const supplierName = `Leverantör ${randomUUID().slice(0, 8)}`;
    await approvedSupplier(admin(), supplierName);
    const id = await place.use(await product(admin()), "Namn", { term: { ends_on: "2027-01-01" } });
    const form = await opened(place, id);
    const response = await post(edit, at(place, id), {
      ...form,
      own_name: "Nytt namn",
      yearly_minor: "1 250,50",
      term_supplier: supplierName,
      contains_ai: "unknown",
    });
    expect(response.status).toBe(302);
    expect((await history(id)).map((row) => [row.field, row.old, row.new]).sort()).toEqual([
      ["contains_ai", null, "unknown"],
      ["own_name", "Namn", "Nytt namn"],
      ["term_supplier", null, supplierName],
      ["yearly_minor", null, 125050],
    ]);
    const again = await opened(place, id);
    expect((await post(edit, at(place, id), again)).status).toBe(302);
    expect(await history(id)).toHaveLength(4);
  });

  test("two editors: the second sees what the first changed, keeps what was typed, and nothing is lost", async () => {
    const place = await town(admin());
    const id = await place.use(await product(admin()), "Namn", { operation: { version_text: "1" } });
    const [first, second] = [await opened(place, id), await opened(place, id)];
    await post(edit, at(place, id), { ...first, own_name: "Förstas", version_text: "2" });
    const response = await post(edit, at(place, id), { ...second, own_name: "Andras", own_id: "X-1" });
    expect(response.status).toBe(409);
    const { state } = await response.json();
    expect(state.conflicts).toEqual([
      { field: "own_name", theirs: "Förstas", yours: "Andras" },
      { field: "version_text", theirs: "2" },
    ]);
    expect(state.typed).toMatchObject({ own_name: "Andras", version_text: "2", own_id: "X-1" });
    const { rows } = await admin().query("select own_name, version from system_usage where id = $1", [id]);
    expect(rows).toEqual([{ own_name: "Förstas", version: 2 }]);
    const resent = {
      ...second,
      ...state.typed,
      groups: second.groups!,
      was: JSON.stringify(state.was),
      version: String(state.version),
    };
    expect((await post(edit, at(place, id), resent)).status).toBe(302);
    const page = await (await load(record, at(place, id))).json();
    expect(page.usage.own_name).toBe("Andras");
    expect(page.usage.values).toMatchObject({ version_text: "2", own_id: "X-1" });
  });

  test("the same form sent twice is saved once and is no conflict with itself", async () => {
    const place = await town(admin());
    const id = await place.use(await product(admin()), "Namn");
    const form = { ...(await opened(place, id)), own_name: "Nytt" };
    expect((await post(edit, at(place, id), form)).status).toBe(302);
    expect((await post(edit, at(place, id), form)).status).toBe(302);
    expect(await history(id)).toHaveLength(1);
  });

  test("refused: a taken own id, an unknown supplier, a start date taken away from a system in operation", async () => {
    const place = await town(admin());
    const item = await product(admin());
    await place.use(item, "Första", { operation: { own_id: "S-1" } });
    const id = await place.use(item, "Andra", { dates: { taken_into_use_on: "2020-01-01" } });
    const response = await post(edit, at(place, id), {
      ...(await opened(place, id)),
      own_id: "S-1",
      taken_into_use_on: "",
      term_supplier: `Okänd ${randomUUID()}`,
    });
    expect(response.status).toBe(422);
    expect((await response.json()).state.errors).toEqual({
      own_id: "own_id_taken",
      taken_into_use_on: "taken_into_use_missing",
      term_supplier: "choose",
    });
    expect(await history(id)).toEqual([]);
  });

  test("one group's form leaves the others alone", async () => {
    const place = await town(admin());
    const id = await place.use(await product(admin()), "Namn", { price: { yearly_minor: 100 } });
    const form = await opened(place, id, "volume");
    expect(form.groups).toEqual(["volume"]);
    await post(edit, at(place, id), { ...form, user_count: "12", yearly_minor: "" });
    const page = await (await load(record, at(place, id))).json();
    expect(page.usage.values).toMatchObject({ user_count: 12, yearly_minor: 100 });
  });

  test("nobody edits others' records, shared or not; readers edit none", async () => {
    const [owner, member] = [await town(admin()), await town(admin())];
    await cooperation(admin(), [owner, member]);
    const id = await owner.use(await product(admin()), "Öppet");
    const reader = await owner.person(["reader"]);
    for (const route of [
      edit,
      lifecycle,
      move,
      visibility,
      deletion,
      validity,
      roles,
      documents,
    ] as Route[]) {
      expect([403, 404]).toContain((await load(route, at(member, id))).status);
      expect([403, 404]).toContain((await post(route, at(member, id), {})).status);
      expect((await load(route, at(owner, id, reader))).status).toBe(403);
      expect((await post(route, at(owner, id, reader), {})).status).toBe(403);
    }
  });
});

describe("steps and decisions", () => {
  test("a step back needs a reason, which the history keeps", async () => {
    const place = await town(admin());
    const id = await place.use(await product(admin()), "Namn", {
      dates: { taken_into_use_on: "2020-01-01" },
    });
    const form = { lifecycle: "phasing_in", taken_into_use_on: "2020-01-01" };
    expect((await (await post(lifecycle, at(place, id), form)).json()).errors).toEqual({
      reason: "reason_missing",
    });
    expect((await post(lifecycle, at(place, id), { ...form, reason: "Fel läge" })).status).toBe(302);
    expect(await history(id)).toMatchObject([
      { field: "lifecycle", old: "in_operation", new: "phasing_in", reason: "Fel läge" },
    ]);
  });

  test("retiring lists open shares first and keeps a readable record; nothing leads back", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    await cooperation(admin(), [place, other]);
    const id = await place.use(await product(admin(), "Gammal produkt"), "Namn", {
      price: { yearly_minor: 5000 },
    });
    const page = await (await load(lifecycle, at(place, id), "/x?to=retired")).json();
    expect(page.open.shares).toMatchObject([{ groups: ["core"] }]);
    const form = { lifecycle: "retired", retired_on: "2026-11-20", reason: "Ersatt" };
    expect((await post(lifecycle, at(place, id), form)).status).toBe(302);
    const kept = await (await load(retirement, at(place, id))).json();
    expect(kept.record).toMatchObject({
      retired_on: "2026-11-20",
      own_name: "Namn",
      reason: "Ersatt",
      snapshot: { product: "Gammal produkt", values: { yearly_minor: 5000 }, lifecycle: "in_operation" },
    });
    const back = await post(lifecycle, at(place, id), { lifecycle: "pilot", reason: "x" });
    expect((await back.json()).errors).toEqual({ "": "is_retired" });
    expect((await load(retirement, at(other, id))).status).toBe(404);
  });

  test("hidden at once for others, and shown again", async () => {
    const [owner, member] = [await town(admin()), await town(admin())];
    await cooperation(admin(), [owner, member]);
    const id = await owner.use(await product(admin()), "Öppet");
    expect((await load(record, at(member, id))).status).toBe(200);
    await post(visibility, at(owner, id), { hidden: "yes" });
    expect((await load(record, at(member, id))).status).toBe(404);
    await post(visibility, at(owner, id), { hidden: "no" });
    expect((await load(record, at(member, id))).status).toBe(200);
    expect((await history(id)).map((row) => row.action)).toEqual(["hidden", "unhidden"]);
  });

  test("moving lists what follows and changes nothing but the product", async () => {
    const place = await town(admin());
    const [from, to] = [await product(admin(), "Från"), await product(admin(), "Till")];
    const { rows } = await admin().query("select id from function order by position limit 2");
    await admin().query("insert into product_function values ($1, $2), ($3, $4)", [
      from,
      rows[0].id,
      to,
      rows[1].id,
    ]);
    const id = await place.use(from, "Namn", { price: { yearly_minor: 100 } });
    const page = await (await load(move, at(place, id), `/x?product=${to}`)).json();
    expect(page.consequences).toMatchObject({ to: { name: "Till" }, gained: [{}], lost: [{}], shares: [] });
    await post(move, at(place, id), { product: to });
    const after = await (await load(record, at(place, id))).json();
    expect(after.usage.product.name).toBe("Till");
    expect(after.usage.values.yearly_minor).toBe(100);
    expect(await history(id)).toMatchObject([
      { action: "moved", field: "product", old: "Från", new: "Till" },
    ]);
  });

  test("a mistake is deleted and its history stays; what was used is not", async () => {
    const place = await town(admin());
    const item = await product(admin());
    const [mistake, used] = [await place.use(item, "Misstag"), await place.use(item, "Använt")];
    await admin().query("update system_usage set created_at = '2020-01-01' where id = $1", [used]);
    await admin().query("update system_usage set created_at = $2 where id = $1", [mistake, now]);
    expect((await post(deletion, at(place, mistake), {})).status).toBe(302);
    expect((await load(record, at(place, mistake))).status).toBe(404);
    expect((await history(mistake))[0]).toMatchObject({ action: "deleted" });
    expect((await post(deletion, at(place, used), {})).status).toBe(409);
    expect((await load(record, at(place, used))).status).toBe(200);
  });

  test("counts as valid by decision, with a reason; the reasons against it still show", async () => {
    const place = await town(admin());
    const id = await place.use(await product(admin()), "Namn", { term: { ends_on: "2026-01-01" } });
    expect((await post(validity, at(place, id), { valid: "yes" })).status).toBe(422);
    await post(validity, at(place, id), { valid: "yes", reason: "Förlängs" });
    const page = await (await load(record, at(place, id))).json();
    expect(page.validity).toEqual({
      isValid: true,
      isOverridden: true,
      reasons: [{ code: "term_ended", on: "2026-01-01" }],
    });
  });

  test("roles are assigned and ended; a pilot keeps its owner; documents take web addresses only", async () => {
    const place = await town(admin());
    const person = (await admin().query("select id, name from person where tenant_id = $1", [place.id]))
      .rows[0];
    const id = await place.use(await product(admin()), "Namn", { lifecycle: "pilot" });
    const form = {
      form_key: randomUUID(),
      role_type: "system_owner",
      person: person.id,
      from_on: "2026-01-01",
    };
    expect((await post(roles, at(place, id), form)).status).toBe(302);
    expect((await post(roles, at(place, id), form)).status).toBe(302);
    const page = await (await load(roles, at(place, id))).json();
    expect(page.data.rows).toHaveLength(1);
    const end = await post(roles, at(place, id), { remove: page.data.rows[0].id });
    expect((await end.json()).errors).toEqual({ "": "owner_missing" });
    await admin().query("update system_usage set lifecycle = 'phasing_in' where id = $1", [id]);
    expect((await post(roles, at(place, id), { remove: page.data.rows[0].id })).status).toBe(302);
    const ended = await (await load(roles, at(place, id))).json();
    expect(ended.data.rows[0].to_on).toBe("2026-11-20");
    const bad = await post(documents, at(place, id), { title: "", url: "javascript:alert(1)" });
    expect((await bad.json()).errors).toEqual({ title: "required", url: "not_an_address" });
  });
});

describe("host", () => {
  test("asked, answers, and the owner is told; a stranger has nothing to answer", async () => {
    const [owner, host, stranger] = [await town(admin()), await town(admin()), await town(admin())];
    const id = await owner.use(await product(admin()), "Hos värden", {
      operation: { hosting_form: "host_municipality", host_organisation_id: host.id },
    });
    const asked = await (await load(hosted, at(host))).json();
    expect(asked.rows).toMatchObject([{ own_name: "Hos värden", owner_name: owner.name, answer: null }]);
    expect((await (await load(record, at(owner, id))).json()).hosting).toBe("waiting");
    const answer = { owner: owner.id, usage: id, answer: "confirmed" };
    expect((await post(hosted, at(stranger), answer)).status).toBe(404);
    expect((await post(hosted, at(host), answer)).status).toBe(302);
    expect((await (await load(record, at(owner, id))).json()).hosting).toBe("confirmed");
    await post(hosted, at(host), { ...answer, answer: "declined" });
    expect((await (await load(record, at(owner, id))).json()).hosting).toBe("declined");
    await admin().query("update system_usage set is_hidden = true where id = $1", [id]);
    expect((await (await load(hosted, at(host))).json()).rows).toEqual([]);
  });
});

describe("history", () => {
  test("per record and for the organisation; nobody else's, and none in view as", async () => {
    const [owner, member] = [await town(admin()), await town(admin())];
    await cooperation(admin(), [owner, member]);
    const id = await owner.use(await product(admin()), "Öppet");
    await post(visibility, at(owner, id), { hidden: "yes" });
    await post(visibility, at(owner, id), { hidden: "no" });
    expect((await (await load(recordHistory, at(owner, id))).json()).rows).toHaveLength(2);
    expect((await (await load(historyPage, at(owner))).json()).view.total).toBe(2);
    expect((await (await load(historyPage, at(member))).json()).rows).toEqual([]);
    expect((await load(recordHistory, at(member, id))).status).toBe(404);
    const preview = { ...at(owner), params: { tenant: `${owner.slug}~${member.slug}`, id } };
    expect((await load(historyPage, preview)).status).toBe(404);
    expect((await load(recordHistory, preview)).status).toBe(404);
  });

  test("filters by kind, words and day", async () => {
    const place = await town(admin());
    await place.as(async (_, write) => {
      await write({ kind: "unit", id: place.id, name: "IT-enheten", action: "created" });
      await write({ kind: "person", id: place.id, name: "Kim", action: "created", reason: "ny" });
    });
    const count = async (query: string) =>
      (await (await load(historyPage, at(place), `/x?${query}`)).json()).rows.length;
    expect(await count("object_kind=unit")).toBe(1);
    expect(await count("q=it-enh")).toBe(1);
    expect(await count("reason=NY")).toBe(1);
    expect(await count("at-to=2020-01-01")).toBe(0);
    expect(await count(`run_id=${randomUUID()}`)).toBe(0);
  });
});

import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { type TestPerson, type Town, town } from "../../support/towns.ts";
import {
  APPROVAL,
  addParty,
  amendmentStep,
  giveNotice,
  inForce,
  onAmendment,
  part,
  proposeAmendment,
  view,
} from "./flow.ts";

/*
 * Every page, file and letter of an agreement, asked for by everybody who might: anonymous, an outsider, a supplier, a party that has left,
 * one that is only asked, a reader of a party, a party and its keeper. What nobody else may see carries a canary.
 */

const admin = testDatabase();
let keeper: Town;
let party: Town;
let left: Town;
let asked: Town;
let outsider: Town;
let supplier: Town;
let reader: TestPerson;
let id: string;
let amendment: string;
let draft: string;

const CANARY = "KANARIE";
const TERMS = { purpose: `${CANARY}-syfte`, notice_length: "1", notice_anchor: "month_end" };
/** After the last day of the party that leaves. */
const LATER = new Date("2027-02-10T09:00:00Z");

beforeAll(async () => {
  keeper = await town(admin());
  party = await town(admin());
  left = await town(admin());
  asked = await town(admin());
  outsider = await town(admin());
  supplier = await town(admin(), "supplier", "bolag");
  reader = await party.person(["reader"]);
  id = await inForce([keeper, party, left], { title: `${CANARY}-titel`, ...TERMS });
  await part(keeper, id, "areas", { name: `${CANARY}-område`, tasks: "", host_organisation_id: "" });
  await giveNotice(left, id, { reason: `${CANARY}-skäl` }); // to 31 December
  amendment = await proposed(`${CANARY}-före`);
  await amendmentStep(keeper, id, amendment, "sending");
  for (const each of [keeper, party, left]) await onAmendment(each, id, amendment, APPROVAL);
  await amendmentStep(keeper, id, amendment, "force");
  // what comes after the party has left is not its any more
  await part(keeper, id, "links", {
    kind: "other",
    title: `${CANARY}-efter-länk`,
    number: "",
    controller_id: "",
    processor_id: "",
    document_url: "",
    from_on: "2027-02-01",
    to_on: "",
  });
  draft = await proposed(`${CANARY}-utkast`);
  await addParty(keeper, id, asked, { joined_on: "2027-06-01" }, LATER);
});

async function proposed(title: string): Promise<string> {
  const { text } = await (await view(keeper, id)).json();
  const words = Object.fromEntries(
    text.flatMap((clause: { id: string; heading: string; body: string }) => [
      [`heading-${clause.id}`, clause.heading],
      [`body-${clause.id}`, `${clause.body} Mer.`],
    ]),
  );
  const made = await proposeAmendment(keeper, id, {
    ...words,
    ...TERMS,
    title,
    reason: "",
    effective_on: "2026-11-20",
  });
  expect(made.status).toBe(302);
  return made.headers.get("Location")!.split("/").at(-1)!;
}

/** Routes below one agreement. */
async function routes() {
  const files = readdirSync(new URL("../../../app/routes", import.meta.url)).filter((file) =>
    file.startsWith("$tenant.agreements.$id"),
  );
  return Promise.all(
    files.map(async (file) => ({
      name: file.replace("$tenant.agreements.", ""),
      module: (await import(`../../../app/routes/${file}`)) as Partial<Record<"loader" | "action", Handler>>,
    })),
  );
}
type Handler = Parameters<typeof callLoader>[0];

/** Everything that the addresses of an agreement may name; each route takes what it knows. */
const PARTS = [
  "parties",
  "areas",
  "clauses",
  "deviations",
  "links",
  "bodies",
  "roles",
  "duties",
  "assets",
  "delegations",
];
async function answers(slug: string, cookie: string | undefined) {
  const found: { name: string; status: number; body: string }[] = [];
  for (const { name, module } of await routes()) {
    if (!module.loader) continue;
    const variants = name.includes("$part.")
      ? PARTS.map((each) => ({ part: each }))
      : name.includes("$step")
        ? ["sending", "force", "end", "removal", "withdrawal"].map((step) => ({ step }))
        : [{}];
    for (const more of variants) {
      const params = { tenant: slug, id, amendment, party: id, ...more };
      const answer = await callLoader(module.loader, { params, cookie, now: LATER, url: "/?year=2027" });
      found.push({ name, status: answer.status, body: await answer.text() });
    }
  }
  return found;
}

describe("every page below an agreement", () => {
  test("is nothing to outsiders, suppliers and whoever is not signed in", async () => {
    for (const [slug, cookie] of [
      [outsider.slug, outsider.admin.cookie],
      [supplier.slug, supplier.admin.cookie],
      [keeper.slug, undefined],
      [keeper.slug, outsider.admin.cookie], // the keeper's own address, by somebody else
    ] as const) {
      const found = await answers(slug, cookie);
      expect(found.length).toBeGreaterThan(20);
      for (const { name, status, body } of found) {
        expect([name, [302, 404].includes(status)]).toEqual([name, true]);
        expect([name, body.includes(CANARY)]).toEqual([name, false]);
      }
    }
  });

  test("shows a party that has left its time, and nothing from afterwards", async () => {
    const found = await answers(left.slug, left.admin.cookie);
    const bodies = found.map((each) => each.body).join("\n");
    expect(bodies).toContain(`${CANARY}-titel`);
    expect(bodies).toContain(`${CANARY}-före`); // approved while it was a party
    expect(bodies).not.toContain(`${CANARY}-efter`);
    expect(bodies).not.toContain(`${CANARY}-utkast`);
    expect(found.filter((each) => each.status === 500)).toEqual([]);
  });

  test("shows whoever is asked what it is asked, and not what the others have said", async () => {
    const bodies = (await answers(asked.slug, asked.admin.cookie)).map((each) => each.body).join("\n");
    expect(bodies).toContain(`${CANARY}-titel`);
    for (const word of ["skäl", "före", "utkast", "efter"]) expect(bodies).not.toContain(`${CANARY}-${word}`);
  });

  test("a draft of an amendment is its keeper's; a party reads the rest", async () => {
    const bodies = (await answers(party.slug, party.admin.cookie)).map((each) => each.body).join("\n");
    for (const word of ["titel", "syfte", "område", "före", "efter"])
      expect(bodies).toContain(`${CANARY}-${word}`);
    expect(bodies).not.toContain(`${CANARY}-utkast`);
  });
});

describe("every form below an agreement", () => {
  const FORMS: Record<string, string> = {
    remove: "x",
    withdraw: "1",
    title: "Kapat",
    duty: "x",
    year: "2026",
  };

  test("is refused to readers, outsiders and former parties, and changes nothing", async () => {
    const before = await snapshot();
    for (const [place, person] of [
      [party, reader],
      [outsider, outsider.admin],
      [supplier, supplier.admin],
      [left, left.admin],
    ] as const)
      for (const { name, module } of await routes()) {
        if (!module.action) continue;
        for (const step of ["sending", "force", "end", "closing", "circle", "withdrawal", "removal"]) {
          const params = { tenant: place.slug, id, amendment: draft, party: id, part: "areas", step };
          const answer = await callAction(module.action, FORMS, {
            params,
            cookie: person.cookie,
            now: LATER,
            url: "/?year=2027",
          });
          expect([name, place.slug, [403, 404, 409, 422].includes(answer.status)]).toEqual([
            name,
            place.slug,
            true,
          ]);
          if (!name.includes("$step")) break;
        }
      }
    expect(await snapshot()).toEqual(before);
  });

  async function snapshot() {
    const { rows } = await admin().query(
      `select (select row_to_json(a) from agreement a where a.id = $1) as agreement,
        (select json_agg(p order by p.id) from agreement_party p where p.agreement_id = $1) as parties,
        (select json_agg(m order by m.id) from amendment m where m.agreement_id = $1) as amendments,
        (select json_agg(x order by x.id) from agreement_area x where x.agreement_id = $1) as areas,
        (select count(*) from party_decision d where d.agreement_id = $1) as decisions,
        (select count(*) from agreement_notice n where n.agreement_id = $1) as notices,
        (select count(*) from exemption_test t where t.agreement_id = $1) as tests`,
      [id],
    );
    return rows[0];
  }
});

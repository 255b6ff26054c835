import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { propose, type World, world } from "../features/licences/support.ts";
import { testDatabase } from "../support/database.ts";
import { callAction, callLoader } from "../support/routes.ts";
import { type TestPerson, type Town, town } from "../support/towns.ts";

/** Every page of licences by everybody: a new page is tried the day it is added. */
const admin = testDatabase();
const folder = path.resolve(import.meta.dirname, "../../app/routes");
const files = readdirSync(folder).filter((file) => file.startsWith("$tenant.licences."));
const CANARY = ["Kanariepaketet", "KANARIEVILLKOR", "KANARIENAMN"];
/** Pages that only the coordinator has. */
const coordinators = ["edit", "items.new", "members", "rights"].map(
  (part) => new RegExp(`[._]${part.replace(".", "\\.")}\\.tsx$`),
);
const isCoordinators = (file: string) => coordinators.some((part) => part.test(file));
/** Pages about no agreement that is there already. */
const isGeneral = (file: string) => /licences\.(_index|new|invitations)\.tsx$/.test(file);
/** Pages that are read without writing; on the others a reader is told that it may not. */
const isRead = (file: string) =>
  /licences\.(_index|\$id|\$id_\.history|\$id_\.items\.\$item|\$id_\.items\.\$item_\.true-up|loans\.\$loan)\.tsx$/.test(
    file,
  );

let w: World;
let lead: Town;
let member: Town;
let former: Town;
let loan: string;
let outsider: Town;
let supplier: Town;

beforeAll(async () => {
  w = await world(admin());
  [lead, member, former] = w.members as [Town, Town, Town];
  await admin().query("update licence_agreement set name = $2, terms = $3 where id = $1", [
    w.agreement,
    CANARY[0],
    CANARY[1],
  ]);
  await admin().query("update licence_item set name = $2 where id = $1", [w.item, CANARY[2]]);
  loan = await propose(member, lead, w);
  await admin().query("update licence_member set leaves_on = '2026-11-10' where organisation_id = $1", [
    former.id,
  ]);
  outsider = await town(admin());
  supplier = await town(admin(), "supplier", "bolag");
});

const ask = async (file: string, of: Town, as?: TestPerson) => {
  const { loader } = await import(`../../app/routes/${file}`);
  const response = await callLoader(loader, {
    cookie: as?.cookie,
    params: { tenant: of.slug, id: w.agreement, item: w.item, loan },
    url: "/x",
    now: new Date("2026-11-20T09:00:00Z"),
  });
  return { status: response.status, text: await response.text() };
};
const send = async (file: string, of: Town, as: TestPerson) => {
  const { action } = await import(`../../app/routes/${file}`);
  if (!action) return undefined;
  const form = { agreement: w.agreement, version: "1", answer: "yes", intent: "accept", name: "x" };
  return (
    await callAction(action, form, {
      cookie: as.cookie,
      params: { tenant: of.slug, id: w.agreement, item: w.item, loan },
      url: "/x",
      now: new Date("2026-11-20T09:00:00Z"),
    })
  ).status;
};

describe.each(files)("%s", (file) => {
  test("says nothing to the anonymous, outsiders, former members and suppliers", async () => {
    expect((await ask(file, lead)).status).toBe(302);
    for (const [who, of] of Object.entries({ outsider, former, supplier })) {
      const { status, text } = await ask(file, of, of.admin);
      // the own register, invitations and the form of a new agreement hold nothing of this one
      expect([who, status]).toEqual([who, isGeneral(file) && of !== supplier ? 200 : 404]);
      for (const canary of CANARY) expect([who, text.includes(canary)]).toEqual([who, false]);
      if (!isGeneral(file))
        expect([who, [404, undefined]]).toEqual([
          who,
          expect.arrayContaining([await send(file, of, of.admin)]),
        ]);
    }
  });

  test("is the coordinator's, or also a member's; readers read and write nothing", async () => {
    const isOwnQuestion = file.includes("question"); // the coordinator asks nobody
    const isOwnDeparture = file.includes("departure");
    if (!isOwnQuestion) {
      const own = await ask(file, lead, lead.admin);
      expect(own.status).toBe(200);
      if (!isGeneral(file)) expect(CANARY.some((canary) => own.text.includes(canary))).toBe(true);
    }
    const { status } = await ask(file, member, member.admin);
    expect(status).toBe(isCoordinators(file) ? 404 : 200);
    const reader = await member.person(["reader"]);
    const read = await ask(file, member, reader);
    expect([200, 403, 404]).toContain(read.status);
    if (isRead(file)) expect(read.status).toBe(200);
    else expect(read.status).toBe(isCoordinators(file) && !isGeneral(file) ? 404 : 403);
    const written = await send(file, member, reader);
    if (written !== undefined) expect([403, 404]).toContain(written);
    if (isOwnDeparture) expect(await send(file, member, await member.person(["editor"]))).toBe(403); // the administrator's
  });
});

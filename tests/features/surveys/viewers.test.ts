import { unzipSync } from "fflate";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { type TestPerson, type Town, town } from "../../support/towns.ts";
import * as checks from "../interest-checks/support.ts";
import * as renewals from "../renewals/support.ts";
import { LATER, NOW, pagesOf } from "./pages.ts";

/**
 * Everybody asks for every page and file of a survey, and posts to every form: what somebody wrote that others may not read is a word
 * of its own and stands nowhere else. A word that its own reader does not find fails too, so that the test cannot go blind.
 */
const admin = testDatabase();
const SECRETS = {
  reply: "Kanariekommentar",
  signer: "Kanarieperson",
  decision: "Kanariebeslut-7",
  draft: "Kanarieutkast",
};

const VIEWERS = [
  "anonymous",
  "coordinator",
  "coordinatorsReader",
  "answered",
  "asked",
  "uninvited",
  "former",
  "outsider",
  "supplier",
] as const;
type Viewer = (typeof VIEWERS)[number];
interface Seat {
  of: Town;
  as?: TestPerson | null;
}

/** All that an answer says: text, a sheet's parts or a PDF's words. */
async function wordsOf(response: Response): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const heads = [...response.headers]
    .map(([name, value]) => `${name}: ${decodeURIComponent(value)}`)
    .join("\n");
  const start = new TextDecoder().decode(bytes.slice(0, 5));
  if (start.startsWith("PK")) {
    const parts = Object.values(unzipSync(bytes)).map((part) => new TextDecoder().decode(part));
    return [heads, ...parts].join("\n");
  }
  if (start !== "%PDF-") return `${heads}\n${new TextDecoder().decode(bytes)}`;
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
  return `${heads}\n${text.replaceAll(/\s/g, "")}`;
}

interface Case {
  pages: ReturnType<typeof pagesOf>;
  seats: Record<Viewer, Seat>;
  id: string;
}

/** Words found by a viewer, with the pages they stand on; and pages that are anything but refused. */
async function findings({ pages, seats, id }: Case, viewer: Viewer, now: Date) {
  const words = new Map<string, string[]>();
  const open: string[] = [];
  for (const part of await pages.parts("loader")) {
    const needsId = part.startsWith("$id");
    for (const query of ["", `?organisation=${seats.answered.of.id}`, "?bucket=renews"]) {
      const response = await pages.get(part, { ...seats[viewer], ...(needsId ? { id } : {}), query, now });
      if (response.status === 200 && !query) open.push(part);
      const text = await wordsOf(response);
      for (const [name, word] of Object.entries(SECRETS))
        if (text.includes(word)) words.set(name, [...new Set([...(words.get(name) ?? []), part])]);
    }
  }
  return { words: [...words.keys()].sort(), open };
}

/** Forms that take what a viewer posts; everything else is refused or leads to sign-in. */
async function taken({ pages, seats, id }: Case, viewer: Viewer, now: Date): Promise<string[]> {
  const found: string[] = [];
  for (const part of await pages.parts("action")) {
    const form = { reason: "x", organisation: seats.answered.of.id, intent: "draft", seen: "0.0" };
    const response = await pages.post(part, form, { ...seats[viewer], id, now });
    const to = response.headers.get("Location") ?? "";
    if (![403, 404].includes(response.status) && !to.startsWith("/login")) found.push(part);
  }
  return found;
}

async function seatsOf(lead: Town, others: readonly Town[]): Promise<Record<Viewer, Seat>> {
  const [answered, asked, uninvited, former] = others as [Town, Town, Town, Town];
  return {
    anonymous: { of: lead, as: null },
    coordinator: { of: lead },
    coordinatorsReader: { of: lead, as: await lead.person(["reader"]) },
    answered: { of: answered },
    asked: { of: asked },
    uninvited: { of: uninvited },
    former: { of: former },
    outsider: { of: await town(admin()) },
    supplier: { of: await town(admin(), "supplier", "bolag") },
  };
}
const written = { responder: SECRETS.signer, authority_ref: SECRETS.decision };
const ALL = ["decision", "reply", "signer"];

describe("a renewal survey", () => {
  let survey: Case;
  beforeAll(async () => {
    const made = await renewals.pool(admin(), { quantities: [1400, 450, 300, 20] });
    const seats = await seatsOf(made.lead, made.members);
    const [answered, asked] = made.members as [Town, Town];
    const id = await renewals.ask(made, { whom: [answered, asked] });
    await renewals.answer(answered, id, { comment: SECRETS.reply, ...written });
    await renewals.answer(answered, id, { intent: "draft", comment: SECRETS.draft });
    await admin().query("update licence_member set leaves_on = '2026-10-31' where organisation_id = $1", [
      made.members[3]!.id,
    ]);
    survey = { pages: pagesOf("renewals"), seats, id };
  });
  const READS = ["$id.tsx", "$id_.answer.tsx", "_index.tsx", "new.tsx"];

  test.each([
    ["coordinatorsReader", ALL],
    ["answered", [...ALL, "draft"].sort()],
    ["asked", []],
    ["uninvited", []],
    ["former", []],
    ["outsider", []],
    ["supplier", []],
    ["anonymous", []],
  ] as const)("%s finds what it may: %j", async (viewer, may) => {
    const { words, open } = await findings(survey, viewer, NOW);
    expect(words).toEqual(may);
    const mine = open.filter((part) => !part.startsWith("$id_.result") && part !== "$id_.receipt.tsx");
    if (viewer === "asked" || viewer === "uninvited") expect(mine).toEqual(READS);
    if (viewer === "former" || viewer === "outsider") expect(open).toEqual(["_index.tsx", "new.tsx"]);
    if (viewer === "supplier" || viewer === "anonymous") expect(open).toEqual([]);
    if (viewer !== "coordinatorsReader") expect(open.some((part) => part.includes("result"))).toBe(false);
  });

  test("the coordinator finds the answer, never the draft, on pages and in both files", async () => {
    const { words, open } = await findings(survey, "coordinator", NOW);
    expect(words).toEqual(ALL);
    expect(open).toEqual(expect.arrayContaining(["$id_.result[.]pdf.ts", "$id_.result[.]xlsx.ts"]));
  });

  test.each(["anonymous", "coordinatorsReader", "former", "outsider", "supplier"] as const)(
    "%s posts to no form of it",
    async (viewer) => {
      const left = (await taken(survey, viewer, LATER)).filter((part) => part.startsWith("$id"));
      expect(left).toEqual([]);
    },
  );

  test("a member posts to the answer's form alone", async () => {
    const left = (await taken(survey, "asked", NOW)).filter((part) => part.startsWith("$id"));
    expect(left).toEqual(["$id_.answer.tsx"]);
  });

  test("no letter tells anybody what somebody else answered", async () => {
    const { rows } = await admin().query("select tenant_id, body from outbox where body ~ 'Kanarie'");
    expect(new Set(rows.map((row) => row.tenant_id))).toEqual(new Set([survey.seats.answered.of.id]));
  });
});

describe("an interest check whose answers are the coordinator's", () => {
  let check: Case;
  beforeAll(async () => {
    const { lead, others, together } = await checks.neighbours(admin(), 4);
    const seats = await seatsOf(lead, others);
    const [answered, asked] = others as [Town, Town];
    const id = await checks.ask(lead, {
      circle: together.everyone,
      whom: [answered, asked],
      more: { quorum_min: "1", answers_shared: [] },
    });
    await checks.reply(answered, id, { conditions: SECRETS.reply, kind: "binding", ...written });
    await checks.reply(answered, id, { intent: "draft", conditions: SECRETS.draft });
    await admin().query(
      "update cooperation_member set ended_on = '2026-01-01' where organisation_id = $1 and cooperation_id = $2",
      [others[3]!.id, together.id],
    );
    check = { pages: pagesOf("interest-checks"), seats, id };
  });

  test.each([
    ["coordinator", ALL],
    ["coordinatorsReader", ALL],
    ["answered", [...ALL, "draft"].sort()],
    ["asked", []],
    ["uninvited", []],
    ["former", []],
    ["outsider", []],
    ["supplier", []],
    ["anonymous", []],
  ] as const)("%s finds what it may: %j", async (viewer, may) => {
    const { words, open } = await findings(check, viewer, LATER);
    expect(words).toEqual(may);
    if (viewer === "former" || viewer === "outsider")
      expect(open.filter((part) => part.startsWith("$id"))).toEqual([]);
    if (viewer === "supplier" || viewer === "anonymous") expect(open).toEqual([]);
  });

  test.each(["anonymous", "coordinatorsReader", "former", "outsider", "supplier"] as const)(
    "%s posts to no form of it",
    async (viewer) => {
      expect((await taken(check, viewer, NOW)).filter((part) => part.startsWith("$id"))).toEqual([]);
    },
  );
});

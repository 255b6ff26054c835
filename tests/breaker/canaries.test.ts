import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { unzipSync } from "fflate";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ask, post, reply } from "../features/interest-checks/support.ts";
import { seedRoleTypes } from "../features/roles/support/roles.ts";
import { testDatabase } from "../support/database.ts";
import { callLoader } from "../support/routes.ts";
import {
  approvedSupplier,
  cooperation,
  product,
  type TestPerson,
  type Town,
  town,
} from "../support/towns.ts";
import { add, circleOf, contract, file, NOW, shareIn, takesPart } from "./support/world.ts";

/**
 * Canaries: every text that somebody may not read is a word of its own, and everything that an organisation can fetch – pages, their data,
 * files, documents – is fetched by everybody, with every id there is. What is found must be what was meant to be seen, no more and no less.
 */
const admin = testDatabase();
// a hundred pages per viewer: a busy machine takes its time
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
const folder = mkdtempSync(path.join(tmpdir(), "samverka-canaries-"));
process.env.FILES_DIR = path.join(folder, "store");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const VIEWERS = [
  "owner",
  "ownersReader",
  "sharer", // in the circle that is shared the terms
  "buyer", // in a circle that is shared the prices too
  "party", // takes part, in no cooperation with the owner
  "observer", // takes part as observer
  "asked", // has not answered
  "former", // took part until yesterday
  "outsider",
  "supplier",
  "previewOfSharer", // the owner looks as the sharer
  "previewOfParty",
] as const;
type Viewer = (typeof VIEWERS)[number];
const OWN: Viewer[] = ["owner", "ownersReader"];

/** Who reads what. A word that stands nowhere in an answer of somebody listed fails as well, so that the test cannot go blind. */
const MAY: Record<string, Viewer[]> = {
  openContract: [
    ...OWN,
    "sharer",
    "buyer",
    "party",
    "observer",
    "asked",
    "previewOfSharer",
    "previewOfParty",
  ],
  hiddenContract: OWN,
  hiddenParent: OWN,
  idOfHiddenParent: OWN,
  overHidden: OWN,
  hiddenSystem: OWN,
  joint: [...OWN, "party", "previewOfParty"], // hidden, but the party is party to it
  note: [...OWN, "party", "previewOfParty"],
  decision: [...OWN, "party", "previewOfParty"],
  ownDocument: OWN,
  ownFile: OWN,
  sharedDocument: [...OWN, "party", "observer", "previewOfParty"],
  sharedFile: [...OWN, "party", "observer", "previewOfParty"],
  costOfAll: [...OWN, "buyer"],
  costOfParty: [...OWN, "party", "previewOfParty"],
  costTogether: OWN,
  index: [...OWN, "buyer"],
  change: [...OWN, "buyer"],
  responsible: OWN,
  partysPerson: ["party"],
  reminder: OWN,
  draftCheck: OWN,
  openCheck: [...OWN, "sharer", "buyer"],
  hiddenReply: ["sharer"],
  hiddenAnswer: ["sharer"],
  draftReply: ["buyer"],
  conditionNote: OWN,
  narrowCheck: [...OWN, "buyer"],
  narrowReply: [...OWN, "buyer"],
  ownView: ["owner"],
  history: OWN,
};
const WORD = (name: string) => `Kanarie${name}Zqx`;
/** Figures and ids, as they stand in the data of pages. */
const MARKS: Record<string, string> = {
  costOfAll: "24688642",
  costOfParty: "13577531",
  costTogether: "38266173",
};
const markOf = (name: string) => MARKS[name] ?? WORD(name);

interface Eye {
  slug: string;
  cookie: string;
}
let eyes: Record<Viewer, Eye>;
let ids: Record<string, string[]>;

beforeAll(async () => {
  const db = admin();
  await seedRoleTypes(db);
  const [owner, sharer, buyer, party, observer, asked, former, outsider] = (await Promise.all(
    Array.from({ length: 8 }, () => town(db)),
  )) as [Town, Town, Town, Town, Town, Town, Town, Town];
  const supplier = await town(db, "supplier", "bolag");
  const together = await cooperation(db, [owner, sharer, buyer]);
  await owner.share(together, "term");
  const narrow = await circleOf(db, together, [owner, buyer]);
  for (const group of ["core", "term", "price"]) await shareIn(db, owner, narrow, group);

  const [item, ofSupplier] = [await product(db), await approvedSupplier(db)];
  const system = await owner.use(item, WORD("hiddenSystem"), { is_hidden: true });
  const about = { product_id: item, supplier_id: ofSupplier, cpv_code: "48000000" };
  const hiddenParent = await contract(owner, WORD("hiddenParent"), { ...about, is_hidden: true });
  MARKS.idOfHiddenParent = hiddenParent;
  const open = await contract(owner, WORD("openContract"), {
    ...about,
    parent_contract_id: hiddenParent,
    internal: { note: WORD("note") },
  });
  const hidden = await contract(owner, WORD("hiddenContract"), { ...about, is_hidden: true });
  const overHidden = await contract(owner, WORD("overHidden"), { ...about, usages: [system] });
  const joint = await contract(owner, WORD("joint"), { ...about, is_hidden: true });
  for (const each of [sharer, buyer, party]) await contract(each, "Eget avtal", about);
  await takesPart(db, owner, open, party);
  await takesPart(db, owner, joint, party);
  await takesPart(db, owner, open, observer, { role: "observer" });
  await takesPart(db, owner, open, asked, { participant_confirmed_at: null });
  await takesPart(db, owner, open, former, { leaves_on: "2026-11-19" });

  const key = { tenant_id: owner.id, contract_id: open };
  await add(db, "contract_decision", {
    ...{ ...key, kind: "renew", decided_on: "2026-01-01", decided_by: WORD("decision"), by_name: "Chef" },
  });
  const files = {
    own: await file(owner, `${WORD("ownDocument")}.txt`, WORD("ownFile")),
    shared: await file(owner, `${WORD("sharedDocument")}.txt`, WORD("sharedFile")),
  };
  const documents = [
    await add(db, "contract_document", { ...key, title: WORD("ownDocument"), file_id: files.own }),
    await add(db, "contract_document", {
      ...{ ...key, title: WORD("sharedDocument"), file_id: files.shared, is_shared: true },
    }),
  ];
  const cost = { ...key, kind: "recurring", per: "year" };
  await add(db, "contract_cost_line", { ...cost, amount_minor: MARKS.costOfAll });
  await add(db, "contract_cost_line", {
    ...{ ...cost, organisation_id: party.id, amount_minor: MARKS.costOfParty },
  });
  await add(db, "price_index", { ...key, series: WORD("index"), base_period: "2025", indexed_share: 80 });
  await add(db, "contract_change", {
    ...{
      ...key,
      changed_on: "2026-01-01",
      ground: "small_value",
      value_minor: 1,
      description: WORD("change"),
    },
  });
  for (const [of, name] of [
    [owner, "responsible"],
    [party, "partysPerson"],
  ] as const) {
    const person = await add(db, "person", { tenant_id: of.id, name: WORD(name) });
    await add(db, "contract_role", {
      ...{ tenant_id: of.id, contract_tenant_id: owner.id, contract_id: open, role_type: "system_owner" },
      ...{ person_id: person.id, from_on: "2020-01-01" },
    });
  }
  const reminder = await add(db, "reminder", {
    ...{ tenant_id: owner.id, contract_tenant_id: owner.id, contract_id: open, deadline_kind: "notice" },
    ...{ deadline_on: "2027-09-30", last_on: "2027-09-30", step_days: 365, due_on: "2026-09-30" },
    ...{ state: "handled", handled_at: NOW, handled_by: "Chef", note: WORD("reminder") },
  });

  const draft = await ask(owner, {
    ...{
      circle: together.everyone,
      whom: [sharer],
      sends: false,
      more: { name: WORD("draftCheck"), quorum_min: "1" },
    },
  });
  const check = await ask(owner, {
    ...{ circle: together.everyone, whom: [sharer, buyer], sends: false },
    more: { name: WORD("openCheck"), answers_hidden_until_close: "on", quorum_min: "1" },
  });
  const question = await add(db, "interest_question", {
    ...{ tenant_id: owner.id, check_id: check, seq: 1, kind: "text", label: "Vad?" },
  });
  await post("$id_.opening.tsx", {}, { of: owner, id: check });
  await reply(sharer, check, {
    answer: "conditional",
    conditions: WORD("hiddenReply"),
    [`question-${question.id}`]: WORD("hiddenAnswer"),
  });
  await reply(buyer, check, { intent: "draft", answer: "conditional", conditions: WORD("draftReply") });
  const narrowCheck = await ask(owner, {
    ...{
      circle: narrow,
      whom: [buyer],
      more: { name: WORD("narrowCheck"), answers_shared: [], quorum_min: "1" },
    },
  });
  await reply(buyer, narrowCheck, { answer: "conditional", conditions: WORD("narrowReply") });
  const told = await ask(owner, {
    circle: together.everyone,
    whom: [sharer],
    more: { answers_shared: [], quorum_min: "1" },
  });
  await reply(sharer, told, { answer: "conditional", conditions: "om priset håller" });
  await db.query(
    "update interest_invitee set condition_met_on = '2026-11-20', condition_note = $2 where check_id = $1",
    [told, WORD("conditionNote")],
  );
  await add(db, "saved_view", {
    ...{ tenant_id: owner.id, owner_kind: "person", account_id: owner.admin.accountId, list: "contracts" },
    ...{ name: WORD("ownView"), columns: [], filter: "" },
  });
  await add(db, "change_event", {
    ...{
      tenant_id: owner.id,
      by_name: "Chef",
      object_kind: "contract",
      object_id: open,
      object_name: "Avtal",
    },
    ...{ action: "updated", via: "ui", reason: WORD("history") },
  });

  const eye = ({ slug, admin: person }: Town, as: TestPerson = person) => ({ slug, cookie: as.cookie });
  eyes = {
    owner: eye(owner),
    ownersReader: eye(owner, await owner.person(["reader"])),
    ...{
      sharer: eye(sharer),
      buyer: eye(buyer),
      party: eye(party),
      observer: eye(observer),
      asked: eye(asked),
    },
    ...{ former: eye(former), outsider: eye(outsider), supplier: eye(supplier) },
    previewOfSharer: { slug: `${owner.slug}~${sharer.slug}`, cookie: owner.admin.cookie },
    previewOfParty: { slug: `${owner.slug}~${party.slug}`, cookie: owner.admin.cookie },
  };
  ids = {
    contracts: [open, hidden, overHidden, joint, hiddenParent],
    "interest-checks": [draft, check, narrowCheck, told],
    reminders: [reminder.id, open],
    files: Object.values(files),
    document: documents.map(({ id }) => id),
    systems: [system],
    products: [item],
    suppliers: [ofSupplier],
    seq: ["1"],
  };
});

const routes = path.resolve(import.meta.dirname, "../../app/routes");
const AREAS =
  /^\$tenant\.(_index|contracts|interest-checks|radar|reminders|files|systems\.\$id\.|history|receipt|views\._index)/;
const pages = readdirSync(routes).filter((name) => AREAS.test(name));

/** Every address of a page: all ids of its area, one after the other. */
function places(name: string): Record<string, string>[] {
  const area = name.split(".")[1]!;
  const wanted = [...name.matchAll(/\$(\w+?)_?(?=\.|\[|$)/g)]
    .map(([, each]) => each!)
    .filter((each) => each !== "tenant");
  let found: Record<string, string>[] = [{}];
  for (const each of wanted) {
    const some =
      (each === "id" ? (name.includes("reminders.contracts") ? ids.contracts : ids[area]) : ids[each]) ?? [];
    found = found.flatMap((params) => some.map((id) => ({ ...params, [each]: id })));
  }
  return found;
}

/** Everything in an answer that a person or a program can read. */
async function legible(response: Response): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const heads = [...response.headers]
    .flat()
    .map((each) => (each.includes("%") ? decodeURIComponent(each) : each));
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return [...heads, ...Object.values(unzipSync(bytes)).map((part) => new TextDecoder().decode(part))].join(
      "\n",
    );
  if (new TextDecoder().decode(bytes.slice(0, 5)) === "%PDF-") {
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    return text.replaceAll(/\s/g, "");
  }
  return [...heads, new TextDecoder().decode(bytes)].join("\n");
}

/** Searched for and sorted as somebody would who looks for what is hidden. */
const QUERIES = ["", "?q=Kanarie&scope=all&show=handled&by=supplier&column=systems&column=yearly_minor"];

test.each(VIEWERS)("what %s finds", async (viewer) => {
  const found = new Map<string, string>();
  for (const name of pages) {
    const { loader } = (await import(`../../app/routes/${name}`)) as {
      loader?: (args: LoaderFunctionArgs) => unknown;
    };
    if (!loader) continue;
    for (const params of places(name))
      for (const query of name.includes("$id") ? [""] : QUERIES) {
        const { slug, cookie } = eyes[viewer];
        const call = { cookie, params: { tenant: slug, ...params }, url: `/${slug}${query}`, now: NOW };
        const text = await legible(await callLoader(loader, call));
        for (const word of Object.keys(MAY))
          if (text.includes(markOf(word)) && !found.has(word))
            found.set(word, `${name} ${JSON.stringify(params)}`);
      }
  }
  const expected = Object.entries(MAY).flatMap(([word, who]) => (who.includes(viewer) ? [word] : []));
  const tooMuch = [...found].filter(([word]) => !expected.includes(word));
  const missing = expected.filter((word) => !found.has(word));
  expect({ tooMuch, missing }).toEqual({ tooMuch: [], missing: [] });
});

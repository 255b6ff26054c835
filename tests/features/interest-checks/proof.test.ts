import { strFromU8, unzipSync } from "fflate";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { ask, binding, get, LATER, neighbours, post, reply } from "./support.ts";

const admin = testDatabase();

async function pdfText(response: Response): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await response.arrayBuffer())), {
    mergePages: true,
  });
  return text.replace(/\s+/g, " ");
}

test("the proof says when, who was asked, what they said, who did not answer, and the decision", async () => {
  const { lead, others, together } = await neighbours(admin(), 3);
  const [a, b, c] = others as [(typeof others)[0], (typeof others)[0], (typeof others)[0]];
  const id = await ask(lead, {
    circle: together.everyone,
    whom: others,
    more: { case_number: "KS 2026-77", quorum_min: "1" },
  });
  await reply(a, id, { ...binding, quantity_likely: "1 250", responder: "Åsa Öberg" });
  await reply(b, id, { answer: "conditional", conditions: "Egen servicenivå" });
  expect((await get("$id_.proof.tsx", { of: lead, id })).status).toBe(404);
  const open = await get("$id_.proof.tsx", { of: lead, id, now: LATER });
  const words = JSON.stringify((await open.json()).blocks);
  for (const part of [
    a.name,
    b.name,
    c.name,
    "KS 2026-77",
    "Åsa Öberg",
    "KS 2026-114",
    "Egen servicenivå",
    "Beslut är inte fattat",
  ])
    expect(words).toContain(part);
  await post("$id_.decision.tsx", { outcome: "no_go", reason: "För få" }, { of: lead, id, now: LATER });

  const file = await get("$id_.proof[.]pdf.ts", { of: lead, id, now: LATER });
  expect(file.headers.get("Content-Type")).toBe("application/pdf");
  expect(file.headers.get("Content-Disposition")).toContain("intresseavstamning-2026-12-12.pdf");
  const text = await pdfText(file);
  expect(text).toContain("Intresset för samordning är avstämt");
  expect(text).toContain(`${lead.name} har frågat 3 andra organisationer`);
  expect(text).toContain("20 november 2026, innan beslut fattades");
  expect(text).toContain("Har inte svarat • ".concat(c.name));
  expect(text).toContain("Motivering: För få");

  const sheet = await get("$id_.result[.]xlsx.ts", { of: lead, id, now: LATER });
  const xml = strFromU8(unzipSync(new Uint8Array(await sheet.arrayBuffer()))["xl/worksheets/sheet1.xml"]!);
  expect(sheet.headers.get("X-Total-Rows")).toBe("3");
  expect(xml).toContain("<v>1250</v>");
  expect(xml).toContain("Egen servicenivå");
  for (const other of others) {
    expect((await get("$id_.proof[.]pdf.ts", { of: other, id, now: LATER })).status).toBe(404);
    expect((await get("$id_.result[.]xlsx.ts", { of: other, id, now: LATER })).status).toBe(404);
  }
});

import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright/test";
import { extractText, getDocumentProxy } from "unpdf";
import { tabTo } from "./support/keyboard.ts";
import { axeErrors } from "./support/pages.ts";
import { connectTo, type RunningServer } from "./support/server.ts";
import { expect, signInAs, test } from "./support/test.ts";

/**
 * The road from "ours ends at about the same time" to a decision: Mikael brings in a contract from his list, is reminded of it by mail,
 * sees in the radar that two neighbours can end theirs together with it, asks before he buys, and decides with the proof in hand. Sara
 * answers for her municipality, Helena for hers without a mouse.
 */
const MIKAEL = "mikael.ohman@borgholm.demo.invalid";
const SARA = "sara.holmgren@morbylanga.demo.invalid";
const HELENA = "helena.bergstrom@kalmar.demo.invalid";

const NUMBER = "KS 2024/904";
const CONTRACT = "Målstyrning och uppföljning";
const CHECK = "Gemensamt system för målstyrning";

type Server = RunningServer & { database: string };

/** First day of a month, so many months from the running one. */
function monthStart(months: number): string {
  const [year, month] = new Date().toISOString().slice(0, 7).split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** Bought 33 months ago for 36, renewed by 12 unless notice is given a month before: the reminder of 90 days before is due now. */
const LIST = [
  "Avtalsnummer;Avtal;System;Startdatum;Avtalstid;Förlängning;Uppsägningstid;Årskostnad;Avtalsansvarig",
  `${NUMBER};${CONTRACT};Stratsys;${monthStart(-33)};36 månader;automatiskt 12 månader;1 månad före avtalets slut;184 000;Mikael Öhman`,
].join("\n");

async function bringIn(page: Page): Promise<void> {
  await page.goto("/borgholm/imports/new");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Importera en fil");
  await page.getByRole("radio", { name: "Avtal" }).check();
  const file = { name: "avtal.csv", mimeType: "text/csv", buffer: Buffer.from(LIST) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Ladda upp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kolumnmappning");
  await page.getByRole("button", { name: "Provkör" }).click();
  await expect(page.getByRole("heading", { name: "Provkörning" })).toBeVisible({ timeout: 45_000 });
  await page.getByRole("button", { name: /^Importera/ }).click();
  await expect(page.getByText("Importerad av Mikael Öhman")).toBeVisible({ timeout: 45_000 });
}

/** Asks the running server's worker for the daily reminders now, instead of at a quarter past four. */
async function runReminders(server: Server): Promise<void> {
  const client = await connectTo(server.database);
  try {
    await client.query("select graphile_worker.add_job('reminders')");
  } finally {
    await client.end();
  }
}

async function reminded(page: Page): Promise<void> {
  const letter = page
    .getByRole("main")
    .locator(".ds-card")
    .filter({ hasText: "Påminnelse om" })
    .filter({ hasText: CONTRACT });
  await expect(async () => {
    await page.goto(`/mail?q=${encodeURIComponent(`${MIKAEL} påminnelse`)}`);
    await expect(letter).toHaveCount(1, { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await expect(letter).toContainText("Görs inget förlängs avtalet till");
  // a letter is read by others than it was meant for
  expect(await letter.innerText()).not.toMatch(/184.?000|kr\b/);
  await letter.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Påminnelser" })).toBeVisible();
  await page.getByRole("table").getByRole("link", { name: CONTRACT, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: CONTRACT })).toBeVisible();
  await expect(page.getByText(/^Säg upp senast .* om avtalet ska upphöra/)).toBeVisible();
}

/** From the radar's group to a check that is sent. @returns the part of the address that all organisations share */
async function askFromRadar(page: Page): Promise<string> {
  await page.goto("/borgholm/radar");
  await page.getByLabel("Krets").selectOption({ label: "Kalmar läns IT-samverkan: alla medlemmar" });
  await page.getByLabel("Framåt").selectOption("60");
  await page.getByRole("button", { name: "Visa", exact: true }).click();
  const group = page.getByRole("region", { name: "Stratsys" });
  const rows = group.getByRole("table").getByRole("row");
  for (const owner of ["Borgholm", "Kalmar", "Nybro"])
    await expect(rows.filter({ hasText: owner })).toHaveCount(1);
  await group.getByRole("link", { name: CONTRACT }).click();
  await expect(page.getByRole("heading", { level: 1, name: CONTRACT })).toBeVisible();
  await page.goBack();
  await group.getByRole("link", { name: "Fråga kommunerna om Stratsys" }).click();
  await expect(page.getByRole("heading", { name: "Vilka som tillfrågas" })).toBeVisible();
  await expect(page.getByLabel("Nybro", { exact: true })).toBeChecked();
  await page.getByLabel("Mörbylånga", { exact: true }).check();
  await page.getByLabel("Rubrik").fill(CHECK);
  await page.getByLabel("Behov").fill("Avtalet går ut och vi vill handla upp tillsammans med andra.");
  await page.getByRole("button", { name: "Spara utkast" }).click();
  await expect(page.getByRole("status")).toContainText("Utkastet är sparat");
  await page.getByRole("link", { name: "Skicka förfrågan" }).click();
  await page.getByRole("button", { name: "Skicka förfrågan" }).click();
  await expect(page.getByRole("status")).toContainText("Förfrågan är skickad");
  return new URL(page.url()).pathname.replace("/borgholm", "");
}

async function answer(page: Page, authority: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: `Svara: ${CHECK}` })).toBeVisible();
  await page.getByLabel("Ja", { exact: true }).check();
  await page.getByLabel("Bindande").check();
  await page.getByLabel("Beslut som svaret vilar på").fill(authority);
  await page.getByLabel("Troligt").fill("120");
  await page.getByRole("button", { name: "Lämna svaret" }).click();
  await expect(page.getByRole("heading", { name: "Kvittens" })).toBeVisible();
}

/** The same without a mouse, from the list of what waits to the receipt. */
async function answerByKeyboard(page: Page): Promise<void> {
  const press = async (name: string, role: "link" | "button") => {
    await tabTo(page, page.getByRole("main").getByRole(role, { name, exact: true }).first());
    await page.keyboard.press("Enter");
  };
  await page.goto("/kalmar/interest-checks");
  await press(CHECK, "link");
  await expect(page.getByRole("heading", { level: 1, name: CHECK })).toBeVisible();
  await press("Svara", "link");
  await expect(page.getByRole("heading", { level: 1, name: `Svara: ${CHECK}` })).toBeVisible();
  await tabTo(page, page.getByRole("radio", { name: "Ja", exact: true }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByLabel("Troligt"));
  await page.keyboard.type("640");
  const indication = page.getByRole("radio", { name: "En indikation" });
  await tabTo(page, indication);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Bindande" })).toBeChecked();
  await tabTo(page, page.getByLabel("Beslut som svaret vilar på"));
  await page.keyboard.type("KS 2026-77");
  await press("Lämna svaret", "button");
  await expect(page.getByRole("heading", { name: "Kvittens" })).toBeVisible();
}

async function as(browser: Browser, { server, email }: { server: Server; email: string }): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url });
  await signInAs(context, server, email);
  return context.newPage();
}

async function decide(page: Page, check: string): Promise<void> {
  await page.goto(`/borgholm${check}`);
  await expect(page.getByText("3 av 3", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Stäng i förtid" }).click();
  await expect(page.getByRole("heading", { name: `Stäng ${CHECK}?` })).toBeVisible();
  await page.getByLabel("Skäl").fill("Tre kommuner har bundit sig");
  await page.getByRole("button", { name: "Stäng i förtid" }).click();
  await expect(page.getByRole("status")).toContainText("Förfrågan är stängd.");
  await page.getByRole("link", { name: "Besluta" }).click();
  await expect(page.getByRole("heading", { name: `Besluta om ${CHECK}` })).toBeVisible();
  await page.getByLabel("Gå vidare tillsammans").check();
  await page.getByLabel("Beslutet fattas med stöd av").fill("Delegationsordningen 4.2");
  await page.getByRole("button", { name: "Fatta beslutet" }).click();
  await expect(page.getByRole("status")).toContainText("Beslutet är fattat");
}

async function proof(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Intyg om avstämning" }).click();
  await expect(page.getByRole("heading", { name: "Intresset för samordning är avstämt" })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Ladda ner som PDF" }).click(),
  ]);
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(await download.path())));
  const { text } = await extractText(pdf, { mergePages: true });
  return text.replace(/\s+/g, " ");
}

test("from an imported contract by mail and radar to a check that three municipalities answer, a decision and its proof", async ({
  page,
  context,
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  await signInAs(context, server, MIKAEL);
  await bringIn(page);
  await runReminders(server);
  await reminded(page);
  const check = await askFromRadar(page);
  await page.getByRole("link", { name: "Svara", exact: true }).click();
  await answer(page, "KS 2026-114");

  const sara = await as(browser, { server, email: SARA });
  await sara.goto(`/morbylanga${check}/reply`);
  await answer(sara, "Delegationsbeslut 2026-88");
  await sara.context().close();
  const helena = await as(browser, { server, email: HELENA });
  await answerByKeyboard(helena);

  await decide(page, check);
  expect(await axeErrors(page)).toEqual([]);
  const paper = await proof(page);
  for (const part of ["Mörbylånga", "Kalmar", "Nybro", "KS 2026-77", "Gå vidare tillsammans."])
    expect(paper).toContain(part);

  // whoever was asked reads what it came to
  await helena.goto(`/kalmar${check}`);
  await expect(helena.getByText("Beslut: går vidare")).toBeVisible();
  await helena.context().close();
});

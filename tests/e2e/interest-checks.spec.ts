import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright/test";
import { extractText, getDocumentProxy } from "unpdf";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, signInAs, test } from "./support/test.ts";

const LEAD = "anna.lindqvist@borgholm.demo.invalid";
const NAME = "Ärendehantering för nämnderna";

/** Anna asks Kalmar, Mörbylånga and her own municipality. @returns the part of the address that all organisations share */
async function ask(page: Page): Promise<string> {
  await page.goto("/borgholm/interest-checks");
  await page.getByRole("link", { name: "Fråga grannarna" }).click();
  await page.getByRole("link", { name: "Kalmar läns IT-samverkan: Alla medlemmar" }).click();
  await expect(page.getByRole("heading", { name: "Vilka som tillfrågas" })).toBeVisible();
  await page.getByRole("button", { name: "Spara utkast" }).click();
  await expect(page.getByRole("alert")).toContainText("Fyll i fältet");
  await page.getByLabel("Rubrik").fill(NAME);
  await page.getByLabel("Behov").fill("Vi byter ärendesystem och vill handla upp tillsammans.");
  await page.getByLabel("Volymen räknas i").fill("användare");
  for (const name of ["Nybro", "Oskarshamn", "Region Kalmar län"]) await page.getByLabel(name).uncheck();
  await page.getByRole("button", { name: "Spara utkast" }).click();
  await expect(page.getByRole("status")).toContainText("Utkastet är sparat");
  await page.getByRole("link", { name: "Skicka förfrågan" }).click();
  await expect(page.getByRole("heading", { name: `Skicka ${NAME}?` })).toBeVisible();
  await page.getByRole("button", { name: "Skicka förfrågan" }).click();
  await expect(page.getByRole("status")).toContainText("Förfrågan är skickad");
  return new URL(page.url()).pathname.replace("/borgholm", "");
}

/** Moves on by Tab until the field has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    const focused = await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name);
    if (focused === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} is not reached by Tab`);
}

async function phone(browser: Browser, baseURL: string | undefined): Promise<BrowserContext> {
  return browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
}

test("three municipalities answer, one by keyboard and one on a phone without script; quorum, decision, proof", async ({
  page,
  context,
  browser,
  baseURL,
  server,
}) => {
  await signInAs(context, server, LEAD);
  const check = await ask(page);
  await page.getByRole("link", { name: "Svara", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Svara:");
  await page.getByLabel("Ja", { exact: true }).check();
  await page.getByLabel("Bindande").check();
  await page.getByLabel("Beslut som svaret vilar på").fill("KS 2026-114");
  await page.getByLabel("Troligt").fill("250");
  await page.getByRole("button", { name: "Spara utkast" }).click();
  await expect(page.getByRole("status")).toContainText("inte lämnat än");
  await page.getByRole("link", { name: "Fortsätt på utkastet" }).click();
  await expect(page.getByLabel("Troligt")).toHaveValue("250");
  await page.getByRole("button", { name: "Lämna svaret" }).click();
  await expect(page.getByRole("heading", { name: "Kvittens" })).toBeVisible();

  const mobile = await phone(browser, baseURL);
  await signInAs(mobile, server, "sara.holmgren@morbylanga.demo.invalid");
  const sara = await mobile.newPage();
  const form = await sara.goto(`/morbylanga${check}/reply`);
  expect(await htmlErrors(await form!.text())).toEqual([]);
  await sara.getByLabel("Ja", { exact: true }).check();
  await sara.getByLabel("Bindande").check();
  await sara.getByRole("button", { name: "Lämna svaret" }).click();
  await expect(sara.getByRole("alert")).toContainText("Ange beslutet som det bindande svaret vilar på");
  await sara.getByLabel("Beslut som svaret vilar på").fill("Delegationsbeslut 2026-88");
  await sara.getByLabel("Troligt").fill("120");
  await sara.getByRole("button", { name: "Lämna svaret" }).click();
  await expect(sara.getByRole("heading", { name: "Kvittens" })).toBeVisible();
  await mobile.close();

  const other = await browser.newContext({ baseURL });
  await signInAs(other, server, "helena.bergstrom@kalmar.demo.invalid");
  const helena = await other.newPage();
  await helena.goto(`/kalmar${check}/reply`);
  await helena.getByLabel("Ja", { exact: true }).focus();
  await helena.keyboard.press("Space");
  await tabTo(helena, "quantity_likely");
  await helena.keyboard.type("700");
  await tabTo(helena, "kind");
  await helena.keyboard.press("ArrowDown");
  await tabTo(helena, "authority_ref");
  await helena.keyboard.type("KS 2026-9");
  expect(await axeErrors(helena)).toEqual([]);
  await helena.keyboard.press("Enter");
  await expect(helena.getByRole("heading", { name: "Kvittens" })).toBeVisible();
  await other.close();

  await page.goto(`/borgholm${check}`);
  await expect(page.getByText("3 av 3", { exact: true })).toBeVisible();
  await expect(page.getByRole("table", { name: "Uppskattad volym" })).toContainText(/1.070/);
  expect(await axeErrors(page)).toEqual([]);
  await page.getByRole("link", { name: "Stäng i förtid" }).click();
  await expect(page.getByRole("heading", { name: `Stäng ${NAME}?` })).toBeVisible();
  await page.getByLabel("Skäl").fill("Alla har svarat");
  await page.getByRole("button", { name: "Stäng i förtid" }).click();
  await expect(page.getByRole("status")).toContainText("Förfrågan är stängd.");
  await page.getByRole("link", { name: "Besluta" }).click();
  await expect(page.getByRole("heading", { name: `Besluta om ${NAME}` })).toBeVisible();
  expect(await axeErrors(page)).toEqual([]);
  await page.getByLabel("Gå vidare tillsammans").check();
  await page.getByLabel("Beslutet fattas med stöd av").fill("Delegationsordningen 4.2");
  await page.getByRole("button", { name: "Fatta beslutet" }).click();
  await expect(page.getByRole("status")).toContainText("Beslutet är fattat");
  await page.getByRole("link", { name: "Intyg om avstämning" }).click();
  await expect(page.getByRole("heading", { name: "Intresset för samordning är avstämt" })).toBeVisible();
  expect(await axeErrors(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Ladda ner som PDF" }).click(),
  ]);
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(await download.path())));
  const { text } = await extractText(pdf, { mergePages: true });
  for (const part of [
    "Intresset för samordning är avstämt",
    "Mörbylånga",
    "KS 2026-9",
    "Gå vidare tillsammans.",
  ])
    expect(text.replace(/\s+/g, " ")).toContain(part);
});

test("the demo's running and decided checks, and every page of them at 320 px", async ({
  page,
  context,
  server,
}) => {
  await signInAs(context, server, LEAD);
  await page.goto("/borgholm");
  await page.getByRole("link", { name: /1 intresseförfrågan att svara på/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Gemensamt verksamhetssystem");
  const running = new URL(page.url()).pathname.replace("/reply", "");
  await page.goto("/borgholm/interest-checks");
  await page.getByRole("link", { name: "Ny plattform för e-tjänster" }).click();
  const decided = new URL(page.url()).pathname;
  await expect(page.getByText("Beslut: går vidare")).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  const pages = ["/borgholm/interest-checks", running, `${running}/reply`, decided, `${decided}/proof`];
  for (const path of pages) {
    const response = await page.goto(path);
    expect(await htmlErrors(await response!.text()), path).toEqual([]);
    expect(await axeErrors(page), path).toEqual([]);
    expect(await scrollsSideways(page), path).toBe(false);
  }
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright/test";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

const CONTRACTS = join(import.meta.dirname, "../../../shared/data/real-files/it-contracts-2021-cp1252.csv");
const LULEA = "henrik.sandstrom@lulea.demo.invalid";
const BORGHOLM = "anna.lindqvist@borgholm.demo.invalid";

type File = { name: string; mimeType: string; buffer: Buffer };

async function upload(page: Page, slug: string, file: string | File) {
  await page.goto(`/${slug}/imports/new`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Importera en fil");
  await page.getByRole("radio", { name: "Avtal" }).check();
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Ladda upp" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kolumnmappning");
}

async function workDone(page: Page) {
  await expect(page.getByText("Sidan uppdateras av sig själv")).toHaveCount(0, { timeout: 45_000 });
}

async function fine(page: Page) {
  const html = await page.evaluate(async () => (await fetch(location.href)).text());
  expect(await htmlErrors(html)).toEqual([]);
  expect(await axeErrors(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1280, height: 800 });
}

const stat = (page: Page, label: string) => page.locator(".stat", { hasText: label }).locator(".stat-value");
const csv = (text: string) => ({ name: "avtal.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

test("a real file of 360 IT contracts is recognised, comes in and is taken back", async ({
  page,
  signIn,
}) => {
  test.skip(!existsSync(CONTRACTS), "../shared is not there");
  test.setTimeout(120_000);
  await signIn(LULEA);
  await upload(page, "lulea", CONTRACTS);
  await expect(page.getByLabel("Vad är Anbudsområdes-ID?")).toHaveValue("number");
  await expect(page.getByLabel("Vad är Upphandlingens titel?")).toHaveValue("name");
  await expect(page.getByLabel("Vad är Namn för leverantör?")).toHaveValue("supplier");
  await expect(page.getByLabel("Vad är Huvudsaklig CPV-kod?")).toHaveValue("cpv_code");
  await page.getByRole("checkbox", { name: /^Utelämna alla kolumner/ }).check();
  await page.getByRole("button", { name: "Provkör" }).click();
  await workDone(page);
  await expect(page.getByRole("heading", { name: "Provkörning" })).toBeVisible();
  const created = Number(await stat(page, "nya").textContent());
  expect(created).toBeGreaterThan(300);
  await page.getByRole("radio", { name: /^Importera godkända rader/ }).check();
  await page.getByRole("button", { name: "Importera", exact: true }).click();
  await workDone(page);
  await expect(page.getByText("Importerad av")).toBeVisible();
  await page.getByRole("link", { name: "Till avtalen" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Avtal");
  await page.goto("/lulea/imports");
  await page.getByRole("link", { name: "it-contracts-2021-cp1252.csv" }).first().click();
  await page.getByRole("link", { name: "Ångra importen" }).click();
  await page.getByRole("button", { name: "Ångra importen" }).click();
  await workDone(page);
  await expect(stat(page, "återställda")).toHaveText(String(created));
});

test("a row with errors says where and why; corrected, it comes in with what is known, and the rest is unknown", async ({
  page,
  signIn,
}) => {
  await signIn(LULEA);
  const head = "Avtalsnummer;Avtal;Leverantör;System;Startdatum;Avtalstid;Uppsägningstid;Årskostnad\n";
  await upload(page, "lulea", csv(`${head}E2E-1;Provavtal;;Trio;2025-03-01;24;3 månader;tolv\n`));
  await page.getByRole("button", { name: "Provkör" }).click();
  await workDone(page);
  const errors = page.getByRole("table", { name: "Fel i filens celler" });
  await expect(errors).toContainText("Det framgår inte om talet är år eller månader");
  await expect(errors).toContainText("Värdet är inget tal.");
  await fine(page);

  await upload(page, "lulea", csv(`${head}E2E-1;Provavtal;;Trio;2025-03-01;2+1+1;3 månader;120 000\n`));
  await page.getByRole("button", { name: "Provkör" }).click();
  await workDone(page);
  await expect(page.getByText("till när uppsägningstiden räknas")).toBeVisible();
  await page.getByRole("button", { name: /^Importera/ }).click();
  await workDone(page);
  await expect(page.getByText("Importerad av")).toBeVisible();
  await page.goto("/lulea/contracts?q=Provavtal");
  await page.getByRole("table").getByRole("link", { name: "Provavtal", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Provavtal");
  await expect(page.getByRole("main")).toContainText("Trio");

  // changed by the next file, said in words in the history
  await upload(page, "lulea", csv("Avtalsnummer;Uppsägningstid\nE2E-1;6 månader före avtalets slut\n"));
  await page.getByRole("button", { name: "Provkör" }).click();
  await workDone(page);
  await page.getByRole("button", { name: /^Importera/ }).click();
  await workDone(page);
  await page.goto("/lulea/contracts?q=Provavtal");
  await page.getByRole("table").getByRole("link", { name: "Provavtal", exact: true }).click();
  await page.getByRole("main").getByRole("link", { name: "Historik" }).click();
  await expect(page.getByRole("table")).toContainText("6 månader till periodens slut");
});

test("a document: added, shared, downloaded by a party, refused to others, and never shown in the browser", async ({
  page,
  signIn,
  context,
}) => {
  await signIn(BORGHOLM);
  await page.goto("/borgholm/contracts?q=Treserva");
  await page.getByRole("link", { name: "Verksamhetssystem för omsorgen (Treserva)" }).click();
  await page.getByRole("link", { name: "Hantera dokument" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Dokument i");
  const address = page.url();
  await fine(page);

  const file = page.locator("input[type=file]");
  const send = page.getByRole("button", { name: "Lägg till fil" });
  await file.setInputFiles({
    name: "Villkor.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("<!doctype html><script>document.title='x'</script>"),
  });
  await send.click();
  await expect(page.getByRole("alert")).toContainText("webbsida");

  const terms = Buffer.from("%PDF-1.7 villkor");
  await file.setInputFiles({ name: "Villkor åäö.pdf", mimeType: "application/pdf", buffer: terms });
  await page.getByRole("textbox", { name: "Titel" }).first().fill("Bilaga 7");
  await send.click();
  await expect(page.getByText("Ändringen är sparad.")).toBeVisible();
  await page.getByRole("button", { name: "Dela Bilaga 7 med avtalsparterna" }).click();
  await expect(page.getByRole("button", { name: "Sluta dela Bilaga 7 med avtalsparterna" })).toBeVisible();
  const href = (await page.getByRole("link", { name: "Bilaga 7", exact: true }).getAttribute("href")) ?? "";
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Bilaga 7", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Villkor åäö.pdf");

  const fetched = async (path: string) => {
    const answer = await context.request.get(path);
    return { status: answer.status(), headers: answer.headers(), body: await answer.body() };
  };
  await signIn("sara.holmgren@morbylanga.demo.invalid");
  const asParty = await fetched(href.replace("/borgholm/", "/morbylanga/"));
  expect(asParty.body.equals(terms)).toBe(true);
  expect(asParty.headers["content-disposition"]).toMatch(/^attachment;/);
  expect(asParty.headers["content-security-policy"]).toBe("sandbox; default-src 'none'");
  expect(asParty.headers["x-content-type-options"]).toBe("nosniff");
  await signIn(LULEA);
  expect((await fetched(href.replace("/borgholm/", "/lulea/"))).status).toBe(404);
  expect((await fetched(href)).status).toBe(404);

  await signIn(BORGHOLM);
  await page.goto(address);
  await page.getByRole("link", { name: "Ta bort Bilaga 7" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ta bort Bilaga 7?");
  await page.getByRole("button", { name: "Ta bort dokumentet" }).click();
  await expect(page.getByText("Ändringen är sparad.")).toBeVisible();
  await expect(page.getByText("Bilaga 7")).toHaveCount(0);
});

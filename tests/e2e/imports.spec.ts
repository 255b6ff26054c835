import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright/test";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

const SHARED = join(import.meta.dirname, "..", "..", "..", "shared", "data", "real-files");
const PRODUCTS = join(SHARED, "open-source-products-cp1252.csv");
const CONTRACTS = join(SHARED, "it-contracts-2021-cp1252.csv");
const ADMIN = "anna.lindqvist@borgholm.demo.invalid";

async function upload(
  page: Page,
  kind: string,
  file: string | { name: string; mimeType: string; buffer: Buffer },
  slug = "borgholm",
) {
  await page.goto(`/${slug}/imports`);
  await page.getByRole("link", { name: "Importera en fil" }).first().click();
  await page.getByRole("radio", { name: kind }).check();
  await page.getByLabel("Fil", { exact: false }).and(page.locator("input[type=file]")).setInputFiles(file);
  await page.getByRole("button", { name: "Ladda upp" }).click();
}

/** Follows the page that refreshes itself until the work is done. */
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

function csv(text: string) {
  return { name: "lista.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`import ${javaScriptEnabled ? "with" : "without"} script`, () => {
    test.use({ javaScriptEnabled });
    test.skip(!existsSync(PRODUCTS), "../shared is not there");

    test("a real list of open-source products becomes systems, and can be taken back", async ({
      page,
      signIn,
    }) => {
      test.setTimeout(120_000);
      // each way in an organisation of its own: what a column means is remembered from one file to the next
      const slug = javaScriptEnabled ? "borgholm" : "morbylanga";
      await signIn(javaScriptEnabled ? ADMIN : "sara.holmgren@morbylanga.demo.invalid");
      await upload(page, "System", PRODUCTS, slug);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kolumnmappning");
      await expect(page.getByText("76 rader och 5 kolumner")).toBeVisible();
      await expect(page.getByLabel("Vad är programvara?")).toHaveValue("product");

      // an unknown heading is never ignored
      await page.getByRole("button", { name: "Provkör" }).click();
      await expect(page.getByRole("alert")).toContainText("Välj vad kolumnen är, eller utelämna den.");
      await page.getByLabel("Vad är anvands_av?").selectOption("leave_out");
      await page.getByRole("button", { name: "Provkör" }).click();
      await workDone(page);

      await expect(page.getByRole("heading", { name: "Provkörning" })).toBeVisible();
      if (javaScriptEnabled) await fine(page);
      await page.getByRole("link", { name: "Välj vad namnen betyder" }).click();
      if (javaScriptEnabled) await fine(page);
      while ((await page.getByRole("button", { name: /^Utelämna alla okända/ }).count()) > 0) {
        await page.getByRole("button", { name: /^Utelämna alla okända/ }).click();
        await workDone(page);
        const more = page.getByRole("link", { name: "Välj vad namnen betyder" });
        if ((await more.count()) > 0) await more.click();
      }
      const created = Number(await stat(page, "nya").textContent());
      expect(created).toBeGreaterThan(60);
      if ((await page.getByRole("radio").count()) > 0)
        await page.getByRole("radio", { name: /^Importera godkända rader/ }).check();
      await page.getByRole("button", { name: /^Importera/ }).click();
      await workDone(page);
      await expect(page.getByText("Importerad av")).toBeVisible();
      if (javaScriptEnabled) await fine(page);

      await page.goto(`/${slug}/systems?q=Drupal`);
      await expect(page.getByRole("rowheader", { name: "Drupal" })).toBeVisible();

      await page.goto(`/${slug}/imports`);
      await page.getByRole("link", { name: "open-source-products-cp1252.csv" }).first().click();
      await page.getByRole("link", { name: "Ångra importen" }).click();
      await page.getByRole("button", { name: "Ångra importen" }).click();
      await workDone(page);
      await expect(stat(page, "återställda")).toHaveText(String(created));
      await page.goto(`/${slug}/systems?q=Drupal`);
      await expect(page.getByRole("rowheader", { name: "Drupal" })).toHaveCount(0);
    });
  });
}

test("suppliers and products of a real list of contracts", async ({ page, signIn }) => {
  test.skip(!existsSync(CONTRACTS), "../shared is not there");
  test.setTimeout(120_000);
  await signIn(ADMIN);
  await upload(page, "Produkter och leverantörer", CONTRACTS);
  await expect(page.getByLabel("Vad är Upphandlingens titel?")).toHaveValue("product");
  await expect(page.getByLabel("Vad är Namn för leverantör?")).toHaveValue("supplier");
  await fine(page);
  await page.getByRole("checkbox", { name: /^Utelämna alla kolumner/ }).check();
  await page.getByRole("button", { name: "Provkör" }).click();
  await workDone(page);
  expect(Number(await stat(page, "nya").textContent())).toBeGreaterThan(200);
  if ((await page.getByRole("radio").count()) > 0)
    await page.getByRole("radio", { name: /^Importera godkända rader/ }).check();
  await page.getByRole("button", { name: /^Importera/ }).click();
  await workDone(page);
  await expect(page.getByText("Importerad av")).toBeVisible();
  await page.goto("/borgholm/suppliers?q=IST");
  await expect(page.getByRole("link", { name: /IST/ }).first()).toBeVisible();
});

test("errors stand by row, column and heading; only correct rows go in; a file that is no table is explained", async ({
  page,
  signIn,
}) => {
  await signIn(ADMIN);
  await upload(page, "System", { name: "lista.pdf", mimeType: "text/csv", buffer: Buffer.from("%PDF-1.7") });
  await expect(page.getByRole("alert")).toContainText("Filen är en PDF");
  await fine(page);

  await upload(
    page,
    "System",
    csv("Eget id;Produkt;Antal användare\nE2E-1;Provsystem Ett;tolv\nE2E-2;Provsystem Två;2\n"),
  );
  await page.getByRole("button", { name: "Provkör" }).click();
  await workDone(page);
  const errors = page.getByRole("table", { name: "Fel i filens celler" });
  await expect(errors.getByRole("row").nth(1)).toContainText("2C – Antal användaretolvVärdet är inget tal.");
  await fine(page);
  await page.getByRole("radio", { name: "Importera godkända rader (1)" }).check();
  await page.getByRole("button", { name: "Importera", exact: true }).click();
  await workDone(page);
  await page.getByRole("link", { name: /^1\s*nya/ }).click();
  await expect(page.getByRole("table")).toContainText("Provsystem Två");
  await fine(page);
});

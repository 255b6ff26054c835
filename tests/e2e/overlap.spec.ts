import { readFileSync } from "node:fs";
import type { Locator } from "playwright/test";
import { expect, test } from "./support/test.ts";

const BUYER = "henrik.sandstrom@lulea.demo.invalid";

test.beforeEach(async ({ signIn }) => signIn(BUYER));

test("the matrix is filtered, drilled into and taken along", async ({ page }) => {
  await page.goto("/lulea");
  await page.getByRole("link", { name: "Överlapp", exact: true }).click();
  const matrix = page.getByRole("table", { name: "Verksamhetsfunktioner och kommuner" });
  await expect(matrix.getByRole("columnheader").nth(2)).toHaveText("Luleå (vi)");
  await expect(matrix.getByRole("columnheader")).toHaveCount(2 + 14);
  await expect(page.getByText("Bara egna system och sådana som delas med er är med.")).toBeVisible();

  await page.getByLabel("Visa", { exact: true }).selectOption({ label: "där andra har men inte vi" });
  await page.getByRole("button", { name: "Visa", exact: true }).click();
  await expect(page).toHaveURL(/focus=we_lack/);
  const own: Locator = matrix.locator('td[data-state="own"] a');
  await expect(own).toHaveCount(0);
  await page.getByRole("link", { name: /Ta bort filtret/ }).click();
  await expect(own.first()).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const file = readFileSync(await (await download).path(), "utf8");
  expect(file).toContain("Luleå;");
  expect(file).toContain("Norrbottens e-nämnd");

  const system = own.first();
  const name = await system.innerText();
  await system.click();
  await expect(page).toHaveURL(/\/lulea\/systems\/[0-9a-f-]{36}$/);
  await expect(page.getByText(name).first()).toBeVisible();
  await page.goBack();
  await matrix.getByRole("rowheader").nth(1).getByRole("link").click();
  await expect(page).toHaveURL(/\/lulea\/functions\/[a-z_]+$/);
  await expect(page.getByRole("heading", { name: "Används hos" })).toBeVisible();
});

test("fourteen municipalities fit one lying A4, and a meeting has one page per function", async ({
  page,
}) => {
  const pages = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length;
  await page.goto("/lulea/overlap");
  const matrix = await page.pdf({ preferCSSPageSize: true });
  expect(pages(matrix)).toBe(1);
  expect(matrix.toString("latin1")).toMatch(/MediaBox \[0 0 84\d/);
  await page.goto("/lulea/overlap/meeting?group=care");
  const functions = await page.getByRole("heading", { level: 2, name: /./ }).locator("visible=true").count();
  expect(functions).toBeGreaterThan(2);
  const sections = await page.locator(".meeting-page").count();
  expect(pages(await page.pdf({ preferCSSPageSize: true }))).toBe(sections);
});

test("the matrix on paper has no frame, no filters and says what it rests on", async ({ page }) => {
  await page.goto("/lulea/overlap");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Huvudmeny" })).toBeHidden();
  await expect(page.getByLabel("Krets")).toBeHidden();
  await expect(page.getByText(/Norrbottens e-nämnd: alla medlemmar\. Läst/)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("matrix-print.png") });
});

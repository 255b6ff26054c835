import { readFileSync } from "node:fs";
import { expect, test } from "./support/test.ts";

const LEAD = "anna.lindqvist@borgholm.demo.invalid";

test.beforeEach(async ({ signIn }) => signIn(LEAD));

test("contracts that can end together: grouped, drawn, taken along, and asked about", async ({ page }) => {
  await page.goto("/borgholm");
  await page.getByRole("link", { name: "Avtalsradar", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Avtalsradar" })).toBeVisible();
  const groups = page.locator(".radar-group");
  await expect(groups.first()).toBeVisible();
  await expect(groups.first().getByRole("img", { name: /^Tidslinje för / })).toBeVisible();
  await expect(groups.first().getByRole("table").getByRole("row").nth(2)).toBeVisible();

  await page.getByLabel("Gruppera efter").selectOption({ label: "leverantör" });
  await page.getByLabel("Framåt").selectOption("60");
  await page
    .getByRole("button", { name: "Sök" })
    .or(page.getByRole("button", { name: "Visa", exact: true }))
    .first()
    .click();
  await expect(page).toHaveURL(/by=supplier/);
  await expect(groups.first()).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const file = readFileSync(await (await download).path(), "utf8");
  expect(file).toContain("Valt slut");
  expect(file).toContain("Bara egna avtal och sådana vars avtalstid delas med er är med.");

  await page.goto("/borgholm/radar?months=60&ours=1");
  const first = groups.first();
  const name = await first.getByRole("heading", { level: 2 }).innerText();
  const owner = (await first.getByRole("rowheader").nth(1).innerText()).trim();
  await first.getByRole("link", { name: `Fråga kommunerna om ${name}` }).click();
  await expect(page.getByRole("heading", { name: "Vilka som tillfrågas" })).toBeVisible();
  await expect(page.getByLabel(owner, { exact: true })).toBeChecked();
});

test("a longer lead time moves the day to begin; fewer days than the law demands are refused", async ({
  page,
}) => {
  await page.goto("/borgholm/radar?months=60");
  const begin = page
    .locator(".radar-group")
    .first()
    .getByText(/^Börja senast \d/)
    .or(page.getByText("för kort tid"))
    .first();
  const before = await begin.innerText();
  await page.getByRole("link", { name: "Ledtider och anonym räkning" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ledtider och anonym räkning" })).toBeVisible();
  const tenders = page.getByLabel("Anbudstid, Annonserad över tröskelvärdet, dagar");
  await tenders.fill("29");
  await page.getByRole("button", { name: "Spara ledtider" }).click();
  await expect(page.getByRole("alert")).toContainText("Färre dagar än lagen kräver");
  await expect(tenders).toHaveValue("29");
  await tenders.fill("47");
  await page.getByRole("button", { name: "Spara ledtider" }).click();
  await expect(page.getByText("Inställningarna är sparade.")).toBeVisible();
  await page.getByRole("link", { name: "Avtalsradar", exact: true }).first().click();
  await page.goto("/borgholm/radar?months=60");
  expect(await begin.innerText()).not.toBe(before);

  await page.goto("/borgholm/radar/settings");
  await page
    .getByLabel(/^Räkna våra avtal anonymt i/)
    .first()
    .check();
  await page.getByRole("button", { name: "Spara val" }).click();
  await expect(page.getByText("Inställningarna är sparade.")).toBeVisible();
  await expect(page.getByLabel(/^Räkna våra avtal anonymt i/).first()).toBeChecked();
});

import type { Locator, Page } from "playwright/test";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

const ADMIN = "anna.lindqvist@borgholm.demo.invalid";
const READER = "karin.fransson@borgholm.demo.invalid";

const openMenu = (page: Page, name = "Vyer") => page.locator("summary", { hasText: name }).click();

/** Nothing of it stands outside a window of this width. */
async function expectWithin(part: Locator, width: number) {
  const box = (await part.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(width);
}

/** Keeps the list at the address under a name, as a person does. */
async function keep(
  page: Page,
  address: string,
  { name, isShared = false }: { name: string; isShared?: boolean },
) {
  await page.goto(address);
  await openMenu(page);
  await page.getByRole("link", { name: "Spara som ny vy" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Spara som vy" })).toBeVisible();
  await page.getByLabel("Namn").fill(name);
  if (isShared) await page.getByRole("radio", { name: "Alla i organisationen" }).check();
  await page.getByRole("checkbox", { name: "Visa antalet på startsidan" }).check();
  await page.getByRole("button", { name: "Spara vyn" }).click();
  await expect(page).toHaveURL(/view=/);
}

test("a list is kept, counted on the start page, changed and removed", async ({ page, signIn }) => {
  await signIn(ADMIN);
  await keep(page, "/borgholm/systems?lifecycle=phasing_out&sort=-own_name", { name: "På väg ut" });
  await expect(page).toHaveURL(/lifecycle=phasing_out&sort=-own_name/);
  const rows = await page.locator("tbody tr").count();

  await page.goto("/borgholm");
  const stat = page.getByRole("link", { name: /På väg ut/ });
  await expect(stat).toContainText(String(rows));
  expect(await axeErrors(page)).toEqual([]);
  await stat.click();
  await expect(page).toHaveURL(/lifecycle=phasing_out/);

  await openMenu(page, "Vy: På väg ut");
  expect(await axeErrors(page)).toEqual([]);
  await page.getByRole("link", { name: "Ändra vyn ”På väg ut”" }).click();
  expect(await axeErrors(page)).toEqual([]);
  await page.getByLabel("Namn").fill("");
  await page.getByRole("button", { name: "Spara vyn" }).click();
  await expect(page.getByRole("alert")).toContainText("Skriv ett namn på vyn");
  await page.getByLabel("Namn").fill("Avvecklas");
  await page.getByRole("button", { name: "Spara vyn" }).click();
  await expect(page.locator("summary", { hasText: "Vy: Avvecklas" })).toBeVisible();

  await page.goto("/borgholm/views");
  expect(await axeErrors(page)).toEqual([]);
  await page.getByRole("link", { name: "Ändra Avvecklas" }).click();
  await page.getByRole("link", { name: "Ta bort vyn" }).click();
  await page.getByRole("button", { name: "Ta bort vyn" }).click();
  await expect(page.getByText("Vyn är borttagen.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Avvecklas", exact: true })).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a shared view is found by colleagues, a private one is not", async ({ page, signIn, context }) => {
    await signIn(ADMIN);
    await keep(page, "/borgholm/products?state=approved", { name: "Godkända", isShared: true });
    const shared = new URL(page.url()).searchParams.get("view");
    await keep(page, "/borgholm/suppliers?state=approved", { name: "Min egen" });
    const own = new URL(page.url()).searchParams.get("view");
    await context.clearCookies();
    await signIn(READER);
    await page.goto(`/borgholm/views/${shared}`);
    await expect(page).toHaveURL(/products\?state=approved/);
    await page.goto("/borgholm/views");
    await expect(page.getByRole("link", { name: "Godkända", exact: true })).toBeVisible();
    await expect(page.getByText("Min egen")).toHaveCount(0);
    expect((await page.goto(`/borgholm/views/${own}`))?.status()).toBe(404);
  });
});

test("an administrator sets the standard columns of the organisation, and takes them back", async ({
  page,
  signIn,
}) => {
  await signIn(ADMIN);
  await page.goto("/borgholm/suppliers");
  await page.locator("summary", { hasText: "Kolumner" }).click();
  await page.getByRole("checkbox", { name: "Land" }).check();
  await page.getByRole("button", { name: "Gör till organisationens standard" }).click();
  await expect(page.getByRole("columnheader", { name: "Land" })).toBeVisible();
  await page.goto("/borgholm/views");
  await page.getByRole("button", { name: "Återställ standardkolumner för Leverantörer" }).click();
  await expect(page.getByText("Listan visar portalens standardkolumner igen.")).toBeVisible();
  await page.goto("/borgholm/suppliers");
  await expect(page.getByRole("columnheader", { name: "Land" })).toHaveCount(0);
});

test("at 320 pixels nothing scrolls sideways, with the menu open and in the forms", async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(ADMIN);
  await keep(page, "/borgholm/systems?lifecycle=pilot", { name: "Piloter och försök i hela kommunen" });
  await openMenu(page, "Vy: Piloter");
  await expectWithin(page.locator(".view-menu"), 320);
  expect(await scrollsSideways(page)).toBe(false);
  if (process.env.VIEWS_SHOTS) await page.screenshot({ path: `${process.env.VIEWS_SHOTS}/menu-320.png` });
  await page.goto("/borgholm/suppliers");
  for (const [index, name] of ["Vyer", "Kolumner", "Exportera"].entries()) {
    await openMenu(page, name);
    await expectWithin(page.locator(".column-chooser-panel").nth(index), 320);
    if (process.env.VIEWS_SHOTS)
      await page.screenshot({ path: `${process.env.VIEWS_SHOTS}/${name}-320.png` });
    await openMenu(page, name);
  }
  for (const path of ["views", "views/new?list=systems&state=", ""]) {
    const answer = await page.goto(`/borgholm/${path}`);
    expect(await htmlErrors(await answer!.text()), path).toEqual([]);
    expect(await scrollsSideways(page), path).toBe(false);
    if (process.env.VIEWS_SHOTS)
      await page.screenshot({
        path: `${process.env.VIEWS_SHOTS}/${path.slice(0, 9).replace("/", "-") || "start"}-320.png`,
      });
  }
});

import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

const EDITOR = "mikael.ohman@borgholm.demo.invalid";

test("a missing product is looked for, added in spite of a likeness, and can be taken into use", async ({
  page,
  signIn,
}) => {
  await signIn(EDITOR);
  await page.goto("/borgholm/products");
  await page.getByRole("searchbox").fill("Procapita Fritid");
  await page.getByRole("button", { name: "Visa" }).first().click();
  await page.getByRole("link", { name: "Saknas ”Procapita Fritid”? Lägg till produkten" }).click();
  await expect(page.getByLabel("Namn (obligatoriskt)")).toHaveValue("Procapita Fritid");
  await page.getByLabel("Leverantör").fill("Ölands Systembyrå");
  await page.getByLabel("Leverantör").press("Enter");

  await expect(page.getByRole("alert")).toContainText("Välj en av posterna i listan");
  await page.getByLabel("Lägg till ”Ölands Systembyrå” som ny leverantör (konceptpost)").check();
  await page.getByRole("button", { name: "Lägg till", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Det finns redan poster som liknar" })).toBeVisible();
  await page.getByRole("button", { name: "Skapa ändå" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Procapita Fritid" })).toBeVisible();
  await expect(page.getByText("konceptpost", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/Lades till trots liknande poster/)).toBeVisible();
  await page.getByRole("link", { name: "Ta i bruk" }).click();
  await expect(page).toHaveURL(/\/borgholm\/systems\/new\?product=[0-9a-f-]{36}$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("list, filter and form work, and errors stand at their fields with what was typed", async ({
    page,
    signIn,
  }) => {
    await signIn(EDITOR);
    await page.goto("/borgholm/suppliers");
    await page.getByRole("searchbox").fill("visma");
    await page.getByRole("button", { name: "Visa" }).first().click();
    await expect(page.getByRole("link", { name: /Visma/ }).first()).toBeVisible();
    await page.goto("/borgholm/suppliers/new");
    await page.getByLabel("Namn (obligatoriskt)").fill("Bredsätra Data");
    await page.getByLabel("Organisationsnummer").fill("556036-0794");
    await page.getByRole("button", { name: "Lägg till" }).click();
    await expect(
      page.getByText("Organisationsnumrets sista siffra är 4 men borde vara 3.").first(),
    ).toBeVisible();
    await expect(page.getByLabel("Namn (obligatoriskt)")).toHaveValue("Bredsätra Data");
    await page.getByLabel("Organisationsnummer").fill("556036-0793");
    await page.getByRole("button", { name: "Lägg till" }).click();
    await expect(page.getByText("Leverantören är tillagd.")).toBeVisible();
  });
});

test("a supplier sees the catalogue and nobody's systems", async ({ page, signIn }) => {
  await signIn("fredrik.nyberg@kustlinjen.demo.invalid");
  await page.goto("/kustlinjen-system-ab/products");
  await expect(page.getByRole("columnheader", { name: "Används hos" })).toHaveCount(0);
  await page.getByRole("rowheader").getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Om produkten" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Används hos" })).toHaveCount(0);
  expect((await page.goto("/kustlinjen-system-ab/overlap"))?.status()).toBe(403);
});

test("axe is content, the HTML is valid and nothing scrolls sideways at 320 px", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn(EDITOR);
  const first = async (list: string) => {
    await page.goto(list);
    return (await page.getByRole("rowheader").getByRole("link").first().getAttribute("href"))!;
  };
  const pages = [
    "/borgholm/products",
    await first("/borgholm/products?q=lifecare"),
    "/borgholm/products/new?name=Lifecare",
    "/borgholm/suppliers",
    await first("/borgholm/suppliers?q=visma"),
    "/borgholm/suppliers/new?name=Visma",
    "/borgholm/functions",
    "/borgholm/functions/accounting",
    "/borgholm/overlap",
    "/borgholm/overlap?focus=different_products&supplier=visma",
    "/borgholm/overlap?supplier=finns-inte",
    "/borgholm/overlap/meeting?group=care",
  ];
  for (const path of pages) {
    await page.setViewportSize({ width: 1280, height: 800 });
    const response = await page.goto(path);
    expect(await htmlErrors((await response?.text()) ?? ""), path).toEqual([]);
    expect(await axeErrors(page), path).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await scrollsSideways(page), path).toBe(false);
  }
});

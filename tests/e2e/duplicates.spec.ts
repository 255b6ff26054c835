import { axeErrors, scrollsSideways } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

const CATALOGUE_EDITOR = "helena.bergstrom@kalmar.demo.invalid";
const EDITOR = "anna.lindqvist@borgholm.demo.invalid";

test("a pair is found, dismissed, taken back and merged", async ({ page, signIn }) => {
  await signIn(CATALOGUE_EDITOR);
  await page.goto("/kalmar");
  await page.getByRole("link", { name: /par poster i katalogen som liknar varandra/ }).click();
  await expect(page.getByRole("heading", { name: "Dubbletter", level: 1 })).toBeVisible();
  expect(await axeErrors(page)).toEqual([]);
  const merge = page.getByRole("link", { name: "Slå ihop: Treserva och Treserva IFO" });
  await expect(merge).toBeVisible();
  await page.getByRole("button", { name: "Inte dubbletter: Treserva och Treserva IFO" }).click();
  await expect(page.getByText("Paret räknas inte längre som dubbletter.")).toBeVisible();
  await expect(merge).toHaveCount(0);
  await page.getByRole("link", { name: "Par som inte är dubbletter" }).click();
  await expect(page.getByRole("rowheader").getByText("Treserva IFO")).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(page)).toBe(false);
  expect(await axeErrors(page)).toEqual([]);
  await page.getByRole("button", { name: "Ångra: Treserva och Treserva IFO" }).click();
  await expect(page.getByText("Det är ångrat och paret visas igen.")).toBeVisible();
  await page.getByRole("link", { name: "Tillbaka till paren" }).click();
  expect(await scrollsSideways(page)).toBe(false);
  await merge.click();
  await expect(page.getByRole("heading", { name: "Slå samman Treserva IFO med Treserva?" })).toBeVisible();
  await page.getByRole("button", { name: "Slå samman" }).click();
  await expect(page.getByText("Posterna är sammanslagna.")).toBeVisible();
  await page.goto("/kalmar/duplicates");
  await expect(page.getByRole("heading", { name: "Dubbletter", level: 1 })).toBeVisible();
  await expect(merge).toHaveCount(0);
});

test("records like it are offered by keyboard while a name is typed", async ({ page, signIn }) => {
  await signIn(EDITOR);
  await page.goto("/borgholm/products/new");
  await expect(page.getByRole("heading", { name: "Lägg till produkt", level: 1 })).toBeVisible();
  await page.getByLabel(/^Namn/).focus();
  await page.keyboard.type("Tresrva");
  const link = page.getByRole("list", { name: "Finns redan i katalogen:" }).getByRole("link").first();
  await expect(link).toHaveText("Treserva");
  await expect(page.getByText(/liknande post.* finns redan/)).toBeAttached();
  expect(await axeErrors(page)).toEqual([]);
  await page.keyboard.press("Tab");
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Treserva", level: 1 })).toBeVisible();
});

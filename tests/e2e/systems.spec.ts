import { readFile } from "node:fs/promises";
import { expect, test } from "./support/test.ts";

const EDITOR = "mikael.ohman@borgholm.demo.invalid";
const READER = "karin.fransson@borgholm.demo.invalid";
const NEIGHBOUR = "sara.holmgren@morbylanga.demo.invalid";

test("a product is taken into use, corrected where it was wrong, edited, hidden and retired", async ({
  page,
  signIn,
}) => {
  await signIn(EDITOR);
  await page.goto("/borgholm/systems");
  await page.getByRole("link", { name: "Ta i bruk" }).first().click();
  await page.getByRole("searchbox").fill("castor");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Ta i bruk Castor" }).click();

  await page.getByLabel("Eget namn").fill("Provsystemet");
  await page.getByLabel("Status").selectOption("in_operation");
  await page.getByRole("button", { name: "Ta i bruk" }).click();
  const summary = page.getByRole("alert");
  await expect(summary).toContainText("Ett system i drift behöver ett datum");
  await expect(summary).toBeFocused();
  await expect(page.getByLabel("Eget namn")).toHaveValue("Provsystemet");
  await page.getByLabel("Taget i bruk").fill("2025-02-01");
  await page.getByRole("button", { name: "Ta i bruk" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Provsystemet" })).toBeVisible();
  await expect(page.getByText("Systemet är tillagt.")).toBeVisible();
  await page.getByRole("link", { name: "Redigera Pris" }).click();
  await page.getByLabel("Årskostnad").fill("tolv");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("alert")).toContainText("Årskostnad: Skriv beloppet i kronor");
  await page.getByLabel("Årskostnad").fill("12 500,50");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByText("12 500,50 kr")).toBeVisible();

  await page.getByRole("link", { name: "Dölj för andra" }).click();
  await page.getByRole("button", { name: "Dölj systemet" }).click();
  await expect(page.getByText("Dold för andra")).toBeVisible();

  await page.getByRole("link", { name: "till ”avvecklad”" }).click();
  await page.getByLabel("Skäl").fill("Bara ett prov");
  await page.getByRole("button", { name: "Ändra status" }).click();
  await page.getByRole("link", { name: "Avvecklingspost" }).click();
  await expect(page.getByText("Bara ett prov")).toBeVisible();
  await expect(page.getByText("12 500,50 kr")).toBeVisible();
});

test("two editors at once: the second is shown what the first did before anything is overwritten", async ({
  page,
  context,
  signIn,
}) => {
  await signIn(EDITOR);
  await page.goto("/borgholm/systems?lifecycle=in_operation&sort=-own_name");
  await page.getByRole("rowheader").getByRole("link").first().click();
  const other = await context.newPage();
  await page.getByRole("link", { name: "Redigera", exact: true }).first().click();
  await page.getByLabel("Eget namn").waitFor();
  await other.goto(page.url());
  await other.getByLabel("Version").fill("Andras version");
  await other.getByRole("button", { name: "Spara" }).click();
  await expect(other.getByText("Ändringen är sparad.")).toBeVisible();
  await page.getByLabel("Planerad ersättare").fill("Min ersättare");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Någon annan har ändrat posten");
  await expect(page.getByLabel("Planerad ersättare")).toHaveValue("Min ersättare");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByText("Andras version")).toBeVisible();
  await expect(page.getByText("Min ersättare")).toBeVisible();
});

test("filtered, sorted and exported by keyboard; the file has the list's rows", async ({ page, signIn }) => {
  await signIn(READER);
  await page.goto("/borgholm/systems");
  const status = page.getByRole("search").getByLabel("Status");
  await status.focus();
  await page.keyboard.press("i");
  await page.keyboard.press("ArrowDown");
  await expect(status).toHaveValue("in_operation"); // införs, i drift
  await page.getByRole("searchbox").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/lifecycle=in_operation/);
  await page.getByRole("link", { name: "Eget namn" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sort=-own_name/);
  const total = (await page.locator(".rows-shown").first().textContent())!.match(/av (\d+)/)![1]!;
  const first = await page.getByRole("rowheader").first().getByRole("link").textContent();

  await page.getByText("Exportera").focus();
  await page.keyboard.press("Enter");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Visade kolumner (CSV)" }).press("Enter"),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toContain("Eget namn;Produkt");
  expect(lines).toHaveLength(Number(total) + 1);
  expect(lines[1]).toContain(first!);
});

test("chosen columns are remembered and can be taken back", async ({ page, signIn }) => {
  await signIn(READER);
  await page.goto("/borgholm/systems");
  await page.getByText("Kolumner", { exact: true }).click();
  await page.getByRole("checkbox", { name: "Antal användare" }).check();
  await page.getByRole("checkbox", { name: "Driftform" }).uncheck();
  await page.locator(".column-chooser-panel").getByRole("button", { name: "Visa" }).click();
  await expect(page.getByRole("columnheader", { name: "Antal användare" })).toBeVisible();
  await page.goto("/borgholm/systems");
  await expect(page.getByRole("columnheader", { name: "Antal användare" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Driftform" })).toHaveCount(0);
  await page.getByText("Kolumner", { exact: true }).click();
  await page.getByRole("button", { name: "Återställ till standard" }).click();
  await expect(page.getByRole("columnheader", { name: "Driftform" })).toBeVisible();
});

test("a neighbour sees the owner's system with what is shared and no more, and cannot change it", async ({
  page,
  signIn,
}) => {
  await signIn(NEIGHBOUR);
  await page.goto("/morbylanga/systems?scope=shared&q=AD Öland");
  await page.getByRole("link", { name: "AD Öland", exact: true }).click();
  await expect(page.getByText("Ägs av Borgholm")).toBeVisible();
  await expect(page.getByText(/Följande delas inte med er organisation:.*Klassning/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Redigera" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Historik", exact: true })).toHaveCount(1); // the menu's
  const edit = await page.goto(`${page.url()}/edit`);
  expect(edit!.status()).toBe(403);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("list, filter, columns, take into use with an error, edit", async ({ page, signIn }) => {
    await signIn(EDITOR);
    await page.goto("/borgholm/systems");
    await page.getByRole("searchbox").fill("visma");
    await page.getByRole("button", { name: "Visa" }).first().click();
    await expect(page.getByText("Sökord: visma")).toBeVisible();
    await page.goto("/borgholm/systems/new?q=Ciceron");
    await page.getByRole("link", { name: "Ta i bruk Ciceron" }).click();
    await page.getByLabel("Eget namn").fill("");
    await page.getByRole("button", { name: "Ta i bruk" }).click();
    await expect(page.getByRole("alert")).toContainText("Eget namn: Fyll i fältet.");
    await page.getByLabel("Eget namn").fill("Utan skript");
    await page.getByRole("button", { name: "Ta i bruk" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Utan skript" })).toBeVisible();
    await page.getByRole("link", { name: "Redigera Drift" }).click();
    await page.getByLabel("Driftform").selectOption("saas");
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(page.getByText("molntjänst (SaaS)")).toBeVisible();
    await page.getByRole("link", { name: "Ta bort" }).click();
    await page.getByRole("button", { name: "Ta bort systemet" }).click();
    await expect(page).toHaveURL(/\/borgholm\/systems$/);
  });
});

test("the arrow keys move between the rows of a list, and nowhere else", async ({ page, signIn }) => {
  await signIn(READER);
  await page.goto("/borgholm/systems");
  const names = page.getByRole("rowheader").getByRole("link");
  // the script may still be on its way
  await expect(async () => {
    await names.first().focus();
    await page.keyboard.press("ArrowDown");
    await expect(names.nth(1)).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("ArrowDown");
  await expect(names.nth(2)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp"); // above the first there is nothing
  await expect(names.first()).toBeFocused();
  await page.getByRole("searchbox").focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

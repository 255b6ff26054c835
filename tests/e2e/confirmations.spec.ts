import type { Browser, BrowserContext, Page } from "playwright/test";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, signInAs, test } from "./support/test.ts";

const ADMIN = "anna.lindqvist@borgholm.demo.invalid";

/** Makes and opens a round over all systems. @returns its address */
async function openRound(page: Page, name: string): Promise<string> {
  await page.goto("/borgholm/confirmations");
  await page.getByRole("link", { name: "Ny bekräftelserunda" }).click();
  await page.getByRole("button", { name: "Skapa utkast" }).click();
  await expect(page.getByRole("alert")).toContainText("Ge rundan ett namn.");
  await page.getByLabel("Rundans namn").fill(name);
  await page.getByRole("combobox", { name: /^Ansvarig chef/ }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Skapa utkast" }).click();
  await expect(page.getByRole("heading", { name: "Vilka som får mejl" })).toBeVisible();
  await expect(page.getByText("utkast", { exact: true })).toBeVisible();
  const errors = await axeErrors(page);
  expect(errors).toEqual([]);
  await page.getByRole("button", { name: "Öppna rundan och skicka mejl" }).click();
  await expect(page.getByRole("status")).toContainText("mejl är skickade");
  return new URL(page.url()).pathname;
}

/** The newest link in the demo's mail to somebody who answers for several systems. */
async function linkFromMail(page: Page): Promise<string> {
  await page.goto("/mail");
  const text = await page.locator("main").innerText();
  const letter = /svarar för (?:[2-9]|\d\d+) system[\s\S]*?\/confirm\/([\w-]+)/.exec(text);
  return `/confirm/${letter![1]}`;
}

/** A browser of somebody who has never been here. */
async function stranger(
  browser: Browser,
  baseURL: string | undefined,
  javaScriptEnabled = true,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled,
    viewport: { width: 320, height: 700 },
  });
  return { context, page: await context.newPage() };
}

for (const hasScript of [true, false])
  test(`a round from the mail on a phone, without account${hasScript ? "" : " and without JavaScript"}: one confirmed, one corrected, counted`, async ({
    page,
    browser,
    baseURL,
    server,
    context,
  }) => {
    await signInAs(context, server, ADMIN);
    const round = await openRound(page, `Genomgång ${hasScript}`);
    const owner = await stranger(browser, baseURL, hasScript);
    const phone = owner.page;
    const link = await linkFromMail(phone);
    const landing = await phone.goto(link);
    expect(await htmlErrors((await landing?.text()) ?? "")).toEqual([]);
    await phone.getByRole("button", { name: "Öppna min lista" }).click();
    await expect(phone.getByRole("heading", { level: 1, name: "Bekräfta dina system" })).toBeVisible();
    expect(await scrollsSideways(phone)).toBe(false);
    if (hasScript) expect(await axeErrors(phone)).toEqual([]);

    await phone
      .getByRole("button", { name: /^Stämmer: / })
      .first()
      .click();
    await expect(phone.getByRole("status")).toContainText("är bekräftat.");
    await phone
      .getByRole("link", { name: /^Rätta uppgifter om / })
      .first()
      .click();
    await expect(phone.getByRole("heading", { level: 1, name: /^Rätta / })).toBeVisible();
    expect(await scrollsSideways(phone)).toBe(false);
    if (hasScript) expect(await axeErrors(phone)).toEqual([]);
    await phone.getByLabel("Antal användare").fill("många");
    await phone.getByRole("button", { name: "Spara och bekräfta" }).click();
    await expect(phone.getByRole("alert")).toContainText("Antal användare");
    await phone.getByLabel("Antal användare").fill(hasScript ? "4 321" : "1 234");
    await phone.getByRole("button", { name: "Spara och bekräfta" }).click();
    await expect(phone.getByRole("status")).toContainText("är rättat och bekräftat.");
    await expect(phone.getByText("Rättat och bekräftat", { exact: true })).toBeVisible();

    const second = await stranger(browser, baseURL, hasScript);
    await second.page.goto(link);
    await second.page.getByRole("button", { name: "Skicka en ny länk" }).click();
    await expect(second.page.getByRole("status")).toContainText("en ny länk på väg");
    await second.context.close();

    await page.goto(round);
    const last = page.getByRole("table", { name: "Läget per enhet" }).getByRole("row").last();
    await expect(last.getByRole("cell").nth(1)).toHaveText("1");
    await expect(last.getByRole("cell").nth(2)).toHaveText("1");
    expect(await axeErrors(page)).toEqual([]);
    await page.getByRole("button", { name: "Stäng rundan" }).click();
    await expect(page.getByRole("status")).toContainText("Rundan är stängd.");
    await phone.goto(link);
    await expect(phone.getByRole("heading", { name: "Rundan är stängd" })).toBeVisible();
    await owner.context.close();
  });

test("the seal on the record: broken by an editor, confirmed again, with completeness beside it", async ({
  page,
  context,
  server,
}) => {
  await signInAs(context, server, "mikael.ohman@borgholm.demo.invalid");
  await page.goto("/borgholm/systems?lifecycle=in_operation");
  await page.getByRole("rowheader").getByRole("link").first().click();
  const seal = page.locator("#confirmation");
  await page.getByRole("button", { name: "Bekräfta uppgifterna" }).click();
  await expect(seal.getByRole("status")).toContainText("Uppgifterna är bekräftade.");
  await expect(seal.getByText("Bekräftad", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Redigera", exact: true }).first().click();
  await page.getByLabel("Version").fill("ny version");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(seal.getByText("Behöver kontrolleras")).toBeVisible();
  const name = await page.getByRole("heading", { level: 1 }).innerText();
  await page.goto("/borgholm/systems?seal=needs_check&pageSize=200");
  await expect(page.getByRole("rowheader", { name })).toBeVisible();
});

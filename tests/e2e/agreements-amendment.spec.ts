import type { Page } from "playwright/test";
import { tabTo } from "./support/keyboard.ts";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, signInAs, test } from "./support/test.ts";

const BORGHOLM = "anna.lindqvist@borgholm.demo.invalid";
const MORBYLANGA = "sara.holmgren@morbylanga.demo.invalid";
const AGREEMENT = "Samverkansavtal om IT på Öland";

/** What a council has said of an amendment. */
async function answer(page: Page, paragraph: string) {
  await page.getByLabel("Organets namn").fill("Kommunfullmäktige");
  await page.getByLabel("Paragraf").fill(paragraph);
  await page.getByLabel("Beslutsdag").fill("2026-01-26");
  await page.getByLabel("Länk till beslutet").fill("https://example.org/protokoll");
  await page.getByRole("button", { name: "Registrera svaret" }).click();
  await expect(page.getByRole("status")).toContainText("sparad");
}

test("the terms are changed by keyboard alone, shown with the dates they move, and approved without script", async ({
  page,
  context,
  browser,
  baseURL,
  server,
}) => {
  await signInAs(context, server, BORGHOLM);
  const press = async (name: string, role: "link" | "button") => {
    await tabTo(page, page.getByRole("main").getByRole(role, { name, exact: true }).first());
    await page.keyboard.press("Enter");
  };
  const heading = (name: string | RegExp) =>
    expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const type = async (label: string, text: string) => {
    await tabTo(page, page.getByLabel(label, { exact: true }));
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(text);
  };

  await page.goto("/borgholm/agreements");
  await press(AGREEMENT, "link");
  await heading(AGREEMENT);
  await press("Föreslå ändring", "link");
  await heading(`Ändring av ${AGREEMENT}`);
  await page.getByLabel(/^Gäller från och med/).fill("2026-01-01"); // how a day is typed differs between browsers
  await tabTo(page, page.getByLabel(/^Ändringens namn/));
  await page.keyboard.type("Längre uppsägningstid");
  await type("Uppsägningstid", "18");
  await press("Spara utkastet", "button");
  await heading("Ändring 2: Längre uppsägningstid");
  const dates = page.getByRole("table", { name: "Datum som flyttas" });
  await expect(dates.getByRole("row").filter({ hasText: "Tidigaste slut" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Uppsägningstid" })).toContainText("18 månader");
  await press("Skicka till parterna", "link");
  await heading("Skicka Ändring 2: Längre uppsägningstid till parterna");
  await expect(dates).toBeVisible();
  expect([await axeErrors(page), await htmlErrors(await page.content())]).toEqual([[], []]);
  await press("Skicka till parterna", "button");
  await expect(page.getByRole("status")).toContainText("sparad");
  const path = new URL(page.url()).pathname.replace("/borgholm", "");
  await answer(page, "§ 31");

  const plain = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 320, height: 700 },
  });
  await signInAs(plain, server, MORBYLANGA);
  const other = await plain.newPage();
  await other.goto(`/morbylanga${path}`);
  await expect(other.getByRole("table", { name: "Villkor som ändras" })).toContainText("18 månader");
  expect(await scrollsSideways(other)).toBe(false);
  await answer(other, "§ 32");
  await plain.close();

  await page.goto(`/borgholm${path}`);
  await press("Sätt ändringen i kraft", "link");
  await heading("Sätt Ändring 2: Längre uppsägningstid i kraft");
  await press("Sätt ändringen i kraft", "button");
  await expect(page.getByText("gällande", { exact: true })).toBeVisible();
  await page.goto("/borgholm/agreements");
  await press(AGREEMENT, "link");
  await expect(page.getByText("18 månader, årsskifte")).toBeVisible();
});

import type { Page } from "playwright/test";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, signInAs, test } from "./support/test.ts";

const BORGHOLM = "anna.lindqvist@borgholm.demo.invalid";
const MORBYLANGA = "sara.holmgren@morbylanga.demo.invalid";
const LULEA = "elin.wikstrom@lulea.demo.invalid";
const NAME = "Samverkan om informationssäkerhet";

/** The form in which a council's decision is recorded. */
async function recordDecision(page: Page, address: string, paragraph: string) {
  await page.goto(address);
  await page.getByRole("link", { name: "Registrera vårt beslut" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Vårt beslut om");
  await page.getByLabel("Organets namn").fill("Kommunfullmäktige");
  await page.getByLabel("Paragraf").fill(paragraph);
  await page.getByLabel("Beslutsdag").fill("2026-01-26");
  await page.getByLabel("Länk till beslutet").fill("https://example.org/protokoll");
  await page.getByRole("button", { name: "Registrera beslutet" }).click();
  await expect(page.getByRole("status")).toContainText("Beslutet är registrerat");
}

test("from draft to in force by three councils as three people, one of them without script", async ({
  page,
  context,
  browser,
  baseURL,
  server,
}) => {
  await signInAs(context, server, BORGHOLM);
  await page.goto("/borgholm/agreements/new");
  await expect(page.getByRole("heading", { name: "Nytt samverkansavtal" })).toBeVisible();
  await page.getByLabel("Avtalets namn").fill(NAME);
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("status")).toContainText("Utkastet är skapat");
  const path = new URL(page.url()).pathname.replace("/borgholm", "");

  for (const party of ["Mörbylånga", "Luleå"]) {
    await page.goto(`/borgholm${path}/parts/parties`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Parter i");
    await page.getByLabel("Organisation").selectOption({ label: party });
    await page.getByRole("button", { name: "Lägg till part" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: party })).toBeVisible();
  }
  await page.goto(`/borgholm${path}/parts/clauses`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Avtalstext för");
  await page.getByLabel("Rubrik").fill("Ändamål");
  await page.getByLabel("Text", { exact: false }).last().fill("Parterna har en gemensam samordnare.");
  await page.getByRole("button", { name: "Lägg till klausul" }).click();
  await expect(page.getByRole("status")).toContainText("sparad");
  await page.goto(`/borgholm${path}/steps/sending`);
  await page.getByRole("button", { name: "Skicka till parterna" }).click();
  await expect(page.getByRole("status")).toContainText("skickat till parterna");
  await recordDecision(page, `/borgholm${path}`, "§ 12");

  const other = await browser.newContext({ baseURL });
  await signInAs(other, server, LULEA);
  await recordDecision(await other.newPage(), `/lulea${path}`, "§ 13");
  await other.close();

  await page.goto(`/borgholm${path}/steps/force`);
  await expect(page.getByRole("alert")).toContainText(
    "2 av 3 parter har registrerat beslut. Saknas: Mörbylånga",
  );

  const plain = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  await signInAs(plain, server, MORBYLANGA);
  await recordDecision(await plain.newPage(), `/morbylanga${path}`, "§ 14");
  await plain.close();

  await page.goto(`/borgholm${path}`);
  await expect(page.getByText("3 av 3 har beslutat")).toBeVisible();
  await page.getByRole("link", { name: "Sätt i kraft" }).click();
  await page.getByRole("button", { name: "Sätt i kraft" }).click();
  await expect(page.getByRole("status")).toContainText("Avtalet är gällande");
  await page.goto("/borgholm/cooperations");
  await expect(page.getByRole("link", { name: NAME })).toBeVisible();
});

test("pages that are reached while working on an agreement are in order", async ({
  page,
  context,
  server,
}) => {
  await signInAs(context, server, BORGHOLM);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/borgholm/agreements");
  await page.getByRole("link", { name: "Samverkansavtal om IT på Öland" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Öland");
  const path = new URL(page.url()).pathname;
  const pages = [
    "",
    "/edit",
    "/notice",
    "/exit",
    "/exemption",
    "/versions",
    "/amendments/new",
    "/parts/duties",
    "/parts/delegations",
    "/report?year=2025",
  ];
  for (const each of pages) {
    const response = await page.goto(path + each);
    const html = (await response?.text()) ?? "";
    expect([each, await htmlErrors(html), await axeErrors(page), await scrollsSideways(page)]).toEqual([
      each,
      [],
      [],
      false,
    ]);
  }
});

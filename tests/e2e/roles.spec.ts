import type { Page } from "playwright/test";
import { axeErrors, htmlErrors } from "./support/pages.ts";
import { connectTo } from "./support/server.ts";
import { expect, test } from "./support/test.ts";

const ADMIN = "anna.lindqvist@borgholm.demo.invalid";
const READER = "karin.fransson@borgholm.demo.invalid";

/** The day some days from today in Sweden. */
function dayFromNow(days: number): string {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" }).format(new Date());
  const [year, month, date] = today.split("-").map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

async function fineAt(page: Page, path: string) {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  expect(await htmlErrors((await response?.text()) ?? ""), path).toEqual([]);
  expect(await axeErrors(page), path).toEqual([]);
}

/** Where the page is, without the server's address. */
function placeOf(page: Page): string {
  const url = new URL(page.url());
  return url.pathname + url.search;
}

/** Opens the roles of one of Borgholm's people from the list of people. */
async function openPerson(page: Page, name: string) {
  await page.goto(`/borgholm/people?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name: new RegExp(`roll.*, ${name}`) }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Roller för ${name}`);
}

test("a leaving person: everything is shown before it happens, and can be taken back", async ({
  page,
  signIn,
}) => {
  await signIn(ADMIN);
  await openPerson(page, "Anders Björk");
  await fineAt(page, placeOf(page));
  const roles = page.getByRole("table", { name: "Roller", exact: true }).getByRole("row");
  const count = (await roles.count()) - 1;
  expect(count).toBeGreaterThan(5);
  const first = await roles.nth(1).getByRole("rowheader").innerText();

  await page.getByRole("link", { name: "Överför roller" }).click();
  await page.getByLabel("Till", { exact: true }).selectOption({ label: "Mikael Öhman, Systemförvaltare" });
  await page.getByRole("button", { name: "Förhandsgranska" }).click();
  await expect(page.getByRole("heading", { name: `${count} roller` })).toBeVisible();
  await fineAt(page, placeOf(page));
  await page.getByRole("checkbox", { name: `Ta med systemförvaltare på ${first}` }).uncheck();
  await page.getByRole("button", { name: "Överför rollerna" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Roller överförda");
  await fineAt(page, placeOf(page));
  await expect(page.getByRole("row")).toHaveCount(count); // one was left out, one row is the heading
  await openPerson(page, "Anders Björk");
  await expect(roles).toHaveCount(2);
  await page.getByRole("link", { name: /Överförda till Mikael Öhman/ }).click();
  await page.getByRole("button", { name: "Ångra överföringen" }).click();
  await expect(page.getByText(/Ångrat av Anna Lindqvist/)).toBeVisible();
  await openPerson(page, "Anders Björk");
  await expect(roles).toHaveCount(count + 1);

  await page.goto("/borgholm/history");
  await expect(page.getByText("överföring av roller ångrad").first()).toBeVisible();
});

test("a deputy's fortnight: the record is among mine and may be edited, until the last day", async ({
  page,
  signIn,
  server,
}) => {
  const db = await connectTo(server.database);
  try {
    await db.query("delete from deputy");
    await signIn(READER);
    await page.goto("/borgholm/my-systems");
    await expect(page.getByRole("heading", { name: "Du har inga roller" })).toBeVisible();

    await signIn(ADMIN);
    await openPerson(page, "Stefan Holmgren");
    await page
      .getByLabel("Person", { exact: true })
      .selectOption({ label: "Karin Fransson, Nämndsekreterare" });
    await page.getByLabel("Från och med").fill(dayFromNow(-3));
    await page.getByLabel("Till och med").fill(dayFromNow(10));
    await page.getByRole("button", { name: "Utse ställföreträdare" }).click();
    await expect(page.getByText("Ställföreträdaren är utsedd.")).toBeVisible();

    await signIn(READER);
    await page.goto("/borgholm/my-systems");
    const row = page.getByRole("row").nth(1);
    await expect(row).toContainText(`för Stefan Holmgren till och med ${dayFromNow(10)}`);
    expect(await axeErrors(page)).toEqual([]);
    const name = await row.getByRole("rowheader").getByRole("link").innerText();
    await row.getByRole("link", { name: `Redigera ${name}` }).click();
    await page.getByLabel(/Antal användare/).fill("77");
    await page.getByRole("button", { name: "Spara" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(page.locator("dd").filter({ hasText: /^77/ })).toBeVisible();
    await expect(page.getByText(/Ställföreträdare till och med/).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Ta bort" })).toHaveCount(0);
    const record = new URL(page.url()).pathname;

    // the fortnight is over
    await db.query("update deputy set from_on = $1, to_on = $2", [dayFromNow(-15), dayFromNow(-1)]);
    await page.goto("/borgholm/my-systems");
    await expect(page.getByRole("heading", { name: "Du har inga roller" })).toBeVisible();
    await page.goto(record);
    await expect(page.getByRole("link", { name: /^Redigera/ })).toHaveCount(0);
    expect((await page.goto(`${record}/edit`))?.status()).toBe(403);
  } finally {
    await db.end();
  }
});

test("without JavaScript: role types are set, and the work list follows", async ({
  browser,
  server,
  signIn,
  page,
}) => {
  await signIn(ADMIN);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    baseURL: server.url,
  });
  const plain = await context.newPage();
  await plain.goto("/borgholm/settings/roles");
  const group = plain.getByRole("group", { name: "Informationsägare" });
  await group.getByLabel(/^Obligatorisk/).check();
  await plain.getByRole("button", { name: "Spara rollerna" }).click();
  await expect(plain.getByText("Rollerna är sparade.")).toBeVisible();
  await plain.goto("/borgholm");
  await plain.getByRole("link", { name: /saknar någon i en obligatorisk roll/ }).click();
  await plain.getByLabel("Roll", { exact: true }).selectOption("informationsägare");
  await plain.getByRole("button", { name: "Visa", exact: true }).click();
  await expect(plain.getByRole("cell", { name: "Ingen" }).first()).toBeVisible();
  await plain
    .getByRole("link", { name: /^Tilldela informationsägare på/ })
    .first()
    .click();
  await expect(plain.getByLabel("Roll", { exact: true })).toHaveValue("information_owner");
  await context.close();
});

test("pages of roles are valid and content with axe", async ({ page, signIn }) => {
  await signIn(ADMIN);
  for (const path of [
    "/borgholm/settings/roles",
    "/borgholm/roles",
    "/borgholm/roles?names=1",
    "/borgholm/roles/systems",
    "/borgholm/roles/systems?show=held",
    "/borgholm/my-systems",
  ])
    await fineAt(page, path);
});

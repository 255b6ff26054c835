import type { Browser, Page } from "playwright/test";
import { expect, signInAs, test } from "./support/test.ts";

const anna = "anna.lindqvist@borgholm.demo.invalid";
const sara = "sara.holmgren@morbylanga.demo.invalid";
const COUNTY = "Kalmar läns IT-samverkan";
const ISLAND = "IT-samverkan Öland";

/** A browser of Mörbylånga's own beside Borgholm's. */
async function neighbour(browser: Browser, server: { url: string; database: string }): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url });
  await signInAs(context, server, sara);
  return context.newPage();
}

/** Opens the page of one field group and one circle from the matrix. */
async function openShare(page: Page, group: string, cooperation: string) {
  await page.goto("/borgholm/sharing");
  await page.getByRole("link", { name: new RegExp(`${group}, ${cooperation} \\(alla medlemmar\\)`) }).click();
}

test("Borgholm shares Drift, Mörbylånga sees it at once, and no longer when it is withdrawn", async ({
  page,
  signIn,
  browser,
  server,
}) => {
  await signIn(anna);
  const other = await neighbour(browser, server);
  // the island's cooperation shares it already in the demo; the county is then the only way left
  await openShare(page, "Drift", ISLAND);
  await page.getByRole("button", { name: "Sluta dela" }).click();
  await expect(page.getByText("Drift delas inte längre med")).toBeVisible();

  await page.goto("/borgholm/systems");
  const link = page.getByRole("table").getByRole("rowheader").first().getByRole("link");
  await other.goto((await link.getAttribute("href"))!.replace("/borgholm/", "/morbylanga/"));
  await expect(other.getByText("Driftform")).toHaveCount(0);

  await openShare(page, "Drift", COUNTY);
  await expect(page.getByText(/Mörbylånga.*kommer att se driftform/)).toBeVisible();
  await page.getByRole("button", { name: "Dela", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("Drift delas nu med");
  await other.reload();
  await expect(other.getByText("Driftform").first()).toBeVisible();

  await page.getByRole("link", { name: "Ångra senaste ändringen" }).click();
  await page.getByRole("button", { name: "Ångra ändringen" }).click();
  await expect(page.getByText("Ändringen är ångrad.")).toBeVisible();
  await other.reload();
  await expect(other.getByText("Driftform")).toHaveCount(0);
  await other.context().close();
});

test("the price asks once more before it is shared", async ({ page, signIn }) => {
  await signIn(anna);
  await openShare(page, "Pris", COUNTY);
  await page.getByRole("button", { name: "Fortsätt till bekräftelse" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Bekräfta att pris ska delas med");
  await page.getByLabel("Vi har kontrollerat att priserna får delas").check();
  await page.getByRole("button", { name: "Ja, dela pris" }).click();
  await expect(page.getByRole("status")).toContainText("Pris delas nu med");
});

test("Borgholm looks as Mörbylånga: a banner, only Borgholm's systems, nothing to change", async ({
  page,
  signIn,
}) => {
  await signIn(anna);
  await page.goto("/borgholm/view-as");
  await page.getByRole("link", { name: "Visa som Mörbylånga" }).click();
  await expect(page.getByText("Du ser Borgholms poster som Mörbylånga ser dem")).toBeVisible();
  await page.getByRole("table").getByRole("rowheader").first().getByRole("link").click();
  await expect(page).toHaveURL(/\/borgholm~morbylanga\/systems\//);
  await expect(page.getByRole("link", { name: "Redigera" })).toHaveCount(0);
  await page.getByRole("link", { name: "Avsluta" }).click();
  await expect(page).toHaveURL(/\/borgholm\/view-as$/);
});

test("the receipt says that Mörbylånga has opened Borgholm's record", async ({
  page,
  signIn,
  browser,
  server,
}) => {
  await signIn(anna);
  await page.goto("/borgholm/systems");
  const link = page.getByRole("table").getByRole("rowheader").first().getByRole("link");
  const name = (await link.textContent())!;
  const theirs = (await link.getAttribute("href"))!.replace("/borgholm/", "/morbylanga/");
  const other = await neighbour(browser, server);
  await other.goto(theirs);
  await expect(other.getByRole("heading", { level: 1 })).toContainText(name);
  await other.context().close();
  await page.goto("/borgholm/receipt?organisation=morbylanga&via=record");
  await expect(
    page.getByRole("row", { name: new RegExp(`Mörbylånga.*System.*${name}`) }).first(),
  ).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a cooperation from its founding to leaving it", async ({ page, signIn, context, server }) => {
    await signIn(anna);
    await page.goto("/borgholm/cooperations");
    await page.getByRole("link", { name: "Ny samverkansgrupp" }).click();
    await page.getByRole("button", { name: "Skapa samverkansgruppen" }).click();
    await expect(page.getByRole("link", { name: "Ange ett namn." })).toBeVisible();
    await page.getByLabel("Namn").fill("Fiber på ön");
    await page.getByRole("button", { name: "Skapa samverkansgruppen" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fiber på ön");
    const path = new URL(page.url()).pathname.replace("/borgholm/", "/morbylanga/");

    await page.getByRole("link", { name: "Bjud in" }).click();
    await page.getByRole("searchbox").fill("mörbylånga");
    await page.getByRole("button", { name: "Sök", exact: true }).click();
    await page.getByRole("button", { name: "Bjud in Mörbylånga kommun" }).click();
    await expect(page.getByText("Mörbylånga är inbjuden.")).toBeVisible();

    await signInAs(context, server, sara);
    await page.goto("/morbylanga/cooperations");
    await page
      .getByRole("listitem")
      .or(page.locator(".card"))
      .filter({ hasText: "Fiber på ön" })
      .getByRole("link", { name: "Svara på inbjudan" })
      .click();
    await expect(page.getByText("Era grunduppgifter börjar delas med alla medlemmar")).toBeVisible();
    await page.getByRole("button", { name: "Gå med och dela grunduppgifter" }).click();
    await expect(page.getByText("Ni är med. Grunduppgifterna delas nu med alla medlemmar.")).toBeVisible();

    await page.getByRole("link", { name: "Lämna samverkansgruppen" }).click();
    await expect(page.getByText("Alla medlemmar: grunduppgifter")).toBeVisible();
    await page.getByRole("button", { name: "Lämna samverkansgruppen" }).click();
    await expect(page).toHaveURL(/\/morbylanga\/cooperations\?done=left$/);
    await expect(page.getByText("Ni har lämnat samverkansgruppen.")).toBeVisible();
    expect((await page.goto(path))?.status()).toBe(404);
  });

  test("units and people are added, and not removed while they are used", async ({ page, signIn }) => {
    await signIn(anna);
    await page.goto("/borgholm/units");
    await page.getByLabel("Namn").fill("Fiberenheten");
    await page.getByRole("button", { name: "Lägg till enhet" }).click();
    await page.goto("/borgholm/people/new");
    await page.getByLabel("Namn").fill("Disa Åkerö");
    await page.getByLabel("Enhet").selectOption({ label: "Fiberenheten" });
    await page.getByRole("button", { name: "Lägg till person" }).click();
    await page.goto("/borgholm/units");
    await page.getByRole("link", { name: "Fiberenheten" }).click();
    await page.getByRole("link", { name: "Ta bort enheten" }).click();
    await page.getByRole("button", { name: "Ta bort enheten" }).click();
    await expect(page.getByText("Enheten kan inte tas bort så länge den används")).toBeVisible();
  });
});

import type { Page } from "playwright/test";
import { codeFor } from "../support/codes.ts";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

const PASSWORD = "fyra blåa lastbilar";
const DEMO_PASSWORD = "samverka-demo";
const READER = "karin.fransson@borgholm.demo.invalid";
const ADMIN = "anna.lindqvist@borgholm.demo.invalid";

async function signInByForm(page: Page, email: string, password: string) {
  await page.getByLabel("E-postadress").fill(email);
  await page.getByLabel("Lösenord").fill(password);
  await page.getByRole("button", { name: "Logga in", exact: true }).click();
}

async function signOut(page: Page) {
  await page.getByRole("button", { name: /^Konto:/ }).click();
  await page.getByRole("button", { name: "Logga ut", exact: true }).click();
  await expect(page.getByText("Du är utloggad.")).toBeVisible();
}

/** The newest link of a kind in the demo's mail to somebody. */
async function linkInMail(page: Page, email: string, path: string): Promise<string> {
  await page.goto("/mail");
  const card = page.locator(".card", { hasText: email }).filter({ has: page.locator(`a[href^="${path}"]`) });
  const href = await card.first().locator(`a[href^="${path}"]`).getAttribute("href");
  return href!;
}

async function expectNoAxeFindings(page: Page) {
  expect(await axeErrors(page)).toEqual([]);
}

test("signing in leads to where one was going, and signing out ends it", async ({ page }) => {
  await page.goto("/borgholm/members");
  await expect(page).toHaveURL("/login?to=%2Fborgholm%2Fmembers");
  await expectNoAxeFindings(page);
  await signInByForm(page, READER, DEMO_PASSWORD);
  await expect(page.getByRole("heading", { level: 1, name: "Medlemmar" })).toBeVisible();
  await signOut(page);
  await page.goto("/borgholm/members");
  await expect(page).toHaveURL(/\/login/);
});

test("a wrong password is told in the form, which keeps the address and takes the focus", async ({
  page,
}) => {
  await page.goto("/login");
  await signInByForm(page, READER, "fel lösenord");
  const summary = page.getByRole("alert");
  await expect(summary).toContainText("E-postadressen eller lösenordet stämmer inte");
  await expect(summary).toBeFocused();
  await expect(page.getByLabel("E-postadress")).toHaveValue(READER);
  await expectNoAxeFindings(page);
  await summary.getByRole("link").press("Enter");
  await expect(page.getByLabel("Lösenord")).toBeFocused();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the form and the demo's buttons sign in", async ({ page }) => {
    await page.goto("/login?to=/account");
    await signInByForm(page, READER, "fel lösenord");
    await expect(page.getByRole("alert")).toContainText("stämmer inte");
    await signInByForm(page, READER, DEMO_PASSWORD);
    await expect(page).toHaveURL("/account");
    await page.context().clearCookies();
    await page.goto("/login");
    await page.getByRole("button", { name: "Logga in som Karin Fransson" }).click();
    await expect(page).toHaveURL("/borgholm");
  });

  test("a second factor can be set up and shown", async ({ page }) => {
    await page.goto("/login?to=/account/second-factor");
    await signInByForm(page, "per.falk@karlsborg.demo.invalid", DEMO_PASSWORD);
    const secret = await page.locator("code").innerText();
    await page.getByLabel("Kod från appen").fill(codeFor(secret));
    await page.getByRole("button", { name: "Slå på tvåstegsverifiering" }).click();
    await expect(page.getByRole("list", { name: "Reservkoder" }).getByRole("listitem")).toHaveCount(10);
    const recovery = await page.locator(".recovery-codes code").first().innerText();
    await page.context().clearCookies();
    await page.goto("/login");
    await signInByForm(page, "per.falk@karlsborg.demo.invalid", DEMO_PASSWORD);
    await page.getByLabel("Kod", { exact: true }).fill(recovery);
    await page.getByRole("button", { name: "Fortsätt" }).click();
    await expect(page).toHaveURL("/karlsborg");
  });
});

test("invited, a person makes an account, sets up the second factor and signs in with it", async ({
  page,
  signIn,
}) => {
  const email = "nils.nyman@borgholm.demo.invalid";
  await signIn(ADMIN);
  await page.goto("/borgholm/members");
  await page.getByRole("link", { name: "Bjud in" }).click();
  await page.getByLabel("Namn").fill("Nils Nyman");
  await page.getByLabel("E-postadress").fill(email);
  await page.getByLabel("Läsare").uncheck();
  await page.getByRole("button", { name: "Skicka inbjudan" }).click();
  await expect(page.getByRole("alert")).toContainText("Välj minst en roll");
  await page.getByLabel("Redaktör").check();
  await page.getByRole("button", { name: "Skicka inbjudan" }).click();
  await expect(page.getByRole("status")).toContainText(`Inbjudan är skickad till ${email}`);
  const link = await linkInMail(page, email, "/invitation/");

  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Välkommen till Borgholm" })).toBeVisible();
  await expectNoAxeFindings(page);
  await page.getByLabel("Lösenord (obligatoriskt)").fill(PASSWORD);
  await page.getByLabel("Lösenordet en gång till").fill("något annat lösenord");
  await page.getByRole("button", { name: "Skapa konto" }).click();
  await expect(page.getByRole("alert")).toContainText("De två lösenorden är inte lika");
  await page.getByLabel("Lösenordet en gång till").fill(PASSWORD);
  await page.getByRole("button", { name: "Skapa konto" }).click();
  await expect(page).toHaveURL("/borgholm");

  await page.goto("/account");
  await page.getByRole("link", { name: "Ställ in" }).click();
  await expect(page.getByRole("img", { name: "QR-kod för autentiseringsappen" })).toBeVisible();
  await expectNoAxeFindings(page);
  const secret = await page.locator("code").innerText();
  await page.getByLabel("Kod från appen").fill("000000");
  await page.getByRole("button", { name: "Slå på tvåstegsverifiering" }).click();
  await expect(page.getByRole("alert")).toContainText("Koden stämmer inte");
  await page.getByLabel("Kod från appen").fill(codeFor(secret));
  await page.getByRole("button", { name: "Slå på tvåstegsverifiering" }).click();
  await expect(page.getByRole("list", { name: "Reservkoder" }).getByRole("listitem")).toHaveCount(10);
  const recovery = await page.locator(".recovery-codes code").first().innerText();
  await page.getByRole("link", { name: "Jag har sparat koderna" }).click();
  await expect(page.getByText("10 reservkoder kvar")).toBeVisible();
  await signOut(page);

  await signInByForm(page, email, PASSWORD);
  await expect(page.getByRole("heading", { name: "Ange koden från din app" })).toBeVisible();
  await expectNoAxeFindings(page);
  await page.goto("/borgholm/members");
  await expect(page).toHaveURL("/login/second-factor?to=%2Fborgholm%2Fmembers");
  // the code of the set-up has been used, so the next step's is shown, which the portal accepts a little early
  await page.getByLabel("Kod", { exact: true }).fill(codeFor(secret, new Date(Date.now() + 30_000)));
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(page).toHaveURL("/borgholm/members");
  await signOut(page);

  await signInByForm(page, email, PASSWORD);
  await page.getByLabel("Kod", { exact: true }).fill(recovery.toLowerCase());
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(page).toHaveURL("/borgholm");
  await page.goto("/account");
  await expect(page.getByText("9 reservkoder kvar")).toBeVisible();
});

test("a forgotten password is replaced by a link that works once", async ({ page }) => {
  const email = "mikael.ohman@borgholm.demo.invalid";
  await page.goto("/login");
  await page.getByRole("link", { name: "Har du glömt lösenordet?" }).click();
  // the sign-in page has a field of the same name
  await expect(page.getByRole("heading", { name: "Återställ lösenordet" })).toBeVisible();
  await page.getByLabel("E-postadress").fill(email);
  await page.getByRole("button", { name: "Skicka länk" }).click();
  await expect(page.getByRole("heading", { name: "Titta i din e-post" })).toBeVisible();
  const link = await linkInMail(page, email, "/password-reset/");
  await page.goto(link);
  await page.getByLabel("Nytt lösenord").fill(PASSWORD);
  await page.getByLabel("Lösenordet en gång till").fill(PASSWORD);
  await page.getByRole("button", { name: "Byt lösenord" }).click();
  await expect(page.getByText("Lösenordet är bytt.")).toBeVisible();
  await signInByForm(page, email, PASSWORD);
  await expect(page).toHaveURL("/borgholm");
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Länken gäller inte längre" })).toBeVisible();
});

test("somebody sees where they are signed in, and ends a session elsewhere", async ({
  page,
  browser,
  server,
}) => {
  const email = "henrik.sandstrom@lulea.demo.invalid";
  await page.goto("/login?to=/account");
  await signInByForm(page, email, DEMO_PASSWORD);
  const elsewhere = await browser.newContext({
    baseURL: server.url,
    userAgent: "Mozilla/5.0 (iPhone) Safari/605",
  });
  const phone = await elsewhere.newPage();
  await phone.goto("/login?to=/account");
  await signInByForm(phone, email, DEMO_PASSWORD);
  await expect(phone.getByRole("row", { name: /iPhone/ })).toContainText("den här enheten");
  await page.reload();
  await expectNoAxeFindings(page);
  await page
    .getByRole("row", { name: /Safari · iPhone/ })
    .getByRole("button")
    .click();
  await expect(page.getByText("Enheten är utloggad.")).toBeVisible();
  await phone.reload();
  await expect(phone).toHaveURL(/\/login/);
  await elsewhere.close();
});

test("an administrator changes roles and ends a membership", async ({ page, signIn, browser, server }) => {
  await signIn("sara.holmgren@morbylanga.demo.invalid");
  await page.goto("/morbylanga/members");
  await expectNoAxeFindings(page);
  await page.getByRole("link", { name: "Ändra Sara Holmgren" }).click();
  await page.getByLabel("Lokal administratör").uncheck();
  await page.getByRole("button", { name: "Spara rollerna" }).click();
  await expect(page.getByRole("alert")).toContainText("minst en lokal administratör");
  await page.goto("/morbylanga/members");

  const other = await browser.newContext({ baseURL: server.url });
  const technician = await other.newPage();
  await technician.goto("/login?to=/morbylanga");
  await signInByForm(technician, "jonas.ekman@borgholm.demo.invalid", DEMO_PASSWORD);
  await expect(technician).toHaveURL("/morbylanga");

  await page.getByRole("link", { name: "Ändra Jonas Ekman" }).click();
  await page.getByLabel("Läsare").check();
  await page.getByRole("button", { name: "Spara rollerna" }).click();
  await expect(page.getByText("Rollerna är ändrade.")).toBeVisible();
  await technician.reload();
  await expect(technician).toHaveURL(/\/login/);

  await page.getByRole("link", { name: "Ändra Jonas Ekman" }).click();
  await page.getByRole("link", { name: "Avsluta medlemskapet" }).click();
  await expectNoAxeFindings(page);
  await page.getByRole("button", { name: "Avsluta medlemskapet" }).click();
  await expect(page.getByText("Medlemskapet är avslutat.")).toBeVisible();
  await technician.goto("/login");
  await signInByForm(technician, "jonas.ekman@borgholm.demo.invalid", DEMO_PASSWORD);
  await expect(technician).toHaveURL("/borgholm"); // the only one left
  await page.getByRole("button", { name: "Återinför Jonas Ekman" }).click();
  await expect(page.getByText("Medlemskapet är återinfört.")).toBeVisible();
  await other.close();
});

test("outside the demo the sign-in page and the bundle know nothing of it", async ({
  page,
  launch,
  server,
}) => {
  const real = await launch({ database: server.database, env: { DEMO: "0" } });
  await page.goto(`${real.url}/login`);
  await expect(page.getByRole("button", { name: "Logga in", exact: true })).toBeVisible();
  const scripts = await page
    .locator("link[rel=modulepreload], script[src]")
    .evaluateAll((elements) => elements.map((e) => e.getAttribute("href") ?? e.getAttribute("src")));
  const texts = await Promise.all(
    scripts.map(async (src) => (await page.request.get(real.url + src)).text()),
  );
  const all = [await page.content(), ...texts].join("\n");
  expect(scripts.length).toBeGreaterThan(2);
  for (const word of ["Prova demon", DEMO_PASSWORD, "Karin Fransson"]) expect(all).not.toContain(word);
  expect((await page.request.get(`${real.url}/mail`)).status()).toBe(404);
});

for (const locale of ["sv", "en"]) {
  test(`pages for people who are not signed in are sound (${locale})`, async ({ page, context, server }) => {
    await context.addCookies([{ name: "locale", value: locale, url: server.url }]);
    for (const path of [
      "/login",
      "/password-reset",
      "/password-reset/x",
      "/invitation/x",
      "/mail",
      "/nowhere",
    ]) {
      const response = await page.goto(path);
      expect(await htmlErrors((await response?.text()) ?? ""), path).toEqual([]);
      expect(await axeErrors(page), path).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await scrollsSideways(page), path).toBe(false);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
  });
}

import type { Page } from "playwright/test";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { connectTo } from "./support/server.ts";
import { expect, signInAs, test } from "./support/test.ts";

const LEAD = "elin.wikstrom@lulea.demo.invalid";
/** Has a second membership in Boden during the test. */
const BODEN = "henrik.sandstrom@lulea.demo.invalid";

test("a survey answered and evaluated; without the lowest number nobody is carried over", async ({
  page,
  context,
  server,
}) => {
  await signInAs(context, server, LEAD);
  await page.goto("/lulea/renewals");
  await page.getByRole("link", { name: "Microsoft 365 i Norrbotten, nästa period" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("nästa period");
  const survey = new URL(page.url()).pathname;
  await expect(page.getByText("4 av 8", { exact: true })).toBeVisible();
  expect(await axeErrors(page)).toEqual([]);
  await page.getByRole("link", { name: "Ändra svaret" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Svara:");
  const form = await page.goto(`${survey}/answer`);
  expect(await htmlErrors(await form!.text())).toEqual([]);
  expect(await axeErrors(page)).toEqual([]);
  // the own price follows what is typed, before anything is sent
  await page.getByLabel("Hur många").fill("2");
  await expect(page.getByText(/Med 2 användare hos er/)).toBeVisible();
  await page.getByLabel("Hur många").fill("1 500");
  await expect(page.getByText(/Med 1.500 användare hos er/)).toBeVisible();
  await page.getByLabel("Beslut som svaret vilar på").fill("");
  await page.getByRole("button", { name: "Lämna svaret" }).click();
  await expect(page.getByRole("alert")).toContainText("Bindande svar kräver beslut eller delegation.");
  await page.getByLabel("Beslut som svaret vilar på").fill("Delegationsbeslut 2026-214");
  await page.getByRole("button", { name: "Lämna svaret" }).click();
  await expect(page.getByRole("heading", { name: "Kvittens" })).toBeVisible();
  await page.goto(survey);
  await page.getByRole("link", { name: "Stäng i förtid" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Stäng");
  await page.getByLabel("Skäl").fill("Fler svar väntas inte");
  await page.getByRole("button", { name: "Stäng i förtid" }).click();
  await expect(page.getByRole("status")).toContainText("Enkäten är stängd.");
  await page.getByRole("button", { name: "Börja utvärdera" }).click();
  await expect(page.getByRole("status")).toContainText("Enkäten utvärderas");
  await page.getByRole("link", { name: "Överföring", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("För över deltagare");
  await expect(page.getByText("4 av 8 bindande svar.")).toBeVisible();
  expect(await axeErrors(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/lulea/renewals", survey, `${survey}/transfer`, `${survey}/completion`]) {
    const response = await page.goto(path);
    expect(await htmlErrors(await response!.text()), path).toEqual([]);
    expect(await axeErrors(page), path).toEqual([]);
    expect(await scrollsSideways(page), path).toBe(false);
  }
});

const NEXT = "Microsoft 365 från nästa period";

/** What no screen makes here: the agreement that follows as a draft of Luleå's, and somebody who answers for Boden. */
async function prepare(database: string): Promise<void> {
  const db = await connectTo(database);
  const { rows } = await db.query(
    "with c as (insert into contract (tenant_id, name) select id, $1 from organisation where slug = 'lulea' returning tenant_id, id) " +
      "insert into licence_agreement (tenant_id, contract_id, name, starts_on, state) " +
      "select c.tenant_id, c.id, $1, a.ends_on + 1, 'draft' from c join licence_agreement a on a.tenant_id = c.tenant_id " +
      "where a.name = 'Microsoft 365 för Norrbotten' returning id",
    [NEXT],
  );
  await db.query(
    "with p as (insert into person (tenant_id, name) select id, 'Kim Berg' from organisation where slug = 'boden' returning tenant_id, id) " +
      "insert into membership (tenant_id, account_id, person_id, roles) " +
      "select p.tenant_id, a.id, p.id, array['editor'] from p join account a on a.email = $1",
    [BODEN],
  );
  await db.end();
  expect(rows).toHaveLength(1);
}

/** Elin asks Luleå and Boden about the next period. @returns the part of the address that all organisations share */
async function ask(page: Page): Promise<string> {
  await page.goto("/lulea/renewals");
  await page.getByRole("link", { name: "Ny enkät" }).click();
  await page.getByRole("link", { name: "Microsoft 365 för Norrbotten" }).click();
  await expect(page.getByRole("heading", { name: "Hur svaren gäller" })).toBeVisible();
  await page.getByLabel("Rubrik").fill("Enkät i webbläsare");
  await page.getByLabel("Avtal som tar vid").selectOption({ label: NEXT });
  await page.getByLabel("Lägsta antal deltagare").fill("2");
  await page.getByRole("button", { name: "Spara utkast" }).click();
  await expect(page.getByRole("status")).toContainText("Utkastet är sparat");
  const survey = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Deltagare", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Vilka som tillfrågas");
  for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
  for (const name of ["Luleå", "Boden"]) await page.getByLabel(name, { exact: true }).check();
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("status")).toContainText("Ändringen är sparad");
  await page.getByRole("link", { name: "Kostnader", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Kostnader:");
  await page.getByRole("button", { name: "Spara trappan" }).click();
  await expect(page.getByRole("status")).toContainText("Ändringen är sparad");
  await page.getByRole("button", { name: "Markera som klar" }).click();
  await expect(page.getByRole("status")).toContainText("klar att skicka");
  await page.getByRole("link", { name: "Skicka enkäten" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Skicka Enkät i webbläsare?");
  await expect(page.getByText("1 organisation får brev")).toBeVisible();
  await page.getByRole("button", { name: "Skicka enkäten" }).click();
  await expect(page.getByRole("status")).toContainText("Enkäten är skickad");
  return survey.replace("/lulea", "");
}

/** Moves on by Tab until the field has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    const focused = await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name);
    if (focused === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} is not reached by Tab`);
}

test("a survey asked, answered by keyboard and on a phone without script, carried over to the next agreement, and undone", async ({
  page,
  context,
  browser,
  baseURL,
  server,
}) => {
  await prepare(server.database);
  await signInAs(context, server, LEAD);
  const survey = await ask(page);

  const phone = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  await signInAs(phone, server, BODEN);
  const other = await phone.newPage();
  const form = await other.goto(`/boden${survey}/answer`);
  expect(await htmlErrors(await form!.text())).toEqual([]);
  await other.getByLabel("Ja", { exact: true }).check();
  await other.getByLabel("Hur många").fill("440");
  await other.getByLabel("E-post till den som svarar").fill("kim@boden.demo.invalid");
  await other.getByRole("button", { name: "Lämna svaret" }).click();
  await expect(other.getByRole("alert")).toContainText("Bindande svar kräver beslut eller delegation.");
  await other.getByLabel("Beslut som svaret vilar på").fill("Delegationsbeslut 2026-77");
  await other.getByRole("button", { name: "Lämna svaret" }).click();
  await expect(other.getByRole("heading", { name: "Kvittens" })).toBeVisible();
  await phone.close();

  await page.goto(`/lulea${survey}/answer`);
  await page.getByLabel("Ja", { exact: true }).focus();
  await page.keyboard.press("Space");
  await tabTo(page, "quantity");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("1500");
  await tabTo(page, "authority_ref");
  await page.keyboard.type("KS 2026-9");
  await tabTo(page, "signer_email");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("elin@lulea.demo.invalid");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Kvittens" })).toBeVisible();

  await page.goto(`/lulea${survey}`);
  await expect(page.getByText("2 av 2", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Stäng i förtid" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Stäng");
  await page.getByLabel("Skäl").fill("Alla har svarat");
  await page.getByRole("button", { name: "Stäng i förtid" }).click();
  await expect(page.getByRole("status")).toContainText("Enkäten är stängd.");
  await page.getByRole("button", { name: "Börja utvärdera" }).click();
  await expect(page.getByRole("status")).toContainText("Enkäten utvärderas");
  await page.getByRole("link", { name: "Överföring", exact: true }).click();
  await page.getByRole("button", { name: "För över 2 deltagare" }).click();
  await expect(page.getByRole("status")).toContainText("Deltagarna är överförda");
  expect(await axeErrors(page)).toEqual([]);
  await page.getByRole("button", { name: "Ångra överföringen av Boden" }).click();
  await expect(page.getByRole("status")).toContainText("Överföringen är ångrad");
  await page.getByRole("button", { name: "För över 1 deltagare" }).click();
  await expect(page.getByRole("status")).toContainText("Deltagarna är överförda");
  await page.getByRole("link", { name: NEXT }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(NEXT);
  await expect(page.getByText("Boden").first()).toBeVisible();
  await page.goto(`/lulea${survey}/completion`);
  await page.getByRole("button", { name: "Avsluta enkäten" }).click();
  await expect(page.getByRole("status")).toContainText("Enkäten är avslutad");
});

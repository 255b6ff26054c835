import type { Page } from "playwright/test";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { connectTo } from "./support/server.ts";
import { expect, test } from "./support/test.ts";

const ADMIN = "anna.lindqvist@borgholm.demo.invalid";
const READER = "karin.fransson@borgholm.demo.invalid";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

/** Starts with nothing chosen, in the list of systems. */
async function openSelection(page: Page) {
  await page.goto("/borgholm/systems");
  await page.getByRole("link", { name: "Välj flera" }).click();
  await expect(page.getByRole("columnheader", { name: "Välj" })).toBeVisible();
  const clear = page.getByRole("button", { name: "Töm urvalet" });
  if ((await clear.count()) > 0) await clear.click();
  await expect(page.getByRole("status").filter({ hasText: "0 valda" })).toBeVisible();
}

/** From the selection to the preview. */
async function askFor(page: Page, reason: string) {
  await page.getByRole("button", { name: "Ändra valda" }).click();
  await expect(heading(page, "Vad ska ändras?")).toBeVisible();
  await page.getByRole("checkbox", { name: "Status", exact: true }).check();
  await page.getByRole("checkbox", { name: "Kritikalitet" }).check();
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(heading(page, "Nya värden")).toBeVisible();
  await page.getByLabel("Status", { exact: true }).selectOption("in_operation");
  await page.getByLabel("Kritikalitet", { exact: true }).selectOption("critical");
  await page.getByRole("textbox", { name: "Skäl" }).fill(reason);
  await page.getByRole("button", { name: "Förhandsgranska" }).click();
  await expect(heading(page, "Förhandsgranska massändringen")).toBeVisible();
}

/** Said in the place of the box. */
const refusal = (page: Page) => page.locator("tbody").getByText("Du får inte ändra det här systemet.");

const numberIn = async (page: Page, words: RegExp) =>
  Number(/\d+/.exec((await page.getByText(words).first().textContent()) ?? "")?.[0]);

/** One system that may not be put in operation: nobody knows when it was taken into use. */
async function withoutStart(database: string): Promise<string> {
  const client = await connectTo(database);
  try {
    const { rows } = await client.query(
      `insert into system_usage (tenant_id, product_id, own_name, lifecycle)
       select o.id, (select id from product where state = 'approved' limit 1), 'Aaa utan startdatum', 'planned'
       from organisation o where o.slug = 'borgholm' returning id`,
    );
    return rows[0].id;
  } finally {
    await client.end();
  }
}

async function removeUsage(database: string, id: string) {
  const client = await connectTo(database);
  await client.query("delete from system_usage where id = $1", [id]).finally(() => client.end());
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "in the browser" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("systems of two pages are changed at once, one is refused, and the change is reverted", async ({
      page,
      signIn,
      server,
    }) => {
      const refused = await withoutStart(server.database);
      await signIn(ADMIN);
      await openSelection(page);
      const boxes = page.getByRole("checkbox", { name: /^Välj / });
      await page.getByRole("checkbox", { name: "Välj Aaa utan startdatum" }).check();
      await boxes.nth(3).check();
      if (javaScriptEnabled) expect(await axeErrors(page)).toEqual([]);
      await page.getByRole("button", { name: "Nästa" }).click();
      await expect(page).toHaveURL(/page=2/);
      await expect(page.getByRole("status").filter({ hasText: "2 valda" })).toBeVisible();
      await boxes.first().check();
      await page.getByRole("button", { name: "Föregående" }).click();
      await expect(page).toHaveURL(/select=1&page=1|page=1/);
      await expect(page.getByRole("status").filter({ hasText: "3 valda" })).toBeVisible();
      await expect(page.getByRole("checkbox", { name: "Välj Aaa utan startdatum" })).toBeChecked();

      const reason = `Översyn ${javaScriptEnabled ? "med" : "utan"} skript`;
      await askFor(page, reason);
      expect(await numberIn(page, /system ändras/)).toBe(2);
      await expect(page.getByText(/1 kan inte ändras/)).toBeVisible();
      await expect(page.getByText(/behöver ett datum då det togs i bruk/)).toBeVisible();
      if (javaScriptEnabled) expect(await axeErrors(page)).toEqual([]);
      await page.getByRole("button", { name: "Genomför i 2 system" }).click();
      await expect(heading(page, `Massändring: ${reason}`)).toBeVisible();
      await expect(page.getByText("2 system ändrades")).toBeVisible();

      await page.getByRole("link", { name: "Historik" }).last().click();
      await expect(page.getByText(reason).first()).toBeVisible();
      await page.goBack();
      await page.getByRole("link", { name: "Återställ" }).click();
      await expect(heading(page, "Återställ massändringen")).toBeVisible();
      if (javaScriptEnabled) expect(await axeErrors(page)).toEqual([]);
      await page.getByRole("textbox", { name: "Skäl" }).fill("Det var fel");
      await page.getByRole("button", { name: "Återställ 2 system" }).click();
      await expect(page.getByText("2 system återställdes")).toBeVisible();
      await removeUsage(server.database, refused);
    });
  });

test("by keyboard alone: a box, everything that the filter shows, and on to the change", async ({
  page,
  signIn,
}) => {
  await signIn(ADMIN);
  await openSelection(page);
  const box = page.getByRole("checkbox", { name: /^Välj / }).first();
  await box.focus();
  await page.keyboard.press("Space");
  await expect(box).toBeChecked();
  await page.goto("/borgholm/systems?select=1&lifecycle=in_operation");
  const all = page.getByRole("button", { name: /^Välj alla \d+ som filtret visar/ });
  const shown = Number(/\d+/.exec((await all.textContent()) ?? "")?.[0]);
  await all.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: `${shown} valda` })).toBeVisible();
  await page.getByRole("button", { name: "Ändra valda" }).focus();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Vad ska ändras?")).toBeVisible();
});

test("valid pages that fit 320 pixels; a reader selects only what a role lets them edit", async ({
  page,
  signIn,
  context,
}) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(ADMIN);
  await openSelection(page);
  await page.getByRole("button", { name: "Välj alla på sidan" }).click();
  await expect(page.getByRole("status").filter({ hasText: "50 valda" })).toBeVisible();
  await page.getByRole("button", { name: "Ändra valda" }).click();
  await expect(heading(page, "Vad ska ändras?")).toBeVisible();
  const run = new URL(page.url()).pathname.replace("/fields", "");
  const fields = "?field=lifecycle&field=unit&field=operations_supplier&field=dpa_link&field=risk_next_on";
  for (const path of [
    "/borgholm/systems?select=1",
    `${run}/fields`,
    `${run}/fields${fields}`,
    run,
    "/borgholm/bulk-edits",
  ]) {
    const answer = await page.goto(path);
    expect(await htmlErrors(await answer!.text()), path).toEqual([]);
    expect(await axeErrors(page), path).toEqual([]);
    expect(await scrollsSideways(page), path).toBe(false);
  }
  await context.clearCookies();
  await signIn(READER);
  await page.goto("/borgholm/systems");
  await page.getByRole("link", { name: "Välj flera" }).click();
  await expect(page.getByRole("checkbox", { name: "Välj Adato" }).or(refusal(page)).first()).toBeVisible();
  const [boxes, refusals] = [
    await page.getByRole("checkbox", { name: /^Välj / }).count(),
    await refusal(page).count(),
  ];
  expect(Math.min(boxes, refusals)).toBeGreaterThan(0);
  expect(boxes + refusals).toBe(50);
});

import { expect, test } from "./support/test.ts";

test("what is typed right after a refusal stays when the page's data comes anew, and the form is empty when it has done its work", async ({
  page,
  signIn,
}) => {
  await signIn("anna.lindqvist@borgholm.demo.invalid");
  await page.goto("/borgholm/contracts");
  await page.locator("table tbody a").first().click();
  await expect(page.getByRole("heading", { level: 2, name: "Kostnader" })).toBeVisible();
  await page.goto(`${page.url().split("?")[0]}/costs`);
  const amount = page.getByLabel(/^Belopp/);
  await amount.fill("tolv");

  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  await page.route(/[?&]_data=/, async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    isAsked();
    await held;
    await route.continue();
  });
  // not through the test's own click, which waits until the data has come
  await page.getByRole("button", { name: "Lägg till kostnad" }).dispatchEvent("click");
  await expect(page.getByRole("alert")).toContainText("Skriv ett belopp");
  await asked;
  await amount.evaluate((field: HTMLInputElement) => field.select());
  await page.keyboard.type("12 500");
  const arrived = page.waitForResponse(/[?&]_data=/);
  release();
  await arrived;
  await page.unroute(/[?&]_data=/);
  await expect(page.locator(".loading-bar")).toHaveCount(0);
  await expect(amount).toHaveValue("12 500");

  await page.getByRole("button", { name: "Lägg till kostnad" }).click();
  await expect(page.getByRole("status")).toBeVisible();
  await expect(amount).toHaveValue("");
  await expect(page.getByText("12 500").first()).toBeVisible();
});

import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, signInAs, test } from "./support/test.ts";

const LEAD = "elin.wikstrom@lulea.demo.invalid";

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

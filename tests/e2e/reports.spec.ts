import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

test("a report's figure leads to the list behind it, as a page and as a file", async ({ page, signIn }) => {
  await signIn("anna.lindqvist@borgholm.demo.invalid");
  await page.goto("/borgholm");
  await page.getByRole("link", { name: "Rapporter", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rapporter" })).toBeVisible();
  const card = page.locator(".card", { has: page.getByRole("heading", { name: "Saknar avtal" }) });
  const count = /^(\d+) av/.exec(await card.locator(".report-count").innerText())?.[1];
  expect(Number(count)).toBeGreaterThan(0);
  const download = page.waitForEvent("download");
  await card.getByRole("link", { name: "CSV: Saknar avtal" }).click();
  expect((await download).suggestedFilename()).toMatch(/^system-borgholm-.*\.csv$/);
  await card.getByRole("link", { name: "Visa listan: Saknar avtal" }).click();
  await expect(page).toHaveURL(/work=without_term/);
  await expect(page.getByText(`av ${count}`).first()).toBeVisible();
});

test("the pages are fit for everybody, at 320 px and in English too", async ({ page, signIn, context }) => {
  await signIn("karin.fransson@borgholm.demo.invalid");
  for (const locale of ["sv", "en"]) {
    await context.addCookies([
      { name: "locale", value: locale, url: page.url().startsWith("http") ? page.url() : "http://localhost" },
    ]);
    for (const path of ["/borgholm/reports", "/borgholm/reports/processing"]) {
      const response = await page.goto(path);
      expect(response?.status()).toBe(200);
      expect(await htmlErrors((await response?.text()) ?? "")).toEqual([]);
      expect(await axeErrors(page)).toEqual([]);
      for (const [name, width] of [
        ["wide", 1280],
        ["narrow", 320],
      ] as const) {
        await page.setViewportSize({ width, height: 800 });
        expect(await scrollsSideways(page)).toBe(false);
        if (process.env.PICTURES)
          await page.screenshot({
            path: `${process.env.PICTURES}/${path.split("/").pop()}-${locale}-${name}.png`,
            fullPage: true,
          });
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    }
  }
});
